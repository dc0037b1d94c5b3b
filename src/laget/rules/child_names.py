"""Whether a child of a group is named in a text about it. `child_named` in SQL says the same.

It helps whoever forgets, and stops nobody who wants to: a name that is spelt, or written with letters of
another alphabet that only look alike, is not found. A list of look-alikes would take words of other languages
for names.
"""

import unicodedata
from collections.abc import Iterable

from laget.rules.names import seen

RING = "\u030a"  # Å is a letter of its own, and not an A with a mark
STRETCHES = "\u0640\u200c\u200d"  # how letters are drawn together or apart, and not what they are
APOSTROPHES = "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf"  # Unicode calls them letters


def child_named(text: str, family_names: Iterable[str]) -> str:
    """The first of these names that is a word of the text, also as “Strands”; empty where none is."""
    said = spoken(text)
    named = (name for name in sorted(family_names) if _stands(spoken(name), said))
    return next(named, "")


def spoken(text: str) -> str:
    """The words of a text without accents, each with a space around it, whatever stood between or in them,
    and however their letters were set."""
    letters = unicodedata.normalize("NFKD", seen(text))
    plain = "".join(each for each in letters if not taken_away(each)).casefold()
    words = (each if in_a_word(each) else " " for each in unicodedata.normalize("NFKC", plain))
    return f" {' '.join(''.join(words).split())} "


def taken_away(letter: str) -> bool:
    """What stands on, in or around a letter and may be left out. Not the vowel signs of India."""
    is_mark = unicodedata.combining(letter) > 0 or unicodedata.category(letter) == "Me"
    return letter in STRETCHES or (is_mark and letter != RING)


def in_a_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" and letter not in APOSTROPHES


def _stands(name: str, said: str) -> bool:
    return bool(name.strip()) and (name in said or f"{name.rstrip()}s " in said)
