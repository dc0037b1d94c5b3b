"""The forms of the plan: words, strengths, goals and measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms

from laget.foundation.whom import gettext as _
from laget.people.models import Seat
from laget.plans.models import Arena, Goal, Measure, Responsible
from laget.rules.days import Days
from laget.staff.forms.days import day_agreed, day_to_propose
from laget.staff.said import day as in_short
from laget.staff.said import day_and_year, sentence

LONGEST = 4000
EVALUATED_AFTER = timedelta(weeks=4)
BEGUN_WITHIN = timedelta(weeks=1)


@dataclass(frozen=True)
class Doer:
    """Somebody who may be responsible for a measure. `key` is how a form names them."""

    key: str
    label: str
    kind: Responsible
    name: str = ""
    seat: Seat | None = None


class PlanForm(forms.Form):
    """A form whose fields are columns of the plan, unless `FIELD_OF` says otherwise.

    `ALONG_WITH` names the fields that answer the same question as another.
    """

    FIELD_OF: Mapping[str, str] = {}
    ALONG_WITH: Mapping[str, tuple[str, ...]] = {}

    def columns(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def shown(self, column: str, value: Any) -> str:
        """A value of a column as people read it."""
        return str(value or _("Nothing"))

    def field_of(self, column: str) -> str:
        return self.FIELD_OF.get(column, column)


def words(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONGEST, widget=forms.Textarea
    )


class WordsForm(PlanForm):
    """Words found together. Of a sealed case, without a word that would send anybody to the guardians."""

    def __init__(self, *args: Any, sealed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(sealed)

    def ask(self, sealed: bool) -> None:
        raise NotImplementedError


class BehindForm(WordsForm):
    def ask(self, sealed: bool) -> None:
        self.fields["behind"] = words(
            _("What may lie behind?"),
            _("Think of school or kindergarten, home, the child, leisure. Nothing has to be filled in."),
        )
        self.fields["needs"] = words(
            _("What does the child need?"),
            "" if sealed else _("Check with the child and the parents that you understood."),
        )


class StrengthsForm(WordsForm):
    def ask(self, sealed: bool) -> None:
        self.fields |= {name: words(label) for name, label in strengths(sealed).items()}


def title_of(part: str) -> str:
    return {
        "behind": _("What may lie behind, and what the child needs"),
        "strengths": _("What gives strength"),
    }[part]


def strengths(sealed: bool) -> dict[str, str]:
    """What gives motivation, hope and ideas: a question for each column."""
    about_the_child = {
        "likes": _("What does the child like to do?"),
        "matters": _("What matters to the child?"),
        "solved_before": _("What has the child managed before?"),
        "qualities": _("Which qualities of the child’s can help now?"),
    }
    about_both = {
        "likes": _("What do the child and the family like to do?"),
        "matters": _("What matters to the child and the family?"),
        "solved_before": _("What have they solved before?"),
        "qualities": _("Which qualities of theirs can help now?"),
    }
    return (about_the_child if sealed else about_both) | {
        "relations": _("Who gives good support?"),
        "good_places": _("Where does the child have good experiences?"),
    }


class GoalForm(PlanForm):
    """`needed_in` is the title of the step that asks for a goal with a sign: until then it may wait."""

    def __init__(self, *args: Any, needed_in: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words(_("When it is solved, what is different?"), required=True)
        hint = _("Something everybody can see or hear.")
        if needed_in:
            hint += " " + _("It can wait, but “%(step)s” is not done without it.") % {"step": needed_in}
        self.fields["sign"] = words(_("It shows when …"), hint)
        self.fields["sign"].can_wait = bool(needed_in)  # type: ignore[attr-defined]

    def stands_already(self) -> None:
        """Known only once the plan is the writer's alone: somebody may have set the same goal meanwhile."""
        self.add_error("text", _("This goal stands in the plan already."))


