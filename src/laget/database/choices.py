"""A column whose field has choices takes one of them and no other word, whoever writes it.

With another word, a page that says it in the reader's language would break for the whole team.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps


def one_of_its_choices() -> Iterator[str]:
    """Made anew each time, so that a new choice is one here too. What stands there from before may stay."""
    for table, column, words in fields_with_choices():
        name, listed = f"one_of_{column}", ", ".join(f"'{word}'" for word in words)
        yield f'alter table {table} drop constraint if exists "{name}"'
        yield f'alter table {table} add constraint "{name}" check ({column} in ({listed})) not valid'


def fields_with_choices() -> Iterator[tuple[str, str, list[str]]]:
    """Table, column and what may stand there: nothing too, where a form may leave it empty."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.choices:
                yield model._meta.db_table, field.column, _words(field)


def _words(field: Any) -> list[str]:
    return sorted({str(word) for word, _said in field.flatchoices} | ({""} if field.blank else set()))
