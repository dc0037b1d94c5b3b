"""The world, for the tests here."""

from situations import case  # noqa: F401
from world import world  # noqa: F401
