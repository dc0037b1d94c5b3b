"""Whom one can be in the demo: gathered by what they are, those with the most to see first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, IntegerField
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_noop as _

from laget.cases.models import Case
from laget.foundation.speech import gettext, ngettext, speaking
from laget.people.models import Guardianship, Seat, SeatRole, Service
from laget.rules.subjects import HERSELF, Record

# In the order in which a newcomer may want to be them. The services are those of rules and municipalities.
LEADER, OVERSEER, OTHER = "leader", "overseer", "other"
YOUTH, PREGNANT, GUARDIAN = "youth", "pregnant", "guardian"
KINDS = {
    "school": _("A teacher, or another at a school"),
    LEADER: _("A leader"),
    "kindergarten": _("A kindergarten teacher"),
    "health": _("A nurse or a midwife"),
    "ppt": _("An adviser in PPT"),
    "child_welfare": _("A child welfare worker"),
    OTHER: _("Somebody in another service"),
    YOUTH: _("A young person with a case"),
    PREGNANT: _("A pregnant woman with a case"),
    GUARDIAN: _("A parent or guardian"),
    OVERSEER: _("Somebody who sees no child: a coordinator, a system administrator"),
}
# Those that a family can read: of a case that is theirs to follow, by the same rules as their page.
GOALS = """(
    select count(*) from cases_case c join plans_goal goal on goal.case_id = c.id and goal.ended_at is null
    where c.child_id = people_guardianship.child_id
      and answers_for(people_guardianship, c) and past_the_first(c)
      and c.closed_at is null and c.sealed_at is null and c.shared_at is not null and not c.in_error
      and not exists (
        select from cases_exclusion kept_out
        where kept_out.case_id = c.id and kept_out.person_id = people_guardianship.guardian_id))"""
SHORT_WORDS = 2  # “a teacher” asks for teachers


@dataclass(frozen=True)
class Invented:
    """Somebody to be. `seen` is how much there is for them to see, `why` says it."""

    kind: str
    person_id: UUID
    seat_id: UUID | None
    name: str
    is_what: str
    town: str
    unit: str
    why: str
    seen: int

    def answers_to(self, words: Iterable[str], kinds: dict[str, str]) -> bool:
        said = f"{self.name} {self.is_what} {self.unit} {self.town} {kinds[self.kind]}".casefold()
        return all(word in said for word in words)


def everybody(now: Any) -> list[Invented]:
    team, batons = counts()
    seats = [_at_work(seat, team.get(seat.pk, 0), batons.get(seat.pk, 0)) for seat in _seats(now)]
    return sorted([*seats, *map(_at_home, guardianships())], key=lambda one: -one.seen)


def by_kind(people: list[Invented], most: int) -> list[tuple[str, list[Invented]]]:
    found = [(said, [one for one in people if one.kind == kind][:most]) for kind, said in KINDS.items()]
    return [(gettext(said), some) for said, some in found if some]


def by_place(people: list[Invented]) -> list[tuple[str, list[tuple[str, list[Invented]]]]]:
    """Those of each place in each municipality, the largest first."""
    towns: dict[str, dict[str, list[Invented]]] = {}
    for one in sorted(people, key=lambda one: (one.unit, one.name)):
        towns.setdefault(one.town, {}).setdefault(one.unit, []).append(one)
    largest = sorted(towns.items(), key=lambda town: -sum(map(len, town[1].values())))
    return [(town, list(units.items())) for town, units in largest]


def found(people: list[Invented], asked: str) -> list[Invented]:
    """Each word somewhere in what is known of them; what they are, in whichever language one asks."""
    words = asked.casefold().split()
    telling = [word for word in words if len(word) > SHORT_WORDS] or words
    kinds = _kinds_in_every_language()
    return [one for one in people if one.answers_to(telling, kinds)]


def counts() -> tuple[dict[UUID, int], dict[UUID, int]]:
    """The open cases of each seat, and those where it holds the baton. No seat may count another's."""
    still = Case.objects.using("owner").filter(closed_at=None)
    return _for_each_seat(still, "team"), _for_each_seat(still, "holdings")


def _for_each_seat(cases: Any, by: str) -> dict[UUID, int]:
    return dict(cases.filter(**{f"{by}__to_at": None}).values_list(f"{by}__seat").annotate(Count("pk")))


def guardianships() -> Iterable[Guardianship]:
    """Who the guardians are, no seat may list either; the demo's own sign-in asks as the owner."""
    rows = Guardianship.objects.using("owner").select_related(
        "guardian", "child__group__unit", "child__municipality"
    )
    goals = RawSQL(GOALS, [], output_field=IntegerField())  # noqa: S611 - nothing is put into it
    return rows.annotate(goals=goals).order_by("child__family_name", "guardian__name")


def _seats(now: Any) -> Iterable[Seat]:
    return (
        Seat.objects.select_related("person", "unit__municipality", "unit__service")
        .filter(to_at=None, from_at__lte=now)
        .order_by("unit__municipality__name", "unit__name", "person__name")
    )


def _at_work(seat: Seat, team: int, batons: int) -> Invented:
    unit = seat.unit
    return Invented(
        kind=_kind_of(seat),
        person_id=seat.person_id,
        seat_id=seat.pk,
        name=seat.person.name,
        is_what=seat.title,
        town=unit.municipality.name,
        unit=unit.name,
        why=_why(team, batons),
        seen=team + batons,
    )


def _kind_of(seat: Seat) -> str:
    if not seat.helps_children:
        return OVERSEER
    if seat.role in (SeatRole.LEADER, SeatRole.DEPUTY) or seat.unit.service.code == Service.ADMINISTRATION:
        return LEADER
    return seat.unit.service.code if seat.unit.service.code in KINDS else OTHER


def _why(team: int, batons: int) -> str:
    found = []
    if team:
        found.append(ngettext("%(num)d open case", "%(num)d open cases", team) % {"num": team})
    if batons:
        found.append(
            ngettext("holds the baton in %(num)d", "holds the baton in %(num)d", batons) % {"num": batons}
        )
    return " · ".join(found)


def _at_home(each: Guardianship) -> Invented:
    goals: int = each.goals  # type: ignore[attr-defined]
    return Invented(
        kind=_kind_at_home(each),
        person_id=each.guardian_id,
        seat_id=None,
        name=each.guardian.name,
        is_what=gettext("whom a case is about")
        if each.kind == HERSELF
        else gettext("cares for %(child)s") % {"child": each.child.name},
        town=each.child.municipality.name,
        unit=each.child.group.unit.name if each.child.group else "",
        why=ngettext("a plan with %(num)d goal", "a plan with %(num)d goals", goals) % {"num": goals}
        if goals
        else "",
        seen=goals,
    )


def _kind_at_home(each: Guardianship) -> str:
    if each.kind != HERSELF:
        return GUARDIAN
    return PREGNANT if each.child.kind == Record.PREGNANT else YOUTH


def _kinds_in_every_language() -> dict[str, str]:
    said: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for language, _own in settings.LANGUAGES:
        with speaking(language):
            for kind, words in KINDS.items():
                said[kind].append(gettext(words))
    return {kind: " ".join(words) for kind, words in said.items()}
