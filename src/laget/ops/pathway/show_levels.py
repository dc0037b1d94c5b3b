"""The levels of a pathway as text: the steps, who does them, by when and why, and the ways on."""

from collections.abc import Iterator

from laget.ops.pathway import times
from laget.ops.pathway.conditions_said import needs
from laget.ops.pathway.show_deadlines import deadline
from laget.ops.pathway.tracks import in_order, of_track
from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.proposals import Proposal
from laget.rules.variants import Variant
from laget.rules.vocabulary import CHECKED, Actor, Holding


def levels(pathway: Pathway, said: Wording) -> Iterator[str]:
    """Each roof stands before the first of the levels inside it."""
    told: set[str] = set()
    for level in pathway.levels:
        for roof in _roofs_over(level, pathway):
            if roof.id not in told:
                told.add(roof.id)
                yield from _roof(roof, said.on(roof))
        yield from ("", *_level(level, said.on(level)))


def _roofs_over(level: Level, pathway: Pathway) -> list[Level]:
    """The outermost first."""
    by_id = {each.id: each for each in (*pathway.levels, *pathway.roofs)}
    found: list[Level] = []
    while level.inside:
        level = by_id[level.inside]
        found.append(level)
    return [each for each in reversed(found) if each in pathway.roofs]


def _roof(roof: Level, said: Wording) -> Iterator[str]:
    _ = said._
    inside = [said.quoted(said.level(level)) for level in said.pathway.levels if level.inside == roof.id]
    yield from ("", f"## {said.level(roof)}", "")
    holds = _("It is made up of %(levels)s.") % {"levels": said.names(inside)} if inside else ""
    yield said.joined(said.text(roof.about), *_level_says(roof, said), holds)


def _level(level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    yield f"## {said.level(level)}"
    if about := said.joined(said.text(level.about), *_level_says(level, said)):
        yield from ("", about)
    yield from in_order(level, said)
    for step in level.steps:
        itself = (step.id, step.title) == (level.id, level.title)
        yield from ("", *(_no_step(step, said) if itself else _step(step, level, said)))
    if level.anywhere:
        yield from ("", _("Ways on from anywhere here:"), *_ways(level.anywhere, said))
    yield from _proposals(level.proposals, said)


def _level_says(level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    around = next((x for x in (*said.pathway.levels, *said.pathway.roofs) if x.id == level.inside), None)
    holders = {
        Holding.REQUIRED: _("Somebody must see to it all here: %(holder)s."),
        Holding.OPTIONAL: _("Somebody may see to it all here: %(holder)s."),
    }
    yield _("It is a part of %(level)s.") % {"level": said.quoted(said.level(around))} if around else ""
    yield holders.get(level.holder, "") % {"holder": said.who(Actor.HOLDER)}
    yield _("Its steps may be done in any order.") if level.any_order else ""
    yield _("Somebody outside the municipality has the charge here.") if level.outside else ""
    yield _("A case comes here when violence or abuse is suspected. It is sealed.") if level.protects else ""


def _no_step(level: Step, said: Wording) -> Iterator[str]:
    """A level without steps asks only that somebody chooses a way on."""
    yield said._("Who chooses when the case goes on: %(who)s.") % {"who": said.who(level.by)}


def _step(step: Step, level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    yield f"### {said.text(step.title)}"
    if step.help:
        yield from ("", said.text(step.help))
    yield from ("", said.joined(*_step_says(step, said)))
    yield from _listed(_("What is to be done here:"), [said.need(need) for need in step.done_when])
    yield from _listed(_("Forms to fill in:"), [said.form(form) for form in step.forms])
    yield from _listed(_("Tools for it:"), _tools(step.resources, said))
    if step.deadlines:
        yield from ("", _("By when:"))
        for each in step.deadlines:
            yield from deadline(each, said)
    for warning in step.warnings:
        text = said.with_law(said.text(warning.text), warning.law)
        yield from ("", "> " + said.joined(said.condition(warning.condition), text))
    for variant in step.variants:
        yield from ("", _variant(variant, said))
    if step.exits:
        yield from ("", _("Ways on:"), *_ways(step.exits, said))
    yield from _proposals(step.proposals, said)


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, *(f"- {line}" for line in lines))


def _tools(resources: tuple[str, ...], said: Wording) -> list[str]:
    return [said.text(said.pathway.resource(each).title) for each in resources]


def _step_says(step: Step, said: Wording) -> Iterator[str]:
    _ = said._
    yield _("Who does it: %(who)s.") % {"who": said.who(step.by)}
    yield said.condition(step.condition)
    yield _("It may be left out.") if step.optional else ""
    yield _("It is done at the same time as the step before.") if step.beside else ""
    yield of_track(step, said)
    yield said.guardians(step.guardians)
    yield _hear(said) if step.hear_child else ""
    yield _met(step.meeting, said)


def _met(meeting: str, said: Wording) -> str:
    return (
        said._("Meeting: %(meeting)s.") % {"meeting": said.quoted(said.meeting(meeting))} if meeting else ""
    )


def _hear(said: Wording) -> str:
    _ = said.of_whom
    return _("Hear the child: it has the right to be heard.")


def _variant(variant: Variant, said: Wording) -> str:
    """What a step says otherwise for some; the rest is as in the step."""
    _ = said._
    tools = [said.quoted(tool) for tool in _tools(variant.resources, said)]
    title = said.quoted(said.text(variant.title))
    return said.joined(
        _("**Otherwise for some.**"),
        said.condition(variant.condition),
        _("The step is then called %(step)s.") % {"step": title} if variant.title else "",
        said.text(variant.help),
        _("Who does it: %(who)s.") % {"who": said.who(variant.by)} if variant.by else "",
        _met(variant.meeting, said),
        _("Tools: %(tools)s.") % {"tools": said.names(tools)} if tools else "",
    )


def _ways(ways: tuple[Exit, ...], said: Wording) -> Iterator[str]:
    _ = said._
    for way in ways:
        needed = needs([need for need in way.requires if not need.startswith(f"{CHECKED}.")], said)
        yield said.joined(
            f"- **{said.text(way.title)}**.",
            said.text(way.help),
            said.leads_to(way),
            _("What must be so first: %(facts)s.") % {"facts": needed} if needed else "",
            _("Looked at first by: %(who)s.") % {"who": said.who(way.checked_by)} if way.checked_by else "",
            _("Whoever takes it writes why.") if way.reason else "",
            _("This way is for measures that have helped.") if way.helped else "",
            said.condition(way.condition),
        )
        for duty in way.duties:
            yield from deadline(duty.deadline, said, duty.by, "  ")


def _proposals(proposals: tuple[Proposal, ...], said: Wording) -> Iterator[str]:
    _ = said._
    if proposals:
        yield from ("", _("What Laget proposes, and a person decides:"))
    for each in proposals:
        yield "- " + said.joined(
            f"**{said.text(each.title)}**.",
            said.text(each.says),
            _("Way on: %(way)s.") % {"way": said.quoted(said.way(each.exit))},
            _("Who decides: %(who)s.") % {"who": said.who(each.by)},
            said.condition(each.condition),
            _lasting(each, said),
        )


def _lasting(each: Proposal, said: Wording) -> str:
    _ = said._
    if each.lasting is None:
        return ""
    told = {"time": times.amount(each.lasting, said)}
    if not each.after:
        return _("It is proposed when it has been so for %(time)s.") % told
    return _("It is proposed %(time)s %(after)s.") % (told | {"after": times.after(each.after, said)})
