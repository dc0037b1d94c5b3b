"""What must hold in a whole pathway: every name leads somewhere, every way ends, no protection is off."""

from collections.abc import Iterable, Iterator

from laget.rules.pathway import Condition, Exit, Level, Pathway, Step
from laget.rules.reading import Faults, unknown
from laget.rules.targets import Target, parse
from laget.rules.toml_lines import Path
from laget.rules.vocabulary import (
    AFTERCARE,
    CATEGORY,
    CLOSED,
    GUARDIAN_FACTS,
    HELD,
    PLANNED,
    STAY,
    VIOLENCE,
    Actor,
    Anchor,
    Fact,
    Holding,
)

PROTECTIONS = (VIOLENCE,)


def check(pathway: Pathway, faults: Faults) -> None:
    """Adds to `faults` what the whole gets wrong although every table is right."""
    _names_once(pathway, faults)
    for number, duty in enumerate(pathway.adult_here):
        _one(duty.law, [law.id for law in pathway.laws], ("adult_here", number, "law"), faults)
    for number, level in enumerate(pathway.levels):
        _level(pathway, level, ("level", number), faults)
    if not pathway.road:
        faults.at((), "There is no [[level]] where a worry begins.")
        return
    _protections(pathway, faults)
    _reachable(pathway, faults)
    if pathway.aftercare is None and any(AFTERCARE in way.targets for _, way in _all_exits(pathway)):
        faults.at((), "An exit leads to aftercare, but “aftercare” does not say how long it lasts.")


def facts_known(pathway: Pathway) -> frozenset[str]:
    """Every fact that this pathway's own tables and the system together can tell."""
    return frozenset(
        [str(fact) for fact in Fact]
        + [declared.id for declared in pathway.facts]
        + [f"{prefix}.{meeting.id}" for meeting in pathway.meetings for prefix in (PLANNED, HELD)]
        + [f"{CATEGORY}.{category.id}" for category in pathway.categories]
    )


def facts_of_guardians(pathway: Pathway) -> frozenset[str]:
    """The facts that nobody can make true without speaking with the guardians."""
    return frozenset(
        [str(fact) for fact in GUARDIAN_FACTS]
        + [declared.id for declared in pathway.facts if declared.guardians]
        + [f"{prefix}.{m.id}" for m in pathway.meetings if m.guardians for prefix in (PLANNED, HELD)]
    )


def _all_exits(pathway: Pathway) -> Iterator[tuple[Level, Exit]]:
    for level in pathway.levels:
        for _, way in level.exits():
            yield level, way


def _names_once(pathway: Pathway, faults: Faults) -> None:
    lists: list[tuple[Path, Iterable[object]]] = [
        (("law",), pathway.laws),
        (("category",), pathway.categories),
        (("resource",), pathway.resources),
        (("meeting",), pathway.meetings),
        (("fact",), pathway.facts),
        (("level",), pathway.levels),
    ]
    for number, level in enumerate(pathway.levels):
        lists.append((("level", number, "step"), level.steps))
    for path, items in lists:
        _once([((*path, number), getattr(item, "id", "")) for number, item in enumerate(items)], faults)
    for number, level in enumerate(pathway.levels):
        _once(
            [
                (("level", number, "step", position, "exit", order), way.id)
                for position, step in enumerate(level.steps)
                for order, way in enumerate(step.exits)
            ],
            faults,
        )


def _once(named: list[tuple[Path, str]], faults: Faults) -> None:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            faults.at((*path, "id"), f"“{name}” is used twice; a name means one thing.")
        seen.add(name)


def _level(pathway: Pathway, level: Level, path: Path, faults: Faults) -> None:
    if not level.steps:
        faults.at(path, f"Level “{level.id}” has no [[level.step]].")
    if level.steps and not level.exits():
        faults.at(
            path, f"Nobody ever leaves level “{level.id}”: none of its steps has an [[level.step.exit]]."
        )
    if level.protects and level.protects not in PROTECTIONS:
        faults.at((*path, "protects"), unknown(level.protects, PROTECTIONS))
    for number, step in enumerate(level.steps):
        place: Path = (*path, "step", number)
        _step(pathway, step, place, faults)
        if step.by is Actor.HOLDER and level.holder is Holding.NONE:
            faults.at(
                (*place, "by"), f"Nobody is “{step.by}” here: level “{level.id}” has no holder = “required”."
            )


