"""`laget prove crash`, twice killed: the whole command in a state folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HIDDEN = ("DATABASE_URL", "LAGET_OWNER_DATABASE_URL", "LAGET_BACKUP_DATABASE_URL", "LAGET_MODE")


@pytest.mark.skipif(
    bool(os.environ.get("LAGET_ADMIN_DATABASE_URL")), reason="it kills only its own PostgreSQL"
)
def test_what_was_answered_is_kept_when_servers_are_killed(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    done = subprocess.run(
        [sys.executable, "-m", "laget", "prove", "crash", "--cycles", "2"],
        env=environment | {"LAGET_STATE": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["differences"] == 0
    assert found["kept"] > 0 and found["lost_by_control"] > 0


def test_a_postgresql_of_others_is_not_killed(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    somewhere = {"LAGET_STATE": str(tmp_path), "DATABASE_URL": "postgresql://somebody@localhost/postgres"}
    environment.pop("LAGET_ADMIN_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "laget", "prove", "crash"],
        env=environment | somewhere,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "kills PostgreSQL, and so only its own" in done.stderr
