"""A case: one child's way through the pathway, from the first worry. And the team around the child."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from laget.foundation.by_hand import ReadOften
from laget.foundation.ids import uuid7
from laget.pathway.models import PathwayVersion
from laget.people.models import Child, Municipality, Person, Seat, Unit
from laget.rules.access import State
from laget.rules.subjects import FOLLOWS, Follows, Subject

# No suspicion of violence that somebody must act on. Where there is one, a list begins with it.
NO_DANGER = models.ExpressionWrapper(
    Q(sealed_at=None) | Q(closed_at__isnull=False), output_field=models.BooleanField()
)


class Case(ReadOften):
    """`child` is whom it is about, who may be a woman or a group: `subject` says it, once and for all.

    The columns from `level` on are the latest move, kept by the database; nobody can write them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    child = models.ForeignKey(Child, models.PROTECT, related_name="cases")
    version = models.ForeignKey(PathwayVersion, models.PROTECT)
    subject = models.CharField(max_length=10, default=Subject.CHILD)
    category = models.CharField(max_length=40)
    wonder_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True)
    adult_here_at = models.DateTimeField(null=True)

    level = models.CharField(max_length=40, default="", editable=False)
    entered_step = models.CharField(max_length=40, default="", editable=False)
    return_to = models.CharField(max_length=90, default="", editable=False)
    level_since = models.DateTimeField(null=True, editable=False)
    round_since = models.DateTimeField(null=True, editable=False)
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    sealed_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    in_error = models.BooleanField(default=False, editable=False)
    aftercare_until = models.DateField(null=True, editable=False)

    class Meta:
        indexes = [
            models.Index("unit", NO_DANGER, "round_since", name="case_in_unit", condition=Q(closed_at=None)),
            models.Index(name="case_child", fields=["child"]),
        ]

    @property
    def follows(self) -> Follows:
        """From whom it is about: who answers, who is heard, who is not there."""
        return FOLLOWS[Subject(self.subject)]

    @property
    def adult_here(self) -> bool:
        """Whether an adult who works here is the concern."""
        return self.adult_here_at is not None

    @property
    def states(self) -> frozenset[State]:
        """What decides, with what somebody is to the case, what they may do in it."""
        true = {
            State.OPEN: self.closed_at is None,
            State.ENDED: self.closed_at is not None,
            State.SEALED: self.sealed_at is not None,
            State.ADULT_HERE: self.adult_here,
            State.IN_ERROR: self.in_error,
        }
        return frozenset(state for state, holds in true.items() if holds)

    @property
    def in_danger(self) -> bool:
        """As NO_DANGER says it of a list."""
        return self.sealed_at is not None and self.closed_at is None

    def answered_violence(self, seat_id: UUID) -> bool:
        """Whether this seat wrote the worry and said in it that it could be about violence."""
        return self.opened_by_id == seat_id and self.sealed_at == self.opened_at


class Basis(models.TextChoices):
    """Why somebody is in the team around the child, and so may see the case."""

    AUTHOR = "author"
    LEADER = "leader"
    OWN_SERVICE = "own_service"
    CONSENT = "consent"
    STATUTE = "statute"


class TeamMember(models.Model):
    """Somebody in the team around the child, for as long as they are in it.

    `opened_at`: when they first read something of it; kept by the database, from the access log.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="team")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="memberships")
    basis = models.CharField(max_length=20, choices=Basis)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="member_once_at_a_time", fields=["case", "seat"], condition=Q(to_at=None)
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining", condition=Q(to_at=None) | Q(to_at__gte=F("from_at"))
            ),
        ]
        indexes = [models.Index(name="member_open", fields=["seat", "case"], condition=Q(to_at=None))]


class Exclusion(models.Model):
    """Somebody who never sees this case, whatever else they are: the adult whom the concern is about.

    `stands_in`: it is not about this person, who is kept out for acting in the place of the one it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stands_in = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="excluded_once", fields=["case", "person"])]


class Concern(models.Model):
    """What somebody saw or heard, in their own words. More of them may be added as time goes.

    Of the first, the case itself knows the day and the category; of those added later, these two say them:
    `noticed_on` the day it was noticed, and `category` what the writer chose, empty where nothing was.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="concerns")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    noticed_on = models.DateField(null=True, editable=False)
    category = models.CharField(max_length=40, default="", db_default="", editable=False)


class Audience(models.TextChoices):
    TEAM = "team"
    FAMILY = "family"


class EntryKind(models.TextChoices):
    """What somebody did that a note tells of. Pages say it in the reader's language."""

    NOTE = ""
    ADULT_HERE = "adult_here"
    LEFT = "left"
    TAKEN_OUT = "taken_out"
    TAKEN_IN = "taken_in"
    LEADER_JOINED = "leader_joined"
    LET_IN_BY_LAW = "let_in_by_law"
    OUT_BY_SEALING = "out_by_sealing"
    CONSENT_TAKEN_BACK = "consent_taken_back"
    GUARDIANS_CLEARED = "guardians_cleared"


SAYS_NO_MORE = (EntryKind.LEFT, EntryKind.LEADER_JOINED, EntryKind.GUARDIANS_CLEARED)
# Those that say whom or what they are about. All are for the team, but for somebody's own note.
SAYS_ABOUT = (
    EntryKind.ADULT_HERE,
    EntryKind.TAKEN_OUT,
    EntryKind.TAKEN_IN,
    EntryKind.LET_IN_BY_LAW,
    EntryKind.OUT_BY_SEALING,
    EntryKind.CONSENT_TAKEN_BACK,
)


class Entry(models.Model):
    """A short note on the case's timeline.

    `text` is the writer's own words; what else the note tells is its `kind`, and the names in `about`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=EntryKind, default="", db_default="")
    about = models.TextField(default="", db_default="")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="entry_newest", fields=["case", "-at"])]
        constraints = [
            models.CheckConstraint(
                name="entry_of_a_kind",
                condition=Q(kind=EntryKind.NOTE, about="")
                | Q(kind__in=SAYS_NO_MORE, about="", audience=Audience.TEAM)
                | Q(kind__in=SAYS_ABOUT, audience=Audience.TEAM),
            )
        ]


class FilledForm(models.Model):
    """One of the pathway's own forms as somebody saved it; the next time it is saved is the next version."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="filled")
    form = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    answers = models.JSONField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="filled_once", fields=["case", "form", "version"])]
