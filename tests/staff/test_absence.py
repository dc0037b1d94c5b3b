"""Figures of absence are told to the one the pathway names, who looks and decides; and to nobody else."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from laget.absence.models import AbsenceDay, CountDecision
from laget.cases.models import Case
from laget.foundation.speech import speaking
from laget.ops import scratch
from laget.pathway.publishing import publish
from laget.people.models import Child
from laget.staff.absence_said import figures
from todays import today

OLD = (Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml").read_text()
IN_A_ROW, A_TENTH = "Away for five days", "Away for a tenth"
EARLY_FIVE = "Early effort looks at five days"
LANGUAGES = ("nb", "nn", "da", "en")
A_WEEK = [date(2026, 11, day) for day in (16, 17, 18, 19, 20)]
LOOK = "has been away: look at it"


def count(name, title, tell, rest):
    texts = [f'{key}.{language} = "{title}"' for key in ("title", "says") for language in LANGUAGES]
    return "\n".join(
        ["[[count]]", f'id = "{name}"', f'tell = "{tell}"', 'category = "absence"', *texts, rest, "\n"]
    )


@pytest.fixture
def school(world):
    """FJELLSKULEN counts: the child's teachers are told of five days in a row, the leader of a tenth."""
    counts = count("five", IN_A_ROW, "author", 'in_a_row = "5 school days"')
    counts += count("tenth", A_TENTH, "leader", 'share = "10 %"\nwithin = "4 weeks"\nkinds = ["unexcused"]')
    text = OLD.replace('version = "1"', 'version = "2"', 1).replace(
        "\n[[level]]\n", f"\n{counts}[[level]]\n", 1
    )
    with scratch.as_owner():
        publish(municipality=world.municipality, text=text, now=world.now, using="default")
    return world


def away(child, days, kind="sick", share=1):
    with scratch.as_owner():
        AbsenceDay.objects.bulk_create(AbsenceDay(child=child, day=on, kind=kind, share=share) for on in days)


def page(world, who, child):
    return world.client_of(who).get(reverse("absence", args=[child.pk]))


def send(world, who, name, count_id="five", **said):
    address = reverse(name, args=[world.ola.pk, "nivaa-0-3", count_id])
    return world.client_of(who).post(address, {"form_key": str(uuid4()), **said})


def worry(child, **said):
    return {
        "child": child.pk, "text": "Borte en hel uke.", "violence": "no", "adult_here": "no", "adult": "",
        "category": "absence", "entry": "", "wonder_on": "", "share": "on", **said,
    }  # fmt: skip


def test_whoever_teaches_the_child_is_told_and_sees_the_figures(school):
    away(school.ola, A_WEEK)
    assert LOOK in today(school, school.kari)
    shown = page(school, school.kari, school.ola).text
    assert IN_A_ROW in shown
    assert "Away 5 school days in a row, from man. 16. nov. to fre. 20. nov." in shown
    assert A_TENTH not in shown
    assert reverse("absence_worry", args=[school.ola.pk, "nivaa-0-3", "five"]) in shown
    assert reverse("absence_not_now", args=[school.ola.pk, "nivaa-0-3", "five"]) in shown


def test_four_days_tell_nobody_anything(school):
    away(school.ola, A_WEEK[1:])
    assert LOOK not in today(school, school.kari)
    assert page(school, school.kari, school.ola).status_code == 404


def test_the_leader_is_told_of_what_the_file_says_the_leader_is(school):
    away(school.ola, A_WEEK)
    assert LOOK not in today(school, school.per)
    away(school.eva, A_WEEK[:2], kind="unexcused")
    assert LOOK in today(school, school.per)
    assert "Away 2 of 20 school days" in page(school, school.per, school.eva).text
    assert A_TENTH not in today(school, school.tom)


@pytest.mark.parametrize("who", ["tom", "liv", "nora", "siri", "lars", "ragnhild", "henrik", "ailin"])
def test_nobody_else_sees_a_day_of_it(school, who):
    who = getattr(school, who)
    away(school.ola, A_WEEK, kind="unexcused")
    assert LOOK not in today(school, who)
    assert page(school, who, school.ola).status_code == 404
    with school.as_(who):
        assert not AbsenceDay.objects.exists()


