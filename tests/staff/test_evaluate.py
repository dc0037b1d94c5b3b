"""Evaluating in the browser: each measure, everybody's view, and then the ways on."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluate_forms import NEXT, before, evaluations, said, sent, some_measures
from laget.plans import services
from laget.plans.models import Evaluation, Measure
from laget.plans.queries import measures_of
from laget.plans.services import Reviewed
from pages import address


@pytest.mark.parametrize(
    ("who", "status"),
    [("kari", 200), ("per", 200), ("amir", 404), ("liv", 404), ("tom", 404), ("nora", 404), ("mona", 404)],
)
def test_who_evaluates(world, case, measures, who, status):
    client = world.client_of(getattr(world, who))
    assert client.get(address("evaluate", case)).status_code == status
    answer = client.post(address("evaluate", case), sent(*map(said, measures)))
    assert answer.status_code == (302 if status == 200 else 404)
    assert len(evaluations(world, case)) == (status == 200)


@pytest.mark.parametrize(("who", "status"), [("amir", 200), ("liv", 404), ("tom", 404), ("mona", 404)])
def test_the_team_reads_what_was_said(world, case, measures, kari, who, status):
    kari.post(address("evaluate", case), sent(*map(said, measures)))
    page = world.client_of(getattr(world, who)).get(address("evaluated", case))
    assert page.status_code == status
    assert ("Han gleder seg" in page.content.decode()) == (status == 200)


def test_all_is_gone_through_and_the_ways_on_are_shown(world, case, measures, kari):
    answer = kari.post(address("evaluate", case), sent(*map(said, measures)), follow=True)
    page = answer.content.decode()
    assert {"measures_reviewed", "views_gathered"} <= world.facts(case).keys()
    assert reverse("exit", args=[case.pk, "effect_close"]) in page
    assert address("case", case) + "#ways" in page
    assert all(words in page for words in ("Bedre nå", "Han gleder seg", "Tiltak 0"))


def test_no_judgement_is_chosen_beforehand(world, case, measures, kari):
    page = kari.get(address("evaluate", case)).content.decode()
    assert " checked" not in page.split("<main")[1]
    assert page.count(f'value="{NEXT}"') == 3


def test_the_last_effect_stands_beside(world, case, measures, kari):
    world.in_english(world.kari)
    before(world, case, "none", "some", "works")
    page = kari.get(address("evaluate", case)).content.decode()
    for measure, effect in zip(measures, ("No effect", "It helps a little", "It works"), strict=True):
        card = page.split(f'id="measure-{measure.pk.hex}"')[1].split("</section>")[0]
        assert re.search(rf"Last time, [^:]+: {effect}", card)


def test_each_measure_needs_an_answer_and_nothing_that_was_written_is_lost(world, case, measures, kari):
    half = said(measures[0]) | said(measures[1], effect="") | said(measures[2], onward="", note="Et notat")
    answer = kari.post(address("evaluate", case), sent(half, child_view="Barnets ord"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("Et notat", "Barnets ord", "Han gleder seg"))
    assert evaluations(world, case) == []


def test_what_was_never_done_needs_no_effect(world, case, measures, kari):
    reviews = [said(measure, "no", "") for measure in measures]
    assert kari.post(address("evaluate", case), sent(*reviews)).status_code == 302
    assert "measures_reviewed" in world.facts(case)


@pytest.mark.parametrize("day", ["", "2026-11-24", "2025-01-01", "9026-12-22"])
def test_what_goes_on_is_looked_at_again_on_a_day_to_come(world, case, measures, kari, day):
    on, off = said(measures[0], evaluate_on=day), said(measures[0], onward="stop", evaluate_on=day)
    rest = [said(measure) for measure in measures[1:]]
    assert kari.post(address("evaluate", case), sent(on, *rest)).status_code == 422
    assert kari.post(address("evaluate", case), sent(off, *rest)).status_code == 302


def test_twice_without_effect_is_a_question_and_decides_nothing(world, case, measures, kari):
    world.in_english(world.kari)
    before(world, case, "none", "none", "works", days=2)
    assert "no effect twice" not in kari.get(address("evaluate", case)).content.decode()
    before(world, case, "none", "none", "works", days=1)
    assert "2 of 3 measures have had no effect twice" in kari.get(address("evaluate", case)).content.decode()
    assert "2 of 3 measures have had no effect twice" in kari.get(address("evaluated", case)).content.decode()
    with world.as_(world.kari):
        assert Measure.objects.filter(case=case, ended_at=None).count() == 3


def test_a_closed_case_is_not_evaluated(world, kari):
    case = world.a_case(at_level="1", closed=True)
    with world.as_(world.kari):
        measures, count = list(measures_of(case)), Evaluation.objects.filter(case=case).count()
    assert kari.post(address("evaluate", case), sent(*map(said, measures))).status_code == 422
    assert len(evaluations(world, case)) == count
    assert kari.get(address("evaluated", case)).status_code == 200


def test_fifty_measures_ask_as_many_questions_as_five(world, case, kari):
    asked = {"evaluate": [], "evaluated": []}
    for number in (5, 50):
        with world.as_(world.kari):
            already = Measure.objects.filter(case=case).count()
        some_measures(world, case, number - already)
        with world.as_(world.kari):
            number_of = Measure.objects.filter(case=case).count()
        before(world, case, *["some"] * number_of)
        for name, counts in asked.items():
            with CaptureQueriesContext(connection) as seen:
                assert kari.get(address(name, case)).status_code == 200
            counts.append(len(seen))
    assert all(five == fifty for five, fifty in asked.values()), asked


@pytest.mark.parametrize(("effect", "asked"), [("none", True), ("some", False)])
def test_closing_as_well_again_is_asked_about_once_more_when_nothing_has_helped(world, effect, asked):
    case = world.a_case(at_level="1", ready=True)
    with world.as_(world.kari):
        views = {name: "Ord" for name in ("child_view", "parents_view", "staff_view", "kept")}
        reviews = [Reviewed(each.pk, "yes", effect, "keep") for each in measures_of(case)]
        by = {"seat": world.kari.seat, "now": world.now}
        services.evaluate(case=case, reviews=reviews, **views, **by)
    kari = world.client_of(world.kari)
    page = reverse("exit", args=[case.pk, "effect_close"])
    assert ("no measure had an effect" in kari.get(page).content.decode()) is asked
    taken = {"form_key": str(uuid4()), "target": "closed", "reason": "Det går bra."}
    assert kari.post(page, taken).status_code == 302


def test_of_a_measure_that_stands_as_not_begun_the_evaluation_says_so(world, case, measures, kari):
    hint = "It stands as not begun. If it was done, it has begun now."
    assert kari.get(address("evaluate", case)).text.count(hint) == 3
    with world.as_(world.kari):
        services.begin_measure(measure=measures[0], seat=world.kari.seat, now=world.now)
    assert kari.get(address("evaluate", case)).text.count(hint) == 2
