"""Keys that sort by time and that nobody can guess."""

import os
import time
from uuid import UUID

VERSION_7 = 0x7 << 76
VARIANT = 0x2 << 62


def key_of(text: str) -> UUID | None:
    """The key that somebody sent, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): 60 bits of time, then 62 random bits.

    To the quarter of a microsecond, because what one request makes in a millisecond has an order too.
    Made here and not in the database, because PostgreSQL 15 to 17 cannot.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=milliseconds << 80 | VERSION_7 | (rest * 4096 // 1_000_000) << 64 | VARIANT | random)
