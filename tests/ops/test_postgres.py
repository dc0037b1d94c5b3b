"""The embedded server: started, shared, stopped, broken."""

import os
import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from laget.ops import CannotGoOn, postgres
from laget.ops.postgres import Cluster, cluster

from .conftest import Person

START_AND_STOP = """
from laget.ops.postgres import cluster
import psycopg
trial = cluster("trial", fast=True)
for _ in range(2):
    with trial.running():
        with psycopg.connect(trial.url("postgres", "postgres")) as admin:
            print(admin.execute("select current_user, inet_server_addr() is null, lower('ÆØÅ')").fetchone())
    print("left behind" if (trial.data / "postmaster.pid").exists() else "stopped")
"""


@pytest.fixture
def trial(state: Path) -> Cluster:
    return cluster("trial", fast=True)


def answers(trial: Cluster) -> bool:
    try:
        psycopg.connect(trial.url("postgres", "postgres")).close()
    except psycopg.OperationalError:
        return False
    return True


def test_it_starts_and_stops_and_starts_again(person: Person) -> None:
    done = person.run(START_AND_STOP)
    assert done.stdout == "('postgres', True, 'æøå')\nstopped\n" * 2, done.stderr


def test_the_last_to_leave_stops_it(trial: Cluster) -> None:
    with trial.running():
        with trial.running():
            assert answers(trial)
        assert answers(trial)
    assert not answers(trial)


def test_it_is_not_thrown_away_under_somebody(trial: Cluster) -> None:
    with trial.running(), pytest.raises(CannotGoOn, match="is running: stop it first"):
        trial.reset()


def test_a_crash_leaves_nothing_that_hinders_the_next_start(trial: Cluster) -> None:
    with trial.running():
        pass
    (trial.data / "postmaster.pid").write_text(f"{os.getpid()}\n{trial.data}\n")
    with trial.running():
        assert answers(trial)


def test_a_broken_folder_is_said_in_one_sentence_and_can_be_reset(state: Path) -> None:
    demo = cluster("demo", fast=True)
    with demo.running():
        pass
    (demo.data / "global" / "pg_control").unlink()
    with pytest.raises(CannotGoOn, match=r"does not start .*: \./laget demo --reset") as told, demo.running():
        pass
    assert "\n" not in str(told.value)
    demo.reset()
    with demo.running():
        assert answers(demo)


def test_an_interrupted_beginning_is_begun_again(trial: Cluster) -> None:
    with trial.running():
        pass
    trial.data.rename(trial.home / "data.new")
    with trial.running():
        assert answers(trial)


def test_a_full_disk_is_said(trial: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(9, 8, 1))
    with pytest.raises(CannotGoOn, match="disk is full"), trial.running():
        pass


def test_a_long_path_gets_a_short_socket(trial: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "LONGEST_SOCKET_FOLDER", 10)
    assert trial.socket_folder.parent == Path(tempfile.gettempdir())
    with trial.running():
        assert answers(trial)
    trial.reset()
    assert not trial.socket_folder.exists()


def test_two_clones_do_not_meet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders = set()
    for name in ("one", "two"):
        monkeypatch.setenv("LAGET_STATE", str(tmp_path / name))
        folders |= {(trial := cluster("trial")).home, trial.socket_folder}
    assert len(folders) == 4


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's database lies in the clone")
def test_what_a_removed_clone_left_is_swept_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    homes = []
    for name in ("removed", "next"):
        monkeypatch.setenv("LAGET_STATE", str(tmp_path / name))
        homes.append(cluster("trial").account.home)
        cluster("trial").account.make_home()
        shutil.rmtree(tmp_path / "removed", ignore_errors=True)
    assert [home.exists() for home in homes] == [False, True]
    shutil.rmtree(homes[1])


def test_a_wrong_folder_of_programs_is_said(trial: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGET_PG_BIN", "/nowhere")
    with pytest.raises(CannotGoOn, match="/nowhere"), trial.running():
        pass
