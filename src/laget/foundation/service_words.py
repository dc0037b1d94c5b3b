"""What kinds of services are called inside a sentence, and what is to be done about one that is invited.

A pathway is written before anybody knows what a municipality calls its own.
"""

from collections.abc import Callable

from laget.rules.vocabulary import Fact

Catalog = Callable[[str], str]


def services(_: Catalog) -> dict[str, str]:
    return {
        "administration": _("the administration"),
        "school": _("the school"),
        "kindergarten": _("the kindergarten"),
        "health": _("the health service"),
        "ppt": _("the pedagogical-psychological service"),
        "child_welfare": _("child welfare"),
        "nav": _("NAV"),
    }


def invited_to_do(_: Catalog) -> dict[str, str]:
    """By the fact that says so of all services together; `%(service)s` is one of the above."""
    return {
        Fact.SERVICES_INVITED: _("Invite %(service)s"),
        Fact.CONSENT_GIVEN: _("Get a yes to %(service)s from everybody who must answer"),
        Fact.SERVICE_JOINED: _("Get somebody of %(service)s into the team"),
    }
