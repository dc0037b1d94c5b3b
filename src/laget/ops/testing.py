"""`laget test`: everything, browser journeys included; arguments go to pytest as they are."""

import os
import signal
from pathlib import Path

from laget.ops import CannotGoOn, browser, clone_folder, say

JOURNEYS = Path("tests/journeys")
MOST_WORKERS = 4


def main(arguments: list[str]) -> int:
    import pytest

    os.chdir(clone_folder())
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a kind kill stops the database too
    paths = [Path(argument.split("::")[0]) for argument in arguments if not argument.startswith("-")]
    paths = [path for path in paths if path.exists()]
    if reaches_journeys(paths):
        settle_browser()
    return int(pytest.main([*side_by_side(arguments, whole=not paths), *arguments]))


def reaches_journeys(paths: list[Path]) -> bool:
    journeys = JOURNEYS.resolve()
    reached = [path.resolve() for path in paths]
    return not paths or any(
        path in (journeys, *journeys.parents) or journeys in path.parents for path in reached
    )


def settle_browser() -> None:
    if browser.find_or_install():
        return
    if os.environ.get("LAGET_REQUIRE_BROWSER") == "1":
        raise CannotGoOn(f"LAGET_REQUIRE_BROWSER is set, and there is {browser.MISSING}.")
    say(f"The browser tests will not run: there is {browser.MISSING}.")


def side_by_side(arguments: list[str], *, whole: bool) -> list[str]:
    """The whole suite runs on all cores; a module stays in one process: its tests may share a database.

    In the order of the folders: by number of tests, the journeys would come last and one core would wait.
    """
    asked = any(argument.startswith(("-n", "--numprocesses", "--pdb")) for argument in arguments)
    workers = [] if asked or not whole else ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS))]
    return ["--dist", "loadscope", "--no-loadscope-reorder", *workers] if asked or whole else []
