"""A move that the pathway was not asked about leads nowhere, whoever writes it and whatever it is called."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

pytestmark = pytest.mark.django_db

INSERT = (
    "insert into moves_move (id, case_id, kind, exit, target, from_level, reason, seat_id, at)"
    " values (%s, %s, %s, '', %s, '', 'x', %s, %s)"
)


def refusal(world, case, kind, target, at=None):
    with world.as_(world.kari) as cursor, pytest.raises(DatabaseError) as refused, transaction.atomic():
        cursor.execute(INSERT, (uuid4(), case.pk, kind, target, world.kari.seat.pk, at or world.now))
    return refused.value.__cause__.sqlstate


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("", "level 3"),
        ("upward", "level 3"),
        ("in_error", "level 3"),
        ("in_error", "step 1.evaluate"),
        ("sealed", "level 3"),
        ("sealed", "closed"),
    ],
)
def test_only_an_exit_leads_somewhere(world, kind, target):
    assert refusal(world, world.a_case(), kind, target) == "LG002"


@pytest.mark.parametrize("target", ["level 3", "step 1.evaluate", "closed"])
def test_opening_again_leads_nowhere_else(world, target):
    assert refusal(world, world.a_case(closed=True), "reopened", target) == "LG002"


@pytest.mark.parametrize("away", [timedelta(days=-30), timedelta(seconds=1)])
def test_a_move_is_made_now(world, away):
    """Backdated, it would let what was done in the round before count once more."""
    assert refusal(world, world.a_case(), "in_error", "", world.now + away) == "LG002"
