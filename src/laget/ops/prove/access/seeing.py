"""What the database and the doors say that somebody may see and do, held against what the oracles say."""

import random
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from laget.foundation.asking import Asker, say
from laget.ops.prove import Proof
from laget.ops.prove.access.acts import may
from laget.ops.prove.access.family import told_to
from laget.ops.prove.access.oracle import Oracle
from laget.ops.prove.access.records import IN_THE_TEAM, Case, Seat

OF_STAFF = " union all ".join(
    f"select '{table}', array(select {'id' if table == 'cases_case' else 'case_id'} from {table})"
    for table in ("cases_case", *IN_THE_TEAM)
)
OF_CHILDREN = (
    "select 'people_child', array(select id from people_child) union all"
    " select 'people_guardianship', array(select child_id from people_guardianship) union all"
    " select 'people_person', array(select id from people_person) union all"
    " select 'absence_absenceday', array(select id from absence_absenceday) union all"
    " select 'absence_countdecision', array(select id from absence_countdecision) union all"
    " select 'foundation_accesslog', array(select case_id from foundation_accesslog) union all"
    " select 'foundation_loglink', array(select municipality_id from foundation_loglink)"
)
OF_FAMILY = """
select 'family_cases', case_id, '' from family_cases()
union all select 'family_goals', case_id, text from family_goals()
union all select 'family_measures', case_id, concat(text, ' ', last_effect || last_onward)
  from family_measures()
union all select 'family_words', case_id, words from family_words()
union all select 'family_meetings', case_id, concat_ws(' ', place, called_off::text) from family_meetings()
union all select 'family_contacts', case_id, '' from family_contacts()
union all select 'family_services', case_id,
  concat_ws(' ', name, asks, coalesce(answer, ''), takes_part::text, is_in::text, declined::text)
  from family_services()
"""
PHONES = "select case_id from family_contacts() where phone <> ''"
# What else is told of cases, of those that are named: in the order of the oracle's answers.
OF_CASES = """
select 'may_know', array(select id from unnest(%(ids)s::uuid[]) id where may_know(id))
union all select 'holders_of', array(select case_id from holders_of(%(ids)s::uuid[]))
union all select 'invitations', array(select case_id from invitations())
"""
FAR = 40  # of those who have nothing to do with a case, one in so many is asked what they may do


class World(NamedTuple):
    oracle: Oracle
    now: datetime


def staff_decides(world: World, seat: Seat, chance: random.Random, proof: Proof) -> None:
    staff_sees(world, seat, proof)
    staff_knows(world, seat, chance, proof)
    staff_does(world, seat, chance, proof)


def staff_sees(world: World, seat: Seat, proof: Proof) -> None:
    oracle, cases = world.oracle, world.oracle.records.cases
    opened = {case.id for case in cases if oracle.opens(seat, case)}
    known = {case.id for case in cases if oracle.knows_of(seat, case)}
    offered = {case.id for case in cases if oracle.is_offered(seat, case)}
    expected = {table: opened & oracle.having[table] for table in IN_THE_TEAM} | {"cases_case": known}
    expected["handovers_holding"] = known & oracle.having["handovers_holding"]
    expected["handovers_handover"] |= {
        each.case_id for each in oracle.records.offers if each.seat_id == seat.id and each.case_id in offered
    }
    for table, found in asked(seat.person_id, seat.id, world.now, OF_STAFF):
        compare(proof, f"{seat.username} sees in {table}", set(found), expected[table], len(cases))
    children = children_seen(oracle, seat)
    for table, found in asked(seat.person_id, seat.id, world.now, OF_CHILDREN):
        expect = children.get(table, set())
        compare(proof, f"{seat.username} sees in {table}", set(found), expect, len(oracle.records.children))


def children_seen(oracle: Oracle, seat: Seat) -> dict[str, set[UUID]]:
    """Of each table with rows of children, what somebody sees there."""
    records = oracle.records
    opened = {case.id for case in records.cases if oracle.opens(seat, case)}
    inside = {case.child_id for case in records.cases if case.id in opened}
    met = {case.child_id for case in records.cases if oracle.meets(seat, case)}
    guarded = [each for each in records.guardians if each.child_id in inside]
    away = {child.id for child in records.children if oracle.sees_absence_of(seat, child)}
    absences = [
        each
        for each in records.absences
        if each.child_id in away and (not each.case_id or each.case_id in opened)
    ]
    return {
        "people_child": {child.id for child in records.children if oracle.sees_child(seat, child, met)},
        "people_guardianship": {each.child_id for each in guarded},
        "people_person": {each.person_id for each in guarded} | {each.person_id for each in records.seats},
        "absence_absenceday": {each.id for each in absences if each.table == "absence_absenceday"},
        "absence_countdecision": {each.id for each in absences if each.table == "absence_countdecision"},
    }


