"""Every page opens after a case has been moved to a version that knows less, or other names."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from access.raw import FAMILY_KEPT_OUT, attempt
from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.meetings import services as meetings
from laget.meetings.models import Meeting
from laget.moves import services as moves
from laget.ops import scratch
from laget.pathway.publishing import publish
from own_pathways import SHIPPED, VERSIONS, four

FAMILY_NOTE = (
    "insert into cases_entry (id, case_id, seat_id, text, audience, at)"
    " values (%s, %s, %s, 'x', 'family', %s)"
)
FIRST = f"""[[level]]
id = "pre"
label = "P"
{four("title", "Before")}[[level.exit]]
id = "on"
{four("title", "On")}to = "level 0"

"""


def without_stories(text):
    return text[: text.index("[[story]]")]


def renamed(text, old, new):
    """A level by another name, wherever the file names it."""
    for before, after in ((f'"level {old}"', f'"level {new}"'), (f"step {old}.", f"step {new}.")):
        text = text.replace(before, after)
    return text.replace(f'[[level]]\nid = "{old}"', f'[[level]]\nid = "{new}"').replace(
        f"took.{old}.", f"took.{new}."
    )


def in_version(world, case, text, target=""):
    """The case as it is after somebody has moved it there."""
    with scratch.as_owner():
        version = publish(
            municipality=world.municipality,
            text=without_stories(text).replace('version = "1"', f'version = "{next(VERSIONS)}"', 1),
            now=world.now,
            using="default",
        )
    with world.as_(world.kari):
        moves.move_to_version(
            case=case, version_id=version.pk, target=target, reason="Ny", seat=world.kari.seat, now=world.now
        )
        return Case.objects.get(pk=case.pk)


def statuses(client, *addresses):
    return {address: client.get(address).status_code for address in addresses}


def all_open(who, *addresses):
    opened = statuses(who, *addresses)
    return set(opened.values()) == {200} or opened


@pytest.mark.parametrize("gone", ["0", "1"])
def test_a_level_that_the_case_was_on_is_called_something_else(world, gone):
    case = world.a_case(at_level="2")
    in_version(world, case, renamed(SHIPPED, gone, "other"))
    world.set_clock(world.now + timedelta(minutes=2))
    kari, page = world.client_of(world.kari), f"/cases/{case.pk}"
    assert all_open(kari, page, "/", "/cases", f"{page}/meetings", f"{page}/baton", f"{page}/plan") is True
    assert all_open(world.client_of(world.per), "/", "/unit") is True
    if gone == "1":
        assert "level 1" in kari.get(f"{page}/timeline").text, "the move to it is still told, by its id"


@pytest.fixture
def with_meetings(world):
    """One that was held, with minutes, and one to come: with a mother who reads of both."""
    case = world.a_case(at_level="2")
    with world.as_(world.kari):
        by = {"case": case, "seat": world.kari.seat, "now": world.now, "template": "start_meeting"}
        held = meetings.plan_meeting(
            starts_at=world.now - timedelta(hours=1), held=True, guardians=[world.mona.person], **by
        )
        meetings.write_minutes(
            case=case, meeting=held, minutes="Vi ble enige.", version=0, seat=world.kari.seat, now=world.now
        )
        coming = meetings.plan_meeting(
            starts_at=world.now + timedelta(days=1), guardians=[world.mona.person], **by
        )
    in_version(world, case, SHIPPED.replace("start_meeting", "first_meeting"))
    world.set_clock(world.now + timedelta(minutes=2))
    return case, held, coming


def test_a_kind_of_meeting_that_is_gone_goes_by_its_id_and_no_page_fails(world, with_meetings):
    case, *both = with_meetings
    page = f"/cases/{case.pk}"
    kari = world.client_of(world.kari)
    each = [f"{page}/meetings/{meeting.pk}" for meeting in both]
    assert all_open(kari, page, "/", "/cases", f"{page}/meetings", *each) is True
    assert all_open(world.client_of(world.per), "/", "/unit") is True
    assert "start_meeting" in kari.get(f"{page}/meetings").text
    assert world.client_of(world.mona).get("/family").status_code == 200


def test_a_meeting_of_a_kind_that_nobody_knows_is_not_held_in_a_sealed_case(world, with_meetings):
    case = with_meetings[0]
    with world.as_(world.kari, world.now):
        other = meetings.plan_meeting(
            case=case, template="discussion_team", starts_at=world.now, seat=world.kari.seat, now=world.now
        )
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    with scratch.as_owner():
        Meeting.objects.filter(pk=other.pk).update(template="nobody_knows")
    with world.as_(world.kari, world.now), pytest.raises(meetings.Refused):
        meetings.hold(case=case, meeting=other, held_on=world.today, presence={}, now=world.now)


def follows(world, who):
    with world.as_(who), connection.cursor() as cursor:
        cursor.execute("select case_id from family_cases()")
        return cursor.fetchall()


def test_a_level_before_the_first_lets_no_family_in_on_what_nobody_has_told(world):
    case = in_version(
        world,
        world.a_case(at_level="0", shared=False),
        SHIPPED.replace('[[level]]\nid = "0"', FIRST + '[[level]]\nid = "0"', 1),
    )
    assert follows(world, world.mona) == []
    with world.as_(world.kari):
        note = (FAMILY_NOTE, uuid7(), case.pk, world.kari.seat.pk, world.now)
        assert attempt(note) == FAMILY_KEPT_OUT
    entry = world.client_of(world.kari).get(reverse("entry", args=[case.pk]))
    assert (entry.status_code, "The family too" in entry.text) == (200, False)


def test_nor_does_another_place_to_begin_at(world):
    entry = f'[[entry]]\nid = "far"\n{four("title", "Far")}to = "level 3"\n\n'
    with scratch.as_owner():
        publish(
            municipality=world.municipality,
            text=SHIPPED.replace('version = "1"', f'version = "{next(VERSIONS)}"', 1).replace(
                '[[level]]\nid = "0"', entry + '[[level]]\nid = "0"', 1
            ),
            now=world.now,
            using="default",
        )
    with world.as_(world.kari):
        case = moves.open_case(
            child=world.ola, seat=world.kari.seat, text="Uro", category="", violence=False, adult_here=False,
            adult=None, share=False, wonder_on=world.today, now=world.now, entry="far",
        )  # fmt: skip
    assert (case.level, follows(world, world.mona)) == ("3", [])


def test_the_page_offers_no_place_further_up(world):
    case = world.a_case(at_level="1")
    text = renamed(SHIPPED, "1", "first")
    with scratch.as_owner():
        publish(
            municipality=world.municipality,
            text=without_stories(text).replace('version = "1"', f'version = "{next(VERSIONS)}"', 1),
            now=world.now,
            using="default",
        )
    world.set_clock(world.now + timedelta(minutes=2))
    page = world.client_of(world.kari).get(f"/cases/{case.pk}/version").text
    offered = [level for level in ("0", "first", "2", "3") if f'value="level {level}"' in page]
    assert offered == ["0", "first"]
