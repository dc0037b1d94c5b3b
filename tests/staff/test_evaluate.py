"""Evaluating in the browser: each measure, everybody's view, and then the ways on."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laget.meetings.queries import voices_of
from laget.moves.queries import facts_of
from laget.plans import services
from laget.plans.models import Evaluation, Measure
from laget.plans.queries import evaluations_of, measures_of
from laget.plans.services import Reviewed

WORDS = {"arena": "unit", "responsible": "staff", "responsible_name": "Kari Lund"}
VIEWS = {"child_view": "Bedre nå", "parents_view": "Han gleder seg", "staff_view": "", "kept": ""}
NEXT = "2026-12-22"
BEFORE = "Jeg vil ha noen å leke med."  # what the child of the tests' case said before its first level


def some_measures(world, case, number):
    with world.as_(world.kari):
        return [
            services.add_measure(case=case, text=f"Tiltak {n}", **WORDS, seat=world.kari.seat, now=world.now)
            for n in range(number)
        ]


@pytest.fixture
def in_english(world):
    """For tests that read the words."""
    world.in_english(world.kari)


@pytest.fixture
def measures(world, case):
    return some_measures(world, case, 3)


def address(name, case):
    return reverse(name, args=[case.pk])


def said(measure, as_planned="yes", effect="works", onward="keep", evaluate_on=NEXT, note=""):
    answers = {"as_planned": as_planned, "effect": effect, "onward": onward}
    return {
        f"{measure.pk.hex}-{k}": v for k, v in {**answers, "evaluate_on": evaluate_on, "note": note}.items()
    }


def sent(*reviews, **views):
    form = {"form_key": str(uuid4()), **VIEWS, **views}
    for review in reviews:
        form |= review
    return form


def again(form, answer):
    """The form as it came back, with what its page has shown."""
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', answer.text)
    return form | {"seen": seen, "form_key": str(uuid4())}


def before(world, case, *effects, days=1):
    """An evaluation some days ago: an effect for each measure."""
    now = world.now - timedelta(days=days)
    with world.as_(world.kari, now):
        reviews = [
            Reviewed(m.pk, "yes", effect, "keep", world.today + timedelta(days=28))
            for m, effect in zip(measures_of(case), effects, strict=True)
        ]
        services.evaluate(case=case, reviews=reviews, **VIEWS, seat=world.kari.seat, now=now)


def facts(world, case):
    with world.as_(world.kari):
        return set(facts_of([case])[case.pk])


def evaluations(world, case):
    with world.as_(world.kari):
        return list(evaluations_of(case))


def voices(world, case):
    with world.as_(world.kari):
        return voices_of(case, most=10)


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
    assert {"measures_reviewed", "views_gathered"} <= facts(world, case)
    assert reverse("exit", args=[case.pk, "effect_close"]) in page
    assert address("case", case) + "#ways" in page
    assert all(words in page for words in ("Bedre nå", "Han gleder seg", "Tiltak 0"))


def test_no_judgement_is_chosen_beforehand(world, case, measures, kari):
    page = kari.get(address("evaluate", case)).content.decode()
    assert " checked" not in page.split("<main")[1]
    assert page.count(f'value="{NEXT}"') == 3


def test_the_last_effect_stands_beside(world, case, measures, kari, in_english):
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


@pytest.mark.parametrize("view", ["child_view", "parents_view"])
def test_nobody_is_passed_by_in_silence(world, case, measures, kari, view):
    assert kari.post(address("evaluate", case), sent(*map(said, measures), **{view: ""})).status_code == 422


def test_what_the_child_says_of_it_is_the_childs_voice(world, case, measures, kari):
    form = sent(*map(said, measures), child_view="Det er fint i friminuttet")
    assert "child_heard" not in facts(world, case)
    assert {kari.post(address("evaluate", case), form).status_code for _ in range(2)} == {302}
    assert "child_heard" in facts(world, case)
    assert [v.words for v in voices(world, case)] == ["Det er fint i friminuttet", BEFORE]
    card = kari.get(address("case", case)).text.split('id="voice"')[1].split("</section>")[0]
    assert "Det er fint i friminuttet" in card and "told to ," not in card


def test_why_nobody_has_asked_the_child_is_not_put_in_the_childs_mouth(world, case, measures, kari):
    form = sent(*map(said, measures), child_view="", not_asked="Han er syk.")
    assert kari.post(address("evaluate", case), form).status_code == 302
    assert [v.words or v.not_asked_because for v in voices(world, case)] == ["Han er syk.", BEFORE]
    assert [each.child_view for each in evaluations(world, case)] == ["Han er syk."]


def test_what_the_child_says_and_why_nobody_asked_about_the_rest_both_stand(world, case, measures, kari):
    form = sent(*map(said, measures), not_asked="Om natta er det ingen som har spurt.")
    assert kari.post(address("evaluate", case), form).status_code == 302
    assert {v.words or v.not_asked_because for v in voices(world, case)} > {
        VIEWS["child_view"],
        form["not_asked"],
    }


def test_what_was_never_done_needs_no_effect(world, case, measures, kari):
    reviews = [said(measure, "no", "") for measure in measures]
    assert kari.post(address("evaluate", case), sent(*reviews)).status_code == 302
    assert "measures_reviewed" in facts(world, case)


@pytest.mark.parametrize("day", ["", "2026-11-24", "2025-01-01", "9026-12-22"])
def test_what_goes_on_is_looked_at_again_on_a_day_to_come(world, case, measures, kari, day):
    on, off = said(measures[0], evaluate_on=day), said(measures[0], onward="stop", evaluate_on=day)
    rest = [said(measure) for measure in measures[1:]]
    assert kari.post(address("evaluate", case), sent(on, *rest)).status_code == 422
    assert kari.post(address("evaluate", case), sent(off, *rest)).status_code == 302


def test_a_form_that_is_sent_twice_is_one_evaluation(world, case, measures, kari):
    form = sent(*map(said, measures))
    assert {kari.post(address("evaluate", case), form).status_code for _ in range(2)} == {302}
    assert len(evaluations(world, case)) == 1


def test_a_measure_that_came_later_is_all_there_is_left_to_say(world, case, measures, kari):
    kari.post(address("evaluate", case), sent(*map(said, measures)))
    (new,) = some_measures(world, case, 1)
    assert "measures_reviewed" not in facts(world, case)
    empty = {"as_planned": "", "effect": "", "onward": ""}
    rest = [said(measure, **empty) for measure in measures]
    nothing = {"child_view": "", "parents_view": ""}
    assert kari.post(address("evaluate", case), sent(said(new, **empty), *rest, **nothing)).status_code == 422
    assert kari.post(address("evaluate", case), sent(said(new), *rest, **nothing)).status_code == 302
    assert "measures_reviewed" in facts(world, case)


def test_what_another_has_stopped_meanwhile_keeps_what_i_say_of_it(world, case, measures, kari):
    form = sent(*map(said, measures), said(measures[0], note="Mitt notat"))
    per = world.client_of(world.per)
    per.post(address("evaluate", case), sent(said(measures[0], onward="stop"), *map(said, measures[1:])))
    met = kari.post(address("evaluate", case), form)
    assert met.status_code == 422 and "It was stopped while you wrote" in met.text
    del form[f"{measures[0].pk.hex}-onward"]
    met = kari.post(address("evaluate", case), again(form, met))
    assert met.status_code == 409
    assert kari.post(address("evaluate", case), again(form, met)).status_code == 302
    with world.as_(world.kari):
        first = measures_of(case)[0]
        assert [review.note for review in first.reviews.all()] == ["", "Mitt notat"]
        assert first.ended_at is not None


def test_who_evaluates_at_the_same_time_reads_the_others_answers_before_anything_is_saved(
    world, case, measures, kari, in_english
):
    page = kari.get(address("evaluate", case))
    mine = again(sent(*map(said, measures), child_view="Det er greit"), page)
    per = world.client_of(world.per)
    theirs = sent(*(said(measure, effect="none", note="Pers notat") for measure in measures))
    assert per.post(address("evaluate", case), theirs | {"parents_view": "Mor er lei"}).status_code == 302
    met = kari.post(address("evaluate", case), mine)
    assert met.status_code == 409
    assert all(
        words in met.text for words in ("Det er greit", "Pers notat", "Mor er lei", "Nothing of yours")
    )
    assert len(evaluations(world, case)) == 1
    assert kari.post(address("evaluate", case), again(mine, met)).status_code == 302
    assert [each.child_view for each in evaluations(world, case)] == ["Det er greit", "Bedre nå"]


def test_who_has_read_what_the_other_said_is_not_asked_about_it_again(world, case, measures, kari):
    world.client_of(world.per).post(address("evaluate", case), sent(*map(said, measures)))
    mine = again(sent(*map(said, measures)), kari.get(address("evaluate", case)))
    assert kari.post(address("evaluate", case), mine).status_code == 302


def test_twice_without_effect_is_a_question_and_decides_nothing(world, case, measures, kari, in_english):
    before(world, case, "none", "none", "works", days=2)
    assert "no effect twice" not in kari.get(address("evaluate", case)).content.decode()
    before(world, case, "none", "none", "works", days=1)
    assert "2 of 3 measures have had no effect twice" in kari.get(address("evaluate", case)).content.decode()
    assert "2 of 3 measures have had no effect twice" in kari.get(address("evaluated", case)).content.decode()
    with world.as_(world.kari):
        assert Measure.objects.filter(case=case, ended_at=None).count() == 3


def test_of_a_sealed_case_the_parents_are_not_asked(world, kari):
    case = world.a_case(sealed=True)
    measures = some_measures(world, case, 1)
    assert "parents_view" not in kari.get(address("evaluate", case)).content.decode()
    kari.post(address("evaluate", case), sent(said(measures[0]), parents_view="Skal ikke lagres"))
    assert [each.parents_view for each in evaluations(world, case)] == [""]


def test_a_closed_case_is_not_evaluated(world, kari):
    case = world.a_case(at_level="1", closed=True)
    with world.as_(world.kari):
        measures, count = list(measures_of(case)), Evaluation.objects.filter(case=case).count()
    assert kari.post(address("evaluate", case), sent(*map(said, measures))).status_code == 422
    assert len(evaluations(world, case)) == count
    assert kari.get(address("evaluated", case)).status_code == 200


def test_what_was_begun_is_there_when_one_comes_back(world, case, measures, kari):
    form = said(measures[0], effect="some", note="Halvveis") | {"child_view": "Barnets ord", "since": ""}
    kari.post(reverse("draft", args=[f"evaluate-{case.pk}"]), form)
    page = kari.get(address("evaluate", case)).content.decode()
    assert all(words in page for words in ("Halvveis", "Barnets ord"))
    assert '<input type="hidden" name="since" value="">' in page
    assert page.split("<main")[1].count(" checked") == 3
    kari.post(address("evaluate", case), sent(*map(said, measures)))
    assert "Halvveis" not in kari.get(address("evaluate", case)).content.decode()
    kari.post(reverse("draft", args=[f"evaluate-{case.pk}"]), form)  # saved a moment too late
    assert "Halvveis" not in kari.get(address("evaluate", case)).content.decode()


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
