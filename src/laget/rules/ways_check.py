"""Where the ways of a pathway lead: every level is reached, nobody is ever shut in, no protection is off."""

from collections.abc import Iterator

from laget.rules.conditions import ALWAYS, facts_in
from laget.rules.duties import Deadline
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.targets import never_ending, parse
from laget.rules.toml_lines import Path
from laget.rules.unfolding import around, unfold
from laget.rules.unknown_words import unknown
from laget.rules.variants import meetings_of
from laget.rules.vocabulary import (
    AFTERCARE,
    ANY_LEVEL,
    CLOSED,
    FILLED,
    GUARDIAN_FACTS,
    HELD,
    PLANNED,
    RETURN,
    STAY,
    VIOLENCE,
    Fact,
)
from laget.rules.written import exits

HOW_LONG = 'Write aftercare = "3 months" at the top of the file.'


def check(pathway: Pathway, faults: Faults) -> None:
    _protected(pathway, faults)
    _entries(pathway, faults)
    if faults.found:
        return
    ready = unfold(pathway)
    _reachable(pathway, ready, faults)
    _ways_out(pathway, ready, faults)
    if faults.found:
        return
    _evaluations(pathway, ready, faults)
    _steps_reached(pathway, ready, faults)
    _ends(pathway, ready, faults)
    for number, level in enumerate(pathway.levels):
        for path, way in written_exits(level, ("level", number)):
            if pathway.aftercare is None and AFTERCARE in way.targets:
                said = f"“{way.id}” leads to aftercare, and nothing says how long that lasts. {HOW_LONG}"
                faults.at((*path, "to"), said)
                return


def written_exits(level: Level, path: Path) -> Iterator[tuple[Path, Exit]]:
    """The exits of a level with where each stands in the file."""
    for place, way in exits(level):
        yield (*path, *place), way


def target_problem(pathway: Pathway, written: str) -> str:
    """What is wrong with where a way leads; nothing when it is right."""
    target = parse(written)
    if written == ANY_LEVEL:
        return ""
    if target is None:
        return f"“{written}” is no way on. {_meant(written, pathway)}"
    levels = {level.id: level for level in pathway.levels}
    if target.level and target.level not in levels:
        return unknown(target.level, levels)
    if target.level and levels[target.level].protects:
        return f"Only the protection itself leads to level “{target.level}”."
    if target.step and target.step not in {step.id for step in levels[target.level].steps}:
        return unknown(target.step, [step.id for step in levels[target.level].steps])
    return ""


def _meant(written: str, pathway: Pathway) -> str:
    """The level that was meant by its name or its label alone; else all that may stand there."""
    name = written.removeprefix("level ").strip().casefold()
    for level in pathway.levels:
        if name in (level.id, level.label.casefold()) and not level.protects:
            return f"Did you mean “level {level.id}”? Write “level” and the level’s id, not its label."
    return (
        f"Write “{CLOSED}”, “{AFTERCARE}”, “{STAY}”, “{RETURN}”, "
        f"“{ANY_LEVEL}”, “level 2” or “step 1.evaluate” (level, point, step)."
    )


def facts_of_guardians(pathway: Pathway) -> frozenset[str]:
    """The facts that nobody can make true without speaking with the guardians."""
    return frozenset(
        [str(fact) for fact in GUARDIAN_FACTS]
        + [name for declared in pathway.facts if declared.guardians for name in declared.names]
        + [f"{FILLED}.{form.id}" for form in pathway.forms if form.guardians]
        + [f"{prefix}.{m.id}" for m in pathway.meetings if m.guardians for prefix in (PLANNED, HELD)]
    )


def _entries(pathway: Pathway, faults: Faults) -> None:
    for number, entry in enumerate(pathway.entries):
        place: Path = ("entry", number, "to")
        target = parse(entry.target)
        if target is None or not target.level:
            faults.at(place, "A case begins at a place: write “level 2” or “step 2.meet”.")
        elif problem := target_problem(pathway, entry.target):
            faults.at(place, problem)


