"""Today: what needs me, the law's deadlines first, then what I can do, then what waits for others."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render

from laget.absence.queries import to_look_at
from laget.cases.models import NO_DANGER, Basis, Case
from laget.cases.queries import (
    LetIn,
    aftercare_ends,
    closed_lately,
    in_my_team,
    is_beside_sealed,
    not_opened_yet,
    still_owing,
    with_children,
)
from laget.consents.invitations import invitations, refusals
from laget.consents.queries import live_members
from laget.foundation import access_log, drafts
from laget.handovers.queries import Baton, batons_of, to_read
from laget.moves.named import named_in
from laget.moves.queries import closings, progress_of_all, sealings
from laget.pathway.published import in_use, pathway_of
from laget.people.models import Seat
from laget.rules.turns import QUIET_WEEKS, named_for
from laget.rules.vocabulary import NAMED
from laget.staff.doors import signed_in
from laget.staff.lists import Row, rows_of, told_apart
from laget.staff.my_part import my_part, my_rows_of
from laget.staff.my_rows import MyRows
from laget.staff.todo import Task, duties_of, ended_by_another, proposed_to, sorted_by_need, task_of
from laget.staff.views.absence import on_today
from laget.staff.views.worry import DRAFT
from laget.staff.which_pathway import which_pathway

MOST = 200
NEWS = timedelta(weeks=2)


def see_today(request: Any) -> HttpResponse:
    """A guardian's first page is the family's, so both come in by the same address."""
    if request.me is not None and request.me.seat is None:
        return redirect("family")
    return _today(request)


@signed_in
def _today(request: Any) -> HttpResponse:
    seat, now = request.me.seat, request.now
    cases = with_children(_cases(request)[:MOST])
    invited = invitations()[:MOST]
    used = in_use(seat.unit.municipality_id).values()
    absent = on_today(to_look_at(seat, now, used)[:MOST])
    access_log.record_children(
        asker=request.me.asker, action="today", now=now, children=[each["child"].pk for each in absent]
    )
    handovers = list(to_read(seat, now)[:MOST])
    batons = batons_of(cases, now)
    on = which_pathway([*cases, *(each.case for each in handovers)], (pathway.name for pathway in used))
    progress = progress_of_all(cases, now, request.me.municipality)
    rows = told_apart(rows_of(cases, progress, now, seat.unit_id, on=on))
    quiet_after = request.me.municipality.settings.get("quiet_weeks", QUIET_WEEKS)
    tasks = _tasks(rows, batons, seat, quiet_after=quiet_after)
    todo = sorted_by_need(tasks)
    ended = [row for row in rows if ended_by_another(row, seat)]
    refused = [row for row in rows if _was_refused(row.case)]
    let_in = _let_in(rows)
    seen = [*(task.row for task in tasks), *ended, *refused, *(row for row, _since in let_in)]
    _record(request, seen, [*(each.case_id for each in handovers), *(each.case_id for each in invited)])
    offers = [each for each in handovers if each.to_seat_id == seat.pk]
    answered = [each for each in handovers if each.from_seat_id == seat.pk]
    begun = drafts.found(seat_id=seat.pk, form=DRAFT)
    shown = {
        "todo": todo,
        "begun": begun,
        "offers": offers,
        "declined": [each for each in answered if not each.accepted],
        "taken": [each for each in answered if each.accepted],
        "invited": invited,
        "absent": absent,
        "pathways": used,
        "ended": ended,
        "let_in": let_in,
        "beside": {row.case.pk for row in rows if row.case.sealed_beside},  # type: ignore[attr-defined]
        "refused": refused,
    }
    return render(request, "staff/today.html", shown | {"on": on})


def _record(request: Any, rows: list[Row], asked: list[UUID]) -> None:
    """Also of what one is asked into: whose case it is, and what one must know of it, stands on the page."""
    case_ids = dict.fromkeys([*(row.case.pk for row in rows), *asked])
    access_log.record_seen(asker=request.me.asker, action="today", now=request.now, case_ids=case_ids)


def _let_in(rows: list[Row]) -> list[tuple[Row, LetIn]]:
    """For whoever has been put into a team and has not looked yet: that they are in it, and by whom."""
    new = [row for row in rows if row.now - row.case.came_at < NEWS]  # type: ignore[attr-defined]
    found = not_opened_yet(new[0].now - NEWS) if new else {}
    return [(row, found[row.case.pk]) for row in new if row.case.pk in found and not row.case.closed_at]


def _tasks(rows: list[Row], batons: dict[UUID, Baton], seat: Seat, *, quiet_after: int) -> list[Task]:
    """What is proposed, what is owed, and what comes next; of a case that has ended, only if it is asked."""
    named = named_in((row.case, _actors(row)) for row in rows)
    who = {row.case.pk: (batons[row.case.pk], seat, named.get(row.case.pk, {})) for row in rows}
    going_on = [row for row in rows if not row.case.closed_at]
    mine = my_rows_of(going_on, batons, seat)
    return [
        *(task for row in rows for task in proposed_to(row, *who[row.case.pk])),
        *(task for row in rows for task in duties_of(row, *who[row.case.pk])),
        *(task_of(row, *who[row.case.pk]) for row in rows if _is_asked_about(row.case)),
        *(
            task
            for row in going_on
            for task in my_part(
                row, *who[row.case.pk], mine.get(row.case.pk, MyRows()), quiet_after=quiet_after
            )
        ),
    ]


def _was_refused(case: Any) -> bool:
    """Whether a service that this seat invited has lately said no, where another may be asked."""
    return bool(case.no_from) and not case.closed_at and not case.sealed_at


def _is_asked_about(case: Any) -> bool:
    return not case.closed_at or bool(case.asks)


def _actors(row: Row) -> list[str]:
    """Everybody whom the pathway speaks of where the case is now."""
    proposed = [each.proposal.by for each in row.progress.proposals]
    return [
        *(state.step.by for state in row.progress.turns),
        *proposed,
        *(f"{NAMED}.{fact.id}" for fact, _due in named_for(pathway_of(row.case.version_id), row.progress)),
        *(due.by for due in row.progress.dues),
    ]


def _cases(request: Any) -> QuerySet[Case]:
    """The open ones first; of those that have ended, where something is asked (`asks`: how it goes) or owed,
    and those that another closed lately.

    With what one must know of each to say whose turn it is: why I am in it, and whether its author is; who
    wrote it and who leads it, by name.
    """
    here = live_members(request.now).filter(case=OuterRef("pk"))
    author = here.filter(seat=OuterRef("opened_by"))
    leader = here.filter(basis=Basis.LEADER).order_by("-from_at")
    ended = closed_lately(request.now) & ~Exists(closings().filter(seat=request.me.seat))
    mine = in_my_team(request.me.seat.pk).filter(
        Q(closed_at=None) | aftercare_ends(request.now) | still_owing() | ended
    )
    return mine.annotate(
        my_basis=F("team__basis"),
        asks=aftercare_ends(request.now),
        ended_lately=ExpressionWrapper(ended, BooleanField()),
        closed_by=Subquery(closings().values("seat__person__name")[:1]),
        no_from=Subquery(refusals(OuterRef("pk"), request.me.seat, request.now).values("service__name")[:1]),
        came_at=F("team__from_at"),
        read_at=F("team__opened_at"),
        author=F("opened_by__person__name"),
        leader=Subquery(leader.values("seat__person__name")[:1]),
        sealed_by_me=Exists(sealings().filter(seat=request.me.seat)),
        author_is_here=Exists(author),
        sealed_beside=is_beside_sealed(request.me.seat.pk),
        no_danger=NO_DANGER,
    ).order_by(F("closed_at").asc(nulls_first=True), "no_danger", "round_since", "id")


see_today.door = "signed_in"  # type: ignore[attr-defined]
