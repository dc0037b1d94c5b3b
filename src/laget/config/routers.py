"""`default` and `owner` are two roles in one database, so rows of both belong together."""

from typing import Any


class OneDatabase:
    def allow_relation(self, *_rows: Any, **_hints: Any) -> bool:
        return True
