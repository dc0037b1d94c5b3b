"""Meetings, who came, what was agreed; and the child's own voice before them."""

from django.db import models

from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.people.models import Person, Seat
from laget.plans.models import Measure
from laget.rules.subjects import Tells


class ChildPart(models.TextChoices):
    """Whether the child is at the meeting itself. Empty until somebody has thought about it."""

    WHOLE = "whole"
    PART = "part"
    NO = "no"


class Meeting(models.Model):
    """A meeting of one of the pathway's kinds. Its status follows from `held_at` and `cancelled_at`."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings")
    template = models.CharField(max_length=40)
    purpose = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    child_part = models.CharField(max_length=5, choices=ChildPart, blank=True)
    voice_by = models.CharField(max_length=120, blank=True)
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)
    minutes_version = models.PositiveIntegerField(default=0)
    minutes_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(name="meeting_by_time", fields=["case", "starts_at"])]


class MinutesVersion(models.Model):
    """The minutes as somebody wrote them. Never changed: what is written over stays on record."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="minutes_version_once", fields=["meeting", "version"])]


class Decision(models.Model):
    """A measure that was decided at a meeting."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    measure = models.OneToOneField(Measure, models.PROTECT, related_name="+")


class Presence(models.TextChoices):
    INVITED = "invited"
    PRESENT = "present"
    PART = "part"
    ABSENT = "absent"


class Attendee(models.Model):
    """Somebody asked to a meeting: staff, a guardian, the child, or another whom somebody names."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    guardian = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    is_child = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.INVITED)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="seat_asked_once", fields=["meeting", "seat"]),
            models.UniqueConstraint(name="guardian_asked_once", fields=["meeting", "guardian"]),
            models.UniqueConstraint(
                name="child_asked_once", fields=["meeting"], condition=models.Q(is_child=True)
            ),
            models.CheckConstraint(
                name="attendee_is_one_person",
                condition=models.Q(seat=None, guardian=None)
                | models.Q(seat=None, is_child=False)
                | models.Q(guardian=None, is_child=False),
            ),
        ]


class VoiceEntry(models.Model):
    """What the child said, in the child's own words, and to whom. Or why the child was not asked."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="voices")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    told_to = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=20, choices=[(way, way) for way in Tells], blank=True)
    words = models.TextField(blank=True)
    not_asked_because = models.TextField(blank=True)
    said_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="voice_or_a_reason",
                condition=~models.Q(words="", not_asked_because=""),
            )
        ]
        verbose_name_plural = "voice entries"