def test_nothing_changes_for_the_adult_whom_a_case_is_about_and_so_nothing_is_told(school):
    away(school.ola, A_WEEK, kind="unexcused")

    def seen():
        with school.as_(school.amir):
            days = AbsenceDay.objects.count()
        told = LOOK in today(school, school.amir)
        return told, page(school, school.amir, school.ola).status_code, days

    before = seen()
    school.a_case(about=school.amir)
    assert seen() == before


def test_the_worry_form_has_the_child_the_category_and_the_figures_in_it(school):
    away(school.ola, A_WEEK)
    address = reverse("absence_worry", args=[school.ola.pk, "nivaa-0-3", "five"])
    shown = school.client_of(school.kari).get(address).text
    assert "Away 5 school days in a row" in shown
    assert f'action="{address}"' in shown
    assert shown.count("checked") >= 2


def test_whoever_reports_a_worry_has_decided(school):
    away(school.ola, A_WEEK)
    assert send(school, school.kari, "absence_worry", **worry(school.ola)).status_code == 302
    assert LOOK not in today(school, school.kari)
    school.set_clock(school.now + timedelta(hours=1))
    with school.as_(school.kari):
        case = Case.objects.get()
        assert CountDecision.objects.get().case_id == case.pk
    assert reverse("case", args=[case.pk]) in page(school, school.kari, school.ola).text


def test_that_a_sealed_worry_was_reported_no_colleague_can_see(school):
    """AMIR is told of OLA as before: nothing he sees is another than if KARI had done nothing."""
    away(school.ola, A_WEEK)
    before = today(school, school.amir).count(LOOK)
    said = worry(school.ola, violence="maybe", share="")
    assert send(school, school.kari, "absence_worry", **said).status_code == 302
    assert today(school, school.amir).count(LOOK) == before == 1
    assert "Kari" not in page(school, school.amir, school.ola).text
    with school.as_(school.amir):
        assert not CountDecision.objects.exists()


def test_not_now_needs_a_reason_which_the_others_read(school):
    away(school.ola, A_WEEK)
    assert send(school, school.kari, "absence_not_now", reason="").status_code == 422
    answer = send(school, school.kari, "absence_not_now", reason="Influensa i klassen.")
    assert answer.status_code == 302
    assert LOOK not in today(school, school.kari) + today(school, school.amir)
    assert "Influensa i klassen." in page(school, school.amir, school.ola).text
    assert send(school, school.amir, "absence_not_now", reason="Nei").status_code == 404


def test_it_is_asked_again_when_it_is_newly_reached(school):
    earlier = [date(2026, 10, day) for day in (12, 13, 14, 15, 16)]
    away(school.ola, earlier)
    send(school, school.kari, "absence_not_now", reason="Influensa.")
    away(school.ola, [date(2026, 10, 19)])
    assert LOOK not in today(school, school.kari)
    away(school.ola, A_WEEK)
    assert LOOK in today(school, school.kari)


def test_where_nobody_teaches_the_group_the_leader_is_told(school, as_owner):
    away(school.eva, A_WEEK)
    assert LOOK not in today(school, school.per)
    with as_owner():
        school.tom.seat.groups.clear()
    assert LOOK in today(school, school.per)


def test_what_is_shown_leaves_a_trace(school):
    away(school.ola, A_WEEK)
    today(school, school.kari)
    page(school, school.kari, school.ola)
    with scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "select action, seat_id from foundation_accesslog where children = array[%s::uuid]",
            [school.ola.pk],
        )
        assert set(cursor.fetchall()) == {("today", school.kari.seat.pk), ("absence", school.kari.seat.pk)}


def test_the_database_takes_no_absence_from_the_application(school):
    with school.as_(school.kari), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        AbsenceDay.objects.create(child=school.ola, day=school.today, kind="sick", share=1)


