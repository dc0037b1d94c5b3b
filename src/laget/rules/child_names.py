"""Whether a child of a group is named in a text about it. `child_named` in SQL says the same."""

import re
import unicodedata
from collections.abc import Iterable

from laget.rules.names import seen

RING = "\u030a"  # Å is a letter of its own, and not an A with a mark


def child_named(text: str, family_names: Iterable[str]) -> str:
    """The first of these names that is a word of the text, also as “Strands”; empty where none is."""
    said = spoken(text)
    named = (name for name in sorted(family_names) if _stands(spoken(name), said))
    return next(named, "")


def spoken(text: str) -> str:
    """The words of a text without accents, each with a space around it, whatever stood between or in them."""
    letters = unicodedata.normalize("NFD", seen(text))
    plain = "".join(each for each in letters if each == RING or not unicodedata.combining(each))
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", plain).lower())
    return f" {words.strip()} "


def _stands(name: str, said: str) -> bool:
    return bool(name.strip()) and (name in said or f"{name.rstrip()}s " in said)
