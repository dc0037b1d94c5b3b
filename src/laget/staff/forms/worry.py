"""The form for a worry: at most five answers, and only three of them needed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from laget.people.models import Child, Group, Seat
from laget.people.queries import seats_at
from laget.rules.pathway import Pathway
from laget.staff.said import text as said

NO, MAYBE, UNSURE, YES = "no", "maybe", "unsure", "yes"
SOMEONE_ELSE = "else"


class WorryForm(forms.Form):
    """`children` are those the asker may be worried about; `pathway` decides the categories."""

    def __init__(self, *args: Any, seat: Seat, pathway: Pathway, children: list[Child], now: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.children = {str(child.pk): child for child in children}
        self.now = now
        self.fields["child"] = forms.ChoiceField(
            label=_("Which child?"),
            choices=[(pk, f"{child.name} {child.group.name}") for pk, child in self.children.items() if child.group],
            widget=forms.RadioSelect,
        )
        self.fields["text"] = forms.CharField(
            label=_("What have you seen or heard?"),
            help_text=_("Describe events, not what you think they mean. One to three sentences are enough."),
            max_length=4000,
            widget=forms.Textarea,
        )
        self.fields["violence"] = forms.ChoiceField(
            label=_("Could it be about violence or abuse?"),
            choices=[(NO, _("No")), (MAYBE, _("Yes, or maybe")), (UNSURE, _("I am not sure"))],
            widget=forms.RadioSelect,
        )
        self.fields["adult_here"] = forms.ChoiceField(
            label=_("Is it about an adult who works here?"),
            choices=[(NO, _("No")), (YES, _("Yes"))],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["adult"] = forms.ChoiceField(
            label=_("Who is it?"),
            help_text=_("This person, and those who act in this person’s place, will not see the worry."),
            choices=[("", ""), *_adults(seat, now), (SOMEONE_ELSE, _("Somebody who is not on the list"))],
            required=False,
        )
        self.fields["category"] = forms.ChoiceField(
            label=_("What is it about?"),
            choices=[
                (category.id, said(category.title))
                for category in pathway.categories
                if not category.services or seat.unit.service.code in category.services
            ],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["wonder_on"] = forms.DateField(
            label=_("When did you begin to wonder?"),
            help_text=_("Deadlines are counted from this day. Leave it empty for today."),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}),
        )
        self.fields["share"] = forms.BooleanField(label=_("Share with my leader now"), required=False, initial=True)

    @property
    def names_adult(self) -> bool:
        """Whether the answer so far calls for one more question: who it is about."""
        return bool(self.data.get("adult_here") == YES)

    def clean_wonder_on(self) -> date | None:
        day: date | None = self.cleaned_data["wonder_on"]
        if day and day > self.now.date():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("adult_here") == YES and not cleaned.get("adult"):
            self.add_error("adult", _("Choose who it is about, so that this person does not see it."))
        return cleaned


def children_of(seat: Seat) -> list[Child]:
    """The children of the asker's own groups, or of the whole unit for those who have none."""
    groups = list(seat.groups.all()) or list(Group.objects.filter(unit=seat.unit))
    return list(
        Child.objects.filter(group__in=groups).select_related("group").order_by("group__name", "given_name")
    )


def _adults(seat: Seat, now: Any) -> list[tuple[str, str]]:
    return [
        (str(other.person_id), f"{other.person.name}, {other.title}")
        for other in seats_at(seat.unit_id, now)
        if other.person_id != seat.person_id
    ]
