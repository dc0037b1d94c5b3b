"""What stands in a file and would never count: nothing that somebody wrote is passed over in silence."""

from collections.abc import Callable, Iterable, Iterator

from laget.rules.conditions import AND, OR, Condition, facts_in
from laget.rules.deadlines import ONLY_FORWARDS
from laget.rules.durations import Amount, Duration, Value
from laget.rules.duties import Deadline
from laget.rules.pathway import Exit, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.targets import ends, parse
from laget.rules.toml_lines import Path
from laget.rules.unfolding import is_roof
from laget.rules.unknown_words import unknown
from laget.rules.vocabulary import FILLED, Unit
from laget.rules.written import asked_for

NOT = "not "

# The fewest and the most days that one of a unit may be. What is missing here may be as long as it likes.
FEWEST = {Unit.HOURS: 1 / 24, Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 28, Unit.QUARTERS: 89}
TOO_LONG = "“at_least” is longer than “at_most”: nobody could ever do it in time."
MOST = {Unit.HOURS: 1 / 24, Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.QUARTERS: 92}


def check(pathway: Pathway, faults: Faults) -> None:
    asked = {fact for level in pathway.levels for fact in asked_for(level)}
    for number, declared in enumerate(pathway.facts):
        if not asked & set(declared.names):
            said = (
                f"Nobody is ever asked for “{declared.id}”: no step is done_when it, and no exit requires it."
            )
            faults.at(("fact", number), said)
    for number, exemption in enumerate(pathway.exemptions):
        if exemption.fact not in asked:
            faults.at(
                ("exemption", number, "for"), f"Nothing needs “{exemption.fact}”, so nobody can do without."
            )
    _unused("law", [law.id for law in pathway.laws], _laws(pathway), faults)
    _unused("resource", [each.id for each in pathway.resources], _resources(pathway), faults)
    tracks = {step.track for step in _steps(pathway)}
    _unused("track", [each.id for each in pathway.tracks], tracks, faults)
    _on_levels(pathway, faults)
    targets = {target for level in pathway.levels for way in level.exits() for target in way.targets}
    if pathway.aftercare and not any((found := parse(to)) and found.aftercare for to in targets):
        faults.at(("aftercare",), "No exit leads to “aftercare”, so nobody will ask how it goes.")


def _on_levels(pathway: Pathway, faults: Faults) -> None:
    for number, level in enumerate(pathway.levels):
        path: Path = ("level", number)
        if (*path, "by") in faults.places and (level.steps or is_roof(level, pathway)):
            faults.at((*path, "by"), "“by” of a level counts only when it has no steps and holds no others.")
        if level.steps and level.steps[0].beside:
            faults.at((*path, "step", 0, "beside"), "“beside” is for a step that comes after another one.")


def check_values(values: Iterable[Value], pathway: Pathway, faults: Faults) -> None:
    categories = [category.id for category in pathway.categories]
    seen: set[str] = set()
    for number, value in enumerate(values):
        path: Path = ("value", number)
        if value.id in seen:
            faults.at((*path, "id"), f"“{value.id}” is used twice; a name means one thing.")
        elif value.id not in faults.used:
            faults.at(path, f"“{value.id}” is not used: no deadline has it as its amount of time.")
        seen.add(value.id)
        for place, category in enumerate(value.categories):
            if category not in categories:
                faults.at((*path, "for", place, "category"), unknown(category, categories))
            elif category in value.categories[:place]:
                faults.at((*path, "for", place, "category"), f"“{category}” stands here twice.")


def never_applies(condition: Condition) -> bool:
    """Whether what lets it apply is the same as what keeps it from applying."""
    against = [set(line.split(AND)) for line in condition.unless]
    return bool(condition.when) and all(
        any(each <= set(line.split(AND)) for each in against) for line in condition.when
    )


def wrongly_joined(name: str) -> str:
    """What to say of facts that are joined with the word of the other kind of list."""
    if name.startswith(NOT):
        without = name.removeprefix(NOT)
        return f'“{name}” is not known here. Nothing asks for a “not”: write unless = ["{without}"].'
    if OR in name:
        return f"“{name}” is not known here. One fact stands here; “or” is for what a step or an exit needs."
    if AND in name:
        return (
            f"“{name}” is not known here. Write two lines: both are needed. “and” is for “when” and “unless”."
        )
    return ""


