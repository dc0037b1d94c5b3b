"""What a missing fact is called, and where one goes to make it true."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext

from laget.cases.models import Case
from laget.foundation.addresses import address
from laget.rules.pathway import Pathway
from laget.rules.vocabulary import CATEGORY, HELD, PLANNED, Fact
from laget.staff.said import text

_ = lazy(gettext, str)


@dataclass(frozen=True)
class Way:
    """A fact in words, and the page where it can be made true."""

    title: str
    href: str


# (what to do, the page's name) for the facts that the system reads by itself.
BUILT_IN: dict[str, tuple[Any, str]] = {
    Fact.CONCERN_DESCRIBED: (_("Describe what you saw"), "case"),
    Fact.LEADER_TOLD: (_("Tell the leader"), "tell_leader"),
    Fact.CHILD_HEARD: (_("Hear the child"), "voice"),
    Fact.UNDERSTANDING_SHARED: (_("Write what may lie behind"), "plan"),
    Fact.GOALS_SET: (_("Set a goal, and how it will show"), "plan"),
    Fact.MEASURES_AGREED: (
        _("Agree on measures, each with somebody responsible and a day to evaluate"),
        "plan",
    ),
    Fact.MEASURES_REVIEWED: (_("Go through each measure"), "evaluate"),
    Fact.VIEWS_GATHERED: (_("Write down the child’s and the parents’ view"), "evaluate"),
    Fact.HOLDER_NAMED: (_("Decide who holds the baton"), "baton"),
    Fact.SERVICES_INVITED: (_("Choose which services to invite"), "consents"),
    Fact.SERVICE_JOINED: (_("Get somebody of the invited services into the team"), "consents"),
    Fact.CONSENT_GIVEN: (_("Get a yes from everybody who must answer"), "consents"),
}


def way_to(fact: str, pathway: Pathway, case: Case) -> Way:
    """Raises KeyError for a fact that nobody can do anything about."""
    prefix, _point, name = fact.partition(".")
    if prefix in (HELD, PLANNED):
        template = pathway.meeting(name)
        words = gettext("Hold “%(meeting)s”") if prefix == HELD else gettext("Plan “%(meeting)s”")
        return Way(words % {"meeting": text(template.title)}, _meeting_page(case, prefix, name))
    declared = pathway.declared(fact)
    if declared:
        return Way(text(declared.to_do), address("fact", case.pk, fact))
    title, page = BUILT_IN[Fact.CONCERN_DESCRIBED if prefix == CATEGORY else fact]
    return Way(str(title), address(page, case.pk))


def ways_to(facts: tuple[str, ...], pathway: Pathway, case: Case) -> list[Way]:
    return [way_to(fact, pathway, case) for fact in facts]


def _meeting_page(case: Case, prefix: str, template: str) -> str:
    """Where one plans it; to hold it, the page of the one that is planned, if one is."""
    hold = "&hold=yes" if prefix == HELD else ""
    return f"{address('meetings', case.pk)}?template={template}{hold}"
