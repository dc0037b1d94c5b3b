"""The forms for what the child says, and for why the child was not asked."""

from datetime import date
from typing import Any

from django import forms

from laget.cases.models import Case
from laget.foundation.whom import gettext as _
from laget.rules.subjects import Tells
from laget.staff.forms.days import day_past


def ways_to_tell() -> dict[str, str]:
    return {
        Tells.TALK: _("In a talk"),
        Tells.PLAY: _("While playing"),
        Tells.DRAWING: _("In a drawing"),
        Tells.LETTER: _("In a letter"),
        Tells.THROUGH: _("Through somebody"),
    }


class VoiceForm(forms.Form):
    """What the child says. Not asking is possible; not saying why is not."""

    def __init__(self, *args: Any, today: date, case: Case, me: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.born_on = today, case.child.born_on
        ways = ways_to_tell()
        self.fields["words"] = forms.CharField(
            label=_("What does the child say?"),
            help_text=_("Write the child’s own words, as exactly as you can."),
            max_length=4000,
            widget=forms.Textarea,
            error_messages={"required": _("Write the answer, or below it why nobody has asked.")},
        )
        self.fields["how"] = forms.ChoiceField(
            label=_("How did the child tell it?"),
            choices=[(way, ways[way]) for way in case.follows.tells],
            widget=forms.RadioSelect,
        )
        self.fields["told_to"] = forms.CharField(label=_("Told to whom?"), initial=me, max_length=120)
        self.fields["said_on"] = forms.DateField(
            label=_("Which day?"),
            required=False,
            initial=today,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

        self.fields["because"] = forms.CharField(
            label=_("Why has the child not been asked?"),
            help_text=_("The child has a right to be heard. Say what you will do about it."),
            required=False,
            max_length=2000,
            widget=forms.Textarea,
        )

    def clean(self) -> dict[str, Any]:
        """Where only the reason is written, there is nothing to tell of how and to whom."""
        cleaned = super().clean() or {}
        if cleaned.get("because") and not self.data.get("words", "").strip():
            for name in ("words", "how", "told_to"):
                self.errors.pop(name, None)
        return cleaned

    def clean_said_on(self) -> date:
        return day_past(self.cleaned_data["said_on"], today=self.today, born_on=self.born_on)
