"""What must hold in a whole pathway: every name is known and means one thing, and somebody acts.

Where ways lead, and what protects, is in `ways_check`.
"""

from collections.abc import Iterable

from laget.rules import (
    answers_check,
    counts_check,
    deadlines_check,
    declared_check,
    idle_check,
    names_check,
    refusals_check,
    subject_tables,
    tracks_check,
    ways_check,
)
from laget.rules.conditions import AND, Condition, choices_of, exemption_from
from laget.rules.duties import Deadline
from laget.rules.exceptions import Exemption
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.reading import Faults
from laget.rules.toml_lines import Path
from laget.rules.unfolding import is_roof, unfold
from laget.rules.unknown_words import not_a_person, unknown
from laget.rules.unsayable import no_such_fact
from laget.rules.variants import Variant
from laget.rules.vocabulary import (
    CATEGORY,
    CHECKED,
    DATE,
    DECLINED,
    EXEMPT,
    FILLED,
    HELD,
    MISSED,
    NAMED,
    OF_ONE_INVITED,
    PLANNED,
    SERVICE,
    SERVICES,
    SUBJECT,
    TOOK,
    VIOLENCE,
    Actor,
    Anchor,
    Fact,
    FactKind,
    Holding,
    fact_that_names,
)

PROTECTIONS = (VIOLENCE,)


def check(pathway: Pathway, faults: Faults) -> None:
    """Adds to `faults` what the whole gets wrong although every table is right."""
    names_check.check(pathway, faults)
    declared_check.check(pathway, faults)
    tracks_check.check(pathway, faults)
    if faults.found:
        return
    _Names(pathway, faults).check()
    if not pathway.road:
        faults.at((), "There is no [[level]] where a worry begins.")
    else:
        ways_check.check(pathway, faults)
    if not faults.found:
        idle_check.check(pathway, faults)
        deadlines_check.check(pathway, faults)
        answers_check.check(pathway, faults)
    if not faults.found:
        refusals_check.check(pathway, unfold(pathway), faults)


def facts_known(pathway: Pathway) -> frozenset[str]:
    """Every fact that this pathway's own tables and the system together can tell."""
    ready = unfold(pathway)
    taken = [(level.id, way) for level in ready.levels for way in level.exits()]
    return frozenset(
        [str(fact) for fact in Fact]
        + [name for declared in pathway.facts for name in declared.names]
        + [f"{prefix}.{meeting.id}" for meeting in pathway.meetings for prefix in (PLANNED, HELD, MISSED)]
        + [f"{FILLED}.{form.id}" for form in pathway.forms]
        + [f"{CATEGORY}.{category.id}" for category in pathway.categories]
        + [f"{SERVICE}.{service}" for service in SERVICES]
        + [*OF_ONE_INVITED]
        + [f"{SUBJECT}.{subject.id}" for subject in pathway.subjects]
        + [f"{TOOK}.{level}.{way.id}" for level, way in taken]
        + [f"{CHECKED}.{way.id}" for _, way in taken if way.checked_by]
        + [exemption_from(exemption.fact) for exemption in pathway.exemptions]
        + [proposal.declined for level in pathway.levels for proposal in level.proposed()]
    )


def dates_told(pathway: Pathway) -> frozenset[str]:
    """The days that people fill in, which a deadline may count from."""
    return frozenset(f"{DATE}.{each.id}" for each in pathway.facts if each.kind is FactKind.DATE)


def facts_to_do(pathway: Pathway) -> frozenset[str]:
    """Those that somebody can bring about, and a file may therefore ask for."""
    told = {Fact.SEALED, Fact.ADULT_HERE}
    prefixes = (CATEGORY, SERVICE, SUBJECT, TOOK, EXEMPT, CHECKED, MISSED, DECLINED)
    return frozenset(
        fact for fact in facts_known(pathway) if fact not in told and fact.partition(".")[0] not in prefixes
    )


