"""What lies under everything: the access log, forms already sent, sessions, drafts."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from laget.foundation.ids import uuid7


class AccessLog(models.Model):
    """One row for every read and write of a child's data. The application may only add rows.

    The database itself writes `service_id` and `basis` (what let somebody in to the one case): they may be
    others afterwards. `basis` is empty for what showed several.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    at = models.DateTimeField()
    person_id = models.UUIDField()
    seat_id = models.UUIDField(null=True)
    service_id = models.UUIDField(null=True, editable=False)
    basis = models.CharField(max_length=20, default="", db_default="", editable=False)
    case_id = models.UUIDField(null=True, db_index=True)
    seen = ArrayField(models.UUIDField(), default=list)  # the cases that a list or a search showed
    # the children of whom absence was shown, outside any case
    children = ArrayField(models.UUIDField(), default=list, db_default=[])
    action = models.CharField(max_length=40)
    wrote = models.BooleanField()

    class Meta:
        indexes = [
            GinIndex(name="log_of_seen", fields=["seen"], condition=~Q(seen=[])),
            GinIndex(name="log_of_children", fields=["children"], condition=~Q(children=[])),
        ]


class LogLink(models.Model):
    """The place of an entry in the chain of a municipality that it concerns; a list may concern several.

    `hash` is over the link before and the whole entry (database/log.sql), so that nothing can be changed,
    taken out or put in between afterwards without being found.
    """

    pk = models.CompositePrimaryKey("municipality_id", "number")
    municipality_id = models.UUIDField()
    number = models.BigIntegerField()
    entry_id = models.UUIDField()
    hash = models.BinaryField()


class LogTurn(models.Model):
    """Who links next in a municipality's chain locks its row. It holds nothing else."""

    municipality_id = models.UUIDField(primary_key=True)


class SentForm(models.Model):
    """A form that has had its effect; sent once more, it answers with the same place and does nothing.

    `content` tells whether it is the same words: what somebody changed after going Back is not lost.
    """

    key = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    sent_at = models.DateTimeField()
    content = models.CharField(max_length=64)
    location = models.CharField(max_length=200)


class Session(models.Model):
    """Somebody who has signed in, in one browser. The key itself stands only in the browser's cookie."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    digest = models.BinaryField(unique=True)
    data = models.TextField()
    person_id = models.UUIDField(null=True, db_index=True)
    device = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ends_at = models.DateTimeField()


class Draft(models.Model):
    """What somebody has begun to write and not sent. Only the writer ever sees it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    seat_id = models.UUIDField()
    form = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="draft_one_per_form", fields=["seat_id", "form", "case_id"], nulls_distinct=False
            )
        ]
