"""The forms for what a pathway asks people to record."""

from datetime import date
from typing import Any

from django import forms

from laget.foundation.speech import gettext as _
from laget.people.models import Seat
from laget.rules.declared import DeclaredFact
from laget.rules.vocabulary import NO, YES, FactKind
from laget.staff.forms.days import day_past, day_told
from laget.staff.said import text

SOMEBODY_ELSE = "else"


class FactForm(forms.Form):
    """Asks only for what this kind of fact needs. `team` are the seats that may be named."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    named_seat = forms.ChoiceField(required=False)
    named = forms.CharField(max_length=120, required=False)
    happened_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(max_length=4000, required=False, widget=forms.Textarea)

    def __init__(
        self,
        *args: Any,
        declared: DeclaredFact,
        team: list[Seat],
        today: date,
        born_on: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.born_on, self.team = today, born_on, {str(seat.pk): seat for seat in team}
        self.tells_a_date = declared.kind is FactKind.DATE
        self.fields["happened_on"].label = _("Which day?")
        self.fields["happened_on"].required = self.tells_a_date
        self.fields["happened_on"].help_text = "" if self.tells_a_date else _("Leave it empty for today.")
        is_note = declared.kind is FactKind.NOTE
        self.fields["note"].label = (is_note and text(declared.ask)) or _("Note")
        self.fields["note"].required = is_note
        self._ask_who(declared)
        self._ask_what(declared)

    @property
    def asks_itself(self) -> bool:
        """Whether a field of the form is the question, which then need not stand above it too."""
        return "answer" in self.fields or self.fields["note"].required

    def _ask_who(self, declared: DeclaredFact) -> None:
        if declared.kind is not FactKind.PERSON:
            del self.fields["named"], self.fields["named_seat"]
            return
        choices = [(key, f"{seat.person.name}, {seat.title}") for key, seat in self.team.items()]
        self.fields["named_seat"] = forms.ChoiceField(
            label=_("Who?"), choices=[("", ""), *choices, (SOMEBODY_ELSE, _("Somebody else"))]
        )
        self.fields["named"].label = _("If it is somebody else: who?")
        self.fields["happened_on"].label = _("Which day did you agree on it?")
        self.order_fields(["named_seat", "named"])

    def _ask_what(self, declared: DeclaredFact) -> None:
        if declared.kind is FactKind.YES_NO:
            choices = [(YES, _("Yes")), (NO, _("No"))]
        else:
            choices = [(option.id, text(option.title)) for option in declared.options]
        if not choices:
            del self.fields["answer"]
            return
        self.fields["answer"] = forms.ChoiceField(
            label=text(declared.ask) or text(declared.title), choices=choices, widget=forms.RadioSelect
        )

    def clean_happened_on(self) -> date:
        may_be = day_told if self.tells_a_date else day_past
        return may_be(self.cleaned_data["happened_on"], today=self.today, born_on=self.born_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seat = self.team.get(cleaned.get("named_seat") or "")
        named = seat.person.name if seat else cleaned.get("named", "")
        if seat and cleaned.get("named"):
            self.add_error("named", _("Choose somebody on the list, or write a name. Not both."))
        elif named:
            self.errors.pop("named_seat", None)  # whoever writes a name has said who it is
        elif cleaned.get("named_seat") == SOMEBODY_ELSE:
            self.add_error("named", _("Write who it is."))
        return {"answer": "", **cleaned, **self._dates(cleaned), "named": named, "named_seat": seat}

    def _dates(self, cleaned: dict[str, Any]) -> dict[str, date | None]:
        """What is told today of a day to come has happened today."""
        told = cleaned.get("happened_on")
        if told is None or not self.tells_a_date:
            return {}
        return {"happened_on": min(told, self.today), "told_date": told}