def _step(pathway: Pathway, step: Step, path: Path, faults: Faults) -> None:
    facts = facts_known(pathway)
    _facts(step.done_when, facts, (*path, "done_when"), faults)
    _condition(step.condition, facts, path, faults)
    _one(step.meeting, [m.id for m in pathway.meetings], (*path, "meeting"), faults)
    for resource in step.resources:
        _one(resource, [r.id for r in pathway.resources], (*path, "resources"), faults)
    laws = [law.id for law in pathway.laws]
    for number, deadline in enumerate(step.deadlines):
        place: Path = (*path, "deadline", number)
        _facts([deadline.fact], facts, (*place, "for"), faults)
        _one(deadline.after, {*facts, *map(str, Anchor)}, (*place, "after"), faults)
        _one(deadline.law, laws, (*place, "law"), faults)
        _condition(deadline.condition, facts, place, faults)
    for number, warning in enumerate(step.warnings):
        _one(warning.law, laws, (*path, "warning", number, "law"), faults)
        _condition(warning.condition, facts, (*path, "warning", number), faults)
    for number, way in enumerate(step.exits):
        _exit(pathway, way, (*path, "exit", number), faults)


def _exit(pathway: Pathway, way: Exit, path: Path, faults: Faults) -> None:
    facts = facts_known(pathway)
    _facts(way.requires, facts, (*path, "requires"), faults)
    _condition(way.condition, facts, path, faults)
    if not way.targets:
        faults.at((*path, "to"), "“to” is empty: say where this way leads.")
    for target in way.targets:
        if problem := _target_problem(pathway, parse(target), target):
            faults.at((*path, "to"), problem)


def _target_problem(pathway: Pathway, target: Target | None, written: str) -> str:
    if target is None:
        return (
            f"“{written}” is no way on. Write “{CLOSED}”, “{AFTERCARE}”, “{STAY}”, “level 2” "
            "or “step 1.evaluate” (level, point, step)."
        )
    if target.level and target.level not in {level.id for level in pathway.levels}:
        return unknown(target.level, [level.id for level in pathway.levels])
    if target.level and pathway.level(target.level).protects:
        return f"Only the protection itself leads to level “{target.level}”."
    if target.step and target.step not in {step.id for step in pathway.level(target.level).steps}:
        return unknown(target.step, [step.id for step in pathway.level(target.level).steps])
    return ""


def _facts(named: Iterable[str], known: frozenset[str], path: Path, faults: Faults) -> None:
    for fact in sorted(named):
        _one(fact, known, path, faults)


def _condition(condition: Condition, known: frozenset[str], path: Path, faults: Faults) -> None:
    _facts(condition.when, known, (*path, "when"), faults)
    _facts(condition.unless, known, (*path, "unless"), faults)


def _one(name: str, known: Iterable[str], path: Path, faults: Faults) -> None:
    if name and name not in set(known):
        faults.at(path, unknown(name, known))


def _protections(pathway: Pathway, faults: Faults) -> None:
    for protection in PROTECTIONS:
        guarding = [level for level in pathway.levels if level.protects == protection]
        if len(guarding) != 1:
            faults.at(
                (), f"Exactly one [[level]] must have protects = “{protection}”; there are {len(guarding)}."
            )
    for number, level in enumerate(pathway.levels):
        if level.protects:
            _guarding_level(pathway, level, ("level", number), faults)


def _guarding_level(pathway: Pathway, level: Level, path: Path, faults: Faults) -> None:
    """A sealed case has no step, fact or way out that reaches the guardians."""
    of_guardians = facts_of_guardians(pathway)
    for number, step in enumerate(level.steps):
        place: Path = (*path, "step", number)
        meeting = f"{HELD}.{step.meeting}" in of_guardians
        needed = {*step.done_when, *(d.fact for d in step.deadlines)}.union(
            *(way.requires for way in step.exits)
        )
        if step.guardians or meeting or needed & of_guardians:
            faults.at(place, "Guardians are never contacted here: the case is sealed.")
        for order, way in enumerate(step.exits):
            if set(way.targets) - {CLOSED, STAY}:
                faults.at(
                    (*place, "exit", order, "to"), f"A sealed case leads only to “{CLOSED}” or “{STAY}”."
                )


def _reachable(pathway: Pathway, faults: Faults) -> None:
    reached, fresh = set[str](), {pathway.first_level.id}
    while fresh:
        reached |= fresh
        targets = [
            parse(written)
            for level, way in _all_exits(pathway)
            if level.id in fresh
            for written in way.targets
        ]
        fresh = {target.level for target in targets if target and target.level} - reached
    for number, level in enumerate(pathway.levels):
        if level.id not in reached and not level.protects:
            faults.at(("level", number), f"No exit leads to level “{level.id}”.")
