"""For each invented person and each invented case: page, lists, search and raw SQL agree with the oracle."""

import re
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from access.conftest import NOW
from laget.database.policies import GUARDED
from laget.foundation import asking
from laget.foundation.asking import Asker
from laget.ops.prove.access.oracle import Oracle
from laget.ops.prove.access.records import read_as_owner

A_CASE = re.compile(r"/cases/([0-9a-f-]{36})")
HEADING = re.compile(r"<section class=\"panel[^>]*>\s*<h2>([^<]+)</h2>")
A_SHARE = 17
MOMENT = NOW + timedelta(minutes=1)

# What each kind of person may read of a case's own rows; the rest of the guarded tables is below.
IN_THE_TEAM = {
    "cases_teammember", "cases_exclusion", "cases_concern", "cases_entry", "cases_filledform",
    "consents_invitedservice", "consents_consent",
    "plans_plan", "plans_goal", "plans_measure", "plans_evaluation", "plans_measurereview",
    "plans_planchange", "meetings_meeting", "meetings_attendee", "meetings_decision",
    "meetings_minutesversion", "meetings_voiceentry",
    "moves_move", "moves_recordedfact", "handovers_holding", "handovers_handover",
}  # fmt: skip
# A guardian reads no row of these, and what the family's page shows through these functions.
FOR_THE_FAMILY = ("family_cases", "family_contacts", "family_meetings", "family_goals", "family_measures")
WHO_HOLDS_IT = "handovers_holding"  # also on the worklist and for whoever is offered the baton
THE_OFFER = "handovers_handover"  # also for whoever is offered the baton

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture(scope="module")
def records(demo):
    found = read_as_owner()
    assert all(vars(found).values())
    return found


@pytest.fixture(scope="module")
def oracle(records):
    return Oracle(records, MOMENT)


def rows_seen_by(person_id, seat_id):
    """Table to the cases of whose rows at least one is seen, in raw SQL as the product's own role."""
    with transaction.atomic():
        asking.say(Asker(person_id, seat_id), MOMENT)
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            assert cursor.fetchone() == ("laget_app",)
            seen = {}
            for table in ("cases_case", *sorted(IN_THE_TEAM)):
                column = "id" if table == "cases_case" else "case_id"
                cursor.execute(f"select distinct {column} from {table}")
                seen[table] = {case_id for (case_id,) in cursor.fetchall()}
            return seen


@pytest.fixture(scope="module")
def having(records):
    """Table to the cases that have rows in it at all."""
    with connections["owner"].cursor() as cursor:
        found = {}
        for table in IN_THE_TEAM:
            cursor.execute(f"select distinct case_id from {table}")
            found[table] = {case_id for (case_id,) in cursor.fetchall()}
        return found


@pytest.fixture(scope="module")
def held(records, oracle):
    """The cases whose baton somebody holds who may see them; or held, and whose leader may: she answers."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select case_id, seat_id from handovers_holding where to_at is null")
        holdings = set(cursor.fetchall())
        cursor.execute(
            "select case_id, seat_id from cases_teammember where to_at is null and basis = 'leader'"
            " and case_id in (select case_id from handovers_holding)"
        )
        holdings |= set(cursor.fetchall())
    return {
        case.id
        for case in records.cases
        for seat in records.seats
        if (case.id, seat.id) in holdings and oracle.opens(seat, case)
    }


def test_every_table_with_rows_of_a_case_is_looked_at():
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.columns where column_name = 'case_id'"
            " and table_schema = 'public' and table_name not in ('foundation_accesslog', 'foundation_draft',"
            " 'absence_countdecision')"  # also of a child without a case: tests/staff/test_absence.py
        )
        assert {name for (name,) in cursor.fetchall()} == IN_THE_TEAM
    assert set(GUARDED) > IN_THE_TEAM


def test_raw_sql_shows_staff_what_they_may_see_and_nothing_else(records, oracle, having):
    differences = []
    for seat in records.seats:
        opened = {case.id for case in records.cases if oracle.opens(seat, case)}
        known = {case.id for case in records.cases if oracle.knows_of(seat, case)}
        offered = {case.id for case in records.cases if oracle.is_offered(seat, case)}
        expected = {table: opened & having[table] for table in IN_THE_TEAM} | {"cases_case": known}
        expected[WHO_HOLDS_IT] = known & having[WHO_HOLDS_IT]
        expected[THE_OFFER] = (opened | offered) & having[THE_OFFER]
        for table, seen in rows_seen_by(seat.person_id, seat.id).items():
            if seen != expected[table]:
                differences.append((seat.username, table, seen - expected[table], expected[table] - seen))
    assert differences == []


def test_raw_sql_shows_the_family_what_they_may_see_and_nothing_else(records, oracle, having, held):
    differences = []
    for person_id in {guardian.person_id for guardian in records.guardians}:
        follows = {case.id for case in records.cases if oracle.family_follows(person_id, case)}
        asked = {case.id for case in records.cases if oracle.family_was_asked(person_id, case)}
        shown = shown_to(person_id)
        if any(rows_seen_by(person_id, None).values()) or shown["family_cases"] != follows:
            differences.append((person_id, shown["family_cases"], follows))
        if shown["family_contacts"] != follows & held:
            differences.append((person_id, shown["family_contacts"]))
        assert shown["family_meetings"] <= asked
        assert shown["family_goals"] <= follows & having["plans_goal"]
        assert shown["family_measures"] <= follows & having["plans_measure"]
    assert differences == []


def shown_to(person_id):
    """Each of the family's functions to the cases it tells of."""
    with transaction.atomic(), connection.cursor() as cursor:
        asking.say(Asker(person_id, None), MOMENT)
        shown = {}
        for function in FOR_THE_FAMILY:
            cursor.execute(f"select distinct case_id from {function}()")
            shown[function] = {case_id for (case_id,) in cursor.fetchall()}
        return shown


