"""Who may do what with a case: one table, read by every door. The row policies are the second wall."""

from collections.abc import Collection
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


class Action(StrEnum):
    SEE_CASE = "see_case"
    SEE_AS = "see_as"
    WRITE_ENTRY = "write_entry"
    TELL_LEADER = "tell_leader"
    RECORD_FACT = "record_fact"
    HEAR_CHILD = "hear_child"
    EDIT_PLAN = "edit_plan"
    PLAN_MEETING = "plan_meeting"
    WRITE_MINUTES = "write_minutes"
    EVALUATE = "evaluate"
    INVITE_SERVICE = "invite_service"
    ANSWER_INVITATION = "answer_invitation"
    RECORD_CONSENT = "record_consent"
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


A, L, H, M = Relation.AUTHOR, Relation.LEADER, Relation.HOLDER, Relation.MEMBER

MAY: dict[Action, frozenset[Relation]] = {
    Action.SEE_CASE: frozenset({A, L, H, M}),
    # What the family sees tells what each guardian has answered: for those who may write answers down.
    Action.SEE_AS: frozenset({A, L, H}),
    Action.WRITE_ENTRY: frozenset({A, L, H, M}),
    Action.TELL_LEADER: frozenset({A}),
    Action.RECORD_FACT: frozenset({A, L, H, M}),
    Action.HEAR_CHILD: frozenset({A, L, H, M}),
    Action.EDIT_PLAN: frozenset({A, L, H}),
    Action.PLAN_MEETING: frozenset({A, L, H}),
    Action.WRITE_MINUTES: frozenset({A, L, H}),
    Action.EVALUATE: frozenset({A, L, H}),
    Action.INVITE_SERVICE: frozenset({A, L, H}),
    # Whoever answers for an invited service; the team lets somebody in by inviting, and not by this.
    Action.ANSWER_INVITATION: frozenset({Relation.INVITED}),
    Action.RECORD_CONSENT: frozenset({A, L, H}),
    Action.TAKE_EXIT: frozenset({A, L, H}),
    Action.SEAL: frozenset({A, L, H, M}),
    Action.CLEAR_GUARDIANS: frozenset({A, L, H}),
    Action.REGISTER_IN_ERROR: frozenset({A, L}),
    Action.REOPEN: frozenset({A, L, H}),
    Action.OFFER_BATON: frozenset({H}),
    # Only the one who is asked answers. The team may come too, and is told that there is no offer to them.
    Action.ANSWER_BATON: frozenset({Relation.OFFERED, A, L, H, M}),
    Action.NAME_HOLDER: frozenset({L}),
    Action.TAKE_BATON: frozenset({A, L}),
    Action.JOIN_AS_LEADER: frozenset({Relation.WORKLIST}),
    Action.LET_IN_BY_LAW: frozenset({L}),
    Action.ADD_COLLEAGUE: frozenset({L, H}),
    Action.LEAVE_TEAM: frozenset({A, L, H, M}),
    Action.TAKE_OUT: frozenset({L, H}),
    Action.NAME_ADULT: frozenset({A, L, H}),
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


def may(action: Action, relations: frozenset[Relation]) -> bool:
    return bool(MAY[action] & relations)
