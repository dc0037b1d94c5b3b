"""Names as they are written: two that look alike are the same, whatever cannot be seen stands in them.

Pasted from another program, a name may hold a soft hyphen, a sign that turns the direction, or a letter that
is put together of two. `plain_name` in SQL says the same, by the same two lists.
"""

import re
import unicodedata

# What Unicode itself says is not to be shown (Default_Ignorable_Code_Point), and the empty sign of braille.
# Both lists are read by PostgreSQL too, which writes them alike.
HIDDEN = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff]"
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
