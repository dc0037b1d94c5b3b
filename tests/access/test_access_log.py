"""The access log says who saw what, and when: nobody can make it say something else."""

from datetime import timedelta

from access.raw import DENIED, TAKEN, attempt
from laget.foundation.ids import uuid7
from laget.people import me
from laget.people.models import Seat
from laget.staff import doors


def logged(who, at, *, seat="own", case=None, also=()):
    seat_id = (who.seat.pk if who.seat else None) if seat == "own" else seat
    return (
        "insert into foundation_accesslog (id, at, person_id, seat_id, case_id, seen, action, wrote)"
        " values (%s, %s, %s, %s, %s, %s::uuid[], 'see_case', false)",
        uuid7(), at, who.person.pk, seat_id, case, list(also),
    )  # fmt: skip


def test_a_trace_is_of_now_and_of_the_seat_that_asks(world, case):
    with world.as_(world.kari):
        assert attempt(logged(world.kari, world.now, case=case.pk)) == TAKEN
        assert attempt(logged(world.kari, world.now, also=[case.pk])) == TAKEN
        for days in (-400, -1, 1):
            assert attempt(logged(world.kari, world.now + timedelta(days=days), case=case.pk)) == DENIED
        for seat in (None, world.per.seat.pk, uuid7()):
            assert attempt(logged(world.kari, world.now, seat=seat, case=case.pk)) == DENIED


def test_somebody_with_two_seats_leaves_the_trace_of_the_one_that_asks(world, case, as_owner):
    with as_owner():
        other = Seat.objects.create(
            person=world.kari.person, unit=world.units["sundskolen"], role="worker", title="Lærer",
            from_at=world.now - timedelta(days=9),
        )  # fmt: skip
    with world.as_(world.kari):
        assert attempt(logged(world.kari, world.now, seat=other.pk, case=case.pk)) == DENIED


def test_nobody_is_made_to_look_as_if_they_had_seen_what_they_may_not(world, case):
    """And so the log is no way to ask whether there is a case, either."""
    for who in (world.tom, world.nora, world.siri, world.liv):
        with world.as_(who):
            for some in (case.pk, uuid7()):
                assert attempt(logged(who, world.now, case=some)) == DENIED
                assert attempt(logged(who, world.now, also=[some])) == DENIED


def test_a_list_with_one_strange_case_is_refused_whole(world, case):
    with world.as_(world.kari):
        assert attempt(logged(world.kari, world.now, also=[case.pk, uuid7()])) == DENIED


def test_a_leader_leaves_a_trace_of_the_worklist(world):
    case = world.a_case()
    with world.as_(world.marte):
        assert attempt(logged(world.marte, world.now, also=[case.pk])) == TAKEN
        assert attempt(logged(world.marte, world.now, case=case.pk)) == TAKEN


def test_a_guardian_leaves_one_without_a_seat(world, case):
    sealed = world.a_case(sealed=True)
    with world.as_(world.mona):
        assert attempt(logged(world.mona, world.now, also=[case.pk])) == TAKEN
        assert attempt(logged(world.mona, world.now, seat=world.kari.seat.pk, also=[case.pk])) == DENIED
        assert attempt(logged(world.mona, world.now, also=[sealed.pk])) == DENIED


def test_who_loses_a_case_while_a_page_is_begun_is_told_that_there_is_none(world, monkeypatch):
    """TOM is let past the door as if he had been in the team when he knocked."""
    case = world.a_case()
    with world.as_(world.kari):
        opened = doors.open_case(me.who(world.kari.asker, world.now), case.pk)
    monkeypatch.setattr(doors, "open_case", lambda _me, _case_id: opened)
    answer = world.client_of(world.tom).get(f"/cases/{case.pk}")
    assert answer.status_code == 404
    assert "Ola" not in answer.text
