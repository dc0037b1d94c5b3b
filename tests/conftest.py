"""The tests' database. Every test is laget_app, as the product is; `as_owner` is for what it may not do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db.backends.signals import connection_created
from playwright.sync_api import Browser, sync_playwright

from laget.ops import browser, municipality, scratch
from laget.ops.database import APP, Server, Urls
from world import FILE, PEOPLE_BEGAN

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def database_server(django_db_blocker: Any) -> Iterator[Server]:
    with django_db_blocker.unblock(), scratch.serving() as server:
        yield server


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, database_server: Server) -> Iterator[None]:
    """In place of Django's own test database: a copy of a template, so that a run starts at once.

    Fjordvik stands in it, for most tests begin there. Whoever wants it empty asks for `committed_db`.
    """
    connection_created.connect(_become_the_app)
    with django_db_blocker.unblock(), scratch.copied(database_server):
        municipality.add(FILE, now=PEOPLE_BEGAN)
        yield
    connection_created.disconnect(_become_the_app)


@pytest.fixture(scope="module")
def committed_db(django_db_setup: None, django_db_blocker: Any, database_server: Server) -> Iterator[Urls]:
    """A database of this module's own, with nobody in it: what is written stays, and others see it.

    Its tests need no database mark; with one, each is undone when it is over. Django here, and threads and
    processes started from here, use it; the addresses are for those who want them.
    """
    with django_db_blocker.unblock(), scratch.copied(database_server) as urls:
        yield urls


@pytest.fixture
def as_owner() -> Callable[[], AbstractContextManager[None]]:
    """`with as_owner():` does what is inside as laget_owner, in the test's own transaction."""
    return scratch.as_owner


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path. Mark such a test `browser`: without Chromium it is then skipped, and said to be."""
    path = browser.find()
    assert path, "mark this test with pytest.mark.browser"
    return path


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Browser]:
    """One for all tests of a process: there is room for one driver."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


def _become_the_app(connection: Any, **_: Any) -> None:
    if connection.alias == "default":
        with connection.cursor() as cursor:
            scratch.become(cursor, APP)