def duty_problems(way: Exit, pathway: Pathway) -> Iterator[tuple[Path, str]]:
    """What nobody could do any more once the case has ended, at which of the exit's duties."""
    may_end = any(map(ends, way.targets))
    for number, duty in enumerate(way.duties if may_end else ()):
        fact = duty.deadline.fact
        if not any(map(pathway.declared, facts_in(fact))):
            said = f"Nobody can bring “{fact}” about when the case has ended: ask for a [[fact]]."
            yield ("duty", number, "for"), said
        if duty.deadline.every:
            yield ("duty", number, "every"), "The case has ended: what is owed then is done once."


def forms_not_found(step: Step, pathway: Pathway) -> list[str]:
    """The forms that must be filled in before the step is done, and that it does not offer."""
    asked = {fact for line in step.done_when for fact in facts_in(line)}
    return [each.id for each in pathway.forms if f"{FILLED}.{each.id}" in asked and each.id not in step.forms]


def time_problems(deadline: Deadline) -> Iterator[tuple[Path, str]]:
    """What is wrong with the amounts of time of one deadline, and at which of its keys."""
    least, most = deadline.at_least, deadline.at_most
    if deadline.before:
        yield from _backwards(deadline)
        return
    if least and most and _longer(least, most):
        yield ("at_least",), TOO_LONG
    for number, sooner in enumerate(deadline.sooner):
        if not (most or deadline.every):
            yield ("sooner", number), "“sooner” makes an “at_most” or “every” shorter, and there is none."
        elif all(_longer(sooner.at_most, usual, of=all) for usual in (most, deadline.every) if usual):
            yield ("sooner", number, "at_most"), "This is not sooner: it is longer than the deadline itself."
    if deadline.missed and deadline.is_in_words:
        yield ("missed", 0), "A deadline in words has no date, so it is never missed."
    elif deadline.missed and not (most or deadline.every or deadline.on or deadline.body):
        yield ("missed", 0), "This deadline has no end, so it is never missed: write “at_most” too."


def _backwards(deadline: Deadline) -> Iterator[tuple[Path, str]]:
    least, most = deadline.at_least, deadline.at_most
    if not least:
        said = "“at_most” is the first day. Say the last one, too" if most else "Say how long before"
        yield ("at_most",) if most else ("before",), f"{said}: write “at_least”."
    if least and most and _longer(least, most):
        yield ("at_least",), TOO_LONG
    for key, amount in (("at_least", least), ("at_most", most)):
        units = {duration.unit for duration in amount.durations} if amount else set()
        for unit in sorted(units & ONLY_FORWARDS):
            yield (key,), f"Nobody can count {unit} backwards: use days, weeks or months."
    forwards = {"every": deadline.every, "on": deadline.on, "body": deadline.body}
    for key in (*(key for key, said in forwards.items() if said), *(["sooner"] if deadline.sooner else [])):
        yield (key,), f"“{key}” counts forwards: with “before” stand “at_least” and “at_most”."


def _longer(one: Amount, other: Amount, *, of: Callable[[Iterable[bool]], bool] = any) -> bool:
    """Whether it is longer for some category (or `of` all), whatever the calendar says."""
    categories = {"", *one.by_category, *other.by_category}
    return of(_surely_longer(one.for_category(each), other.for_category(each)) for each in categories)


def _surely_longer(one: Duration, other: Duration) -> bool:
    if one.unit == other.unit:
        return one.amount > other.amount
    if other.unit not in MOST:
        return False
    return one.amount * FEWEST.get(one.unit, 1) > other.amount * MOST[other.unit]


def _steps(pathway: Pathway) -> list[Step]:
    return [step for level in pathway.levels for step in level.steps]


def _laws(pathway: Pathway) -> set[str]:
    laws = {deadline.law for deadline in pathway.deadlines}
    laws |= {warning.law for step in _steps(pathway) for warning in step.warnings}
    laws |= {count.law for count in pathway.counts} | {role.law for role in pathway.roles}
    return laws | {duty.law for duty in pathway.adult_here}


def _resources(pathway: Pathway) -> set[str]:
    steps = _steps(pathway)
    said = [step.resources for step in steps]
    said += [variant.resources for step in steps for variant in step.variants]
    return {name for names in said for name in names}


def _unused(table: str, names: list[str], used: set[str], faults: Faults) -> None:
    for number, name in enumerate(names):
        if name not in used:
            faults.at((table, number), f"Nobody will ever see “{name}”: nothing in the file points to it.")
