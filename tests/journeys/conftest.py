"""A town with a server and a browser: what a journey needs before anybody takes the first step."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from laget.ops import municipality, scratch
from walker import TWICE, Walker
from world import FILE, NOW, PEOPLE_BEGAN, World, found

SIZES = {"phone": (360, 740), "desk": (1280, 900), "smallest phone": (320, 640)}
A_DAY = timedelta(days=1)
PATIENCE = 60  # seconds that a server may take to answer on a machine that does much else


@dataclass(frozen=True)
class Town:
    """Fjordvik with its people, or another municipality, served as the demo is. It has a clock of its own."""

    address: str
    world: World

    def wake(self) -> None:
        """It is nine o'clock on the morning after all that was done. A clock set back would hide it."""
        moved = timedelta(seconds=json.loads(self.world.clock.read_text())["offset_seconds"])
        days = (datetime.now(UTC) + moved - NOW) // A_DAY + 1
        self.world.set_clock(NOW + days * A_DAY)


@pytest.fixture(scope="module")
def municipality_file() -> Path:
    """A journey that goes through another municipality has a fixture of this name."""
    return FILE


@pytest.fixture(scope="module")
def town(
    committed_db: Any, municipality_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """No cases, until somebody is worried."""
    state = tmp_path_factory.mktemp("town")
    made = municipality.add(municipality_file, now=PEOPLE_BEGAN)
    with scratch.as_owner():
        world = found(made, state / "clock.json")
    with serving(state) as address:
        yield Town(address, world)


@pytest.fixture
def world(town: Town) -> World:
    """To begin where a case has come to already. What is done here is done in the town."""
    return town.world


@pytest.fixture(params=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "with scripts")


@pytest.fixture
def screen(town: Town, chrome: Browser) -> Iterator[Callable[..., Walker]]:
    """`screen("phone")` is somebody at a screen of that size, in a browser of their own.

    What the browser complains of on the way, and what axe finds, is a fault of the page.
    """
    town.wake()
    walkers: list[Walker] = []

    def open_one(size: str = "desk", *, scripts: bool = True, language: str = "en") -> Walker:
        width, height = SIZES[size]
        context = chrome.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="en-GB",
            reduced_motion="reduce",
        )
        page, today = context.new_page(), town.world.today
        walker = Walker(page, town.address, size=size, scripts=scripts, today=today, language=language)
        walkers.append(walker)
        return walkers[-1]

    yield open_one
    for walker in walkers:
        walker.page.context.close()
    assert [fault for walker in walkers for fault in walker.faults] == []


@pytest.fixture(params=TWICE)
def walker(request: pytest.FixtureRequest, screen: Callable[..., Walker]) -> Walker:
    """One who walks the same way twice: on a phone and at a desk, once with scripts and once without.

    Some journeys go `with_scripts_at_the_desk`, so that together they have gone all four ways.
    """
    size, manner, _scripts = request.param.split()
    return screen(size, scripts=manner == "with")


@contextmanager
def serving(state: Path, **otherwise: str) -> Iterator[str]:
    """gunicorn with the demo's settings, or some others, on a free port; gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "LAGET_MODE": "demo",
        "LAGET_STATE": str(state),
        "LAGET_CLOCK_FILE": str(state / "clock.json"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        **otherwise,
    }
    _collect(environment)
    command = [sys.executable, "-m", "gunicorn", "laget.config.wsgi:application", "--threads", "4"]
    options = ["--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--no-control-socket"]
    server = subprocess.Popen([*command, *options], env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _collect(environment: dict[str, str]) -> None:
    """The demo serves files by their hashed names, so they are collected as `laget demo` does."""
    code = "import django; django.setup(); from django.core.management import call_command as c;"
    code += "c('collectstatic', interactive=False, verbosity=0)"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE)  # noqa: S310 - our own server
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
