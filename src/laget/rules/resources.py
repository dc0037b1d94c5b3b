"""What a step has to work with."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from laget.rules.texts import Text


@dataclass(frozen=True)
class Resource:
    """A tool, form or guide. Without an address it is a paper or a place the municipality names."""

    id: str
    title: Text
    about: Text
    url: str
    checked_on: date | None

    @property
    def site(self) -> str:
        """Where the address leads, for whoever is to leave Laget by it."""
        return urlsplit(self.url).hostname or ""
