"""Finding cases. Every list begins at what the asking seat is in or leads, never at all cases."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from laget.cases.models import NO_DANGER, Case, Entry, EntryKind, TeamMember
from laget.foundation.by_hand import Question, join, keys
from laget.foundation.clock import local_day
from laget.people.models import Child, Folded, Group, Seat
from laget.rules.access import leads_case
from laget.rules.names import plain

AHEAD = timedelta(weeks=1)
TOWARDS_ITS_END = timedelta(weeks=2)
KEEPS_GUARDIANS_OUT = Q(sealed_at__isnull=False) & Q(
    Func("pk", function="keeps_guardians_out", output_field=BooleanField())
)
LATELY = timedelta(weeks=1)
MOST_WORDS = 12
SINCE = Coalesce("closed_at", "round_since")
CHILDREN = Question(
    """
    select child.*, g.*, unit.name
    from people_child child
    left join people_group g on g.id = child.group_id
    left join people_unit unit on unit.id = g.unit_id
    where child.id = any(%(children)s)
    """,
    child=Child,
    g=Group,
)


def in_order(cases: QuerySet[Case], since: Any = SINCE) -> QuerySet[Case]:
    """First where a child may be in danger, then by how long they have waited, or since they ended."""
    return cases.annotate(no_danger=NO_DANGER, since=since).order_by("no_danger", "since", "id")


def in_my_team(seat_id: UUID) -> QuerySet[Case]:
    """The cases whose team the seat is in. The row policies narrow it to what may be seen now."""
    return Case.objects.filter(team__seat_id=seat_id, team__to_at=None).annotate(mine=Value(True))


def aftercare_ends(now: datetime) -> Any:
    """Where the aftercare ends within a week, or has, and nobody has written towards its end how it goes.

    What Laget notes by itself says nothing of that, nor does what was written before the case ended.
    """
    written = Entry.objects.filter(case=OuterRef("pk"), kind=EntryKind.NOTE, at__gt=OuterRef("closed_at"))
    asked = written.filter(at__gte=OuterRef("aftercare_until") - TOWARDS_ITS_END)
    return Q(aftercare_until__lte=local_day(now) + AHEAD) & ~Exists(asked)


def closed_lately(now: datetime) -> Q:
    return Q(closed_at__gte=now - LATELY, in_error=False)


def still_owing() -> Any:
    """Those that have ended, and where something that a way on asked for is still to be done."""
    return Q(pk__in=RawSQL("select unnest(owing_cases())", []))


def on_worklist(seat: Seat) -> QuerySet[Case]:
    """The open cases of the unit a seat leads, in the order of every list.

    `mine` tells whether the seat is in the team too, and so may see more than the list. An index has them so.
    """
    cases = Case.objects.filter(unit_id=seat.unit_id, closed_at=None).annotate(mine=_is_mine())
    return in_order(cases, since=F("round_since"))


def seen_by(seat: Seat, *, leads: bool) -> QuerySet[Case]:
    """All that a seat may find: its own cases, ended ones too, and for a leader the unit's open ones."""
    if not leads:
        return in_order(in_my_team(seat.pk))
    return in_order(
        Case.objects.annotate(mine=_is_mine())
        .filter(Q(team__seat=seat, team__to_at=None) | Q(unit_id=seat.unit_id, closed_at=None))
        .distinct()
    )


def _is_mine() -> RawSQL:
    """Whether the asking seat is in the team. Django would compose this anew for each page of a list."""
    return RawSQL('"cases_case"."id" = any((select my_cases())::uuid[])', [], output_field=BooleanField())


