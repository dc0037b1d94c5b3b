"""Days that cannot be are refused where they are written, and what somebody answers is shown."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.foundation.calendar import days_in
from laget.staff.forms.days import day_to_meet, day_to_propose

pytestmark = pytest.mark.django_db


def record(kari, case, fact, **said):
    return kari.post(reverse("fact", args=[case.pk, fact]), {"form_key": uuid4(), **said})


@pytest.mark.parametrize("day", ["1800-01-01", "2999-01-01"])
def test_a_worry_begins_while_the_child_lives(world, kari, day):
    said = {"child": world.ola.pk, "text": "Alene.", "violence": "no", "adult_here": "no", "wonder_on": day}
    assert kari.post(reverse("worry"), {"form_key": uuid4(), **said}).status_code == 422


@pytest.mark.parametrize("day", ["1800-01-01", "2999-01-01"])
def test_the_child_speaks_while_it_lives(world, kari, day):
    case = world.a_case()
    said = {"words": "Jeg er alene.", "how": "talk", "told_to": "Kari", "said_on": day}
    sent = kari.post(reverse("voice", args=[case.pk]), {"form_key": uuid4(), **said})
    assert sent.status_code == 422


def test_what_is_recorded_happened_while_the_child_lived(world, kari):
    assert (
        record(kari, world.a_case(), "contact_named", named="Per", happened_on="1800-01-01").status_code
        == 422
    )


def test_whoever_chooses_one_and_writes_another_is_asked_which(world, kari):
    """And the title says that something is wrong, for whoever hears the page."""
    case = world.a_case()
    asked = record(kari, case, "contact_named", named="Onkel Odd", named_seat=world.per.seat.pk)
    assert asked.status_code == 422
    assert "Choose somebody on the list, or write a name. Not both." in asked.text
    assert 'value="Onkel Odd"' in asked.text and asked.text.split("<title>")[1].startswith("Error: ")
    page = kari.get(reverse("fact", args=[case.pk, "contact_named"])).text
    assert "Error" not in page.split("<title>")[1].split("</title>")[0]


def test_the_one_who_was_named_is_named_on_the_childs_page(world, kari):
    case = world.a_case()
    earlier = (world.today - timedelta(days=2)).isoformat()
    assert record(kari, case, "contact_named", named="Per Vik", happened_on=earlier).status_code == 302
    shown = kari.get(reverse("case", args=[case.pk])).text
    timeline = shown[shown.index('id="timeline"') :]
    assert "Per Vik" in timeline
    assert "happened" in timeline  # two days ago, and not when it was written down


@pytest.mark.parametrize(
    ("latest", "today", "proposed"),
    [
        ("2026-11-26", "2026-11-24", "2026-11-26"),
        ("2026-11-29", "2026-11-24", "2026-11-27"),  # a Sunday
        ("2026-12-26", "2026-12-20", "2026-12-24"),  # Christmas
        ("2026-11-29", "2026-11-28", "2026-11-28"),  # no day at work is left
    ],
)
def test_a_meeting_is_proposed_for_a_day_at_work_that_is_not_past(latest, today, proposed):
    days = (date.fromisoformat(latest), date.fromisoformat(today))
    assert day_to_meet(*days, days_in("no")) == date.fromisoformat(proposed)


@pytest.mark.parametrize(
    ("latest", "today", "proposed"),
    [
        ("2026-12-22", "2026-11-24", "2026-12-22"),
        ("2026-12-20", "2026-11-22", "2026-12-18"),  # a Sunday
        ("2027-05-17", "2027-04-19", "2027-05-14"),  # Constitution Day, a Monday
        ("2026-11-29", "2026-11-27", "2026-11-29"),  # nobody is at work before then
    ],
)
def test_what_is_looked_at_is_proposed_for_the_last_working_day_before(latest, today, proposed):
    days = (date.fromisoformat(day) for day in (latest, today))
    assert day_to_propose(*days, days_in("no")) == date.fromisoformat(proposed)
