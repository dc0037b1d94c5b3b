"""What is asked for in one place, and can be answered or counts only in another, is told."""

from pathlib import Path

import pytest

from laget.rules.pathway_file import Unreadable, read

RIGHT = (Path(__file__).parents[1] / "language" / "14-answers.toml").read_text()
RIGHT = RIGHT[: RIGHT.index("[[story]]")]
ASK, GO = 'done_when = ["log_consent or log_consent.no"]', 'id = "go"\ntitle.en = "Go on"\nby = "author"\n'
ONLY_YES = RIGHT.replace(ASK, 'done_when = ["log_consent"]')
OF_LEVEL = RIGHT.replace('kind = "choice"', 'kind = "choice"\nlasts = "level"')
CALL = 'done_when = ["concern_described"]\n'
ANYWHERE = '[[level.exit]]\nid = "end"\ntitle.en = "They say no"\nto = "closed"\n'
WARNING = '\n[[level.step.warning]]\ntext.en = "They asked for no name."\n'


def with_a_way_on_for_a_no(text):
    return text.replace('\n[[level]]\nid = "sealed"', f'\n{ANYWHERE}\n[[level]]\nid = "sealed"')


def told(text):
    with pytest.raises(Unreadable) as refused:
        read(text)
    (fault,) = refused.value.faults
    return text.splitlines()[fault.line - 1], fault.column, fault.message


def test_two_steps_that_need_two_answers_to_one_question_are_told():
    again = (
        'id = "again"\ntitle.en = "Again"\nby = "author"\ndone_when = ["log_consent.no"]\n\n[[level.step]]\n'
    )
    line, column, says = told(ONLY_YES.replace(GO, again + GO))
    assert (line, column) == ("[[level.step]]", 1)
    assert "Nobody ever comes past step “again”" in says
    assert "“log_consent” and “log_consent.no” are answers to one question" in says


def test_a_step_that_is_not_there_for_everybody_asks_nothing_of_the_others():
    some = with_a_way_on_for_a_no(ONLY_YES).replace(
        'when = ["log_consent.no"]', 'when = ["adult_here"]\noptional = true'
    )
    assert read(some.replace('["how"]', '["how", "log_consent.no"]'))


@pytest.mark.parametrize("key", ["when", "unless"])
def test_an_answer_that_counts_only_where_it_is_said_is_told_where_nobody_asks(key):
    assert CALL in RIGHT
    line, column, says = told(OF_LEVEL.replace(CALL, f'{CALL}{WARNING}{key} = ["how.anonymous"]\n'))
    assert (line, column) == (f'{key} = ["how.anonymous"]', 1)
    assert "“how” counts only on the level where it is said" in says
    assert "level “sealed”" in says


def test_it_is_right_where_it_is_asked_for_and_where_it_lasts():
    read(OF_LEVEL.replace(GO, f'{GO}{WARNING}when = ["how.anonymous"]\n'))
    read(RIGHT.replace(CALL, f'{CALL}{WARNING}when = ["how.anonymous"]\n'))


def test_an_answer_that_nobody_offers_is_told():
    line, _column, says = told(RIGHT.replace('requires = ["how.anonymous"]', 'requires = ["how.anonymus"]'))
    assert line == 'requires = ["how.anonymus"]'
    assert "Did you mean “how.anonymous”?" in says


@pytest.mark.parametrize("key", ["requires", "when"])
def test_a_way_on_that_needs_another_answer_than_a_step_before_it_is_told(key):
    spoilt = ONLY_YES.replace('requires = ["log_consent"]', f'{key} = ["log_consent.no"]')
    line, column, says = told(spoilt)
    assert (line, column) == (f'{key} = ["log_consent.no"]', 1)
    assert "Nobody can ever take “log”, for a step before it needs another answer: “log_consent” and" in says


def test_a_sealed_case_that_no_answer_lets_out_is_told():
    last = '[[level.step]]\nid = "last"\ntitle.en = "Last"\nby = "author"\ndone_when = ["leader_told"]\n'
    spoilt = RIGHT.replace(CALL, f'done_when = ["how.alone"]\n\n{last}')
    read(spoilt)
    spoilt = f'{spoilt.rstrip()}\nrequires = ["how.anonymous"]\n'
    line, _column, says = told(spoilt)
    assert line == 'requires = ["how.anonymous"]'
    assert "Nobody can ever take “handed_over”" in says


def test_a_way_on_for_those_who_pass_the_other_answer_by_is_right():
    """The step before it is not there for everybody, or a case comes in after it."""
    read(RIGHT.replace('requires = ["how.anonymous"]', 'requires = ["how.anonymous", "log_consent.no"]'))
    on = ONLY_YES.replace('requires = ["how.anonymous"]', 'requires = ["log_consent.no"]')
    entry = '\n[[entry]]\nid = "later"\ntitle.en = "Later"\nto = "step 0.go"\n'
    on = with_a_way_on_for_a_no(on)
    read(on.replace("\n[[level]]", f"{entry}\n[[level]]", 1))
