"""A worry about somebody with whom the writer works already: does it belong in that case, or is it another?

Of violence, and of an adult here, nothing is asked: those go their own way. Nor is anything where the writer
is not in the team, or the case is sealed: then nothing may tell that it exists.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from laget.cases.models import Case
from laget.cases.queries import in_my_team, lock
from laget.cases.services import add_concern, excluded_from, tell_leader
from laget.foundation import access_log
from laget.pathway.published import pathway_of
from laget.people.models import Seat
from laget.people.queries import leader_to_tell
from laget.rules.access import Action
from laget.rules.subjects import FOLLOWS, Record, Subject
from laget.staff.child_rows import team_of
from laget.staff.forms.worry import NO, YES, WorryForm
from laget.staff.lost_session import KEY, WRITER, words_of
from laget.staff.said import as_a_line, level_called, text

BELONGS, NOWHERE = "belongs", "new"


def ask_where(request: Any, form: WorryForm, to: str) -> HttpResponse | None:
    """None where there is nothing to ask, or it is answered. `to` is where the worry was sent.

    The form keeps its key: the page before it, sent once more, does nothing a second time.
    """
    answer = request.POST.get(BELONGS, "")
    known = _known(form, request.me.seat) if answer != NOWHERE else []
    if not known or any(answer == str(case.pk) for case in known):
        return None
    access_log.record_seen(
        asker=request.me.asker, action="worry", now=request.now, case_ids=[case.pk for case in known]
    )
    rows = [_row(form, case, request) for case in known]
    shown = {
        "known": rows,
        "all_of_another": all(row["another"] for row in rows),
        "written": form.cleaned_data["text"],
        "words": [pair for pair in words_of(request) if pair[0] not in (KEY, WRITER, BELONGS)],
        "key": request.POST[KEY],
        "to": to,
    }
    return render(request, "staff/second_worry.html", shown, status=409)


def chosen(request: Any, form: WorryForm) -> Case | None:
    """Raises LookupError where the case that was chosen takes no worry of this writer's any more.

    Asked again once the case is locked: it may have been sealed between the question and the lock.
    """
    answer = request.POST.get(BELONGS, NOWHERE)
    if answer == NOWHERE:
        return None
    found = {str(case.pk): case for case in _known(form, request.me.seat)}[answer]
    try:
        locked = lock(found.pk)
    except Case.DoesNotExist as error:
        raise LookupError from error
    return {case.pk: case for case in _known(form, request.me.seat)}[locked.pk]


def add_to(request: Any, form: WorryForm, case: Case) -> Case:
    """For the team; and to the leader, where the writer shares a worry that nobody else knew."""
    seat, now, asker, said = request.me.seat, request.now, request.me.asker, form.cleaned_data
    access_log.record(asker=asker, action=Action.WRITE_ENTRY, now=now, case_id=case.pk, wrote=True)
    add_concern(
        case=case,
        seat=seat,
        text=said["text"],
        category=said["category"] if said["pathway"] == pathway_of(case.version_id).name else "",
        noticed_on=said["wonder_on"],
        now=now,
    )
    if _tells_leader(form, case, seat):
        tell_leader(case=case, now=now)
    return case


def _known(form: WorryForm, seat: Seat) -> list[Case]:
    said = form.cleaned_data
    if said["violence"] != NO or said["adult_here"] == YES:
        return []
    mine = in_my_team(seat.pk).filter(closed_at=None, sealed_at=None, **_about(said, seat))
    return list(mine.select_related("child").order_by("opened_at"))


def _about(said: dict[str, Any], seat: Seat) -> dict[str, Any]:
    """By what was answered: the row of a woman or a group is made with a case, and is not to be made here."""
    record = FOLLOWS[Subject(said["subject"])].record
    if record is Record.CHILD:
        return {"child": said["child"]}
    if record is Record.GROUP:
        return {"child__kind": record, "child__group": said["group"]}
    names = {f"child__{name}__iexact": said[name] for name in ("given_name", "family_name")}
    here = {"child__municipality": seat.unit.municipality_id}
    return {"child__kind": record, "child__born_on": said["born_on"], **names, **here}


def _about_another(form: WorryForm, case: Case) -> str:
    """What the worry is about, in words, where it is not what the case is about: deadlines may hang on it."""
    said = form.cleaned_data
    pathway = next(each for each in form.pathways if each.name == said["pathway"])
    category = pathway.category(said["category"])
    same = said["category"] == case.category and pathway.name == pathway_of(case.version_id).name
    return text(category.title) if category and not same else ""


def _row(form: WorryForm, case: Case, request: Any) -> dict[str, Any]:
    seat = request.me.seat
    leader = leader_to_tell(unit_id=case.unit_id, excluded=excluded_from(case), now=request.now)
    pathway = pathway_of(case.version_id)
    category = pathway.category(case.category)
    return {
        "case": case,
        "called": text(category.title) if category else "",
        "level": as_a_line(level_called(pathway.level(case.level), pathway)),
        "another": _about_another(form, case),
        "readers": [member.seat.person.name for member in team_of(case) if member.seat_id != seat.pk],
        "tells_leader": leader is not None and _tells_leader(form, case, seat),
    }


def _tells_leader(form: WorryForm, case: Case, seat: Seat) -> bool:
    return form.cleaned_data["share"] and case.shared_at is None and case.opened_by_id == seat.pk
