"""Everything the child's page shows, gathered with a fixed number of questions to the database."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from laget.cases.forms_filled import filled_in
from laget.cases.models import Basis, Case, TeamMember
from laget.cases.opened import Opened
from laget.handovers.queries import Baton, WithLeader, baton_of, why_with_leader
from laget.meetings.models import Meeting, VoiceEntry
from laget.moves.named import Facts, named_in
from laget.moves.queries import days_of, facts_of, progress_of, standing_of
from laget.pathway.published import pathway_of
from laget.people.models import Municipality
from laget.plans.models import Goal, Measure
from laget.plans.queries import effects_in_round
from laget.rules.access import Action, Relation, leads_case
from laget.rules.forms import Form
from laget.rules.pathway import Level, Pathway, Step
from laget.rules.progress import Progress, WayOn, doubted, fitting_first, warnings
from laget.rules.resources import Resource
from laget.rules.roles import holder_on
from laget.rules.standing import Standing
from laget.rules.step_states import StepState
from laget.rules.texts import Text
from laget.rules.turns import turn_of, turn_since
from laget.rules.vocabulary import Actor, Fact, Holding, fact_that_names
from laget.rules.waiting import Wait
from laget.staff.acting import whose
from laget.staff.child_rows import Around, around, meeting_of, plan_of, team_of
from laget.staff.timeline import Timeline, timeline_of
from laget.staff.ways import Way, deadline_for, lacking_for_all, ways_to
from laget.staff.which_pathway import which_pathway
from laget.staff.with_leader import may_decide, to_decide, to_know


@dataclass(frozen=True)
class ChildPage:
    opened: Opened
    pathway: Pathway
    progress: Progress
    standing: Standing
    team: list[TeamMember]
    voices: list[VoiceEntry]
    goals: list[Goal]
    loose_measures: list[Measure]
    next_meeting: Meeting | None
    around: Around
    timeline: Timeline
    named: Facts
    filled: set[str]
    baton: Baton | None

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def measures(self) -> list[Measure]:
        """Those that are worked on."""
        return [measure for goal in self.goals for measure in goal.live] + self.loose_measures  # type: ignore[attr-defined]

    @property
    def holder(self) -> TeamMember | None:
        return next((member for member in self.team if member.seat_id == self.opened.holder_id), None)

    @property
    def holder_called(self) -> Text:
        return holder_on(self.progress.level, self.pathway)

    @cached_property
    def with_leader(self) -> WithLeader | None:
        """Why somebody must first say who holds the baton, as Today says it to the leader. An offer that
        waits is hers alone: whoever made it holds the baton and goes on."""
        why = why_with_leader(self.baton, self.progress.level) if self.baton else None
        return None if why is WithLeader.UNANSWERED and not self.opened.may(Action.NAME_HOLDER) else why

    @property
    def may_decide_holder(self) -> bool:
        return self.with_leader is not None and may_decide(self.with_leader, self.opened)

    @property
    def holder_to_decide(self) -> str:
        said = to_decide if self.may_decide_holder else to_know
        return said(self.with_leader, self.baton) if self.with_leader and self.baton else ""

    @property
    def leading(self) -> list[TeamMember]:
        return [
            member
            for member in self.team
            if leads_case(member.basis, leads_unit=member.seat.leads(self.case.unit_id))
        ]

    @property
    def leaders(self) -> str:
        """By name, as the team shows them; in the municipality's word where none is in the team."""
        names = [member.seat.person.name for member in self.leading]
        return ", ".join(names) or whose(Actor.LEADER, self.opened, self.pathway, self.named)

    @property
    def told(self) -> list[TeamMember]:
        """Those of whom whoever wrote the worry reads whether they have opened it."""
        asks = Relation.AUTHOR in self.opened.relations and not self.case.closed_at
        return [member for member in self.leading if member.basis == Basis.LEADER] if asks else []

    @cached_property
    def next_way(self) -> Way | None:
        """The one named next step: what the step we stand at still lacks. Where that waits for a day, what
        was agreed for it."""
        first = [self.wait.fact] if self.wait else self.progress.most_pressing[:1]
        return next(iter(ways_to(first, self.pathway, self.case, self.measures)), None)

    @property
    def may_do_next(self) -> bool:
        return self.opened.may(self.next_way.action if self.next_way else Action.TAKE_EXIT)

    @property
    def waits_for(self) -> str:
        """Who does what the asker may not: by name, where the team shows whose it is."""
        by = self.next_step.by
        return self.turn_of(by)[1] or whose(by, self.opened, self.pathway, self.named)

    def turn_of(self, by: str) -> tuple[set[UUID], str]:
        """The seats whose turn it is, and their names as far as the team shows them."""
        opened, is_held = self.opened, self.holder is not None
        by = turn_of(by, self.named, author_is_here=opened.author_is_here, is_held=is_held)
        if somebody := self.named.get(fact_that_names(by)):
            return {somebody.seat_id}, somebody.name
        if by == Actor.AUTHOR:
            return {self.case.opened_by_id}, self.author
        if by == Actor.HOLDER and self.holder:
            return {self.holder.seat_id}, self.holder.seat.person.name
        return {member.seat_id for member in self.leading}, self.leaders

    @property
    def author(self) -> str:
        """Empty where whoever wrote the worry is not in the team."""
        return ", ".join(member.seat.person.name for member in self.team if member.basis == Basis.AUTHOR)

    @property
    def waits_since(self) -> date:
        return turn_since(self.progress, self._next_state)

    @cached_property
    def wait(self) -> Wait | None:
        """Until when there is nothing to do; None where there is."""
        return self.progress.wait_of(self._next_state)

    @cached_property
    def on(self) -> dict[UUID, str]:
        """The pathway that this case is on, and each other of the child's; nothing where there is but one."""
        return which_pathway([self.case, *self.around.others], self.around.pathways)

    @cached_property
    def lacking_for_all(self) -> list[str]:
        """What every way on lacks that is not open."""
        return lacking_for_all(self.progress.ways_on)

    @cached_property
    def ways_on(self) -> tuple[WayOn, ...]:
        """Those that fit the evaluation first."""
        return fitting_first(self.progress.ways_on, self._effects)

    @property
    def doubted(self) -> list[str]:
        """The ways for measures that have helped, when none has."""
        return doubted(self.ways_on, self._effects)

    @cached_property
    def _effects(self) -> list[str]:
        is_evaluated = Fact.MEASURES_REVIEWED in self.progress.standing.facts
        return effects_in_round(self.case) if is_evaluated else []

    @property
    def ways_for_all(self) -> list[Way]:
        return ways_to(self.lacking_for_all, self.pathway, self.case, self.measures)

    @property
    def may_change_plan(self) -> bool:
        return self.opened.may(Action.EDIT_PLAN)

    @property
    def due_for(self) -> str:
        """What the deadline to look at first is for, where that is not the next step itself."""
        named = self._next_state.missing if self.wait else self.progress.most_pressing[:1]
        return deadline_for(self.progress.next_due(), named, self.pathway)

    @property
    def next_step(self) -> Step:
        """The step that it is next of: where several are to be done now, the one that lacks it."""
        return self._next_state.step

    @cached_property
    def _next_state(self) -> StepState:
        first = self.progress.most_pressing[:1]
        found = (state for state in self.progress.turns if first and first[0] in state.missing)
        return next(found, self.progress.here)

    @property
    def forms(self) -> list[tuple[Form, bool]]:
        """The forms of what is to be done now, and those that are filled in already."""
        here = [form for state in self.progress.turns for form in state.step.forms]
        offered = {form.id for form in self.pathway.forms if not (form.guardians and self.case.sealed_at)}
        shown = (offered & set(here)) | self.filled
        return [(form, form.id in self.filled) for form in self.pathway.forms if form.id in shown]

    @property
    def tools(self) -> list[Resource]:
        """What there is to work with in what is to be done now."""
        named = [each for state in self.progress.turns for each in state.step.resources]
        return [self.pathway.resource(each) for each in dict.fromkeys(named)]

    @property
    def warnings(self) -> tuple[Any, ...]:
        steps = (state.step for state in self.progress.turns)
        return tuple(each for step in steps for each in warnings(step, self.standing))


