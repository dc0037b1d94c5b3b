"""Whoever moves a case to another version is told of forms that have come, gone or changed."""

from pathlib import Path

from laget.rules.difference import Change, Part, differences
from laget.rules.pathway_file import read

TEXT = (Path(__file__).parents[1] / "language" / "15-forms.toml").read_text()


def told(old, new):
    return [
        (each.change, each.title.said("en"))
        for each in differences(read(old), read(new))
        if each.part is Part.FACT
    ]


def test_a_question_that_is_another_is_told():
    assert told(TEXT, TEXT.replace("Since when?", "Since which day?")) == [(Change.CHANGED, "Absence plan")]


def test_a_form_that_comes_or_goes_is_told():
    more = TEXT.replace(
        '[[form]]\nid = "analysis"',
        '[[form]]\nid = "log"\ntitle.en = "Log"\n[[form.field]]\n'
        'id = "day"\nask.en = "Which day?"\n\n[[form]]\nid = "analysis"',
    )
    assert told(TEXT, more) == [(Change.NEW, "Log")]
    assert told(more, TEXT) == [(Change.GONE, "Log")]


def test_nothing_is_told_where_nothing_is_different():
    assert told(TEXT, TEXT) == []
