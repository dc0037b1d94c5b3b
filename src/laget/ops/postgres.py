"""An own PostgreSQL: for the demo, the tests and the measurements, from the binaries of a Python package.

The package's own launcher is not used: as root it opens the parents of its folders to everybody and trusts
whoever connects. Here only a Unix socket is opened, and the operating system says who is at its other end.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psutil  # type: ignore[import-untyped]
import psycopg

from laget.ops import CannotGoOn, say, state_folder
from laget.ops.service_user import Account

ADMINISTRATOR = "postgres"
PORT = 5432  # only part of the socket's file name: no network port is opened
ROLES = ("laget_owner", "laget_app", "laget_backup")
LONGEST_SOCKET_FOLDER = 85  # a socket's path must stay under 104 bytes on macOS, 108 on Linux
ROOM = 150_000_000

# A question that is refused holds what somebody wrote of a child, and would stand in PostgreSQL's log.
QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    **QUIET,
    "jit": "off",  # compiling costs more than our short questions take
}
FAST = {  # for databases that nobody misses after a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Cluster:
    """One data folder with its server. Describing it starts nothing; `running()` does."""

    name: str
    account: Account
    settings: Mapping[str, str]

    @property
    def home(self) -> Path:
        return self.account.home / f"pg-{self.name}"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @cached_property
    def socket_folder(self) -> Path:
        """In the cluster's own folder, unless its path is too long for a socket."""
        inside = self.home / "socket"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        return Path(tempfile.gettempdir()) / f"laget-{hashlib.sha256(os.fsencode(inside)).hexdigest()[:16]}"

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_folder))}&port={PORT}"

    @contextmanager
    def running(self) -> Iterator[None]:
        """The server, for as long as anybody in this clone needs it: the last to leave stops it."""
        with self._users() as users:
            try:
                with self._alone():
                    self._start_unless_running()
                    fcntl.flock(users, fcntl.LOCK_SH)
                yield
            finally:
                with self._alone():
                    if _is_last(users):
                        self.stop()

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--mode=fast", "--wait", "-D", self.data)

    def kill(self) -> None:
        """At once and without a word, as when the power goes; what it had given to the disk is there."""
        first = psutil.Process(int((self.data / "postmaster.pid").read_text().split("\n")[0]))
        everybody = [first, *first.children(recursive=True)]
        for each in everybody:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(everybody, timeout=10)

    def reset(self) -> None:
        """Throw the database away, however broken it is."""
        with self._users() as users, self._alone():
            if not _is_last(users):
                raise CannotGoOn(f"The {self.name} of this clone is running: stop it first, with Ctrl-C.")
            self.stop()
            for folder in (self.home, self.socket_folder):
                shutil.rmtree(folder, ignore_errors=True)

    def _start_unless_running(self) -> None:
        if self._answers():
            return
        self.account.make_home()
        self._make_folders()
        if not self.data.exists():
            say(f"Making a database folder for the {self.name} ...")
            self._initialise()
        self._configure()
        self._forget_dead_server()
        self.log.unlink(missing_ok=True)
        started = self._run("pg_ctl", "start", "--wait", "-D", self.data, "-l", self.log)
        if started.returncode:
            raise CannotGoOn(self._why_it_does_not_start())

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(ADMINISTRATOR, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_folders(self) -> None:
        for folder in (self.home, self.socket_folder):
            self.account.make_private(folder)
        if shutil.disk_usage(self.home).free < ROOM:
            raise CannotGoOn(f"The disk is full: make room where {self.home} lies, then try again.")

    def _initialise(self) -> None:
        """Finished under another name first: an interrupted initdb must not look like a database."""
        half_made = self.home / "data.new"
        if half_made.exists():
            shutil.rmtree(half_made)
        order = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if self.account.server_version < 17:
            order = ["--locale=C.UTF-8"]
        made = self._run(
            *("initdb", "-D", half_made, "-U", ADMINISTRATOR, "--auth=reject", "--auth-local=peer"),
            *("--encoding=UTF8", "--data-checksums", "--no-sync", *order),
        )
        if made.returncode:
            raise CannotGoOn(f"The database folder {self.home} could not be made: {_last_line(made.stdout)}")
        half_made.rename(self.data)

    def _configure(self) -> None:
        """Written at every start: a clone may have been moved, and its socket with it."""
        me = pwd.getpwuid(os.geteuid()).pw_name
        settings = {**SETTINGS, "unix_socket_directories": f'"{self.socket_folder}"', **self.settings}
        lines = [f"{name} = {_quoted(value)}" for name, value in settings.items()]
        self.account.write(self.data / "postgresql.auto.conf", lines)
        self.account.write(self.data / "pg_hba.conf", ["local all all peer map=laget"])
        self.account.write(
            self.data / "pg_ident.conf", [f'laget "{me}" {role}' for role in (ADMINISTRATOR, *ROLES)]
        )

    def _forget_dead_server(self) -> None:
        """After a crash the file of the dead server may name a number that another program has now."""
        file = self.data / "postmaster.pid"
        if not file.exists():
            return
        number = file.read_text().split("\n")[0].strip()
        holder = subprocess.run(["ps", "-o", "stat=,comm=", "-p", number], capture_output=True, text=True)
        is_dead = holder.stdout.startswith("Z")  # and waits for somebody to take note of it
        if is_dead or "postgres" not in holder.stdout:
            file.unlink()

    def _why_it_does_not_start(self) -> str:
        said = self.log.read_text(errors="replace") if self.log.exists() else ""
        if "No space left on device" in said:
            return f"The disk is full: make room where {self.home} lies, then try again."
        again = "./laget demo --reset makes it anew" if self.name == "demo" else f"remove {self.home}"
        return (
            f"The database of the {self.name} does not start ({_last_fatal(said)}): {again}; see {self.log}."
        )

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Its output goes to a file: pg_ctl's server would hold a pipe open for ever."""
        command = [self.account.binaries / program, *arguments]
        with tempfile.TemporaryFile("w+") as output:
            options = self.account.process_options()
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **options)
            output.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, output.read(), None)

    @contextmanager
    def _users(self) -> Iterator[int]:
        """Who needs the server holds a shared lock on this file; even a process that is killed lets go."""
        descriptor = os.open(state_folder() / f"pg-{self.name}.users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Starting and stopping never happen at the same time."""
        descriptor = os.open(state_folder() / f"pg-{self.name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def cluster(name: str, *, fast: bool = False, **settings: str) -> Cluster:
    """This clone's own cluster of that name; `settings` go to the server as they are."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise CannotGoOn("PostgreSQL needs a user with a name: run Laget as a user in /etc/passwd.") from None
    return Cluster(name, Account(state_folder()), {**(FAST if fast else {}), **settings})


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]


def _last_fatal(log: str) -> str:
    fatal = [line for line in log.splitlines() if "FATAL" in line or "PANIC" in line or "could not" in line]
    return _last_line("\n".join(fatal)).split("FATAL:")[-1].strip()