def child_page(opened: Opened, now: datetime, here: Municipality) -> ChildPage:
    """`here` is the asker's own municipality, which needs no asking for."""
    case = opened.case
    facts = facts_of([case])[case.pk]
    goals, loose_measures = plan_of(case)
    next_meeting, voices = meeting_of(case)
    pathway = pathway_of(case.version_id)
    progress = progress_of(case, facts, now, days_of([case], here)[case.pk])
    actors = [
        *(state.step.by for state in progress.turns),
        *(exemption.by for exemption in pathway.exemptions),
        *(due.by for due in progress.dues),
    ]
    return ChildPage(
        opened=opened,
        pathway=pathway,
        progress=progress,
        standing=standing_of(case, facts),
        team=team_of(case),
        voices=voices,
        goals=goals,
        loose_measures=loose_measures,
        next_meeting=next_meeting,
        around=around(case),
        timeline=timeline_of(case),
        filled=filled_in(case) if pathway.forms else set(),
        named=named_in([(case, actors)]).get(case.pk, {}),
        baton=baton_of(case, now) if _may_lie_with_leader(opened, progress.level) else None,
    )


def _may_lie_with_leader(opened: Opened, level: Level) -> bool:
    """Asked further only then: the door has told who holds it, and whom it is offered to."""
    if opened.case.closed_at or level.holder is Holding.NONE:
        return False
    return not opened.holder_id or bool(opened.offered_to)
