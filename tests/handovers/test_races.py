"""Several at once, again and again: the baton has one holder, and the others are told in words."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from laget.cases import services as cases
from laget.cases.models import Basis, Entry, TeamMember
from laget.foundation import asking
from laget.handovers import services
from laget.handovers.models import Handover, Holding
from laget.handovers.services import NotPossible
from laget.ops import scratch

ROUNDS = 200


@pytest.fixture(scope="module")
def world(committed):
    return committed


@pytest.fixture(scope="module")
def case(world):
    """KARI holds it; MARTE has joined as a leader, as PER has."""
    case = world.a_case(at_level="1")
    with world.as_(world.marte):
        cases.join_as_leader(case=case, seat=world.marte.seat, reason="Per er syk", now=world.now)
    return case


MEET = Barrier(3)


@pytest.fixture(scope="module")
def threads():
    def leave():
        MEET.wait(timeout=20)  # so that each of the three does it
        connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        yield pool
        for left in [pool.submit(leave) for _ in range(3)]:
            left.result()


def race(world, threads, *acts):
    """Three people act in the same moment, each in a transaction of their own. Gives what became of each."""

    def one(who, act, arguments):
        MEET.wait(timeout=20)
        try:
            with transaction.atomic():
                asking.say(who.asker, world.now)
                act(seat=who.seat, now=world.now, **arguments)
        except NotPossible as reason:
            return reason.why
        return "done"

    assert len(acts) == 3
    return [future.result(30) for future in [threads.submit(one, *act) for act in acts]]


def standing(world, case):
    """Who holds it, and to whom it is offered, as the owner of the database sees it."""
    with scratch.as_owner():
        holders = list(
            Holding.objects.filter(case=case, to_at=None).values_list("seat__person__username", flat=True)
        )
        offers = list(
            Handover.objects.filter(case=case, answered_at=None).values_list(
                "to_seat__person__username", flat=True
            )
        )
    return holders, offers


def test_an_offer_is_answered_once_whoever_comes_first(world, case, threads):
    """The one who is asked says yes in two windows, while the holder takes the offer back; and so on."""
    chance, won = random.Random(24), set()
    for _ in range(ROUNDS):
        (name,), _none = standing(world, case)
        holder = getattr(world, name)
        asked = chance.choice(
            [who for who in (world.kari, world.amir, world.per, world.tom) if who is not holder]
        )
        with world.as_(holder):
            services.offer(
                case=case, to_seat=asked.seat, must_know="", family_told=True, seat=holder.seat, now=world.now
            )
        against = chance.choice(
            [(holder, services.take_back, {}), (asked, services.decline, {"reason": "Nei"})]
        )
        yes = (asked, services.accept, {})
        outcomes = race(
            world, threads, *((who, act, {"case": case, **more}) for who, act, more in (yes, yes, against))
        )
        holders, offers = standing(world, case)
        assert len(holders) == 1
        assert offers == []
        assert outcomes.count("done") == 1
        assert holders == [asked.person.username if outcomes[2] != "done" else name]
        won.add(outcomes.index("done"))
    assert won == {0, 1, 2}, "the three never met"


def test_of_several_offers_at_once_one_stands(world, case, threads):
    for _ in range(ROUNDS // 4):
        (name,), _none = standing(world, case)
        holder = getattr(world, name)
        asked = [who for who in (world.kari, world.amir, world.per, world.tom) if who is not holder]
        outcomes = race(
            world,
            threads,
            *(
                (
                    holder,
                    services.offer,
                    {"case": case, "to_seat": who.seat, "must_know": "", "family_told": True},
                )
                for who in asked
            ),
        )
        holders, offers = standing(world, case)
        assert holders == [name]
        assert len(offers) == outcomes.count("done") == 1
        with world.as_(holder):
            services.take_back(case=case, seat=holder.seat, now=world.now)


def test_of_several_who_take_a_free_baton_one_holds_it(world, case, threads):
    for _ in range(ROUNDS // 4):
        with connections["owner"].cursor() as owner:
            owner.execute("delete from handovers_holding where case_id = %s", [case.pk])
        outcomes = race(
            world,
            threads,
            (world.kari, services.take, {"case": case}),
            (world.marte, services.take, {"case": case}),
            (world.per, services.name_holder, {"case": case, "to_seat": world.amir.seat}),
        )
        assert len(standing(world, case)[0]) == outcomes.count("done") == 1


def test_a_leader_who_comes_in_again_is_told_of_once(world):
    case = world.a_case(at_level="1")
    for _ in range(2):
        with world.as_(world.marte):
            cases.join_as_leader(case=case, seat=world.marte.seat, reason="Per er syk", now=world.now)
    with scratch.as_owner():
        assert Entry.objects.filter(case=case, text__contains="Per er syk").count() == 1


def test_a_leader_who_comes_in_twice_is_in_the_team_once(world, threads):
    case = world.a_case(at_level="1")
    join = (world.marte, cases.join_as_leader, {"case": case, "reason": "Per er syk"})
    assert race(world, threads, join, join, join) == ["done"] * 3
    with scratch.as_owner():
        joined = TeamMember.objects.filter(case=case, basis=Basis.LEADER, seat=world.marte.seat)
        told = Entry.objects.filter(case=case, text__contains="Per er syk")
        assert (joined.count(), told.count()) == (1, 1)
