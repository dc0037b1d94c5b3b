"""Names as they are written: two that look alike are the same, whatever cannot be seen stands in them.

Pasted from another program, a name may hold a soft hyphen, a sign that turns the direction, or a letter that
is put together of two. `plain_name` in SQL says the same, by the same two lists.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby


def listed(numbers: Iterable[int]) -> str:
    """These letters, lowest first, as a regular expression of Python and of PostgreSQL lists them."""
    rows = groupby(enumerate(numbers), lambda each: each[1] - each[0])
    runs = ([number for _place, number in row] for _key, row in rows)
    return "".join(rf"\U{run[0]:08x}-\U{run[-1]:08x}" for run in runs)


def _letters(first: int, last: int) -> str:
    return listed(each for each in range(first, last + 1) if unicodedata.category(chr(each))[0] in "LM")


# Persian and the languages of India and Sri Lanka set letters apart, and together, by a sign in between.
# Between Arabic letters, which are together anyway, nobody would see the one that sets them together.
INDIAN = _letters(0x0900, 0x0DFF)
JOINING = _letters(0x0620, 0x08FF) + INDIAN
APART = rf"(?<![{JOINING}])\u200c|\u200c(?![{JOINING}])"
TOGETHER = rf"(?<![{INDIAN}])\u200d|\u200d(?![{INDIAN}])"
# What Unicode itself says is not to be shown (Default_Ignorable_Code_Point), and the empty sign of braille.
# Both lists are read by PostgreSQL too, which writes them alike.
HIDDEN = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    rf"\U000e0000-\U000e0fff]|{APART}|{TOGETHER}"
)
SPACES = r"[\u0001-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"


def plain(name: str) -> str:
    return re.sub(SPACES, " ", unicodedata.normalize("NFC", seen(name))).strip(" ")


def seen(text: str) -> str:
    """All of it that can be seen."""
    return re.sub(HIDDEN, "", text)


def hides(text: str) -> bool:
    """Whether something stands in it that nobody sees, and nobody would write."""
    return seen(text) != text or any(
        unicodedata.category(each) == "Cc" for each in text if each not in "\n\t"
    )
