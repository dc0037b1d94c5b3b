"""The world, for the tests here."""

from world import world  # noqa: F401
