"""Texts that the municipality writes, in the languages it writes them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("nb", "nn", "da", "en")

# Who reads what when a text is missing: the Scandinavian languages understand each other best.
NEAREST = {
    "nb": ("nn", "da", "en"),
    "nn": ("nb", "da", "en"),
    "da": ("nb", "nn", "en"),
    "en": ("nb", "nn", "da"),
}


@dataclass(frozen=True)
class Text:
    """One text in several languages; a missing language falls back to the nearest one."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def said(self, language: str) -> str:
        """The text in `language`, or in the nearest language it has; empty when it has none."""
        for candidate in (language, *NEAREST.get(language, LANGUAGES)):
            if candidate in self.by_language:
                return self.by_language[candidate]
        return ""

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.by_language.items())))


UNSAID = Text()
