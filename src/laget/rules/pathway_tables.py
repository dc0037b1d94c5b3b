"""The tables of a pathway file, from their top, as a Pathway."""

import tomllib
from datetime import date
from functools import lru_cache

from laget.rules.bodies import Body
from laget.rules.count_tables import read_count
from laget.rules.declared import DeclaredFact, Option
from laget.rules.durations import Amount, Duration, Value
from laget.rules.form_tables import read_form
from laget.rules.level_tables import read_entry, read_exemption, read_level
from laget.rules.meetings import MeetingTemplate
from laget.rules.pathway import AdultDuty, Category, Law, Pathway, Track
from laget.rules.reading import Faults, Table
from laget.rules.resources import Resource
from laget.rules.role_tables import read_body, read_role
from laget.rules.subject_tables import read_subject
from laget.rules.subjects import A_CHILD
from laget.rules.texts import LANGUAGES, Text
from laget.rules.unfolding import unfold
from laget.rules.vocabulary import WORDS, Country, FactKind, Lasting

FORMAT = 1


@lru_cache(maxsize=50)
def read_published(text: str) -> Pathway:
    """The pathway of a text that was published, and so has been read without a fault: nothing is checked.

    Municipalities that share a pathway's file share what is read of it.
    """
    pathway, _values = read_tables(Table(tomllib.loads(text), (), Faults({})))
    return unfold(pathway)


def read_tables(top: Table) -> tuple[Pathway, tuple[Value, ...]]:
    """All but the stories, just as written; and the named lengths of time, which have no place in it."""
    top.faults.languages = _languages(top)
    values = top.each("value", _value)
    top.faults.values = {value.id: value.amount for value in values}
    bodies = top.each("body", read_body)
    top.faults.bodies = {body.id: body for body in bodies}
    return _pathway(top, bodies), values


def _pathway(top: Table, bodies: tuple[Body, ...]) -> Pathway:
    written = top.number("format", f"the number {FORMAT}, the version of the language")
    if written not in (None, FORMAT):
        top.fault("format", f"This program reads format {FORMAT}.")
    return Pathway(
        name=top.name("name"),
        version=top.string("version", required=True),
        title=top.text("title", required=True),
        country=top.one_of("country", Country),
        decided_by=top.text("decided_by", required=True),
        valid_from=top.day("valid_from", required=True) or date.min,
        languages=top.faults.languages,
        words=_words(top),
        laws=top.each("law", _law),
        categories=top.each("category", _category),
        adult_here=top.each("adult_here", _adult_duty),
        resources=top.each("resource", _resource),
        meetings=top.each("meeting", _meeting),
        facts=top.each("fact", _declared_fact),
        levels=top.each("level", read_level),
        order=top.strings("order"),
        roles=top.each("role", read_role),
        tracks=top.each("track", lambda track: Track(track.name(), track.text("title", required=True))),
        bodies=bodies,
        forms=top.each("form", read_form),
        entries=top.each("entry", read_entry),
        exemptions=top.each("exemption", read_exemption),
        counts=top.each("count", read_count),
        aftercare=top.duration("aftercare"),
        subjects=top.each("subject", read_subject) or A_CHILD,
    )


def _languages(top: Table) -> tuple[str, ...]:
    languages = top.strings("languages")
    if top.values.get("languages", []) == []:
        top.fault("languages", f"“languages” is missing: a list of some of {', '.join(LANGUAGES)}.")
    for language in languages:
        if language not in LANGUAGES:
            top.fault("languages", f"“{language}” should be one of {', '.join(LANGUAGES)}.")
    return tuple(language for language in languages if language in LANGUAGES)


def _words(top: Table) -> dict[str, Text]:
    top.read.add("words")
    table = Table(top.values.get("words", {}), ("words",), top.faults)
    words = {word: table.text(word) for word in WORDS}
    table.done()
    return {word: text for word, text in words.items() if text}


def _value(table: Table) -> Value:
    usual, each = table.duration("is", required=True), table.each("for", _value_for)
    return Value(table.name(), Amount(usual, dict(each)), tuple(category for category, _ in each))


def _value_for(table: Table) -> tuple[str, Duration]:
    return table.string("category", required=True), table.duration("is", required=True)


def _law(table: Table) -> Law:
    return Law(
        id=table.name(),
        title=table.text("title", required=True),
        says=table.text("says"),
        checked_on=table.day("checked_on", required=True) or date.min,
    )


def _category(table: Table) -> Category:
    return Category(
        id=table.name(),
        title=table.text("title", required=True),
        services=table.services(),
    )


def _adult_duty(table: Table) -> AdultDuty:
    return AdultDuty(
        text=table.text("text", required=True),
        if_leader=table.text("if_leader"),
        law=table.string("law"),
        services=table.services(),
    )


def _resource(table: Table) -> Resource:
    url = table.string("url")
    if url and not url.startswith("https://"):
        table.fault("url", "An address begins with “https://”.")
    return Resource(
        id=table.name(),
        title=table.text("title", required=True),
        about=table.text("about"),
        url=url,
        checked_on=table.day("checked_on"),
    )


def _meeting(table: Table) -> MeetingTemplate:
    return MeetingTemplate(
        id=table.name(),
        title=table.text("title", required=True),
        agenda=table.each("item", lambda item: item.text("text", required=True)),
        guardians=table.truth("guardians"),
        evaluates=table.truth("evaluates"),
        body=table.string("body"),
    )


def _declared_fact(table: Table) -> DeclaredFact:
    return DeclaredFact(
        id=table.name(),
        title=table.text("title", required=True),
        to_do=table.text("to_do", required=True),
        ask=table.text("ask"),
        kind=FactKind(table.one_of("kind", FactKind, default=FactKind.CONFIRMED)),
        options=table.each(
            "option", lambda option: Option(option.name(), option.text("title", required=True))
        ),
        lasts=Lasting(table.one_of("lasts", Lasting, default=Lasting.CASE)),
        guardians=table.truth("guardians"),
        then=table.string("for"),
    )
