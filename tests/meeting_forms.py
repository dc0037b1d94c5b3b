"""What is sent when a meeting is planned and held, and how it then stands."""

from datetime import timedelta
from uuid import uuid4

from laget.meetings import services
from laget.meetings.models import Meeting

DAY = timedelta(days=1)


def planned(world, case, template="conversation", **more):
    said = {"starts_at": world.now, "seat": world.kari.seat, "now": world.now} | more
    with world.as_(world.kari):
        return services.plan_meeting(case=case, template=template, **said)


def sent(**fields):
    """Most of these meetings have only staff in them; that a page asks about that is answered here."""
    return {"form_key": str(uuid4()), "without_guardians": "on", **fields}


def a_plan(world, **more):
    said = {
        "template": "conversation",
        "day": (world.today + DAY).isoformat(),
        "clock": "14:00",
        "place": "Rom 3",
        "child_part": "part",
        "seats": [str(world.kari.seat.pk)],
    }
    return sent(**said | more)


def now_in(world, case):
    with world.as_(world.kari):
        return Meeting.objects.get(case=case, template="conversation")
