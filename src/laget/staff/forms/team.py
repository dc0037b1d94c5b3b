"""The forms for saying that an adult here is the concern, and for leaving the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from laget.people.models import Person, Seat
from laget.staff.forms.consent import said_seat

SOMEONE_ELSE = "else"


class AdultForm(forms.Form):
    """`near` are seats, and somebody may have two of them: a person is one choice."""

    def __init__(self, *args: Any, near: list[Seat], unit_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {}
        choices = []
        for seat in near:
            if str(seat.person_id) not in self.people:
                self.people[str(seat.person_id)] = seat.person
                said = said_seat(seat) if seat.unit_id == unit_id else f"{said_seat(seat)}, {seat.unit.name}"
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
        )

    @property
    def chosen(self) -> list[Person]:
        return [self.people[pk] for pk in self.cleaned_data["adults"] if pk != SOMEONE_ELSE]
