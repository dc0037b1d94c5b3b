"""The world, for the tests here, and notes in the words that stand in the code."""

from situations import case, committed, free  # noqa: F401
from staff.conftest import _texts_of_the_code  # noqa: F401
from world import world  # noqa: F401
