"""`laget prove canaries`, a little of it; and that it sees what it looks for."""

import logging
import random
from dataclasses import replace

import pytest

from laget.config import headers
from laget.config.logs import WithoutWords
from laget.ops import scratch
from laget.ops.prove import Proof
from laget.ops.prove.canaries import look_everywhere, look_in, places, seed
from laget.ops.prove.canaries.lives import SITUATIONS
from laget.ops.prove.canaries.walk import Walk
from laget.ops.prove.canaries.words import Kind
from laget.ops.prove.world import as_owner
from laget.rules.access import MAY, Action, Relation, to

YES, FOR_EVER = "bool_and(all_said_yes(invited, local_day(laget_now())))", "bool_and(true)"

LEADS_THERE = """(member.seat_id = (select asking_seat()) or member.seat_id in (
  select id from people_seat where unit_id = any((select led_units())::uuid[])))"""


@pytest.fixture(scope="module")
def sung(committed_db):
    return seed(1, random.Random(1))


@pytest.fixture(autouse=True)
def at_home(sung, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    settings.ALLOWED_HOSTS = ["testserver"]


def test_what_is_told_stands_where_it_may_and_nowhere_else(sung):
    proof = Proof()
    cluster = scratch.test_server().cluster
    look_everywhere(proof, sung, random.Random(1), cluster.log if cluster else None, others=3)
    assert proof.differences == 0
    assert set(proof.also["shown"]) == set(Kind)


@pytest.fixture
def walked(sung):
    """What goes wrong when everybody goes everywhere in the case that was lived like this."""

    def walk(situation):
        proof, lived = Proof(), sung.lived[SITUATIONS.index(situation)]
        Walk(proof, replace(sung, lived=[lived]), random.Random(1), others=99).everywhere()
        return proof.differences

    return walk


def test_a_yes_that_is_never_taken_back_is_seen(rewritten, walked):
    rewritten(
        "consented_unchecked", "bool_and(all_said_yes(invited, local_day(laget_now())))", "bool_and(true)"
    )
    assert walked("taken_back") > 0


def test_a_sealed_case_on_the_family_s_page_is_seen(rewritten, walked):
    """Two walls: it is sealed, and on no level that they follow."""
    rewritten("my_family_cases", "c.sealed_at is null", "true")
    rewritten("my_family_cases", "past_the_first(c)", "true")
    assert walked("sealed_later") > 0


def test_a_leader_who_reads_more_than_her_list_is_seen(monkeypatch, rewritten, walked):
    """Two walls: the table that every door reads, and the row policies."""
    opens = (*MAY[Action.SEE_CASE], to(Relation.WORKLIST))
    monkeypatch.setitem(MAY, Action.SEE_CASE, opens)
    rewritten("my_cases", "member.seat_id = (select asking_seat())", LEADS_THERE)
    assert walked("shared") > 0


def test_a_word_in_a_header_is_seen(monkeypatch, sung, walked):
    word = next(iter(sung.canaries.seeded))
    monkeypatch.setitem(headers.HEADERS, "X-Found", f"/cases?q={word}")
    assert walked("alone") > 0


def test_a_page_that_a_browser_may_keep_is_seen(monkeypatch, walked):
    monkeypatch.setitem(headers.HEADERS, "Cache-Control", "max-age=60")
    assert walked("alone") > 0


def test_a_log_that_repeats_an_error_is_seen(monkeypatch, sung):
    """As Python's own would."""
    monkeypatch.setattr(WithoutWords, "formatException", logging.Formatter.formatException)
    alone, proof = replace(sung, lived=sung.lived[:1]), Proof()
    with places.listening() as said:
        Walk(proof, alone, random.Random(1), others=0).everywhere()
    look_in(proof, sung, {"technical log": said.getvalue()})
    assert proof.differences == 1


def test_a_word_in_a_table_where_none_belongs_is_seen(sung):
    word = next(iter(sung.canaries.seeded))
    as_owner("update people_unit set phone = %s", [word])
    proof = Proof()
    look_in(proof, sung, places.of_tables())
    assert proof.differences == 1