class MeasureForm(PlanForm):
    """`doers` are (group, people) in the order they are offered; `goals` the live ones."""

    FIELD_OF = {
        "responsible": "who",
        "responsible_seat_id": "who",
        "responsible_name": "who",
        "goal_id": "goal",
    }
    ALONG_WITH = {"who": ("name",)}

    def __init__(
        self,
        *args: Any,
        doers: list[tuple[str, list[Doer]]],
        goals: list[Goal],
        today: date,
        sealed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.doers = {doer.key: doer for _group, people in doers for doer in people}
        self.goals = {str(goal.pk): goal for goal in goals}
        self.today = today
        self.fields["text"] = forms.CharField(
            label=_("What will be done?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["arena"] = forms.ChoiceField(
            label=_("Where?"), choices=Arena.choices, widget=forms.RadioSelect
        )
        self.fields["who"] = forms.ChoiceField(
            label=_("Who does it?"),
            choices=[(group, [(doer.key, doer.label) for doer in people]) for group, people in doers],
        )
        self.fields["name"] = forms.CharField(
            label=_("Somebody else, by name"),
            help_text=_("Only somebody who will not tell the guardians.")
            if sealed
            else _("A grandmother, a coach, a friend. First name is enough."),
            required=False,
            max_length=80,
        )
        self.fields["evaluate_on"] = _day(_("When do you look at how it went?"), today)
        self.fields["by_on"] = _day(_("When should it be in place?"), today)
        self.fields["goal"] = forms.ChoiceField(
            label=_("Which goal is it for?"),
            choices=[("", _("No particular goal")), *((pk, goal.text) for pk, goal in self.goals.items())],
            required=False,
        )

    def clean_evaluate_on(self) -> date | None:
        day: date | None = self.cleaned_data["evaluate_on"]
        if day and day <= self.today and "evaluate_on" in self.changed_data:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        who, name = cleaned.get("who"), cleaned.get("name", "")
        if name and "name" in self.changed_data and who != Responsible.NETWORK:
            if "who" in self.changed_data:
                self.add_error("name", _("Choose somebody on the list, or write a name. Not both."))
            cleaned["who"] = Responsible.NETWORK
        elif who == Responsible.NETWORK and not name:
            self.add_error("name", _("Write who it is."))
        by_on, evaluate_on = cleaned.get("by_on"), cleaned.get("evaluate_on")
        if by_on and evaluate_on and evaluate_on < by_on and "evaluate_on" not in self.errors:
            self.add_error("evaluate_on", _("Choose a day after it is to be in place."))
        return cleaned

    @property
    def summary(self) -> str:
        """What need not be opened: the proposed day is shown, and may stand."""
        day = self.initial.get("evaluate_on")
        if self.is_bound or not day:
            return _("When, and for which goal")
        return sentence(_("Evaluated %(day)s. Another day, or for a goal?") % {"day": in_short(day)})

    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        doer = self.doers[said["who"]]
        return {
            "text": said["text"],
            "arena": said["arena"],
            "responsible": doer.kind,
            "responsible_seat_id": doer.seat.pk if doer.seat else None,
            "responsible_name": doer.name or said["name"],
            "goal_id": self.goals[said["goal"]].pk if said["goal"] else None,
            "by_on": said["by_on"],
            "evaluate_on": said["evaluate_on"],
        }

    def new(self) -> dict[str, Any]:
        """As the service for a new measure wants it."""
        columns, doer = self.columns(), self.doers[self.cleaned_data["who"]]
        goal = self.goals.get(self.cleaned_data["goal"])
        apart = ("responsible_seat_id", "goal_id")
        rest = {column: value for column, value in columns.items() if column not in apart}
        return {**rest, "responsible_seat": doer.seat, "goal": goal}

    def shown(self, column: str, value: Any) -> str:
        if column == "arena":
            return str(Arena(value).label)
        if column == "goal_id":
            return (
                self.goals[str(value)].text if value and str(value) in self.goals else _("No particular goal")
            )
        return day_and_year(value) if isinstance(value, date) else super().shown(column, value)


def proposed(seat_id: UUID, goals: list[Goal], today: date, days: Days) -> dict[str, Any]:
    """What a new measure's form proposes: me, the only goal, and days that somebody is at work."""
    return {
        "who": staff_key(seat_id),
        "goal": str(goals[0].pk) if len(goals) == 1 else "",
        "by_on": day_to_propose(today + BEGUN_WITHIN, today, days),
        "evaluate_on": day_to_propose(today + EVALUATED_AFTER, today, days),
    }


def values_of(measure: Measure) -> dict[str, Any]:
    """A measure as its form shows it."""
    by_name = measure.responsible == Responsible.NETWORK
    return {
        "text": measure.text,
        "arena": measure.arena,
        "who": key_of(measure),
        "name": measure.responsible_name if by_name else "",
        "goal": str(measure.goal_id or ""),
        "by_on": measure.by_on,
        "evaluate_on": measure.evaluate_on,
    }


def key_of(measure: Measure) -> str:
    if measure.responsible == Responsible.STAFF and measure.responsible_seat_id:
        return staff_key(measure.responsible_seat_id)
    if measure.responsible in (Responsible.STAFF, Responsible.GUARDIAN):
        return f"{measure.responsible}:{measure.responsible_name}"
    return measure.responsible


def staff_key(seat_id: UUID) -> str:
    return f"{Responsible.STAFF}:{seat_id}"


def _day(label: str, today: date) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=[day_agreed(today)])
