"""What stands on a level of a file, in whatever table: what is asked for, and when it applies."""

from collections.abc import Iterator

from laget.rules.conditions import Condition, facts_in
from laget.rules.duties import Deadline
from laget.rules.pathway import Exit, Level, Step
from laget.rules.toml_lines import Path


def conditions(level: Level) -> Iterator[tuple[Path, Condition]]:
    """Each `when` and `unless`, and below the level's own table where it stands."""
    for path, step in steps(level):
        yield path, step.condition
        yield from (((*path, "warning", n), each.condition) for n, each in enumerate(step.warnings))
        yield from (((*path, "variant", n), each.condition) for n, each in enumerate(step.variants))
        yield from (((*path, "proposal", n), each.condition) for n, each in enumerate(step.proposals))
    yield from ((path, way.condition) for path, way in exits(level))
    yield from ((("proposal", number), each.condition) for number, each in enumerate(level.proposals))
    for path, deadline in deadlines(level):
        yield path, deadline.condition
        yield from (
            ((*path, "sooner", number), each.condition) for number, each in enumerate(deadline.sooner)
        )


def asked_for(level: Level) -> set[str]:
    """The facts that somebody is asked to bring about on this level, or by a way on from it."""
    lines = [line for _path, step in steps(level) for line in step.done_when]
    lines += [need for _path, way in exits(level) for need in way.requires]
    lines += [deadline.fact for _path, deadline in deadlines(level)]
    return {fact for line in lines for fact in facts_in(line)}


def named_on(level: Level) -> set[str]:
    """Those that are asked for, that a time is counted from, or that something depends on."""
    lines = [line for _path, each in conditions(level) for line in (*each.when, *each.unless)]
    return asked_for(level) | counted_from(level) | {fact for line in lines for fact in facts_in(line)}


def counted_from(level: Level) -> set[str]:
    """What times are counted from."""
    return {deadline.after for _path, deadline in deadlines(level)} | {
        each.after for each in level.proposed()
    }


def steps(level: Level) -> Iterator[tuple[Path, Step]]:
    for number, step in enumerate(level.steps):
        yield ("step", number), step


def exits(level: Level) -> Iterator[tuple[Path, Exit]]:
    for path, step in steps(level):
        for number, way in enumerate(step.exits):
            yield (*path, "exit", number), way
    for number, way in enumerate(level.anywhere):
        yield ("exit", number), way


def deadlines(level: Level) -> Iterator[tuple[Path, Deadline]]:
    """Those of the steps, and those that ways on leave behind."""
    for path, step in steps(level):
        for number, deadline in enumerate(step.deadlines):
            yield (*path, "deadline", number), deadline
    for path, way in exits(level):
        for number, duty in enumerate(way.duties):
            yield (*path, "duty", number), duty.deadline
