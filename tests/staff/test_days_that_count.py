"""A deadline counts from a day that was told, by the child's own days away, and to a team's next meeting."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.absence.models import AbsenceDay
from laget.moves.queries import facts_of, progress_of
from laget.ops import scratch
from laget.people.models import Municipality
from own_pathways import four, published
from pages import read

FACT, DEADLINE = "\n[[fact]]\n", "\n[[level.step.deadline]]\n"
FACTS = (
    f'[[fact]]\nid = "due_day"\nkind = "date"\n{four("title", "Day told")}{four("to_do", "Ask for the day")}'
    f"{four('ask', 'Which day is it?')}\n"
    f'[[fact]]\nid = "visit"\n{four("title", "Visited")}{four("to_do", "Visit them")}\n'
)
BODY = f'[[body]]\nid = "team"\nmeets = "every monday"\n{four("title", "The team")}\n'


def deadline(fact, rest):
    return f'{DEADLINE}for = "{fact}"\n{rest}\n{four("says", "By then.")}\n'


def publish(world, rest):
    published(
        world,
        (FACT, f"\n{BODY}{FACTS}{FACT}"),
        (DEADLINE, deadline("due_day", 'at_most = "24 months"') + deadline("visit", rest) + DEADLINE),
    )


def visit_due(world, who, case):
    with world.as_(who):
        now = progress_of(case, facts_of([case])[case.pk], world.now)
    return now.due_for("visit")


def tell(world, case, day):
    said = {"form_key": str(uuid4()), "happened_on": day.isoformat(), "note": ""}
    return world.client_of(world.kari).post(reverse("fact", args=[case.pk, "due_day"]), said)


@pytest.fixture
def born(world):
    """A case whose pathway wants a visit four weeks before a day that is told."""
    publish(world, 'before = "date.due_day"\nat_least = "4 weeks"')
    return world.a_case(days_ago=1)


def test_a_day_to_come_is_told_and_the_deadline_counts_back_from_it(world, born):
    assert visit_due(world, world.kari, born) is None
    assert tell(world, born, world.today + timedelta(days=70)).status_code == 302
    due = visit_due(world, world.kari, born)
    assert due.on == world.today + timedelta(days=42)
    page = read(world, world.kari, reverse("case", args=[born.pk]))
    assert "Visit them" in page
    assert "in 42 days" in page


def test_told_anew_it_counts_from_the_new_day(world, born):
    tell(world, born, world.today + timedelta(days=70))
    world.set_clock(world.now + timedelta(hours=1))
    tell(world, born, world.today + timedelta(days=90))
    assert visit_due(world, world.kari, born).on == world.today + timedelta(days=62)


def test_what_is_told_of_a_day_to_come_has_happened_today(world, born):
    tell(world, born, world.today + timedelta(days=70))
    with world.as_(world.kari):
        facts = facts_of([born])[born.pk]
    assert facts["due_day"] == world.today
    assert facts["date.due_day"] == world.today + timedelta(days=70)


def test_a_day_that_no_calendar_reaches_is_not_taken(world, born):
    sent = tell(world, born, world.today + timedelta(days=2000))
    assert sent.status_code == 422
    assert "This day is more than three years from now." in sent.text


def test_no_day_is_taken_for_granted(world, born):
    said = {"form_key": str(uuid4()), "happened_on": "", "note": ""}
    sent = world.client_of(world.kari).post(reverse("fact", args=[born.pk, "due_day"]), said)
    assert sent.status_code == 422


def test_the_question_asks_for_the_day_in_the_files_words(world, born):
    asked = read(world, world.kari, reverse("fact", args=[born.pk, "due_day"]))
    assert "Which day is it?" in asked


def away(world, *days):
    with scratch.as_owner():
        AbsenceDay.objects.bulk_create(
            AbsenceDay(child=world.ola, day=world.today + timedelta(days=number), kind="sick", share=1)
            for number in days
        )


@pytest.fixture
def counted(world):
    """A case whose pathway wants a visit by the second day that the child is away."""
    publish(world, 'after = "wonder_arose"\nat_most = "2 absence days"')
    return world.a_case(at_level="0", days_ago=10)


def test_days_away_are_the_childs_own_and_everybody_who_sees_the_case_counts_alike(world, counted):
    away(world, -8)
    assert visit_due(world, world.kari, counted).on is None
    away(world, -3)
    for who in (world.kari, world.per):
        assert visit_due(world, who, counted).on == world.today - timedelta(days=3)
    assert "3 days late" in read(world, world.kari, reverse("today"))
    assert "3 days late" in read(world, world.kari, reverse("case", args=[counted.pk]))
    assert "3 days late" in read(world, world.kari, reverse("cases"))
    assert "3 days late" in read(world, world.per, reverse("worklist"))


def test_a_day_that_is_not_known_yet_is_not_called_at_once(world, counted):
    shown = read(world, world.kari, reverse("cases"))
    assert "as soon as you can" not in shown


def days_told(world, who, case):
    with world.as_(who) as cursor:
        cursor.execute("select days from absence_in(%s)", [[case.pk]])
        return cursor.fetchall()


def test_nobody_else_is_given_the_days_and_nobody_more_than_the_days(world, counted):
    away(world, -8)
    assert days_told(world, world.kari, counted) == [([world.today - timedelta(days=8)],)]
    assert days_told(world, world.tom, counted) == []
    assert days_told(world, world.nora, counted) == []


def test_a_pathway_that_does_not_count_them_gives_them_to_nobody(world, born):
    away(world, -8)
    assert days_told(world, world.kari, born) == []


def test_somebody_of_another_service_counts_them_and_sees_no_absence(world):
    publish(world, 'after = "wonder_arose"\nat_most = "2 absence days"')
    case = world.a_case(at_level="2", days_ago=10)
    away(world, -8, -3)
    assert days_told(world, world.siri, case)
    with world.as_(world.siri):
        assert not AbsenceDay.objects.exists()


def closed(world, first, last):
    with scratch.as_owner():
        settings = world.municipality.settings | {"closed": [[first, last]]}
        Municipality.objects.filter(pk=world.municipality.pk).update(settings=settings)


def test_the_team_meets_on_the_next_day_of_its_own_on_which_the_municipality_is_open(world):
    publish(world, 'after = "wonder_arose"\nbody = "team"')
    case = world.a_case(days_ago=1)
    monday = date(2026, 11, 30)
    assert visit_due(world, world.kari, case).on == monday
    closed(world, "2026-11-30", "2026-12-01")
    assert visit_due(world, world.kari, case).on == monday + timedelta(days=7)


def test_a_day_on_which_the_municipality_is_closed_is_no_working_day(world):
    publish(world, 'after = "wonder_arose"\nat_most = "3 working days"')
    case = world.a_case(days_ago=1)
    assert visit_due(world, world.kari, case).on == date(2026, 11, 26)
    closed(world, "2026-11-25", "2026-11-26")
    assert visit_due(world, world.kari, case).on == date(2026, 11, 30)
