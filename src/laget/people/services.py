"""What somebody chooses for themselves; and the rows of those who are no child, made with a first case."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from laget.people.models import Child, Group, Person, Seat
from laget.rules.subjects import Record


def choose_language(*, person: Person, language: str) -> None:
    Person.objects.filter(pk=person.pk).update(language=language)


def a_pregnant_woman(*, given_name: str, family_name: str, born_on: date, seat: Seat) -> Child:
    """As the database has her: nobody can read the row before there is a case."""
    key = _asked("select a_pregnant_woman(%s, %s, %s)", given_name, family_name, born_on)
    return Child(
        id=key,
        municipality_id=seat.unit.municipality_id,
        kind=Record.PREGNANT,
        given_name=given_name,
        family_name=family_name,
        born_on=born_on,
    )


def a_group(group: Group) -> Child:
    """The group itself, of which a case may be. Raises when the asker does not work with it."""
    key = _asked("select a_group(%s)", group.pk)
    return Child(
        id=key,
        municipality_id=group.unit.municipality_id,
        group=group,
        kind=Record.GROUP,
        given_name=group.name,
        family_name="",
    )


def _asked(question: str, *values: Any) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        (key,) = cursor.fetchone()
    return UUID(str(key))
