"""The task list of the level a case is at: its steps, and within the present one, what is missing."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from laget.rules.deadlines import Due, Urgency
from laget.rules.progress import State, StepState
from laget.rules.vocabulary import Fact
from laget.staff.child_page import ChildPage
from laget.staff.lists import due_in_words
from laget.staff.said import day, text
from laget.staff.ways import way_to


def tasks_of(page: ChildPage, now: datetime) -> list[dict[str, Any]]:
    """A row a step; behind the present step a row for each thing it still needs."""
    rows = []
    for state in page.progress.steps:
        rows.append(_step(state, page))
        if state.state is State.HERE:
            rows += [_missing(fact, page, now) for fact in [*state.missing, *_running_beside(page)]]
    return rows


def _running_beside(page: ChildPage) -> list[str]:
    """Facts with a running deadline that no step of this level asks for: a law's own clock."""
    asked = {fact for state in page.progress.steps for fact in state.step.done_when}
    return [due.deadline.fact for due in page.progress.dues if due.deadline.fact not in asked]


def _step(state: StepState, page: ChildPage) -> dict[str, Any]:
    said = {
        State.DONE: ("done", _("Done")),
        State.HERE: ("now", _("Now")),
        State.AHEAD: ("waiting", _("Later")),
        State.PASSED_BY: ("done", _("Earlier")),
    }[state.state]
    return {
        "title": text(state.step.title),
        "state": said[0],
        "status": said[1],
        "hint": text(state.step.help) if state.state is State.HERE else _told(state, page),
    }


def _told(state: StepState, page: ChildPage) -> str:
    """Whom it went to, where it may not have been one's own leader."""
    adult = page.opened.adult
    if adult is None or not adult.leaders or Fact.LEADER_TOLD not in state.step.done_when:
        return ""
    return _("Told: %(names)s.") % {"names": ", ".join(adult.leaders)}


def _missing(fact: str, page: ChildPage, now: datetime) -> dict[str, Any]:
    way, due = way_to(fact, page.pathway, page.case), page.progress.due_for(fact)
    return {
        "title": way.title,
        "href": way.href,
        "state": "overdue" if due and due.urgency is Urgency.OVERDUE else "todo",
        "status": _("Missing"),
        "hint": _reason(due, page, now),
    }


def _reason(due: Due | None, page: ChildPage, now: datetime) -> str:
    """By when, and why just then: a law, or the municipality's own deadline."""
    if due is None:
        return ""
    law = page.pathway.law(due.deadline.law)
    said = text(due.deadline.says) + (f" ({text(law.title)})" if law else "")
    return f"{day(due.on)}, {due_in_words(due, now)}. {said}" if due.on else said
