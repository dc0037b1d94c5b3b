"""`laget prove races`, a little of it; and that it sees what it looks for."""

import random

import pytest

from laget.cases import queries
from laget.cases.models import Case
from laget.foundation import sent_forms
from laget.moves import services as moves
from laget.ops.prove import Proof
from laget.ops.prove.races import kinds, race_by_chance, race_naively
from laget.ops.prove.world import as_owner, one_municipality

KINDS = {"baton", "way on", "withdrawn", "sent twice", "other words"}
LOCKED, UNLOCKED = "where id = new.case_id for no key update", "where id = new.case_id"
YES, FOR_EVER = "bool_and(all_said_yes(invited, local_day(laget_now())))", "bool_and(true)"


@pytest.fixture(scope="module")
def municipality(committed_db):
    one_municipality()


@pytest.fixture(autouse=True)
def at_home(municipality, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)


def raced(rounds):
    proof = Proof()
    race_by_chance(proof, rounds, random.Random(1))
    return proof


def test_of_two_who_do_it_at_once_one_does():
    proof = raced(25)
    assert (proof.differences, proof.checked) == (0, 25)
    assert set(proof.also["came"]) == KINDS


def test_who_checks_first_and_writes_then_is_found_out():
    proof = Proof()
    race_naively(proof, random.Random(1))
    assert proof.differences == 0 and proof.also["control_failed"] > 0


@pytest.fixture
def only(monkeypatch):
    """How many of five races of this kind go wrong."""

    def race(kind):
        these = [each for each in kinds.KINDS if each[0] == kind]
        monkeypatch.setattr(kinds, "KINDS", these)
        return raced(5).differences

    return race


@pytest.mark.parametrize("kind", ["sent twice", "other words"])
def test_a_form_that_nobody_remembers_is_seen(monkeypatch, only, kind):
    monkeypatch.setattr(sent_forms, "answered", lambda _form: None)
    monkeypatch.setattr(sent_forms, "remember", lambda _form, _location: None)
    assert only(kind) == 5


def test_a_yes_that_is_never_taken_back_is_seen(rewritten, only):
    rewritten("consented_unchecked", YES, FOR_EVER)
    assert only("withdrawn") == 5


def test_two_ways_on_from_one_place_are_seen(monkeypatch, rewritten, only):
    """Nobody locks the case, neither the service nor the database."""
    monkeypatch.setattr(moves, "lock", lambda key: Case.objects.get(pk=key))
    rewritten("on_move", LOCKED, UNLOCKED)
    assert only("way on") > 0


def test_two_holders_are_seen(monkeypatch, rewritten, only):
    monkeypatch.setattr(queries, "lock", lambda key: Case.objects.get(pk=key))
    rewritten("lock_offered", " for no key update", "")
    as_owner("drop index one_holder")  # the last test here: there may be two now
    assert only("baton") > 0