def found_by_name(cases: QuerySet[Case], asked: str) -> QuerySet[Case]:
    """Every word must begin one of the child's names or the initials, or be the group's. No name is of
    more words than MOST_WORDS, and each of them costs.

    Looked for among the asker's own cases, whose children are then fetched by key: an index over all names
    would serve only somebody who may look among all.
    """
    words = plain(asked).split()
    if len(words) > MOST_WORDS:
        return cases.none()
    for word in words:
        cases = cases.filter(
            Q(child__looked_for__contains=Folded(Value(f" {word}"))) | Q(child__group__name__iexact=word)
        )
    return cases if words else cases.none()


def with_children(cases: Iterable[Case]) -> list[Case]:
    """The cases with their children and `child.unit_name`, asked for when it is known which cases are shown.

    In one question with the cases, the database may look through all children of a unit first.
    """
    found = list(cases)
    rows = CHILDREN.ask(children=keys(case.child_id for case in found))
    seen = {child.pk: (child, group, unit_name) for child, group, unit_name in rows}
    shown = [case for case in found if case.child_id in seen]
    for case in shown:
        child, group, unit_name = seen[case.child_id]
        child.unit_name = unit_name
        join(child, group=group)
        join(case, child=child)
    return shown


def sealed_beside(case: Case, seat: Seat) -> Case | None:
    """The sealed case of the same child whose team the seat is in, until child welfare clears the guardians.

    Who is outside it learns nothing. Beside a sealed one stands none.
    """
    if case.sealed_at:
        return None
    of_the_child = in_my_team(seat.pk).filter(KEEPS_GUARDIANS_OUT, child=case.child_id)
    return of_the_child.order_by("-opened_at").first()


def open_beside(case: Case, seat: Seat) -> Case | None:
    """The newest open case of the same child whose team the seat is in and that is not sealed."""
    others = in_my_team(seat.pk).filter(child=case.child_id, closed_at=None, sealed_at=None)
    return others.exclude(pk=case.pk).order_by("-opened_at").first()


def is_beside_sealed(seat_id: UUID) -> Any:
    """The same, asked of each case of a list at once."""
    of_the_child = in_my_team(seat_id).filter(KEEPS_GUARDIANS_OUT, child=OuterRef("child"))
    return Q(sealed_at=None) & Exists(of_the_child.exclude(pk=OuterRef("pk")))


def child_named_of(case: Case, text: str) -> str | None:
    """Of a case of a group: the child named in the text; empty where the asker may not know which.

    None where nobody is.
    """
    with connection.cursor() as cursor:
        cursor.execute("select child_named_of(%s, %s)", [case.pk, text])
        row = cursor.fetchone()
    return row[0] if row else None


def is_leader(case: Case, seat: Seat) -> bool:
    """Of this case, whose team the seat is in."""
    mine = TeamMember.objects.filter(case=case, seat=seat, to_at=None)
    return leads_case(mine.values_list("basis", flat=True).first(), leads_unit=seat.leads(case.unit_id))


def lock(case_id: UUID) -> Case:
    """The case, locked until the transaction ends: whatever changes a fact of a case takes this first.

    Its key stays free, so that a note, which refers to it, is kept meanwhile: it would wait with its turn in
    the log taken, for which whoever has the case waits.
    Raises Case.DoesNotExist when the asker may not change it.
    """
    return Case.objects.select_for_update(no_key=True).get(pk=case_id)


class LetIn(NamedTuple):
    """`by` is empty where the log does not tell."""

    since: datetime
    by: str


def not_opened_yet(after: datetime) -> dict[UUID, LetIn]:
    """The cases that the asking seat was let in to after that moment and has not opened since."""
    with connection.cursor() as cursor:
        cursor.execute("select case_id, since, let_in_by from not_opened_yet(%s)", [after])
        return {case_id: LetIn(since, by or "") for case_id, since, by in cursor.fetchall()}


class Closed(Exception):
    """The case has ended: it takes notes, and nothing else, until somebody opens it again."""


def lock_open(case_id: UUID) -> Case:
    """As `lock`. Raises Closed when the case has ended."""
    case = lock(case_id)
    if case.closed_at:
        raise Closed
    return case