def _protected(pathway: Pathway, faults: Faults) -> None:
    guarding = [level for level in pathway.levels if level.protects == VIOLENCE]
    if len(guarding) != 1:
        _not_one(pathway, [pathway.levels.index(level) for level in guarding], faults)
    for number, level in enumerate(pathway.levels):
        if level.protects:
            _guarding_level(pathway, level, ("level", number), faults)
            _not_exempt(pathway, level, faults)
        if level.protects and level.outside:
            faults.at(
                ("level", number, "outside"), "The level that protects is your own: no other body has it."
            )
        if any(outer.protects for outer in around(level, pathway)) or (level.protects and level.inside):
            faults.at(("level", number, "inside"), "A level that protects stands alone.")


def _not_one(pathway: Pathway, guarding: list[int], faults: Faults) -> None:
    """Told of the level that nobody comes to, if there is one: it is the one that protected."""
    if guarding:
        said = f"Only one [[level]] has protects = “{VIOLENCE}”: take it away here, or on the other one."
        faults.at(("level", guarding[1], "protects"), said)
        return
    ways = [target for level in pathway.levels for way in level.exits() for target in way.targets]
    led_to = {_level_of(target) for target in ways} | {pathway.levels[0].id}
    alone = [n for n, level in enumerate(pathway.levels) if level.id not in led_to and ANY_LEVEL not in ways]
    faults.at(
        ("level", alone[-1]) if alone else (),
        f'No level protects. Write protects = "{VIOLENCE}" on the [[level]] for sealed cases, those where '
        "violence is suspected. No file can be without it.",
    )


def _guarding_level(pathway: Pathway, level: Level, path: Path, faults: Faults) -> None:
    """A sealed case has no step, fact or way out that reaches the guardians."""
    of_guardians = facts_of_guardians(pathway)
    if not any(step.done_when and step.condition == ALWAYS and not step.optional for step in level.steps):
        faults.at(path, "A sealed case needs a step that is always there, and says in done_when what to do.")
    for number, step in enumerate(level.steps):
        if key := _reaching(step, of_guardians):
            faults.at(
                (*path, "step", number, *key), "Guardians are never contacted here: the case is sealed."
            )
        if step.track:
            faults.at((*path, "step", number, "track"), "In a sealed case one step follows the other.")
    _ways_on_of_sealed(level, path, of_guardians, faults)


def _reaching(step: Step, of_guardians: frozenset[str]) -> Path:
    """The key of a step by which somebody would speak with the guardians; nothing where none does."""
    meetings = {f"{HELD}.{meeting}" for meeting in meetings_of([step])}
    keys: list[tuple[Path, bool]] = [
        (("guardians",), step.guardians),
        (("meeting",), f"{HELD}.{step.meeting}" in of_guardians),
        (("variant",), not of_guardians.isdisjoint(meetings)),
        (("forms",), not of_guardians.isdisjoint(f"{FILLED}.{form}" for form in step.forms)),
        (("done_when",), any(not of_guardians.isdisjoint(facts_in(need)) for need in step.done_when)),
        (("deadline",), not of_guardians.isdisjoint(_asked_for(step))),
    ]
    return next((key for key, reaches in keys if reaches), ())


def _ways_on_of_sealed(level: Level, path: Path, of_guardians: frozenset[str], faults: Faults) -> None:
    """It ends only when all that protects the child is done."""
    for place, way in written_exits(level, path):
        if {fact for line in _needs(way) for fact in facts_in(line)} & of_guardians:
            faults.at(place, "Guardians are never contacted here: the case is sealed.")
        if set(way.targets) - {CLOSED, STAY}:
            faults.at((*place, "to"), f"A sealed case leads only to “{CLOSED}” or “{STAY}”.")
        elif CLOSED in way.targets and place[len(path) :][:2] != ("step", len(level.steps) - 1):
            faults.at((*place, "to"), "A sealed case ends after its last step: write this exit there.")


def _asked_for(step: Step) -> set[str]:
    deadlines: list[Deadline] = list(step.deadlines)
    lines = [*step.done_when, *(deadline.fact for deadline in deadlines)]
    return {fact for line in lines for fact in facts_in(line)}


def _needs(way: Exit) -> list[str]:
    return [*way.requires, *(duty.deadline.fact for duty in way.duties)]


def _not_exempt(pathway: Pathway, level: Level, faults: Faults) -> None:
    needed = {fact for step in level.steps for fact in _asked_for(step)}
    needed |= {fact for way in level.exits() for line in _needs(way) for fact in facts_in(line)}
    for number, exemption in enumerate(pathway.exemptions):
        if exemption.fact.partition(".")[0] == Fact.CONSENT_GIVEN:
            faults.at(("exemption", number, "for"), "No case is exempt from the family’s consent.")
        elif exemption.fact in needed:
            faults.at(
                ("exemption", number, "for"),
                f"“{exemption.fact}” protects a child on level “{level.id}”: no case is exempt from it.",
            )


