"""What people are asked for where a case stands: the same facts as the child's page leads to.

The page of a fact is opened from a link, and the case may have moved on since.
"""

from collections.abc import Iterable

from laget.rules.conditions import choices_of
from laget.rules.duties import Deadline
from laget.rules.progress import Progress
from laget.rules.step_states import State
from laget.rules.vocabulary import DATE


def asked_now(now: Progress) -> frozenset[str]:
    """Of the steps of this round, done or not, and of the ways on; and what a deadline that runs is for, or
    counts from a day of, which is all that is left when a case has ended."""
    lines = asked_by_deadlines(due.deadline for due in now.dues)
    if not now.standing.closed:
        walked = [state for state in now.steps if state.state is not State.PASSED_BY]
        lines |= {need for state in walked for need in state.step.done_when}
        lines |= {need for way in now.ways_on for need in way.exit.requires}
    return frozenset(fact for line in lines for fact in choices_of(line))


def asked_by_deadlines(deadlines: Iterable[Deadline]) -> set[str]:
    """What they are for, and of what told day they count."""
    lines = {line for each in deadlines for line in (each.fact, _told(each.counts_from))}
    return lines - {""}


def _told(moment: str) -> str:
    """The fact whose date it is: that may change, and be told anew."""
    prefix, _point, fact = moment.partition(".")
    return fact if prefix == DATE else ""
