"""The levels of a pathway as text: the steps, who does them, by when and why, and the ways on."""

from collections.abc import Iterator

from laget.ops.pathway import times
from laget.ops.pathway.tracks import goes_beside, in_order
from laget.ops.pathway.wording import Wording
from laget.rules.duties import Deadline
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
    inside = [said.level(level) for level in said.pathway.levels if level.inside == roof.id]
    yield from ("", f"## {said.level(roof)}", "")
    holds = _("It holds these together: %(levels)s.") % {"levels": ", ".join(inside)}
    yield said.joined(said.text(roof.about), *_level_says(roof, said), holds if inside else "")


def _level(level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    yield f"## {said.level(level)}"
    if about := said.joined(said.text(level.about), *_level_says(level, said)):
        yield from ("", about)
    for step in level.steps:
        yield from ("", *_step(step, level, said))
    if level.anywhere:
        yield from ("", _("Ways on from anywhere here:"), *_ways(level.anywhere, said))
    yield from _proposals(level.proposals, said)


def _level_says(level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    around = next((x for x in (*said.pathway.levels, *said.pathway.roofs) if x.id == level.inside), None)
    holders = {
        Holding.REQUIRED: _("There must be one: %(holder)s."),
        Holding.OPTIONAL: _("There may be one: %(holder)s."),
    }
    yield _("It is a part of %(level)s.") % {"level": said.level(around)} if around else ""
    yield holders.get(level.holder, "") % {"holder": said.who(Actor.HOLDER)}
    yield _("Its steps may be done in any order.") if level.any_order else ""
    yield in_order(level, said)
    yield _("Another body has this place.") if level.outside else ""
    yield _("A case comes here when violence or abuse is suspected. It is sealed.") if level.protects else ""


def _step(step: Step, level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    yield from (
        f"### {said.text(step.title)}",
        "",
        said.joined(said.text(step.help), *_step_says(step, level, said)),
    )
    if step.done_when:
        yield from ("", _("What is to be done here:"), *(f"- {said.need(need)}" for need in step.done_when))
    tools = [said.text(said.pathway.resource(each).title) for each in step.resources]
    tools += [said.form(form) for form in step.forms]
    if tools:
        yield from ("", _("Tools for it:"), *(f"- {tool}" for tool in tools))
    if step.deadlines:
        yield from ("", _("By when:"))
        for deadline in step.deadlines:
            yield from _deadline(deadline, said)
    for warning in step.warnings:
        text = said.with_law(said.text(warning.text), warning.law)
        yield from ("", "> " + said.joined(said.condition(warning.condition), text))
    for variant in step.variants:
        yield from ("", _variant(variant, said))
    if step.exits:
        yield from ("", _("Ways on:"), *_ways(step.exits, said))
    yield from _proposals(step.proposals, said)


def _step_says(step: Step, level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    meeting = said.meeting(step.meeting)
    yield _("Whose turn it is: %(who)s.") % {"who": said.who(step.by)}
    yield said.condition(step.condition)
    yield _("It may be left out.") if step.optional else ""
    yield _("It is done side by side with the step before.") if step.beside else ""
    yield goes_beside(step, level, said)
    yield said.guardians(step.guardians)
    yield _hear(said) if step.hear_child else ""
    yield _("Meeting: %(meeting)s.") % {"meeting": meeting} if meeting else ""


def _hear(said: Wording) -> str:
    _ = said.of_whom
    return _("Hear the child: it has the right to be heard.")


def _variant(variant: Variant, said: Wording) -> str:
    """What a step says otherwise for some; the rest is as in the step."""
    _ = said._
    tools = ", ".join(said.text(said.pathway.resource(each).title) for each in variant.resources)
    meeting = said.meeting(variant.meeting)
    return said.joined(
        said.condition(variant.condition),
        f"**{said.text(variant.title)}**." if variant.title else "",
        said.text(variant.help),
        _("Whose turn it is: %(who)s.") % {"who": said.who(variant.by)} if variant.by else "",
        _("Meeting: %(meeting)s.") % {"meeting": meeting} if meeting else "",
        _("Tools for it: %(tools)s.") % {"tools": tools} if tools else "",
    )


def _deadline(deadline: Deadline, said: Wording, by: str = "", indent: str = "") -> Iterator[str]:
    _ = said._
    text = said.with_law(said.text(deadline.says), deadline.law)
    yield f"{indent}- " + said.joined(
        f"{said.who(by)}:" if by else "", text, said.condition(deadline.condition)
    )
    counted = said.joined(*_counted(deadline, said), *_between(deadline, said))
    yield f"{indent}  - {said.need(deadline.fact)}. {counted}"
    for sooner in deadline.sooner:
        less = _("Sooner, at most: %(time)s.") % {"time": times.amount(sooner.at_most, said)}
        yield f"{indent}  - " + said.joined(less, said.condition(sooner.condition))
    for missed in deadline.missed:
        told = _("Is it missed, this one is told: %(who)s.") % {"who": said.who(missed.tell)}
        later = (
            _("Told after: %(time)s.") % {"time": times.duration(missed.after, said)} if missed.after else ""
        )
        yield f"{indent}  - " + said.joined(told, later)


def _counted(deadline: Deadline, said: Wording) -> Iterator[str]:
    _ = said._
    yield _("No day is set.") if deadline.is_in_words else ""
    least, most, back = deadline.at_least, deadline.at_most, deadline.before
    window = bool(back or (least and most))
    lengths = (
        (most if back else least, _("At the earliest: %(time)s.")),
        (least if back else most, _("At the latest: %(time)s.") if window else _("At most: %(time)s.")),
        (deadline.every, _("Again and again, each: %(time)s.")),
    )
    yield from (words % {"time": times.amount(length, said)} for length, words in lengths if length)
    if deadline.on:
        yield _("By the next %(day)s.") % {"day": times.day_of_year(*deadline.on, said)}
    if deadline.body:
        yield _("At the next meeting of %(body)s.") % {"body": said.text(deadline.body.title)}
    if deadline.before:
        yield _("Counted back from %(day)s.") % {"day": times.counted_from(deadline.before, said)}
    elif not deadline.is_duty:
        yield _("Counted from %(day)s.") % {"day": times.counted_from(deadline.after, said)}


def _between(deadline: Deadline, said: Wording) -> Iterator[str]:
    _ = said._
    if deadline.valid_from:
        yield _("It counts from %(day)s on.") % {"day": deadline.valid_from}
    if deadline.valid_to:
        yield _("It counts to %(day)s.") % {"day": deadline.valid_to}


def _ways(ways: tuple[Exit, ...], said: Wording) -> Iterator[str]:
    _ = said._
    for way in ways:
        needs = said.needs(need for need in way.requires if not need.startswith(f"{CHECKED}."))
        yield said.joined(
            f"- **{said.text(way.title)}** → {said.leads_to(way)}.",
            said.text(way.help),
            _("Needs: %(facts)s.") % {"facts": needs} if needs else "",
            _("Looked at first by: %(who)s.") % {"who": said.who(way.checked_by)} if way.checked_by else "",
            _("Whoever takes it writes why.") if way.reason else "",
            _("It is for measures that have helped.") if way.helped else "",
            said.condition(way.condition),
        )
        for duty in way.duties:
            yield from _deadline(duty.deadline, said, duty.by, "  ")


def _proposals(proposals: tuple[Proposal, ...], said: Wording) -> Iterator[str]:
    _ = said._
    if proposals:
        yield from ("", _("What Laget proposes, and a person decides:"))
    for each in proposals:
        yield "- " + said.joined(
            f"**{said.text(each.title)}**.",
            said.text(each.says),
            _("Way on: %(way)s.") % {"way": said.way(each.exit)},
            _("Who decides: %(who)s.") % {"who": said.who(each.by)},
            said.condition(each.condition),
            _("When it has lasted: %(time)s.") % {"time": times.amount(each.lasting, said)}
            if each.lasting
            else "",
            _("Counted from %(day)s.") % {"day": times.counted_from(each.after, said)} if each.after else "",
        )