def _reachable(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    by_id = {level.id: level for level in ready.levels}
    fresh = {ready.first_level.id, *(_level_of(entry.target) for entry in ready.entries)} & by_id.keys()
    reached = set[str]()
    while fresh:
        reached |= fresh
        targets = [target for level in fresh for way in by_id[level].exits() for target in way.targets]
        fresh = ({_level_of(target) for target in targets} & by_id.keys()) - reached
    for number, level in enumerate(pathway.levels):
        if level.id in by_id and level.id not in reached and not level.protects:
            faults.at(("level", number), f"No exit leads to level “{level.id}”.")


def _level_of(written: str) -> str:
    target = parse(written)
    return target.level if target else ""


def _ways_out(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    """From wherever a case may come to stand there is a way on that nothing but its own needs can close."""
    numbers = {level.id: number for number, level in enumerate(pathway.levels)}
    written = [t for level in ready.levels for way in level.exits() for t in way.targets]
    written += [entry.target for entry in ready.entries]
    for level in ready.levels:
        entered = {target.step for t in written if (target := parse(t)) and target.level == level.id}
        for step in sorted({"", *entered}):
            if not _leads_out(level, step):
                faults.at(("level", numbers[level.id]), _shut_in(level, step))
                break


def _shut_in(level: Level, step: str) -> str:
    targets = {target for way in level.exits() for target in way.targets}
    if targets == {RETURN}:
        return (
            f"Level “{level.id}” only leads back (“{RETURN}”), and a case may have come from nowhere: "
            "write one more way on."
        )
    place = f"step “{step}” of level “{level.id}”" if step else f"level “{level.id}”"
    return f"Nobody ever leaves {place}: some [[level.step.exit]] must be open to every case."


def _leads_out(level: Level, entered: str) -> bool:
    first = next((step for step in level.steps if step.id == entered), level.steps[0])
    ahead = [step for step in level.steps if not first.waits_for(step) and step.condition == ALWAYS]
    ways = [*level.anywhere, *(way for step in ahead for way in step.exits)]
    return any(way.condition == ALWAYS and set(way.targets) - {RETURN} for way in ways)


def _evaluations(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    """Whoever has looked at whether it helped can choose a way on from what they saw."""
    evaluating = {f"{HELD}.{meeting.id}" for meeting in pathway.meetings if meeting.evaluates}
    evaluating |= {Fact.MEASURES_REVIEWED}
    by_id = {level.id: level for level in ready.levels}
    for number, level in enumerate(pathway.levels):
        for place, step in enumerate(level.steps):
            looks = {fact for line in step.done_when for fact in facts_in(line)} & evaluating
            if looks and not _leads_out(by_id.get(level.id, level), step.id):
                said = f"Step “{step.id}” looks at whether it helped, and no [[level.step.exit]] follows it."
                faults.at(("level", number, "step", place), said)


def _steps_reached(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    """No step that every way to its level passes by."""
    written = [target for level in ready.levels for way in level.exits() for target in way.targets]
    found = [parse(target) for target in (*written, *(entry.target for entry in ready.entries))]
    numbers = {level.id: number for number, level in enumerate(pathway.levels)}
    for level in ready.levels:
        entered = {target.step for target in found if target and target.level == level.id}
        if level.protects or level == ready.first_level or "" in entered:
            continue
        for place, step in enumerate(level.steps):
            if all(level.step(each).waits_for(step) for each in entered):
                said = f"No case ever comes to step “{step.id}”: each way to level “{level.id}” passes it by."
                faults.at(("level", numbers[level.id], "step", place), said)


def _ends(pathway: Pathway, ready: Pathway, faults: Faults) -> None:
    """From every level some way leads to an end, perhaps over other levels."""
    leads = {level.id: [to for way in level.exits() for to in way.targets] for level in ready.levels}
    never = never_ending(leads)
    for number, level in enumerate(pathway.levels):
        if level.id in never:
            said = f"A case on level “{level.id}” can never end: no way from here ever comes to “{CLOSED}”."
            faults.at(("level", number), said)
