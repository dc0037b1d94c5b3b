"""Whose turn it is and since when, and what somebody was named for, whoever's turn it is."""

from collections.abc import Container
from datetime import date

from laget.rules.conditions import choices_of
from laget.rules.deadlines import Due
from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Pathway
from laget.rules.progress import Progress
from laget.rules.standing import Standing
from laget.rules.step_states import State, StepState
from laget.rules.vocabulary import BEGAN, Actor, Fact, fact_that_names

QUIET_WEEKS = 4  # where the municipality has not said otherwise


def is_absent(by: str, named: Container[str], *, author_is_here: bool, is_held: bool) -> bool:
    """Whether the leader acts, since whoever should is not there, or not any more.

    `named` are the facts that have named somebody who is in the team still.
    """
    if fact := fact_that_names(by):
        return fact not in named
    return (by == Actor.AUTHOR and not author_is_here) or (by == Actor.HOLDER and not is_held)


def turn_of(by: str, named: Container[str], *, author_is_here: bool, is_held: bool) -> str:
    """Who is to do what a step gives `by`: anybody in the team may do the team's; the holder sees to it."""
    by = Actor.HOLDER if by == Actor.TEAM else by
    return Actor.LEADER if is_absent(by, named, author_is_here=author_is_here, is_held=is_held) else by


def turn_since(progress: Progress, state: StepState) -> date:
    """When what comes before a step was done and it was said whose it is, or else when the round began."""
    standing = progress.standing
    before = [other.step for other in progress.steps if state.step.waits_for(other.step)]
    facts = {fact for step in before for need in step.done_when for fact in choices_of(need)}
    facts.add(fact_that_names(state.step.by))
    days = [_since(fact, standing) for fact in facts if fact in standing.facts]
    return max([standing.round_since, *(day for day in days if day <= progress.today)])


def _since(fact: str, standing: Standing) -> date:
    """Without a break: what was said or done again was true before."""
    return standing.facts.get(f"{BEGAN}.{fact}", standing.facts[fact])


def named_for(pathway: Pathway, progress: Progress) -> list[tuple[DeclaredFact, Due | None]]:
    """The facts that have named somebody for what has not been done since, and by when it is to be.

    None in a sealed case: what was agreed before, perhaps with the guardians, is not done now.
    """
    facts = progress.standing.facts
    named = [fact for fact in pathway.facts if fact.then and fact.id in facts]
    if progress.standing.closed or Fact.SEALED in facts:
        return []
    return [
        (fact, _by_when(fact.then, progress))
        for fact in named
        if fact.then not in facts or facts[fact.then] < facts[fact.id]
    ]


def _by_when(then: str, progress: Progress) -> Due | None:
    """Its own deadline, or the day that was agreed on for a step which asks for it."""
    if own := progress.due_for(then):
        return own
    done = (State.DONE, State.PASSED_BY)
    steps = [each.step for each in progress.steps if each.state not in done]
    beside = [{fact for need in step.done_when for fact in choices_of(need)} for step in steps]
    asked = frozenset().union(*(facts for facts in beside if then in facts))
    agreed = [due for due in progress.dues if due.is_agreed and not asked.isdisjoint(due.deadline.facts)]
    return min(agreed, key=lambda due: due.rank, default=None)


def weeks_quiet(progress: Progress, since: date) -> int:
    """Whole weeks in which nothing was written or moved; none while a day that was agreed on is to come."""
    waits = any(due.is_agreed and due.on and due.on >= progress.today for due in progress.dues)
    if waits or progress.standing.closed or any(map(progress.wait_of, progress.turns)):
        return 0
    return (progress.today - max(since, progress.standing.round_since)).days // 7
