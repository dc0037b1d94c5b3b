"""What stands around the road of a pathway: words, laws, what people record, forms, teams, counts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from laget.ops.pathway import times
from laget.ops.pathway.wording import Wording
from laget.rules.counting import Count
from laget.rules.declared import DeclaredFact
from laget.rules.durations import Duration
from laget.rules.forms import Field, FieldKind, Form
from laget.rules.meetings import MeetingTemplate
from laget.rules.pathway import Category, Law, Pathway
from laget.rules.resources import Resource
from laget.rules.subjects import A_CHILD
from laget.rules.vocabulary import AbsenceKind, Country, FactKind, Lasting, Teller

Thing = TypeVar("Thing")


def begins(pathway: Pathway, said: Wording) -> Iterator[str]:
    """What one should know before the road: the words, and where a case comes from."""
    _ = said._
    yield from ("", _about(pathway, said))
    yield from _section(_("What it calls things"), _words(pathway, said))
    yield from _section(_("Whom a case may be about"), _subjects(pathway, said))
    yield from _each(_("What a case may be about"), pathway.categories, _category, said)
    yield from _section(_("When it is about an adult who works here"), _adult_here(pathway, said))
    yield from _section(_("Other places to begin"), _entries(pathway, said))
    yield from _each(_("When a child’s absence is looked at"), pathway.counts, _count, said)


def referred_to(pathway: Pathway, said: Wording) -> Iterator[str]:
    """What the road speaks of, to be looked up."""
    _ = said._
    yield from _section(_("What a case may do without"), _exemptions(pathway, said))
    yield from _section(_("Roles"), _roles(pathway, said))
    yield from _section(_("Teams that meet on days of their own"), _bodies(pathway, said))
    yield from _each(_("Kinds of meetings"), pathway.meetings, _meeting, said)
    yield from _each(_("What people record"), pathway.facts, _fact, said)
    yield from _each(_("Forms"), pathway.forms, _form, said)
    yield from _each(_("Tools"), pathway.resources, _resource, said)
    yield from _each(_("Laws"), pathway.laws, _law, said)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield from ("", f"## {title}", "", *(line if line.startswith(" ") else f"- {line}" for line in lines))


def _each(
    title: str, things: Iterable[Thing], say: Callable[[Thing, Wording], Iterator[str]], said: Wording
) -> Iterator[str]:
    yield from _section(title, [line for thing in things for line in say(thing, said)])


def _about(pathway: Pathway, said: Wording) -> str:
    _ = said._
    holidays = {
        Country.NORWAY: _("Public holidays are those of Norway."),
        Country.DENMARK: _("Public holidays are those of Denmark."),
    }
    parts = [
        _("Decided by: %(who)s.") % {"who": said.text(pathway.decided_by)},
        _("It counts from %(day)s.") % {"day": times.day(pathway.valid_from, said)},
        _("Version %(version)s.") % {"version": pathway.version},
        holidays[Country(pathway.country)],
        _("It is written in %(languages)s.") % {"languages": said.names(_languages(pathway, said))},
    ]
    if pathway.aftercare:
        told = {"time": times.duration(pathway.aftercare, said)}
        parts.append(_("Where a case has aftercare, somebody asks after %(time)s how it goes.") % told)
    return " ".join(parts)


def _languages(pathway: Pathway, said: Wording) -> list[str]:
    _ = said._
    names = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "da": _("Danish"), "en": _("English")}
    return [names[each] for each in pathway.languages]


def _words(pathway: Pathway, said: Wording) -> Iterator[str]:
    """Only those that are other words than Laget's own."""
    for word, text in pathway.words.items():
        own, usual = said.text(text), said.general(word)
        if own.lower() not in usual.lower():
            yield f"**{own}**: {usual}"


def _law(law: Law, said: Wording) -> Iterator[str]:
    yield said.joined(f"**{said.text(law.title)}**.", said.text(law.says), _checked(law.checked_on, said))


def _checked(day: date | None, said: Wording) -> str:
    return said._("Checked %(day)s.") % {"day": times.day(day, said)} if day else ""


def _subjects(pathway: Pathway, said: Wording) -> Iterator[str]:
    for each in pathway.subjects if pathway.subjects != A_CHILD else ():
        yield said.joined(f"{said.subject(each.id)}.", said.only_for(each.services))


def _category(category: Category, said: Wording) -> Iterator[str]:
    yield said.joined(f"{said.text(category.title)}.", said.only_for(category.services))


def _adult_here(pathway: Pathway, said: Wording) -> Iterator[str]:
    for duty in pathway.adult_here:
        asked = said.joined(said.text(duty.text), said.text(duty.if_leader))
        yield said.joined(said.with_law(asked, duty.law), said.only_for(duty.services))


def _entries(pathway: Pathway, said: Wording) -> Iterator[str]:
    for entry in pathway.entries:
        to = said._("It leads to %(place)s.") % {"place": said.place(entry.target)}
        title = f"**{said.text(entry.title)}**."
        yield said.joined(title, said.text(entry.help), to, said.only_for(entry.services))


