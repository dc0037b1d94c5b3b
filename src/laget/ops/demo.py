"""`laget demo`: everything on one machine, with invented people, until Ctrl-C."""

import argparse
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import psycopg

from laget.ops import CannotGoOn, database, kept, say, state_folder
from laget.ops.database import Server
from laget.ops.static import collect_static

A_MINUTE = timedelta(minutes=1)
DATABASE = "laget_demo"
HOST = "127.0.0.1"
PATIENCE = 60  # seconds for the first page; a slow machine takes five
FILLED = "laget: filled"
PORTS = range(1, 65_536)
YEARS = range(2000, 2101)  # in which the demo can be lived
HERE = ZoneInfo("Europe/Oslo")
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    try:
        with leaving_on_signals():
            refuse_busy_port(options.port)
            run(options)
    except KeyboardInterrupt:
        say("Stopped.")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="laget demo", description="Try Laget with invented people.")
    parser.add_argument("--port", type=port, default=8000)
    parser.add_argument("--reset", action="store_true", help="throw away what was done, and begin again")
    parser.add_argument(
        "--now", type=moment, help="set the demo's clock, as 2026-11-24T08:00; it then runs on"
    )
    return parser.parse_args(arguments)


def port(text: str) -> int:
    if not text.isdecimal() or int(text) not in PORTS:
        raise argparse.ArgumentTypeError(f"a port is a number from {PORTS[0]} to {PORTS[-1]}, such as 8000.")
    return int(text)


def moment(text: str) -> datetime:
    """Local time where the municipalities are, whatever this machine thinks."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        given = datetime.min
    if given.year not in YEARS:
        raise argparse.ArgumentTypeError(
            f"say a moment as 2026-11-24T08:00, from {YEARS[0]} to {YEARS[-1]}, and not {text}."
        )
    return given if given.tzinfo else given.replace(tzinfo=HERE)


@contextmanager
def leaving_on_signals() -> Iterator[None]:
    """Ctrl-C, a kind kill and a closed terminal end alike; a second one must not cut the cleaning short."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def leave(*_: object) -> NoReturn:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in signals:
        signal.signal(each, leave)
    yield


def refuse_busy_port(port: int) -> None:
    other = port + 1 if port + 1 in PORTS else 8000
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except PermissionError:
            raise CannotGoOn(f"This user may not open port {port}: try ./laget demo --port 8000.") from None
        except OSError:
            raise CannotGoOn(f"Port {port} is in use: try ./laget demo --port {other}.") from None


def run(options: argparse.Namespace) -> None:
    import django

    set_environment()
    server = database.server("demo")
    database.use(server.urls(DATABASE))
    if options.reset:
        forget(server)
    django.setup()
    set_clock(options.now)
    say("Starting the database ...")
    with server.running():
        fill(server)
        serve(options.port)


@contextmanager
def opened() -> Iterator[None]:
    """The demo's database for another command, whether the demo is running or not."""
    set_environment()
    server = database.server("demo")
    with server.running():
        with database.administrator(server) as admin:
            if database.remark(admin, DATABASE) != FILLED:
                raise CannotGoOn("Start ./laget demo first, or set LAGET_OWNER_DATABASE_URL.")
        database.use(server.urls(DATABASE))
        yield


def set_environment() -> None:
    state = state_folder()
    os.environ |= {
        "LAGET_MODE": "demo",
        "LAGET_STATE": str(state),
        "LAGET_SECRET_KEY": kept("secret-key"),
        "LAGET_HOSTS": f"{HOST} localhost",
        "LAGET_CLOCK_FILE": str(clock_file()),
    }


def clock_file() -> Path:
    return state_folder() / "clock.json"


def set_clock(shown: datetime | None) -> None:
    """To what was asked for; otherwise it stays where the last start, or a page, left it."""
    from laget.foundation import clock

    if shown:
        clock.move(shown - clock.now())
    if abs(clock.offset()) > A_MINUTE:
        say(f"The demo's clock shows {clock.now().astimezone(HERE):%Y-%m-%d %H:%M}.")


def forget(server: Server) -> None:
    """The embedded database goes with its folder, however broken; on another's server, only our database."""
    say("Throwing away the demo's database ...")
    clock_file().unlink(missing_ok=True)
    if server.cluster:
        server.cluster.reset()
    else:
        with server.running(), database.administrator(server) as admin:
            database.drop(admin, DATABASE)


def fill(server: Server) -> None:
    """A demo that was interrupted while it was filled is thrown away: half a municipality teaches nothing."""
    with database.administrator(server) as admin:
        database.wait_for_turn(admin, DATABASE)
        if database.remark(admin, DATABASE) == FILLED:
            database.prepare(server, DATABASE)
            database.migrate()
        else:
            fill_anew(server, admin)
    collect_static()
    database.close_connections()


def fill_anew(server: Server, admin: psycopg.Connection) -> None:
    database.drop(admin, DATABASE)
    database.prepare(server, DATABASE)
    say("Making the tables ...")
    database.migrate()
    say("Filling the demo with invented children, plans and meetings ...")
    fill_with_invented_cases()
    database.set_remark(admin, DATABASE, FILLED)


def fill_with_invented_cases() -> None:
    """The one seam to the demo's contents."""
    from laget.foundation import clock
    from laget.ops.fill import fill_demo

    fill_demo(now=clock.now(), say=say)


def serve(port: int) -> None:
    say("Starting the server ...")
    gunicorn = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "laget.config.wsgi:application", "--bind", f"{HOST}:{port}"),
            *("--workers", "1", "--worker-class", "gthread", "--threads", "4"),
            *("--log-level", "warning", "--graceful-timeout", "3", "--no-control-socket"),
        ],
        stdin=subprocess.DEVNULL,
        env=environment_of_the_product(),
        start_new_session=True,  # Ctrl-C comes to us alone, and we stop it in our order
        preexec_fn=die_with_parent,
    )
    try:
        wait_for_answer(gunicorn, port)
        print(f"Laget is ready at http://{HOST}:{port}/ (Ctrl-C stops it)", flush=True)
        gunicorn.wait()
        raise CannotGoOn("The server ended by itself; what it said stands above.")
    finally:
        stop(gunicorn)


def die_with_parent() -> None:
    """So that a demo that is killed leaves no server behind. Only Linux can promise that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def environment_of_the_product() -> dict[str, str]:
    """Never the administrator's login. The owner's, only because the demo's sign-in lists guardians."""
    hidden = {database.ADMIN_URL, "GUNICORN_CMD_ARGS"}
    return {name: value for name, value in os.environ.items() if name not in hidden}


def wait_for_answer(gunicorn: subprocess.Popen[Any], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if gunicorn.poll() is not None:
            raise CannotGoOn("The server did not start; what it said stands above.")
        if (status := answer(port)) and status < 500:
            return
        if status:
            raise CannotGoOn("The first page fails; what the server said stands above.")
        time.sleep(0.05)
    raise CannotGoOn(f"The server did not answer within {PATIENCE} seconds: is this machine very busy?")


def answer(port: int) -> int | None:
    """The status of the first page, or nothing while nobody listens."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def stop(gunicorn: subprocess.Popen[Any]) -> None:
    if gunicorn.poll() is None:
        gunicorn.terminate()
    try:
        gunicorn.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(gunicorn.pid, signal.SIGKILL)
        gunicorn.wait()
