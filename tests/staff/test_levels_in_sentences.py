"""A level inside a sentence: by the municipality's word and label, whatever the label is."""

import pytest

from laget.foundation.speech import speaking
from laget.rules.pathway_file import read
from laget.rules.targets import parse
from laget.staff.forms.move import said_place, said_target
from own_pathways import LANGUAGE, SHIPPED


def place(file, target):
    return said_place(parse(target), read(file), ())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "nivå 2: Jobb sammen med andre tjenester"),
        ("nn", "nivå 2: Jobb saman med andre tenester"),
        ("da", "niveau 2: Arbejd sammen med andre i kommunen"),
        ("en", "level 2: Work with other services"),
    ],
)
def test_a_number_is_said_with_the_word_for_level_in_each_language(language, said):
    with speaking(language):
        assert place(SHIPPED, "level 2") == said
        assert said_target("level 2", read(SHIPPED), (), None) == said[0].upper() + said[1:]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("a", "level A: Much help"),
        ("team", "“The blue team”: Together with the blue team"),
        ("b", "level 3.1: Some help"),
        ("sealed", "“Protect the child”"),
    ],
)
def test_a_letter_is_a_number_too_and_a_label_that_is_a_name_is_quoted(level, said):
    file = (LANGUAGE / "01-levels.toml").read_text()
    with speaking("en"):
        assert place(file, f"level {level}") == said


def test_a_step_is_said_by_its_name():
    with speaking("en"):
        assert (
            place(SHIPPED, "step 2.meet")
            == "level 2: Work with other services, at “Meet the family and the other services”"
        )