def _count(count: Count, said: Wording) -> Iterator[str]:
    _ = said._
    kinds = {
        AbsenceKind.UNEXCUSED: _("absence without leave"),
        AbsenceKind.SICK: _("sickness"),
        AbsenceKind.EXCUSED: _("absence with leave"),
    }
    told = {
        Teller.LEADER: _("Told to the leader of the child’s school."),
        Teller.AUTHOR: _("Told to those who teach the child’s group."),
    }
    of = said.names([kinds[kind] for kind in sorted(count.kinds)]) if count.kinds else _("all absence")
    yield said.joined(
        said.with_law(f"**{said.text(count.title)}**", count.law) + ".",
        _reached(count, said),
        _("What is counted: %(kinds)s.") % {"kinds": of},
        times.begins_anew(count.resets, said),
        told[count.tell],
        said.text(count.says),
        _("If a case is opened, it is about %(category)s.")
        % {"category": said.quoted(said.category(count.category))},
    )


def _reached(count: Count, said: Wording) -> str:
    _ = said._
    if count.in_a_row:
        return _("Reached when a child is away %(num)d school days in a row.") % {"num": count.in_a_row}
    within = count.within
    length = times.duration(within, said) if isinstance(within, Duration) else within
    span = length if isinstance(within, Duration) or within is None else times.period(within, said)
    if count.times:
        words = _("Reached when a child is away %(num)d times within %(span)s.")
        return words % {"num": count.times, "span": span}
    words = _("Reached when a child is away %(num)d per cent of the school days within %(span)s.")
    return words % {"num": count.share, "span": span}


def _exemptions(pathway: Pathway, said: Wording) -> Iterator[str]:
    _ = said._
    for each in pathway.exemptions:
        how = {"who": said.who(each.by), "time": times.duration(each.at_most, said)}
        words = _("Who may let a case do without it: %(who)s. It lasts at most %(time)s, and needs a reason.")
        yield said.joined(f"**{said.fact(each.fact)}**.", words % how)


def _bodies(pathway: Pathway, said: Wording) -> Iterator[str]:
    for body in pathway.bodies:
        yield said.joined(f"**{said.text(body.title)}**.", said.text(body.about), times.meets(body, said))


def _roles(pathway: Pathway, said: Wording) -> Iterator[str]:
    for role in pathway.roles:
        yield said.joined(said.with_law(f"**{said.text(role.title)}**", role.law) + ".", said.text(role.says))


def _meeting(meeting: MeetingTemplate, said: Wording) -> Iterator[str]:
    _ = said._
    body = next((each for each in said.pathway.bodies if each.id == meeting.body), None)
    yield said.joined(
        f"**{said.text(meeting.title)}**.",
        said.guardians(meeting.guardians),
        _("It goes through each measure.") if meeting.evaluates else "",
        _("Held by: %(body)s.") % {"body": said.quoted(said.text(body.title))} if body else "",
    )
    yield from (f"  - {said.text(item)}" for item in meeting.agenda)


def _fact(fact: DeclaredFact, said: Wording) -> Iterator[str]:
    _ = said._
    answers = {
        FactKind.CONFIRMED: _("The answer is a tick."),
        FactKind.YES_NO: _("The answer is yes or no."),
        FactKind.CHOICE: _("The answer is one of these:"),
        FactKind.PERSON: _("The answer is a name."),
        FactKind.DATE: _("The answer is a date."),
        FactKind.NOTE: _("The answer is written in words."),
    }
    yield f"**{said.text(fact.title)}**"
    yield "  - " + _("The task: %(task)s.") % {"task": said.text(fact.to_do)}
    if fact.ask:
        yield "  - " + _("The question: %(question)s") % {"question": said.text(fact.ask)}
    more = (_lasts(fact.lasts, said), said.guardians(fact.guardians))
    yield "  - " + said.joined(*more, answers[fact.kind])
    if fact.then:
        yield "  - " + _("Whoever is named has this to do then: %(task)s.") % {"task": said.need(fact.then)}
    yield from (f"    - {said.text(option.title)}" for option in fact.options)


def _lasts(lasting: Lasting, said: Wording) -> str:
    _ = said._
    level = _("Done anew each time the case comes to another place.")
    words = {Lasting.LEVEL: level, Lasting.ROUND: _("Done anew in each round.")}
    return words.get(lasting, "")


def _form(form: Form, said: Wording) -> Iterator[str]:
    parts = (f"**{said.text(form.title)}**.", said.text(form.about))
    yield said.joined(*parts, _lasts(form.lasts, said), said.guardians(form.guardians))
    for field in form.fields:
        yield from _field(field, said)


def _field(field: Field, said: Wording) -> Iterator[str]:
    _ = said._
    kinds = {
        FieldKind.TEXT: _("The answer is written in words."),
        FieldKind.YES_NO: _("The answer is yes or no."),
        FieldKind.CHOICE: _("The answer is one of these:"),
        FieldKind.DATE: _("The answer is a date."),
    }
    must = _("It must be answered.") if field.required else ""
    yield "  - " + said.joined(said.text(field.ask), said.text(field.help), must, kinds[field.kind])
    yield from (f"    - {said.text(option.title)}" for option in field.options)


def _resource(resource: Resource, said: Wording) -> Iterator[str]:
    checked = _checked(resource.checked_on, said)
    yield said.joined(f"**{said.text(resource.title)}**.", said.text(resource.about), resource.url, checked)
