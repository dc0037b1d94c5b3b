"""Two evaluate at once, or one in two goes: nobody writes over another, and nothing begun is lost."""

import re
from uuid import uuid4

from django.urls import reverse

from evaluate_forms import evaluations, said, sent, some_measures
from laget.plans.queries import measures_of
from pages import address


def again(form, answer):
    """The form as it came back, with what its page has shown."""
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', answer.text)
    return form | {"seen": seen, "form_key": str(uuid4())}


def test_a_form_that_is_sent_twice_is_one_evaluation(world, case, measures, kari):
    form = sent(*map(said, measures))
    assert {kari.post(address("evaluate", case), form).status_code for _ in range(2)} == {302}
    assert len(evaluations(world, case)) == 1


def test_a_measure_that_came_later_is_all_there_is_left_to_say(world, case, measures, kari):
    kari.post(address("evaluate", case), sent(*map(said, measures)))
    (new,) = some_measures(world, case, 1)
    assert "measures_reviewed" not in world.facts(case)
    empty = {"as_planned": "", "effect": "", "onward": ""}
    rest = [said(measure, **empty) for measure in measures]
    nothing = {"child_view": "", "parents_view": ""}
    assert kari.post(address("evaluate", case), sent(said(new, **empty), *rest, **nothing)).status_code == 422
    assert kari.post(address("evaluate", case), sent(said(new), *rest, **nothing)).status_code == 302
    assert "measures_reviewed" in world.facts(case)


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
    world, case, measures, kari
):
    world.in_english(world.kari)
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
