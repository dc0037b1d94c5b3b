"""What a move does to where a case stands, and to what is true of it.

The database does the same to its rows (`database/moves.sql`); a story is played with this, without one.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from laget.rules.invited import of_own_service, with_undone
from laget.rules.pathway import Pathway
from laget.rules.pathway_check import dates_told, facts_known
from laget.rules.standing import Standing
from laget.rules.targets import parse
from laget.rules.vocabulary import (
    BEGAN,
    CHECKED,
    DATE,
    DECLINED,
    FILLED,
    HELD,
    MISSED,
    OF_INVITED,
    PLANNED,
    TOOK,
    VIOLENCE,
    Fact,
    Lasting,
)
from laget.rules.written import named_on

# What the system reads by itself and what must be done anew in each round; `facts.sql` says the same.
OF_A_ROUND = frozenset(
    {
        Fact.CHILD_HEARD,
        Fact.MEASURES_REVIEWED,
        Fact.VIEWS_GATHERED,
    }
)


def lasts(pathway: Pathway, fact: str) -> Lasting:
    """How long a fact counts once it is true, and with it the day on which it began to be."""
    fact = fact.removeprefix(f"{BEGAN}.")
    declared = pathway.declared(fact.removeprefix(f"{DATE}."))
    if declared:
        return declared.lasts
    prefix, _point, name = fact.partition(".")
    form = pathway.form(name) if prefix == FILLED else None
    if form:
        return form.lasts
    of_a_round = fact in OF_A_ROUND or prefix in (PLANNED, HELD, MISSED, CHECKED, DECLINED)
    return Lasting.ROUND if of_a_round else Lasting.CASE


def opened(
    pathway: Pathway, *, on: date, wonder_on: date, facts: Mapping[str, date], entry: str = ""
) -> Standing:
    """A new case, at the first level or where the entry leads. Raises KeyError for an unknown entry."""
    target = parse({each.id: each for each in pathway.entries}[entry].target) if entry else None
    return Standing(
        level=target.level if target else pathway.first_level.id,
        entered_step=target.step if target else "",
        wonder_on=wonder_on,
        opened_on=on,
        level_since=on,
        round_since=on,
        facts={Fact.MEASURES_CHANGED: on, **facts},
    )


def took(pathway: Pathway, standing: Standing, *, exit_id: str, target: str, on: date) -> Standing:
    """The case after an exit. Whether it may be taken is `progress`'s to say."""
    led, taken = parse(target), {f"{TOOK}.{standing.level}.{exit_id}": on}
    if led and led.closes:
        return replace(standing, facts={**standing.facts, **taken}, closed=True)
    moved = _anew(pathway, standing, led.level or standing.level if led else standing.level, on)
    facts = {**moved.facts, **taken}
    if led is None or not led.level:
        return replace(moved, facts=facts)
    return_to = _return_to(pathway, standing, exit_id=exit_id, target=target, level=led.level)
    return replace(moved, facts=facts, entered_step=led.step, return_to=return_to)


def sealed(pathway: Pathway, standing: Standing, *, on: date) -> Standing:
    moved = _anew(pathway, standing, pathway.protection(VIOLENCE).id, on)
    return replace(moved, facts={**moved.facts, Fact.SEALED: on}, entered_step="", return_to="")


def reopened(pathway: Pathway, standing: Standing, *, on: date) -> Standing:
    """The help of services ended with the case, and each is invited and answered anew."""
    moved = _anew(pathway, standing, standing.level, on)
    ended = with_undone(OF_INVITED, (), standing.facts)
    lasting = _without(pathway, moved.facts, Lasting.LEVEL)
    facts = {fact: since for fact, since in lasting.items() if fact not in ended}
    facts |= {Fact.MEASURES_CHANGED: on}
    return replace(moved, closed=False, level_since=on, facts=facts)


def in_version(pathway: Pathway, standing: Standing) -> Standing | None:
    """The case where it stands, as another version of its pathway sees it; None where that has no such place.

    A sealed case stands on that version's own way of it. What only the old version asked for counts no more.
    """
    is_sealed = Fact.SEALED in standing.facts
    level_id = pathway.protection(VIOLENCE).id if is_sealed else standing.level
    level = next((each for each in pathway.levels if each.id == level_id), None)
    step = "" if is_sealed else standing.entered_step
    if (
        level is None
        or bool(level.protects) != is_sealed
        or step not in {"", *(each.id for each in level.steps)}
    ):
        return None
    known = facts_known(pathway) | dates_told(pathway)
    own = of_own_service(standing.facts)
    named = {fact for each in pathway.levels for fact in named_on(each)}
    facts = dict.fromkeys(named.intersection(own), standing.opened_on)
    facts |= {
        fact: since
        for fact, since in standing.facts.items()
        if fact.removeprefix(f"{BEGAN}.") in known and fact not in own
    }
    return replace(standing, level=level.id, entered_step=step, return_to="", facts=facts)


def levels_to_go_on_at(old: Pathway, new: Pathway, standing: Standing) -> tuple[str, ...]:
    """Where a case that cannot stay in its place may go on in another version: never further up.

    At its own level, from the beginning, or at one as far from the start as its own or nearer, before all
    that was further up; where there is none, at the first.
    """
    at = next((n for n, level in enumerate(old.levels) if level.id == standing.level), -1)
    further = {level.id for level in old.levels[at + 1 :] if not level.protects}
    beyond = next(
        (n for n, level in enumerate(new.levels) if level.id in further and not level.protects), None
    )
    reached = tuple(
        level.id
        for number, level in enumerate(new.levels)
        if not level.protects
        and (level.id == standing.level or (number <= at and (beyond is None or number < beyond)))
    )
    return reached or (new.first_level.id,)


def _anew(pathway: Pathway, standing: Standing, level: str, on: date) -> Standing:
    stays = level == standing.level
    facts = _without(pathway, standing.facts, Lasting.ROUND)
    if not stays:
        facts[Fact.MEASURES_CHANGED] = on
    elif evaluated := standing.facts.get(Fact.VIEWS_GATHERED):
        facts.pop(Fact.MEASURES_CHANGED, None)  # others are from now on others than those evaluated
        agreed = standing.facts.get(Fact.MEASURES_AGREED)
        if agreed and agreed > evaluated:
            facts[Fact.MEASURES_CHANGED] = agreed
    return replace(
        standing,
        level=level,
        level_since=standing.level_since if stays else on,
        round_since=on,
        facts=facts if stays else _without(pathway, facts, Lasting.LEVEL),
    )


def _without(pathway: Pathway, facts: Mapping[str, date], lasting: Lasting) -> dict[str, date]:
    return {fact: since for fact, since in facts.items() if lasts(pathway, fact) is not lasting}


def _return_to(pathway: Pathway, standing: Standing, *, exit_id: str, target: str, level: str) -> str:
    """Where "back to where it came from" leads after this move: the step that was left."""
    if level == standing.level:
        return standing.return_to
    if target == standing.return_to:
        return ""
    steps = pathway.level(standing.level).steps
    of_exit = (step.id for step in steps for way in step.exits if way.id == exit_id)
    left = next(of_exit, standing.entered_step)
    return f"step {standing.level}.{left}" if left else f"level {standing.level}"
