"""The world, for the tests here."""

from functools import partial

import pytest
from django.test import override_settings

from evaluate_forms import measures  # noqa: F401
from pages import read
from running import begun  # noqa: F401
from situations import case, free, kari, per, worry  # noqa: F401
from subjects import offered  # noqa: F401
from world import world  # noqa: F401


@pytest.fixture(scope="module", autouse=True)
def _texts_of_the_code():
    """Pages say the texts that stand in the code, so that a better translation breaks no test."""
    with override_settings(LOCALE_PATHS=[]):
        yield


@pytest.fixture
def demo(settings, monkeypatch):
    """Only the owner of the database could list the guardians for the demo's sign-in."""
    settings.DEMO = True
    monkeypatch.setattr("laget.staff.invented.guardianships", list)
    monkeypatch.setattr("laget.staff.invented.counts", lambda: ({}, {}))


@pytest.fixture
def page(world):  # noqa: F811
    """`page(who, address)` is the text of a page."""
    return partial(read, world)
