"""What has happened in a case, newest first: notes, moves, meetings and the child's words on one line."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from laget.cases.models import Case, EntryKind
from laget.consents.models import Answer
from laget.foundation.by_hand import Question
from laget.foundation.clock import local_day
from laget.foundation.cursor import cursor_of, cursor_to
from laget.foundation.speech import gettext
from laget.foundation.whom import gettext_lazy as _
from laget.moves.models import MoveKind
from laget.pathway.published import pathway_of
from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Pathway
from laget.rules.targets import parse
from laget.rules.vocabulary import AFTERCARE, CHECKED, CLOSED, EXEMPT, NO, YES
from laget.staff.said import day as day_of
from laget.staff.said import level_called, moment, text
from laget.staff.ways import called

ROWS = Question(
    """
    select kind, what, words, happened.at, coalesce(person.name, ''), day, happened.id
    from (
      select 'concern' as kind,
        case when noticed_on is null then c.category else concern.category end as what,
        text as words, at, seat_id, coalesce(noticed_on, wonder_on) as day, concern.id
      from cases_concern concern join cases_case c on c.id = case_id where case_id = %(case)s
      union all
      select 'entry', kind || '=' || about, text, at, seat_id, null, id
      from cases_entry where case_id = %(case)s
      union all
      select 'form', form, '', at, seat_id, null, id from cases_filledform where case_id = %(case)s
      union all
      select case when words = '' then 'not_asked' else 'voice' end, '',
        coalesce(nullif(words, ''), not_asked_because), at, seat_id, said_on, id
      from meetings_voiceentry where case_id = %(case)s
      union all
      select 'meeting', template, minutes,
        -- of a day alone is known when it was: not before what was done that day ahead of writing it down
        case when local_day(planned_at) = local_day(held_at) then greatest(planned_at, held_at)
          else held_at end, planned_by_id, null, id
      from meetings_meeting where case_id = %(case)s and held_at is not null
      union all
      select 'evaluation', '', staff_view, at, seat_id, null, id
      from plans_evaluation where case_id = %(case)s
      union all
      select 'baton', '', '', from_at, seat_id, null, id from handovers_holding where case_id = %(case)s
      union all
      select 'fact', concat_ws('=', fact, nullif(answer, '')),
        concat_ws('. ', nullif(named, ''), nullif(note, '')), at, seat_id,
        coalesce(told_date, happened_on), id
      from moves_recordedfact where case_id = %(case)s
      union all
      select 'level',
        case when kind <> 'exit' then kind
          when target in ('closed', 'aftercare') or target like 'level %%' then target else exit end,
        case when exists ( -- sealed by the worry itself, whose words stand beside it
          select from cases_concern worry
          where worry.case_id = moved.case_id and worry.at = moved.at and worry.text = moved.reason)
        then '' else reason end, at, seat_id, null, id
      from moves_move moved where case_id = %(case)s
      union all
      select 'declined', '', reason, answered_at, to_seat_id, null, id
      from handovers_handover where case_id = %(case)s and not accepted
      union all
      select told.kind, service.name, told.words, told.at, told.seat_id, null, told.id
      from consents_invitedservice invited
      join people_service service on service.id = invited.service_id
      cross join lateral (values
        ('invited', asks, invited.at, invited.seat_id, invited.id),
        (case when declined_by_id is not null then 'invitation_declined' else 'help_ended' end, why, ended_at,
          coalesce(declined_by_id, ended_by_id), invited.id)) told (kind, words, at, seat_id, id)
      where case_id = %(case)s and told.at is not null
      union all
      select said.answer, service.name || '=' || guardian.name, '', said.at, said.seat_id, null, said.id
      from consents_consent said
      join people_service service on service.id = said.service_id
      join people_person guardian on guardian.id = said.guardian_id
      where case_id = %(case)s and not exists ( -- told already, in the guardian's words
        select from cases_entry note
        where note.case_id = said.case_id and note.at = said.at and note.kind = 'consent_taken_back')
      union all
      select case when basis = 'leader' and from_at = shared_at then 'told' else 'joined' end, '', '',
        from_at, seat_id, null, joined.id
      from cases_teammember joined join cases_case c on c.id = case_id
      where case_id = %(case)s and basis <> 'author' and not exists (
        select from cases_entry said
        where said.case_id = joined.case_id and said.seat_id = joined.seat_id and said.at = joined.from_at)
    ) happened
    left join people_seat seat on seat.id = happened.seat_id -- none where a guardian has answered
    left join people_person person on person.id = seat.person_id
    where (happened.at, happened.id) < (%(at)s, %(id)s)
    order by happened.at desc, happened.id desc -- of one moment, as they were made
    limit %(most)s
    """,
)
NEWEST, A_PAGE = 8, 30
NO_END = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))
TITLES = {
    "concern": _("Worry"),
    "entry": _("Note"),
    "voice": _("The child’s voice"),
    "not_asked": _("The child has not been asked"),
    "evaluation": _("Evaluation"),
    "baton": _("Took the baton"),
    "declined": _("Said no to the baton"),
    "joined": _("Joined the team"),
    "told": _("Was told of the worry"),
}
NOTES: dict[str, Any] = {
    EntryKind.ADULT_HERE: _("An adult who works here is the concern: %(about)s"),
    EntryKind.LEFT: _("Left the team"),
    EntryKind.TAKEN_OUT: _("Took %(about)s out of the team"),
    EntryKind.TAKEN_IN: _("Took %(about)s into the team"),
    EntryKind.LEADER_JOINED: _("Joined the team as leader"),
    EntryKind.LET_IN_BY_LAW: _("Let %(about)s in by law"),
    EntryKind.OUT_BY_SEALING: _("Out of the team, since the case was sealed: %(about)s"),
    EntryKind.CONSENT_TAKEN_BACK: _("Consent taken back for %(about)s"),
    EntryKind.GUARDIANS_CLEARED: _("Child welfare says that you may talk with the guardians"),
}
HELP: dict[str, Any] = {
    "invited": _("%(service)s is invited"),
    "invitation_declined": _("%(service)s cannot help now"),
    "help_ended": _("The help of %(service)s has ended"),
    Answer.GIVEN: _("%(name)s said yes to %(service)s"),
    Answer.REFUSED: _("%(name)s said no to %(service)s"),
    Answer.WITHDRAWN: _("%(name)s took back the yes to %(service)s"),
}
MOVES: dict[str, Any] = {
    MoveKind.OPENED: _("The case was opened"),
    MoveKind.SEALED: _("The case was sealed"),
    MoveKind.REOPENED: _("The case was opened again"),
    MoveKind.VERSION: _("Moved to another version of the pathway"),
    MoveKind.IN_ERROR: _("Registered in error"),
    CLOSED: _("The case was closed"),
    AFTERCARE: _("The case was closed, with aftercare"),
}


@dataclass(frozen=True)
class Timeline:
    """Some of what has happened in a case, the newest first. `before` is what the next page begins behind."""

    rows: list[dict[str, Any]]
    before: str


def timeline_of(case: Case, *, most: int = NEWEST, before: str = "") -> Timeline:
    """The rows of many tables, asked for as one question; each in words. A key that is not one begins from
    the newest."""
    at, key = cursor_of(before) or NO_END
    found = ROWS.ask(case=case.pk, at=at, id=key, most=most + 1)
    if len(found) <= most:
        return Timeline(_said(found, case), "")
    *_row, at, _who, _day, key = found[most - 1]
    return Timeline(_said(found[:most], case), cursor_to(at, key))


def _said(rows: list[list[Any]], case: Case) -> list[dict[str, Any]]:
    pathway = pathway_of(case.version_id)
    return [
        {
            "kind": kind,
            "title": _title(kind, what, pathway),
            "text": words,
            "when": at,
            "said": day_of(at) if kind == "meeting" else moment(at),
            "who": who,
            "day": day if day != local_day(at) else None,
        }
        for kind, what, words, at, who, day, _id in rows
    ]


def _title(kind: str, what: str, pathway: Pathway) -> str:
    if kind == "meeting":
        return text(pathway.kind_of(what).title)
    if kind == "concern" and (category := pathway.category(what)):
        return gettext("Worry: %(category)s") % {"category": text(category.title)}
    if kind == "entry":
        return _note_title(what)
    if kind == "form":
        return _form_title(what, pathway)
    if kind in HELP:
        service, _equals, guardian = what.partition("=")
        return str(HELP[kind]) % {"service": service, "name": guardian}
    if kind == "fact":
        return _fact_title(what, pathway)
    if kind == "level":
        return _move_title(what, pathway)
    return str(TITLES[kind])


def _note_title(what: str) -> str:
    """Of an adult who is not in the register there is no name to say, and of an unknown kind no title."""
    kind, _equals, about = what.partition("=")
    if kind not in NOTES:
        return str(TITLES["entry"])
    if kind == EntryKind.ADULT_HERE and not about:
        return gettext("An adult who works here is the concern")
    return str(NOTES[kind]) % {"about": about}


def _form_title(what: str, pathway: Pathway) -> str:
    form = pathway.form(what)
    return gettext("Filled in: %(form)s") % {"form": text(form.title) if form else what}


def _fact_title(what: str, pathway: Pathway) -> str:
    fact, _equals, answer = what.partition("=")
    prefix, _point, name = fact.partition(".")
    if prefix == EXEMPT:
        return gettext("Goes on without: %(what)s") % {"what": _called(name, pathway)}
    if prefix == CHECKED:
        return gettext("Looked at before: %(way)s") % {"way": _move_title(name, pathway)}
    declared = pathway.declared(fact)
    if declared is None:
        return fact
    said = {"what": text(declared.title), "answer": _said_answer(answer, declared)}
    return gettext("%(what)s: %(answer)s") % said if said["answer"] else said["what"]


def _called(fact: str, pathway: Pathway) -> str:
    """By its id, where only an earlier version of the pathway asked for it."""
    try:
        return called(fact, pathway)
    except (KeyError, StopIteration):
        return fact


def _said_answer(answer: str, declared: DeclaredFact) -> str:
    said = {option.id: text(option.title) for option in declared.options}
    return (said or {YES: gettext("Yes"), NO: gettext("No")}).get(answer, "")


def _move_title(what: str, pathway: Pathway) -> str:
    """What kind of move it was; where it led; or the way that was taken, by the name the pathway gives it.

    What only an earlier version of the pathway knew goes by its id.
    """
    if what in MOVES:
        return str(MOVES[what])
    if (target := parse(what)) and target.level:
        level = next((level for level in pathway.levels if level.id == target.level), None)
        if level is None:
            return what
        return gettext("To %(place)s") % {"place": level_called(level, pathway)}
    ways = (way for level in pathway.levels for way in level.exits() if way.id == what)
    way = next(ways, None)
    return text(way.title) if way else what
