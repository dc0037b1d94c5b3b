"""Who may do what with a case, and when: one table for doors, pages, row policies and the printed matrix.

Who sees which part of a case is the other half of it: rules/parts.py.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from laget.rules.vocabulary import Actor, fact_that_names


class Relation(StrEnum):
    """What somebody is to a case."""

    AUTHOR = "author"
    LEADER = "leader"
    HOLDER = "holder"
    MEMBER = "member"
    OFFERED = "offered"
    WORKLIST = "worklist"
    INVITED = "invited"
    ANSWERING = "answering"  # in the family: whose yes is asked for, as rules/subjects.py says


class State(StrEnum):
    """What is true of a case, beside its place in the pathway. It is either open or ended."""

    OPEN = "open"
    ENDED = "ended"
    SEALED = "sealed"
    ADULT_HERE = "adult_here"  # an adult who works here is the concern
    IN_ERROR = "in_error"


class Action(StrEnum):
    SEE_CASE = "see_case"
    SEE_AS = "see_as"
    WRITE_ENTRY = "write_entry"
    ADD_CONCERN = "add_concern"
    TELL_LEADER = "tell_leader"
    RECORD_FACT = "record_fact"
    FILL_FORM = "fill_form"
    HEAR_CHILD = "hear_child"
    EDIT_PLAN = "edit_plan"
    PLAN_MEETING = "plan_meeting"
    WRITE_MINUTES = "write_minutes"
    EVALUATE = "evaluate"
    INVITE_SERVICE = "invite_service"
    ANSWER_INVITATION = "answer_invitation"
    RECORD_CONSENT = "record_consent"
    TAKE_BACK_CONSENT = "take_back_consent"
    TAKE_EXIT = "take_exit"
    SEAL = "seal"
    CLEAR_GUARDIANS = "clear_guardians"
    REGISTER_IN_ERROR = "register_in_error"
    REOPEN = "reopen"
    OFFER_BATON = "offer_baton"
    ANSWER_BATON = "answer_baton"
    NAME_HOLDER = "name_holder"
    TAKE_BATON = "take_baton"
    JOIN_AS_LEADER = "join_as_leader"
    LET_IN_BY_LAW = "let_in_by_law"
    ADD_COLLEAGUE = "add_colleague"
    LEAVE_TEAM = "leave_team"
    TAKE_OUT = "take_out"
    NAME_ADULT = "name_adult"


@dataclass(frozen=True)
class Grant:
    """To whom, and in which states of the case: in all of `needs`, and in none of `never`."""

    to: frozenset[Relation]
    needs: frozenset[State] = frozenset()
    never: frozenset[State] = frozenset()

    def holds(self, relations: Collection[Relation], states: Collection[State]) -> bool:
        return (
            not self.to.isdisjoint(relations) and self.needs <= set(states) and self.never.isdisjoint(states)
        )


def to(*relations: Relation, needs: Collection[State] = (), never: Collection[State] = ()) -> Grant:
    return Grant(frozenset(relations), frozenset(needs), frozenset(never))


A, L, H, M = Relation.AUTHOR, Relation.LEADER, Relation.HOLDER, Relation.MEMBER
CARRYING = (A, L, H)  # who wrote the worry, leads, or holds the baton
TEAM = (*CARRYING, M)
OPEN = (State.OPEN,)

MAY: dict[Action, tuple[Grant, ...]] = {
    Action.SEE_CASE: (to(*TEAM),),
    # What the family sees tells what each guardian has answered: for those who may write answers down.
    Action.SEE_AS: (to(*CARRYING, never=(State.SEALED, State.IN_ERROR)),),
    Action.WRITE_ENTRY: (to(*TEAM),),
    Action.ADD_CONCERN: (to(*TEAM, needs=OPEN, never=(State.SEALED,)),),
    Action.TELL_LEADER: (to(A, needs=OPEN),),
    # An ended case still takes what its last way on asks for; which, the pathway says.
    Action.RECORD_FACT: (to(*TEAM),),
    Action.FILL_FORM: (to(*TEAM, needs=OPEN),),
    Action.HEAR_CHILD: (to(*TEAM, needs=OPEN),),
    Action.EDIT_PLAN: (to(*CARRYING, needs=OPEN),),
    Action.PLAN_MEETING: (to(*CARRYING, needs=OPEN),),
    Action.WRITE_MINUTES: (to(*CARRYING, needs=OPEN),),
    Action.EVALUATE: (to(*CARRYING, needs=OPEN),),
    # In a sealed case nobody is invited and no guardian is asked; what one has said may be taken back.
    Action.INVITE_SERVICE: (to(*CARRYING, needs=OPEN, never=(State.SEALED,)),),
    Action.RECORD_CONSENT: (to(*CARRYING, needs=OPEN, never=(State.SEALED,)),),
    Action.TAKE_BACK_CONSENT: (to(*CARRYING, needs=OPEN),),
    # Whoever answers for an invited service; the team lets somebody in by inviting, and not by this.
    Action.ANSWER_INVITATION: (to(Relation.INVITED, needs=OPEN, never=(State.SEALED, State.ADULT_HERE)),),
    Action.TAKE_EXIT: (to(*CARRYING, needs=OPEN),),
    Action.SEAL: (to(*TEAM, needs=OPEN, never=(State.SEALED,)),),
    Action.CLEAR_GUARDIANS: (to(*CARRYING, needs=(State.ENDED, State.SEALED), never=(State.IN_ERROR,)),),
    Action.REGISTER_IN_ERROR: (to(A, L, never=(State.IN_ERROR,)),),
    Action.REOPEN: (to(*CARRYING, needs=(State.ENDED,)),),
    Action.OFFER_BATON: (to(H, needs=OPEN),),
    # Only the one who is asked answers. The team may come too, and is told that there is no offer to them.
    Action.ANSWER_BATON: (to(Relation.OFFERED, *TEAM, needs=OPEN),),
    Action.NAME_HOLDER: (to(L, needs=OPEN),),
    Action.TAKE_BATON: (to(A, L, needs=OPEN),),
    Action.JOIN_AS_LEADER: (to(Relation.WORKLIST),),
    Action.LET_IN_BY_LAW: (to(L, needs=(State.OPEN, State.SEALED)),),
    # In a sealed case, and where an adult here is the concern, only the leader lets anybody know.
    Action.ADD_COLLEAGUE: (
        to(L, needs=OPEN),
        to(H, needs=OPEN, never=(State.SEALED, State.ADULT_HERE)),
    ),
    Action.LEAVE_TEAM: (to(*TEAM),),
    Action.TAKE_OUT: (to(L, H),),
    Action.NAME_ADULT: (to(*CARRYING, never=(State.IN_ERROR,)),),
}


# Who the pathway may ask for, as relations; `is_actor` in the database says the same.
ACTS_AS = {Actor.AUTHOR: A, Actor.LEADER: L, Actor.HOLDER: H, Actor.TEAM: M}


def acts_as(
    actor: str,
    relations: frozenset[Relation],
    absent: Collection[str] = (),
    named_by: Collection[str] = (),
) -> bool:
    """`named_by` are the facts that have named whoever asks. The leader acts for those actors that are
    `absent`: not there yet, or not any more.
    """
    if actor in absent and Relation.LEADER in relations:
        return True
    fact = fact_that_names(actor)
    return fact in named_by if fact else ACTS_AS[Actor(actor)] in relations


def leads_case(basis: str | None, *, leads_unit: bool) -> bool:
    """Whether somebody in the team is its leader: brought in as one, or leading the unit on another basis."""
    return basis == Relation.LEADER or bool(basis and leads_unit)


def lets_in(action: Action, relations: Collection[Relation]) -> bool:
    """Whether the page of an action opens: whatever has become of the case, so that it can say what, and
    nothing that was written there is lost.
    """
    return any(not grant.to.isdisjoint(relations) for grant in MAY[action])


def may(action: Action, relations: Collection[Relation], states: Collection[State]) -> bool:
    return any(grant.holds(relations, states) for grant in MAY[action])
