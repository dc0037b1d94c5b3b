"""KARI holds the baton of OLA's case. How it goes to somebody else, and that it never touches the ground."""

import pytest
from django.db import DatabaseError, connection, transaction

from batons import do, holder, offer, why
from laget.handovers import services
from laget.handovers.models import Handover, Holding
from laget.handovers.services import NotPossible, Why


def test_the_holder_keeps_it_until_the_other_has_said_yes(world, case):
    offer(world, case, world.amir)
    assert holder(world, case) == "Kari Lund"
    do(world, world.amir, services.accept, case)
    assert holder(world, case) == "Amir Haddad"


def test_a_no_leaves_it_where_it_was_and_says_why(world, case):
    offer(world, case, world.amir)
    do(world, world.amir, services.decline, case, reason="Jeg slutter til jul.")
    assert holder(world, case) == "Kari Lund"
    with world.as_(world.kari):
        answered = Handover.objects.get(case=case)
        assert (answered.accepted, answered.reason) == (False, "Jeg slutter til jul.")


def test_it_is_offered_to_one_at_a_time(world, case):
    offer(world, case, world.amir)
    with pytest.raises(NotPossible) as refused:
        offer(world, case, world.tom)
    assert why(refused) is Why.IS_OFFERED


def test_only_the_holder_offers_it(world, case):
    with pytest.raises(NotPossible) as refused:
        offer(world, case, world.tom, by=world.amir)
    assert why(refused) is Why.NOT_YOURS


def test_an_offer_can_be_taken_back(world, case):
    offer(world, case, world.amir)
    do(world, world.kari, services.take_back, case)
    with pytest.raises(NotPossible) as refused:
        do(world, world.amir, services.accept, case)
    assert why(refused) is Why.NO_OFFER
    assert holder(world, case) == "Kari Lund"


def test_nobody_answers_for_another(world, case):
    offer(world, case, world.amir)
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.accept, case)
    assert why(refused) is Why.NO_OFFER
    with world.as_(world.per) as cursor:
        cursor.execute(
            "update handovers_handover set accepted = true, answered_at = %s where case_id = %s",
            [world.now, case.pk],
        )
        assert cursor.rowcount == 0


def test_the_database_does_not_let_anybody_put_it_down(world, case, as_owner):
    put_down = "update handovers_holding set to_at = %s where case_id = %s"
    with world.as_(world.kari) as cursor:
        cursor.execute(put_down, [world.now, case.pk])
        assert cursor.rowcount == 0
    with (
        as_owner(),
        pytest.raises(DatabaseError, match="never put down"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(put_down, [world.now, case.pk])
        cursor.execute("set constraints all immediate")
    assert holder(world, case) == "Kari Lund"


def test_the_database_allows_one_holder_and_one_offer(world, case, as_owner):
    with as_owner(), pytest.raises(DatabaseError, match="one_holder"), transaction.atomic():
        Holding(case=case, seat=world.amir.seat, from_at=world.now).save(force_insert=True)
    offer(world, case, world.amir)
    second = Handover(
        case=case, from_seat=world.kari.seat, to_seat=world.per.seat, must_know="", family_told=False,
        offered_at=world.now,
    )  # fmt: skip
    with world.as_(world.kari), pytest.raises(DatabaseError, match="one_offer"), transaction.atomic():
        second.save(force_insert=True)


def test_every_handing_on_keeps_the_database_content(world, case):
    """The check at the end of the transaction holds for each way the baton goes."""
    offer(world, case, world.amir)
    with world.as_(world.amir), connection.cursor() as cursor:
        services.accept(case=case, seat=world.amir.seat, now=world.now)
        cursor.execute("set constraints all immediate")
    assert holder(world, case) == "Amir Haddad"
