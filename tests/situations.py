"""Where most tests begin: OLA's case at its beginning or on level 1, and the browsers of KARI and PER."""

from datetime import timedelta
from typing import Any

import pytest

from laget.cases.models import Concern
from laget.ops import municipality, scratch
from world import FILE, PEOPLE_BEGAN, found


@pytest.fixture
def worry(world: Any) -> Any:
    """OLA's case as it begins: KARI has shared her worry with PER."""
    return world.a_case()


@pytest.fixture
def case(world: Any) -> Any:
    """At level 1: KARI holds the baton, PER leads and AMIR is in the team; LIV has left it."""
    return world.a_case(at_level="1")


@pytest.fixture
def free(world: Any) -> Any:
    """A case at level 1 whose baton nobody has taken: it is for PER to decide."""
    return world.a_free_baton().case


@pytest.fixture
def kari(world: Any) -> Any:
    """KARI's browser."""
    return world.client_of(world.kari)


@pytest.fixture
def per(world: Any) -> Any:
    """PER's browser."""
    return world.client_of(world.per)


@pytest.fixture(scope="module")
def committed(committed_db: Any, tmp_path_factory: Any) -> Any:
    """As the tests' world, but committed: other connections see it."""
    made = municipality.add(FILE, now=PEOPLE_BEGAN)
    with scratch.as_owner():
        return found(made, tmp_path_factory.mktemp("clock") / "clock.json")


def opens(world: Any, who: Any, case: Any) -> bool:
    """What is in it, a minute from now: a leader knows from the unit's list that it is there."""
    with world.as_(who, world.now + timedelta(minutes=1)):
        return Concern.objects.filter(case=case).exists()
