"""What they understand together, and the goals they set, in the browser."""

import re
from uuid import uuid4

from django.urls import reverse

from laget.moves.queries import facts_of
from laget.plans.models import Goal
from laget.plans.queries import goals_of
from pages import address
from plan_forms import sent


def test_words_are_found_together_and_shown(world, case, kari):
    kari.post(address("plan_behind", case), sent(behind="Bråk i timene", needs="En voksen i nærheten"))
    kari.post(address("plan_strengths", case), sent(1, likes="Fotball", matters="Søsteren"))
    page = kari.get(address("plan", case)).content.decode()
    assert all(words in page for words in ("Bråk i timene", "En voksen i nærheten", "Fotball", "Søsteren"))
    assert "understanding_shared" in world.facts(case)


def test_goals_are_set_and_put_in_order(world, case, kari):
    for text in ("Venner", "Ro i timene"):
        kari.post(address("plan_goal_new", case), sent(text=text, sign="Vi ser det"))
    with world.as_(world.kari):
        first, second = goals_of(case)
    kari.post(address("plan_goal_act", case, second.pk), sent(act="up"))
    page = kari.get(address("plan", case)).content.decode()
    assert page.index("Ro i timene") < page.index("Venner")
    kari.post(address("plan_goal", case, first.pk), sent(3, text="Gode venner", sign="Han blir spurt"))
    kari.post(address("plan_goal_act", case, second.pk), sent(4, act="end"))
    with world.as_(world.kari):
        assert list(Goal.objects.filter(ended_at=None).values_list("text", flat=True)) == ["Gode venner"]
        assert "goals_set" in facts_of([case])[case.pk]
    assert kari.post(address("plan_goal_new", case), sent(text="", sign="x")).status_code == 422


def test_the_same_goal_from_two_tabs_is_set_once_and_the_other_tab_is_told(world, case, kari):
    kari.post(address("plan_goal_new", case), sent(text="Ola har en venn", sign="Vi ser det"))
    again = kari.post(address("plan_goal_new", case), sent(text="ola har  en venn", sign="Vi ser det"))
    assert again.status_code == 422
    assert "This goal stands in the plan already." in again.text and 'href="#id_text"' in again.text
    with world.as_(world.kari):
        (goal,) = goals_of(case)
    assert (
        kari.post(address("plan_goal", case, goal.pk), sent(1, text=goal.text, sign="x")).status_code == 302
    )
    kari.post(address("plan_goal_act", case, goal.pk), sent(2, act="end"))
    assert (
        kari.post(address("plan_goal_new", case), sent(text="Ola har en venn", sign="y")).status_code == 302
    )


def test_the_sign_of_a_goal_can_wait_and_kari_reads_which_step_needs_it(world):
    life = world.on_level_1()
    kari, plan = world.client_of(world.kari), reverse("plan", args=[life.case.pk])
    shown = kari.get(reverse("plan_goal_new", args=[life.case.pk])).text
    assert "(can wait)" in shown and "(optional)" not in shown
    step = re.search(r"It can wait, but “(.*?)” is not done without it", shown)[1]
    said = {"form_key": uuid4(), "text": "Ola har noen", "sign": "", "version": 0}
    assert kari.post(reverse("plan_goal_new", args=[life.case.pk]), said).headers["Location"] == plan
    assert step in kari.get(reverse("case", args=[life.case.pk])).text
