"""What the language promises, read on the pages of a case on a small pathway: places and times.

Several pathways, tracks and subjects have tests of their own.
"""

from datetime import date
from uuid import uuid4

from django.urls import reverse

from laget.absence.models import AbsenceDay
from laget.ops import scratch
from own_pathways import of_the_language
from running import Running, part

# 1. Levels.


def test_levels_are_called_what_the_file_calls_them_in_its_own_order(begun, world):
    case = begun("01-levels")
    case.send("kari", "exit", "help", target="level b")
    shown = case.page()
    road = part(shown, "road-list", "</figure>")
    assert road.index("Wonder") < road.index("Some help") < road.index("Together with the blue team")
    assert "3.1" in road
    assert "The blue team" in road
    assert "3.1" in world.client_of(world.kari).get(reverse("cases")).text


# 2. Exits.


def test_a_way_back_says_where_it_leads_and_what_was_promised_stands_on_today(begun):
    case = begun("02-exits")
    assert "Get a yes from everybody who must answer" in case.page("kari", "exit", "clinic")
    assert "Or: Discuss it without a name" in case.page("kari", "exit", "clinic")
    case.record("discussed")
    asked = case.page("kari", "exit", "clinic")
    assert "Answer the one who reported" in asked
    assert "Tell the one who reported." in asked
    case.send("kari", "exit", "clinic", target="level clinic")
    assert "The clinic has it" in case.page()
    assert "Answer the one who reported" in case.today("per")
    assert "Answer the one who reported" in part(case.page(), 'id="ways"')
    assert "It leads to level 0: Wonder, at “Decide”." in case.page("kari", "exit", "back")


def test_an_end_with_a_choice_names_both_and_says_until_when_one_asks(begun):
    case = begun("02-exits")
    asked = case.page("kari", "exit", "end")
    assert "Close, and ask how it goes until 24. januar 2027" in asked


# 3. Jumps.


def test_a_case_may_begin_further_on_and_what_comes_before_is_passed_by(begun, world):
    case = begun("03-jumps")
    asked = world.client_of(world.kari).get(reverse("worry")).text
    assert "Does it come from somewhere else?" in asked
    assert "Child welfare has ended its help" in asked
    said = {
        "child": world.ola.pk,
        "text": "x",
        "violence": "no",
        "adult_here": "no",
        "entry": "from_welfare",
        "belongs": "new",
    }
    sent = world.client_of(world.kari).post(reverse("worry"), {"form_key": uuid4(), "share": "on", **said})
    case.life.case = type(case.life.case)(pk=sent.url.rpartition("/")[2])
    ways = part(case.page(), 'id="ways"')
    assert part(ways, "Plan", "</li>").count("Earlier") == 1
    assert part(ways, "Look", "</li>").count("Now") == 1


def test_a_round_is_counted_and_from_the_top_one_goes_wherever_one_chooses(begun):
    case = begun("03-jumps")
    assert "Round" not in case.page()
    case.send("kari", "exit", "again", target="level 0")
    case.send("kari", "exit", "again", target="level 0")
    assert "Round 3" in case.page()
    case.send("kari", "exit", "far", target="level 2")
    asked = case.page("kari", "exit", "freely")
    assert "Level 0: Wonder" in asked
    assert "Level 1: Help" in asked
    assert "Why?" in asked


# 4. Gates.


def test_a_fact_opens_one_way_and_closes_another(begun):
    case = begun("04-gates", category="home")
    before = part(case.page(), 'id="ways"')
    assert "Wait" in before
    assert "Visit them" not in before
    case.set_goal()
    after = part(case.page(), 'id="ways"')
    assert "Wait" not in after
    assert "Visit them" in after


def test_an_exemption_is_offered_to_the_one_who_may_grant_it_and_everybody_sees_until_when(begun):
    case = begun("04-gates")
    assert "Do without for now: Hold “Talk”" in case.page("per")
    assert "Do without for now" not in case.page("kari")
    case.send("per", "do_without", "held.talk", reason="De er på reise.")
    shown = part(case.page(), 'id="ways"')
    assert "Until tir. 8. des." in part(shown, "Goes on without: Hold “Talk”", "</li>")
    assert "1 thing missing" not in shown


# 5 and 6. Deadlines, and values by category.


def test_each_deadline_says_its_day_and_why_and_the_last_working_day_before_a_day_off(begun):
    shown = part(begun("05-deadlines").page(), 'id="ways"')
    assert "tir. 15. des., in 21 days. A length of time with a name, another for one category." in shown
    assert "in 28 days. Not before ons. 9. des. A window." in shown
    assert "5. januar 2027, in 42 days. Again and again." in shown
    assert "That is a day off: the last working day is fre. 18. des. A day of the year." in shown
    assert "As soon as you can." in shown
    assert "In law for a while." not in shown


def test_the_next_step_says_what_the_nearest_deadline_is_for_where_that_is_another_thing(world):
    case = Running(world, world.a_life(days_ago=3))
    case.life.worry(share=True)
    first = part(case.page(), 'class="next-step', "</section>")
    assert "Avtal hvem som snakker med familien" in first
    assert "in 18 days" in first and "The deadline is for: Hold “Den nødvendige samtalen”" in first


def test_a_law_is_named_while_it_lasts(begun):
    case = begun("05-deadlines", wonder_on=date(2026, 9, 29))
    assert "In law for a while. (The law)" in case.page()


def test_about_something_else_the_time_is_another(begun):
    case = begun("05-deadlines", category="bullying")
    assert "tir. 1. des., in 7 days. A length of time" in case.page()


def test_what_was_missed_is_told_to_whom_the_file_says(begun):
    case = begun("05-deadlines")
    case.record("hurry")
    waits = "Waiting for others"
    case.days_go_by(2)
    assert waits in case.today("per")
    case.days_go_by(1)
    assert waits not in case.today("per")


# 7. Counting.


def test_a_count_is_told_on_today_and_a_person_decides(world):
    of_the_language(world, "07-counting")
    with scratch.as_owner():
        days = [date(2026, 11, day) for day in (16, 17, 18, 19, 20)]
        away = [AbsenceDay(child=world.ola, day=on, kind="excused", share=1) for on in days]
        AbsenceDay.objects.bulk_create(away)
    kari = world.client_of(world.kari)
    assert "has been away: look at it" in kari.get(reverse("today")).text
    shown = kari.get(reverse("absence", args=[world.ola.pk])).text
    assert "Away for five school days in a row" in shown
    assert "Ask how it goes. It may be nothing." in shown
    assert reverse("absence_worry", args=[world.ola.pk, "nivaa-0-3", "five_in_a_row"]) in shown
    assert reverse("absence_not_now", args=[world.ola.pk, "nivaa-0-3", "five_in_a_row"]) in shown
