"""Published pathways. A version is never changed; a case keeps the version it began on."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from laget.foundation.ids import uuid7
from laget.people.models import Municipality


class PathwayVersion(models.Model):
    """One file as it was published, whole, with its hash."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="pathways")
    name = models.SlugField()
    version = models.CharField(max_length=40)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="version_once", fields=["municipality", "name", "version"])
        ]


class PathwayStep(models.Model):
    """A step as the database needs it, to refuse a move that the file does not allow."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="steps")
    level = models.CharField(max_length=40)
    level_position = models.PositiveSmallIntegerField()
    protects = models.CharField(max_length=20)
    holder = models.CharField(max_length=10)
    step = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    done_when = ArrayField(models.CharField(max_length=60))
    applies_when = ArrayField(models.CharField(max_length=60))
    applies_unless = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = [models.UniqueConstraint(name="step_once", fields=["version", "level", "step"])]


class PathwayExit(models.Model):
    """An exit as the database needs it."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="exits")
    level = models.CharField(max_length=40)
    step_position = models.PositiveSmallIntegerField()
    exit = models.CharField(max_length=40)
    targets = ArrayField(models.CharField(max_length=90))
    requires = ArrayField(models.CharField(max_length=60))
    applies_when = ArrayField(models.CharField(max_length=60))
    applies_unless = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = [models.UniqueConstraint(name="exit_once", fields=["version", "level", "exit"])]


class PathwayFact(models.Model):
    """A fact that the file declares, and how long its record counts."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="facts")
    fact = models.CharField(max_length=60)
    lasts = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(name="fact_once", fields=["version", "fact"])]
