"""Loaded before any test is read: Django's settings need their environment, browser tests their browser."""

import os
from collections.abc import Generator
from typing import Any

import pytest

from laget.ops import browser, scratch

NO_BROWSER = "no Chromium on this machine"
WITHOUT = f"{NO_BROWSER}: install it from the system's packages, or name it in LAGET_CHROMIUM"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, Any, Any]:
    """A wrapper, since pytest-django reads the settings in the same hook, as early as it can."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")
    scratch.set_environment()
    return (yield)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not browser.find():
        if os.environ.get("LAGET_REQUIRE_BROWSER") == "1":
            pytest.fail(WITHOUT, pytrace=False)
        pytest.skip(WITHOUT)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    names = [report.nodeid for report in skipped if NO_BROWSER in str(report.longrepr)]
    if names:
        terminalreporter.section("did not run")
        terminalreporter.line(f"{len(names)} browser tests did not run: {WITHOUT}.")
        for name in names:
            terminalreporter.line(f"  {name}")
