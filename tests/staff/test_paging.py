"""A hundred and twenty cases that nothing tells apart but their keys: each is on one page of a list, once."""

import re
from html import unescape

import pytest
from django.db import connection

from laget.ops import scratch
from pressing import Page

MANY = 120
# As alike as cases can be: begun in the same moment, by the same person, about children of the same name.
# Every third is sealed, and the baton of every second is KARI's.
ALIKE = (
    f"""
    create temporary table alike as
    select n, gen_random_uuid() child_id, gen_random_uuid() case_id from generate_series(1, {MANY}) n
    """,
    """
    insert into people_child (
      id, municipality_id, group_id, kind, given_name, family_name, born_on, hidden_address)
    select alike.child_id, municipality_id, group_id, kind, given_name, family_name, born_on, false
    from alike, people_child child where child.id = %(child)s
    """,
    """
    insert into cases_case (
      id, municipality_id, unit_id, child_id, version_id, subject, category, wonder_on, opened_at,
      opened_by_id, shared_at, level, sealed_at,
      entered_step, return_to, level_since, round_since, round, in_error)
    select alike.case_id, municipality_id, unit_id, alike.child_id, version_id, subject, category, wonder_on,
      opened_at, opened_by_id, shared_at, case when n %% 3 = 0 then 'sealed' else level end,
      case when n %% 3 = 0 then opened_at end,
      entered_step, return_to, level_since, round_since, round, false
    from alike, cases_case c where c.id = %(case)s
    """,
    """
    insert into cases_teammember (id, case_id, seat_id, basis, from_at)
    select gen_random_uuid(), alike.case_id, seat_id, basis, from_at
    from alike, cases_teammember member where member.case_id = %(case)s and member.to_at is null
    """,
    """
    insert into handovers_holding (id, case_id, seat_id, from_at)
    select gen_random_uuid(), alike.case_id, seat_id, from_at
    from alike, handovers_holding holding where holding.case_id = %(case)s and n %% 2 = 0
    """,
)
A_ROW = re.compile(r'href="/cases/([0-9a-f-]{36})(?:/join)?"')


@pytest.fixture
def alike(world):
    """The keys of all, with the one they are made after."""
    case = world.a_case(at_level="1")
    with scratch.as_owner(), connection.cursor() as cursor:
        for order in ALIKE:
            cursor.execute(order, {"child": world.ola.pk, "case": case.pk})
        cursor.execute("select case_id from alike")
        return [str(case.pk), *(str(key) for (key,) in cursor.fetchall())]


def rows(answer):
    assert answer.status_code == 200
    return A_ROW.findall(answer.text.partition("<tbody>")[2].partition("</tbody>")[0])


def paged(client, address):
    """The rows of all pages, and the addresses that led on."""
    found, addresses = [], [address]
    while True:
        answer = client.get(addresses[-1])
        found.append(rows(answer))
        more = [unescape(each) for each in re.findall(r'href="([^"]*after=[^"]*)"', answer.text)]
        if not more:
            return found, addresses
        addresses.append(address.partition("?")[0] + "?" + more[-1].partition("?")[2])
        assert len(addresses) < 9


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("kari", "/cases"),
        ("kari", "/cases?sort=due"),
        ("per", "/unit"),
        ("per", "/unit?sort=due"),
        ("per", "/cases?closed=yes"),
    ],
)
def test_each_is_on_one_page_once_whatever_the_order(world, alike, who, address):
    found, addresses = paged(world.client_of(getattr(world, who)), address)
    shown = [key for page in found for key in page]
    assert len(shown) == len(set(shown))
    assert set(shown) == set(alike)
    assert max(map(len, found)) <= 50
    assert len(addresses) > 1
    for each in addresses[1:]:
        assert not re.search(f"ola|kari|lund|{world.ola.family_name}", each, re.IGNORECASE)


def test_a_holders_are_all_found(world, alike):
    found, _addresses = paged(world.client_of(world.per), f"/unit?holder={world.kari.seat.pk}")
    assert len({key for page in found for key in page}) == MANY // 2 + 1


def test_a_search_goes_on_page_by_page_and_names_nobody_in_its_address(world, alike):
    kari = world.client_of(world.kari)
    answer = kari.post("/search", {"q": "Ola"})
    shown = rows(answer)
    while forms := [each for each in Page(answer.text, "/search", "").forms if "after" in dict(each.fields)]:
        assert forms[0].action == "/search"
        answer = kari.post(forms[0].action, forms[0].sent(forms[0].buttons[0]))
        shown += rows(answer)
        assert len(shown) <= len(alike)
    assert sorted(shown) == sorted(alike)


@pytest.mark.parametrize("who", ["tom", "nora", "lars", "siri", "henrik", "ailin", "liv"])
def test_nobody_else_finds_any_or_learns_how_many(world, alike, who):
    """By name, its beginning, initials, joined or in other letters: as for a name that nobody has."""
    client, none = world.client_of(getattr(world, who)), None
    for asked in ("Qqq", "Ola", "Ol", "ola\u00a0", "O.S.", "Ола", "O\u200dla", "ＯＬＡ", "4B", str(alike[0])):
        answer = client.post("/search", {"q": asked, "after": ""})
        main = re.sub(r"<[^>]*>", "", answer.text.partition("<main")[2].partition("</main>")[0])
        said = unescape(main).replace(asked.strip(), "Qqq")
        assert answer.status_code in (200, 404)
        assert not A_ROW.search(answer.text)
        none = none or said
        assert said == none, asked
