"""The browser of the journeys: found on this machine, or installed from the system's packages."""

import os
import shutil
import subprocess
from pathlib import Path

from laget.ops import say

MISSING = "no Chromium on this machine (install the system's package, or name it in LAGET_CHROMIUM)"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """The program's path; $LAGET_CHROMIUM goes before what is installed."""
    chosen = os.environ.get("LAGET_CHROMIUM")
    candidates = [chosen] if chosen else [*map(shutil.which, NAMES), *ON_MACOS]
    return next((path for path in candidates if path and Path(path).exists()), None)


def find_or_install() -> str | None:
    return find() or _install()


def _install() -> str | None:
    """Only where it can be done without asking: as root, with Debian's or Ubuntu's packages."""
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    say("Installing Chromium from the system's packages, for the browser tests ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "--quiet", *step], env=environment, capture_output=True)
    return find()
