"""The family reads who of the staff has read about their child, and nothing that it must not know."""

from datetime import timedelta

import pytest
from django.db import connection

from batons import KNOW, offer
from laget.foundation import access_log
from laget.foundation.ids import uuid7
from laget.people.models import Child
from laget.rules.access import Action
from pages import address, child_page, plain, read

PAGE = "/family/readers"

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world):
    world.in_english(world.mona, world.frank, world.grete)
    return world.a_case(at_level="2")


def told(world, who, query=""):
    return plain(read(world, who, PAGE + query))


def opens(world, who, case, *, wrote=False, days_ago=0):
    now = world.now - timedelta(days=days_ago)
    with world.as_(who, now):
        access_log.record(asker=who.asker, action=Action.HEAR_CHILD, now=now, case_id=case.pk, wrote=wrote)


def test_both_guardians_read_who_has_opened_the_childs_page(world, case):
    child_page(world, world.kari, case)
    for guardian in (world.mona, world.frank):
        assert "Kari Lund (Kontaktlærer, Fjellskulen) read." in told(world, guardian)


def test_who_has_written_and_who_has_had_the_name_in_a_list(world, case):
    opens(world, world.amir, case, wrote=True)
    world.client_of(world.per).get("/cases")
    assert f"{world.amir.name} (Lærer, Fjellskulen) read and wrote." in told(world, world.mona)
    assert f"{world.per.name} (Rektor, Fjellskulen) saw the name in a list." in told(world, world.mona)


def test_whoever_is_offered_the_baton_has_read_whose_it_is(world, case):
    """TOM is in no team, and reads on his first page what one must know of the child."""
    offer(world, case, world.tom)
    assert KNOW in read(world, world.tom, "/")
    assert f"{world.tom.name} (Kontaktlærer, Fjellskulen) saw the name in a list." in told(world, world.mona)


def test_which_page_it_was_is_not_told(world, case):
    """A thought that came to nothing, such as of violence, would be told."""
    child_page(world, world.kari, case)
    before = told(world, world.mona)
    assert world.client_of(world.kari).get(address("seal", case)).status_code == 200
    assert told(world, world.mona) == before


def test_nothing_of_a_sealed_case_is_told(world, case):
    before = told(world, world.mona)
    sealed = world.a_case(sealed=True, author=world.liv)
    opens(world, world.liv, sealed, wrote=True)
    world.client_of(world.liv).get("/")
    assert told(world, world.mona) == before


def test_nothing_of_a_worry_that_is_not_shared_is_told(world, case):
    before = told(world, world.mona)
    worry = world.a_case(author=world.liv, shared=False)
    opens(world, world.liv, worry)
    assert told(world, world.mona) == before


def test_what_guardians_read_themselves_is_not_told_to_the_other(world, case):
    before = told(world, world.mona)
    told(world, world.frank)
    assert told(world, world.mona) == before


def test_where_the_address_is_hidden_nobody_is_named(world, case, as_owner):
    child_page(world, world.kari, case)
    with as_owner():
        Child.objects.filter(pk=case.child_id).update(hidden_address=True)
    page = told(world, world.mona)
    assert "Somebody who works in the municipality read." in page
    for word in ("Kari", "lærer", "Fjellskulen"):
        assert word not in page


def test_where_the_concern_is_an_adult_here_nobody_is_named(world, case):
    """That PER reads no more, and RAGNHILD does, would tell whom it is about."""
    child_page(world, world.per, case)
    assert "Per Vik" in told(world, world.mona)
    said = {"form_key": uuid7(), "adults": [world.per.person.pk], "words": "Ola sier at han ble holdt fast."}
    assert world.client_of(world.kari).post(address("adult", case), said).status_code == 302
    page = told(world, world.mona)
    assert "Somebody who works in the municipality" in page
    for name in ("Per Vik", "Kari", "Ragnhild"):
        assert name not in page


def test_earlier_days_are_a_page_of_their_own(world, case):
    for days_ago in range(20):
        opens(world, world.kari, case, days_ago=days_ago)
    page = read(world, world.mona, PAGE)
    assert page.count("<dt>") == 14
    earlier = (world.today - timedelta(days=13)).isoformat()
    assert f'href="?before={earlier}"' in page
    assert 'href="?before=' not in read(world, world.mona, f"{PAGE}?before={earlier}")
    assert told(world, world.mona, "?before=nonsense") == told(world, world.mona)


def test_it_is_the_page_of_that_childs_family_alone(world, case):
    child_page(world, world.kari, case)
    assert world.client_of(world.kari).get(PAGE).status_code == 404
    assert "Nobody has read anything here." in told(world, world.grete)


def test_reading_it_leaves_a_trace(world, case, as_owner):
    told(world, world.mona)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select basis, service_id from foundation_accesslog where action = 'see_readers'")
        assert cursor.fetchall() == [("guardian", None)]


def test_what_is_not_there_has_been_read_by_nobody(world, case, as_owner):
    """KARI is in the team, but there is no such meeting."""
    before = told(world, world.mona)
    answer = world.client_of(world.kari).get(f"{address('meetings', case)}/{uuid7()}")
    assert answer.status_code == 404
    assert told(world, world.mona) == before


def test_what_cannot_be_written_down_is_not_shown(world, case, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table foundation_accesslog add check (false) not valid")
    browser = world.client_of(world.kari)
    browser.raise_request_exception = False
    answer = browser.get(address("case", case))
    assert answer.status_code == 500
    assert case.child.given_name not in answer.text
