"""The measures of a plan in the browser: who does what, from when, and when it is looked at."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laget.plans import services
from laget.plans.models import Measure
from laget.plans.queries import measures_of
from pages import address
from plan_forms import a_measure, measures_in, prefilled, sent


def test_a_measure_is_added_with_its_words_and_one_tap(world, case, kari):
    with world.as_(world.kari):
        goal = services.add_goal(case=case, text="Venner", sign="Han leker", **world.by(world.kari))
    proposed = prefilled(kari.get(address("plan", case)))
    answer = kari.post(address("plan", case), {**proposed, "text": "Lekegruppe", "arena": "unit"})
    assert answer.status_code == 302
    (measure,) = measures_in(world, case)
    assert (measure.text, measure.arena, measure.goal_id) == ("Lekegruppe", "unit", goal.pk)
    assert (measure.responsible_name, measure.responsible_seat_id) == ("Kari Lund", world.kari.seat.pk)
    assert (measure.by_on, measure.evaluate_on) == (date(2026, 12, 1), date(2026, 12, 22))


def test_no_proposed_day_is_one_when_nobody_is_at_work(world, case):
    world.set_clock(world.now + timedelta(days=2))  # four weeks later is Christmas Eve, and then Christmas
    proposed = prefilled(world.client_of(world.kari).get(address("plan", case)))
    assert proposed["evaluate_on"] == "2026-12-24"  # a working day by law; the 25th would not be
    world.set_clock(world.now + timedelta(days=1))
    proposed = prefilled(world.client_of(world.kari).get(address("plan", case)))
    assert proposed["evaluate_on"] == "2026-12-24"  # not Christmas Day, and not after it


@pytest.mark.parametrize(
    ("who", "name", "stored"),
    [
        ("guardian:Mona Strand", "", ("guardian", "Mona Strand")),
        ("child", "", ("child", "Ola")),
        ("network", "Farmor", ("network", "Farmor")),
    ],
)
def test_the_family_and_the_network_do_things_too(world, case, kari, who, name, stored):
    kari.post(address("plan", case), a_measure(world, who=who, name=name))
    (measure,) = measures_in(world, case)
    assert (measure.responsible, measure.responsible_name) == stored
    assert measure.responsible_seat_id is None


def test_a_name_that_is_written_counts_though_nobody_was_chosen(world, case, kari):
    kari.post(
        address("plan", case),
        a_measure(world, name="Farmor") | {"who": prefilled(kari.get(address("plan", case)))["who"]},
    )
    (measure,) = measures_in(world, case)
    assert (measure.responsible, measure.responsible_name) == ("network", "Farmor")


def test_a_measure_that_says_too_little_comes_back_with_all_that_was_written(world, case, kari):
    answer = kari.post(address("plan", case), a_measure(world, arena="", text="Noe langt jeg skrev"))
    assert answer.status_code == 422
    assert "Noe langt jeg skrev" in answer.content.decode()
    assert measures_in(world, case) == []


@pytest.mark.parametrize(
    "day", [{"evaluate_on": "9026-12-22"}, {"by_on": "9026-12-01"}, {"by_on": "0206-12-01"}]
)
def test_a_year_that_was_mistyped_is_asked_for_again(world, case, kari, day):
    answer = kari.post(address("plan", case), a_measure(world, text="Noe langt jeg skrev", **day))
    assert answer.status_code == 422 and "Noe langt jeg skrev" in answer.text
    assert measures_in(world, case) == []


def test_somebody_outside_the_team_cannot_be_given_a_measure(world, case, kari):
    assert (
        kari.post(address("plan", case), a_measure(world, who=f"staff:{world.tom.seat.pk}")).status_code
        == 422
    )


def test_a_form_that_is_sent_twice_adds_one_measure(world, case, kari):
    form = a_measure(world)
    first, second = (kari.post(address("plan", case), form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(measures_in(world, case)) == 1


def test_measures_that_are_agreed_open_the_way(world, case, kari):
    kari.post(address("plan", case), a_measure(world))
    assert "measures_agreed" in world.facts(case)


def test_a_measure_begins_is_changed_stops_and_is_taken_up_again(world, case, kari):
    kari.post(address("plan", case), a_measure(world))
    (measure,) = measures_in(world, case)
    act, page = address("plan_measure_act", case, measure.pk), address("plan_measure", case, measure.pk)
    kari.post(act, sent(1, act="begin"))
    kari.post(page, a_measure(world, text="Lekegruppe på fredager", version=2))
    kari.post(act, sent(3, act="end"))
    (measure,) = measures_in(world, case)
    assert measure.text == "Lekegruppe på fredager"
    assert measure.started_at < measure.ended_at
    assert "Lekegruppe på fredager" in kari.get(address("plan", case)).content.decode()
    kari.post(act, sent(4, act="resume"))
    assert measures_in(world, case)[0].ended_at is None
    assert kari.post(act, sent(5, act="fly")).status_code == 404


def test_a_measure_of_somebody_who_has_left_can_still_be_changed(world, case, kari):
    with world.as_(world.kari):
        measure = services.add_measure(
            case=case,
            text="Samtale",
            arena="unit",
            responsible="staff",
            responsible_seat=world.liv.seat,
            responsible_name="Liv Aune",
            **world.by(world.kari),
        )
    liv = f"staff:{world.liv.seat.pk}"
    assert liv in kari.get(address("plan_measure", case, measure.pk)).content.decode()
    kari.post(
        address("plan_measure", case, measure.pk),
        a_measure(world, who=liv, text="Samtale hver uke", version=1),
    )
    (measure,) = measures_in(world, case)
    assert (measure.text, measure.responsible_name) == ("Samtale hver uke", "Liv Aune")


def test_a_measure_that_should_be_in_place_and_has_not_begun_is_worth_a_look(world, case, kari):
    kari.post(address("plan", case), a_measure(world, by_on="2026-12-01"))
    begun = "It should be in place by now, and has not begun. “Lekegruppe”"
    assert begun not in kari.get(address("plan", case)).text
    world.set_clock(world.now + timedelta(days=60))
    assert begun in kari.get(address("plan", case)).text
    with world.as_(world.kari):
        (measure,) = measures_of(case)
    kari.post(address("plan_measure_act", case, measure.pk), sent(1, act="begin"))
    assert begun not in kari.get(address("plan", case)).text


def test_fifty_measures_ask_as_many_questions_as_five(world, case, kari):
    asked = []
    for number in (5, 50):
        with world.as_(world.kari):
            already = Measure.objects.filter(case=case).count()
            for n in range(number - already):
                services.add_measure(
                    case=case,
                    text=str(n),
                    arena="unit",
                    responsible="child",
                    responsible_name="Ola",
                    **world.by(world.kari),
                )
        with CaptureQueriesContext(connection) as seen:
            kari.get(address("plan", case))
        asked.append(len(seen))
    assert asked[0] == asked[1]
    assert asked[1] <= 16  # transaction statements included


def test_what_somebody_was_to_do_who_sees_the_case_no_more_is_looked_at_again(world, kari):
    """SIRI came in on a consent that is over since yesterday: she is offered for nothing more."""
    life = world.siri_until(world.today + timedelta(days=1))
    kari.post(
        address("plan", life.case), a_measure(world, text="Søvnrutiner", who=f"staff:{world.siri.seat.pk}")
    )
    meeting = address("meetings", life.case) + "?template=evaluation"
    assert "Siri Nygård" in kari.get(meeting).text
    world.set_clock(world.now + timedelta(days=2))
    page = kari.get(address("plan", life.case)).text
    assert "Siri Nygård does not see the case any more. Who does it now? “Søvnrutiner”" in unescape(page)
    assert (
        "Siri Nygård" not in page.split('id="add"')[1].split("</section>")[0]
        and "Siri Nygård" not in kari.get(meeting).text
    )
