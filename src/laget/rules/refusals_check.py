"""Levels that wait for one answer alone: whoever gives another must not shut a case in."""

from collections.abc import Iterator
from itertools import chain, combinations

from laget.rules.conditions import ALWAYS, AND, Condition, choices_of
from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.step_states import is_needed_for
from laget.rules.targets import leaves, never_ending, parse
from laget.rules.toml_lines import Path
from laget.rules.vocabulary import CLOSED, NO, OF_INVITED, OF_ONE_INVITED, Fact, FactKind, service_of
from laget.rules.written import named_on

MOST_MIXED = 8  # services: twice as many mixtures with each


def check(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    exempt = {exemption.fact for exemption in pathway.exemptions}
    noes = [*_of_services(ready), *_of_questions(pathway, exempt)]
    answers = [answer for each in pathway.facts for answer in _chosen(each, exempt)]
    asked = [*noes, _together(noes), *answers]
    levels = [level for level in ready.levels if not level.protects]
    shut = [found for level in levels if (found := _first_shut(level, ready, asked))]
    for level, refusal, where in shut:
        faults.at(_written(where, level, pathway), refusal.said(level))
    if not shut:
        _check_ends(pathway, ready, asked, faults)


def _first_shut(
    level: Level, ready: Pathway, asked: list["_Refusal"]
) -> tuple[Level, "_Refusal", Path] | None:
    entered = _entered(level, ready)
    for refusal in asked:
        if where := _shut(level, refusal, entered):
            return level, refusal, where
    return None


def _check_ends(pathway: Pathway, ready: Pathway, asked: list["_Refusal"], faults: Faults) -> None:
    """Every level can be left, but perhaps only for others from which nothing leads to an end."""
    numbers = {level.id: number for number, level in enumerate(pathway.levels)}
    levels = [level for level in ready.levels if not level.protects]
    for refusal in asked:
        never = never_ending({each.id: _not_shut(each, refusal, _entered(each, ready)) for each in levels})
        for level in levels:
            out = {to for way in level.exits() for to in way.targets if not _stays_among(to, never)}
            if level.id in never and out:
                faults.at(("level", numbers[level.id]), refusal.said_of_the_end(level))
                return


def _stays_among(to: str, levels: set[str]) -> bool:
    target = parse(to)
    return target is not None and (target.stays or target.level in levels)


def _of_services(ready: Pathway) -> Iterator["_Refusal"]:
    """A no to some of the services that the pathway names, whatever the others are answered, and a no to all.

    Where somebody was asked, somebody is invited; and a no to one leaves no yes to all, also where it is one
    that the pathway does not name. Of many, each is tried alone.
    """
    named = {service for level in ready.levels for fact in named_on(level) if (service := service_of(fact))}
    how_many = range(len(named) + 1) if len(named) <= MOST_MIXED else (0, 1, len(named))
    some = chain.from_iterable(combinations(sorted(named), count) for count in how_many)
    for services in some:
        lost = {f"{fact}.{one}" for fact in (Fact.CONSENT_GIVEN, Fact.SERVICE_JOINED) for one in services}
        true = {f"{Fact.SERVICES_INVITED}.{one}" for one in services}
        agreed = [f"{Fact.CONSENT_GIVEN}.{one}" for one in services] or [str(Fact.CONSENT_GIVEN)]
        yield _Refusal(
            _no_to("” and “".join(agreed)),
            lost=frozenset({*lost, Fact.CONSENT_GIVEN}),
            true=frozenset({*true, Fact.SERVICES_INVITED}),
        )
    every = frozenset({*OF_INVITED, *OF_ONE_INVITED})
    invited_all = frozenset(fact for fact in every if fact.partition(".")[0] == Fact.SERVICES_INVITED)
    yield _Refusal(_no_to(Fact.CONSENT_GIVEN), every - invited_all, invited_all)


def _no_to(fact: str) -> str:
    return f"say no to “{fact}”"


def _of_questions(pathway: Pathway, exempt: set[str]) -> Iterator["_Refusal"]:
    for fact in pathway.facts:
        if fact.kind is FactKind.YES_NO and fact.id not in exempt:
            yield _Refusal(_no_to(fact.id), frozenset({fact.id}), frozenset({f"{fact.id}.{NO}"}))


def _together(noes: list["_Refusal"]) -> "_Refusal":
    """A way that waits for another yes is none for whoever says no to that as well."""
    lost = frozenset[str]().union(*(no.lost for no in noes))
    return _Refusal("say no to everything", lost, frozenset[str]().union(*(no.true for no in noes)))


def _chosen(fact: DeclaredFact, exempt: set[str]) -> Iterator["_Refusal"]:
    """Each of the answers that may be chosen."""
    for option in fact.options if fact.kind is FactKind.CHOICE else ():
        true = frozenset({fact.id, f"{fact.id}.{option.id}"})
        yield _Refusal(f"answer “{fact.id}.{option.id}”", frozenset(fact.names) - true - exempt, true)


class _Refusal:
    """An answer: what somebody does, all that then never becomes true, and what is."""

    def __init__(self, does: str, lost: frozenset[str], true: frozenset[str]) -> None:
        self.does, self.lost, self.true = does, lost, true

    def shuts(self, need: str) -> bool:
        return self.lost.issuperset(choices_of(need))

    def is_open(self, condition: Condition) -> bool:
        """Whether a way is there for everybody, or for whoever says no."""
        named = {fact for line in (*condition.when, *condition.unless) for fact in line.split(AND)}
        return condition == ALWAYS or (named <= self.lost | self.true and condition.applies(self.true))

    def holds_up(self, step: Step) -> bool:
        """Whether a step may be there for whoever says no, and is then never done."""
        return not self.takes_away(step.condition) and any(map(self.shuts, step.done_when))

    def said(self, level: Level) -> str:
        return (
            f"Somebody may {self.does}, and a case would then never leave level “{level.id}”: every way on "
            "waits for another answer. Write a way on that does not need it: a [[level.exit]], such as "
            f'one with to = "{CLOSED}".'
        )

    def said_of_the_end(self, level: Level) -> str:
        return (
            f"Somebody may {self.does}, and a case on level “{level.id}” could then never end: every way to "
            f"“{CLOSED}” waits for another answer. Write a way there that does not need it."
        )

    def takes_away(self, condition: Condition) -> bool:
        """Whether what has the condition is never there for whoever says no."""
        lines = [set(line.split(AND)) for line in condition.when]
        is_not_there = bool(lines) and all(line & self.lost for line in lines)
        return is_not_there or not self.true.isdisjoint(condition.unless)


def _entered(level: Level, ready: Pathway) -> list[Step | None]:
    """Where cases come in; None for the level's beginning."""
    written = [to for each in ready.levels for way in each.exits() for to in way.targets]
    written += [entry.target for entry in ready.entries]
    named = {target.step for to in written if (target := parse(to)) and target.level == level.id}
    return [level.step(step) if step else None for step in sorted({"", *named})]


def _shut(level: Level, refusal: _Refusal, entered: list[Step | None]) -> Path:
    """Where the need stands that shuts a case in, from any place that one comes in at; else nothing."""
    for first in entered:
        walked = _walked(level, first)
        closed = [
            _closed(way, step, path, walked, refusal)
            for path, step, way in _ways(level, walked)
            if any(leaves(to, level.id) for to in way.targets)
        ]
        by_needs = [path for path in closed if path and path[-1] != "when"]
        if all(closed) and by_needs:
            return by_needs[0]
    return ()


def _not_shut(level: Level, refusal: _Refusal, entered: list[Step | None]) -> list[str]:
    """Where the ways lead that may be open to whoever says no, from any place that one comes in at."""
    found: list[str] = []
    for first in entered:
        walked = _walked(level, first)
        for path, step, way in _ways(level, walked):
            closed = _closed(way, step, path, walked, refusal)
            of_both = [way.condition, *([step.condition] if step else [])]
            if not closed or (closed[-1] == "when" and not any(map(refusal.takes_away, of_both))):
                found += way.targets
    return found


def _walked(level: Level, first: Step | None) -> list[tuple[int, Step]]:
    return [(place, step) for place, step in enumerate(level.steps) if not (first and first.waits_for(step))]


def _ways(level: Level, walked: list[tuple[int, Step]]) -> Iterator[tuple[Path, Step | None, Exit]]:
    """The ways of a level, with their paths below it, and the step of each."""
    for place, step in walked:
        for number, way in enumerate(step.exits):
            yield ("step", place, "exit", number), step, way
    for number, way in enumerate(level.anywhere):
        yield ("exit", number), None, way


def _closed(
    way: Exit, step: Step | None, path: Path, walked: list[tuple[int, Step]], refusal: _Refusal
) -> Path:
    """Where stands what closes a way for whoever says no; nothing where it is open."""
    for place, each in walked:
        if step and is_needed_for(step, each) and refusal.holds_up(each):
            return "step", place, "done_when"
    if any(map(refusal.shuts, way.requires)):
        return *path, "requires"
    is_there = refusal.is_open(way.condition) and (step is None or refusal.is_open(step.condition))
    return () if is_there else (*path, "when")


def _written(path: Path, level: Level, pathway: Pathway) -> Path:
    """Where it stands in the file. A way on that holds from around a level stands on another."""
    number = [each.id for each in pathway.levels].index(level.id)
    from_around = path[0] == "exit" and int(path[1]) >= len(pathway.levels[number].anywhere)
    return ("level", number) if from_around else ("level", number, *path)
