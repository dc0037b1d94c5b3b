"""The form for a fact that the municipality's pathway declares."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from laget.rules.pathway import DeclaredFact
from laget.rules.vocabulary import FactKind


class FactForm(forms.Form):
    """Asks only for what this kind of fact needs."""

    named = forms.CharField(max_length=120, required=False)
    happened_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, declared: DeclaredFact, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["named"].label = _("Who?")
        self.fields["named"].required = declared.kind is FactKind.PERSON
        self.fields["happened_on"].label = _("Which day?")
        self.fields["happened_on"].help_text = _("Leave it empty for today.")
        self.fields["note"].label = _("Note")
        self.fields["note"].required = declared.kind is FactKind.NOTE
        if declared.kind is not FactKind.PERSON:
            del self.fields["named"]

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {"named": "", **cleaned}
