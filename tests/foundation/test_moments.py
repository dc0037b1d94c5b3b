"""How a moment comes out of the database: as Django would give it, only sooner."""

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection
from psycopg.pq import Format

from laget.foundation.times_read import MomentLoader


@pytest.fixture
def read(db):
    def of(written):
        with connection.cursor() as cursor:
            cursor.execute("select %s::timestamptz", [written])
            return cursor.fetchone()[0]

    return of


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-24 08:00:00+00", datetime(2026, 11, 24, 8, tzinfo=UTC)),
        ("2026-11-24 09:00:00.123456+01", datetime(2026, 11, 24, 8, 0, 0, 123456, tzinfo=UTC)),
        ("2026-07-01 00:30:00 Europe/Oslo", datetime(2026, 6, 30, 22, 30, tzinfo=UTC)),
        ("0001-01-02 00:00:00+00", datetime(1, 1, 2, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_it_was_written_and_said_in_utc(read, written, moment):
    assert read(written) == moment
    assert read(written).tzinfo is UTC


def test_what_python_has_no_moment_for_is_an_error_as_it_is_in_django(read):
    with pytest.raises(DataError):
        read("infinity")


def test_the_product_reads_its_moments_so(read):
    read("2026-11-24 08:00:00+00")
    adapters = connection.connection.adapters
    assert adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT) is MomentLoader
