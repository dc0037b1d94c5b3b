"""A worry about somebody else than a child: a woman, a group, a family, somebody young."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.cases.models import Case
from laget.people.models import Child, Municipality
from subjects import young_from

SAID = {"text": "Det er noe.", "violence": "no", "adult_here": "no", "share": "on"}
HER = {"given_name": "Amalie", "family_name": "Foss", "born_on": "1999-03-01"}


def send(client, **said):
    return client.post(reverse("worry"), {"form_key": uuid4(), **SAID, **said})


def cases_of(world, who):
    with world.as_(who, world.now + timedelta(minutes=5)):
        return list(Case.objects.select_related("child", "unit"))


@pytest.fixture
def siri(offered):
    return offered.client_of(offered.siri)


@pytest.fixture
def kari(offered):
    return offered.client_of(offered.kari)


def test_where_it_can_only_be_about_a_child_nobody_is_asked(world):
    shown = world.client_of(world.kari).get(reverse("worry")).text
    assert 'name="child"' in shown
    assert "Who is it about?" not in shown
    assert 'name="subject"' not in shown


def test_those_of_a_service_are_asked_about_whom_it_is_offered(kari, siri):
    by_teacher, by_nurse = kari.get(reverse("worry")).text, siri.get(reverse("worry")).text
    assert 'value="group"' in by_teacher and 'value="pregnant"' not in by_teacher
    assert 'value="pregnant"' in by_nurse and 'value="group"' not in by_nurse
    assert 'name="child"' not in by_nurse


def test_a_nurse_reports_a_worry_about_a_pregnant_woman(offered, siri):
    assert send(siri, subject="pregnant", **HER).status_code == 302
    (case,) = cases_of(offered, offered.siri)
    assert (case.subject, case.child.name, case.unit.code) == ("pregnant", "Amalie Foss", "helsestasjonen")


@pytest.mark.parametrize("left_out", HER)
def test_what_is_left_out_of_whom_it_is_about_is_asked_for_beside_its_field(offered, siri, left_out):
    refused = send(siri, subject="pregnant", **(HER | {left_out: ""}))
    assert refused.status_code == 422
    assert f'href="#id_{left_out}"' in refused.text
    assert "Det er noe." in refused.text
    assert cases_of(offered, offered.siri) == []


def test_which_group_it_is_is_asked_for_beside_its_field(offered, kari):
    refused = send(kari, subject="group")
    assert refused.status_code == 422
    assert 'href="#id_group"' in refused.text
    assert 'href="#id_child"' not in refused.text


def test_where_nothing_is_said_of_whom_it_is_about_only_that_is_asked(kari):
    refused = send(kari)
    assert 'href="#id_subject"' in refused.text
    assert 'href="#id_child"' not in refused.text and 'href="#id_group"' not in refused.text


def test_nobody_is_born_after_today(siri):
    refused = send(siri, subject="pregnant", **(HER | {"born_on": "2030-01-01"}))
    assert refused.status_code == 422
    assert 'href="#id_born_on"' in refused.text


def years_old(world, years, days=0):
    """Born so long ago, and so many days later."""
    day = world.today.replace(year=world.today.year - years) + timedelta(days=days)
    return day.isoformat()


@pytest.mark.parametrize(("years", "days", "status"), [(3, 0, 422), (15, 1, 422), (15, 0, 302), (40, 0, 302)])
def test_a_woman_who_answers_for_herself_is_of_the_municipalitys_age_to(offered, siri, years, days, status):
    said = send(siri, subject="pregnant", **(HER | {"born_on": years_old(offered, years, days)}))
    assert said.status_code == status
    assert ('href="#id_born_on"' in said.text) is (status == 422)


@pytest.mark.parametrize(("own", "status"), [({}, 422), ({"youth_age": 9}, 302), ({"youth_age": 14}, 422)])
def test_how_old_a_young_person_is_the_municipality_says(offered, kari, as_owner, own, status):
    """Unless it says so, it is the age from which one answers alone, and OLA is younger than that."""
    with as_owner():
        here = Municipality.objects.get(pk=offered.municipality.pk)
        here.settings |= own
        here.save()
    said = send(kari, subject="youth", child=offered.ola.pk)
    assert said.status_code == status
    assert ('href="#id_child"' in said.text) is (status == 422)


def test_the_same_woman_typed_twice_is_one_woman_to_whoever_knows_of_her(offered, siri):
    send(siri, subject="pregnant", **HER)
    again = HER | {"given_name": " amalie", "family_name": "FOSS"}
    asked = send(siri, subject="pregnant", **again)
    assert asked.status_code == 409 and "You are already in a case about Amalie Foss" in asked.text
    send(siri, subject="pregnant", belongs="new", **again)
    first, second = cases_of(offered, offered.siri)
    assert first.child_id == second.child_id and first.pk != second.pk


def test_a_teacher_reports_a_worry_about_the_class_and_need_not_choose_a_child(offered, kari):
    assert send(kari, subject="group", group=offered.ola.group_id).status_code == 302
    (case,) = cases_of(offered, offered.kari)
    assert (case.subject, case.child.name) == ("group", "4B")
    asked = send(kari, subject="group", group=offered.ola.group_id)
    assert asked.status_code == 409 and "You are already in a case about 4B" in asked.text


def test_the_name_of_a_child_is_refused_beside_the_words_about_a_class(offered, kari):
    refused = send(kari, subject="group", group=offered.ola.group_id, text="Det er Strands gjeng.")
    assert refused.status_code == 422
    assert 'href="#id_text"' in refused.text
    assert "A case of a group names no child. Take out “Strand”." in refused.text
    assert cases_of(offered, offered.kari) == []


def test_a_worry_that_is_sent_twice_is_one_case_and_one_woman(offered, siri):
    said = SAID | HER | {"subject": "pregnant", "form_key": uuid4()}
    first, second = (siri.post(reverse("worry"), said) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    with offered.as_(offered.siri, offered.now + timedelta(minutes=5)):
        assert Child.objects.filter(kind="pregnant").count() == Case.objects.count() == 1


def test_a_family_and_a_young_person_are_a_child_from_the_list(offered, kari):
    young_from(offered, 9)
    for subject in ("family", "youth"):
        assert send(kari, subject=subject).status_code == 422
        assert send(kari, subject=subject, child=offered.ola.pk, belongs="new").status_code == 302
    assert {(case.subject, case.child.name) for case in cases_of(offered, offered.kari)} == {
        ("family", "Ola Strand"), ("youth", "Ola Strand"),
    }  # fmt: skip


def test_nobody_is_chosen_beforehand(kari):
    assert " checked" not in kari.get(reverse("worry")).text
    assert send(kari).status_code == 422


def test_a_group_that_is_no_group_of_mine_is_no_choice(offered, kari):
    assert send(kari, subject="group", group=uuid4()).status_code == 422
    assert send(kari, subject="pregnant", **HER).status_code == 422
