"""The days a child was away, as the school has told; and what somebody decided when they were many."""

from django.db import models
from django.db.models import Q

from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.people.models import Child, Seat


class AbsenceDay(models.Model):
    """A child's absence of one kind on one day. `share` is how much of the school day, 1 the whole."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    child = models.ForeignKey(Child, models.PROTECT, related_name="absence")
    day = models.DateField()
    kind = models.CharField(max_length=20)
    share = models.DecimalField(max_digits=3, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="absence_once", fields=["child", "day", "kind"]),
            models.CheckConstraint(name="absence_is_a_share", condition=Q(share__gt=0) & Q(share__lte=1)),
        ]


class CountDecision(models.Model):
    """What somebody decided about a pathway's count, reached on `since`: the case it opened, or why not.

    Added and never changed. One that opened a case is seen by those who may see that case, and by no other.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    pathway = models.SlugField()
    count = models.CharField(max_length=40)
    since = models.DateField()
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="decision_of_child", fields=["child", "count"])]
        constraints = [
            models.CheckConstraint(
                name="decision_has_a_case_or_a_reason", condition=Q(case=None) ^ Q(reason="")
            )
        ]
