"""The launcher, with a pretended Python: what it makes, and what it says when something is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCHER = Path(__file__).parents[2] / "laget"
PRETENDED_PYTHON = """#!/bin/sh
if [ "$2" = venv ]; then
    echo venv >> "$CALLS"
    if [ -n "$VENV_SAYS" ]; then echo "$VENV_SAYS"; exit 1; fi
    mkdir -p "$3/bin" "$3/lib/python3.11/site-packages"
    cp "$0" "$3/bin/python"
elif [ "$2" = pip ]; then
    echo "pip $6" >> "$CALLS"
    if [ -n "$PIP_SAYS" ]; then echo "$PIP_SAYS"; exit 1; fi
else
    echo "handed over: $*"
fi
"""
START = """
import runpy, sys
sys.executable = sys.argv.pop(1)
del sys.argv[0]
{before}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


class Clone:
    """A folder with the launcher and two lists of packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "requirements").mkdir(parents=True)
        shutil.copy(LAUNCHER, folder / "laget")
        for kind in ("runtime", "test"):
            (folder / "requirements" / f"{kind}.txt").write_text(f"{kind}==1\n")
        self.python = folder / "python"
        self.python.write_text(PRETENDED_PYTHON)
        self.python.chmod(0o755)

    def start(
        self, *arguments: str, before: str = "pass", user: str | None = None, **said: str
    ) -> subprocess.CompletedProcess[str]:
        code = START.format(before=before)
        python = sys.executable if user is None else "/usr/bin/python3"
        return subprocess.run(
            [python, "-c", code, str(self.python), str(self.folder / "laget"), *arguments],
            env={"PATH": os.environ["PATH"], "CALLS": str(self.folder / "calls"), **said},
            capture_output=True,
            text=True,
            user=user,
            extra_groups=None if user is None else [],
        )

    @property
    def calls(self) -> list[str]:
        file = self.folder / "calls"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def clone(open_folder: Path) -> Clone:
    return Clone(open_folder / "clone")


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2
    *progress, sentence = done.stderr.splitlines()
    assert all(line.endswith("...") for line in progress), done.stderr
    assert all(word in sentence for word in words), sentence


def test_the_first_start_installs_and_hands_over(clone: Clone) -> None:
    done = clone.start("demo", "--port", "8001")
    assert done.stdout == "handed over: -m laget demo --port 8001\n"
    assert clone.calls == ["venv", "pip requirements/runtime.txt"]
    packages = clone.folder / ".venv/lib/python3.11/site-packages"
    assert (packages / "laget.pth").read_text() == f"{clone.folder}/src\n"


def test_the_second_start_installs_nothing_and_says_nothing(clone: Clone) -> None:
    clone.start("demo")
    calls = clone.calls
    assert clone.start("demo").stderr == ""
    assert clone.calls == calls


def test_the_tests_packages_are_added_to_the_same_environment(clone: Clone) -> None:
    clone.start("demo")
    clone.start("test")
    assert clone.calls[2:] == ["pip requirements/test.txt"]
    calls = clone.calls
    clone.start("check")
    clone.start("demo")
    assert clone.calls == calls


def test_new_packages_are_installed_in_a_new_environment(clone: Clone) -> None:
    clone.start("demo")
    (clone.folder / "requirements/runtime.txt").write_text("runtime==2\n")
    clone.start("demo")
    assert clone.calls[2:] == ["venv", "pip requirements/runtime.txt"]


def test_a_half_made_environment_is_made_anew(clone: Clone) -> None:
    clone.start("demo", PIP_SAYS="Killed")
    clone.start("demo")
    assert clone.calls == ["venv", "pip requirements/runtime.txt"] * 2


def test_a_moved_clone_gets_a_new_environment(clone: Clone, tmp_path: Path) -> None:
    clone.start("demo")
    clone.folder = clone.folder.rename(tmp_path / "moved")
    clone.python = clone.folder / "python"
    clone.start("demo")
    assert clone.calls[2:] == ["venv", "pip requirements/runtime.txt"]


@pytest.mark.parametrize(
    "said, words",
    [
        ({"VENV_SAYS": "ensurepip is not available"}, ["venv", "apt install python3-venv"]),
        ({"PIP_SAYS": "Failed to establish: NewConnectionError"}, ["package index", "network"]),
        ({"PIP_SAYS": "OSError: No space left on device"}, ["disk is full"]),
        ({"PIP_SAYS": "THESE PACKAGES DO NOT MATCH THE HASHES"}, ["fresh clone"]),
        ({"PIP_SAYS": "ERROR: No matching distribution found"}, ["no build"]),
    ],
)
def test_what_fails_is_said_in_one_sentence(clone: Clone, said: dict[str, str], words: list[str]) -> None:
    assert_one_sentence(clone.start("demo", **said), *words)


def test_what_nobody_foresaw_is_shown(clone: Clone) -> None:
    done = clone.start("demo", PIP_SAYS="a strange thing")
    assert done.returncode == 2
    assert "a strange thing" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_seen_before_anything_is_made(clone: Clone) -> None:
    done = clone.start(
        "demo", before="import shutil; shutil.disk_usage = lambda path: type('', (), {'free': 9})"
    )
    assert_one_sentence(done, "disk is full")
    assert not clone.calls


def test_an_old_python_gets_as_far_as_its_sentence(clone: Clone) -> None:
    assert_one_sentence(clone.start("demo", before="sys.version_info = (3, 8, 1)"), "3.11 or newer", "3.8")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can pretend to be somebody else")
def test_somebody_elses_clone_is_refused(clone: Clone) -> None:
    assert_one_sentence(clone.start("demo", user="nobody"), "may not write", "clone of your own")
