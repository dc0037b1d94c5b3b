"""AMIR and TOM want the baton that KARI holds, and write SQL past all pages. They do not get it."""

from datetime import timedelta

import pytest
from django.db import connection

from access.raw import DENIED, MEMBER, NO_ROW, PUT_DOWN, TAKEN, attempt, seen
from batons import KNOW, do
from laget.cases import services as cases
from laget.cases.models import Basis
from laget.foundation.ids import uuid7
from laget.handovers import services
from laget.people.models import Seat

ONE_HOLDER = "23505"


@pytest.fixture
def free(world):
    """A case at level 1 whose baton nobody has taken."""
    life = world.a_free_baton()
    with world.as_(world.per, life.at):
        cases.join(case=life.case, seat=world.amir.seat, basis=Basis.OWN_SERVICE, now=life.at)
    return life.case


def put_down(case, at):
    return ("update handovers_holding set to_at = %s where case_id = %s and to_at is null", at, case.pk)


def hold(case, who, at):
    return (
        "insert into handovers_holding (id, case_id, seat_id, from_at) values (%s, %s, %s, %s)",
        uuid7(), case.pk, who.seat.pk, at,
    )  # fmt: skip


def offer(case, by, to, at, answered_at=None, accepted=None):
    return (
        "insert into handovers_handover (id, case_id, from_seat_id, to_seat_id, must_know, family_told,"
        " offered_at, answered_at, accepted, reason) values (%s, %s, %s, %s, '', false, %s, %s, %s, '')",
        uuid7(), case.pk, by.seat.pk, to.seat.pk, at, answered_at, accepted,
    )  # fmt: skip


def answer(case, who, at, accepted):
    return (
        "update handovers_handover set answered_at = %s, accepted = %s"
        " where case_id = %s and to_seat_id = %s",
        at, accepted, case.pk, who.seat.pk,
    )  # fmt: skip


def offered(world, case, to, now=None):
    do(world, world.kari, services.offer, case, now, to_seat=to.seat, must_know=KNOW, family_told=True)


def test_it_is_not_taken_out_of_somebodys_hand(world, case):
    for who in (world.amir, world.per):
        with world.as_(who):
            assert attempt(put_down(case, world.now), hold(case, who, world.now)) in (
                NO_ROW,
                DENIED,
                ONE_HOLDER,
            )
            assert attempt(put_down(case, world.now)) == NO_ROW
    assert holder(world, case) == world.kari.seat.pk


def test_the_holder_does_not_push_it_on_to_somebody_who_has_not_said_yes(world, case):
    with world.as_(world.kari):
        assert attempt(put_down(case, world.now)) == NO_ROW
        assert attempt(put_down(case, world.now), hold(case, world.amir, world.now)) in (
            NO_ROW,
            ONE_HOLDER,
            DENIED,
        )


def test_nobody_offers_it_who_does_not_hold_it(world, case):
    with world.as_(world.amir):
        for to in (world.amir, world.tom):
            assert attempt(offer(case, world.amir, to, world.now)) == DENIED


def test_no_offer_is_born_with_its_answer(world, case):
    with world.as_(world.amir):
        yes = offer(case, world.amir, world.amir, world.now, world.now, True)
        assert attempt(yes, put_down(case, world.now), hold(case, world.amir, world.now)) == DENIED
    with world.as_(world.kari):
        assert attempt(offer(case, world.kari, world.amir, world.now, world.now, True)) == DENIED
        assert attempt(offer(case, world.kari, world.amir, world.now - timedelta(days=30))) == DENIED
        assert attempt(offer(case, world.kari, world.amir, world.now)) == TAKEN


def test_a_no_is_not_turned_into_a_yes_later(world, case):
    offered(world, case, world.amir)
    do(world, world.amir, services.decline, case, reason="Nei")
    later = world.now + timedelta(days=1)
    with world.as_(world.amir, later):
        assert attempt(answer(case, world.amir, later, True)) == NO_ROW
        steal = (answer(case, world.amir, later, True), put_down(case, later), hold(case, world.amir, later))
        assert attempt(*steal) in (NO_ROW, DENIED, ONE_HOLDER)


def test_an_old_yes_does_not_bring_it_back(world, case):
    """AMIR had it, and handed it back; his yes of then opens nothing now."""
    offered(world, case, world.amir)
    do(world, world.amir, services.accept, case)
    later = world.now + timedelta(days=1)
    do(
        world,
        world.amir,
        services.offer,
        case,
        later,
        to_seat=world.kari.seat,
        must_know="",
        family_told=True,
    )
    do(world, world.kari, services.accept, case, later)
    latest = later + timedelta(days=1)
    with world.as_(world.amir, latest):
        assert attempt(put_down(case, latest), hold(case, world.amir, latest)) in (NO_ROW, DENIED, ONE_HOLDER)


def test_somebody_in_the_team_takes_back_no_offer_but_their_own(world, case):
    offered(world, case, world.tom)
    back = ("update handovers_handover set answered_at = %s where case_id = %s", world.now, case.pk)
    for who, outcome in ((world.amir, NO_ROW), (world.per, NO_ROW), (world.kari, TAKEN)):
        with world.as_(who):
            assert attempt(back) == outcome, who.name


