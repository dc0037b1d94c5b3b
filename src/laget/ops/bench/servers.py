"""Two servers side by side, each with two workers: the product as `laget serve` starts it, and the floor."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import psutil  # type: ignore[import-untyped]

from laget.ops import CannotGoOn, database
from laget.ops.bench.floor import ADDRESS
from laget.ops.bench.talking import HOST, Connection, Request
from laget.ops.database import Urls
from laget.ops.demo import stop

WORKERS, THREADS = 2, 4
PATIENCE = 60  # seconds for the first answer


@contextmanager
def product(port: int, *, errors: IO[str] | int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """`errors`: where that goes which it says on standard error."""
    command = ["-m", "laget", "serve", "--bind", f"{HOST}:{port}", "--workers", str(WORKERS)]
    hidden = {database.ADMIN_URL, "LAGET_OWNER_DATABASE_URL", "LAGET_BACKUP_DATABASE_URL"}
    environment = {name: os.environ[name] for name in os.environ if name not in hidden}
    with _running(command, environment, errors) as server:
        yield server


@contextmanager
def floor(port: int, urls: Urls) -> Iterator[subprocess.Popen[bytes]]:
    """The same server with the same settings; only what it serves is another."""
    command = [
        *("-m", "gunicorn", "laget.ops.bench.floor:application", "--bind", f"{HOST}:{port}"),
        *("--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS)),
        *("--log-level", "warning", "--worker-tmp-dir", "/dev/shm" if os.path.isdir("/dev/shm") else "/tmp"),  # noqa: S108
    ]
    with _running(command, {**os.environ, ADDRESS: urls.owner}) as server:
        yield server


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


def seconds_to_first_answer(port: int, request: Request, server: subprocess.Popen[bytes]) -> float:
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        if server.poll() is not None:
            raise CannotGoOn("The server did not start; what it said stands above.")
        try:
            with Connection(port) as connection:
                if (answer := connection.ask(request)).status == 200:
                    return time.perf_counter() - began
                raise CannotGoOn(f"The first page answers {answer.status}.")
        except ConnectionRefusedError:
            time.sleep(0.005)
    raise CannotGoOn(f"The server did not answer within {PATIENCE} seconds: is this machine very busy?")


def memory_mb(server: subprocess.Popen[bytes]) -> float:
    """Master and workers, shared pages divided among them (PSS); where that is unknown, what is their own."""
    process = psutil.Process(server.pid)
    shares = [each.memory_full_info() for each in (process, *process.children(recursive=True))]
    return round(sum(getattr(share, "pss", share.uss) for share in shares) / 1_000_000, 1)


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], errors: IO[str] | int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.DEVNULL,
        stderr=errors,
        env=environment,
        start_new_session=True,
    )
    try:
        yield server
    finally:
        stop(server)
