"""The demo: its clock, its one line, its end. Its contents are filled elsewhere, so here it stays empty."""

import os
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from laget.foundation import clock
from laget.ops import CannotGoOn, cli, demo
from laget.ops.postgres import cluster

from .conftest import Person

EMPTY_DEMO = """
import sys
from laget.ops import cli, demo
demo.fill_with_invented_cases = lambda: None
sys.exit(cli.main(["demo", *sys.argv[1:]]))
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def test_ctrl_c_leaves_nothing_running(person: Person, port: int) -> None:
    assert_it_starts_and_ends(person, port, signal.SIGINT)


def test_a_kind_kill_leaves_nothing_running(state: Path, port: int) -> None:
    assert_it_starts_and_ends(Person(None, state), port, signal.SIGTERM)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_an_unkind_kill_leaves_no_server_and_a_database_that_the_next_start_stops(
    state: Path, port: int
) -> None:
    process = Person(None, state).popen(EMPTY_DEMO, "--port", str(port))
    assert process.stdout
    assert process.stdout.readline()
    process.kill()
    process.communicate(timeout=30)  # the server writes where the demo wrote, and so ends that too
    assert not is_open(port)
    with cluster("demo").running():
        pass
    assert not list(cluster("demo").data.glob("postmaster.pid"))


def assert_it_starts_and_ends(person: Person, port: int, how: signal.Signals) -> None:
    """One line on stdout, and afterwards no server and no database."""
    process = person.popen(EMPTY_DEMO, "--port", str(port))
    assert process.stdout
    line = process.stdout.readline()
    assert f"http://127.0.0.1:{port}/" in line, process.communicate()[1]
    assert is_open(port)
    os.killpg(process.pid, how)  # a terminal's Ctrl-C reaches all that were started from it
    rest, errors = process.communicate(timeout=30)
    assert (process.returncode, rest) == (0, ""), errors
    assert "Traceback" not in errors
    assert not is_open(port)
    assert not list(cluster("demo").data.glob("postmaster.pid"))


def test_another_command_does_not_begin_a_demo(state: Path) -> None:
    code = "import sys; from laget.ops import cli; sys.exit(cli.main(['municipality', 'add', 'my.toml']))"
    done = Person(None, state).run(code)
    assert done.returncode == 2
    assert "Start ./laget demo first, or set LAGET_OWNER_DATABASE_URL" in done.stderr


def test_a_busy_port_is_said_before_anything_is_started(
    capfd: pytest.CaptureFixture[str], state: Path
) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert cli.main(["demo", "--port", str(port)]) == 2
    assert capfd.readouterr().err == f"Port {port} is in use: try ./laget demo --port {port + 1}.\n"
    assert not list(state.iterdir())


def test_the_clock_is_set_where_the_municipalities_are() -> None:
    assert demo.moment("2026-11-24T08:00").astimezone(UTC) == datetime(2026, 11, 24, 7, tzinfo=UTC)


def test_the_clock_shows_the_moment_and_runs_on(state: Path, settings: Any) -> None:
    settings.CLOCK_FILE = str(state / "clock.json")
    demo.set_clock(demo.moment("2030-01-01T12:00"))
    demo.set_clock(None)
    first, second = clock.now(), clock.now()
    assert datetime(2030, 1, 1, 11, tzinfo=UTC) <= first < second < datetime(2030, 1, 1, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "asked, told",
    [
        (["--now", "tomorrow"], "say a moment as 2026-11-24T08:00"),
        (["--now", "9999-01-01"], "from 2000 to 2100"),
        (["--port", "99999"], "a number from 1 to 65535"),
        (["--port", "0"], "a number from 1 to 65535"),
        (["--port", "home"], "a number from 1 to 65535"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    capsys: pytest.CaptureFixture[str], asked: list[str], told: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        demo.parse(asked)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_a_state_folder_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LAGET_STATE", str(tmp_path / "file" / "state"))
    with pytest.raises(CannotGoOn, match="set LAGET_STATE"):
        demo.set_environment()


def test_an_unknown_command_is_answered_with_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demp"]) == 2
    told = capsys.readouterr().err
    assert "no command “demp”" in told
    assert "laget demo" in told
