"""The traces that pages would have left in the access log, had somebody opened them."""

from datetime import datetime

from django.db import transaction

from laget.cases.models import Case
from laget.foundation import access_log, asking
from laget.foundation.asking import Asker
from laget.people.models import Seat
from laget.rules.access import Action


def opens(case: Case, seat: Seat, now: datetime) -> None:
    """Somebody reads the child's page, and does nothing else."""
    with transaction.atomic():
        asking.say(Asker(seat.person_id, seat.pk), now)
        comes_in(case, seat, Action.SEE_CASE, now)


def comes_in(case: Case, seat: Seat, action: Action, now: datetime, *, wrote: bool = False) -> None:
    asker = Asker(seat.person_id, seat.pk)
    access_log.record(asker=asker, action=action, now=now, case_id=case.pk, wrote=wrote)
