"""`laget prove access`, a little of it; and that it sees what it looks for."""

import random

import pytest
from django.db import connection, transaction

from laget.ops import scratch
from laget.ops.prove import Proof
from laget.ops.prove.access import decide_by_chance, find_mutants
from laget.ops.prove.access.mutants import all_of_them
from laget.rules import access
from laget.rules.access import Action, Relation, State

pytestmark = pytest.mark.usefixtures("demo", "clock")


def differences(decisions):
    proof = Proof()
    decide_by_chance(proof, decisions, random.Random(1))
    assert proof.checked >= decisions
    return proof.differences


def test_table_and_database_say_of_worlds_by_chance_what_the_oracle_says():
    assert differences(50_000) == 0


def test_an_act_that_the_table_gives_too_freely_is_seen(monkeypatch):
    monkeypatch.setitem(access.MAY, Action.EDIT_PLAN, (access.to(*access.TEAM, needs=(State.OPEN,)),))
    assert differences(50_000) > 0


def test_an_act_that_the_table_forgets_for_somebody_is_seen(monkeypatch):
    monkeypatch.setitem(access.MAY, Action.TELL_LEADER, (access.to(Relation.HOLDER),))
    assert differences(50_000) > 0


def test_a_policy_that_shows_too_much_is_seen():
    with transaction.atomic():
        with scratch.as_owner(), connection.cursor() as cursor:
            cursor.execute("alter policy see on cases_entry using (true)")
        assert differences(20_000) > 0
        transaction.set_rollback(True)


def test_a_clause_that_is_taken_out_or_turned_round_is_noticed():
    """Of what lets in, of what keeps out, of what the family is told and of what may be written."""
    tried = (
        "my_cases: ",
        "my_family_cases: ",
        "family_goals: ",
        "add on cases_entry ",
        "see on people_person ",
    )
    every = list(all_of_them())
    assert len(every) > 500
    some = [next(each for each in reversed(every) if each.what.startswith(name)) for name in tried]
    proof = Proof()
    find_mutants(proof, random.Random(1), some)
    assert (proof.differences, proof.checked) == (0, len(tried))
