"""A second worry about the same child: it is asked whether it belongs to what they work with already."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.cases.models import Case, Concern, TeamMember
from laget.foundation.models import AccessLog
from laget.staff import second_worry
from laget.staff.said import day_and_year

SEEN = "Ola gråt da han ble hentet."
ASKED = "You are already in a case about Ola Strand"


@pytest.fixture
def said(world):
    """What KARI, and whoever else, writes of OLA."""
    answers = {"text": SEEN, "violence": "no", "adult_here": "no", "share": "on"}
    return {"child": world.ola.pk, "form_key": uuid4(), **answers}


def send(world, who, said):
    return world.client_of(who).post(reverse("worry"), said)


def answer(world, who, asked, belongs):
    """Everything that the page that asks sends along, and the button that was pressed."""
    sent = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked.text.split("<main")[1])
    )
    return send(world, who, sent | {"belongs": belongs})


def seen_by(world, who):
    with world.as_(who, world.now + timedelta(minutes=5)):
        where = Concern.objects.filter(text=SEEN).values_list("case_id", flat=True)
        return Case.objects.filter(child=world.ola).count(), list(where)


def test_kari_adds_it_to_the_case_with_one_press_and_the_team_reads_it(world, said):
    case = world.a_case(at_level="1")
    asked = send(world, world.kari, said)
    assert asked.status_code == 409 and ASKED in asked.text and SEEN in asked.text
    assert "They read it too: Per Vik, Amir Haddad." in asked.text
    assert seen_by(world, world.kari) == (1, [])
    added = answer(world, world.kari, asked, case.pk)
    assert added.headers["Location"] == reverse("case", args=[case.pk])
    assert seen_by(world, world.amir) == (1, [case.pk])


def test_whoever_sees_nothing_now_is_not_said_to_read_it(world, said):
    """SIRI came in on a consent that is over since yesterday."""
    life = world.siri_until(world.today + timedelta(days=1))
    assert "Siri Nygård" in send(world, world.kari, said).text
    world.set_clock(world.now + timedelta(days=2))
    asked = send(world, world.kari, said | {"form_key": uuid4()})
    assert "They read it too: Per Vik, Amir Haddad." in asked.text
    page = world.client_of(world.kari).get(reverse("case", args=[life.case.pk])).text
    assert "Helsesykepleier" not in page.split('id="team"')[1].split("</section>")[0]


def test_it_keeps_the_day_it_was_noticed_and_what_it_is_about(world, said):
    case = world.a_case()
    noticed = world.today - timedelta(days=3)
    asked = send(world, world.kari, said | {"category": "home", "wonder_on": noticed.isoformat()})
    assert "What you wrote is about “Hjemme”. Here it follows the deadlines of this case." in asked.text
    answer(world, world.kari, asked, case.pk)
    with world.as_(world.kari, world.now + timedelta(minutes=5)):
        added = Concern.objects.get(text=SEEN)
        assert (added.noticed_on, added.category) == (noticed, "home")
    told = world.client_of(world.per).get(reverse("case", args=[case.pk])).text
    told = told.split('id="timeline"')[1]
    assert "Worry: Hjemme" in told and f"happened {day_and_year(noticed)}" in told


def test_where_it_is_about_the_same_nothing_is_said_of_deadlines(world, said):
    case = world.a_case()
    with world.as_(world.kari):
        category = Case.objects.get(pk=case.pk).category
    for same in (category, ""):
        asked = send(world, world.kari, said | {"category": same, "form_key": uuid4()})
        assert ASKED in asked.text and "What you wrote is about" not in asked.text


def test_or_opens_a_new_one_with_one_press(world, said):
    world.a_case()
    opened = answer(world, world.kari, send(world, world.kari, said), "new")
    assert opened.status_code == 302
    with world.as_(world.kari, world.now + timedelta(minutes=5)):
        new = Case.objects.latest("opened_at")
    assert seen_by(world, world.kari) == (2, [new.pk])


def test_pressed_twice_it_is_added_once_and_back_to_the_first_page_adds_nothing(world, said):
    case = world.a_case()
    asked = send(world, world.kari, said)
    first, second = (answer(world, world.kari, asked, case.pk) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    again = send(world, world.kari, said)
    assert again.status_code == 409 and "You have sent this form before" in again.text
    assert answer(world, world.kari, asked, "new").status_code == 409
    assert seen_by(world, world.kari) == (1, [case.pk])


@pytest.mark.parametrize(
    "situation", [{"sealed": True}, {"author": "per", "shared": False}, {"closed": True}], ids=str
)
def test_of_a_case_that_is_sealed_or_ended_or_not_the_writers_nothing_is_said(world, said, situation):
    author = getattr(world, situation.pop("author", "kari"))
    world.a_case(author=author, **situation)
    opened = send(world, world.kari, said)
    assert opened.status_code == 302 and reverse("worry") != opened.headers["Location"]


def test_tom_who_is_outside_reads_the_page_he_always_reads(world, said):
    world.a_case(at_level="1")
    alone = send(world, world.tom, said | {"child": "", "other": world.ola.pk})
    assert alone.status_code == 302
    with world.as_(world.tom, world.now + timedelta(minutes=5)):
        assert str(Case.objects.get().pk) in alone.headers["Location"]


@pytest.mark.parametrize(
    ("answers", "leads_to"),
    [({"violence": "maybe"}, "/stop"), ({"violence": "unsure"}, "/stop"), ({"adult_here": "yes"}, "/adult")],
)
def test_violence_and_an_adult_here_go_their_own_way(world, said, answers, leads_to):
    case = world.a_case(at_level="1")
    adult = {"adult": world.tom.person.pk} if "adult_here" in answers else {}
    for belongs in ({}, {"belongs": case.pk}):
        went = send(world, world.kari, said | answers | adult | belongs | {"form_key": uuid4()})
        assert (went.headers.get("Location", "").endswith(leads_to)) is not bool(belongs)
    assert case.pk not in seen_by(world, world.kari)[1]


def test_a_worry_that_she_shares_is_shared_also_in_a_case_that_she_kept_to_herself(world, said):
    case = world.a_case(shared=False)
    asked = send(world, world.kari, said)
    assert "The leader is told of that case, and reads it too." in asked.text
    answer(world, world.kari, asked, case.pk)
    with world.as_(world.kari, world.now + timedelta(minutes=5)):
        assert "Per Vik" in TeamMember.objects.filter(case=case).values_list("seat__person__name", flat=True)


def test_nobody_is_said_to_be_told_where_there_is_no_leader_to_tell(world, said, monkeypatch):
    world.a_case(shared=False)
    monkeypatch.setattr(second_worry, "leader_to_tell", lambda **_where: None)
    assert "Only you read it." in send(world, world.kari, said).text


def test_kept_for_her_alone_it_stays_hers_alone(world, said):
    case = world.a_case(shared=False)
    asked = send(world, world.kari, said | {"share": ""})
    assert "Only you read it." in asked.text
    answer(world, world.kari, asked, case.pk)
    assert seen_by(world, world.per) == (0, [])


def test_a_case_that_ended_meanwhile_takes_nothing_and_no_word_is_lost(world, said):
    case = world.a_case(closed=True)
    late = send(world, world.kari, said | {"belongs": case.pk})
    assert late.status_code == 422 and SEEN in late.text
    assert "It was not added: something has changed meanwhile." in late.text


def test_that_it_was_shown_and_written_to_is_traced(world, said, as_owner):
    case = world.a_case()
    answer(world, world.kari, send(world, world.kari, said), case.pk)
    with as_owner():
        assert AccessLog.objects.filter(action="worry", seen__contains=[case.pk]).exists()
        assert AccessLog.objects.filter(case_id=case.pk, action="write_entry", wrote=True).exists()
