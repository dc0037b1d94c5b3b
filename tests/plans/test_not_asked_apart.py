"""What stood together before, the child's words and why nobody had asked, is told apart in what is there."""

from importlib import import_module

import pytest
from django.db import connection

from laget.meetings.models import VoiceEntry
from laget.ops import scratch
from laget.plans.models import Evaluation

APART = import_module("laget.plans.migrations.0003_child_not_asked").APART
WHY, SAID = "Han er syk.\r\nVi spør til uka.", "Det er fint i friminuttet."


@pytest.mark.parametrize(
    ("stood", "reason", "view", "not_asked"),
    [
        (WHY, WHY, "", WHY),
        (f"{SAID}\n\n{WHY}", WHY, SAID, WHY),
        (SAID, "", SAID, ""),
        (SAID, WHY, SAID, ""),  # of another evaluation
    ],
)
def test_an_evaluation_from_before_is_read_apart(world, stood, reason, view, not_asked):
    case = world.a_case(at_level="1")
    by = {"case": case, "seat": world.kari.seat, "at": world.now}
    with scratch.as_owner():
        Evaluation.objects.create(**by, child_view=stood, parents_view="", staff_view="")
        if reason:
            VoiceEntry.objects.create(**by, said_on=world.today, not_asked_because=reason)
        with connection.cursor() as cursor:
            cursor.execute(APART)
        evaluation = Evaluation.objects.get()
    assert (evaluation.child_view, evaluation.child_not_asked) == (view, not_asked)
