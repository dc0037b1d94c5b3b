"""A world that other connections see, for the log is linked where a transaction ends; and the tests' own."""

from situations import committed  # noqa: F401
from world import world  # noqa: F401
