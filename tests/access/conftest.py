"""The whole demo in a database of its own, filled once for all tests that read it."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from laget.ops import database, scratch
from laget.ops.database import Server
from laget.ops.fill import fill_demo
from situations import case, committed  # noqa: F401
from subjects import offered  # noqa: F401
from world import world  # noqa: F401

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def filled(django_db_setup: None, django_db_blocker: Any, database_server: Server) -> Iterator[str]:
    """The name of a database with the demo in it."""
    name = f"{scratch.COPY}{os.getpid()}_999999"
    with django_db_blocker.unblock():
        with database.administrator(database_server) as admin:
            database.create(admin, name, template=scratch.template_name())
        with scratch.django_using(database_server, name):
            fill_demo(now=NOW, say=lambda _line: None)
        yield name
        with database.administrator(database_server) as admin:
            database.drop(admin, name)


@pytest.fixture(scope="module")
def demo(filled: str, django_db_blocker: Any, database_server: Server) -> Iterator[None]:
    """Django in these tests means the demo's database."""
    with django_db_blocker.unblock(), scratch.django_using(database_server, filled):
        yield


@pytest.fixture
def clock(settings: Any, tmp_path: Any) -> None:
    """It is NOW for the pages too."""
    offset = (NOW + timedelta(minutes=1) - datetime.now(UTC)).total_seconds()
    (tmp_path / "clock.json").write_text(f'{{"offset_seconds": {offset}}}')
    settings.CLOCK_FILE = str(tmp_path / "clock.json")
    settings.STATIC_ROOT = str(tmp_path)
