"""Whatever is done to the access log behind its back, `laget log verify` tells it."""

import random

import pytest
from django.db import connection, transaction

from access.raw import DENIED, attempt
from laget.foundation import access_log
from laget.ops import scratch
from laget.ops.log.chain import Chain
from laget.ops.log.verifier import Checkpoint, faults
from laget.ops.prove.alterations import ALTERATIONS, WORK_OUT_ANEW
from laget.rules.access import Action

READ = 12


@pytest.fixture(scope="module")
def world(committed):
    """KARI and PER have read OLA's case, one after the other; KARI has had it in a list, too."""
    case = committed.a_case(at_level="1")
    for number in range(READ):
        who = (committed.kari, committed.per)[number % 2]
        with committed.as_(who):
            opens(committed, who, case)
    with committed.as_(committed.kari):
        access_log.record_seen(
            asker=committed.kari.asker, action="cases", now=committed.now, case_ids=[case.pk]
        )
    return committed


def opens(world, who, case):
    access_log.record(asker=who.asker, action=Action.SEE_CASE, now=world.now, case_id=case.pk, wrote=False)


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_an_alteration_is_found(world, alteration):
    with scratch.as_owner():
        signed = last_link(world)
    for seed in range(3):
        assert_found(world, ALTERATIONS[alteration], random.Random(seed), signed)
    with scratch.as_owner():
        assert found_in(world, signed) == []


def test_without_a_checkpoint_nobody_can_tell_that_the_end_is_cut_off(world):
    """This is what the witness is for: it knows how far the log had come."""
    with pytest.raises(Undone), scratch.as_owner(), connection.cursor() as cursor:
        signed = last_link(world)
        cursor.execute(ALTERATIONS["entry and link gone"].format(entry=f"'{last_entry(cursor)}'"))
        assert found_in(world) == []
        assert len(found_in(world, signed)) == 1
        raise Undone


def test_working_out_every_hash_anew_is_found_by_what_was_signed_and_by_nothing_else(world):
    with pytest.raises(Undone), scratch.as_owner(), connection.cursor() as cursor:
        signed = last_link(world)
        cursor.execute(WORK_OUT_ANEW)
        order = ALTERATIONS["every later hash worked out anew"]
        cursor.execute(order.format(entry=f"'{last_entry(cursor)}'"))
        assert found_in(world) == []
        assert len(found_in(world, signed)) == 1
        raise Undone


def test_the_application_takes_no_turn_but_by_an_entry_of_its_own(world):
    """Whoever writes SQL as they like could otherwise hold up the pages of every municipality."""
    with world.as_(world.kari):
        for order in ("lock table foundation_logturn", "select from foundation_logturn for update"):
            assert attempt((order,)) == DENIED


def last_entry(cursor):
    cursor.execute("select entry_id from foundation_loglink order by number desc limit 1")
    return cursor.fetchone()[0]


def last_link(world):
    with transaction.atomic():
        last = list(chain_of(world).links())[-1]
    return [Checkpoint(str(world.municipality.pk), last.number, last.hash, "just now")]


def assert_found(world, order, chance, signed):
    with pytest.raises(Undone), scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute("select entry_id from foundation_loglink order by number")
        entry, other = chance.sample([row[0] for row in cursor.fetchall()], 2)
        cursor.execute(WORK_OUT_ANEW)
        cursor.execute(order.format(entry=f"'{entry}'", other=f"'{other}'"))
        assert found_in(world, signed) != []
        raise Undone


class Undone(Exception):
    """Takes back what was altered."""


def found_in(world, signed=()):
    with transaction.atomic():
        return list(faults(chain_of(world).everything(), str(world.municipality.pk), signed))


def chain_of(world):
    return Chain(connection.connection, str(world.municipality.pk), "fjordvik")
