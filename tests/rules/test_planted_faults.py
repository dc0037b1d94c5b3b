"""Every fault that the manual speaks of, planted in a file that is right, and told at its line and column.

`planted.toml` has a bit of everything. Each row of the tables beside this file says what stands in it, what
somebody wrote instead, where the fault is then told (the first place where these words stand), and what it
says.
"""

from pathlib import Path

import pytest

from laget.rules.pathway_file import Unreadable, read
from laget.rules.unknown_words import unknown
from rules import planted_in_names, planted_in_tables, planted_in_the_whole

RIGHT = (Path(__file__).parent / "planted.toml").read_text()
EVERY_WORD = (Path(__file__).parent / "every_word.toml").read_text()
EITHER = planted_in_the_whole.EITHER
PLANTED = [*planted_in_tables.PLANTED, *planted_in_names.PLANTED, *planted_in_the_whole.PLANTED]


def place_of(text, words):
    """Line and column of the first place where `words` stand."""
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def faults_of(text):
    with pytest.raises(Unreadable) as refused:
        read(text)
    return refused.value.faults


def test_the_file_in_which_they_are_planted_is_right():
    assert read(RIGHT).name == "tiny"


@pytest.mark.parametrize(("stands", "instead", "told_at", "says"), PLANTED)
def test_a_fault_is_told_at_its_line_and_column_and_in_words(stands, instead, told_at, says):
    assert stands in RIGHT
    text = RIGHT.replace(stands, instead, 1)
    told = [(fault.line, fault.column) for fault in faults_of(text) if says in fault.message]
    assert told[:1] == [place_of(text, told_at)], faults_of(text)


@pytest.mark.parametrize(("stands", "instead"), [planted[:2] for planted in PLANTED])
def test_one_fault_does_not_bury_the_reader_in_others(stands, instead):
    told = faults_of(RIGHT.replace(stands, instead, 1))
    assert len(told) == len(set(told)) <= 3


def test_all_faults_are_told_at_once_in_the_order_of_the_lines():
    text = RIGHT.replace('country = "no"', 'country = "se"').replace('kind = "note"', 'kind = "nota"')
    lines = [fault.line for fault in faults_of(text)]
    assert lines == [place_of(text, "country")[0], place_of(text, 'kind = "nota"')[0]]


def test_what_only_the_whole_can_show_is_told_when_every_table_is_right():
    text = RIGHT.replace('country = "no"', 'country = "se"').replace('to = "step 1.plan"', 'to = "level 9"')
    assert [fault.line for fault in faults_of(text)] == [place_of(text, "country")[0]]


@pytest.mark.parametrize(
    ("table", "instead", "known"),
    [
        ("level.step.deadline", "level.step.frist", "Known here: [[level.step.deadline]], [["),
        ("value", "verdi", "[[value]]"),
        ("body", "styre", "[[body]]"),
    ],
)
def test_a_table_that_nobody_knows_is_told_once_whatever_stands_below_it(table, instead, known):
    """Nor is what points to it told as unknown."""
    (told,) = faults_of(RIGHT.replace(f"[[{table}", f"[[{instead}"))
    assert f"“{instead.rpartition('.')[2]}” is no word of the language." in told.message
    assert known in told.message


@pytest.mark.parametrize("table", ["form.field", "form.field.option"])
def test_what_lacks_a_table_that_is_only_misspelt_is_not_told_too(table):
    (told,) = faults_of(EVERY_WORD.replace(f"[[{table}", f"[[{table}s"))
    assert f"Did you mean [[{table}]]?" in told.message


def test_a_second_level_that_protects_is_told():
    text = RIGHT.replace('label = "2"', 'label = "2"\nprotects = "violence"')
    assert "Only one [[level]] has protects" in " ".join(fault.message for fault in faults_of(text))


def test_a_level_without_a_step_is_told():
    text = RIGHT + '\n[[level]]\nid = "3"\nlabel = "3"\ntitle.nb = "Tre"\ntitle.en = "Three"\n'
    assert "Level “3” has no [[level.step]] and no [[level.exit]]." in [
        fault.message for fault in faults_of(text)
    ]


def test_a_step_that_every_way_passes_by_is_told():
    text = RIGHT.replace("beside = true\n", "").replace('to = "step 1.plan"', 'to = "step 1.decide"')
    text = text.replace('to = ["level 1", "level 2"]', 'to = ["step 1.decide", "level 2"]')
    (told,) = faults_of(text)
    assert (told.line, told.column) == place_of(text, '[[level.step]]\nid = "plan"')
    assert "No case ever comes to step “plan”" in told.message


def test_levels_inside_each_other_are_told_and_do_not_turn_for_ever():
    text = RIGHT.replace('label = "1"', 'label = "1"\ninside = "2"').replace(
        'label = "2"', 'label = "2"\ninside = "1"'
    )
    assert {fault.message for fault in faults_of(text)} == {
        "Level “1” is inside itself.",
        "Level “2” is inside itself.",
    }


def test_a_file_without_levels_is_told():
    text = RIGHT[: RIGHT.index("[[level]]")]
    assert "There is no [[level]] where a worry begins." in [fault.message for fault in faults_of(text)]


def test_of_many_names_the_nearest_are_told_and_of_few_all():
    many = [f"{letter}{number}" for letter in "abcdefgh" for number in range(10)]
    told = unknown("h_seven_7", many)
    assert told.startswith("“h_seven_7” is not known here. Of 80 known, the nearest: ")
    assert "h7" in told
    assert "a1" not in told
    assert unknown("h_seven_7", ["a1", "b2"]) == "“h_seven_7” is not known here. Known: a1, b2."


def test_an_empty_file_is_told_and_does_not_break_the_reader():
    assert {fault.line for fault in faults_of("")} == {1}


def test_a_question_that_is_answered_and_answered_in_one_way_can_be_met():
    asked = RIGHT.replace(EITHER, 'requires = ["how", "how.at_home", "wants or wants.no", "wants"]')
    for_a_no = '[[level.exit]]\nid = "end"\ntitle.nb = "Slutt"\ntitle.en = "End"\nto = "closed"\n\n'
    asked = asked.replace('[[level]]\nid = "2"', f'{for_a_no}[[level]]\nid = "2"')
    assert read(asked).name == "tiny"


def test_a_no_may_stand_beside_a_yes_that_the_case_can_do_without():
    exempt = '[[exemption]]\nfor = "wants"\nby = "leader"\nat_most = "1 week"\n\n[[exemption]]'
    without = RIGHT.replace("[[exemption]]", exempt, 1).replace(EITHER, 'requires = ["wants", "wants.no"]')
    assert read(without).name == "tiny"


def test_a_slip_of_the_hand_is_not_taken_for_what_strangers_look_for():
    slip = RIGHT.replace('requires = ["consent_given"]', 'requires = ["agenda_set"]', 1)
    assert not [fault for fault in faults_of(slip) if "how old" in fault.message]
