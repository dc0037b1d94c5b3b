"""What those inside a case about an adult here read on each of its pages, and nobody else anywhere."""

from dataclasses import dataclass
from datetime import datetime

from laget.cases.models import Case, Exclusion
from laget.consents.queries import live_team
from laget.pathway.published import pathway_of
from laget.people.models import Seat, SeatRole
from laget.people.queries import seats_at
from laget.rules.access import leads_case
from laget.rules.pathway import Law
from laget.rules.texts import Text


@dataclass(frozen=True)
class AdultHere:
    """`adults` is empty for somebody not in the register; `stand_ins` would act in a leader's place.

    `about_leader`: it has gone past the leader of the unit, who is the concern.
    """

    adults: list[str]
    stand_ins: list[str]
    leaders: list[str]
    about_leader: bool
    duties: list[tuple[Text, Law | None]]


def adult_in(case: Case, now: datetime) -> AdultHere | None:
    """Only to be asked for somebody who is inside the case."""
    if not case.adult_here:
        return None
    about_leader = is_about_leader(case, now)
    kept_out = Exclusion.objects.filter(case=case).select_related("person").order_by("person__name")
    return AdultHere(
        adults=[each.person.name for each in kept_out if not each.stands_in],
        stand_ins=[each.person.name for each in kept_out if each.stands_in],
        leaders=[seat.person.name for seat in leaders_of(case, now)],
        about_leader=about_leader,
        duties=duties_in(case, about_leader=about_leader),
    )


def is_about_leader(case: Case, now: datetime) -> bool:
    """Whether one of the adults is whom the law otherwise has told first."""
    leaders = seats_at([case.unit_id], now).filter(role=SeatRole.LEADER)
    named = Exclusion.objects.filter(case=case, stands_in=False)
    return named.filter(person__in=leaders.values("person")).exists()


def leaders_of(case: Case, now: datetime) -> list[Seat]:
    """Those of the team who lead the case, and so have been told."""
    return [
        member.seat
        for member in live_team(case, now)
        if leads_case(member.basis, leads_unit=member.seat.leads(case.unit_id))
    ]


def duties_in(case: Case, *, about_leader: bool) -> list[tuple[Text, Law | None]]:
    """What the pathway asks of those who work in the service of the case's unit, and by which law."""
    pathway = pathway_of(case.version_id)
    return [
        (text, pathway.law(duty.law))
        for duty in pathway.adult_duties(case.unit.service.code)
        for text in duty.texts(about_leader=about_leader)
    ]
