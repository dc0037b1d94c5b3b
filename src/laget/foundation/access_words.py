"""Who may see and do what (rules/access.py, rules/parts.py), in words that a lawyer and a parent read."""

from collections.abc import Callable
from typing import NamedTuple

from laget.rules.access import MAY, Action, Grant, Relation, State
from laget.rules.parts import SEEN_BY, Part

Catalog = Callable[[str], str]


class Row(NamedTuple):
    """One line of the matrix: a part of a case or an act, and for each in `Relation` when, if ever."""

    what: str
    when: dict[Relation, str]
    note: str  # where the family sees less


def people(_: Catalog) -> dict[Relation, str]:
    """Everybody who is anything to a case. All others see nothing and learn nothing of it."""
    return {
        Relation.AUTHOR: _("Whoever reported the worry"),
        Relation.LEADER: _("The leader in the team"),
        Relation.HOLDER: _("Whoever holds the baton"),
        Relation.MEMBER: _("Others in the team"),
        Relation.WORKLIST: _("The leader of the place, outside the team"),
        Relation.OFFERED: _("Whoever is offered the baton"),
        Relation.INVITED: _("Whoever answers for an invited service"),
        Relation.ANSWERING: _("The guardian or young person who answers"),
    }


def seen(_: Catalog) -> list[Row]:
    parts, notes = _parts(_), _notes(_)
    return [
        Row(parts[part], {each: _("yes") for each in Relation if each in SEEN_BY[part]}, notes.get(part, ""))
        for part in Part
    ]


def done(_: Catalog) -> list[Row]:
    acts = _acts(_)
    return [
        Row(acts[action], {each: _when(action, each, _) for each in Relation if _when(action, each, _)}, "")
        for action in Action
    ]


def _when(action: Action, relation: Relation, _: Catalog) -> str:
    """Empty where never. Of several grants the widest comes first in the table."""
    grant = next((grant for grant in MAY[action] if relation in grant.to), None)
    return _condition(grant, _) if grant else ""


def _condition(grant: Grant, _: Catalog) -> str:
    needed = {
        State.OPEN: _("while the case is open"),
        State.ENDED: _("when the case has ended"),
        State.SEALED: _("when it is sealed"),
    }
    refused = {
        State.SEALED: _("not when it is sealed"),
        State.ADULT_HERE: _("not when an adult here is the concern"),
        State.IN_ERROR: _("not when it was registered in error"),
    }
    said = [words for state, words in needed.items() if state in grant.needs]
    said += [words for state, words in refused.items() if state in grant.never]
    return ", ".join(said) or _("yes")


def _parts(_: Catalog) -> dict[Part, str]:
    return {
        Part.CASE: _("That there is a case, whose, and how far it has come"),
        Part.HOLDER: _("Who holds the baton"),
        Part.OFFER: _("An offer of the baton, and what one must know"),
        Part.INVITATION: _("Which service is invited, and for what"),
        Part.CONCERNS: _("The worry, as it was written"),
        Part.NOTES: _("Notes in the team"),
        Part.NOTES_TO_FAMILY: _("Notes to the family"),
        Part.FORMS: _("Forms that are filled in"),
        Part.FACTS: _("What has been recorded"),
        Part.MOVES: _("Each step from level to level, and why"),
        Part.VOICE: _("What the child has said"),
        Part.PLAN: _("The plan: what may lie behind, and strengths"),
        Part.GOALS: _("The goals"),
        Part.MEASURES: _("The measures, and how they go"),
        Part.EVALUATIONS: _("Evaluations, with what each has said"),
        Part.MEETINGS: _("Meetings"),
        Part.MINUTES: _("Minutes of meetings"),
        Part.ANSWERS: _("What each guardian has answered"),
        Part.OWN_ANSWER: _("One’s own answer"),
        Part.TEAM: _("Who is in the team, and why"),
        Part.KEPT_OUT: _("Whom the case is kept from"),
        Part.READERS: _("Who of the staff has read about the child"),
    }


def _notes(_: Catalog) -> dict[Part, str]:
    """Where the family sees less of it than the team."""
    return {
        Part.CASE: _("From the first level of help on. Never when it is sealed."),
        Part.HOLDER: _("No phone number when the address is hidden."),
        Part.INVITATION: _("Not for what, when the address is hidden or an adult here is the concern."),
        Part.MEETINGS: _("Only of meetings they are asked to. Not where, when the address is hidden."),
        Part.MINUTES: _("Only of meetings they are asked to."),
        Part.READERS: _("No names when the address is hidden or an adult here is the concern."),
    }


def _acts(_: Catalog) -> dict[Action, str]:
    return {
        Action.SEE_CASE: _("Open the case"),
        Action.SEE_AS: _("See it as the family does"),
        Action.WRITE_ENTRY: _("Write a note"),
        Action.ADD_CONCERN: _("Add another worry"),
        Action.TELL_LEADER: _("Tell the leader"),
        Action.RECORD_FACT: _("Record what the pathway asks for"),
        Action.FILL_FORM: _("Fill in a form"),
        Action.HEAR_CHILD: _("Write what the child has said"),
        Action.EDIT_PLAN: _("Change the plan"),
        Action.PLAN_MEETING: _("Plan a meeting"),
        Action.WRITE_MINUTES: _("Write the minutes"),
        Action.EVALUATE: _("Evaluate"),
        Action.INVITE_SERVICE: _("Invite a service"),
        Action.ANSWER_INVITATION: _("Answer an invitation"),
        Action.RECORD_CONSENT: _("Write down what a guardian answers"),
        Action.TAKE_BACK_CONSENT: _("Write down that a yes is taken back"),
        Action.TAKE_EXIT: _("Take a way on, or end the case"),
        Action.SEAL: _("Seal the case"),
        Action.CLEAR_GUARDIANS: _("Say that one may talk with the guardians again"),
        Action.REGISTER_IN_ERROR: _("Say that it was registered in error"),
        Action.REOPEN: _("Open the case again"),
        Action.OFFER_BATON: _("Offer the baton to somebody"),
        Action.ANSWER_BATON: _("Say yes or no to the baton"),
        Action.NAME_HOLDER: _("Decide who holds the baton"),
        Action.TAKE_BATON: _("Take a baton that nobody holds"),
        Action.JOIN_AS_LEADER: _("Join the team as its leader"),
        Action.LET_IN_BY_LAW: _("Let a service in by law"),
        Action.ADD_COLLEAGUE: _("Take a colleague into the team"),
        Action.LEAVE_TEAM: _("Leave the team"),
        Action.TAKE_OUT: _("Take somebody out of the team"),
        Action.NAME_ADULT: _("Say that an adult here is the concern"),
    }


class Somebody(NamedTuple):
    """What one kind of person sees, and does."""

    name: str
    sees: list[str]
    does: list[tuple[str, str]]  # and when


def by_person(_: Catalog) -> list[Somebody]:
    """The family first: whoever is afraid of what is told about them reads no further."""
    see, do = seen(_), done(_)
    return [
        Somebody(
            name,
            [_to(relation, row) for row in see if relation in row.when],
            [(row.what, row.when[relation]) for row in do if relation in row.when],
        )
        for relation, name in sorted(people(_).items(), key=lambda each: each[0] is not Relation.ANSWERING)
    ]


def _to(relation: Relation, row: Row) -> str:
    return f"{row.what}. {row.note}" if row.note and relation is Relation.ANSWERING else row.what
