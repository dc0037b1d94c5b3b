"""One of the pathway's own forms: its questions are the file's, and its answers are kept by their names."""

from datetime import date
from typing import Any

from django import forms

from laget.foundation.speech import gettext as _
from laget.rules.forms import Field, FieldKind, Form
from laget.rules.vocabulary import NO, YES
from laget.staff.said import day_and_year, text

LONGEST = 4000


class OwnForm(forms.Form):
    """`based_on` is the version the writer began from; a draft keeps it."""

    def __init__(self, *args: Any, asked: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields["based_on"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
        for field in asked.fields:
            self.fields[name_of(field)] = _field(field)

    @property
    def answers(self) -> dict[str, str]:
        """Only what was answered, as it is kept."""
        given = {field.id: self.cleaned_data[name_of(field)] for field in self.asked.fields}
        return {name: _kept(value) for name, value in given.items() if value}


def name_of(field: Field) -> str:
    return f"answer-{field.id}"


def initial_of(asked: Form, answers: dict[str, str], version: int) -> dict[str, Any]:
    return {name_of(field): answers.get(field.id, "") for field in asked.fields} | {"based_on": version}


def said_answers(asked: Form | None, answers: dict[str, str]) -> list[tuple[str, str]]:
    """Each question with its answer in words. What is asked no more is shown by its name."""
    fields = {field.id: field for field in asked.fields} if asked else {}
    known = [
        (text(field.ask), _said(field, answers[name])) for name, field in fields.items() if name in answers
    ]
    return known + [(name, value) for name, value in answers.items() if name not in fields]


def _field(field: Field) -> forms.Field:
    said: dict[str, Any] = {
        "label": text(field.ask),
        "help_text": text(field.help),
        "required": field.required,
    }
    match field.kind:
        case FieldKind.DATE:
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **said)
        case FieldKind.CHOICE | FieldKind.YES_NO:
            return forms.ChoiceField(choices=_choices(field), widget=forms.RadioSelect, **said)
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea, **said)


def _choices(field: Field) -> list[tuple[str, str]]:
    if field.kind is FieldKind.YES_NO:
        return [(YES, _("Yes")), (NO, _("No"))]
    return [(option.id, text(option.title)) for option in field.options]


def _kept(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value).replace("\r\n", "\n").strip()


def _said(field: Field, value: str) -> str:
    if field.kind is FieldKind.DATE and (day := _day(value)):
        return day_and_year(day)
    return dict(_choices(field)).get(value, value) if field.kind is not FieldKind.TEXT else value


def _day(value: str) -> date | None:
    """None for what was answered while an earlier version of the pathway asked for something else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