def staff_does(world: World, seat: Seat, chance: random.Random, proof: Proof) -> None:
    """What the doors would let somebody do, whoever is near to the case; and of the others, some."""
    from laget.people.me import who
    from laget.rules.access import Action

    asker = Asker(seat.person_id, seat.id)
    say(asker, world.now)
    me = who(asker, world.now)
    for case in world.oracle.records.cases:
        if not world.oracle.is_near(seat, case) and chance.randrange(FAR):
            continue
        relations = world.oracle.relations(seat, case)
        allowed = {action for action in Action if may(action, relations, case)}
        compare(proof, f"{seat.username} in {case.id}", does(me, case), allowed, len(Action))


def does(me: Any, case: Case) -> set[Any]:
    from laget.cases.opened import open_case
    from laget.rules.access import Action

    opened = open_case(me, case.id) if me else None
    return {action for action in Action if opened and opened.may(action)}


def staff_knows(world: World, seat: Seat, chance: random.Random, proof: Proof) -> None:
    """What functions tell of cases; nothing in another's seat, and nothing as the family."""
    oracle = world.oracle
    cases = [case for case in oracle.records.cases if oracle.is_near(seat, case) or not chance.randrange(FAR)]
    ids = [case.id for case in cases]
    known = {case.id for case in cases if oracle.knows_of(seat, case)}
    invited = {case.id for case in oracle.records.cases if oracle.is_invited(seat, case)}
    expected = {
        "may_know": known | (invited & set(ids)),
        "holders_of": {case.id for case in cases if case.id in known and oracle.holder_of(case)},
        "invitations": invited,
    }
    for function, found in asked(seat.person_id, seat.id, world.now, OF_CASES, ids=ids):
        compare(proof, f"{seat.username} is told by {function}", set(found), expected[function], len(cases))
    as_family = set(asked(seat.person_id, seat.id, world.now, OF_FAMILY))
    compare(proof, f"{seat.username} is told as family", as_family, set(), len(cases))
    another = oracle.records.guardians[0].person_id
    for table, found in asked(another, seat.id, world.now, OF_STAFF):
        compare(proof, f"another in {seat.username}’s seat sees in {table}", set(found), set(), len(cases))


def family_sees(world: World, person: UUID, chance: random.Random, proof: Proof) -> None:
    oracle, number = world.oracle, len(world.oracle.records.cases)
    told = set(asked(person, None, world.now, OF_FAMILY))
    compare(proof, "a guardian is told", told, told_to(person, oracle), 7 * number)
    hidden = {case.id for case in oracle.records.cases if case.hidden_address}
    phones = {case for (case,) in asked(person, None, world.now, PHONES)}
    compare(proof, "a guardian is told where to call", phones & hidden, set(), number)
    follows = {case for function, case, _said in told if function == "family_cases"}
    children = {each.child_id for each in oracle.records.guardians if each.person_id == person}
    near = [
        case.id for case in oracle.records.cases if case.child_id in children or not chance.randrange(FAR)
    ]
    for function, found in asked(person, None, world.now, OF_CASES, ids=near):
        expected = follows if function == "may_know" else set()
        compare(proof, f"a guardian is told by {function}", set(found), expected, len(near))
    works = {each.person_id for each in oracle.records.seats}
    for table, found in asked(person, None, world.now, OF_CHILDREN):
        expected = works | {person} if table == "people_person" else set()
        compare(proof, f"a guardian sees in {table}", set(found), expected, number)
    for table, found in asked(person, None, world.now, OF_STAFF):
        compare(proof, f"a guardian sees in {table}", set(found), set(), number)


def asked(person: UUID, seat: UUID | None, now: datetime, question: str, **values: Any) -> list[Any]:
    from django.db import connection

    say(Asker(person, seat), now)
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        return cursor.fetchall()


def compare(proof: Proof, what: str, found: set[Any], expected: set[Any], decisions: int) -> None:
    """So many decisions; each that came out otherwise is a difference."""
    wrong = found ^ expected
    for each in sorted(map(str, wrong)):
        proof.check(False, f"{what}: {each} {'too much' if each in map(str, found) else 'missing'}")
    proof.checked += decisions - len(wrong)
