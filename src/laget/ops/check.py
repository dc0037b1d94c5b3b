"""`laget check`: what can be known without running the product, in under a minute."""

import os
import subprocess
import sys
import time
from pathlib import Path

from laget.ops import CannotGoOn, clone_folder, scratch

CODE = ("laget", "src", "tests", "scripts")
GUARDS = Path("tests/guards")
LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
)


def main(arguments: list[str]) -> int:
    """Every part runs, so that one look tells all that is wrong."""
    if arguments:
        raise CannotGoOn("laget check takes no arguments.")
    os.chdir(clone_folder())
    scratch.set_environment()
    failed = [name for name, command in parts() if not passes(name, command)]
    print(f"Failed: {', '.join(failed)}" if failed else "All is well.", flush=True)
    return 1 if failed else 0


def parts() -> list[tuple[str, list[str]]]:
    python = [sys.executable, "-m"]
    code = [path for path in CODE if Path(path).exists()]
    return [
        ("lint", [*python, "ruff", "check", "--quiet", *code]),
        ("format", [*python, "ruff", "format", "--check", "--quiet", *code]),
        ("types", [*python, "mypy"]),
        ("imports", [sys.executable, "-c", LINT_IMPORTS]),
        ("guards", [*python, "pytest", "-q", "-p", "no:cacheprovider", str(GUARDS)]),
    ]


def passes(name: str, command: list[str]) -> bool:
    """Silent when all is well: what a part says is about its faults."""
    began = time.monotonic()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    print(
        f"{name:<8} {'ok' if not done.returncode else 'FAILED':<7} {time.monotonic() - began:5.1f} s",
        flush=True,
    )
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return not done.returncode
