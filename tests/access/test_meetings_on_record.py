"""What was held, said and decided at a meeting stays on record, in raw SQL."""

from datetime import timedelta

import pytest

from access.raw import DENIED, EARLIER, LATER, NO_ROW, ON_RECORD, TAKEN, attempt
from laget.foundation.ids import uuid7
from laget.meetings import services as meetings
from laget.meetings.models import Attendee


@pytest.fixture
def held(world, case):
    """A meeting that has been held, with minutes that KARI wrote."""
    earlier = world.now - timedelta(hours=2)
    with world.as_(world.kari, earlier):
        meeting = meetings.plan_meeting(
            case=case, template="start_meeting", starts_at=earlier, held=True, seat=world.kari.seat,
            now=earlier, seats=[world.kari.seat, world.amir.seat], guardians=[world.mona.person],
        )  # fmt: skip
        return meetings.write_minutes(
            case=case, meeting=meeting, minutes="Vi er enige.", version=0, seat=world.kari.seat, now=earlier
        )


def set_meeting(meeting, what, *values):
    return (f"update meetings_meeting set {what} where id = %s", *values, meeting.pk)


def version(case, meeting, who, number, text, at):
    return (
        "insert into meetings_minutesversion (id, case_id, meeting_id, version, text, seat_id, at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        uuid7(), case.pk, meeting.pk, number, text, who.seat.pk, at,
    )  # fmt: skip


def test_minutes_are_not_written_over_without_a_trace(world, case, held):
    with world.as_(world.per):
        mine = (world.per.seat.pk,)
        assert attempt(set_meeting(held, "minutes = 'Noe annet'")) == ON_RECORD
        assert attempt(set_meeting(held, "minutes_version = 0")) == ON_RECORD
        assert attempt(set_meeting(held, "minutes_by_id = %s", *mine)) == ON_RECORD
        anew = set_meeting(held, "minutes = 'Nytt', minutes_version = 2, minutes_by_id = %s", *mine)
        assert attempt(anew) == ON_RECORD
        assert attempt(anew, version(case, held, world.per, 2, "Nytt", world.now)) == TAKEN
        assert attempt(anew, version(case, held, world.per, 2, "Gammelt", world.now)) == DENIED
        assert attempt(anew, version(case, held, world.per, 2, "Nytt", world.now + EARLIER)) == DENIED


def test_minutes_are_not_written_in_anothers_name(world, case, held):
    with world.as_(world.per):
        anew = set_meeting(
            held, "minutes = 'Nytt', minutes_version = 2, minutes_by_id = %s", world.kari.seat.pk
        )
        assert attempt(anew, version(case, held, world.kari, 2, "Nytt", world.now)) in (ON_RECORD, DENIED)


def test_a_version_of_the_minutes_that_never_were_is_not_added(world, case, held):
    with world.as_(world.per):
        assert attempt(version(case, held, world.per, 7, "Aldri sagt", world.now)) == DENIED


def test_what_has_been_held_is_not_unheld_moved_or_called_off(world, case, held):
    with world.as_(world.per):
        assert attempt(set_meeting(held, "held_at = null")) == ON_RECORD
        assert attempt(set_meeting(held, "held_at = %s", world.now + LATER)) == ON_RECORD
        assert attempt(set_meeting(held, "starts_at = %s", world.now)) == ON_RECORD
        assert attempt(set_meeting(held, "place = 'Et annet sted'")) == ON_RECORD
        assert attempt(set_meeting(held, "voice_by = 'En annen'")) == ON_RECORD
        assert attempt(set_meeting(held, "cancelled_at = %s", world.now)) == ON_RECORD


def test_what_is_called_off_stays_called_off(world, case):
    with world.as_(world.kari):
        meeting = meetings.plan_meeting(
            case=case, template="evaluation", starts_at=world.now, seat=world.kari.seat, now=world.now
        )
        meetings.cancel(case=case, meeting=meeting, reason="Syk", seat=world.kari.seat, now=world.now)
        for what, at in (("cancelled_at", None), ("held_at", world.now), ("starts_at", world.now + LATER)):
            assert attempt(set_meeting(meeting, f"{what} = %s", at)) == ON_RECORD


def test_those_who_were_at_a_meeting_stay_on_its_list(world, case, held):
    with world.as_(world.kari):
        (amir,) = Attendee.objects.filter(meeting=held, seat=world.amir.seat)
        assert attempt(("delete from meetings_attendee where id = %s", amir.pk)) == NO_ROW


def test_decisions_stay(world, case, held):
    with world.as_(world.kari):
        for order in (
            "delete from meetings_decision",
            "update meetings_decision set measure_id = measure_id",
        ):
            assert attempt((order,)) == DENIED


def test_no_meeting_is_planned_in_anothers_name_or_with_minutes_already(world, case):
    order = (
        "insert into meetings_meeting (id, case_id, template, purpose, place, starts_at, planned_at,"
        " planned_by_id, child_part, voice_by, minutes, minutes_version)"
        " values (%s, %s, 'evaluation', '', '', %s, %s, %s, '', '', %s, 0)"
    )
    with world.as_(world.per):
        for who, at, minutes, outcome in (
            (world.per, world.now, "", TAKEN), (world.kari, world.now, "", DENIED),
            (world.per, world.now + EARLIER, "", DENIED), (world.per, world.now, "Enige", DENIED),
        ):  # fmt: skip
            planned = (order, uuid7(), case.pk, world.now, at, who.seat.pk, minutes)
            assert attempt(planned) == outcome
