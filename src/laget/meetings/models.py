"""Meetings, who came, what was agreed; and the child's own voice before them."""

from django.db import models

from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.people.models import Person, Seat


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
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)
    minutes_version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(name="meeting_by_time", fields=["case", "starts_at"])]


class Presence(models.TextChoices):
    INVITED = "invited"
    PRESENT = "present"
    PART = "part"
    ABSENT = "absent"


class Attendee(models.Model):
    """Somebody asked to a meeting: staff, a guardian, or another whom the family names."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    guardian = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    presence = models.CharField(max_length=10, choices=Presence, default=Presence.INVITED)


class VoiceEntry(models.Model):
    """What the child said, in the child's own words, and to whom. Or why the child was not asked."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="voices")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    told_to = models.CharField(max_length=120, blank=True)
    how = models.CharField(max_length=20, blank=True)
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
