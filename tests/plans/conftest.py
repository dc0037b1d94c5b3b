"""The world, for the tests here, and KARI, who changes the plan."""

import pytest

from situations import case  # noqa: F401
from world import world  # noqa: F401


@pytest.fixture
def by(world):  # noqa: F811
    return world.by(world.kari)
