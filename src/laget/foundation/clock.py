"""The only place that reads the clock. Everything else is told what time it is."""

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime:
    """The moment it is, in UTC; in the demo, moved by as much as its clock file says."""
    return datetime.now(UTC) + offset()


def today() -> date:
    """The day it is now, where the municipalities are."""
    return _day_of(int(now().timestamp()) // 60)  # the same for a minute, and so kept


def offset() -> timedelta:
    """How far the demo's clock stands from the real one; nothing outside the demo."""
    if not settings.CLOCK_FILE:
        return timedelta()
    path = Path(settings.CLOCK_FILE)
    return _offset(path, path.stat().st_mtime_ns) if path.exists() else timedelta()


def move(by: timedelta) -> None:
    """Moves the demo's clock. Raises RuntimeError outside the demo."""
    if not settings.CLOCK_FILE:
        raise RuntimeError("Only the demo has a clock that can be moved.")
    moved = offset() + by
    Path(settings.CLOCK_FILE).write_text(json.dumps({"offset_seconds": moved.total_seconds()}))


@lru_cache(maxsize=1000)
def local_day(moment: datetime) -> date:
    """The day it is, where the municipalities are, at `moment`. A list asks often for the same."""
    return moment.astimezone(_here()).date()


@lru_cache(maxsize=4)
def _day_of(minute: int) -> date:
    return datetime.fromtimestamp(minute * 60, _here()).date()


@cache
def _here() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


@lru_cache(maxsize=4)
def _offset(path: Path, _changed_at: int) -> timedelta:
    return timedelta(seconds=json.loads(path.read_text())["offset_seconds"])
