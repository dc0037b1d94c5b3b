"""The form for a fact that the municipality's pathway declares."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from laget.rules.pathway import DeclaredFact
from laget.rules.vocabulary import FactKind
from laget.staff.forms.days import day_past


class FactForm(forms.Form):
    """Asks only for what this kind of fact needs."""

    named = forms.CharField(max_length=120, required=False)
    happened_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, declared: DeclaredFact, today: date, born_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.born_on = today, born_on
        self.fields["named"].label = _("Who?")
        self.fields["named"].required = declared.kind is FactKind.PERSON
        self.fields["happened_on"].label = _("Which day?")
        self.fields["happened_on"].help_text = _("Leave it empty for today.")
        self.fields["note"].label = _("Note")
        self.fields["note"].required = declared.kind is FactKind.NOTE
        if declared.kind is not FactKind.PERSON:
            del self.fields["named"]

    def clean_happened_on(self) -> date:
        return day_past(self.cleaned_data["happened_on"], today=self.today, born_on=self.born_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {"named": "", **cleaned}
