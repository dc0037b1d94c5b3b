"""Two names that look alike are the same, whatever cannot be seen stands in them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.rules.child_names import child_named
from laget.rules.names import hides, plain

ALIKE = [
    "Am\N{SOFT HYPHEN}alie", "\N{ZERO WIDTH SPACE}Amalie", "Amalie\N{ZERO WIDTH JOINER}",
    "Ama\N{WORD JOINER}lie",
    "\N{RIGHT-TO-LEFT OVERRIDE}Amalie\N{POP DIRECTIONAL FORMATTING}", "\N{BYTE ORDER MARK}Amalie",
    "Amalie\N{VARIATION SELECTOR-1}", "Amalie\N{NO-BREAK SPACE}", " Amalie\t", "Am\N{HANGUL FILLER}alie",
]  # fmt: skip
# A Persian, a Hindi, a Sinhala and a Malayalam name
JOINED = ["علی\u200cرضا", "श्री\u200cमान", "ශ්\u200dරියානි", "രാജന്\u200dരാജ"]


@pytest.mark.parametrize("name", ALIKE)
def test_what_looks_like_amalie_is_amalie(name):
    assert plain(name) == "Amalie"


@pytest.mark.parametrize(
    "name", ["Åse", "Ánne Márjá", "Bjørn-Erik", "O’Brien", "Nguyễn", "Žofie", "Øyvind Å."]
)
def test_a_name_that_people_have_stays_as_it_is_however_its_letters_are_put_together(name):
    assert plain(name) == plain(unicodedata.normalize("NFD", name)) == name
    assert not hides(name)


@pytest.mark.parametrize("name", JOINED)
def test_a_name_keeps_the_sign_that_sets_its_letters_apart_or_together(name):
    assert plain(name) == name
    assert not hides(name)


@pytest.mark.parametrize(
    "name",
    ["Am\u200calie", "\u200cعلی", "علی\u200d", "عل\u200dی", "علی\u200c\u200cرضا", "क\u200c", "क\u200d5"],
)
def test_elsewhere_such_a_sign_hides(name):
    assert hides(name)
    assert plain(name) == name.replace("\u200c", "").replace("\u200d", "")


@given(st.text())
def test_what_has_become_plain_is_plain(name):
    assert plain(plain(name)) == plain(name)
    assert not hides(plain(name)) or "\0" in name


def test_a_name_with_a_hidden_sign_is_a_name_in_a_text_about_a_class():
    assert child_named("Det er Str\N{SOFT HYPHEN}and som slår.", ["Strand"]) == "Strand"
