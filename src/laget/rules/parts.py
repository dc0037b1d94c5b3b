"""What there is of a case, and who sees which part of it: the other half of the table in rules/access.py."""

from enum import StrEnum

from laget.rules.access import Relation


class Part(StrEnum):
    """What is seen or hidden as one. A guard wants every table of a case in one of them."""

    CASE = "case"  # that there is one, whose, on which level, since when
    HOLDER = "holder"
    OFFER = "offer"  # of the baton: to whom, and what one must know
    INVITATION = "invitation"  # of a service: whose case, who asks, and for what
    CONCERNS = "concerns"
    NOTES = "notes"
    NOTES_TO_FAMILY = "notes_to_family"
    FORMS = "forms"
    FACTS = "facts"
    MOVES = "moves"
    VOICE = "voice"
    PLAN = "plan"
    GOALS = "goals"
    MEASURES = "measures"
    EVALUATIONS = "evaluations"
    MEETINGS = "meetings"
    MINUTES = "minutes"
    ANSWERS = "answers"
    OWN_ANSWER = "own_answer"
    TEAM = "team"
    KEPT_OUT = "kept_out"
    READERS = "readers"


R = Relation
IN_TEAM = frozenset({R.AUTHOR, R.LEADER, R.HOLDER, R.MEMBER})
FAMILY = IN_TEAM | {R.ANSWERING}

SEEN_BY: dict[Part, frozenset[Relation]] = {
    Part.CASE: FAMILY | {R.WORKLIST, R.OFFERED},
    Part.HOLDER: FAMILY | {R.WORKLIST, R.OFFERED},
    Part.OFFER: IN_TEAM | {R.OFFERED},
    # To the family only of a service, and not where it could tell of an adult here, or of where the child is.
    Part.INVITATION: FAMILY | {R.INVITED},
    Part.CONCERNS: IN_TEAM,
    Part.NOTES: IN_TEAM,
    Part.NOTES_TO_FAMILY: FAMILY,
    Part.FORMS: IN_TEAM,
    Part.FACTS: IN_TEAM,
    Part.MOVES: IN_TEAM,
    Part.VOICE: IN_TEAM,
    Part.PLAN: IN_TEAM,
    Part.GOALS: FAMILY,
    Part.MEASURES: FAMILY,
    Part.EVALUATIONS: IN_TEAM,
    # Of meetings and minutes the family reads of those it is asked to.
    Part.MEETINGS: FAMILY,
    Part.MINUTES: FAMILY,
    # What the other guardian has said, each of them hears from nobody.
    Part.ANSWERS: IN_TEAM,
    Part.OWN_ANSWER: FAMILY,
    Part.TEAM: IN_TEAM,
    Part.KEPT_OUT: IN_TEAM,
    Part.READERS: frozenset({R.ANSWERING}),
}
