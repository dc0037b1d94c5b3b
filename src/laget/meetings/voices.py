"""Writing down what the child says, or why nobody has asked."""

from datetime import date, datetime

from django.db import transaction

from laget.cases.models import Case
from laget.cases.queries import lock_open
from laget.foundation.clock import local_day
from laget.meetings.models import VoiceEntry
from laget.people.models import Seat


@transaction.atomic
def hear_child(
    *, case: Case, words: str, told_to: str, how: str, said_on: date, seat: Seat, now: datetime
) -> VoiceEntry:
    """What the child said, in the child's own words."""
    voice = VoiceEntry(
        case=lock_open(case.pk), words=words, told_to=told_to, how=how, said_on=said_on, seat=seat, at=now
    )
    voice.save(force_insert=True)
    return voice


@transaction.atomic
def not_asked(*, case: Case, because: str, seat: Seat, now: datetime) -> VoiceEntry:
    """The child has not been asked. That is never left in silence: the reason stands on record."""
    voice = VoiceEntry(
        case=lock_open(case.pk), not_asked_because=because, said_on=local_day(now), seat=seat, at=now
    )
    voice.save(force_insert=True)
    return voice
