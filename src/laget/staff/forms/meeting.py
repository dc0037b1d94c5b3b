"""The forms for a meeting: planning it, its minutes, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware

from laget.cases.models import Case, TeamMember
from laget.foundation.clock import local_day
from laget.foundation.drafts import Begun
from laget.foundation.whom import gettext as _
from laget.meetings.models import ChildPart, Meeting
from laget.meetings.services import NOON
from laget.people.models import Person
from laget.rules.meetings import MeetingTemplate
from laget.rules.subjects import Answers, Apart
from laget.staff.forms.before_worry import ask_if_before
from laget.staff.forms.without_guardians import ask_if_none_came, is_for_guardians
from laget.staff.said import text as said

MOST = 20_000
A_CHILDHOOD = timedelta(days=25 * 365)  # a day further away than that is a slip of the hand
DAY, CLOCK = {"type": "date"}, {"type": "time"}


@dataclass(frozen=True)
class Choices:
    """Whom one may ask, and what for. In a sealed case there are neither guardians nor kinds with them.

    `beside` is a sealed case of the same child that one is inside.
    """

    kinds: tuple[MeetingTemplate, ...]
    team: list[TeamMember]
    guardians: list[Person]
    beside: Case | None


class WhenForm(forms.Form):
    """A day, a time and a place: to come, unless the meeting has been held."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["day"] = forms.DateField(
            label=_("Which day?"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
        )
        self.fields["clock"] = forms.TimeField(
            label=_("What time?"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
        )
        self.fields["place"] = forms.CharField(label=_("Where?"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, today, held = cleaned.get("day"), local_day(self.now), cleaned.get("held")
        if day and abs(day - today) > A_CHILDHOOD:
            self.add_error("day", _("Look at the year once more."))
        if day and held and day > today:
            self.add_error("day", _("This day has not come yet, so the meeting cannot have been held."))
        if day and not held and day < today:
            self.add_error("day", self.said_of_past())
        if held:
            self.errors.pop("clock", None)
        return cleaned

    def said_of_past(self) -> str:
        """A meeting that is on the page already has its own place to say that it was held."""
        return _("This day has passed. Choose a new day, or say above that the meeting has been held.")

    @property
    def starts_at(self) -> datetime:
        """Of a meeting that has been held a day is enough; it began before now, whatever the form says."""
        held = self.cleaned_data.get("held")
        clock = NOON if held else self.cleaned_data["clock"]
        moment = make_aware(datetime.combine(self.cleaned_data["day"], clock))
        return min(moment, self.now) if held else moment


class PlanForm(WhenForm):
    """A meeting to come; or, `is_over`, one that has been held, and is now written down with its minutes.

    `begun` is the draft that it shows.
    """

    begun: Begun | None = None
    field_order = ("template", "day", "clock", "held", "seats", "guardians", "child_part", "voice_by")

    def __init__(
        self, *args: Any, choices: Choices, case: Case, is_over: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_over = is_over or "who_came" in self.data
        self.choices, self.case = choices, case
        self.fields["template"] = forms.ChoiceField(
            label=_("Which meeting?"),
            choices=[(kind.id, said(kind.title)) for kind in choices.kinds],
            widget=forms.RadioSelect,
        )
        self.fields["held"] = forms.BooleanField(label=_("It has been held already"), required=False)
        self.fields["seats"] = _several(
            _("Who is invited from the team?"),
            ((str(each.seat_id), f"{each.seat.person.name}, {each.seat.title}") for each in choices.team),
        )
        if choices.guardians:
            self.fields["guardians"] = _several(
                _("Which guardians are invited?"), ((str(each.pk), each.name) for each in choices.guardians)
            )
        self.fields["child_part"] = forms.ChoiceField(
            label=_("Is %(child)s at the meeting?") % {"child": case.child.given_name},
            choices=_child_parts(),
            widget=forms.RadioSelect,
        )
        self.fields["voice_by"] = forms.CharField(
            label=_("Who brings the child’s words?"),
            help_text=_("When the child is not there, or wants somebody to say it."),
            max_length=120,
            required=False,
        )
        self._more()
        self.order_fields(self.field_order)
        if self.is_over:
            self._say_who_came()

    def _more(self) -> None:
        self.fields["purpose"] = forms.CharField(
            label=_("What is the meeting for?"), max_length=500, required=False
        )
        self.fields["others"] = forms.CharField(
            label=_("Others who are invited"),
            help_text=_("One name on each line."),
            max_length=1000,
            required=False,
            widget=forms.Textarea,
        )

    def said_of_past(self) -> str:
        return _("This day has passed. Choose a new day, or tick that it has been held already.")

    def clean_purpose(self) -> str:
        """The kind's own name says nothing more, and would stay in one language."""
        purpose: str = self.cleaned_data["purpose"]
        return "" if purpose in {said(kind.title) for kind in self.choices.kinds} else purpose

    def clean_others(self) -> list[str]:
        names = [line.strip()[:120] for line in self.cleaned_data["others"].splitlines()]
        return [name for name in names if name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.case.sealed_at and "guardians" in self.data:
            self.add_error(None, _("The case is sealed. Guardians cannot be invited."))
        if cleaned.get("held") and "who_came" not in self.data and self._is_untouched(cleaned):
            self._ask_who_came()
        if cleaned.get("held"):
            ask_if_before(self, "day", cleaned.get("day"), self.case.wonder_on)
            self._ask_for_guardians(cleaned)
        return cleaned

    def _ask_for_guardians(self, cleaned: dict[str, Any]) -> None:
        """Not together with who was there at all: that is asked first."""
        if "seats" in self.errors or not self.choices.guardians or cleaned.get("guardians"):
            return
        if is_for_guardians(self._kind(cleaned), self.case):
            ask_if_none_came(self, "guardians")

    def _kind(self, cleaned: dict[str, Any]) -> MeetingTemplate | None:
        return next((each for each in self.choices.kinds if each.id == cleaned.get("template")), None)

    def _is_untouched(self, cleaned: dict[str, Any]) -> bool:
        """Whether those are ticked whom the page had ticked itself, to be invited."""
        first = plan_initial(self._kind(cleaned), self.choices, self.case, local_day(self.now))
        return all(set(cleaned.get(who, [])) == set(first[who]) for who in ("seats", "guardians"))

    def _ask_who_came(self) -> None:
        """Nobody is taken to have come: the ticks are taken away, and whoever was there is ticked anew."""
        self.is_over = True
        self._say_who_came()
        sent: Any = self.data
        self.data = sent = sent.copy()
        for who in ("seats", "guardians"):
            sent.pop(who, None)
        self.add_error("seats", _("Tick each of those who were there. Nobody is taken to have come."))

    def _say_who_came(self) -> None:
        """What is asked of a meeting that is over, in place of who is invited."""
        self["day"].label = _("Which day was it held?")
        self["child_part"].label = _("Was %(child)s at the meeting?") % {"child": self.case.child.given_name}
        self["others"].label = _("Others who were there")
        self.fields["minutes"] = forms.CharField(
            label=_("Minutes"), max_length=MOST, required=False, widget=forms.Textarea
        )
        self["seats"].label = _("Who from the team was there?")
        if "guardians" in self.fields:
            self["guardians"].label = _("Which guardians were there?")
        for who in ("seats", "guardians"):
            if who in self.fields:
                self.fields[who].none_is_an_answer = True  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the service wants to know of it."""
        taken = ("template", "place", "purpose", "child_part", "voice_by", "others", "held")
        seats, guardians = self.cleaned_data["seats"], self.cleaned_data.get("guardians", [])
        return {name: self.cleaned_data[name] for name in taken} | {
            "starts_at": self.starts_at,
            "seats": [each.seat for each in self.choices.team if str(each.seat_id) in seats],
            "guardians": [each for each in self.choices.guardians if str(each.pk) in guardians],
        }


class MinutesForm(forms.Form):
    """`based_on` is the version the writer began from. A draft keeps it, so that an old one cannot hide that
    somebody else has written since."""

    minutes = forms.CharField(max_length=MOST, widget=forms.Textarea)
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].label = _("Minutes")

    def clean_minutes(self) -> str:
        return one_way(self.cleaned_data["minutes"])


class VoiceByForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice_by"] = forms.CharField(label=_("Who brings the child’s words?"), max_length=120)


class CancelForm(forms.Form):
    reason = forms.CharField(max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why is it called off?")
        self.fields["reason"].help_text = _("It stands in the minutes.")


def when_initial(meeting: Meeting) -> dict[str, Any]:
    moment = localtime(meeting.starts_at)
    return {"day": moment.date(), "clock": moment.time(), "place": meeting.place}


def plan_initial(kind: MeetingTemplate | None, choices: Choices, case: Case, day: date) -> dict[str, Any]:
    """So that booking is choosing a day: at two, here, with everybody whom the kind of meeting is for.

    The guardians of a young person, and of a child who has a sealed case, are asked only when somebody has
    chosen them.
    """
    with_family = kind is None or kind.guardians
    with_guardians = with_family and case.follows.apart is not Apart.GUARDIANS and not choices.beside
    herself = with_family and case.follows.answers is Answers.SELF
    return {
        "template": kind.id if kind else None,
        "day": day,
        "clock": time(14),
        "place": case.unit.name,
        "child_part": ChildPart.WHOLE if herself else None,
        "seats": [str(each.seat_id) for each in choices.team],
        "guardians": [str(each.pk) for each in choices.guardians] if with_guardians else [],
        "purpose": said(kind.title) if kind else "",
    }


def held_initial(kind: MeetingTemplate | None, case: Case, day: date) -> dict[str, Any]:
    """Of a meeting that is over nothing is known but the kind one came for: nobody is taken to have come."""
    return {"template": kind.id if kind else None, "day": day, "held": True, "place": case.unit.name}


def _child_parts() -> list[tuple[str, str]]:
    return [
        (ChildPart.WHOLE, _("All of it")),
        (ChildPart.PART, _("Part of it")),
        (ChildPart.NO, _("No")),
    ]


def _several(label: str, choices: Iterable[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), required=False, widget=forms.CheckboxSelectMultiple
    )


def one_way(text: str) -> str:
    """Browsers send line ends of two characters; what is kept and compared has one."""
    return text.replace("\r\n", "\n").strip()
