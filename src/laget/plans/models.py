"""The plan: what may lie behind, goals with signs, strengths, measures, and whether they worked."""

from django.db import models
from django.db.models import Q

from laget.cases.models import Case
from laget.foundation.ids import uuid7
from laget.foundation.whom import gettext_lazy as _
from laget.people.models import Seat
from laget.rules.vocabulary import NO_EFFECT


class Plan(models.Model):
    """The words that the family and the professionals find together (source document 000).

    `version` grows by one for each change to the plan, its goals or its measures, so that two people
    who edit at the same time meet on a merge page instead of overwriting each other.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="plan")
    version = models.PositiveIntegerField(default=0)
    behind = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    likes = models.TextField(blank=True)
    matters = models.TextField(blank=True)
    solved_before = models.TextField(blank=True)
    qualities = models.TextField(blank=True)
    relations = models.TextField(blank=True)
    good_places = models.TextField(blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")


class Goal(models.Model):
    """What is different when it is solved, and how that will show."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="goals")
    text = models.TextField()
    sign = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)


class Arena(models.TextChoices):
    UNIT = "unit", _("School or kindergarten")
    HOME = "home", _("Home")
    LEISURE = "leisure", _("Leisure")
    NETWORK = "network", _("Network")


class Responsible(models.TextChoices):
    STAFF = "staff", _("Somebody in the team")
    GUARDIAN = "guardian", _("A guardian")
    CHILD = "child", _("The child")
    NETWORK = "network", _("Somebody in the network")


class Measure(models.Model):
    """Something that somebody does. The family's own measures count as much as the services'."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="measures")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="measures")
    text = models.TextField()
    arena = models.CharField(max_length=10, choices=Arena)
    responsible = models.CharField(max_length=10, choices=Responsible)
    responsible_seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    responsible_name = models.CharField(max_length=80)
    by_on = models.DateField(null=True)
    evaluate_on = models.DateField(null=True)
    started_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="measure_live", fields=["case"], condition=Q(ended_at=None))]


class Evaluation(models.Model):
    """One look at whether it worked, with the child's and the parents' view beside the staff's.

    Why nobody has asked the child is an adult's words, and never stands as the child's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="evaluations")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    child_view = models.TextField()
    child_not_asked = models.TextField(blank=True, default="", db_default="")
    parents_view = models.TextField()
    staff_view = models.TextField()
    kept = models.TextField(blank=True)


class AsPlanned(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Effect(models.TextChoices):
    WORKS = "works", _("It works")
    SOME = "some", _("It helps a little")
    NONE = NO_EFFECT, _("No effect")


class Onward(models.TextChoices):
    KEEP = "keep", _("Go on with it")
    CHANGE = "change", _("Change it")
    STOP = "stop", _("Stop it")


class MeasureReview(models.Model):
    """One measure in one evaluation: done as planned, with what effect, and what becomes of it.

    What was never done has no effect that anybody could judge: then `effect` may be empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="reviews")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reviews")
    as_planned = models.CharField(max_length=10, choices=AsPlanned)
    effect = models.CharField(max_length=10, choices=Effect, blank=True)
    onward = models.CharField(max_length=10, choices=Onward)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="reviewed_once", fields=["evaluation", "measure"])]


class Part(models.TextChoices):
    """What in a plan a change was made to."""

    WORDS = "words"
    GOAL = "goal"
    MEASURE = "measure"


class PlanChange(models.Model):
    """What one change to a plan replaced, and with what. The archive law: correct by adding (§ 11).

    Also what a second writer needs to know: which words somebody else has changed since they opened the page.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_changes")
    version = models.PositiveIntegerField()
    part = models.CharField(max_length=10, choices=Part)
    part_id = models.UUIDField(null=True)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="plan_part_changed_once_a_version",
                fields=["case", "version", "part", "part_id"],
                nulls_distinct=False,
            )
        ]
