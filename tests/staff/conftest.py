"""The world, for the tests here."""

import pytest
from django.test import override_settings

from evaluate_forms import measures  # noqa: F401
from running import begun  # noqa: F401
from situations import case, free, kari, per, worry  # noqa: F401
from subjects import offered  # noqa: F401
from world import world  # noqa: F401


@pytest.fixture(scope="module", autouse=True)
def _texts_of_the_code():
    """Pages say the texts that stand in the code, so that a better translation breaks no test."""
    with override_settings(LOCALE_PATHS=[]):
        yield
