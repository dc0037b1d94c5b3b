"""Cases about others than a child, in the municipality everybody knows: what the tests of them share."""

from datetime import timedelta
from typing import Any

import pytest

from laget.cases.models import Case
from laget.moves import services as moves
from laget.ops import scratch
from laget.people import services as people
from laget.people.models import Guardianship, Municipality, Person
from laget.rules.subjects import HERSELF, Subject
from own_pathways import published

OFFERED = """[[subject]]
id = "child"

[[subject]]
id = "youth"

[[subject]]
id = "pregnant"
services = ["health"]

[[subject]]
id = "family"

[[subject]]
id = "group"

[[category]]
"""


@pytest.fixture
def offered(world: Any) -> Any:
    """The world, in whose pathway a case may be about anybody; women are for the health service."""
    published(world, ("[[category]]\n", OFFERED))
    return world


def young_from(world: Any, years: int) -> None:
    """From this age a case may be about a young person; from fifteen they answer alone."""
    with scratch.as_owner():
        here = Municipality.objects.get(pk=world.municipality.pk)
        here.settings |= {"youth_age": years}
        here.save()


def own_account(world: Any, child: Any, name: str = "Eva Myhre") -> Person:
    """The young person's own, with which she answers for herself."""
    with scratch.as_owner():
        account = Person.objects.create(username=f"own-{child.pk}"[:60], name=name)
        Guardianship.objects.create(
            child=child, guardian=account, kind=HERSELF, parental_responsibility=False,
            from_on=world.today - timedelta(days=30),
        )  # fmt: skip
    return account


def begun(world: Any, subject: str, who: Any, child: Any = None, **said: Any) -> Case:
    """A case about this child, or about a woman or the group of this child, told to the leader."""
    with world.as_(who):
        if subject == Subject.PREGNANT:
            born = said.pop("born_on", world.today - timedelta(days=27 * 365))
            child = people.a_pregnant_woman(
                given_name="Amalie", family_name="Foss", born_on=born, seat=who.seat
            )
        elif subject == Subject.GROUP:
            child = people.a_group((child or world.ola).group)
        case = moves.open_case(
            **{
                "child": child or world.ola, "subject": subject, "seat": who.seat, "text": "Det er noe.",
                "category": "", "violence": False, "adult_here": False, "adult": None, "share": True,
                "wonder_on": world.today, "now": world.now, **said,
            }
        )  # fmt: skip
        return Case.objects.select_related("child__group", "unit", "municipality").get(pk=case.pk)


def shared_with_family(case: Case) -> None:
    """Past the first level, without the way there, which other tests go."""
    with scratch.as_owner():
        Case.objects.filter(pk=case.pk).update(level="1", entered_step="")
