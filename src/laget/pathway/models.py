"""Published pathways. A version is never changed; a case keeps the version it began on."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from laget.foundation.ids import uuid7
from laget.people.models import Municipality


class PathwayVersion(models.Model):
    """One file as it was published, whole, with its hash. The aftercare ends within `aftercare_days`."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="pathways")
    name = models.SlugField()
    version = models.CharField(max_length=40)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    aftercare_days = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="version_once", fields=["municipality", "name", "version"])
        ]


class PathwayInUse(models.Model):
    """A pathway, by its name, that new cases of a municipality may begin on. The lowest place is the first.

    One that is no longer in use loses its row here, and nothing else: the cases on it go on.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="pathways_in_use")
    name = models.SlugField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="in_use_once", fields=["municipality", "name"])]


class PathwayLevel(models.Model):
    """A level as the database needs it: where a case begins, who holds the baton, who may see it."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="levels")
    level = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    protects = models.CharField(max_length=20)
    holder = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(name="level_once", fields=["version", "level"])]


class PathwayStep(models.Model):
    """A step as the database needs it, to refuse what the file does not allow there.

    `dues` is what its deadlines ask for, and whose told days they count from.
    """

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="steps")
    level = models.CharField(max_length=40)
    step = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField()
    track = models.CharField(max_length=40, blank=True, default="")
    optional = models.BooleanField()
    done_when = ArrayField(models.CharField(max_length=200))
    dues = ArrayField(models.CharField(max_length=200), default=list, db_default=[])
    applies_when = ArrayField(models.CharField(max_length=200))
    applies_unless = ArrayField(models.CharField(max_length=200))

    class Meta:
        constraints = [models.UniqueConstraint(name="step_once", fields=["version", "level", "step"])]


class PathwayExit(models.Model):
    """An exit as the database needs it. Without a `step` it is open on all of its level.

    `owes` is what somebody must still do once it is taken.
    """

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="exits")
    level = models.CharField(max_length=40)
    step = models.CharField(max_length=40, blank=True)
    exit = models.CharField(max_length=40)
    targets = ArrayField(models.CharField(max_length=90))
    requires = ArrayField(models.CharField(max_length=200))
    reason = models.BooleanField()
    owes = ArrayField(models.CharField(max_length=200), default=list, db_default=[])
    checked_by = models.CharField(max_length=120, blank=True)
    applies_when = ArrayField(models.CharField(max_length=200))
    applies_unless = ArrayField(models.CharField(max_length=200))

    class Meta:
        constraints = [models.UniqueConstraint(name="exit_once", fields=["version", "level", "exit"])]


class PathwayEntry(models.Model):
    """A place where a case may begin, besides the first level, and for whom (`services`; all when empty)."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="entries")
    entry = models.CharField(max_length=40)
    target = models.CharField(max_length=90)
    services = ArrayField(models.CharField(max_length=40), default=list, db_default=[])

    class Meta:
        constraints = [models.UniqueConstraint(name="entry_once", fields=["version", "entry"])]


class PathwayCategory(models.Model):
    """What a worry may be about, and the services whose workers are offered it (all when empty)."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="categories")
    category = models.CharField(max_length=40)
    services = ArrayField(models.CharField(max_length=40))

    class Meta:
        constraints = [models.UniqueConstraint(name="category_once", fields=["version", "category"])]


class PathwaySubject(models.Model):
    """Whom a case may be about, and the services whose workers are offered it (all when empty)."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="subjects")
    subject = models.CharField(max_length=10)
    services = ArrayField(models.CharField(max_length=40))

    class Meta:
        constraints = [models.UniqueConstraint(name="subject_once", fields=["version", "subject"])]


class PathwayMeeting(models.Model):
    """A kind of meeting, and whether the guardians take part: of a sealed case, then it is none."""

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="meetings")
    meeting = models.CharField(max_length=40)
    guardians = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(name="meeting_once", fields=["version", "meeting"])]


def no_answer() -> list[str]:
    return [""]


class PathwayFact(models.Model):
    """A fact that people record, and how long it counts. `by` is empty where anybody in the team may.

    `kind` is what is filled in, where the file declares it. An exemption ends, within `longest_days`.
    `guardians`: it cannot come about without them. `answers` are what may be said: only nothing, where it is
    no question.
    """

    version = models.ForeignKey(PathwayVersion, models.PROTECT, related_name="facts")
    fact = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, blank=True, default="", db_default="")
    by = models.CharField(max_length=120, blank=True)
    longest_days = models.PositiveIntegerField(null=True)
    lasts = models.CharField(max_length=10)
    guardians = models.BooleanField(default=False, db_default=False)
    answers = ArrayField(models.CharField(max_length=40, blank=True), default=no_answer, db_default=[""])

    class Meta:
        constraints = [models.UniqueConstraint(name="fact_once", fields=["version", "fact"])]
