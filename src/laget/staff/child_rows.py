"""The rows of the child's page: the team, the plan, the next meeting and the child's voice before it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from laget.cases.models import Case, TeamMember
from laget.foundation.by_hand import Question
from laget.meetings.models import Meeting, VoiceEntry
from laget.people.models import Person, Seat
from laget.plans.models import Goal, Measure

TEAM = Question(
    """
    select member.*, seat.*, person.*
    from cases_teammember member
    join people_seat seat on seat.id = member.seat_id
    join people_person person on person.id = seat.person_id
    where member.case_id = %(case)s and member.to_at is null
      and member.seat_id in (select sees_now(%(case)s))
    order by member.from_at
    """,
    member=TeamMember,
    seat=Seat,
    person=Person,
)
PLAN = Question(
    """
    select goal.*, measure.*, said.effect, said.onward
    from (select * from plans_goal where case_id = %(case)s and ended_at is null) goal
    full join (select * from plans_measure where case_id = %(case)s and ended_at is null) measure
      on measure.goal_id = goal.id
    left join lateral (
      select effect, onward from plans_measurereview where measure_id = measure.id
      order by at desc, id desc limit 1
    ) said on true
    order by goal.position, measure.created_at
    """,
    goal=Goal,
    measure=Measure,
)
MEETING = Question(
    """
    select meeting.*, voice.*
    from (select) always
    left join (
      select * from meetings_meeting where case_id = %(case)s and held_at is null and cancelled_at is null
      order by starts_at limit 1
    ) meeting on true
    left join (
      select * from meetings_voiceentry where case_id = %(case)s and words <> '' order by at desc limit 2
    ) voice on true
    order by voice.at desc
    """,
    meeting=Meeting,
    voice=VoiceEntry,
)


AROUND = Question(
    """
    select other.*, other.sealed_at is not null and keeps_guardians_out(other.id) as keeps_out,
      left_behind.levels, left_behind.rounds, left_behind.newer, left_behind.pathways, left_behind.uncleared
    from (
      select array_agg(distinct from_level) levels,
        1 + count(*) filter (where kind = 'exit' and at > %(since)s) rounds,
        newer_version(%(version)s) newer,
        case when %(sealed)s then keeps_guardians_out(%(case)s) end uncleared, (
        select array_agg(name) from pathway_pathwayinuse where municipality_id = %(municipality)s
      ) pathways
      from moves_move where case_id = %(case)s
    ) left_behind
    left join cases_case other
      on other.child_id = %(child)s and other.id <> %(case)s and other.id = any((select my_cases())::uuid[])
      and not other.in_error
    order by keeps_out desc nulls last, other.closed_at is null desc, other.opened_at desc
    limit 5
    """,
    other=Case,
)


@dataclass(frozen=True)
class Around:
    """The levels that the case has gone on from, which round it is on this one, the newest version of its
    pathway where that is another, the child's other cases whose team one is in, the pathways that the
    municipality has in use, and the sealed case beside this one: nobody must forget it here. `uncleared` is
    for a sealed case: whether the guardians are still to be kept out."""

    levels_left: set[str]
    round: int
    newer_version: UUID | None
    others: list[Case]
    pathways: list[str]
    sealed_beside: Case | None
    uncleared: bool


def around(case: Case) -> Around:
    rows = AROUND.ask(
        case=case.pk,
        child=case.child_id,
        version=case.version_id,
        municipality=case.municipality_id,
        since=case.level_since or case.opened_at,
        sealed=case.sealed_at is not None,
    )
    _other, _keeps_out, levels, number, newer, pathways, uncleared = rows[0]
    others = [other for other, *_same in rows if other]
    sealed = next((other for other, keeps_out, *_same in rows if keeps_out), None)
    return Around(
        levels_left=set(levels or ()),
        round=number,
        newer_version=newer,
        others=others,
        pathways=pathways or [],
        sealed_beside=None if case.sealed_at else sealed,
        uncleared=bool(uncleared),
    )


def team_of(case: Case) -> list[TeamMember]:
    """Those who may see the case now: of one who has left work or whose consent is over nobody waits."""
    team = []
    for member, seat, person in TEAM.ask(case=case.pk):
        member.seat, seat.person = seat, person
        team.append(member)
    return team


def plan_of(case: Case) -> tuple[list[Goal], list[Measure]]:
    """The goals with their `live` measures, and those of no goal. Each has what was said of it last."""
    goals: dict[Any, Any] = {}
    loose = []
    for goal, measure, effect, onward in PLAN.ask(case=case.pk):
        if goal and goal.pk not in goals:
            goal.live = []
            goals[goal.pk] = goal
        if measure:
            measure.last_effect, measure.last_onward = effect, onward
        if measure and goal:
            goals[goal.pk].live.append(measure)
        elif measure and measure.goal_id is None:
            loose.append(measure)
    return list(goals.values()), loose


def meeting_of(case: Case) -> tuple[Meeting | None, list[VoiceEntry]]:
    """The next meeting that is planned, and what the child has said, the newest first: however often nobody
    has asked since."""
    rows = MEETING.ask(case=case.pk)
    return rows[0][0], [voice for _meeting, voice in rows if voice]
