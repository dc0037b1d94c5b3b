"""A way on that `unless` closes by the very thing it needs is told, on its line; one that is open is not."""

import pytest

from laget.rules.pathway_file import Unreadable, read
from made_pathways import SEALED, TOP

SOME_DO_WITHOUT_RED = TOP.replace('aftercare = "1 month"\n', "")
EXEMPTION = SOME_DO_WITHOUT_RED[
    SOME_DO_WITHOUT_RED.index("[[exemption]]") : SOME_DO_WITHOUT_RED.index("[[fact]]")
]
NOBODY_DOES_WITHOUT = SOME_DO_WITHOUT_RED.replace(EXEMPTION, "")
FACTS = "".join(
    f'\n[[fact]]\nid = "{name}"\ntitle.en = "{name}"\nto_do.en = "{name}"\n' for name in ("red", "blue")
)
ELSE = '[[level.step.exit]]\nid = "else"\ntitle.en = "Else"\nto = "closed"\n'


def level(*steps):
    return '\n[[level]]\nid = "a"\nlabel = "A"\ntitle.en = "First"\n' + "".join(steps)


def step(id_, done, also=""):
    return f'\n[[level.step]]\nid = "{id_}"\ntitle.en = "S"\nby = "author"\ndone_when = {done}\n{also}'


def way(says, at="level.step.exit"):
    return f'[[{at}]]\nid = "away"\ntitle.en = "Away"\nto = "closed"\n{says}\n'


def told(level_, top=NOBODY_DOES_WITHOUT):
    text = top + FACTS + level_ + SEALED
    try:
        read(text)
    except Unreadable as refused:
        return [(text.splitlines()[each.line - 1], each.message) for each in refused.faults]
    return []


ALL = '["red", "blue", "grey or grey.no"]'
CLOSED = {
    "what it requires itself": level(step("one", ALL, ELSE + way('requires = ["red"]\nunless = ["red"]'))),
    "what its step needs": level(
        step("one", '["blue"]', ELSE + way('unless = ["blue"]')),
        step("two", ALL, ELSE.replace("else", "other")),
    ),
    "what a step before it needs": level(
        step("one", '["blue"]'), step("two", ALL, ELSE + way('unless = ["blue"]'))
    ),
    "two that are both needed": level(step("one", ALL, ELSE + way('unless = ["red and blue"]'))),
    "each of those it may choose from": level(step("one", ALL, ELSE + way('unless = ["grey", "grey.no"]'))),
    "what it applies when": level(
        step(
            "one",
            '["grey or grey.no", "blue"]',
            ELSE + way('when = ["red"]\nrequires = ["blue"]\nunless = ["blue"]'),
        ),
        step("z", '["red"]', "optional = true\n"),
    ),
    "what every case has": level(step("one", ALL, ELSE + way('unless = ["concern_described"]'))),
    "on all of its level": level(step("one", ALL, ELSE))
    + way('requires = ["blue"]\nunless = ["blue"]', "level.exit"),
}


@pytest.mark.parametrize("why", CLOSED)
def test_a_way_that_is_closed_by_what_it_needs_is_told_with_its_line(why):
    ((line, message),) = told(CLOSED[why])
    assert line.startswith("unless") and "Nobody can ever take “away”" in message, (line, message)


def test_a_step_that_goes_when_it_is_done_takes_its_way_on_along():
    ((line, message),) = told(
        level(
            step("one", '["blue", "grey or grey.no"]', ELSE),
            step("two", '["red"]', 'unless = ["red"]\n' + way("")),
        )
    )
    assert line == 'unless = ["red"]' and "“away”" in message


OPEN = {
    "another fact": level(
        step("one", '["blue", "grey or grey.no"]', ELSE + way('unless = ["red"]')),
        step("z", '["red"]', "optional = true\n"),
    ),
    "one of two": level(step("one", ALL, ELSE + way('unless = ["grey"]'))),
    "two of which one is not needed": level(
        step("one", '["blue", "grey or grey.no"]', ELSE + way('unless = ["red and blue"]')),
        step("z", '["red"]', "optional = true\n"),
    ),
    "what an optional step needs": level(
        step("z", '["red"]', "optional = true\n"),
        step("one", '["blue", "grey or grey.no"]', ELSE + way('unless = ["red"]')),
    ),
}


@pytest.mark.parametrize("why", OPEN)
def test_a_way_that_somebody_can_take_is_no_fault(why):
    assert told(OPEN[why]) == []


def test_whoever_does_without_what_closes_the_way_can_take_it():
    text = level(step("one", ALL, ELSE + way('unless = ["red"]')))
    assert len(told(text)) == 1
    assert told(text, SOME_DO_WITHOUT_RED) == []
