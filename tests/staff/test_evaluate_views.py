"""Whose view an evaluation holds: the child's own words, why nobody has asked, and who is not asked."""

import pytest

from evaluate_forms import VIEWS, evaluations, said, sent, some_measures
from laget.meetings.queries import voices_of
from pages import address

BEFORE = "Jeg vil ha noen å leke med."  # what the child of the tests' case said before its first level


def voices(world, case):
    with world.as_(world.kari):
        return voices_of(case, most=10)


@pytest.mark.parametrize("view", ["child_view", "parents_view"])
def test_nobody_is_passed_by_in_silence(world, case, measures, kari, view):
    assert kari.post(address("evaluate", case), sent(*map(said, measures), **{view: ""})).status_code == 422


def test_what_the_child_says_of_it_is_the_childs_voice(world, case, measures, kari):
    form = sent(*map(said, measures), child_view="Det er fint i friminuttet")
    assert "child_heard" not in world.facts(case)
    assert {kari.post(address("evaluate", case), form).status_code for _ in range(2)} == {302}
    assert "child_heard" in world.facts(case)
    assert [v.words for v in voices(world, case)] == ["Det er fint i friminuttet", BEFORE]
    card = kari.get(address("case", case)).text.split('id="voice"')[1].split("</section>")[0]
    assert "Det er fint i friminuttet" in card and "told to ," not in card


def test_why_nobody_has_asked_the_child_is_not_put_in_the_childs_mouth(world, case, measures, kari):
    form = sent(*map(said, measures), child_view="", child_not_asked="Han er syk.")
    assert kari.post(address("evaluate", case), form).status_code == 302
    assert [v.words or v.not_asked_because for v in voices(world, case)] == ["Han er syk.", BEFORE]
    (evaluated,) = evaluations(world, case)
    assert (evaluated.child_view, evaluated.child_not_asked) == ("", "Han er syk.")
    assert "Not asked: Han er syk." in kari.get(address("evaluated", case)).text


def test_what_the_child_says_and_why_nobody_asked_about_the_rest_both_stand(world, case, measures, kari):
    form = sent(*map(said, measures), child_not_asked="Om natta er det ingen som har spurt.")
    assert kari.post(address("evaluate", case), form).status_code == 302
    assert {v.words or v.not_asked_because for v in voices(world, case)} > {
        VIEWS["child_view"],
        form["child_not_asked"],
    }


def test_of_a_sealed_case_the_parents_are_not_asked(world, kari):
    case = world.a_case(sealed=True)
    measures = some_measures(world, case, 1)
    assert "parents_view" not in kari.get(address("evaluate", case)).content.decode()
    kari.post(address("evaluate", case), sent(said(measures[0]), parents_view="Skal ikke lagres"))
    assert [each.parents_view for each in evaluations(world, case)] == [""]
