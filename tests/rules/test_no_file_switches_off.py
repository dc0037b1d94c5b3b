"""Files that say something no file may: each is told, or means what protects the child all the same."""

from itertools import pairwise

import pytest

from laget.rules.pathway_file import Unreadable, read
from laget.rules.vocabulary import OF_INVITED, OF_ONE_INVITED, Fact
from made_pathways import SEALED, TOP

LEVEL = """
[[fact]]
id = "red"
title.en = "Red"
to_do.en = "Red"

[[level]]
id = "a"
label = "A"
title.en = "First"
[[level.step]]
id = "one"
title.en = "One"
by = "author"
[[level.step.exit]]
id = "up"
title.en = "Up"
to = "level b"
checked_by = "leader"
[[level.step.exit]]
id = "away"
title.en = "Away"
to = "closed"
unless = ["adult_here"]

[[level]]
id = "b"
label = "B"
title.en = "Second"
[[level.step]]
id = "two"
title.en = "Two"
by = "author"
[[level.step.exit]]
id = "over"
title.en = "Over"
to = "closed"
checked_by = "team"
[[level.exit]]
id = "later"
title.en = "Ask again later"
to = "aftercare"
requires = ["red or grey"]
"""
FILE = TOP + LEVEL + SEALED


def told(text):
    try:
        read(text)
    except Unreadable as refused:
        return [fault.message for fault in refused.faults]
    return []


def declared(name):
    return (
        f'\n[[fact]]\nid = "{name}"\ntitle.en = "It"\nto_do.en = "Do it"\nkind = "choice"\n'
        '[[fact.option]]\nid = "leader_told"\ntitle.en = "Told"\n'
    )


def test_the_file_itself_is_right():
    assert told(FILE) == []
    assert told(FILE.replace("red or grey", "red or grey or blue") + declared("blue")) == []


def test_a_worry_stands_at_the_first_place_wherever_the_sealed_way_is_written():
    for text in (
        FILE.replace('languages = ["en"]', 'languages = ["en"]\norder = ["sealed", "a", "b"]'),
        SEALED,
    ):
        written = text if text is not SEALED else TOP + SEALED + LEVEL
        assert [level.id for level in read(written).levels] == ["a", "b", "sealed"]


@pytest.mark.parametrize(
    "name", [*Fact, "planned", "held", "category", "service", "took", "checked", "exempt", "named"]
)
def test_nobody_says_by_hand_what_laget_reads_by_itself(name):
    assert f"“{name}” is a word that Laget uses itself. Call this fact something else." in told(
        FILE + declared(name)
    )


def test_one_name_of_a_way_on_is_checked_by_one():
    assert told(
        FILE.replace(
            'id = "over"\ntitle.en = "Over"\nto = "closed"\nch',
            'id = "up"\ntitle.en = "Over"\nto = "closed"\nch',
        )
    ) == ["“up” is checked by “leader” on another level. Call one of them otherwise."]


@pytest.mark.parametrize(
    ("stands", "instead", "of"),
    [
        ('unless = ["adult_here"]', 'unless = ["adult_here or sealed"]', "adult_here or sealed"),
        (
            'done_when = ["leader_told"]',
            'done_when = ["leader_told and child_heard"]',
            "leader_told and child_heard",
        ),
        ('for = "red"', 'for = "red or leader_told"', "red or leader_told"),
    ],
)
def test_a_line_that_would_never_hold_is_told(stands, instead, of):
    assert any(f"“{of}” is not known here" in fault for fault in told(FILE.replace(stands, instead, 1)))


@pytest.mark.parametrize("fact", [*OF_INVITED, *OF_ONE_INVITED])
def test_a_sealed_case_waits_for_no_service_that_nobody_may_invite(fact):
    waits = SEALED.replace('done_when = ["leader_told"]', f'done_when = ["{fact}"]')
    assert "Guardians are never contacted here: the case is sealed." in told(TOP + LEVEL + waits)


@pytest.mark.parametrize("inside", [("r", "r"), ("r", "s", "r")])
def test_a_level_inside_itself_is_told_and_does_not_stop_the_reader(inside):
    roofs = "".join(
        f'\n[[level]]\nid = "{name}"\nlabel = "R"\ntitle.en = "Roof"\ninside = "{around}"\n'
        for name, around in pairwise(inside)
    )
    text = FILE.replace('to = "closed"\nunless', 'to = ["closed", "level r"]\nunless')
    assert "Level “r” is inside itself." in told(text + roofs)


def test_a_sealed_case_ends_only_after_its_last_step():
    ended = told(TOP + LEVEL + SEALED + '\n[[level.exit]]\nid = "away"\ntitle.en = "End"\nto = "closed"\n')
    assert "A sealed case ends after its last step: write this exit there." in ended


@pytest.mark.parametrize("consent", ["consent_given", "consent_given.nav"])
def test_no_case_is_exempt_from_consent(consent):
    free = f'\n[[exemption]]\nfor = "{consent}"\nby = "leader"\nat_most = "1 week"\n'
    assert "No case is exempt from the family’s consent." in told(TOP + free + LEVEL + SEALED)
