"""A step may be for whoever a fact has named: it is that person's turn, and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laget.cases.models import Basis
from laget.cases.services import join, leave
from laget.moves.services import Refused, exempt, record_fact
from own_pathways import published

TALK = 'by = "author"\nmeeting = "conversation"'
NAMED = TALK.replace('"author"', '"named.contact_named"')
EXEMPTION = '[[exemption]]\nfor = "held.conversation"\nby = "named.contact_named"\nat_most = "2 weeks"\n\n'


@pytest.fixture
def case(world):
    """The worry is shared with PER, and AMIR is in the team; it is time to talk with the family."""
    published(world, (TALK, NAMED), ('[[level]]\nid = "0"', EXEMPTION + '[[level]]\nid = "0"'))
    case = world.a_case()
    with world.as_(world.per):
        join(case=case, seat=world.amir.seat, basis=Basis.OWN_SERVICE, now=world.now)
    return case


def name(world, case, whom):
    with world.as_(world.per):
        record_fact(
            case=case,
            fact="contact_named",
            named=whom.name,
            named_seat=whom.seat,
            note="",
            happened_on=world.today,
            seat=world.per.seat,
            now=world.now,
        )


def is_turn_of(world, page, who):
    return "Waiting for others" not in page(who, "/")


def test_it_is_the_turn_of_whom_the_fact_has_named(world, page, case):
    name(world, case, world.amir)
    assert is_turn_of(world, page, world.amir)
    assert not is_turn_of(world, page, world.kari)
    assert "It is now Amir Haddad’s turn." in page(world.kari, f"/cases/{case.pk}")
    assert "It is your turn. Kari Lund waits for you." in page(world.amir, f"/cases/{case.pk}")


def test_until_somebody_is_named_it_is_the_leaders_turn(world, page, case):
    assert is_turn_of(world, page, world.per)
    assert not is_turn_of(world, page, world.amir)
    assert "Per Vik’s turn since" in page(world.kari, f"/cases/{case.pk}")


def test_of_one_who_has_left_the_leader_takes_the_turn(world, page, case):
    name(world, case, world.amir)
    with world.as_(world.amir):
        leave(case=case, seat=world.amir.seat, now=world.now)
    assert is_turn_of(world, page, world.per)
    assert "It is now Per Vik’s turn." in page(world.kari, f"/cases/{case.pk}")


def test_whom_the_fact_named_may_do_without_and_nobody_else(world, page, case):
    name(world, case, world.amir)
    said = {"case": case, "fact": "held.conversation", "reason": "They are away", "now": world.now}
    with world.as_(world.kari), pytest.raises(Refused):
        exempt(seat=world.kari.seat, **said)
    path = f"/cases/{case.pk}/without/held.conversation"
    assert "Do without for now" in page(world.amir, f"/cases/{case.pk}")
    assert "Do without for now" not in page(world.kari, f"/cases/{case.pk}")
    assert world.client_of(world.kari).get(path).status_code == 404
    assert world.client_of(world.amir).get(path).status_code == 200
    with world.as_(world.amir):
        exempt(seat=world.amir.seat, **said)


def test_nobody_is_asked_about_where_no_step_is_for_somebody_named(world):
    world.a_case()
    client = world.client_of(world.kari)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    assert not [query for query in asked.captured_queries if "named_in" in query["sql"]]
