"""The forms for inviting a service, registering a guardian's answer, and letting somebody in on it."""

from datetime import date
from itertools import groupby
from typing import Any

from django import forms

from laget.cases.models import Case
from laget.consents.models import Answer
from laget.foundation.whom import gettext as _
from laget.people.models import Seat, Service
from laget.rules.subjects import YES_LASTS_YEARS
from laget.staff.forms.entry import refuse_names_in


class InviteForm(forms.Form):
    def __init__(self, *args: Any, services: list[Service], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        self.fields["service"] = forms.ChoiceField(
            label=_("Which service shall be invited?"),
            choices=[(pk, service.name) for pk, service in self.services.items()],
            widget=forms.RadioSelect,
        )
        self.fields["asks"] = forms.CharField(
            label=_("What do you ask of them?"),
            help_text=_(
                "Whoever is asked for a yes reads it. The service does when all have said yes. Be brief."
            ),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            validators=[refuse_names_in(case)],
        )

    @property
    def chosen(self) -> Service:
        return self.services[self.cleaned_data["service"]]


class AnswerForm(forms.Form):
    """Nothing is chosen beforehand, and no is as near as yes. Taking back needs something to take back."""

    def __init__(self, *args: Any, today: date, until: date, may_withdraw: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.today = today
        choices = {Answer.GIVEN: _("Yes"), Answer.REFUSED: _("No")}
        if may_withdraw:
            choices = {Answer.WITHDRAWN: _("Takes the consent back"), **choices}
        self.fields["answer"] = forms.ChoiceField(
            label=_("What is the answer?"), choices=list(choices.items()), widget=forms.RadioSelect
        )
        self.fields["until_on"] = forms.DateField(
            label=_("Until which day?"),
            help_text=_("Only for a yes. After this day the service sees nothing, and you ask again."),
            required=False,
            initial=until,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == Answer.GIVEN and "until_on" in cleaned:
            self._check_until(cleaned["until_on"])
        return cleaned

    def _check_until(self, until: date | None) -> None:
        if until is None:
            self.add_error("until_on", _("Choose the last day that the yes is for."))
        elif until < self.today:
            self.add_error("until_on", _("This day has passed."))
        elif until.year > self.today.year + YES_LASTS_YEARS:
            self.add_error("until_on", _("A yes lasts two years at most. Then you ask again."))


class LetInForm(forms.Form):
    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        self.fields["seat"] = forms.ChoiceField(
            label=_("Who shall join the team?"),
            help_text=_("This person sees the case for as long as the consent holds."),
            choices=[("", ""), *grouped(seats)],
        )

    @property
    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class JoinForm(forms.Form):
    """Whoever answers may name anybody of the unit; oneself stands first."""

    def __init__(self, *args: Any, seats: list[Seat], me: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in sorted(seats, key=lambda seat: seat.pk != me.pk)}
        self.fields["seat"] = forms.ChoiceField(
            label=_("Who joins the team?"),
            help_text=_("This person sees the case for as long as the consent holds."),
            choices=[(pk, said_seat(seat)) for pk, seat in self.seats.items()],
            widget=forms.RadioSelect,
        )
        self.refused = _("This person cannot join now. Choose somebody else.")

    @property
    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class DeclineForm(forms.Form):
    why = forms.CharField(
        label=_("Why can you not help now?"),
        help_text=_("The team reads it, and asks somebody else. Say who could help, if you know."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def grouped(seats: list[Seat]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a list of choices: people under the name of where they work."""
    by_unit = groupby(
        sorted(seats, key=lambda seat: (seat.unit.name, seat.person.name)), lambda seat: seat.unit.name
    )
    return [(unit, [(str(seat.pk), said_seat(seat)) for seat in group]) for unit, group in by_unit]


def said_seat(seat: Seat) -> str:
    return f"{seat.person.name}, {seat.title}"
