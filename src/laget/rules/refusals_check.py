"""Levels that wait for one answer alone: whoever gives another must not shut a case in."""

from collections.abc import Iterator
from itertools import chain, combinations

from laget.rules.conditions import ALWAYS, AND, Condition, choices_of
from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Level, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.step_states import is_needed_for
from laget.rules.targets import leaves, parse
from laget.rules.toml_lines import Path
from laget.rules.vocabulary import CLOSED, NO, OF_INVITED, OF_ONE_INVITED, Fact, FactKind, service_of
from laget.rules.written import named_on


def check(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    exempt = {exemption.fact for exemption in pathway.exemptions}
    noes = [*_of_services(ready), *_of_questions(pathway, exempt)]
    answers = [answer for each in pathway.facts for answer in _chosen(each, exempt)]
    asked = [*noes, _together(noes), *answers]
    for level in ready.levels:
        for refusal in () if level.protects else asked:
            if where := _shut(level, refusal, _entered(level, ready)):
                faults.at(_written(where, level, pathway), refusal.said(level))
                break


def _of_services(ready: Pathway) -> Iterator["_Refusal"]:
    """A no to some of the services that the pathway names, whatever the others are answered, and a no to all.

    Where somebody was asked, somebody is invited; and a no to one leaves no yes to all, also where it is one
    that the pathway does not name.
    """
    named = {service for level in ready.levels for fact in named_on(level) if (service := service_of(fact))}
    some = chain.from_iterable(combinations(sorted(named), count) for count in range(len(named) + 1))
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
        lines = [set(line.split(AND)) for line in step.condition.when]
        is_not_there = bool(lines) and all(line & self.lost for line in lines)
        passed_by = is_not_there or not self.true.isdisjoint(step.condition.unless)
        return not passed_by and any(map(self.shuts, step.done_when))

    def said(self, level: Level) -> str:
        return (
            f"Somebody may {self.does}, and a case would then never leave level “{level.id}”: every way on "
            "waits for another answer. Write a way on that does not need it: a [[level.exit]], such as "
            f'one with to = "{CLOSED}".'
        )


def _entered(level: Level, ready: Pathway) -> list[Step | None]:
    """Where cases come in; None for the level's beginning."""
    written = [to for each in ready.levels for way in each.exits() for to in way.targets]
    written += [entry.target for entry in ready.entries]
    named = {target.step for to in written if (target := parse(to)) and target.level == level.id}
    return [level.step(step) if step else None for step in sorted({"", *named})]


def _shut(level: Level, refusal: _Refusal, entered: list[Step | None]) -> Path:
    """Where the need stands that shuts a case in, from any place that one comes in at; else nothing."""
    for first in entered:
        walked = [
            (place, step) for place, step in enumerate(level.steps) if not (first and first.waits_for(step))
        ]
        closed = [_closed(level, step, path, walked, refusal) for path, step in _ways(level, walked)]
        by_needs = [path for path in closed if path and path[-1] != "when"]
        if all(closed) and by_needs:
            return by_needs[0]
    return ()


def _ways(level: Level, walked: list[tuple[int, Step]]) -> Iterator[tuple[Path, Step | None]]:
    """The ways that lead away from a level, as paths below it, and the step of each."""
    for place, step in walked:
        for number, way in enumerate(step.exits):
            if any(leaves(to, level.id) for to in way.targets):
                yield ("step", place, "exit", number), step
    for number, way in enumerate(level.anywhere):
        if any(leaves(to, level.id) for to in way.targets):
            yield ("exit", number), None


def _closed(
    level: Level, step: Step | None, path: Path, walked: list[tuple[int, Step]], refusal: _Refusal
) -> Path:
    """Where stands what closes a way for whoever says no; nothing where it is open."""
    way = (step.exits if step else level.anywhere)[int(path[-1])]
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
