"""The floor: the least that could answer each page, by hand: one indexed query (for a case two) and no more.

No session, no permissions, no access log: nobody may run this. It is what the real pages are held against.
"""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import psycopg
from jinja2 import DictLoader, Environment
from psycopg.rows import dict_row

ADDRESS = "LAGET_BENCH_FLOOR_DATABASE_URL"

ROWS = """
select c.id, c.round_since, c.level, given_name || ' ' || family_name as name, people_group.name as group_name
from cases_case c
join people_child on people_child.id = c.child_id
join people_group on people_group.id = group_id
"""
# The order of every list, and of the index that a unit's list is read by.
BY_DANGER = "(c.sealed_at is null or c.closed_at is not null)"
IN_ORDER = f"and c.closed_at is null order by {BY_DANGER}, c.round_since limit 50"
OWN_LIST = f"""{ROWS} join cases_teammember member on member.case_id = c.id and member.to_at is null
where member.seat_id = %s {IN_ORDER}"""
ALL_OPEN = f"{ROWS} where c.unit_id = %s {IN_ORDER}"
SEARCH = f"{ROWS} where given_name || ' ' || family_name ilike %s order by c.round_since limit 50"
CASE = f"{ROWS} where c.id = %s"
ENTRIES = """
select entry.text, entry.at, person.name as who
from cases_entry entry
join people_seat seat on seat.id = entry.seat_id
join people_person person on person.id = seat.person_id
where case_id = %s order by at desc limit 10
"""
ADD_ENTRY = """
insert into cases_entry (id, case_id, seat_id, text, audience, at) values (%s, %s, %s, %s, 'team', now())
"""

LIST = """<!doctype html><title>List</title><table>
{% for row in rows %}
<tr><td><a href="/case?id={{ row.id }}">{{ row.name }} {{ row.group_name }}</a></td>
<td>{{ row.level }}</td><td>{{ row.round_since.date() }}</td></tr>
{% endfor %}</table>"""
PAGE = """<!doctype html><title>{{ case.name }}</title>
<h1>{{ case.name }}</h1><p>{{ case.group_name }} {{ case.level }} {{ case.round_since.date() }}</p>
{% for entry in entries %}<h2>{{ entry.at.date() }} {{ entry.who }}</h2><p>{{ entry.text }}</p>{% endfor %}"""
TEMPLATES = Environment(autoescape=True, auto_reload=False, loader=DictLoader({"list": LIST, "case": PAGE}))

here = threading.local()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    form = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    asked = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"] or form).items()}
    page = PAGES[environ["PATH_INFO"]](asked).encode()
    start_response(
        "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))]
    )
    return [page]


def own_list(asked: dict[str, str]) -> str:
    return TEMPLATES.get_template("list").render(rows=rows(OWN_LIST, asked["seat"]))


def all_open(asked: dict[str, str]) -> str:
    return TEMPLATES.get_template("list").render(rows=rows(ALL_OPEN, asked["unit"]))


def search(asked: dict[str, str]) -> str:
    return TEMPLATES.get_template("list").render(rows=rows(SEARCH, f"%{asked['name']}%"))


def case(asked: dict[str, str]) -> str:
    (found,), entries = rows(CASE, asked["id"]), rows(ENTRIES, asked["id"])
    return TEMPLATES.get_template("case").render(case=found, entries=entries)


def add_entry(asked: dict[str, str]) -> str:
    database().execute(ADD_ENTRY, [uuid4(), asked["case"], asked["seat"], asked["text"]])
    return "written"


def rows(query: str, wanted: str) -> list[dict[str, Any]]:
    return database().execute(query.encode(), [wanted]).fetchall()


def database() -> psycopg.Connection[dict[str, Any]]:
    """One connection a thread, opened once."""
    if not hasattr(here, "connection"):
        here.connection = psycopg.connect(os.environ[ADDRESS], autocommit=True, row_factory=dict_row)
    connection: psycopg.Connection[dict[str, Any]] = here.connection
    return connection


PAGES = {f"/{page.__name__}": page for page in (own_list, all_open, search, case, add_entry)}
