"""The task list of the level a case is at: its steps, and within the present one, what is missing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from laget.foundation.addresses import address
from laget.foundation.clock import local_day
from laget.foundation.speech import gettext as _
from laget.rules.conditions import choices_of, exemption_from
from laget.rules.deadlines import Due, Urgency, last_day
from laget.rules.step_states import State, StepState
from laget.rules.vocabulary import Fact
from laget.staff.acting import acts, whose
from laget.staff.child_page import ChildPage
from laget.staff.lists import due_in_words
from laget.staff.said import day, sentence, text
from laget.staff.ways import Way, called, ways_to


def tasks_of(page: ChildPage, now: datetime) -> list[dict[str, Any]]:
    """A row a step; behind the present step a row for each thing it still needs."""
    rows = []
    for state in page.progress.steps:
        rows.append(_step(state, page))
        if state.state in (State.HERE, State.OFFERED):
            rows += [row for need in state.missing for row in _missing(need, page, now)]
        if state is page.progress.turns[-1]:
            rows += [row for fact in _running_beside(page) for row in _missing(fact, page, now)]
    return [*rows, *_done_without(page)]


def _done_without(page: ChildPage) -> list[dict[str, Any]]:
    """A row for each exemption that counts now, for everybody to see."""
    facts, days = page.standing.facts, page.progress.days
    rows = []
    for each in page.pathway.exemptions:
        since = facts.get(exemption_from(each.fact))
        if since and each.fact not in facts:
            what = _("Goes on without: %(what)s") % {"what": called(each.fact, page.pathway)}
            until = _("Until %(day)s") % {"day": day(last_day(since, each.at_most, days))}
            rows.append({"title": what, "state": "waiting", "status": until, "hint": ""})
    return rows


def duties_left(page: ChildPage, now: datetime) -> list[dict[str, Any]]:
    """What the way that ended the case, or one before, still asks for, and of whom."""
    if not page.case.closed_at or page.case.in_error:
        return []
    dues = [due for due in page.progress.dues if due.deadline.is_duty]
    return [
        row | {"status": whose(due.by, page.opened, page.pathway, page.named)}
        for due in dues
        for row in _missing(due.deadline.fact, page, now)
    ]


def exemptions_of(page: ChildPage, seat_id: UUID) -> list[Way]:
    """What is missing now that the asker may let the case do without for a while."""
    missing = {fact for state in page.progress.steps for need in state.missing for fact in choices_of(need)}
    allowed = [each for each in page.pathway.exemptions if acts(each.by, page.opened, seat_id, page.named)]
    return [
        Way(called(each.fact, page.pathway), address("do_without", page.case.pk, each.fact))
        for each in allowed
        if each.fact in missing
    ]


def _running_beside(page: ChildPage) -> list[str]:
    """Facts with a running deadline that no step of this level asks for: a law's own clock."""
    asked = {
        fact for state in page.progress.steps for need in state.step.done_when for fact in choices_of(need)
    }
    return [due.deadline.fact for due in page.progress.dues if asked.isdisjoint(due.deadline.facts)]


def _step(state: StepState, page: ChildPage) -> dict[str, Any]:
    wait = page.progress.wait_of(state)
    said = {
        State.DONE: ("done", _("Done")),
        State.HERE: ("waiting", _("On %(day)s") % {"day": day(wait.day)}) if wait else ("now", _("Now")),
        State.OFFERED: ("todo", _("You may do this")),
        State.AHEAD: ("waiting", _("Later")),
        State.PASSED_BY: ("done", _("Earlier")),
    }[state.state]
    return {
        "title": text(state.step.title),
        "state": said[0],
        "status": said[1],
        "hint": _hint(state, page) if state.state in (State.HERE, State.OFFERED) else _told(state, page),
    }


def _hint(state: StepState, page: ChildPage) -> str:
    """Where several are to be done now, also whose each of them is."""
    said = [text(state.step.help)]
    if len(page.progress.turns) > 1 and state in page.progress.turns:
        who = whose(state.step.by, page.opened, page.pathway, page.named)
        said.append(_("It is now %(who)s’s turn.") % {"who": who})
    return " ".join(part for part in said if part)


def _told(state: StepState, page: ChildPage) -> str:
    """Whom it went to, where it may not have been one's own leader."""
    adult = page.opened.adult
    if adult is None or not adult.leaders or Fact.LEADER_TOLD not in state.step.done_when:
        return ""
    return _("Told: %(names)s.") % {"names": ", ".join(adult.leaders)}


def _missing(need: str, page: ChildPage, now: datetime) -> list[dict[str, Any]]:
    """A row for each way to get it, with its deadline beside the first."""
    due = next((due for fact in choices_of(need) if (due := page.progress.due_for(fact))), None)
    status = _("Later") if need in page.progress.too_early else _("Missing")
    rows = [
        {
            "title": way.title,
            "href": way.href if page.opened.may(way.action) else "",
            "state": "todo",
            "status": status,
            "hint": "",
        }
        for way in ways_to([need], page.pathway, page.case, page.measures)
    ]
    rows[0]["state"] = "overdue" if due and due.urgency is Urgency.OVERDUE else "todo"
    rows[0]["hint"] = _reason(due, page, now)
    return rows


def _reason(due: Due | None, page: ChildPage, now: datetime) -> str:
    """By when, and why just then: a law, or the municipality's own deadline."""
    if due is None:
        return ""
    law = page.pathway.law(due.deadline.law)
    words = text(due.deadline.says) or _("The team agreed on this day.")
    said = words + (f" ({text(law.title)})" if law else "")
    when = f"{day(due.on)}, {due_in_words(due, now)}." if due.on else ""
    if due.opens and due.opens > local_day(now):
        when += " " + _("Not before %(day)s.") % {"day": day(due.opens)}
    if due.work_ends:
        when += " " + _("That is a day off: the last working day is %(day)s.") % {"day": day(due.work_ends)}
    return sentence(f"{when} {said}".strip())
