"""The form that says that a meeting has been held, and who came."""

from datetime import date
from typing import Any

from django import forms

from laget.foundation.clock import local_day
from laget.foundation.whom import gettext as _
from laget.meetings.models import Attendee, Meeting, Presence
from laget.staff.forms.before_worry import ask_if_before
from laget.staff.forms.days import day_past
from laget.staff.forms.meeting import A_CHILDHOOD, DAY
from laget.staff.forms.without_guardians import ask_if_none_came


class HeldForm(forms.Form):
    """Which day it was held, and for each who was asked: did they come? Nobody is taken to have come.

    With `all_came` one answer is enough; whoever is said to have been away has been, all the same.
    `not_asked` are those who could have been there too, as rows that are not saved. `wants_guardians`: the
    meeting is for them.
    """

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        attendees: list[Attendee],
        not_asked: list[Attendee],
        wants_guardians: bool,
        wonder_on: date,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wonder_on, self.today, self.wants_guardians = wonder_on, today, wants_guardians
        self.not_asked = {key_of(each): each for each in not_asked}
        self.attendees = {self.field_of(each): each for each in attendees}
        if any(each.presence == Presence.INVITED for each in attendees):
            self.fields["all_came"] = forms.BooleanField(label=_("All who were asked came"), required=False)
        for name, each in self.attendees.items():
            self.fields[name] = forms.ChoiceField(
                label=each.name,
                choices=[("", ""), *said_presence()[1:]],
                initial=each.presence if each.presence != Presence.INVITED else "",
                error_messages={"required": _("Came, or not?")},
            )
        if self.not_asked:
            self.fields["came_too"] = forms.MultipleChoiceField(
                label=_("Who else was there?"),
                choices=[(key, each.name) for key, each in self.not_asked.items()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["held_on"] = forms.DateField(
            label=_("Which day was it held?"),
            initial=min(local_day(meeting.held_at or meeting.starts_at), today),
            widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        )

    @staticmethod
    def field_of(attendee: Attendee) -> str:
        return f"who-{attendee.pk}"

    def clean_held_on(self) -> date:
        day = day_past(self.cleaned_data["held_on"], today=self.today)
        if self.today - day > A_CHILDHOOD:
            raise forms.ValidationError(self.fields["held_on"].error_messages["invalid"])
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unsaid = [name for name in self.attendees if not self.data.get(name)]
        if cleaned.get("all_came"):
            for name in unsaid:
                self.errors.pop(name, None)
                cleaned[name] = Presence.PRESENT
        ask_if_before(self, "held_on", cleaned.get("held_on"), self.wonder_on)
        if self.wants_guardians and not self.errors and not self._guardian_came():
            ask_if_none_came(self, self._first_guardian())
        return cleaned

    def _guardian_came(self) -> bool:
        there = (Presence.PRESENT, Presence.PART)
        came = [each for name, each in self.attendees.items() if self.cleaned_data.get(name) in there]
        return any(each.guardian_id for each in (*came, *self.came_too))

    def _first_guardian(self) -> str:
        named = (name for name, each in self.attendees.items() if each.guardian_id)
        return next(named, "came_too" if self.not_asked else "held_on")

    @property
    def came_too(self) -> list[Attendee]:
        return [self.not_asked[key] for key in self.cleaned_data.get("came_too", ())]

    @property
    def presence(self) -> dict[Any, str]:
        return {each.pk: self.cleaned_data[name] for name, each in self.attendees.items()}


def key_of(attendee: Attendee) -> str:
    return str(attendee.seat_id or attendee.guardian_id or "child")


def said_presence() -> list[tuple[str, str]]:
    return [
        (Presence.INVITED, _("Invited")),
        (Presence.PRESENT, _("Present")),
        (Presence.PART, _("Part of the time")),
        (Presence.ABSENT, _("Not there")),
    ]
