"""What the form of an evaluation sends, and what then stands in the case."""

from datetime import timedelta
from uuid import uuid4

import pytest

from laget.plans import services
from laget.plans.queries import evaluations_of, measures_of
from laget.plans.services import Reviewed

WORDS = {"arena": "unit", "responsible": "staff", "responsible_name": "Kari Lund"}
VIEWS = {"child_view": "Bedre nå", "parents_view": "Han gleder seg", "staff_view": "", "kept": ""}
NEXT = "2026-12-22"


def some_measures(world, case, number):
    with world.as_(world.kari):
        return [
            services.add_measure(case=case, text=f"Tiltak {n}", **WORDS, seat=world.kari.seat, now=world.now)
            for n in range(number)
        ]


@pytest.fixture
def measures(world, case):
    return some_measures(world, case, 3)


def said(measure, as_planned="yes", effect="works", onward="keep", evaluate_on=NEXT, note=""):
    answers = {"as_planned": as_planned, "effect": effect, "onward": onward}
    return {
        f"{measure.pk.hex}-{k}": v for k, v in {**answers, "evaluate_on": evaluate_on, "note": note}.items()
    }


def sent(*reviews, **views):
    form = {"form_key": str(uuid4()), **VIEWS, **views}
    for review in reviews:
        form |= review
    return form


def before(world, case, *effects, days=1):
    """An evaluation some days ago: an effect for each measure."""
    now = world.now - timedelta(days=days)
    with world.as_(world.kari, now):
        reviews = [
            Reviewed(m.pk, "yes", effect, "keep", world.today + timedelta(days=28))
            for m, effect in zip(measures_of(case), effects, strict=True)
        ]
        services.evaluate(case=case, reviews=reviews, **VIEWS, seat=world.kari.seat, now=now)


def evaluations(world, case):
    with world.as_(world.kari):
        return list(evaluations_of(case))