def test_without_anybody_asking_there_is_nothing():
    with transaction.atomic(), connection.cursor() as cursor:
        asking.say(None, MOMENT)
        for table in GUARDED:
            cursor.execute(
                f"select count(*) from {table}" + (" where not is_staff" if table == "people_person" else "")
            )
            assert cursor.fetchone() == (0,), table


def test_somebody_elses_seat_opens_nothing(records):
    """A session that names a seat of another person is nobody's."""
    kari, per = (next(s for s in records.seats if s.username == name) for name in ("kari-lund", "per-vik"))
    assert any(rows_seen_by(kari.person_id, kari.id).values())
    assert not any(rows_seen_by(kari.person_id, per.id).values())


def client_of(person_id, seat_id=None):
    client = Client(raise_request_exception=False)
    session = client.session
    session[asking.PERSON], session[asking.SEAT] = str(person_id), str(seat_id or "")
    session.save()
    return client


@pytest.mark.usefixtures("clock")
def test_pages_are_there_for_those_who_may_see_a_case_and_for_nobody_else(records, oracle):
    """Every pair that has anything to do with each other, and a share of those that have not."""
    differences, tried = [], 0
    for number, seat in enumerate(records.seats):
        client = client_of(seat.person_id, seat.id)
        for place, case in enumerate(records.cases):
            if oracle.is_near(seat, case) or (number + place) % A_SHARE == 0:
                tried += 1
                status = client.get(f"/cases/{case.id}").status_code
                if (status == 200) != oracle.opens(seat, case):
                    differences.append((seat.username, case.given_name, status))
    assert differences == []
    assert tried > 800


@pytest.mark.usefixtures("clock")
def test_lists_and_search_show_what_one_may_see_and_nothing_else(records, oracle):
    differences = []
    for number, seat in enumerate(records.seats):
        client = client_of(seat.person_id, seat.id)
        opened = [case for case in records.cases if oracle.opens(seat, case)]
        here = [
            case
            for case in records.cases
            if seat.role in {"leader", "deputy"} and case.unit_id == seat.unit_id and not case.closed_at
            if case in opened or oracle.is_on_worklist_of(seat, case)
        ]
        shown = {
            "mine": (client.get("/cases"), [case for case in opened if not case.closed_at]),
            "all": (client.get("/cases?closed=yes"), opened),
            "unit": (client.get("/unit"), here),
        }
        for case in records.cases[number % A_SHARE :: A_SHARE]:
            expected = [each for each in opened + here if each.given_name.startswith(case.given_name)]
            shown[f"search {case.given_name}"] = (client.post("/search", {"q": case.given_name}), expected)
        for place, (response, expected) in shown.items():
            assert response.status_code < 500, (seat.username, place)
            if cases_in(response) != {str(case.id) for case in expected}:
                differences.append((seat.username, place, cases_in(response), expected))
    assert differences == []


@pytest.mark.usefixtures("clock")
def test_guardians_find_no_page_of_the_staff_and_on_their_own_what_they_may_follow(records, oracle):
    for person_id in {guardian.person_id for guardian in records.guardians}:
        client = client_of(person_id)
        children = {guardian.child_id for guardian in records.guardians if guardian.person_id == person_id}
        theirs = [case for case in records.cases if case.child_id in children]
        addresses = [f"/cases/{case.id}" for case in theirs] + ["/cases", "/unit"]
        assert {client.get(address).status_code for address in addresses} == {404}
        assert client.post("/search", {"q": "a"}).status_code == 404
        headings = HEADING.findall(client.get("/family").content.decode())
        named = [heading.partition(":")[0] for heading in headings]
        follows = [case.given_name for case in records.cases if oracle.family_follows(person_id, case)]
        assert sorted(named) == sorted(follows)


def cases_in(response):
    return set(A_CASE.findall(response.content.decode())) if response.status_code == 200 else set()
