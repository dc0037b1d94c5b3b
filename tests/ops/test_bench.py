"""The measuring command, on 200 cases: that its figures are there and count right, not how fast it is."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

PAGES = {"own_list", "all_open", "case", "search", "add_entry"}
MOST_STATEMENTS = 12


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run of the command, in a state folder of its own."""
    state = tmp_path_factory.mktemp("bench")
    hidden = ("DATABASE_URL", "LAGET_OWNER_DATABASE_URL", "LAGET_MODE")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
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


def test_too_few_cases_are_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "laget", "bench", "--cases", "10", "--json", "out.json"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "150 or more" in done.stderr
