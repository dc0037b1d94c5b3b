"""The baton: who holds it, and how it is handed on without ever touching the ground."""

from django.db import models
from django.db.models import Q

from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.people.models import Seat


class Holding(models.Model):
    """Somebody holds the baton of a case. At most one at a time, whatever two people do at once."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="holdings")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_holder", fields=["case"], condition=Q(to_at=None))]


class Handover(models.Model):
    """An offer of the baton. The holder keeps it until the other has accepted (source document 001)."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    from_seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    to_seat = models.ForeignKey(Seat, models.PROTECT, related_name="offers")
    must_know = models.TextField()
    family_told = models.BooleanField()
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_offer", fields=["case"], condition=Q(answered_at=None))
        ]
