"""What Laget's own facts, actors and services are called; `_` is the catalog of a language."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from laget.rules.vocabulary import (
    CATEGORY,
    CHECKED,
    DECLINED,
    EXEMPT,
    FILLED,
    HELD,
    MISSED,
    PLANNED,
    SERVICE,
    SUBJECT,
    TOOK,
    Actor,
    Fact,
)

if TYPE_CHECKING:
    from laget.ops.pathway.wording import Wording

Catalog = Callable[[str], str]


def prefixed(fact: str, said: "Wording") -> str:
    """A fact that names something of the file after its point; empty for any other."""
    prefix, _point, name = fact.partition(".")
    if prefix == CATEGORY:
        return said.category(name)
    if prefix == SERVICE:
        return services(said._)[name]
    if prefix == SUBJECT:
        _ = said._
        return _("it is about %(whom)s") % {"whom": said.subject(name).lower()}
    if prefix in (HELD, PLANNED, MISSED):
        return _meeting(prefix, said.meeting(name), said)
    if prefix in (TOOK, CHECKED, EXEMPT, DECLINED, FILLED):
        return _decided(prefix, name, said)
    return ""


def _meeting(prefix: str, meeting: str, said: "Wording") -> str:
    _ = said._
    words = {
        HELD: _("Hold “%(meeting)s”"),
        PLANNED: _("Plan “%(meeting)s”"),
        MISSED: _("“%(meeting)s” was not held, and nobody cancelled it"),
    }
    return words[prefix] % {"meeting": meeting}


def _decided(prefix: str, name: str, said: "Wording") -> str:
    _ = said._
    if prefix == FILLED:
        return _("Fill in: %(form)s") % {"form": said.form(name)}
    if prefix == CHECKED:
        return _("Somebody else looks before: %(way)s") % {"way": said.way(name)}
    if prefix == EXEMPT:
        return _("Goes on without: %(what)s") % {"what": said.fact(name)}
    if prefix == TOOK:
        level, _point, way = name.partition(".")
        title = said.text(next(x.title for x in said.pathway.level(level).exits() if x.id == way))
        return _("this way was taken: %(way)s") % {"way": title}
    proposed = (each for level in said.pathway.levels for each in level.proposed() if each.id == name)
    return _("there was a no to: %(proposal)s") % {"proposal": said.text(next(proposed).title)}


def actors(_: Catalog) -> dict[str, str]:
    return {
        Actor.AUTHOR: _("whoever reported the worry"),
        Actor.TEAM: _("the team"),
        Actor.LEADER: _("the leader"),
        Actor.HOLDER: _("whoever holds the baton"),
    }


def general(_: Catalog) -> dict[str, str]:
    return {
        **actors(_),
        "baton": _("the baton"),
        "level": _("a level"),
        "step": _("a step"),
        "concern": _("a worry"),
        "plan": _("a plan"),
        "goal": _("a goal"),
        "measure": _("a measure"),
        "evaluation": _("an evaluation"),
        "guardian": _("a guardian"),
    }


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


def built_in(_: Catalog) -> dict[str, str]:
    return {
        Fact.CONCERN_DESCRIBED: _("Describe what you saw"),
        Fact.LEADER_TOLD: _("Tell the leader"),
        Fact.CHILD_HEARD: _("Hear the child"),
        Fact.UNDERSTANDING_SHARED: _("Write what may lie behind"),
        Fact.GOALS_SET: _("Set a goal, and how it will show"),
        Fact.MEASURES_AGREED: _("Agree on measures, each with somebody responsible and a day to evaluate"),
        Fact.MEASURES_BEGUN: _("Say which measures have begun"),
        Fact.MEASURES_CHANGED: _("Choose a new measure, or change one"),
        Fact.MEASURES_REVIEWED: _("Go through each measure"),
        Fact.VIEWS_GATHERED: _("Write down the child’s and the parents’ view"),
        Fact.HOLDER_NAMED: _("Decide who holds the baton"),
        Fact.SERVICES_INVITED: _("Choose which services to invite"),
        Fact.SERVICE_JOINED: _("Get somebody of the invited services into the team"),
        Fact.CONSENT_GIVEN: _("Get a yes from everybody who must answer"),
        Fact.SEALED: _("Violence or abuse is suspected"),
        Fact.ADULT_HERE: _("The worry is about an adult here"),
    }
