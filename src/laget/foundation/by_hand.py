"""Questions written in SQL, for the pages that are open all day.

Django composes a query anew each time it is asked, and that takes longer than the answer. The answers here
are the same models as anywhere else, and row policies bind these questions as they bind Django's own.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState


class Question:
    """`person.*` in the SQL stands for the columns of the model that is given for `person`.

    A row is then a list: these models in their order, each None where an outer join did not find it, and
    after them what else was selected.
    """

    def __init__(self, sql: str, **models: type[Model]) -> None:
        self.models = tuple(models.values())
        for name, model in models.items():
            columns = ", ".join(f"{name}.{column}" for column in _columns(model))
            sql = re.sub(rf"\b{name}\.\*", columns, sql)
        self.sql = sql

    def ask(self, **values: Any) -> list[list[Any]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            return [self._taken_apart(row) for row in cursor.fetchall()]

    def _taken_apart(self, row: Sequence[Any]) -> list[Any]:
        found: list[Any] = []
        start = 0
        for model in self.models:
            end = start + len(_columns(model))
            found.append(_made(model, row[start:end]))
            start = end
        return [*found, *row[start:]]


def keys(ids: Iterable[UUID]) -> str:
    """An array of keys as PostgreSQL writes it: the driver would look at each to find out what it is."""
    return f"{{{','.join(map(str, ids))}}}"


def join(row: Model, **found: Model | None) -> None:
    """What a row names, where it is known already: as `row.child = child`, and nobody asks whether it may."""
    row._state.fields_cache.update(found)


class ReadOften(Model):
    """A model of which pages read many rows, however the question was put.

    Django's own `from_db` sends each value through a descriptor and tells listeners; we have none.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Any:
        return _filled_in(cls, db, field_names, values)


def _made(model: type[Model], values: Sequence[Any]) -> Model | None:
    names, key, decoded = _shape(model)
    if values[key] is None:
        return None
    if decoded:
        values = list(values)
        for number, field in decoded:
            values[number] = field.from_db_value(values[number], None, connection)
    return _filled_in(model, connection.alias, names, values)


def _filled_in(model: type[Model], db: str | None, names: Iterable[str], values: Iterable[Any]) -> Model:
    made = model.__new__(model)
    made._state = ModelState()
    made._state.adding, made._state.db = False, db
    made.__dict__.update(zip(names, values, strict=True))
    return made


@cache
def _columns(model: type[Model]) -> list[str]:
    return [f'"{field.column}"' for field in model._meta.concrete_fields]


@cache
def _shape(model: type[Model]) -> tuple[list[str], int, list[tuple[int, Any]]]:
    """The fields' names, which of them is the key, and those that come in another form than ours (JSON)."""
    fields = model._meta.concrete_fields
    key = next(number for number, field in enumerate(fields) if field.primary_key)
    decoded = [(number, field) for number, field in enumerate(fields) if hasattr(field, "from_db_value")]
    return [field.attname for field in fields], key, decoded
