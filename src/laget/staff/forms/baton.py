"""The forms for the baton: who shall hold it, what the next one must know, and the answer."""

from typing import Any

from django import forms

from laget.foundation.whom import gettext as _
from laget.handovers.queries import Candidates
from laget.people.models import Seat
from laget.staff.forms.consent import said_seat

YES, NO = "yes", "no"


class NameForm(forms.Form):
    def __init__(self, *args: Any, candidates: Candidates, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = ((_("In the team"), candidates.team), (unit, candidates.colleagues))
        self.seats = {str(seat.pk): seat for _name, seats in groups for seat in seats}
        self.fields["seat"] = forms.ChoiceField(
            label=_("Who?"),
            help_text=_("Somebody who is not in the team joins it with the baton."),
            choices=[
                ("", ""),
                *(
                    (name, [(str(seat.pk), said_seat(seat)) for seat in seats])
                    for name, seats in groups
                    if seats
                ),
            ],
        )

    @property
    def chosen(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]


class OfferForm(NameForm):
    """In a sealed case nobody is asked whether the family knows: it must not."""

    def __init__(self, *args: Any, sealed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["must_know"] = forms.CharField(
            label=_("What must the next one know?"),
            help_text=_(
                "Whoever you ask reads this before answering. "
                "One who is not in the team reads nothing else of the case."
            ),
            max_length=4000,
            widget=forms.Textarea,
        )
        if not sealed:
            self.fields["family_told"] = forms.ChoiceField(
                label=_("Have you talked with the child and the parents about it?"),
                choices=[(YES, _("Yes")), (NO, _("Not yet"))],
                widget=forms.RadioSelect,
            )

    def said(self) -> dict[str, Any]:
        return {
            "to_seat": self.chosen,
            "must_know": self.cleaned_data["must_know"],
            "family_told": self.cleaned_data.get("family_told") == YES,
        }


class DeclineForm(forms.Form):
    reason = forms.CharField(max_length=4000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why not?")
        self.fields["reason"].help_text = _("Whoever asked you reads this.")
