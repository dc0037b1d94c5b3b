"""A town with a server and a browser: what a journey needs before anybody takes the first step."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from walker import Walker

from laget.ops import municipality

WORLD = Path(__file__).parents[1] / "world.toml"
A_WHILE_AGO = timedelta(days=900)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SIZES = {"phone": (360, 740), "desk": (1280, 900)}


@pytest.fixture(scope="module")
def town(committed_db: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Fjordvik with its people and no cases, served as the demo is; gives the address."""
    municipality.add(WORLD, now=datetime.now(UTC) - A_WHILE_AGO)
    state = tmp_path_factory.mktemp("town")
    with _server(state) as address:
        yield address


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "with scripts")


@pytest.fixture
def walker(town: str, chrome: Browser, size: str, scripts: bool) -> Iterator[Walker]:
    """Somebody at a screen. Each walks in a browser of their own, and no page may have a fault for axe."""
    width, height = SIZES[size]
    context = chrome.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        bypass_csp=scripts,  # axe itself is put into the page by the test
        locale="en-GB",
    )
    walker = Walker(context.new_page(), town, scripts=scripts)
    yield walker
    context.close()
    assert walker.faults == []


class _server:
    """gunicorn with the demo's settings on a free port, until the block ends."""

    def __init__(self, state: Path) -> None:
        self.state = state

    def __enter__(self) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = os.environ | {
            "LAGET_MODE": "demo",
            "LAGET_STATE": str(self.state),
            "LAGET_CLOCK_FILE": str(self.state / "clock.json"),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        self.collect(environment)
        command = [sys.executable, "-m", "gunicorn", "laget.config.wsgi:application", "--threads", "4"]
        options = ["--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--no-control-socket"]
        self.process = subprocess.Popen([*command, *options], env=environment)
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz")
        return address

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def collect(self, environment: dict[str, str]) -> None:
        """The demo serves files by their hashed names, so they are collected as `laget demo` does."""
        code = "import django; django.setup(); from django.core.management import call_command as c;"
        code += "c('collectstatic', interactive=False, verbosity=0)"
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own server
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(address)
