"""When two have written in the same place: both on one page, and nothing lost until somebody chooses."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from laget.cases.models import Case
from laget.plans.changes import Conflict, Theirs
from laget.plans.queries import plan_of
from laget.staff.forms.plan import PlanForm
from laget.staff.said import moment

CHOOSE, SETTLED, BOTH, THEIRS = "choose-", "settled-", "both-", "theirs"
NOT_WORDS = ("csrfmiddlewaretoken", "form_key", "version")


@dataclass(frozen=True)
class Meeting:
    """A field that both have written in. `fields` are where the writer may still change the own answer;
    `both` is the two texts as one, where they are texts."""

    name: str
    label: str
    yours: str
    theirs: str
    both: str
    who: str
    fields: list[forms.BoundField]
    is_unanswered: bool


def sent(request: Any) -> Any:
    """What was sent, with both texts where somebody chose both, and what they still wrote in the own one;
    None when the page is only looked at."""
    if request.method != "POST":
        return None
    chosen = request.POST.copy()
    for name in request.POST:
        field = name.removeprefix(BOTH)
        if name.startswith(BOTH) and request.POST.get(CHOOSE + field) == "both":
            chosen[field] = together(request.POST[name], request.POST.get(field, ""))
    return chosen


def together(theirs: str, mine: str) -> str:
    """Theirs, then the lines of mine that are not there. The same word at another place is another line."""
    lines = mine.splitlines()
    there, here = ([line.strip() for line in text.splitlines()] for text in (theirs, mine))
    compared = SequenceMatcher(None, there, here, autojunk=False).get_opcodes()
    own = [line for tag, *_, begin, end in compared if tag != "equal" for line in lines[begin:end] if line]
    return "\n".join([theirs, "", *own]) if own else theirs


def seen(request: Any) -> int:
    """The version of the plan that the writer saw; 0, which is none, when the form does not say."""
    return _number(request.POST.get("version"))


def wanted(request: Any, form: PlanForm) -> dict[str, Any]:
    """What the writer wants to stand there: not the fields where theirs was chosen."""
    return {
        column: value
        for column, value in form.columns().items()
        if request.POST.get(CHOOSE + form.field_of(column)) != THEIRS
    }


def settled(request: Any, form: PlanForm) -> dict[str, int]:
    """For which columns the writer has seen theirs and chosen, as of which version."""
    return {
        column: _number(request.POST.get(SETTLED + field))
        for column in form.columns()
        if (field := form.field_of(column)) and request.POST.get(CHOOSE + field)
    }


def merge_page(request: Any, case: Case, form: PlanForm, conflict: Conflict) -> HttpResponse:
    """What the writer sees here, in the plan's version of now, the writer has seen."""
    met = _met(request, form, conflict)
    asked = {prefix + each.name for each in met for prefix in ("", CHOOSE, SETTLED, BOTH)}
    apart = asked | {bound.name for each in met for bound in each.fields}
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in apart and name not in NOT_WORDS
    ]
    shown = {"case": case, "met": met, "kept": kept, "who": conflict.who}
    shown |= {"seen": seen(request), "version": plan_of(case).version}
    return render(request, "staff/merge.html", shown, status=422)


def _met(request: Any, form: PlanForm, conflict: Conflict) -> list[Meeting]:
    """A row a field, also where several columns answer one question: the last of them says it in words."""
    columns = form.columns()
    rows = {form.field_of(column): (column, theirs) for column, theirs in conflict.theirs.items()}
    return [
        _row(form, name, column, columns[column], theirs, is_unanswered=_is_unanswered(request, name))
        for name, (column, theirs) in rows.items()
    ]


def _is_unanswered(request: Any, name: str) -> bool:
    """Whether the page has asked, and was sent without an answer."""
    return SETTLED + name in request.POST and not request.POST.get(CHOOSE + name)


def _row(
    form: PlanForm, name: str, column: str, mine: Any, theirs: Theirs, *, is_unanswered: bool
) -> Meeting:
    is_text = isinstance(form.fields[name].widget, forms.Textarea)
    return Meeting(
        name=name,
        both=together(theirs.value, mine) if is_text and theirs.value and mine else "",
        label=str(form.fields[name].label),
        yours=form.shown(column, mine),
        theirs=form.shown(column, theirs.value),
        who=f"{theirs.who}, {moment(theirs.at)}",
        fields=[form[each] for each in (name, *form.ALONG_WITH.get(name, ()))],
        is_unanswered=is_unanswered,
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