def test_nobody_decides_in_anothers_name_or_about_anothers_child(school):
    def decision(**said):
        row = {"child": school.ola, "seat": school.kari.seat, "at": school.now, "reason": "Nei"} | said
        return CountDecision.objects.create(count="five", since=A_WEEK[-1], **row)

    for child in (school.ola, school.eva):
        away(child, A_WEEK)
    refused = pytest.raises(ProgrammingError, match="row-level")
    with school.as_(school.kari):
        for wrong in ({"seat": school.per.seat}, {"child": school.eva}):
            with refused, transaction.atomic():
                decision(**wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            decision(reason="")
        decision()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            CountDecision.objects.update(reason="Ja")


def test_many_children_cost_as_many_questions_as_one(school, as_owner, django_assert_max_num_queries):
    for number in range(5):
        with as_owner():
            child = Child.objects.create(
                municipality=school.municipality, group=school.ola.group, given_name=f"Barn{number}",
                family_name="Hav", born_on=school.ola.born_on,
            )  # fmt: skip
        away(child, A_WEEK)
    client = school.client_of(school.kari)
    with django_assert_max_num_queries(18):
        assert client.get(reverse("today")).text.count(LOOK) == 5


@pytest.fixture
def two(school):
    """FJELLSKULEN also works by early effort, which counts five days in a row under the same id."""
    five = count("five", EARLY_FIVE, "author", 'in_a_row = "5 school days"')
    text = (Path(__file__).parents[2] / "pathways" / "tidleg-innsats.toml").read_text()
    with scratch.as_owner():
        publish(
            municipality=school.municipality, text=text.replace("\n[[level]]\n", f"\n{five}[[level]]\n", 1),
            now=school.now, using="default",
        )  # fmt: skip
    away(school.ola, A_WEEK)
    return school


def test_a_count_of_a_second_pathway_leads_to_a_worry_on_that_one(two):
    shown = page(two, two.kari, two.ola).text
    assert IN_A_ROW in shown and EARLY_FIVE in shown
    address = reverse("absence_worry", args=[two.ola.pk, "tidleg-innsats", "five"])
    form = two.client_of(two.kari).get(address).text
    assert re.search(r'value="tidleg-innsats/absence" id="[^"]*" checked', form)
    said = {**worry(two.ola, category="tidleg-innsats/absence"), "form_key": str(uuid4())}
    assert two.client_of(two.kari).post(address, said).status_code == 302
    two.set_clock(two.now + timedelta(hours=1))
    with two.as_(two.kari):
        assert Case.objects.get().version.name == "tidleg-innsats"
        assert CountDecision.objects.get().pathway == "tidleg-innsats"
    still = today(two, two.kari)
    assert LOOK in still and IN_A_ROW in still and EARLY_FIVE not in still


def test_what_is_decided_of_one_pathways_count_decides_nothing_of_the_others(two):
    send(two, two.kari, "absence_not_now", reason="Influensa i klassen.")
    still = today(two, two.kari)
    assert EARLY_FIVE in still and IN_A_ROW not in still
    for pathway in ("nobodys", "nivaa-0-3"):
        address = reverse("absence_worry", args=[two.ola.pk, pathway, "five"])
        assert two.client_of(two.kari).get(address).status_code == 404


def test_a_case_on_one_pathway_silences_the_count_of_that_one_alone(two):
    said = {**worry(two.ola, category="tidleg-innsats/absence"), "form_key": str(uuid4())}
    assert two.client_of(two.kari).post(reverse("worry"), said).status_code == 302
    still = today(two, two.kari)
    assert IN_A_ROW in still and EARLY_FIVE not in still


@pytest.mark.parametrize(("language", "said"), [("nb", "13,9 per cent."), ("en", "13.9 per cent.")])
def test_a_share_is_never_said_to_be_more_than_it_is(school, language, said):
    count = SimpleNamespace(in_a_row=None, times=None)
    away = SimpleNamespace(
        count=count, days=Decimal(6), school_days=43, first=school.today, last=school.today
    )
    with speaking(language):
        assert figures(away).endswith(said)
