"""What stands at the top of a pathway's file: words, laws, what people record, forms, teams, counts."""

from collections.abc import Callable, Iterable, Iterator
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


def tables(pathway: Pathway, said: Wording) -> Iterator[str]:
    _ = said._
    yield from ("", _about(pathway, said))
    words = [f"{said.general(word)}: {said.text(text)}" for word, text in pathway.words.items()]
    yield from _section(_("What it calls things"), words)
    yield from _each(_("Laws"), pathway.laws, _law, said)
    yield from _section(_("Whom a case may be about"), _subjects(pathway, said))
    yield from _each(_("What a worry may be about"), pathway.categories, _category, said)
    yield from _section(_("When an adult who works here is the worry"), _adult_here(pathway, said))
    yield from _section(_("Other places to begin"), _entries(pathway, said))
    yield from _each(_("When a child’s absence is looked at"), pathway.counts, _count, said)
    yield from _section(_("What a case may do without"), _exemptions(pathway, said))
    yield from _section(_("Teams that meet on days of their own"), _bodies(pathway, said))
    yield from _section(_("Roles"), _roles(pathway, said))
    yield from _each(_("Kinds of meetings"), pathway.meetings, _meeting, said)
    yield from _each(_("What people record"), pathway.facts, _fact, said)
    yield from _each(_("Forms"), pathway.forms, _form, said)
    yield from _each(_("Tools"), pathway.resources, _resource, said)


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
    decided = {"who": said.text(pathway.decided_by), "day": pathway.valid_from, "version": pathway.version}
    country = {Country.NORWAY: _("Norway"), Country.DENMARK: _("Denmark")}[Country(pathway.country)]
    parts = [
        _("Decided by: %(who)s. It counts from %(day)s. Version %(version)s.") % decided,
        _("Its name in the file is %(name)s.") % {"name": pathway.name},
        _("Public holidays: %(country)s.") % {"country": country},
        _("Written in: %(languages)s.") % {"languages": ", ".join(pathway.languages)},
    ]
    if pathway.aftercare:
        lasts = times.duration(pathway.aftercare, said)
        parts.append(_("After a case with aftercare, somebody asks for %(time)s.") % {"time": lasts})
    return " ".join(parts)


def _law(law: Law, said: Wording) -> Iterator[str]:
    checked = said._("Checked %(day)s.") % {"day": law.checked_on}
    yield said.joined(f"**{said.text(law.title)}**.", said.text(law.says), checked)


def _subjects(pathway: Pathway, said: Wording) -> Iterator[str]:
    for each in pathway.subjects if pathway.subjects != A_CHILD else ():
        yield said.joined(f"{said.subject(each.id)}.", said.only_for(each.services))


def _category(category: Category, said: Wording) -> Iterator[str]:
    yield said.joined(f"{said.text(category.title)}.", said.only_for(category.services))


def _adult_here(pathway: Pathway, said: Wording) -> Iterator[str]:
    for duty in pathway.adult_here:
        yield said.joined(said.with_law(said.text(duty.text), duty.law), said.only_for(duty.services))


def _entries(pathway: Pathway, said: Wording) -> Iterator[str]:
    for entry in pathway.entries:
        to = f"**{said.text(entry.title)}** → {said.target(entry.target)}."
        yield said.joined(to, said.text(entry.help), said.only_for(entry.services))


def _count(count: Count, said: Wording) -> Iterator[str]:
    _ = said._
    kinds = {
        AbsenceKind.UNEXCUSED: _("without leave"),
        AbsenceKind.SICK: _("sick"),
        AbsenceKind.EXCUSED: _("with leave"),
    }
    told = {
        Teller.LEADER: _("Told to the leader of the child’s school."),
        Teller.AUTHOR: _("Told to those who teach the child’s group."),
    }
    of = ", ".join(kinds[kind] for kind in sorted(count.kinds)) or _("all absence")
    about = {"category": said.category(count.category)}
    yield said.joined(
        said.with_law(f"**{said.text(count.title)}**", count.law) + ".",
        _reached(count, said),
        _("Counted: %(kinds)s.") % {"kinds": of},
        _("Counted anew: %(period)s.") % {"period": times.period(count.resets, said)},
        told[count.tell],
        _("If a worry is reported, it is about: %(category)s.") % about,
        said.text(count.says),
    )


def _reached(count: Count, said: Wording) -> str:
    _ = said._
    if count.in_a_row:
        return _("Reached by %(num)d school days in a row.") % {"num": count.in_a_row}
    within = count.within
    length = times.duration(within, said) if isinstance(within, Duration) else within
    span = length if isinstance(within, Duration) or within is None else times.period(within, said)
    if count.times:
        return _("Reached by %(num)d times away. Within: %(span)s.") % {"num": count.times, "span": span}
    return _("Reached by %(num)d per cent of the school days. Within: %(span)s.") % {
        "num": count.share,
        "span": span,
    }


def _exemptions(pathway: Pathway, said: Wording) -> Iterator[str]:
    _ = said._
    for each in pathway.exemptions:
        how = {"who": said.who(each.by), "time": times.duration(each.at_most, said)}
        yield f"{said.fact(each.fact)}. " + _("Who may say so: %(who)s. At most: %(time)s.") % how


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
        _("Held by: %(body)s.") % {"body": said.text(body.title)} if body else "",
    )
    yield from (f"  - {said.text(item)}" for item in meeting.agenda)


def _fact(fact: DeclaredFact, said: Wording) -> Iterator[str]:
    _ = said._
    kinds = {
        FactKind.CONFIRMED: _("It is ticked."),
        FactKind.YES_NO: _("It is answered with yes or no."),
        FactKind.CHOICE: _("One of these is chosen."),
        FactKind.PERSON: _("It names somebody."),
        FactKind.DATE: _("It tells a date."),
        FactKind.NOTE: _("It is written in words."),
    }
    parts = (f"**{said.text(fact.title)}**.", f"{said.text(fact.to_do)}.", said.text(fact.ask))
    yield said.joined(*parts, kinds[fact.kind], _lasts(fact.lasts, said), said.guardians(fact.guardians))
    yield from (f"  - {said.text(option.title)}" for option in fact.options)


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
        FieldKind.TEXT: _("It is written in words."),
        FieldKind.YES_NO: _("It is answered with yes or no."),
        FieldKind.CHOICE: _("One of these is chosen."),
        FieldKind.DATE: _("It tells a date."),
    }
    must = _("It must be answered.") if field.required else ""
    yield "  - " + said.joined(said.text(field.ask), said.text(field.help), kinds[field.kind], must)
    yield from (f"    - {said.text(option.title)}" for option in field.options)


def _resource(resource: Resource, said: Wording) -> Iterator[str]:
    checked = said._("Checked %(day)s.") % {"day": resource.checked_on} if resource.checked_on else ""
    yield said.joined(f"**{said.text(resource.title)}**.", said.text(resource.about), resource.url, checked)
