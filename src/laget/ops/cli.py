"""`laget COMMAND`: one table. A command's module is imported when it is asked for, and no other."""

import os
import sys
from contextlib import nullcontext
from importlib import import_module

from laget.ops import CannotGoOn, say

COMMANDS = {  # name: (module:function that takes the arguments and returns an exit code, what it does)
    "demo": ("laget.ops.demo:main", "try Laget with invented people, on this machine"),
    "test": ("laget.ops.testing:main", "run all tests; arguments go to pytest"),
    "check": ("laget.ops.check:main", "lint, types, import contracts and guards, in under a minute"),
    "serve": ("laget.ops.serve:main", "serve in production, with settings from the environment"),
    "migrate": ("laget.ops.serve:migrate", "bring the database up to date, as its owner"),
    "municipality": ("laget.ops.cli:municipality", "add FILE: make a municipality from its file"),
    "absence": ("laget.ops.cli:absence", "add FILE.csv: the days children were away"),
    "pathway": ("laget.ops.pathway:main", "check, play, show, draw: a pathway file and its stories"),
    "access": ("laget.ops.access:main", "matrix: who may see and do what, as one table"),
    "log": ("laget.ops.log:main", "verify, export, checkpoint, key: the access log that nobody can bend"),
    "prove": ("laget.ops.prove:main", "try a promise many thousand times, on a database of its own"),
    "bench": ("laget.ops.bench:main", "fill a database of its own and measure the pages"),
}


def main(arguments: list[str] | None = None) -> int:
    name, *rest = (sys.argv[1:] if arguments is None else arguments) or ["help"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.config.settings")
    if name not in COMMANDS:
        return usage(name)
    try:
        return run(name, rest)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = in_one_sentence(error)
        if not sentence:
            raise
        say(sentence)
        return 2


def in_one_sentence(error: Exception) -> str | None:
    """For what the person can mend; anything else is our fault, and its traceback is what we need to see."""
    if isinstance(error, CannotGoOn):
        return str(error)
    if isinstance(error, PermissionError):
        return f"You may not use {error.filename}, which belongs to another user: make a clone of your own."
    if "No space left on device" in str(error):
        return "The disk is full: make room, then run the same command again."
    if (
        type(error).__name__ == "OperationalError"
    ):  # Django's and the driver's, neither of which is loaded yet
        return f"The database does not answer: {str(error).strip().splitlines()[-1].strip()}"
    return None


def run(name: str, arguments: list[str]) -> int:
    module, function = COMMANDS[name][0].split(":")
    code: int | None = getattr(import_module(module), function)(arguments)
    return code or 0


def usage(name: str) -> int:
    """Asked for, it is an answer; after a misspelling, a refusal."""
    asked = name in ("help", "--help", "-h")
    if not asked:
        say(f"Laget has no command “{name}”.")
    lines = [f"  laget {command:<13} {does}" for command, (_, does) in COMMANDS.items()]
    print("\n".join(["Laget's commands:", *lines]), file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


def municipality(arguments: list[str]) -> int:
    """`municipality add FILE`: in the database of the environment, or, where none is named, in the demo's."""
    return _add("laget.ops.municipality", arguments, "laget municipality add FILE")


def absence(arguments: list[str]) -> int:
    """`absence add FILE.csv`, as above."""
    return _add("laget.ops.absence", arguments, "laget absence add FILE.csv")


def _add(module: str, arguments: list[str], usage: str) -> int:
    if len(arguments) != 2 or arguments[0] != "add":
        raise CannotGoOn(f"Say: {usage}")
    import django

    from laget.ops import demo

    with nullcontext() if os.environ.get("LAGET_OWNER_DATABASE_URL") else demo.opened():
        django.setup()
        import_module(module).add(arguments[1])
    return 0
