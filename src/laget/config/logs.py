"""What goes wrong is told by its kind and its place: an error's own words may be somebody's about a child."""

import logging
import traceback
from typing import Any


class WithoutWords(logging.Formatter):
    def formatException(self, error: Any) -> str:
        kind, _error, place = error
        return "".join([*traceback.format_tb(place), f"{kind.__module__}.{kind.__qualname__}"])
