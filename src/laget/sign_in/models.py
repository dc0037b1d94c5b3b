"""Who a provider's people are here."""

from django.db import models

from laget.foundation.ids import uuid7
from laget.people.models import Person


class Tie(models.Model):
    """One person here is one of a provider's, as staff or as family. Only the owner of the database reads it.

    The provider's own name for somebody, such as a national number, stands nowhere: `digest` is made from it
    with a key that the database does not know.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=6)
    issuer = models.CharField(max_length=200)
    digest = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="tie_to_one_person", fields=["issuer", "digest", "kind"]),
            models.UniqueConstraint(name="tie_of_a_person_once", fields=["person", "issuer"]),
            models.CheckConstraint(
                name="tie_is_staff_or_family", condition=models.Q(kind__in=("staff", "family"))
            ),
        ]
