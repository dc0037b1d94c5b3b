"""When a child must be protected: violence is suspected, or an adult here is the concern."""

from laget.cases.models import Basis
from laget.ops.demo_cases.telling import Telling
from laget.ops.demo_cases.ways import talked

FACTS = ("called", "childs_words", "report_sent", "siblings_considered")


def sealed_today(told: Telling) -> None:
    """The call is made and the child's words written down; the report is not sent."""
    told.worry(violence=True)
    told.fact("called")
    told.fact("childs_words")


def sealed_with_child_welfare(told: Telling, worker: str) -> None:
    """Child welfare is on the team by law. Guardians are told nothing."""
    told.worry(violence=True)
    told.tell_leader()
    for fact in FACTS:
        told.fact(fact)
    told.later(1)
    told.join(told.seat(worker), Basis.STATUTE)
    told.later(1)
    told.note(told.story.notes[0])


def sealed_and_closed(told: Telling, worker: str) -> None:
    sealed_with_child_welfare(told, worker)
    told.later(10)
    told.go("close", "closed", told.story.reasons["sealed_closed"])


def sealed_on_the_way(told: Telling, worker: str) -> None:
    """It had begun as an ordinary worry, and the parents had been to a talk."""
    talked(told)
    told.goes_to_1()
    told.later(3)
    told.seal(told.story.reasons["sealed"])
    told.fact("called")
    told.fact("childs_words")
    told.join(told.seat(worker), Basis.STATUTE)


def about_a_colleague(told: Telling, adult: str) -> None:
    """The leader knows, and whoever it is about does not."""
    told.worry(about=told.seat(adult).person)
    told.later(1)
    told.fact("contact_named")
    told.later(1)
    told.child_says()
    told.plan_meeting("conversation", told.days.ahead(1, hour=15))


def about_the_head(told: Telling, adult: str) -> None:
    """The one above the head has it; neither the head nor her deputy sees that it is there."""
    told.worry(about=told.seat(adult).person)
    told.later(1)
    told.fact("contact_named")
    told.note(told.story.notes[0])
