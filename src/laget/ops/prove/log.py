"""Every reading leaves exactly one entry that names what was read, and every alteration of the log is found.

What was read is found in the page itself, and not by the code that writes the entry.
"""

import argparse
import random
import re
from collections import Counter
from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

from laget.ops.log.chain import Chain, chains
from laget.ops.log.verifier import Checkpoint, faults
from laget.ops.prove import Progress, Proof
from laget.ops.prove.alterations import ALTERATIONS, WORK_OUT_ANEW
from laget.ops.prove.world import Seated, as_owner, browser_of, everybody, invented_world

OF_A_CASE = ("", "", "", "/timeline", "/plan", "/plan/changes", "/meetings", "/team", "/consents", "/voice")
LISTS = ("/", "/cases", "/cases?closed=yes", "/unit")
OF_THE_FAMILY = ("/family", "/family/readers")
LINKED = re.compile(r'href="/cases/([0-9a-f-]{36})["/?#]')
PANEL = re.compile(r'<section class="panel')
SOME = "select entry_id from foundation_loglink where municipality_id = %s order by number"
ENTRIES = """
select person_id, seat_id, case_id, seen, wrote from foundation_accesslog where id > %s order by id
"""


class Undone(Exception):
    """Takes an alteration back."""


class Entry(NamedTuple):
    person: UUID
    seat: UUID | None
    case: UUID | None
    seen: list[UUID]
    wrote: bool


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reads", type=int, default=10_000)
    parser.add_argument("--alterations", type=int, default=1_000)


def prove(given: argparse.Namespace, chance: random.Random) -> Proof:
    proof = Proof()
    with invented_world():
        read_by_chance(proof, given.reads, chance)
        alter_by_chance(proof, given.alterations, chance)
    return proof


def read_by_chance(proof: Proof, times: int, chance: random.Random) -> None:
    """Goes on until so many readings have shown somebody a child."""
    from laget.cases.models import Case

    people = [(who, browser_of(who)) for who in everybody()]
    cases = list(Case.objects.using("owner").order_by("pk").values_list("pk", flat=True))
    answers: Counter[int] = Counter()
    shown_to_somebody = 0
    progress = Progress("readings", times)
    while shown_to_somebody < times:
        progress.at(shown_to_somebody)
        who, browser = chance.choice(people)
        where = _where(who, cases, chance)
        before = _last_entry()
        answer = browser.get(where)
        entries = _entries_after(before)
        answers[answer.status_code] += 1
        fault = _fault(who, where, answer, entries)
        proof.check(not fault, f"{where}: {fault}")
        shown_to_somebody += answer.status_code == 200 and bool(entries)
    proof.also |= {"reads": shown_to_somebody, "answers": answers}


def _where(who: Seated, cases: list[UUID], chance: random.Random) -> str:
    if who.seat is None and chance.random() < 0.9:
        return chance.choice(OF_THE_FAMILY)
    if chance.random() < 0.2:
        return chance.choice(LISTS)
    return f"/cases/{_some_case(who, cases, chance)}{chance.choice(OF_A_CASE)}"


def _some_case(who: Seated, cases: list[UUID], chance: random.Random) -> UUID:
    """Mostly one that this person is in the team of; else any, which is nearly always refused."""
    from laget.cases.models import TeamMember

    if who.seat is None or chance.random() < 0.2:
        return chance.choice(cases)
    own = TeamMember.objects.using("owner").filter(seat_id=who.seat, to_at=None)
    return chance.choice(list(own.order_by("case_id").values_list("case_id", flat=True)) or cases)


def _fault(who: Seated, where: str, answer: Any, entries: list[Entry]) -> str:
    """What is wrong with the entries that this answer has left; empty when nothing is."""
    if any((each.person, each.seat) != who for each in entries):
        return "an entry of somebody else"
    if any(each.wrote for each in entries):
        return "an entry that says it was written"
    if answer.status_code == 404 and entries:
        return "refused, and there is an entry"
    if answer.status_code != 200:
        return "" if answer.status_code in (302, 404) else f"answered {answer.status_code}"
    page = answer.content.decode()
    if where.startswith("/cases/"):
        return _unless([each.case for each in entries] == [UUID(where.split("/")[2])], entries)
    named = [case for each in entries for case in each.seen]
    if who.seat is None:
        return _unless(len(entries) <= 1 and len(named) >= len(PANEL.findall(page)), entries)
    return _unless(set(named) >= {UUID(each) for each in LINKED.findall(page)}, entries)


def _unless(fits: bool, entries: list[Entry]) -> str:
    return "" if fits else f"not what was shown: {entries}"


def _last_entry() -> UUID:
    return UUID(
        str(
            as_owner("select coalesce(max(id::text), %s) from foundation_accesslog", [str(UUID(int=0))])[0][0]
        )
    )


def _entries_after(last: UUID) -> list[Entry]:
    return [Entry(*row) for row in as_owner(ENTRIES, [last])]


def alter_by_chance(proof: Proof, times: int, chance: random.Random) -> None:
    from django.db import connections

    owner = connections["owner"]
    owner.ensure_connection()
    found = [each for each in chains(owner.connection) if next(each.links(), None)]
    signed = {each.code: _signed(each) for each in found}
    proof.check(not any(map(_faults, found, signed.values())), "faults before anything is altered")
    kinds = sorted(ALTERATIONS)
    progress = Progress("alterations", times)
    for number in range(times):
        progress.at(number)
        chain = chance.choice(found)
        kind = kinds[number % len(kinds)]
        altered = _altered(chain, signed[chain.code], ALTERATIONS[kind], chance)
        proof.check(altered, f"{kind} in {chain.code} is not found")
    proof.check(not any(map(_faults, found, signed.values())), "faults when all is as before")
    proof.also["alterations"] = times


def _signed(chain: Chain) -> list[Checkpoint]:
    """As the witness would have signed it now."""
    *_, last = chain.links()
    return [Checkpoint(chain.municipality, last.number, last.hash, "now")]


def _faults(chain: Chain, signed: list[Checkpoint]) -> list[str]:
    return list(faults(chain.everything(), chain.municipality, signed))


def _altered(chain: Chain, signed: list[Checkpoint], order: str, chance: random.Random) -> bool:
    """Whether this alteration is found; it is taken back at once."""
    from django.db import transaction

    entries = [row[0] for row in as_owner(SOME, [chain.municipality])]
    entry, other = chance.sample(entries, 2)
    with suppress(Undone), transaction.atomic(using="owner"):
        as_owner(WORK_OUT_ANEW)
        as_owner(order.format(entry=f"'{entry}'", other=f"'{other}'"))
        is_found = bool(_faults(chain, signed))
        raise Undone
    return is_found
