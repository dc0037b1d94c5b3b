"""A state folder of a test's own, and somebody else to be: another user, or the owner of the database."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from laget.ops.postgres import cluster
from laget.ops.prove.world import as_owner as of_owner
from laget.ops.service_user import Account

ROOT = Path(__file__).parents[2]
SOMEBODY = "nobody"


@pytest.fixture
def owner(as_owner: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """The whole test is the owner of the database, as whoever runs the command is."""
    with as_owner():
        yield


@pytest.fixture
def rewritten() -> Iterator[Callable[[str, str, str], None]]:
    """`rewritten(name, from, to)`: that function of the database is another one until the test is over."""
    before = []

    def rewrite(name: str, old: str, new: str) -> None:
        ((said,),) = of_owner("select pg_get_functiondef(%s::regproc)", [name])
        assert old in said
        before.append(said)
        of_owner(said.replace(old, new))

    yield rewrite
    for said in reversed(before):
        of_owner(said)


@dataclass(frozen=True)
class Person:
    """Who runs a command: the user of this test, or an ordinary one."""

    name: str | None
    state: Path

    def python(self) -> str:
        """Root's own Python may lie where nobody else may look."""
        return sys.executable if self.name is None else "/usr/bin/python3"

    def popen(self, code: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        who = {} if self.name is None else {"user": self.name, "extra_groups": []}
        return subprocess.Popen(
            [self.python(), "-c", code, *arguments],
            env=self.environment() | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            start_new_session=True,
            **who,  # type: ignore[call-overload]
        )

    def run(self, code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        process = self.popen(code, *arguments, **environment)
        out, errors = process.communicate(timeout=60)
        return subprocess.CompletedProcess(code, process.returncode, out, errors)

    def environment(self) -> dict[str, str]:
        packages = next(path for path in sys.path if path.endswith("site-packages"))
        kept = {name: os.environ[name] for name in ("PATH", "LAGET_PG_BIN") if name in os.environ}
        return kept | {"PYTHONPATH": f"{ROOT / 'src'}:{packages}", "LAGET_STATE": str(self.state)}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Others may look into it; pytest's own folders are closed to them, again by every other run."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def state(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A clone's state folder; what root keeps for it elsewhere is thrown away with it."""
    folder = open_folder / "Åse's mappe"
    folder.mkdir()
    monkeypatch.setenv("LAGET_STATE", str(folder))
    yield folder
    for lock in folder.glob("pg-*.lock"):
        cluster(lock.stem.removeprefix("pg-")).reset()
    if not os.geteuid():
        shutil.rmtree(Account(folder).home, ignore_errors=True)


@pytest.fixture(params=["the one who runs the tests", "an ordinary user"])
def person(request: pytest.FixtureRequest, state: Path) -> Person:
    if request.param == "the one who runs the tests":
        return Person(None, state)
    if os.geteuid():
        pytest.skip("already an ordinary user")
    somebody = Person(SOMEBODY, state)
    os.chown(state, pwd.getpwnam(SOMEBODY).pw_uid, -1)
    if somebody.run("import psycopg").returncode:
        pytest.skip("no Python here that an ordinary user may run")
    return somebody
