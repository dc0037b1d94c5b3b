"""Whoever says no is not sent round between levels for ever: the checker tells it."""

from pathlib import Path

import pytest

from laget.rules.pathway_file import Unreadable, read

HEAD, _, REST = (
    (Path(__file__).parents[1] / "language" / "14-consents.toml").read_text().partition("[[level]]")
)
SEALED = REST[REST.index('[[level]]\nid = "sealed"') : REST.index("[[story]]")]


def level(name, title, *ways):
    step = (
        '[[level.step]]\nid = "talk"\ntitle.en = "Talk"\nby = "author"\ndone_when = ["concern_described"]\n'
    )
    exits = "".join(
        f'[[level.step.exit]]\nid = "way_{number}"\ntitle.en = "Way {number}"\n{way}\n'
        for number, way in enumerate(ways)
    )
    return f'[[level]]\nid = "{name}"\nlabel = "{name}"\ntitle.en = "{title}"\n{step}{exits}\n'


def of_two(*ways):
    """Level 1 leads to level 2 alone, and level 2 by these ways."""
    return f"{HEAD}{level('1', 'One', ON)}{level('2', 'Two', *ways)}{SEALED}"


ON, BACK, END = 'to = "level 2"', 'to = "level 1"', 'to = "closed"'
WITH_YES = f'{END}\nrequires = ["consent_given.nav"]'


def fault_of(text):
    with pytest.raises(Unreadable) as refused:
        read(text)
    (fault,) = refused.value.faults
    return fault


def test_an_end_for_whoever_says_yes_alone_is_told_at_the_level_that_has_it():
    text = of_two(WITH_YES, BACK)
    fault = fault_of(text)
    assert text.splitlines()[fault.line] == 'id = "2"'
    assert "Somebody may say no to “consent_given.nav”" in fault.message
    assert "a case on level “2” could then never end" in fault.message


@pytest.mark.parametrize("end", [END, 'to = "aftercare"', 'to = "return"'])
def test_one_end_that_waits_for_nobody_is_enough(end):
    aftercare = 'aftercare = "3 months"\n' if "aftercare" in end else ""
    read(aftercare + of_two(WITH_YES, BACK, end))


def test_an_end_on_another_level_is_enough():
    text = f"{HEAD}{level('1', 'One', ON, END)}{level('2', 'Two', WITH_YES, BACK)}{SEALED}"
    assert read(text)
