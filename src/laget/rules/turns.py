"""Since when it is somebody's turn."""

from datetime import date

from laget.rules.conditions import choices_of
from laget.rules.progress import Progress
from laget.rules.standing import Standing
from laget.rules.step_states import StepState
from laget.rules.vocabulary import BEGAN, fact_that_names


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
