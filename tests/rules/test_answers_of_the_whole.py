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
WARNING = '\n[[level.step.warning]]\ntext.en = "They asked for no name."\n'


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
    some = ONLY_YES.replace('when = ["log_consent.no"]', 'when = ["adult_here"]\noptional = true')
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
