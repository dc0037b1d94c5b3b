"""Loaded before any test is read: Django's settings need their environment, browser tests their browser."""

import os
from collections.abc import Generator
from typing import Any

import pytest

from laget.ops import browser, scratch


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, Any, Any]:
    """A wrapper, since pytest-django reads the settings in the same hook, as early as it can."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")
    scratch.set_environment()
    return (yield)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not browser.find():
        if os.environ.get("LAGET_REQUIRE_BROWSER") == "1":
            pytest.fail(browser.MISSING, pytrace=False)
        pytest.skip(browser.MISSING)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    names = [report.nodeid for report in skipped if browser.MISSING in str(report.longrepr)]
    if names:
        terminalreporter.section("did not run")
        terminalreporter.line(f"{len(names)} browser tests did not run: {browser.MISSING}.")
        for name in names:
            terminalreporter.line(f"  {name}")
