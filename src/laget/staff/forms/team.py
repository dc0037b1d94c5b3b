"""The forms of the team: who is kept out of it, who comes in, and in a sealed case whom the law lets in."""

from typing import Any

from django import forms

from laget.cases.models import Case
from laget.consents.models import Consent
from laget.foundation.whom import gettext as _
from laget.people.models import Person, Seat
from laget.staff.forms.consent import grouped, said_seat
from laget.staff.forms.entry import refuse_names_in
from laget.staff.forms.move import ReasonForm

SOMEONE_ELSE = "else"


class AdultForm(forms.Form):
    """`near` are seats, and somebody may have two of them: a person is one choice."""

    def __init__(self, *args: Any, near: list[Seat], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {}
        choices = []
        for seat in near:
            if str(seat.person_id) not in self.people:
                self.people[str(seat.person_id)] = seat.person
                said = (
                    said_seat(seat)
                    if seat.unit_id == case.unit_id
                    else f"{said_seat(seat)}, {seat.unit.name}"
                )
                choices.append((str(seat.person_id), said))
        self.fields["adults"] = forms.MultipleChoiceField(
            label=_("Who is it?"),
            choices=[*choices, (SOMEONE_ELSE, _("Somebody not on the list"))],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose who it is about, so that this person does not see it.")},
        )
        self.fields["words"] = forms.CharField(
            label=_("What have you seen or heard?"),
            help_text=_("Describe events, not what you think they mean. The team reads this."),
            max_length=4000,
            widget=forms.Textarea,
            validators=[refuse_names_in(case)],
        )

    @property
    def chosen(self) -> list[Person]:
        return [self.people[pk] for pk in self.cleaned_data["adults"] if pk != SOMEONE_ELSE]


class TeamReasonForm(ReasonForm):
    """Why somebody comes in to the team or goes out of it, for the team to read."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].validators.append(refuse_names_in(case))


class ColleagueForm(forms.Form):
    def __init__(self, *args: Any, seats: list[Seat], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        self.fields["seat"] = forms.ChoiceField(
            label=_("Who shall join the team?"),
            choices=[("", ""), *((pk, said_seat(seat)) for pk, seat in self.seats.items())],
        )
        self.fields["reason"] = forms.CharField(
            label=_("What must this person know it for?"),
            help_text=_("The team reads this."),
            max_length=4000,
            widget=forms.Textarea,
            validators=[refuse_names_in(case)],
        )

    @property
    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class ByLawForm(forms.Form):
    def __init__(self, *args: Any, seats: list[Seat], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        self.fields["seat"] = forms.ChoiceField(
            label=_("Who shall join the team?"), choices=[("", ""), *grouped(seats)]
        )
        self.fields["reason"] = forms.CharField(
            label=_("Which law lets them in, and why now?"),
            help_text=_("The team reads this."),
            max_length=4000,
            widget=forms.Textarea,
            validators=[refuse_names_in(case)],
        )

    @property
    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class TakenBackForm(forms.Form):
    """Says who a guardian is to the child, and no name: none stands on any page of a sealed case."""

    def __init__(self, *args: Any, given: list[tuple[Consent, str]], case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = {str(consent.pk): consent for consent, _kind in given}
        self.fields["consent"] = forms.ChoiceField(
            label=_("Whose consent, and for which service?"),
            choices=[(str(consent.pk), _whose(consent, kind)) for consent, kind in given],
            widget=forms.RadioSelect,
        )
        self.fields["words"] = forms.CharField(
            label=_("When was it taken back, and how?"),
            max_length=4000,
            widget=forms.Textarea,
            validators=[refuse_names_in(case)],
        )

    @property
    def chosen(self) -> Consent:
        return self.given[self.cleaned_data["consent"]]


def _whose(consent: Consent, kind: str) -> str:
    """With the first letter of the name, since a child may have two mothers."""
    kinds = {"mother": _("Mother"), "father": _("Father"), "foster_parent": _("Foster parent")}
    guardian = kinds.get(kind, _("Guardian"))
    return f"{guardian} ({consent.guardian.name[:1]}.), {consent.service.name}"
