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


ROLES = (Path(__file__).parents[1] / "language" / "13-roles.toml").read_text()


def test_another_name_for_the_holder_or_another_law_is_told_with_the_level():
    def told_of_roles(new):
        return [
            (each.title.said("en"), each.place.said("en"))
            for each in differences(read(ROLES), read(new))
            if each.part is Part.ROLE
        ]

    assert told_of_roles(ROLES) == []
    assert told_of_roles(ROLES.replace('title.en = "planholder"', 'title.en = "Keeper of the plan"'))
    assert told_of_roles(ROLES.replace('role = "planholder"\n', ""))


def test_a_level_that_is_called_otherwise_is_told():
    new = differences(read(TEXT), read(TEXT.replace('title.en = "Wonder"', 'title.en = "Worry"')))
    assert [(each.change, each.part) for each in new] == [(Change.CHANGED, Part.LEVEL)]
