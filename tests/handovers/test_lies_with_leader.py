"""Nobody holds the baton, or the holder has left: it lies with the leader, who takes it or names somebody."""

from datetime import timedelta

import pytest

from batons import KNOW, do, holder, offer, seen, why
from laget.cases.models import Basis, TeamMember
from laget.consents import services as consents
from laget.consents.models import Answer
from laget.handovers import services
from laget.handovers.queries import baton_of
from laget.handovers.services import NotPossible, Why


def test_nobody_holds_it_at_a_level_that_has_no_holder(world):
    case = world.a_case(at_level="0")
    with pytest.raises(NotPossible) as refused:
        do(world, world.kari, services.take, case)
    assert why(refused) is Why.NO_HOLDER_HERE


def test_the_author_takes_a_free_baton(world, free):
    do(world, world.kari, services.take, free)
    assert holder(world, free) == "Kari Lund"
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.take, free)
    assert why(refused) is Why.IS_HELD


def test_the_leader_names_a_colleague_who_then_is_in_the_team(world, free):
    do(world, world.per, services.name_holder, free, to_seat=world.tom.seat)
    assert holder(world, free) == "Tom Berg"
    with world.as_(world.tom) as cursor:
        assert "cases_concern" in seen(cursor, free)
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.name_holder, free, to_seat=world.amir.seat)
    assert why(refused) is Why.IS_HELD


def test_the_leader_cannot_take_it_from_somebody_who_holds_it(world, case):
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.take, case)
    assert why(refused) is Why.IS_HELD


def test_when_the_holder_has_left_it_lies_with_the_leader(world, case):
    world.leaves_work(world.kari)
    with world.as_(world.per):
        assert baton_of(case, world.now).with_leader
    with pytest.raises(NotPossible):
        do(world, world.amir, services.take, case)
    do(world, world.per, services.take, case)
    assert holder(world, case) == "Per Vik"


def test_a_deputy_who_came_in_as_a_colleague_is_the_leader_too(world, case):
    """Marte leads the school with Per, whatever let her in: the page offers it to her, so she can take it."""
    do(world, world.kari, services.offer, case, to_seat=world.marte.seat, must_know=KNOW, family_told=True)
    do(world, world.marte, services.accept, case)
    offer(world, case, world.kari, by=world.marte)
    do(world, world.kari, services.accept, case)
    world.leaves_work(world.kari)
    with world.as_(world.per):
        assert TeamMember.objects.get(case=case, seat=world.marte.seat).basis == Basis.OWN_SERVICE
    do(world, world.marte, services.take, case)
    assert holder(world, case) == "Marte Solheim"


def test_the_leader_asks_somebody_else_and_holds_it_until_they_say_yes(world, case):
    world.leaves_work(world.kari)
    do(
        world, world.per, services.pass_on, case,
        to_seat=world.tom.seat, must_know=KNOW, family_told=True,
    )  # fmt: skip
    assert holder(world, case) == "Per Vik"
    do(world, world.tom, services.accept, case)
    assert holder(world, case) == "Tom Berg"


def test_what_somebody_offered_before_leaving_can_still_be_answered(world, case):
    offer(world, case, world.amir)
    world.leaves_work(world.kari)
    do(world, world.amir, services.accept, case)
    assert holder(world, case) == "Amir Haddad"


def test_when_the_leader_takes_over_the_old_offer_falls(world, case):
    offer(world, case, world.amir)
    world.leaves_work(world.kari)
    do(world, world.per, services.take, case)
    with pytest.raises(NotPossible):
        do(world, world.amir, services.accept, case)
    assert holder(world, case) == "Per Vik"


def test_after_five_working_days_without_an_answer_the_leader_decides(world, case):
    """Offered on Tuesday 24 November: the last day to think is Tuesday 1 December."""
    offer(world, case, world.amir)
    on_the_last_day = world.now + timedelta(days=7)
    with world.as_(world.per, on_the_last_day):
        assert (baton_of(case, world.now).slow, baton_of(case, on_the_last_day).slow) == (False, True)
    with pytest.raises(NotPossible):
        do(world, world.per, services.take, case, on_the_last_day)
    do(world, world.per, services.take, case, world.now + timedelta(days=8))
    assert holder(world, case) == "Per Vik"


def test_a_holder_on_consent_that_is_taken_back_has_let_it_go(world):
    case = world.a_case(at_level="2")
    offer(world, case, world.siri)
    do(world, world.siri, services.accept, case)
    with world.as_(world.kari):
        consents.record_answer(
            case=case, guardian=world.mona.person, service=world.services["health"], answer=Answer.WITHDRAWN,
            until_on=None, seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    do(world, world.per, services.take, case)
    assert holder(world, case) == "Per Vik"
