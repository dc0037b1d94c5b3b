"""A municipality's pathway: what its file says, as frozen values.

The words follow OMG CMMN where it has them: a *level* is a stage, what an *exit* requires its sentry, an
`optional` step a discretionary item.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from laget.rules.bodies import Body
from laget.rules.conditions import Condition
from laget.rules.counting import Count
from laget.rules.declared import DeclaredFact
from laget.rules.durations import Duration
from laget.rules.duties import Deadline, Duty
from laget.rules.exceptions import Entry, Exemption
from laget.rules.forms import Form
from laget.rules.meetings import MeetingTemplate, unknown_kind
from laget.rules.proposals import Proposal
from laget.rules.resources import Resource
from laget.rules.roles import Role
from laget.rules.subjects import A_CHILD, Offered
from laget.rules.texts import UNSAID, Text
from laget.rules.variants import Variant
from laget.rules.vocabulary import AGREED, HELD, Fact, Holding, Unit


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
class Track:
    """A row of steps that goes side by side with others."""

    id: str
    title: Text


@dataclass(frozen=True)
class AdultDuty:
    """What is asked of those in one of `services` (all when empty) when an adult there is the concern.

    `if_leader` is what is asked instead when the adult leads there, who is then told nothing.
    """

    text: Text
    if_leader: Text
    law: str
    services: frozenset[str]

    def texts(self, *, about_leader: bool) -> tuple[Text, ...]:
        """To read one after the other. Nobody reads that a leader who is the concern is to be told."""
        return tuple(said for said in (UNSAID if about_leader else self.text, self.if_leader) if said)


@dataclass(frozen=True)
class Warning:
    """Something to read before going on, on one step."""

    text: Text
    law: str
    condition: Condition


@dataclass(frozen=True)
class Exit:
    """A way on from a step. More than one target is a choice that the person makes. `helped`: it takes for
    granted that the measures have. `checked_by`: somebody else must have looked before it is taken."""

    id: str
    title: Text
    help: Text
    targets: tuple[str, ...]
    requires: tuple[str, ...]
    helped: bool
    reason: bool
    checked_by: str
    duties: tuple[Duty, ...]
    condition: Condition


@dataclass(frozen=True)
class Step:
    """One thing to do on a level. `done_when` keeps the file's order: that is the order to do it in.

    Steps of one `rank` are done side by side; what has a lower rank comes before, but steps of two tracks do
    not wait for each other. `optional` holds up nobody.
    """

    id: str
    title: Text
    help: Text
    by: str
    done_when: tuple[str, ...]
    guardians: bool
    hear_child: bool
    optional: bool
    beside: bool
    meeting: str
    resources: tuple[str, ...]
    forms: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    warnings: tuple[Warning, ...]
    exits: tuple[Exit, ...]
    condition: Condition
    proposals: tuple[Proposal, ...]
    variants: tuple[Variant, ...] = ()
    track: str = ""
    rank: int = 0

    def in_line_with(self, other: "Step") -> bool:
        """Whether the order of the two counts: tracks do not wait for each other."""
        return self.track == other.track or not self.track or not other.track

    def waits_for(self, other: "Step") -> bool:
        """Whether `other` comes before it."""
        return other.rank < self.rank and self.in_line_with(other)


@dataclass(frozen=True)
class Level:
    """A stage of the pathway. `protects` names the protection this level is the way of, if any.

    `anywhere` are the exits that are open on every step of it, and need no step done. `inside` is the level
    around it, and `outside` is true of a place that another body than the municipality has.
    """

    id: str
    label: str
    title: Text
    about: Text
    holder: Holding
    role: str
    protects: str
    inside: str
    outside: bool
    any_order: bool
    by: str
    steps: tuple[Step, ...]
    anywhere: tuple[Exit, ...]
    proposals: tuple[Proposal, ...]

    def step(self, step_id: str) -> Step:
        """Raises KeyError for an unknown step."""
        return {step.id: step for step in self.steps}[step_id]

    def exits(self) -> tuple[Exit, ...]:
        return (*(way for step in self.steps for way in step.exits), *self.anywhere)

    def proposed(self) -> tuple[Proposal, ...]:
        return (*self.proposals, *(proposal for step in self.steps for proposal in step.proposals))


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
    adult_here: tuple[AdultDuty, ...]
    resources: tuple[Resource, ...]
    meetings: tuple[MeetingTemplate, ...]
    facts: tuple[DeclaredFact, ...]
    levels: tuple[Level, ...]
    order: tuple[str, ...]
    roles: tuple[Role, ...]
    tracks: tuple[Track, ...]
    bodies: tuple[Body, ...]
    forms: tuple[Form, ...]
    entries: tuple[Entry, ...]
    exemptions: tuple[Exemption, ...]
    counts: tuple[Count, ...]
    aftercare: Duration | None
    subjects: tuple[Offered, ...] = A_CHILD
    roofs: tuple[Level, ...] = ()

    def level(self, level_id: str) -> Level:
        """Raises KeyError for an unknown level."""
        return {level.id: level for level in self.levels}[level_id]

    def meeting(self, meeting_id: str) -> MeetingTemplate:
        """Raises KeyError for an unknown meeting template."""
        return {meeting.id: meeting for meeting in self.meetings}[meeting_id]

    def kind_of(self, template: str) -> MeetingTemplate:
        """The kind of a meeting that stands in a case, perhaps since an earlier version.

        One that this version does not know goes by its id, and counts as one with guardians.
        """
        return {meeting.id: meeting for meeting in self.meetings}.get(template) or unknown_kind(template)

    def declared(self, fact: str) -> DeclaredFact | None:
        """The fact's own table, also for one of its answers (`log_consent.no`)."""
        return self._declared.get(fact)

    @cached_property
    def _declared(self) -> dict[str, DeclaredFact]:
        return {name: declared for declared in self.facts for name in declared.names}

    def entry(self, entry_id: str) -> Entry | None:
        return {entry.id: entry for entry in self.entries}.get(entry_id)

    def exemption(self, fact: str) -> Exemption | None:
        return {exemption.fact: exemption for exemption in self.exemptions}.get(fact)

    def resource(self, resource_id: str) -> Resource:
        """Raises KeyError for an unknown resource."""
        return {resource.id: resource for resource in self.resources}[resource_id]

    def law(self, law_id: str) -> Law | None:
        return {law.id: law for law in self.laws}.get(law_id)

    def category(self, category_id: str) -> Category | None:
        return {category.id: category for category in self.categories}.get(category_id)

    def adult_duties(self, service: str) -> tuple[AdultDuty, ...]:
        """What an adult there who is the concern asks of those in a service."""
        return tuple(duty for duty in self.adult_here if not duty.services or service in duty.services)

    @cached_property
    def duties(self) -> tuple[tuple[Duty, bool], ...]:
        """All that exits leave behind to be done, and whether it is on a protection's own way."""
        return tuple(
            (duty, bool(level.protects))
            for level in self.levels
            for way in level.exits()
            for duty in way.duties
        )

    @cached_property
    def agreed(self) -> dict[str, str]:
        """What the team may set a day for itself, by the fact that tells the day."""
        facts = sorted((Fact.MEASURES_REVIEWED, *(f"{HELD}.{kind.id}" for kind in self.meetings)))
        return {f"{AGREED}.{fact}": fact for fact in facts}

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Those of the steps, and those that ways on leave behind."""
        of_steps = (deadline for level in self.levels for step in level.steps for deadline in step.deadlines)
        return (*of_steps, *(duty.deadline for duty, _protects in self.duties))

    @cached_property
    def counts_in(self) -> frozenset[Unit]:
        """What its deadlines are counted in: only who counts in school days needs to know when they are."""
        durations = [duration for deadline in self.deadlines for duration in deadline.durations]
        durations += [each.at_most for each in self.exemptions]
        durations += [time for level in self.levels for each in level.proposed() for time in each.durations]
        return frozenset(duration.unit for duration in durations)

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

    def form(self, form_id: str) -> Form | None:
        return {form.id: form for form in self.forms}.get(form_id)

    def word(self, name: str) -> Text:
        return self.words.get(name, Text())
