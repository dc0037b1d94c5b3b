"""What Laget's own facts and actors are called; `_` is the catalog of a language.

A fact is said in two ways: as a task, where it is to be done (“Tell the leader”), and as a state, where
something depends on it (“the leader has been told”).
"""

from typing import TYPE_CHECKING

from laget.foundation.service_words import Catalog, invited_to_do
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
    service_of,
)

if TYPE_CHECKING:
    from laget.ops.pathway.wording import Wording

# Facts that are alike but for what they name: several of them are said as one.
ALIKE = (CATEGORY, SERVICE, SUBJECT)


def task(fact: str, said: "Wording") -> str:
    """A fact as something to do; one that nobody can do anything about as something that is so."""
    _ = said._
    prefix, _point, name = fact.partition(".")
    if prefix in (HELD, PLANNED):
        words = _("Hold “%(meeting)s”") if prefix == HELD else _("Plan “%(meeting)s”")
        return words % {"meeting": said.meeting(name)}
    if prefix == FILLED:
        return _("Fill in “%(form)s”") % {"form": said.form(name)}
    if prefix == CHECKED:
        return _("Somebody else looks before: %(way)s") % {"way": said.way(name)}
    if service := service_of(fact):
        return invited_to_do(said._)[prefix] % {"service": said.service(service)}
    return _built_in_task(fact, said) or state(fact, said)


def _built_in_task(fact: str, said: "Wording") -> str:
    _ = said._
    if fact == Fact.LEADER_TOLD and (leader := said.own(Actor.LEADER)):
        return _("Tell the leader (%(leader)s)") % {"leader": leader}
    if fact == Fact.HOLDER_NAMED:
        if said.holder:
            return _("Decide who is %(holder)s") % {"holder": said.holder}
        if baton := said.own("baton"):
            return _("Decide who holds this: %(baton)s") % {"baton": baton}
    return built_in(said.of_whom).get(fact, "")


def state(fact: str, said: "Wording") -> str:
    """A fact of Laget's own as something that is so, to stand inside a sentence."""
    prefix, _point, name = fact.partition(".")
    if prefix in ALIKE:
        return one_of_those(prefix, [name], said)
    if prefix in (HELD, PLANNED, MISSED, FILLED):
        return _held(prefix, name, said)
    if prefix in (TOOK, CHECKED, EXEMPT, DECLINED):
        return _decided(prefix, name, said)
    if service := service_of(fact):
        return _invited(prefix, said.service(service), said)
    return _built_in_state(fact, said)


def one_of_those(prefix: str, names: list[str], said: "Wording") -> str:
    """What a case is about, whom, or where it began: any one of these."""
    _ = said._
    if prefix == CATEGORY:
        about = said.either([said.quoted(said.category(name)) for name in names])
        return _("the case is about %(what)s") % {"what": about}
    if prefix == SERVICE:
        return _("the case began at %(service)s") % {"service": said.either([said.service(n) for n in names])}
    return _("it is about %(whom)s") % {"whom": said.either([said.subject(name).lower() for name in names])}


def _held(prefix: str, name: str, said: "Wording") -> str:
    _ = said._
    words = {
        HELD: _("“%(what)s” is held"),
        PLANNED: _("“%(what)s” is planned"),
        MISSED: _("“%(what)s” is over without being held or cancelled"),
        FILLED: _("“%(what)s” is filled in"),
    }
    return words[prefix] % {"what": said.form(name) if prefix == FILLED else said.meeting(name)}


def _invited(prefix: str, service: str, said: "Wording") -> str:
    _ = said._
    words = {
        Fact.SERVICES_INVITED: _("%(service)s is invited"),
        Fact.CONSENT_GIVEN: _("everybody who must answer has said yes to %(service)s"),
        Fact.SERVICE_JOINED: _("somebody of %(service)s is in the team"),
    }
    return words[Fact(prefix)] % {"service": service}


def _decided(prefix: str, name: str, said: "Wording") -> str:
    _ = said._
    if prefix == CHECKED:
        return _("somebody else has looked at “%(way)s”") % {"way": said.way(name)}
    if prefix == EXEMPT:
        return _("the case goes on without this: “%(what)s”") % {"what": said.fact(name)}
    if prefix == TOOK:
        level, _point, way = name.partition(".")
        title = said.text(next(x.title for x in said.pathway.level(level).exits() if x.id == way))
        return _("the way “%(way)s” was taken") % {"way": title}
    proposed = (each for level in said.pathway.levels for each in level.proposed() if each.id == name)
    return _("there was a no to “%(proposal)s”") % {"proposal": said.text(next(proposed).title)}


def _built_in_state(fact: str, said: "Wording") -> str:
    _ = said._
    if fact == Fact.LEADER_TOLD and (leader := said.own(Actor.LEADER)):
        return _("the leader (%(leader)s) has been told") % {"leader": leader}
    if fact == Fact.HOLDER_NAMED and said.holder:
        return _("somebody is %(holder)s") % {"holder": said.holder}
    return states(said.of_whom)[fact]


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
    }


def states(_: Catalog) -> dict[str, str]:
    """Each stands inside a sentence, such as “Only when …”."""
    return {
        Fact.CONCERN_DESCRIBED: _("somebody has written what they saw"),
        Fact.LEADER_TOLD: _("the leader has been told"),
        Fact.CHILD_HEARD: _("the child has been heard"),
        Fact.UNDERSTANDING_SHARED: _("the plan says what may lie behind"),
        Fact.GOALS_SET: _("a goal is set"),
        Fact.MEASURES_AGREED: _("the measures are agreed on"),
        Fact.MEASURES_BEGUN: _("the measures have begun"),
        Fact.MEASURES_CHANGED: _("a measure is new or changed"),
        Fact.MEASURES_REVIEWED: _("each measure has been gone through"),
        Fact.VIEWS_GATHERED: _("the child’s and the parents’ view is written down"),
        Fact.HOLDER_NAMED: _("somebody holds the baton"),
        Fact.SERVICES_INVITED: _("another service is invited"),
        Fact.SERVICE_JOINED: _("somebody of an invited service is in the team"),
        Fact.CONSENT_GIVEN: _("everybody who must answer has said yes"),
        Fact.SEALED: _("violence or abuse is suspected"),
        Fact.ADULT_HERE: _("it is about an adult here"),
    }
