"""With a browser, without one, and with one that may be installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from laget.ops import CannotGoOn, browser, testing

NEEDS_A_BROWSER = """
import pytest

@pytest.mark.browser
def test_a_journey(): ...

def test_something_else(): ...
"""


def run_without_browser(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_journeys.py").write_text(NEEDS_A_BROWSER)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser: needs Chromium\n")
    ours = {name: value for name, value in os.environ.items() if name != "LAGET_REQUIRE_BROWSER"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "laget.ops.pytest_plugin", str(folder)],
        env=ours | {"LAGET_CHROMIUM": "/nowhere"} | environment,
        capture_output=True,
        text=True,
        cwd=folder,
    )


def test_without_a_browser_it_says_what_did_not_run(tmp_path: Path) -> None:
    done = run_without_browser(tmp_path)
    assert done.returncode == 0
    assert "1 browser tests did not run: no Chromium on this machine" in done.stdout
    assert "  test_journeys.py::test_a_journey" in done.stdout
    assert "1 passed, 1 skipped" in done.stdout


def test_where_a_browser_is_required_that_is_an_error(tmp_path: Path) -> None:
    done = run_without_browser(tmp_path, LAGET_REQUIRE_BROWSER="1")
    assert done.returncode == 1
    assert "1 passed, 1 error" in done.stdout


def test_a_required_browser_is_missed_before_anything_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_or_install", lambda: None)
    monkeypatch.setenv("LAGET_REQUIRE_BROWSER", "1")
    with pytest.raises(CannotGoOn, match="no Chromium"):
        testing.settle_browser()


def test_root_installs_it_from_the_systems_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.delenv("LAGET_CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "ON_MACOS", ())
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser.shutil, "which", lambda name: f"/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(browser.subprocess, "run", lambda command, **_: calls.append(command))
    assert browser.find_or_install() is None
    assert [command[2] for command in calls] == ["update", "install"]


@pytest.mark.parametrize(
    "paths, reaches",
    [
        ([], True),
        (["tests"], True),
        (["tests/journeys"], True),
        (["tests/journeys/test_worry.py"], True),
        (["tests/rules"], False),
        (["tests/rules", "tests"], True),
    ],
)
def test_only_a_run_with_journeys_looks_for_a_browser(paths: list[str], reaches: bool) -> None:
    assert testing.reaches_journeys([Path(path) for path in paths]) is reaches


@pytest.mark.parametrize(
    "arguments, whole, workers",
    [([], True, True), (["-n", "0"], True, False), (["--pdb"], True, False), (["-q"], False, False)],
)
def test_the_whole_suite_runs_side_by_side(arguments: list[str], whole: bool, workers: bool) -> None:
    assert ("-n" in testing.side_by_side(arguments, whole=whole)) is workers
