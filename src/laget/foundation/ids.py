"""Keys that sort by time and that nobody can guess."""

import os
import time
from uuid import UUID

VERSION_7 = 0x7 << 76
VARIANT = 0x2 << 62


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits.

    Made here and not in the database, because PostgreSQL 15 to 17 cannot.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    high, low = random >> 68, random & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | VERSION_7 | (high & 0xFFF) << 64 | VARIANT | low)
