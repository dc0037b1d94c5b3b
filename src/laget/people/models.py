"""Municipalities and their services; the people who work there; the children and those who care for them."""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Left

from laget.foundation.ids import uuid7
from laget.rules.subjects import Record

# Where somebody in a hurry is taken to, unless the municipality says otherwise: nothing to wonder about.
LEAVE_TO = "https://www.wikipedia.org/"
RENEW_DAYS = 30


class Municipality(models.Model):
    """A municipality. `settings` holds its own numbers (ages, days, telephone numbers) as data."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    languages = ArrayField(models.CharField(max_length=2))
    theme = models.CharField(max_length=20)
    settings = models.JSONField(default=dict)

    @property
    def renew_days(self) -> int:
        """How many days before a yes runs out it is asked for again."""
        return int(self.settings.get("renew_days", RENEW_DAYS))

    @property
    def leave_to(self) -> str:
        return str(self.settings.get("leave_to", LEAVE_TO))


class Service(models.Model):
    """School, kindergarten, PPT, child welfare … One service may serve several municipalities.

    The `administration` leads the others, and helps no child itself.
    """

    ADMINISTRATION = "administration"

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.SlugField()
    name = models.CharField(max_length=80)
    serves = models.ManyToManyField(Municipality, related_name="services")


class Unit(models.Model):
    """A school, a kindergarten, an office. `above` is the unit that its leader answers to.

    `phone` is for families; not every municipality tells one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    service = models.ForeignKey(Service, models.PROTECT)
    above = models.ForeignKey("self", models.PROTECT, null=True)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=30, default="", db_default="")


class Group(models.Model):
    """A class or a kindergarten group: `4B`."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="groups")
    name = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(name="group_name_once", fields=["unit", "name"])]


class Person(AbstractBaseUser):
    """An account: somebody who works here, or a guardian. Which of the two decides who may see the name.

    Nothing here lets anybody in: who somebody is, those know who sign them in. So nothing can leak either.
    """

    password = None  # type: ignore[assignment]
    last_login = None
    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=120)
    is_staff = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="nb")
    scheme = models.CharField(max_length=5, default="auto")
    username = models.SlugField(unique=True, max_length=60)

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "username"


class SeatRole(models.TextChoices):
    WORKER = "worker"
    LEADER = "leader"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Seat(models.Model):
    """What somebody is at a unit, from one day to another. People act as one seat at a time."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=20, choices=SeatRole)
    title = models.CharField(max_length=60)
    groups = models.ManyToManyField(Group, related_name="seats")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seat_ends_after_it_begins", condition=Q(to_at=None) | Q(to_at__gt=F("from_at"))
            )
        ]

    @property
    def helps_children(self) -> bool:
        """Coordinators see numbers, and administrators no child."""
        return self.role not in (SeatRole.COORDINATOR, SeatRole.ADMINISTRATOR)

    def leads(self, unit_id: UUID) -> bool:
        """A deputy acts in the leader's place."""
        return self.unit_id == unit_id and self.role in (SeatRole.LEADER, SeatRole.DEPUTY)


class Folded(Func):
    """A name as they write it who lack the letter, or know another: Issát, issat; Åse, Aase; Søren, Soeren.

    By what every PostgreSQL has. The marks go first, and the letters that are no letter with a mark: then
    `lower` meets only what it knows in every locale. A beginning of a name, folded, begins the folded name.
    Columns are made by it: another rule here wants a migration that makes them anew.
    """

    template = (
        "regexp_replace(lower(translate("
        "regexp_replace(normalize(%(expressions)s, NFD), '[\\u0300-\\u036f]', '', 'g'),"
        " 'ÆØĐÐŊŦŁæøđðŋŧł-', 'AODDNTLaoddntl ')), '(a)[ae]|(o)e', '\\1\\2', 'g')"
    )


class Child(models.Model):
    """Whom a case is about: nearly always a child; else a pregnant woman or a group, as `kind` says.

    `hidden_address` removes every place from what others may see. A group has its own name and no birthday.

    `looked_for`: the names and the initials, folded, a space before each; the database writes it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=10, default=Record.CHILD, db_default=Record.CHILD)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    born_on = models.DateField(null=True)
    hidden_address = models.BooleanField(default=False)
    looked_for = models.GeneratedField(
        expression=Folded(
            Concat(
                Value(" "), "given_name", Value(" "), "family_name",
                Value(" "), Left("given_name", 1), Value("."), Left("family_name", 1), Value("."),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="child_is_born_unless_a_group",
                condition=Q(kind="group", born_on=None, group__isnull=False)
                | Q(kind__in=("child", "pregnant"), born_on__isnull=False),
            ),
        ]

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def group_name(self) -> str:
        """Of the group a child goes in; a group is not in itself."""
        return self.group.name if self.group and not self.is_group else ""

    @property
    def is_group(self) -> bool:
        return self.kind == Record.GROUP

    @property
    def initials(self) -> str:
        """How a child is named in lists, on screens that others pass by. A group's name tells of nobody."""
        if self.is_group:
            return self.given_name
        return f"{self.given_name[:1]}.{self.family_name[:1]}."


class GuardianshipQuerySet(models.QuerySet["Guardianship"]):
    def in_force(self, today: date) -> "GuardianshipQuerySet":
        """From its first day until its last, which counts no more; access.sql says the same."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=today), from_on__lte=today)


class Guardianship(models.Model):
    """Who cares for a child, and whether with parental responsibility, whose yes is then needed.

    Of kind HERSELF it is the child's or the woman's own account, which counts only where she answers herself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    child = models.ForeignKey(Child, models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="guardianships")
    kind = models.CharField(max_length=30)
    parental_responsibility = models.BooleanField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="guardian_once", fields=["child", "guardian"])]
