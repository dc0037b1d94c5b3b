"""What is half written in a plan is there when one comes back, and nobody else reads it."""

import re

import pytest
from django.urls import reverse

from laget.plans import services
from laget.plans.queries import goals_of, measures_of
from pages import address
from plan_forms import a_measure, sent


def test_a_measure_half_written_is_there_after_another_has_begun(world, case, kari):
    kari.post(address("plan", case), a_measure(world))
    with world.as_(world.kari):
        (measure,) = measures_of(case)
    kari.post(reverse("draft", args=[f"measure-new-{case.pk}"]), a_measure(world, text="Halvt skrevet"))
    kari.post(address("plan_measure_act", case, measure.pk), sent(1, act="begin"))
    shown = kari.get(address("plan", case)).text
    assert "Halvt skrevet</textarea>" in shown and "This is a draft from" in shown
    assert "Halvt skrevet" not in world.client_of(world.per).get(address("plan", case)).text
    kari.post(address("plan", case), a_measure(world, text="Halvt skrevet"))
    assert "This is a draft from" not in kari.get(address("plan", case)).text


@pytest.mark.parametrize("page", ["plan_goal", "plan_measure"])
def test_a_changed_word_is_there_after_another_button(world, case, kari, page):
    kari.post(address("plan_goal_new", case), sent(text="Ola har en venn", sign="De leker"))
    kari.post(address("plan", case), a_measure(world))
    with world.as_(world.kari):
        row = (goals_of if page == "plan_goal" else measures_of)(case)[0]
    shown = kari.get(address(page, case, row.pk)).text
    assert "This is a draft from" not in shown
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    draft = re.search(r'data-draft="([^"]+)"', shown)[1]
    kari.post(draft, {"text": "Et bedre ord", "since": version})
    again = kari.get(address(page, case, row.pk)).text
    assert "Et bedre ord</textarea>" in again and "This is a draft from" in again
    words = sent(version, sign="De leker") if page == "plan_goal" else a_measure(world, version=version)
    kari.post(address(page, case, row.pk), words | {"text": "Et bedre ord"})
    assert "This is a draft from" not in kari.get(address(page, case, row.pk)).text


def test_words_that_were_begun_are_there_when_one_comes_back(world, case, kari):
    with world.as_(world.kari):
        services.change_words(case=case, words={"behind": "Før"}, seen=0, **world.by(world.kari))
    draft = reverse("draft", args=[f"plan-behind-{case.pk}"])
    kari.post(draft, {"behind": "Midt i en setning", "needs": "", "since": "1", "version": "1"})
    with world.as_(world.per):
        services.change_words(case=case, words={"behind": "Pers ord"}, seen=1, **world.by(world.per))
    page = kari.get(address("plan_behind", case)).content.decode()
    assert "Midt i en setning" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert version == "1"  # what Kari had seen: Per's words since then are not written over
    met = kari.post(address("plan_behind", case), sent(version, behind="Midt i en setning", needs=""))
    assert met.status_code == 422
    assert (
        "Midt i en setning"
        not in world.client_of(world.per).get(address("plan_behind", case)).content.decode()
    )
