"""What a missing fact is called, and where one goes to make it true."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from laget.cases.models import Case
from laget.foundation.addresses import address
from laget.foundation.clock import local_day
from laget.foundation.service_words import invited_to_do, services
from laget.foundation.whom import gettext, gettext_lazy, speaking_of
from laget.plans.models import Measure
from laget.rules.access import Action
from laget.rules.agreed import Lack, lacks
from laget.rules.conditions import choices_of
from laget.rules.deadlines import Due
from laget.rules.pathway import Pathway
from laget.rules.progress import WayOn
from laget.rules.vocabulary import CHECKED, FILLED, HELD, PLANNED, Fact, service_of
from laget.staff.said import text

_ = gettext_lazy

NAMED_BY = 60  # as many letters of a measure as name it


@dataclass(frozen=True)
class Way:
    """A fact in words, the page where it can be made true, and what one must be allowed to do there."""

    title: str
    href: str
    action: Action = Action.SEE_CASE


# (what to do, the page's name, what is done there) for the facts that the system reads by itself.
BUILT_IN: dict[str, tuple[Any, str, Action]] = {
    Fact.CONCERN_DESCRIBED: (_("Describe what you saw"), "case", Action.WRITE_ENTRY),
    Fact.LEADER_TOLD: (_("Tell the leader"), "tell_leader", Action.TELL_LEADER),
    Fact.CHILD_HEARD: (_("Hear the child"), "voice", Action.HEAR_CHILD),
    Fact.UNDERSTANDING_SHARED: (_("Write what may lie behind"), "plan", Action.EDIT_PLAN),
    Fact.GOALS_SET: (_("Set a goal, and how it will show"), "plan", Action.EDIT_PLAN),
    Fact.MEASURES_AGREED: (
        _("Agree on measures, each with somebody responsible and a day to evaluate"),
        "plan",
        Action.EDIT_PLAN,
    ),
    Fact.MEASURES_BEGUN: (_("Say which measures have begun"), "plan", Action.EDIT_PLAN),
    Fact.MEASURES_CHANGED: (_("Choose a new measure, or change one"), "plan", Action.EDIT_PLAN),
    Fact.MEASURES_REVIEWED: (_("Go through each measure"), "evaluate", Action.EVALUATE),
    Fact.VIEWS_GATHERED: (_("Write down the child’s and the parents’ view"), "evaluate", Action.EVALUATE),
    Fact.HOLDER_NAMED: (_("Decide who holds the baton"), "baton", Action.TAKE_BATON),
    Fact.SERVICES_INVITED: (_("Choose which services to invite"), "consents", Action.INVITE_SERVICE),
    Fact.SERVICE_JOINED: (
        _("Get somebody of the invited services into the team"),
        "consents",
        Action.INVITE_SERVICE,
    ),
    Fact.CONSENT_GIVEN: (_("Get a yes from everybody who must answer"), "consents", Action.RECORD_CONSENT),
}


def called(fact: str, pathway: Pathway) -> str:
    """A fact as something to do. Raises KeyError for one that nobody can do anything about."""
    prefix, _point, name = fact.partition(".")
    if prefix == CHECKED:
        way = next(way for level in pathway.levels for way in level.exits() if way.id == name)
        return gettext("Somebody else looks before: %(way)s") % {"way": text(way.title)}
    if prefix == FILLED and (form := pathway.form(name)):
        return gettext("Fill in: %(form)s") % {"form": text(form.title)}
    if prefix in (HELD, PLANNED):
        words = gettext("Hold “%(meeting)s”") if prefix == HELD else gettext("Plan “%(meeting)s”")
        return words % {"meeting": text(pathway.meeting(name).title)}
    if service := service_of(fact):
        return invited_to_do(gettext)[prefix] % {"service": services(gettext)[service]}
    declared = pathway.declared(fact)
    return text(declared.to_do) if declared else str(BUILT_IN[fact][0])


def called_either(need: str, pathway: Pathway) -> str:
    """What leaves a choice, as something to do. What answers one question is one thing to do."""
    first, *others = dict.fromkeys(called(fact, pathway) for fact in choices_of(need))
    return ". ".join([first, *(gettext("Or: %(way)s") % {"way": other} for other in others)])


def deadline_for(due: Due | None, needs: Iterable[str], pathway: Pathway) -> str:
    """What a deadline is for, where it is not for one of `needs`, which are named beside it already."""
    named = {fact for need in needs for fact in choices_of(need)}
    if due is None or not named.isdisjoint(due.deadline.facts):
        return ""
    return called_either(due.deadline.fact, pathway)


def lacking_for_all(ways: Iterable[WayOn]) -> list[str]:
    """What all ways on lack that are not open, so that it is said once; nothing where there is but one."""
    first, *others = [way.missing for way in ways if way.missing] or [()]
    return [need for need in first if all(need in missing for missing in others)] if others else []


def way_to(fact: str, pathway: Pathway, case: Case) -> Way:
    """Raises KeyError for a fact that nobody can do anything about."""
    with speaking_of(case.subject):
        return Way(called(fact, pathway), *_page(fact, pathway, case))


def _page(fact: str, pathway: Pathway, case: Case) -> tuple[str, Action]:
    prefix, _point, name = fact.partition(".")
    if prefix == CHECKED:
        return address("look_before", case.pk, name), Action.RECORD_FACT
    if prefix == FILLED:
        return address("form", case.pk, name), Action.RECORD_FACT
    if prefix in (HELD, PLANNED):
        action = Action.WRITE_MINUTES if prefix == HELD else Action.PLAN_MEETING
        return _meeting_page(case, prefix, name), action
    if declared := pathway.declared(fact):
        return address("fact", case.pk, declared.id), Action.RECORD_FACT
    _title, page, action = BUILT_IN[prefix]
    return address(page, case.pk), action


def ways_to(
    needs: Iterable[str], pathway: Pathway, case: Case, measures: Iterable[Measure] = ()
) -> list[Way]:
    """Where to go for each. A need that leaves a choice is as many ways, all but the first called “or”.

    With the `measures` that are worked on, each that is not agreed on yet is named, and is a way of its own.
    """
    needs = list(needs)
    named = _ways_to_agree(measures, case) if Fact.MEASURES_AGREED in needs else []
    return [
        way
        for need in needs
        for way in (need == Fact.MEASURES_AGREED and named) or _choices(need, pathway, case)
    ]


def _ways_to_agree(measures: Iterable[Measure], case: Case) -> list[Way]:
    words = {
        Lack.WHO: gettext("Say who does it: “%(measure)s”"),
        Lack.DAY: gettext("Choose a day to evaluate: “%(measure)s”"),
        Lack.NEW_DAY: gettext("Choose a new day to evaluate: “%(measure)s”"),
    }
    began = local_day(case.round_since or case.opened_at)
    return [
        Way(
            words[lack] % {"measure": shortened(measure.text)},
            address("plan_measure", case.pk, measure.pk),
            Action.EDIT_PLAN,
        )
        for measure in measures
        for lack in lacks(measure, began)
    ]


def shortened(words: str) -> str:
    """A measure's words as a name for it."""
    return words if len(words) <= NAMED_BY else f"{words[:NAMED_BY].rstrip()} …"


def _choices(need: str, pathway: Pathway, case: Case) -> list[Way]:
    first, *others = dict.fromkeys(way_to(fact, pathway, case) for fact in choices_of(need))
    return [
        first,
        *(Way(gettext("Or: %(way)s") % {"way": way.title}, way.href, way.action) for way in others),
    ]


def _meeting_page(case: Case, prefix: str, template: str) -> str:
    """Where one plans it; to hold it, the page of the one that is planned, if one is."""
    hold = "&hold=yes" if prefix == HELD else ""
    return f"{address('meetings', case.pk)}?template={template}{hold}"
