"""Once a case is sealed no guardian is asked to anything: not by the service, not by the database."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from laget.foundation.ids import uuid7
from laget.meetings import services
from laget.meetings.models import Attendee, Meeting
from laget.meetings.queries import guardians_to_ask
from laget.meetings.services import Refused, Why
from laget.moves import services as moves
from laget.pathway.publishing import publish

FILE = Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml"
WITHOUT = """[[meeting]]
id = "staff_only"
title.nb = "Møte bare for ansatte"
guardians = false

[[meeting.item]]
text.nb = "Hva gjør vi nå?"

"""


@pytest.fixture
def staff_kind(world, as_owner):
    """The municipality's pathway also has a kind of meeting without guardians."""
    text = FILE.read_text().replace('version = "1"', 'version = "2"', 1)
    text = text.replace('languages = ["nb", "nn", "da", "en"]', 'languages = ["nb"]')
    first = text.index("[[meeting]]")
    with as_owner():
        publish(
            municipality=world.municipality,
            text=text[:first] + WITHOUT + text[first:],
            now=world.now,
            using="default",
        )
    return "staff_only"


def asked(world, case, template, **more):
    return services.plan_meeting(
        case=case, template=template, starts_at=world.now, seat=world.kari.seat, now=world.now, **more
    )


def sealed_after_planning(world):
    """Ola's parents were asked to a meeting; then somebody understood what it may be about."""
    case = world.a_case()
    with world.as_(world.kari):
        meeting = asked(world, case, "conversation", guardians=[world.mona.person], seats=[world.kari.seat])
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
        case.refresh_from_db()
    return case, meeting


def refused_by_database(act):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        act()
    return getattr(refused.value.__cause__, "sqlstate", None)


def test_a_kind_with_guardians_cannot_be_planned(world):
    case = world.a_case(sealed=True)
    with world.as_(world.kari), pytest.raises(Refused) as refused:
        asked(world, case, "conversation")
    assert refused.value.why is Why.SEALED


def test_no_guardian_is_asked_to_a_meeting_of_staff_either(world, staff_kind):
    case = world.a_case(sealed=True)
    with world.as_(world.kari):
        with pytest.raises(Refused):
            asked(world, case, staff_kind, guardians=[world.mona.person])
        assert asked(world, case, staff_kind, seats=[world.kari.seat]).pk


def test_there_is_no_guardian_to_ask(world):
    case, open_case = world.a_case(sealed=True), world.a_case(child=world.eva, author=world.tom)
    with world.as_(world.kari):
        assert guardians_to_ask(case, world.today) == []
    with world.as_(world.tom):
        assert [person.name for person in guardians_to_ask(open_case, world.today)] == [
            "Arne Myhre",
            "Grete Myhre",
        ]


def test_a_meeting_planned_before_is_called_off_and_never_held(world):
    case, meeting = sealed_after_planning(world)
    with world.as_(world.kari):
        with pytest.raises(Refused) as refused:
            services.hold(case=case, meeting=meeting, held_on=world.today, presence={}, now=world.now)
        assert refused.value.why is Why.SEALED
        services.cancel(case=case, meeting=meeting, reason="Skjermet", seat=world.kari.seat, now=world.now)


def test_raw_sql_cannot_ask_a_guardian(world, staff_kind):
    case = world.a_case(sealed=True)
    with world.as_(world.kari):
        meeting = asked(world, case, staff_kind)
        row = Attendee(case=case, meeting=meeting, guardian=world.mona.person, name="Mona")
        assert refused_by_database(lambda: row.save(force_insert=True)) == "LG003"


def test_raw_sql_cannot_hold_the_meeting_with_guardians(world):
    _, meeting = sealed_after_planning(world)
    with world.as_(world.kari):
        hold = Meeting.objects.filter(pk=meeting.pk).update
        assert refused_by_database(lambda: hold(held_at=world.now)) == "LG003"
        came = Attendee.objects.filter(meeting=meeting, guardian=world.mona.person).update
        assert refused_by_database(lambda: came(presence="present")) == "LG003"


def test_raw_sql_cannot_ask_somebody_elses_guardian(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = asked(world, case, "conversation")
        row = Attendee(case=case, meeting=meeting, guardian=world.grete.person, name="Grete")
        assert refused_by_database(lambda: row.save(force_insert=True)) == "LG003"


def test_raw_sql_cannot_put_anybody_into_another_cases_meeting(world):
    mine, other = world.a_case(), world.a_case(child=world.eva, author=world.tom)
    with world.as_(world.tom):
        meeting = services.plan_meeting(
            case=other, template="conversation", starts_at=world.now, seat=world.tom.seat, now=world.now
        )
    with world.as_(world.kari) as cursor:
        insert = (
            "insert into meetings_attendee (id, case_id, meeting_id, name, presence, is_child)"
            " values (%s, %s, %s, 'Kari', 'invited', false)"
        )
        assert refused_by_database(lambda: cursor.execute(insert, [uuid7(), mine.pk, meeting.pk])) == "42501"


def test_raw_sql_cannot_write_to_the_family(world):
    with_family, first, sealed = world.a_case(at_level="1"), world.a_case(), world.a_case(sealed=True)
    insert = (
        "insert into cases_entry (id, case_id, seat_id, text, audience, at)"
        " values (%s, %s, %s, 'Hei', 'family', laget_now())"
    )

    def write(case):
        with connection.cursor() as cursor:
            cursor.execute(insert, [uuid7(), case.pk, world.kari.seat.pk])

    with world.as_(world.kari):
        write(with_family)
        assert refused_by_database(lambda: write(first)) == "LG003"
        assert refused_by_database(lambda: write(sealed)) == "LG003"
