"""The forms for what the child says, and for why the child was not asked."""

from datetime import date
from typing import Any

from django import forms

from laget.foundation.whom import gettext as _
from laget.staff.forms.days import day_past


def ways_to_tell() -> list[tuple[str, str]]:
    return [
        ("talk", _("In a talk")),
        ("play", _("While playing")),
        ("drawing", _("In a drawing")),
        ("letter", _("In a letter")),
        ("through", _("Through somebody")),
    ]


class VoiceForm(forms.Form):
    def __init__(self, *args: Any, today: date, born_on: date | None, me: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.born_on = today, born_on
        self.fields["words"] = forms.CharField(
            label=_("What does the child say?"),
            help_text=_("Write the child’s own words, as exactly as you can."),
            max_length=4000,
            widget=forms.Textarea,
        )
        self.fields["how"] = forms.ChoiceField(
            label=_("How did the child tell it?"), choices=ways_to_tell(), widget=forms.RadioSelect
        )
        self.fields["told_to"] = forms.CharField(label=_("Told to whom?"), initial=me, max_length=120)
        self.fields["said_on"] = forms.DateField(
            label=_("Which day?"),
            required=False,
            initial=today,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def clean_said_on(self) -> date:
        return day_past(self.cleaned_data["said_on"], today=self.today, born_on=self.born_on)


class NotAskedForm(forms.Form):
    """Not asking is possible. Not saying why is not."""

    because = forms.CharField(max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label = _("Why has the child not been asked?")
        self.fields["because"].help_text = _(
            "The child has a right to be heard. Say what you will do about it."
        )