def test_whoever_is_asked_comes_in_by_the_yes_and_not_before(world, case):
    offered(world, case, world.tom)
    come_in = (MEMBER, uuid7(), case.pk, world.tom.seat.pk, "own_service", world.now)
    with world.as_(world.tom):
        assert attempt(come_in) == DENIED
        no = answer(case, world.tom, world.now, False)
        assert attempt(no, come_in) == DENIED


def test_whoever_says_yes_holds_it(world, case):
    offered(world, case, world.tom)
    with world.as_(world.tom):
        yes = answer(case, world.tom, world.now, True)
        come_in = (MEMBER, uuid7(), case.pk, world.tom.seat.pk, "own_service", world.now)
        assert attempt(yes) == PUT_DOWN
        assert attempt(yes, come_in) == PUT_DOWN
        assert attempt(yes, come_in, put_down(case, world.now)) == PUT_DOWN
        whole = (yes, come_in, put_down(case, world.now), hold(case, world.tom, world.now))
        assert attempt(*whole) == TAKEN
        to_another = (*whole[:3], hold(case, world.amir, world.now))
        assert attempt(*to_another) == DENIED


def test_a_free_baton_is_for_the_author_and_the_leader_to_take(world, free):
    for who, outcome in ((world.amir, DENIED), (world.kari, TAKEN), (world.per, TAKEN)):
        with world.as_(who):
            assert attempt(hold(free, who, world.now)) == outcome, who.name


def test_only_the_leader_gives_a_free_baton_to_another_and_only_to_one_in_the_team(world, free):
    for who, to, outcome in (
        (world.kari, world.amir, DENIED), (world.per, world.amir, TAKEN), (world.per, world.tom, DENIED),
    ):  # fmt: skip
        with world.as_(who):
            assert attempt(hold(free, to, world.now)) == outcome


def test_nobody_holds_it_from_another_day_or_at_a_level_without_one(world, free):
    new = world.a_case(child=world.eva, author=world.kari)
    with world.as_(world.kari):
        assert attempt(hold(free, world.kari, world.now - timedelta(days=9))) == DENIED
        assert attempt(hold(new, world.kari, world.now)) == DENIED


def test_a_member_does_not_take_it_when_the_holder_has_left_and_a_leader_does(world, case, as_owner):
    with as_owner():
        Seat.objects.filter(pk=world.kari.seat.pk).update(to_at=world.now)
    later = world.now + timedelta(hours=1)
    for who, outcome in ((world.amir, DENIED), (world.per, TAKEN)):
        with world.as_(who, later):
            assert attempt(put_down(case, later), hold(case, who, later)) == outcome


def test_it_lies_with_the_leader_when_the_holder_has_left_the_team(world, case):
    do(world, world.kari, cases.leave, case)
    with world.as_(world.per):
        assert attempt(put_down(case, world.now), hold(case, world.per, world.now)) == TAKEN
        assert attempt(put_down(case, world.now)) == PUT_DOWN
        assert attempt(put_down(case, world.now), hold(case, world.amir, world.now)) == DENIED


def test_a_deputy_on_the_team_as_a_colleague_leads_too(world, case):
    with world.as_(world.kari):
        cases.join(case=case, seat=world.marte.seat, basis=Basis.OWN_SERVICE, now=world.now)
    do(world, world.kari, cases.leave, case)
    with world.as_(world.marte):
        assert attempt(put_down(case, world.now), hold(case, world.marte, world.now)) == TAKEN


def test_the_leader_waits_the_municipalitys_days_before_taking_over_what_is_offered(world, case):
    offered(world, case, world.tom)
    for days, outcome in ((5, ONE_HOLDER), (8, TAKEN)):
        now = world.now + timedelta(days=days)
        with world.as_(world.per, now):
            assert attempt(put_down(case, now), hold(case, world.per, now)) == outcome


def holder(world, case):
    with world.as_(world.kari):
        return seen("select seat_id from handovers_holding where case_id = %s and to_at is null", case.pk)


def kept_out(case, who, at):
    return (
        ("update cases_case set adult_here_at = laget_now() where id = %s", case.pk),
        (
            "insert into cases_exclusion (id, case_id, person_id, at) values (%s, %s, %s, %s)",
            uuid7(), case.pk, who.person.pk, at,
        ),
    )  # fmt: skip


def test_nobody_gets_it_by_saying_that_its_holder_is_the_concern(world, case):
    """KARI, who wrote the worry, does not get it back from AMIR so: the leader does."""
    offered(world, case, world.amir)
    do(world, world.amir, services.accept, case)
    later = world.now + timedelta(days=1)
    with world.as_(world.kari, later):
        said = (*kept_out(case, world.amir, later), put_down(case, later))
        assert attempt(*said, hold(case, world.kari, later)) == DENIED
        assert attempt(*said) == PUT_DOWN
        assert attempt(*said, hold(case, world.per, later)) == TAKEN


def test_no_offer_outlives_that_somebody_is_kept_out_or_has_left(world, case):
    offered(world, case, world.amir)
    still_open = "select count(*) from handovers_handover where case_id = %s and answered_at is null"
    with world.as_(world.per):
        for order in kept_out(case, world.tom, world.now):
            with connection.cursor() as cursor:
                cursor.execute(order[0], order[1:])
        assert seen(still_open, case.pk) == 0
    offered(world, case, world.amir)
    with world.as_(world.per):
        assert seen(still_open, case.pk) == 1
        cases.leave(case=case, seat=world.amir.seat, now=world.now)
        assert seen(still_open, case.pk) == 0
