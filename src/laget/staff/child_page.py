"""Everything the child's page shows, gathered with a fixed number of questions to the database."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from laget.cases.models import Case, TeamMember
from laget.meetings.models import Meeting, VoiceEntry
from laget.moves.queries import facts_of, progress_of, standing_of
from laget.pathway.published import pathway_of
from laget.plans.models import Goal, Measure
from laget.plans.queries import live_with_effect
from laget.rules.deadlines import Urgency
from laget.rules.pathway import Pathway
from laget.rules.progress import Progress, Standing, warnings
from laget.staff.doors import Opened
from laget.staff.timeline import timeline_of
from laget.staff.ways import Way, way_to


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
    meetings: list[Meeting]
    offered_to: str
    timeline: list[dict[str, Any]]

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def holder(self) -> TeamMember | None:
        return next((member for member in self.team if member.seat_id == self.opened.holder_id), None)

    @property
    def next_meeting(self) -> Meeting | None:
        """The first meeting that is planned and neither held nor called off."""
        coming = [meeting for meeting in self.meetings if not meeting.held_at and not meeting.cancelled_at]
        return min(coming, key=lambda meeting: meeting.starts_at, default=None)

    @property
    def next_way(self) -> Way | None:
        """The one named next step: what the step we stand at still lacks."""
        missing = self.progress.here.missing
        return way_to(min(missing, key=self._rank), self.pathway, self.case) if missing else None

    @property
    def warnings(self) -> tuple[Any, ...]:
        return warnings(self.progress.here.step, self.standing)

    def _rank(self, fact: str) -> tuple[bool, tuple[int, date]]:
        """What is late or due today first; otherwise the file's own order."""
        due = self.progress.due_for(fact)
        pressing = due is not None and due.urgency in (Urgency.OVERDUE, Urgency.TODAY)
        return (False, due.rank) if due and pressing else (True, (0, date.min))


def child_page(opened: Opened, now: datetime) -> ChildPage:
    case = opened.case
    facts = facts_of([case])[case.pk]
    measures = list(live_with_effect(case))
    return ChildPage(
        opened=opened,
        pathway=pathway_of(case.version_id),
        progress=progress_of(case, facts, now),
        standing=standing_of(case, facts),
        team=_team(case),
        voices=list(VoiceEntry.objects.filter(case=case).select_related("seat__person").order_by("-at")[:5]),
        goals=_goals(case, measures),
        loose_measures=[measure for measure in measures if measure.goal_id is None],
        meetings=list(Meeting.objects.filter(case=case).order_by("-starts_at")[:20]),
        offered_to=opened.offered_to,
        timeline=timeline_of(case),
    )


def _team(case: Case) -> list[TeamMember]:
    members = TeamMember.objects.filter(case=case, to_at=None).select_related(
        "seat__person", "seat__unit__service"
    )
    return list(members.order_by("from_at"))


def _goals(case: Case, measures: list[Measure]) -> list[Goal]:
    goals = list(Goal.objects.filter(case=case, ended_at=None).order_by("position"))
    for goal in goals:
        goal.live = [measure for measure in measures if measure.goal_id == goal.pk]  # type: ignore[attr-defined]
    return goals
