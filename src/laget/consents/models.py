"""Which other services are invited to help, and who said yes to it."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.people.models import Person, Seat, Service


class EndedWith(models.TextChoices):
    """What ended an invitation that was neither declined nor taken back."""

    CASE = "case"
    WAY = "way"


class InvitedService(models.Model):
    """Another service that is asked to help in a case. It sees nothing before there is consent.

    `asks` is what the team wants of it, which it reads when there is. One that cannot help says so itself,
    and `why`: then the invitation has ended. It ends with the case, too, and with a way on that says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="invited")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    asks = models.TextField(default="", db_default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    ended_with = models.CharField(max_length=10, choices=EndedWith, blank=True, default="", db_default="")
    declined_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    why = models.TextField(default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="invited_once", fields=["case", "service"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="invitation_declined_with_a_reason",
                condition=Q(declined_by=None, why="") | (Q(ended_at__isnull=False) & ~Q(why="")),
            ),
        ]


class Answer(models.TextChoices):
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def that_count(self) -> "ConsentQuerySet":
        """Those that answer an invitation which has not ended; `answer_to` in the database says the same."""
        invited = InvitedService.objects.filter(
            case=OuterRef("case"), service=OuterRef("service"), ended_at=None, at__lte=OuterRef("at")
        )
        return self.filter(Exists(invited))


class Consent(models.Model):
    """One guardian's answer for one service. A new answer is a new row, and the latest counts.

    Whoever answers on the family's page has no seat there: `shown` is what they read before, word for word.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer)
    until_on = models.DateField(null=True)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    shown = models.TextField(default="", db_default="")
    at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="consent_latest", fields=["case", "service", "guardian", "-at"])]
        constraints = [
            models.CheckConstraint(
                name="consent_given_until_a_day", condition=~Q(answer="given") | Q(until_on__isnull=False)
            ),
            models.CheckConstraint(
                name="consent_registered_or_shown",
                condition=Q(seat__isnull=False, shown="") | Q(seat=None) & ~Q(shown=""),
            ),
        ]

    @property
    def by_name(self) -> str:
        """Whoever registered it, or the guardian, who answered without anybody between."""
        return self.seat.person.name if self.seat else self.guardian.name
