"""The measuring command, on 200 cases: that its figures are there and count right, not how fast it is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PAGES = {"own_list", "all_open", "case", "search", "add_entry"}
MOST_STATEMENTS = 12
HIDDEN = ("DATABASE_URL", "LAGET_OWNER_DATABASE_URL", "LAGET_BACKUP_DATABASE_URL", "LAGET_MODE")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run of the command, in a state folder of its own."""
    state = tmp_path_factory.mktemp("bench")
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    admin = environment.get("LAGET_ADMIN_DATABASE_URL", "")
    command = ["-m", "laget", "bench", "--cases", "200", "--rounds", "2", "--json", str(state / "out.json")]
    done = subprocess.run(
        [sys.executable, *command],
        env=environment | {"LAGET_STATE": str(state), "DATABASE_URL": admin},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert not list(state.glob("pg-bench/data"))
    found: dict[str, Any] = json.loads((state / "out.json").read_text())
    return found


def test_the_figures_have_their_shape(figures: dict[str, Any]) -> None:
    assert set(figures) == {"cases", "memory_mb", "cold_start_s", "pages"}
    assert figures["cases"] == 200
    assert set(figures["pages"]) == PAGES
    for page in figures["pages"].values():
        assert set(page) == {"median_ms", "p95_ms", "sql", "bytes", "ratio"}
        assert all(value > 0 for value in page.values())


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_page_asks_the_database_few_questions(figures: dict[str, Any], page: str) -> None:
    assert figures["pages"][page]["sql"] <= MOST_STATEMENTS


def test_a_large_pathway_is_read_published_and_decided_by(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    admin = environment.get("LAGET_ADMIN_DATABASE_URL", "")
    command = ["-m", "laget", "bench", "pathway", "--steps", "12", "--json", str(tmp_path / "out.json")]
    done = subprocess.run(
        [sys.executable, *command],
        env=environment | {"LAGET_STATE": str(tmp_path), "DATABASE_URL": admin},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "out.json").read_text())
    assert found.pop("steps") == 12
    assert found.pop("lines") > 12
    assert set(found) == {"read_and_check", "read_check_and_publish", "decide"}
    for times in found.values():
        assert set(times) == {"median_ms", "p95_ms", "processor_ms"}
        assert all(value > 0 for value in times.values())
    assert not list(tmp_path.glob("pg-bench/data"))


def test_too_few_cases_are_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "laget", "bench", "--cases", "10", "--json", "out.json"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "150 or more" in done.stderr
