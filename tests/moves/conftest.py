"""The world, and the pathway of colours, for the tests here."""

from colours import author  # noqa: F401
from running import begun  # noqa: F401
from world import world  # noqa: F401
