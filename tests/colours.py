"""A pathway of colours, and somebody who writes a worry on it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from laget.foundation.asking import Asker, say
from laget.moves import services
from laget.moves.models import RecordedFact
from laget.ops import scratch
from laget.pathway.publishing import publish
from laget.people.models import Child, Group, Municipality, Person, Seat, Service, Unit
from sealed_level import sealed

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
FACTS = ("red", "green", "blue", "white")
PATHWAY = """
format = 1
name = "colours"
version = "1"
country = "no"
valid_from = 2026-01-01
languages = ["en"]
title.en = "Colours"
decided_by.en = "The council"

[[category]]
id = "other"
title.en = "Other"
{facts}

[[level]]
id = "a"
label = "A"
title.en = "First"
  [[level.step]]
  id = "one"
  title.en = "One"
  by = "author"
  done_when = ["red"]
    [[level.step.exit]]
    id = "early"
    title.en = "Early"
    to = "level b"
    requires = ["white"]
    unless = ["green"]
  [[level.step]]
  id = "two"
  title.en = "Two"
  by = "author"
  done_when = ["green", "concern_described"]
  when = ["blue"]
    [[level.step.exit]]
    id = "again"
    title.en = "Again"
    to = "step a.two"
  [[level.step]]
  id = "three"
  title.en = "Three"
  by = "author"
  done_when = ["leader_told"]
    [[level.step.exit]]
    id = "on"
    title.en = "On"
    to = ["level b", "closed"]

[[level]]
id = "b"
label = "B"
title.en = "Second"
  [[level.step]]
  id = "more"
  title.en = "More"
  by = "author"
  optional = true
  done_when = ["blue", "white"]
  [[level.step]]
  id = "end"
  title.en = "End"
  by = "author"
    [[level.step.exit]]
    id = "close"
    title.en = "Close"
    to = "closed"
{sealed}""".format(
    sealed=sealed(),
    facts="\n".join(f'[[fact]]\nid = "{name}"\ntitle.en = "{name}"\nto_do.en = "{name}"\n' for name in FACTS),
)


@pytest.fixture
def author(committed_db, db, as_owner):
    with as_owner():
        municipality = Municipality.objects.create(
            code=f"m{uuid4().hex[:8]}", name="Fjordvik", country="no", languages=["en"], theme="fjord"
        )
        service = Service.objects.create(code="school", name="School")
        unit = Unit.objects.create(
            municipality=municipality, service=service, code=f"u{uuid4().hex[:8]}", name="Fjell"
        )
        person = Person.objects.create(name="Kari", is_staff=True, username=f"k{uuid4().hex[:8]}")
        seat = Seat.objects.create(
            person=person, unit=unit, role="worker", title="Teacher", from_at=NOW - timedelta(days=9)
        )
        group = Group.objects.create(unit=unit, name="4B")
        Child.objects.create(
            municipality=municipality, group=group, given_name="Ola", family_name="N", born_on="2017-03-01"
        )
        publish(municipality=municipality, text=PATHWAY, now=NOW, using="default")
    say(Asker(person.pk, seat.pk), NOW)
    return seat


def a_case(author, true):
    """`true` of it is also what nothing asks for where it is."""
    case = services.open_case(
        child=Child.objects.select_related("group").get(),
        seat=author,
        text="He sits alone",
        category="",
        violence=False,
        adult_here=False,
        adult=None,
        share=False,
        wonder_on=NOW.date(),
        now=NOW,
    )
    with scratch.as_owner():
        for fact in true:
            RecordedFact.objects.create(case=case, fact=fact, happened_on=NOW.date(), seat=author, at=NOW)
    return case
