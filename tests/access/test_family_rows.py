"""What a guardian reads in raw SQL: what the family's page shows, and no row of what the staff write."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from laget.cases import services as cases
from laget.cases.models import Audience
from laget.database.policies import GUARDED
from laget.meetings import services as meetings
from laget.people.models import Child, Guardianship

OWN = {"people_person"}
SHIPPED = Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml"
FOR_THE_FAMILY = {
    "family_cases": [
        "case_id",
        "municipality_id",
        "version_id",
        "subject",
        "given_name",
        "closed_at",
        "aftercare_until",
    ],
    "family_contacts": ["case_id", "name", "title", "phone"],
    "family_meetings": ["case_id", "template", "starts_at", "place", "called_off"],
    "family_goals": ["case_id", "text", "sign"],
    "family_measures": [
        "case_id",
        "text",
        "responsible_name",
        "evaluate_on",
        "started_at",
        "last_effect",
        "last_onward",
    ],
    "family_words": ["case_id", "template", "at", "words", "who"],
    "family_services": [
        "case_id",
        "service_id",
        "name",
        "asks",
        "said_id",
        "answer",
        "until_on",
        "takes_part",
        "is_in",
        "declined",
    ],
}


@pytest.fixture
def case(world):
    """At level 2, with plan, meetings and a note to the family."""
    case = world.a_case(at_level="2", ready=True)
    soon = world.now + timedelta(days=3)
    with world.as_(world.kari):
        cases.write_entry(
            case=case, seat=world.kari.seat, text="Hei", audience=Audience.FAMILY, now=world.now
        )
        for guardians in ([world.mona.person], []):
            meetings.plan_meeting(
                case=case, template="evaluation", starts_at=soon, seat=world.kari.seat, now=world.now,
                guardians=guardians,
            )  # fmt: skip
    return case


def rows(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [column.name for column in cursor.description], cursor.fetchall()


def tables_seen():
    found = set()
    for table in GUARDED:
        if rows(f"select count(*) from {table}")[1] != [(0,)]:
            found.add(table)
    return found


def test_no_row_of_a_case_is_a_guardians_to_read(world, case):
    for who in (world.mona, world.frank):
        with world.as_(who):
            assert tables_seen() == OWN
            assert rows("select name from people_person where not is_staff")[1] == [(who.name,)]


def test_the_page_has_what_it_shows_and_no_column_more(world, case):
    with world.as_(world.mona):
        for function, columns in FOR_THE_FAMILY.items():
            named, found = rows(f"select * from {function}()")
            assert named == columns
            assert {row[0] for row in found} == {case.pk}, function
        assert rows("select given_name from family_cases()")[1] == [("Ola",)]
        assert rows("select name, title from family_contacts()")[1] == [("Kari Lund", "Kontaktlærer")]


def test_a_meeting_is_shown_to_those_who_are_asked_to_it(world, case):
    for who, coming in ((world.mona, 1), (world.frank, 0)):
        with world.as_(who):
            assert len(rows("select * from family_meetings()")[1]) == coming


def test_the_facts_of_a_case_are_not_the_familys(world, case):
    assert world.facts(case)
    with world.as_(world.mona), connection.cursor() as cursor:
        cursor.execute("select * from facts_of(%s)", [[case.pk]])
        assert cursor.fetchall() == []


@pytest.mark.parametrize("situation", ["level 0", "sealed", "in error"])
def test_what_is_not_shared_with_the_family_shows_nothing(world, situation):
    from laget.moves import services as moves

    case = world.a_case(at_level="0" if situation == "level 0" else "1")
    with world.as_(world.per):
        if situation == "sealed":
            moves.seal(case=case, reason="Blåmerker", seat=world.per.seat, now=world.now)
        if situation == "in error":
            moves.register_in_error(case=case, reason="Feil barn", seat=world.per.seat, now=world.now)
    with world.as_(world.mona):
        assert tables_seen() == OWN
        assert not any(rows(f"select * from {function}()")[1] for function in FOR_THE_FAMILY)


def test_without_parental_responsibility_there_is_nothing(world, as_owner):
    world.a_case(at_level="1", child=world.eva, author=world.kari)
    for who, shown in ((world.grete, 1), (world.arne, 0)):
        with world.as_(who):
            assert tables_seen() == OWN
            assert len(rows("select * from family_cases()")[1]) == shown
            assert bool(rows("select * from family_contacts()")[1]) == bool(shown)


def test_a_guardianship_counts_from_its_first_day_to_its_last(world, case, as_owner):
    days = timedelta(days=1)
    for from_on, to_on, counts in (
        (world.today, None, True), (world.today + days, None, False),
        (world.today - days, world.today, False), (world.today - days, world.today + days, True),
    ):  # fmt: skip
        with as_owner():
            Guardianship.objects.filter(guardian=world.mona.person).update(from_on=from_on, to_on=to_on)
        with world.as_(world.mona):
            assert bool(rows("select * from family_cases()")[1]) == counts


def test_a_hidden_address_is_not_found_by_the_childs_group(world, case, as_owner):
    with as_owner():
        Child.objects.filter(pk=case.child_id).update(hidden_address=True)
    for who, finds in ((world.kari, True), (world.mona, False)):
        with world.as_(who):
            assert bool(rows(f"select id from people_child where id = '{case.child_id}'")[1]) is finds


def test_staff_do_not_see_a_case_by_the_familys_door(world, case):
    for who in (world.kari, world.tom, None):
        with world.as_(who):
            assert not any(rows(f"select * from {function}()")[1] for function in FOR_THE_FAMILY)


def test_a_guardian_reads_what_is_written_to_the_family_and_nothing_else(world, case):
    with world.as_(world.kari):
        cases.write_entry(
            case=case, seat=world.kari.seat, text="Bare for oss", audience=Audience.TEAM, now=world.now
        )
    shown = world.client_of(world.mona).get("/family").text
    assert "Hei" in shown
    assert "Bare for oss" not in shown


def test_of_minutes_a_guardian_reads_those_of_meetings_she_was_asked_to(world):
    life = world.on_level_1(days_ago=5)
    for guardians, minutes in (([world.mona.person], "Vi ble enige."), ([], "Vi lurte på noe.")):
        with world.as_(world.kari):
            meeting = meetings.plan_meeting(
                case=life.case,
                template="evaluation",
                starts_at=world.now,
                seat=world.kari.seat,
                now=world.now,
                guardians=guardians,
            )
            meetings.write_minutes(
                case=life.case,
                meeting=meeting,
                minutes=minutes,
                version=0,
                seat=world.kari.seat,
                now=world.now,
            )
            meetings.hold(case=life.case, meeting=meeting, held_on=world.today, presence={}, now=world.now)
    shown = world.client_of(world.mona).get("/family").text
    assert "Vi ble enige." in shown
    assert "Vi lurte på noe." not in shown


def test_a_guardian_who_is_the_adult_here_follows_nothing(world, as_owner):
    """TOM works at the school, and is OLA's guardian too."""
    from laget.foundation import asking
    from laget.foundation.asking import Asker
    from laget.handovers.leaving import keep_out
    from laget.people.models import Guardianship

    case = world.a_case(at_level="1")
    with as_owner():
        Guardianship.objects.create(
            child=world.ola, guardian=world.tom.person, kind="father", parental_responsibility=True,
            from_on=world.today - timedelta(days=900),
        )  # fmt: skip
    with world.as_(world.kari):
        keep_out(case=case, adults=[world.tom.person], words="x", seat=world.kari.seat, now=world.now)
    asking.say(Asker(world.tom.person.pk, None), world.now)
    assert not any(rows(f"select * from {function}()")[1] for function in FOR_THE_FAMILY)
    with world.as_(world.mona):
        assert rows("select given_name from family_cases()")[1] == [("Ola",)]


def test_a_worry_is_not_the_familys_wherever_a_file_writes_the_sealed_way(world, as_owner):
    from laget.pathway.publishing import publish

    text = SHIPPED.read_text().replace("\nlanguages = ", '\norder = ["sealed"]\nlanguages = ', 1)
    with as_owner():
        publish(
            municipality=world.municipality, text=text.replace('\nversion = "', '\nversion = "x', 1),
            now=world.now - timedelta(days=50), using="default",
        )  # fmt: skip
    world.a_case()
    with world.as_(world.mona):
        assert not any(rows(f"select * from {function}()")[1] for function in FOR_THE_FAMILY)
