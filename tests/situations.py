"""Where most tests begin: OLA's case at its beginning or on level 1, and the browsers of KARI and PER."""

from typing import Any

import pytest


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
