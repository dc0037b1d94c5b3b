"""Everything the page of a plan shows, gathered with a fixed number of questions to the database."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from laget.cases.models import Case, TeamMember
from laget.cases.opened import Opened
from laget.foundation.clock import local_day
from laget.foundation.drafts import Begun
from laget.foundation.whom import gettext as _
from laget.meetings.models import VoiceEntry
from laget.meetings.queries import guardians_to_ask, team_of
from laget.moves.queries import days_of
from laget.people.models import Seat
from laget.plans.models import Goal, Measure, Plan, Responsible
from laget.plans.queries import Check, Look, goals_of, measures_of, plan_of, worth_a_look
from laget.rules.access import Action
from laget.rules.days import Days
from laget.staff.forms.plan import Doer, MeasureForm, key_of, proposed, staff_key, strengths, values_of

NAME = 80  # as many letters of a name as a measure keeps


@dataclass(frozen=True)
class PlanPage:
    opened: Opened
    today: date
    plan: Plan
    goals: list[Goal]
    ended_goals: list[Goal]
    measures: list[Measure]
    ended_measures: list[Measure]
    voice: VoiceEntry | None
    team: list[TeamMember]

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def sealed(self) -> bool:
        return self.case.sealed_at is not None

    @property
    def may_change(self) -> bool:
        return self.opened.may(Action.EDIT_PLAN)

    @property
    def may_evaluate(self) -> bool:
        return self.opened.may(Action.EVALUATE) and bool(self.measures)

    @property
    def evaluated(self) -> bool:
        return any(measure.reviews.all() for measure in (*self.measures, *self.ended_measures))

    def measures_of(self, goal: Goal | None) -> list[Measure]:
        """Those of a goal; with None, those without a goal that is still worked for."""
        live = {each.pk for each in self.goals}
        wanted = goal.pk if goal else None
        return [m for m in self.measures if (m.goal_id if m.goal_id in live else None) == wanted]

    @property
    def strengths(self) -> list[tuple[str, str]]:
        """The questions that have been answered, with their answers."""
        asked = strengths(self.sealed).items()
        return [(label, words) for name, label in asked if (words := getattr(self.plan, name))]

    @property
    def looks(self) -> list[dict[str, Any]]:
        """What is worth a second look, in words, each with the place to do something about it."""
        here = {member.seat_id for member in self.team}
        looks = worth_a_look(self.goals, self.measures, sealed=self.sealed, today=self.today, team=here)
        return [{"text": _said(look), "href": self._place(look)} for look in looks]

    def _place(self, look: Look) -> str:
        if not look.about or not self.may_change:
            return ""
        name = "plan_goal" if look.check is Check.NO_SIGN else "plan_measure"
        return reverse(name, args=[self.case.pk, look.about.pk])


def plan_page(opened: Opened, today: date) -> PlanPage:
    case = opened.case
    goals, measures = list(goals_of(case)), list(measures_of(case))
    return PlanPage(
        opened=opened,
        today=today,
        plan=plan_of(case),
        goals=[goal for goal in goals if not goal.ended_at],
        ended_goals=[goal for goal in goals if goal.ended_at],
        measures=[measure for measure in measures if not measure.ended_at],
        ended_measures=[measure for measure in measures if measure.ended_at],
        team=team_of(case),
        voice=VoiceEntry.objects.filter(case=case).exclude(words="").order_by("-at").first(),
    )


def measure_form(
    sent: Any,
    opened: Opened,
    me: Seat,
    goals: list[Goal],
    now: datetime,
    *,
    measure: Measure | None = None,
    begun: Begun | None = None,
    team: list[TeamMember] | None = None,
) -> MeasureForm:
    """For a new measure it proposes; for one that is there it also offers what stands in it now."""
    today = local_day(now)
    stands = values_of(measure) if measure else proposed(me.pk, goals, today, _days(opened.case))
    initial = begun.dict() if begun else stands
    members, sealed = team or team_of(opened.case), opened.case.sealed_at is not None
    doers = _doers(opened.case, me, today, measure, members)
    return MeasureForm(sent, doers=doers, goals=goals, today=today, sealed=sealed, initial=initial)


def _days(case: Case) -> Days:
    return days_of([case])[case.pk]


def _doers(
    case: Case, me: Seat, today: date, measure: Measure | None, members: list[TeamMember]
) -> list[tuple[str, list[Doer]]]:
    """Me first, then the team; the family; anybody by name. A sealed case asks nothing of guardians."""
    seats = {me.pk: me} | {member.seat_id: member.seat for member in members}
    team = [
        Doer(
            staff_key(pk),
            f"{seat.person.name}, {seat.title}",
            Responsible.STAFF,
            seat.person.name[:NAME],
            seat,
        )
        for pk, seat in seats.items()
    ]
    child = Doer(Responsible.CHILD, case.child.given_name, Responsible.CHILD, case.child.given_name)
    family = [child] if case.sealed_at else [*_guardians(case, today), child]
    family_word = _("The child") if case.sealed_at else _("The family")
    known = {doer.key for doer in (*team, *family)}
    if measure and key_of(measure) not in {*known, Responsible.NETWORK}:
        team.append(_as_it_stands(measure))
    by_name = Doer(Responsible.NETWORK, _("Somebody else, by name"), Responsible.NETWORK)
    return [(_("The team"), team), (family_word, family), (_("Others"), [by_name])]


def _guardians(case: Case, today: date) -> list[Doer]:
    names = [guardian.name[:NAME] for guardian in guardians_to_ask(case, today)]
    return [Doer(f"{Responsible.GUARDIAN}:{name}", name, Responsible.GUARDIAN, name) for name in names]


def _as_it_stands(measure: Measure) -> Doer:
    """Somebody who is responsible and has left: one may change other things without choosing anew."""
    name = measure.responsible_name
    return Doer(key_of(measure), name, Responsible(measure.responsible), name, measure.responsible_seat)


def _said(look: Look) -> str:
    about = look.about.text if look.about else ""
    whose = look.about.responsible_name if isinstance(look.about, Measure) else ""
    return {
        Check.MANY_GOALS: _("There are more than three goals. Which come first?"),
        Check.NO_SIGN: _("How will it show? “%(goal)s”") % {"goal": about},
        Check.NOTHING_AT_HOME: _("No measure is at home."),
        Check.NOTHING_BY_FAMILY: _("No measure is the child’s or a parent’s own."),
        Check.EVALUATION_PAST: _("The day to evaluate has come. Evaluate, or choose a new day. “%(measure)s”")
        % {"measure": about},
        Check.NOT_BEGUN: _("It should be in place by now, and has not begun. “%(measure)s”")
        % {"measure": about},
        Check.NOT_HERE: _("%(name)s does not see the case any more. Who does it now? “%(measure)s”")
        % {"name": whose, "measure": about},
        Check.NO_EVALUATION: _("When do you look at how it went? “%(measure)s”") % {"measure": about},
    }[look.check]