class _Names:
    """One walk through the tables, holding each name against those that are known."""

    def __init__(self, pathway: Pathway, faults: Faults) -> None:
        self.pathway, self.faults = pathway, faults
        self.facts, self.to_do = facts_known(pathway), facts_to_do(pathway)
        self.only_told = self.facts - self.to_do
        self.dates = dates_told(pathway)
        self.moments = {*self.facts, *self.dates, *map(str, Anchor)}
        self.laws = [law.id for law in pathway.laws]
        named = [f"{NAMED}.{fact.id}" for fact in pathway.facts if fact.kind is FactKind.PERSON]
        self.actors = [*map(str, Actor), *named]

    def check(self) -> None:
        levels = [level.id for level in self.pathway.levels]
        for number, name in enumerate(self.pathway.order):
            self._one(name, levels, ("order",))
            if name in self.pathway.order[:number]:
                self.faults.at(
                    ("order",), f"“order” names level “{name}” twice; it has one place on the road."
                )
        for number, duty in enumerate(self.pathway.adult_here):
            self._one(duty.law, self.laws, ("adult_here", number, "law"))
        self._declared()
        subject_tables.check(self.pathway, self.faults)
        self._counts_and_proposals()
        for number, exemption in enumerate(self.pathway.exemptions):
            self._exemption(exemption, ("exemption", number))
        self._who()
        for number, level in enumerate(self.pathway.levels):
            self._one(level.inside, levels, ("level", number, "inside"))
            self._role(level, ("level", number, "role"))
            self._level(level, ("level", number))

    def _declared(self) -> None:
        for number, declared in enumerate(self.pathway.facts):
            if declared.then:
                self._need(declared.then, ("fact", number, "for"))

    def _counts_and_proposals(self) -> None:
        for path, name, known in counts_check.names(self.pathway):
            self._one(name, known, path)
        for level, path, proposal in counts_check.written_proposals(self.pathway):
            self._by(proposal.by, level, (*path, "by"))
            self._moment(proposal.after, (*path, "after"))
            self._condition(proposal.condition, path)

    def _level(self, level: Level, path: Path) -> None:
        if not level.steps and not level.anywhere and not is_roof(level, self.pathway):
            self.faults.at(path, f"Level “{level.id}” has no [[level.step]] and no [[level.exit]].")
        if not level.steps and not is_roof(level, self.pathway):
            self._by(level.by, level, (*path, "by"))
        if level.protects and level.protects not in PROTECTIONS:
            self.faults.at((*path, "protects"), unknown(level.protects, PROTECTIONS))
        for number, step in enumerate(level.steps):
            self._step(step, level, (*path, "step", number))
            if Fact.HOLDER_NAMED in step.done_when and level.holder is Holding.NONE:
                said = f"Nobody holds the baton on level “{level.id}”: say holder = “required” or “optional”."
                self.faults.at((*path, "step", number, "done_when"), said)
        for place, way in ways_check.written_exits(level, path):
            self._exit(way, level, place)

    def _who(self) -> None:
        bodies = [body.id for body in self.pathway.bodies]
        for number, meeting in enumerate(self.pathway.meetings):
            self._one(meeting.body, bodies, ("meeting", number, "body"))
        for number, role in enumerate(self.pathway.roles):
            self._one(role.law, self.laws, ("role", number, "law"))

    def _role(self, level: Level, path: Path) -> None:
        self._one(level.role, [role.id for role in self.pathway.roles], path)
        if level.role and level.holder is Holding.NONE:
            self.faults.at(path, f"Nobody is “{level.role}” here: write holder = “required” or “optional”.")

    def _exemption(self, exemption: Exemption, path: Path) -> None:
        self._need(exemption.fact, (*path, "for"))
        self._one(exemption.by, self.actors, (*path, "by"))
        holding = any(level.holder is not Holding.NONE for level in self.pathway.levels)
        if exemption.by == Actor.HOLDER and not holding:
            self.faults.at((*path, "by"), "Nobody is ever “holder”: no level has holder = “required”.")

    def _step(self, step: Step, level: Level, path: Path) -> None:
        self._said(step, level, path)
        for number, variant in enumerate(step.variants):
            self._said(variant, level, (*path, "variant", number))
        self._one(step.track, [track.id for track in self.pathway.tracks], (*path, "track"))
        for form in step.forms:
            self._one(form, [each.id for each in self.pathway.forms], (*path, "forms"))
        self._needs(step.done_when, (*path, "done_when"))
        for form in idle_check.forms_not_found(step, self.pathway):
            said = f'Nobody finds the form “{form}” on this step: write forms = ["{form}"].'
            self.faults.at((*path, "done_when"), said)
        for number, deadline in enumerate(step.deadlines):
            self._deadline(deadline, (*path, "deadline", number))
            for place, missed in enumerate(deadline.missed):
                self._by(missed.tell, level, (*path, "deadline", number, "missed", place, "tell"))
        for number, warning in enumerate(step.warnings):
            self._one(warning.law, self.laws, (*path, "warning", number, "law"))
            self._condition(warning.condition, (*path, "warning", number))

    def _said(self, said: Step | Variant, level: Level, path: Path) -> None:
        self._by(said.by, level, (*path, "by"))
        self._condition(said.condition, path)
        self._one(said.meeting, [meeting.id for meeting in self.pathway.meetings], (*path, "meeting"))
        for resource in said.resources:
            known = [each.id for each in self.pathway.resources]
            self._one(resource, known, (*path, "resources"))

    def _deadline(self, deadline: Deadline, path: Path) -> None:
        self._needs([deadline.fact], (*path, "for"))
        self._moment(deadline.after, (*path, "after"))
        self._one(deadline.before, self.dates, (*path, "before"))
        self._one(deadline.law, self.laws, (*path, "law"))
        self._condition(deadline.condition, path)
        for number, sooner in enumerate(deadline.sooner):
            self._condition(sooner.condition, (*path, "sooner", number))
        ends = (deadline.valid_from, deadline.valid_to)
        if ends[0] and ends[1] and ends[1] < ends[0]:
            self.faults.at((*path, "valid_to"), "“valid_to” is before “valid_from”.")
        for key, problem in idle_check.time_problems(deadline):
            self.faults.at((*path, *key), problem)

    def _moment(self, name: str, path: Path) -> None:
        self._one(name, self.moments, path)
        declared = self.pathway.declared(name)
        if declared and declared.kind is FactKind.DATE:
            self.faults.at(path, f"“{name}” is a date. Write “date.{name}” to count from the day itself.")

    def _exit(self, way: Exit, level: Level, path: Path) -> None:
        self._needs(way.requires, (*path, "requires"))
        self._condition(way.condition, path)
        if way.checked_by:
            self._by(way.checked_by, level, (*path, "checked_by"))
        if len(set(way.targets)) < len(way.targets):
            self.faults.at((*path, "to"), "“to” names the same place twice.")
        for number, duty in enumerate(way.duties):
            self._one(duty.by, self.actors, (*path, "duty", number, "by"))
            self._deadline(duty.deadline, (*path, "duty", number))
        for key, problem in idle_check.duty_problems(way, self.pathway):
            self.faults.at((*path, *key), problem)
        if not way.targets:
            self.faults.at((*path, "to"), "“to” is empty: say where this way leads.")
        for target in way.targets:
            if problem := ways_check.target_problem(self.pathway, target):
                self.faults.at((*path, "to"), problem)

    def _by(self, by: str, level: Level, path: Path) -> None:
        declared = self.pathway.declared(fact_that_names(by))
        if declared and by not in self.actors:
            self.faults.at(path, not_a_person(declared, self.actors))
        else:
            self._one(by, self.actors, path)
        if by == Actor.HOLDER and level.holder is Holding.NONE:
            self.faults.at(path, f"Nobody is “{by}” here: level “{level.id}” has no holder = “required”.")

    def _facts(self, lines: Iterable[str], path: Path) -> None:
        """A line of a condition joins facts with “and”; a choice in one would never hold."""
        for fact in sorted({fact for line in lines for fact in line.split(AND)}):
            self._one(fact, self.facts, path)

    def _needs(self, lines: Iterable[str], path: Path) -> None:
        """A need leaves a choice with “or”; two joined in one would never be met."""
        for fact in sorted({fact for line in lines for fact in choices_of(line)}):
            self._need(fact, path)

    def _need(self, fact: str, path: Path) -> None:
        """What is asked for must be something that people can bring about."""
        if fact in self.only_told:
            self.faults.at(path, f"Nobody can bring “{fact}” about: use it in “when” or “unless”.")
        else:
            self._one(fact, self.to_do, path)

    def _condition(self, condition: Condition, path: Path) -> None:
        if idle_check.never_applies(condition):
            self.faults.at(
                (*path, "unless"), "What “when” asks for, “unless” takes away: this never applies."
            )
        self._facts(condition.when, (*path, "when"))
        self._facts(condition.unless, (*path, "unless"))

    def _one(self, name: str, known: Iterable[str], path: Path) -> None:
        if name and name not in set(known):
            told = idle_check.wrongly_joined(name) or subject_tables.not_offered(name)
            self.faults.at(path, told or no_such_fact(name) or unknown(name, known))
