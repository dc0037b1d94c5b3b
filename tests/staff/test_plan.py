"""The plan in the browser: everybody in the team reads it, those who may change it do, nothing is lost."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laget.moves.queries import facts_of
from laget.people.services import choose_language
from laget.plans import services
from laget.plans.models import Goal, Measure
from laget.plans.queries import goals_of, measures_of, plan_of

CHANGES = ("plan_behind", "plan_strengths", "plan_goal_new")


@pytest.fixture
def case(world):
    return world.a_case(at_level="1")


@pytest.fixture
def kari(world):
    return world.client_of(world.kari)


def address(name, case, *more):
    return reverse(name, args=[case.pk, *more])


def sent(version=0, **fields):
    return {"form_key": str(uuid4()), "version": version, **fields}


def by(world, who):
    return {"seat": who.seat, "now": world.now}


def a_measure(world, **more):
    me = f"staff:{world.kari.seat.pk}"
    return sent(**{"text": "Lekegruppe", "arena": "unit", "who": me, "evaluate_on": "2026-12-22"} | more)


def measures_in(world, case):
    with world.as_(world.kari):
        return list(measures_of(case))


def plan_in(world, case):
    with world.as_(world.kari):
        return plan_of(case)


def prefilled(page):
    """What a browser would send of the form for a new measure if nobody touched it."""
    form = page.content.decode().split('id="add"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input[^>]* name="(?!arena)([^"]+)"[^>]* value="([^"]*)"', form))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        fields[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return fields


# Who comes in


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
        goal = services.add_goal(case=case, text="Venner", sign="", **by(world, world.kari))
        measure = services.add_measure(
            case=case,
            text="A",
            arena="unit",
            responsible="child",
            responsible_name="Ola",
            **by(world, world.kari),
        )
    pages = [address(name, case) for name in CHANGES]
    pages += [address("plan_goal", case, goal.pk), address("plan_measure", case, measure.pk)]
    assert {client.get(page).status_code for page in pages} == {404}
    acts = [address("plan_goal_act", case, goal.pk), address("plan_measure_act", case, measure.pk)]
    posts = [*pages, *acts, address("plan", case)]
    assert {client.post(page, a_measure(world, act="end")).status_code for page in posts} == {404}
    assert len(measures_in(world, case)) == 1


def test_who_only_reads_meets_no_form(world, case):
    page = world.client_of(world.amir).get(address("plan", case)).content.decode()
    assert 'id="add"' not in page
    assert 'name="act"' not in page


def test_another_cases_goal_and_measure_are_not_found_here(world, case, kari):
    other = world.a_case(child=world.eva, author=world.kari, at_level="1")
    with world.as_(world.kari):
        goal = services.add_goal(case=other, text="Evas", sign="", **by(world, world.kari))
    assert kari.get(address("plan_goal", case, goal.pk)).status_code == 404
    assert kari.post(address("plan_goal_act", case, goal.pk), sent(act="end")).status_code == 404


# Measures


def test_a_measure_is_added_with_its_words_and_one_tap(world, case, kari):
    with world.as_(world.kari):
        goal = services.add_goal(case=case, text="Venner", sign="Han leker", **by(world, world.kari))
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
    with world.as_(world.kari):
        assert "measures_agreed" in facts_of([case])[case.pk]


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
            **by(world, world.kari),
        )
    liv = f"staff:{world.liv.seat.pk}"
    assert liv in kari.get(address("plan_measure", case, measure.pk)).content.decode()
    kari.post(
        address("plan_measure", case, measure.pk),
        a_measure(world, who=liv, text="Samtale hver uke", version=1),
    )
    (measure,) = measures_in(world, case)
    assert (measure.text, measure.responsible_name) == ("Samtale hver uke", "Liv Aune")


# Words and goals


def test_words_are_found_together_and_shown(world, case, kari):
    kari.post(address("plan_behind", case), sent(behind="Bråk i timene", needs="En voksen i nærheten"))
    kari.post(address("plan_strengths", case), sent(1, likes="Fotball", matters="Søsteren"))
    page = kari.get(address("plan", case)).content.decode()
    assert all(words in page for words in ("Bråk i timene", "En voksen i nærheten", "Fotball", "Søsteren"))
    with world.as_(world.kari):
        assert "understanding_shared" in facts_of([case])[case.pk]


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


def test_what_is_worth_a_look_stands_quietly(world, case, kari):
    for number in range(4):
        kari.post(address("plan_goal_new", case), sent(text=f"Mål {number}"))
    kari.post(address("plan", case), a_measure(world, evaluate_on=""))
    looks = kari.get(address("plan", case)).content.decode().split('id="looks"')[1].split("</section>")[0]
    assert looks.count("<li>") == 1 + 4 + 1 + 1 + 1


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
        services.change_words(case=case, words={"behind": "Før"}, seen=0, **by(world, world.kari))
    draft = reverse("draft", args=[f"plan-behind-{case.pk}"])
    kari.post(draft, {"behind": "Midt i en setning", "needs": "", "since": "1", "version": "1"})
    with world.as_(world.per):
        services.change_words(case=case, words={"behind": "Pers ord"}, seen=1, **by(world, world.per))
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


# The case that has ended, and the one that is sealed


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
    with world.as_(world.kari):
        choose_language(person=world.kari.person, language="en")
    for name in ("plan", "plan_behind", "plan_strengths", "plan_goal_new"):
        shown = kari.get(address(name, case)).content.decode().split("<main")[1]
        assert not re.search(r"Mona|parent|family|\bdad\b", shown), name
    assert kari.post(address("plan", case), a_measure(world, who="guardian:Mona Strand")).status_code == 422


# Speed


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
                    **by(world, world.kari),
                )
        with CaptureQueriesContext(connection) as seen:
            kari.get(address("plan", case))
        asked.append(len(seen))
    assert asked[0] == asked[1]
    assert asked[1] <= 16  # transaction statements included


def test_the_sign_of_a_goal_can_wait_and_kari_reads_which_step_needs_it(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    kari, plan = world.client_of(world.kari), reverse("plan", args=[life.case.pk])
    shown = kari.get(reverse("plan_goal_new", args=[life.case.pk])).text
    assert "(can wait)" in shown and "(optional)" not in shown
    step = re.search(r"It can wait, but “(.*?)” is not done without it", shown)[1]
    said = {"form_key": uuid4(), "text": "Ola har noen", "sign": "", "version": 0}
    assert kari.post(reverse("plan_goal_new", args=[life.case.pk]), said).headers["Location"] == plan
    assert step in kari.get(reverse("case", args=[life.case.pk])).text


def test_what_somebody_was_to_do_who_sees_the_case_no_more_is_looked_at_again(world, kari):
    """SIRI came in on a consent that is over since yesterday: she is offered for nothing more."""
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    world.make_ready(life, "1")
    world.invite(life, "health", world.today + timedelta(days=1))
    life.go("level_2", "level 2")
    life.let_in(world.siri.seat)
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
