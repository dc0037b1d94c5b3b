"""`laget prove log`, a little of it, on the whole demo; and that it sees what it looks for."""

import random

import pytest

from laget.foundation import access_log
from laget.ops.prove import Proof
from laget.ops.prove.alterations import ALTERATIONS
from laget.ops.prove.log import alter_by_chance, read_by_chance

pytestmark = pytest.mark.usefixtures("demo", "clock")


def test_every_reading_leaves_one_entry_that_names_what_was_read():
    proof = Proof()
    read_by_chance(proof, 150, random.Random(1))
    assert proof.differences == 0 and proof.checked >= 150


def test_every_alteration_is_found():
    proof = Proof()
    alter_by_chance(proof, 2 * len(ALTERATIONS), random.Random(1))
    assert proof.differences == 0 and proof.checked > 2 * len(ALTERATIONS)


def test_a_page_that_leaves_no_entry_is_seen(monkeypatch):
    """Now and then, so that the proof has something to count."""
    record = access_log.record

    def forgets(**said):
        if said["case_id"].int % 2:
            record(**said)

    monkeypatch.setattr(access_log, "record", forgets)
    proof = Proof()
    read_by_chance(proof, 40, random.Random(1))
    assert proof.differences > 0
