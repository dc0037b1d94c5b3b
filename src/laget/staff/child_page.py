"""Everything the child's page shows, gathered with a fixed number of questions to the database."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from laget.cases.models import Case, TeamMember
from laget.meetings.models import Meeting, VoiceEntry
from laget.moves.queries import facts_of, progress_of, standing_of
from laget.pathway.published import pathway_of
from laget.plans.models import Goal, Measure
from laget.rules.pathway import Pathway
from laget.rules.progress import Progress, warnings
from laget.rules.standing import Standing
from laget.rules.vocabulary import Holding
from laget.staff.child_rows import Around, around, meeting_of, plan_of, team_of
from laget.staff.doors import Opened
from laget.staff.timeline import timeline_of
from laget.staff.ways import Way, ways_to


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
    timeline: list[dict[str, Any]]

    @property
    def case(self) -> Case:
        return self.opened.case

    @property
    def holder(self) -> TeamMember | None:
        return next((member for member in self.team if member.seat_id == self.opened.holder_id), None)

    @property
    def lies_with_leader(self) -> bool:
        """Somebody should hold the baton, and nobody who may see the case does."""
        return self.progress.level.holder is Holding.REQUIRED and not self.holder and not self.case.closed_at

    @cached_property
    def next_way(self) -> Way | None:
        """The one named next step: what the step we stand at still lacks."""
        first = self.progress.most_pressing[:1]
        return next(iter(ways_to(first, self.pathway, self.case)), None)

    @property
    def warnings(self) -> tuple[Any, ...]:
        return warnings(self.progress.here.step, self.standing)


def child_page(opened: Opened, now: datetime) -> ChildPage:
    case = opened.case
    facts = facts_of([case])[case.pk]
    goals, loose_measures = plan_of(case)
    next_meeting, voices = meeting_of(case)
    return ChildPage(
        opened=opened,
        pathway=pathway_of(case.version_id),
        progress=progress_of(case, facts, now),
        standing=standing_of(case, facts),
        team=team_of(case),
        voices=voices,
        goals=goals,
        loose_measures=loose_measures,
        next_meeting=next_meeting,
        around=around(case),
        timeline=timeline_of(case),
    )
