"""The plan in the browser: everybody in the team reads it, those who may change it do, nobody else."""

import re

import pytest

from laget.plans import services
from pages import address, read
from plan_forms import a_measure, measures_in, sent

CHANGES = ("plan_behind", "plan_strengths", "plan_goal_new")


@pytest.mark.parametrize(
    ("who", "status"),
    [("kari", 200), ("per", 200), ("amir", 200), ("liv", 404), ("tom", 404), ("nora", 404), ("mona", 404)],
)
def test_the_team_reads_the_plan_and_nobody_else(world, case, who, status):
    assert world.client_of(getattr(world, who)).get(address("plan", case)).status_code == status


@pytest.mark.parametrize("who", ["amir", "liv", "tom", "nora", "mona"])
def test_only_those_who_may_change_it(world, case, who):
    client = world.client_of(getattr(world, who))
    with world.as_(world.kari):
        goal = services.add_goal(case=case, text="Venner", sign="", **world.by(world.kari))
        measure = services.add_measure(
            case=case,
            text="A",
            arena="unit",
            responsible="child",
            responsible_name="Ola",
            **world.by(world.kari),
        )
    pages = [address(name, case) for name in CHANGES]
    pages += [address("plan_goal", case, goal.pk), address("plan_measure", case, measure.pk)]
    assert {client.get(page).status_code for page in pages} == {404}
    acts = [address("plan_goal_act", case, goal.pk), address("plan_measure_act", case, measure.pk)]
    posts = [*pages, *acts, address("plan", case)]
    assert {client.post(page, a_measure(world, act="end")).status_code for page in posts} == {404}
    assert len(measures_in(world, case)) == 1


def test_who_only_reads_meets_no_form(world, case):
    page = read(world, world.amir, address("plan", case))
    assert 'id="add"' not in page
    assert 'name="act"' not in page


def test_another_cases_goal_and_measure_are_not_found_here(world, case, kari):
    other = world.a_case(child=world.eva, author=world.kari, at_level="1")
    with world.as_(world.kari):
        goal = services.add_goal(case=other, text="Evas", sign="", **world.by(world.kari))
    assert kari.get(address("plan_goal", case, goal.pk)).status_code == 404
    assert kari.post(address("plan_goal_act", case, goal.pk), sent(act="end")).status_code == 404


def test_what_is_worth_a_look_stands_quietly(world, case, kari):
    for number in range(4):
        kari.post(address("plan_goal_new", case), sent(text=f"Mål {number}"))
    kari.post(address("plan", case), a_measure(world, evaluate_on=""))
    looks = kari.get(address("plan", case)).content.decode().split('id="looks"')[1].split("</section>")[0]
    assert looks.count("<li>") == 1 + 4 + 1 + 1 + 1


def test_a_closed_case_shows_its_plan_and_takes_no_change(world, kari):
    case = world.a_case(at_level="1", closed=True)
    page = kari.get(address("plan", case))
    assert page.status_code == 200
    assert 'id="add"' not in page.content.decode()
    (first, *_rest) = measures_in(world, case)
    for name in CHANGES:
        assert kari.post(address(name, case), sent(behind="x", text="x")).status_code == 422
    assert kari.post(address("plan", case), a_measure(world)).status_code == 422
    assert kari.post(address("plan_measure_act", case, first.pk), sent(99, act="end")).status_code == 422


def test_in_a_sealed_case_nothing_is_asked_of_the_guardians(world, kari):
    case = world.a_case(sealed=True)
    world.in_english(world.kari)
    for name in ("plan", "plan_behind", "plan_strengths", "plan_goal_new"):
        shown = kari.get(address(name, case)).content.decode().split("<main")[1]
        assert not re.search(r"Mona|parent|family|\bdad\b", shown), name
    assert kari.post(address("plan", case), a_measure(world, who="guardian:Mona Strand")).status_code == 422
