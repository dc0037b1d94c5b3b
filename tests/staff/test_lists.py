"""The lists: the nearest deadline first, and what one person holds."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laget.cases.queries import on_worklist
from laget.ops import scratch
from laget.people.models import Child, Group
from laget.staff import lists

WAITED = {"late": 60, "later": 5, "soon": 40}


def rows(client, address):
    """The cases in their order."""
    page = client.get(address)
    assert page.status_code == 200
    table = page.text.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'href="/cases/([0-9a-f-]{36})(?:/join)?"', table)


@pytest.fixture
def cases(world):
    """A worry of five days, and two whose parents should have been spoken with since."""
    made = {name: world.a_case(days_ago=days) for name, days in WAITED.items()}
    return {name: str(case.pk) for name, case in made.items()}


@pytest.mark.parametrize("place", ["cases", "unit"])
def test_the_nearest_deadline_comes_first_for_whoever_asks_for_it(world, cases, per, place):
    level_1 = str(world.a_case(at_level="1", days_ago=90).pk)
    address = reverse("worklist" if place == "unit" else "cases")
    assert rows(per, address) != rows(per, f"{address}?sort=due")
    shown = rows(per, f"{address}?sort=due")
    assert set(shown) == {*cases.values(), level_1}
    assert shown.index(cases["late"]) < shown.index(cases["soon"]) < shown.index(cases["later"])
    assert "overdue" in per.get(f"{address}?sort=due").text


def test_a_case_that_has_ended_stands_where_its_end_belongs(world, cases, per, monkeypatch):
    """Not where its last round began: the list is by the day that it shows."""
    life = world.a_life(days_ago=50)
    life.worry(share=True)
    world.make_ready(life, "0")
    life.at = world.now - timedelta(days=10)
    life.go("close", "closed", "Det går bra nå.")
    order = [cases["late"], cases["soon"], str(life.case.pk), cases["later"]]
    assert rows(per, "/cases?closed=yes") == order
    monkeypatch.setattr(lists, "ROWS", 3)
    more = re.search(r'href="([^"]*after=[^"]*)"', per.get("/cases?closed=yes").text)
    assert rows(per, "/cases" + unescape(more[1])) == order[3:]


def test_a_list_by_deadline_goes_on_where_it_ended(monkeypatch, cases, per):
    monkeypatch.setattr(lists, "ROWS", 2)
    first, then = rows(per, "/unit?sort=due"), rows(per, "/unit?sort=due&after=2")
    assert [*first, *then] == [cases["late"], cases["soon"], cases["later"]]
    assert "?sort=due&amp;after=2" in per.get("/unit?sort=due").text
    for nonsense in ("-1", "x", "²", "9" * 30, "900"):
        assert per.get(f"/unit?sort=due&after={nonsense}").status_code == 200


def test_only_so_many_are_sorted_and_the_page_says_so(monkeypatch, cases, per):
    assert "waited longest are sorted" not in per.get("/unit?sort=due").text
    monkeypatch.setattr(lists, "MOST_SORTED", 2)
    assert rows(per, "/unit?sort=due") == [cases["late"], cases["soon"]]
    assert "waited longest are sorted" in per.get("/unit?sort=due").text


def test_the_filters_lead_to_what_somebody_in_the_list_holds(world, cases, per):
    held = world.a_case(at_level="1")
    shown = per.get("/unit?level=1").text
    address = f"?level=1&amp;holder={world.kari.seat.pk}"
    assert address in shown
    assert rows(per, f"/unit?holder={world.kari.seat.pk}") == [str(held.pk)]
    assert "Held by Kari Lund" in per.get(f"/unit?holder={world.kari.seat.pk}").text
    assert rows(per, f"/unit?holder={world.per.seat.pk}") == []
    assert rows(world.client_of(world.kari), f"/cases?holder={world.kari.seat.pk}") == [str(held.pk)]
    assert len(rows(per, "/unit?holder=nobody")) == len(cases) + 1


def test_no_filter_shows_what_is_not_on_ones_list(world, per):
    """NORA leads another school, TOM has nothing to do with it."""
    world.a_case(at_level="1")
    for mine, address in ((world.kari, "/cases"), (world.per, "/unit")):
        assert rows(world.client_of(mine), f"{address}?holder={world.kari.seat.pk}")
    for other, address in ((world.tom, "/cases"), (world.nora, "/unit")):
        for asked in (f"?holder={world.kari.seat.pk}", "?sort=due"):
            assert rows(world.client_of(other), address + asked) == []


def test_a_leader_who_is_not_in_the_team_reads_who_holds_it(world):
    world.a_case(at_level="1")
    assert "Kari Lund" in world.client_of(world.marte).get("/unit").text


def test_a_child_who_moves_to_another_school_stays_on_the_list_where_the_case_is(world):
    case = world.a_case(at_level="1")
    with scratch.as_owner():
        elsewhere = Group.objects.create(unit=world.nora.seat.unit, name="4X")
        Child.objects.filter(pk=world.ola.pk).update(group=elsewhere)
    for leader in (world.per, world.marte):
        assert rows(world.client_of(leader), "/unit") == [str(case.pk)]
    assert rows(world.client_of(world.nora), "/unit") == []


@pytest.mark.parametrize("address", ["/unit", "/unit?sort=due"])
def test_ten_cases_cost_as_many_questions_as_one(world, per, address):
    def questions():
        per.get(address)
        with CaptureQueriesContext(connection) as asked:
            per.get(address)
        return len(asked)

    world.a_case(at_level="1")
    one = questions()
    for days in range(9):
        world.a_case(at_level="0", days_ago=20 + days)
    assert questions() == one


@pytest.mark.parametrize("address", ["/cases", "/unit", "/cases?sort=due", "/unit?sort=due"])
def test_a_child_in_danger_comes_first_however_short_it_has_waited(world, cases, per, address):
    sealed = [str(world.a_case(sealed=True, days_ago=days).pk) for days in (2, 1)]
    assert rows(per, address)[:2] == sealed
    assert set(rows(per, address)[2:]) == set(cases.values())


@pytest.mark.parametrize("address", ["/cases", "/unit"])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_pages_of_a_list_go_on_behind_those_in_danger(monkeypatch, world, cases, per, address, size):
    for days in (2, 1):
        world.a_case(sealed=True, days_ago=days)
    whole = rows(per, address)
    monkeypatch.setattr(lists, "ROWS", size)
    shown, more = [], ""
    while more is not None:
        page = per.get(address + more).text
        shown += rows(per, address + more)
        found = re.search(r'href="(\?[^"]*after=[^"]+)"', page)
        more = unescape(found[1]) if found else None
    assert shown == whole


def test_a_sealed_case_that_has_ended_waits_its_turn(world, cases, per):
    ended = str(world.a_case(sealed=True, days_ago=1, closed=True).pk)
    assert rows(per, "/cases?closed=yes")[-1] == ended


def test_today_begins_with_a_child_in_danger_too(world, cases, per):
    sealed = world.a_case(sealed=True, days_ago=2)
    found = re.findall(r'class="todo-row.*?/cases/([0-9a-f-]{36})', per.get("/").text, re.S)
    assert found[0] == str(sealed.pk)


def test_a_units_list_is_read_in_the_order_of_its_index(world):
    with world.as_(world.per), connection.cursor() as cursor:
        cursor.execute("set local enable_sort = off")
        wanted = on_worklist(world.per.seat)[:51]
        sql, said = wanted.query.sql_with_params()
        cursor.execute(f"explain {sql}", said)
        plan = " ".join(row[0] for row in cursor.fetchall())
    presorted = plan.partition("Presorted Key:")[2].partition("->")[0]
    assert "sealed_at IS NULL" in presorted and "round_since" in presorted and "case_in_unit" in plan
