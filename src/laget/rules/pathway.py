"""A municipality's pathway: what its file says, as frozen values.

The words follow OMG CMMN where it has them: a *level* is a stage, what an *exit* requires its sentry.
"""

from dataclasses import dataclass
from datetime import date

from laget.rules.texts import Text
from laget.rules.vocabulary import Actor, FactKind, Holding, Lasting, Unit


@dataclass(frozen=True)
class Duration:
    """An amount of time as the file writes it: `3 weeks`, `5 working days`."""

    amount: int
    unit: Unit


@dataclass(frozen=True)
class Condition:
    """Where something applies: when any of `when` is a fact (or none is named) and none of `unless` is."""

    when: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def applies(self, facts: frozenset[str]) -> bool:
        return (not self.when or bool(self.when & facts)) and not self.unless & facts


@dataclass(frozen=True)
class Law:
    """A legal basis, with the day somebody last checked that it still says so."""

    id: str
    title: Text
    says: Text
    checked_on: date


@dataclass(frozen=True)
class Category:
    """What a worry is about; `services` are those whose workers are offered it (all when empty)."""

    id: str
    title: Text
    services: frozenset[str]


@dataclass(frozen=True)
class Duty:
    """What is asked of those in one of `services` (all when empty) when an adult there is the concern."""

    text: Text
    law: str
    services: frozenset[str]


@dataclass(frozen=True)
class Resource:
    """A tool, form or guide. Without an address it is a paper or a place the municipality names."""

    id: str
    title: Text
    about: Text
    url: str
    checked_on: date | None


@dataclass(frozen=True)
class MeetingTemplate:
    """A kind of meeting: what is on its agenda, and whether the guardians take part."""

    id: str
    title: Text
    agenda: tuple[Text, ...]
    guardians: bool
    evaluates: bool


@dataclass(frozen=True)
class DeclaredFact:
    """A fact of the municipality's own, recorded by a worker: `to_do` as a task, `title` when it is done."""

    id: str
    title: Text
    to_do: Text
    ask: Text
    kind: FactKind
    lasts: Lasting
    guardians: bool


@dataclass(frozen=True)
class Deadline:
    """By when `fact` must hold. Without `at_most` the deadline is in words only, and has no date."""

    fact: str
    after: str
    at_most: Duration | None
    says: Text
    law: str
    condition: Condition


@dataclass(frozen=True)
class Warning:
    """Something to read before going on, on one step."""

    text: Text
    law: str
    condition: Condition


@dataclass(frozen=True)
class Exit:
    """A way on from a step. More than one target is a choice that the person makes. `helped`: it takes for
    granted that the measures have."""

    id: str
    title: Text
    help: Text
    targets: tuple[str, ...]
    requires: tuple[str, ...]
    helped: bool
    condition: Condition


@dataclass(frozen=True)
class Step:
    """One thing to do on a level. `done_when` keeps the file's order: that is the order to do it in."""

    id: str
    title: Text
    help: Text
    by: Actor
    done_when: tuple[str, ...]
    guardians: bool
    hear_child: bool
    meeting: str
    resources: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    warnings: tuple[Warning, ...]
    exits: tuple[Exit, ...]
    condition: Condition


@dataclass(frozen=True)
class Level:
    """A stage of the pathway. `protects` names the protection this level is the way of, if any."""

    id: str
    label: str
    title: Text
    about: Text
    holder: Holding
    protects: str
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        """Raises KeyError for an unknown step."""
        return {step.id: step for step in self.steps}[step_id]

    def exits(self) -> tuple[tuple[Step, Exit], ...]:
        return tuple((step, way) for step in self.steps for way in step.exits)


@dataclass(frozen=True)
class Pathway:
    name: str
    version: str
    title: Text
    country: str
    decided_by: Text
    valid_from: date
    languages: tuple[str, ...]
    words: dict[str, Text]
    laws: tuple[Law, ...]
    categories: tuple[Category, ...]
    adult_here: tuple[Duty, ...]
    resources: tuple[Resource, ...]
    meetings: tuple[MeetingTemplate, ...]
    facts: tuple[DeclaredFact, ...]
    levels: tuple[Level, ...]
    aftercare: Duration | None

    def level(self, level_id: str) -> Level:
        """Raises KeyError for an unknown level."""
        return {level.id: level for level in self.levels}[level_id]

    def meeting(self, meeting_id: str) -> MeetingTemplate:
        """Raises KeyError for an unknown meeting template."""
        return {meeting.id: meeting for meeting in self.meetings}[meeting_id]

    def declared(self, fact: str) -> DeclaredFact | None:
        return {declared.id: declared for declared in self.facts}.get(fact)

    def resource(self, resource_id: str) -> Resource:
        """Raises KeyError for an unknown resource."""
        return {resource.id: resource for resource in self.resources}[resource_id]

    def law(self, law_id: str) -> Law | None:
        return {law.id: law for law in self.laws}.get(law_id)

    def category(self, category_id: str) -> Category | None:
        return {category.id: category for category in self.categories}.get(category_id)

    def duties(self, service: str) -> tuple[Duty, ...]:
        """What an adult there who is the concern asks of those in a service."""
        return tuple(duty for duty in self.adult_here if not duty.services or service in duty.services)

    @property
    def first_level(self) -> Level:
        """Where every worry begins: the first level that is not the way of a protection."""
        return next(level for level in self.levels if not level.protects)

    @property
    def road(self) -> tuple[Level, ...]:
        """The levels in their order, without the protections' own ways."""
        return tuple(level for level in self.levels if not level.protects)

    def protection(self, protects: str) -> Level:
        """The level that a protection leads to; a checked file always has it."""
        return next(level for level in self.levels if level.protects == protects)

    def word(self, name: str) -> Text:
        return self.words.get(name, Text())
