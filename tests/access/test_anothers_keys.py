"""A form that is sent with a key of another case, or of another municipality, does nothing with it."""

import re
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import resolve

from access.raw import Undone
from laget.database.policies import GUARDED
from laget.meetings.models import Meeting
from laget.ops import municipality, scratch
from laget.ops.fill import file_of
from laget.pathway.models import PathwayVersion
from laget.pathway.publishing import publish
from laget.people.models import Child, Seat, Service
from laget.plans.models import Goal, Measure
from own_pathways import changed
from pressing import forms_from
from world import PEOPLE_BEGAN

A_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
OWN = {"form_key", "writer", "next"}  # of the page and of who sends it, and of no row
TRACES = {"foundation_accesslog", "foundation_sentform", "foundation_draft"}
NAMED = " union all ".join(
    f"select count(*) from {table} t where t::text like %(key)s" for table in sorted(set(GUARDED) - TRACES)
)
OF_A_MUNICIPALITY = {
    Seat: "unit__municipality",
    Child: "municipality",
    Service: "serves",
    PathwayVersion: "municipality",
}
FIELDS = {
    ("baton_offer", "seat"), ("consent_answer", "guardian"), ("consent_answer", "service"),
    ("end_invitation", "service"), ("invite", "service"), ("let_in", "seat"), ("meeting_minutes", "who"),
    ("meeting_minutes", "goal"), ("meeting_plan", "seats"), ("plan", "goal"), ("plan", "who"),
    ("plan_measure", "goal"), ("team_by_law", "seat"), ("team_colleague", "seat"), ("version", "version"),
    ("worry", "child"), ("worry", "adult"),
}  # fmt: skip


def named(key):
    """In how many rows about a child the key stands."""
    with scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute(f"select sum(count) from ({NAMED}) every", {"key": f"%{key}%"})
        return cursor.fetchone()[0]


@pytest.fixture
def foreign(world):
    """Of EVA's case, which is none of KARI's, and of another municipality."""
    other = world.a_case(at_level="1", ready=True, child=world.eva, author=world.amir)
    with scratch.as_owner():
        older = PathwayVersion.objects.earliest("published_at")
        municipality.add(file_of("klitby"), now=PEOPLE_BEGAN)
        here = str(world.municipality.pk)
        found = [other.pk, older.pk]
        for model, where in OF_A_MUNICIPALITY.items():
            found += model.objects.exclude(**{where: here}).values_list("pk", flat=True)[:1]
        for model in (Meeting, Measure, Goal):
            found += model.objects.filter(case=other).values_list("pk", flat=True)[:1]
    return found


@pytest.fixture
def windows(world):
    """Cases where there is much to fill in, and who fills it in; each with where to begin."""
    life = world.on_level_1()
    world.make_ready(life, "1")
    world.invite_health(life)
    sealed = world.a_case(sealed=True)
    with scratch.as_owner():
        publish(municipality=world.municipality, text=changed(), now=world.now, using="default")
    return [
        (world.kari, f"/cases/{life.case.pk}"),
        (world.kari, "/worry"),
        (world.per, f"/cases/{sealed.pk}"),
    ]


def with_others_keys(form, foreign):
    """The form as it is filled in, each time with another key in one of its fields."""
    sent = form.sent(form.buttons[0], form_key=str(uuid4()))
    for name, values in sent.items():
        stands = next(filter(A_KEY.search, (*map(str, values), *form.offered.get(name, ()))), None)
        if stands and name not in OWN:
            yield from ((name, key, sent | {name: [A_KEY.sub(str(key), stands)]}) for key in foreign)


def comes_of(client, address, sent, key):
    """The answer, and how many more rows the key stands in."""
    try:
        with transaction.atomic():
            before = named(key)
            answer = client.post(address, sent)
            more = named(key) - before
            raise Undone
    except Undone:
        return answer.status_code, more


def test_no_form_does_anything_with_a_key_of_another_case_or_municipality(world, windows, foreign):
    tried, wrong = set(), []
    for who, start in windows:
        client = world.client_of(who)
        client.raise_request_exception = False
        for form in forms_from(client, start, str(world.today), start):
            page = resolve(form.action.partition("?")[0].partition("#")[0]).url_name
            for name, key, sent in with_others_keys(form, foreign):
                if (page, name, key) not in tried:
                    tried.add((page, name, key))
                    status, more = comes_of(client, form.action, sent, key)
                    wrong += [(page, name, status)] if more or status >= 500 else []
    assert wrong == []
    assert {(page, name) for page, name, _key in tried} >= FIELDS
