"""The form for a decision at a meeting: what, who, by when, and when to see whether it helped."""

from datetime import date, datetime
from typing import Any

from django import forms

from laget.cases.models import Case, TeamMember
from laget.foundation.clock import local_day
from laget.foundation.speech import gettext as _
from laget.people.models import Person
from laget.plans.models import Arena, Goal, Responsible
from laget.rules.days import Days
from laget.staff.forms.days import day_agreed, day_to_propose
from laget.staff.forms.plan import BEGUN_WITHIN, EVALUATED_AFTER

CHILD, ELSE = "child", "else"
DAY = {"type": "date"}


class DecisionForm(forms.Form):
    """One short line. Where it happens follows from who does it; the plan is the place to say more."""

    def __init__(
        self,
        *args: Any,
        case: Case,
        team: list[TeamMember],
        guardians: list[Person],
        goals: list[Goal],
        evaluate_at: datetime | None,
        today: date,
        days: Days,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.today = case, today
        self.team = {f"seat-{each.seat_id}": each.seat for each in team}
        self.guardians = {f"guardian-{each.pk}": each for each in guardians}
        self.goals = {str(goal.pk): goal for goal in goals}
        self.fields["text"] = forms.CharField(label=_("What shall be done?"), max_length=500)
        self.fields["who"] = forms.ChoiceField(label=_("Who does it?"), choices=self._people())
        self.fields["name"] = forms.CharField(
            label=_("Name, when it is somebody else"), max_length=80, required=False
        )
        self.fields["by_on"] = _a_day(_("By when?"), day_to_propose(today + BEGUN_WITHIN, today, days), today)
        self.fields["evaluate_on"] = _a_day(
            _("When do we see whether it helps?"),
            local_day(evaluate_at) if evaluate_at else day_to_propose(today + EVALUATED_AFTER, today, days),
            today,
        )
        if goals:
            self.fields["goal"] = self._goal_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        who, name = cleaned.get("who"), cleaned.get("name")
        if who == ELSE and not name:
            self.add_error("name", _("Write who does it."))
        elif who and who != ELSE and name:
            self.add_error("name", _("Choose somebody on the list, or write a name. Not both."))
        by_on, evaluate_on = cleaned.get("by_on"), cleaned.get("evaluate_on")
        if by_on and by_on < self.today:
            self.add_error("by_on", _("This day has passed."))
        if evaluate_on and evaluate_on <= self.today:
            self.add_error("evaluate_on", _("Choose a day that is still to come."))
        elif by_on and evaluate_on and evaluate_on < by_on:
            self.add_error("evaluate_on", _("Choose a day after it is to be done."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the plan's service wants to know of it."""
        days = {name: self.cleaned_data[name] for name in ("by_on", "evaluate_on")}
        goal = self.goals.get(self.cleaned_data.get("goal", ""))
        responsible = self._responsible(self.cleaned_data["who"])
        return {"text": self.cleaned_data["text"], "goal": goal, **days, **responsible}

    def _responsible(self, who: str) -> dict[str, Any]:
        if who in self.team:
            seat = self.team[who]
            return _doer(Responsible.STAFF, Arena.UNIT, seat.person.name) | {"responsible_seat": seat}
        if who in self.guardians:
            return _doer(Responsible.GUARDIAN, Arena.HOME, self.guardians[who].name)
        if who == CHILD:
            return _doer(Responsible.CHILD, Arena.UNIT, self.case.child.given_name)
        return _doer(Responsible.NETWORK, Arena.NETWORK, self.cleaned_data["name"])

    def _goal_field(self) -> forms.ChoiceField:
        """Where there is but one goal, what is decided is most likely for it."""
        choices = [("", _("No particular goal")), *((pk, goal.text) for pk, goal in self.goals.items())]
        only = choices[-1][0] if len(self.goals) == 1 else ""
        return forms.ChoiceField(
            label=_("Which goal is it for?"), choices=choices, initial=only, required=False
        )

    def _people(self) -> list[tuple[str, str]]:
        return [
            ("", ""),
            *((key, f"{seat.person.name}, {seat.title}") for key, seat in self.team.items()),
            *((key, person.name) for key, person in self.guardians.items()),
            (CHILD, self.case.child.given_name),
            (ELSE, _("Somebody else")),
        ]


def _doer(responsible: Responsible, arena: Arena, name: str) -> dict[str, Any]:
    return {"responsible": responsible, "arena": arena, "responsible_name": name[:80]}


def _a_day(label: str, initial: date, today: date) -> forms.DateField:
    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    return forms.DateField(label=label, initial=initial, widget=widget, validators=[day_agreed(today)])
