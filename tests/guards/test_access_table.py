"""The table of who may see and do what is the only place that says it, and says it of everything."""

from django.db import connection

from laget.database.conditions import case_found, seen
from laget.database.policies import GUARDED
from laget.foundation.access_words import done, people
from laget.foundation.access_words import seen as seen_in_words
from laget.ops.access import lines
from laget.rules.access import Action, Relation
from laget.rules.parts import SEEN_BY, Part

# Somebody's own, also without a case; and the log, which nobody reads as laget_app.
OF_NO_PART = {"absence_countdecision", "foundation_accesslog", "foundation_draft"}
BY_FUNCTION = {Part.READERS, Part.OWN_ANSWER}  # no row of its own: database/log.sql, database/family.sql


def test_every_part_says_who_sees_it():
    assert set(SEEN_BY) == set(Part)
    assert all(SEEN_BY.values())


def test_every_table_of_a_case_is_seen_as_its_part_says(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.columns"
            " where column_name = 'case_id' and table_schema = 'public'"
        )
        of_cases = {name for (name,) in cursor.fetchall()} & set(GUARDED) - OF_NO_PART
    of_parts = {seen(part) for part in Part if part not in BY_FUNCTION}
    assert len(of_cases) > 20
    assert [table for table in of_cases if GUARDED[table].see not in of_parts] == []
    assert GUARDED["cases_case"].see == case_found()


def test_everything_in_the_table_has_words():
    def same(text: str) -> str:
        return text

    assert set(people(same)) == set(Relation)
    assert len(seen_in_words(same)) == len(Part)
    assert len(done(same)) == len(Action)


def test_the_matrix_has_a_column_for_everybody_and_a_line_for_everything():
    heads, *rows = lines("nb")
    assert len(rows) == len(Part) + len(Action)
    assert {len(row) for row in [heads, *rows]} == {len(Relation) + 3}
    assert heads[1] == "Hva"
