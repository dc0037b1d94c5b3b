"""How a case moves through its pathway: only by moves, which are added and never changed."""

from django.db import models
from django.db.models import Q

from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.pathway.models import PathwayVersion
from laget.people.models import Seat


class MoveKind(models.TextChoices):
    OPENED = "opened"
    EXIT = "exit"
    SEALED = "sealed"
    REOPENED = "reopened"
    IN_ERROR = "in_error"
    VERSION = "version"


class Move(models.Model):
    """One move. The database checks it against the case's pathway version, and then sets the case's place."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=MoveKind)
    exit = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=90, blank=True)
    to_version = models.ForeignKey(PathwayVersion, models.PROTECT, null=True, related_name="+")
    from_level = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    aftercare_until = models.DateField(null=True)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="move_by_time", fields=["case", "at"])]


class RecordedFact(models.Model):
    """Something the pathway asks people to record, because no other row could tell it.

    An exemption is one too (`exempt.held.talk`): it counts to the end of `until`. `told_date` is what was
    filled in where a date is asked for; it may be one to come.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="recorded")
    fact = models.CharField(max_length=120)
    named = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    answer = models.CharField(max_length=40, blank=True)
    named_seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField()
    told_date = models.DateField(null=True)
    until = models.DateField(null=True)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="recorded_live", fields=["case", "fact"], condition=Q(undone_at=None))]
