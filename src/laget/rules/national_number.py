"""The Norwegian national identity number, D-numbers among them: whether its two control digits are right.

The digits of the day and the month are not looked at: those of D-numbers and of invented people are raised.
"""

import re

ELEVEN = re.compile(r"[0-9]{11}")
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_national_number(written: str) -> bool:
    if not ELEVEN.fullmatch(written):
        return False
    digits = [int(each) for each in written]
    return not any(
        sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11
        for weights in (FIRST, SECOND)
    )
