"""Style sheets, scripts and fonts under names that change with them, so that browsers may keep them."""

import hashlib
from pathlib import Path

from laget.ops import say

STAMP = "collected-from"


def collect_static() -> None:
    """Only when a file has changed: compressing takes a second, and every start would pay for it."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / STAMP
    sources = _fingerprint([Path(folder) for folder in settings.STATICFILES_DIRS])
    if stamp.exists() and stamp.read_text() == sources:
        return
    say("Collecting style sheets and scripts ...")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(sources)


def _fingerprint(folders: list[Path]) -> str:
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())
    known = [f"{file}\0{(stat := file.stat()).st_size}\0{stat.st_mtime_ns}" for file in files]
    return hashlib.sha256("\n".join(known).encode()).hexdigest()
