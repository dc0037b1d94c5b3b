"""Whom a case is about, and what follows from it: who answers, who is heard, who is not there.

The one place that says so: the database makes its own rule of this table, and pages find their words by it.

- Child: both guardians with parental responsibility answer (barnelova 1981 §§ 30, 34–37), and a child is
  heard whatever its age (Grunnloven § 104, opplæringslova § 10-2, barnehageloven § 3).
- Youth: from the municipality's own age the young person answers alone. The law has 15 for one's own
  schooling (opplæringslova § 24-5), 16 for health (pasient- og brukerrettighetsloven § 4-3), so the age is
  a setting. A child may speak with child welfare without the guardians (barnevernsloven § 1-4); so the first
  talk is without them, too.
- Pregnant woman: there is no child yet, and nobody else to ask; it is her own consent that lifts
  confidentiality (forvaltningsloven 1967 § 13 a no. 1). That her partner is not there when she is asked about
  violence is no paragraph: with him there, she cannot answer.
- Family: what is written is about each of the adults too, so each of them answers (the same § 13 a no. 1).
- Group: what is confidential is who somebody is (§ 13). Nobody's name is written, so there is nobody to ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Subject(StrEnum):
    """Whom a case is about."""

    CHILD = "child"
    YOUTH = "youth"
    PREGNANT = "pregnant"
    FAMILY = "family"
    GROUP = "group"


class Answers(StrEnum):
    """Whose yes a service needs before it comes in; all of these say yes, and no one else is asked."""

    RESPONSIBLE = "responsible"  # the guardians with parental responsibility
    OF_AGE = "of_age"  # the young person from the municipality's age; those guardians until then
    SELF = "self"
    GUARDIANS = "guardians"  # with parental responsibility or not
    NOBODY = "nobody"


class Record(StrEnum):
    """What kind of row it is that a case is about. Only a group has no birthday."""

    CHILD = "child"
    PREGNANT = "pregnant"
    GROUP = "group"


class Heard(StrEnum):
    """Whose own words are asked for in each round."""

    THEMSELVES = "themselves"
    EVERY_CHILD = "every_child"  # in one text that says what each said
    TOGETHER = "together"  # the group, with nobody's name


class Tells(StrEnum):
    """How somebody has told what they think."""

    TALK = "talk"
    PLAY = "play"
    DRAWING = "drawing"
    LETTER = "letter"
    THROUGH = "through"  # somebody who speaks for them


EVERY_WAY = tuple(Tells)
IN_WORDS = (Tells.TALK, Tells.LETTER, Tells.THROUGH)  # nobody asks a grown woman to draw or to play


class Apart(StrEnum):
    """Who is not to be there."""

    GUARDIANS = "guardians"  # at the first talk, unless the young person wants them
    PARTNER = "partner"  # when she is asked about violence
    NAMES = "names"  # no child's name is written
    NOBODY = "nobody"


@dataclass(frozen=True)
class Follows:
    record: Record
    answers: Answers
    heard: Heard
    apart: Apart
    tells: tuple[Tells, ...] = EVERY_WAY


FOLLOWS: dict[Subject, Follows] = {
    Subject.CHILD: Follows(Record.CHILD, Answers.RESPONSIBLE, Heard.THEMSELVES, Apart.NOBODY),
    Subject.YOUTH: Follows(Record.CHILD, Answers.OF_AGE, Heard.THEMSELVES, Apart.GUARDIANS),
    Subject.PREGNANT: Follows(Record.PREGNANT, Answers.SELF, Heard.THEMSELVES, Apart.PARTNER, IN_WORDS),
    Subject.FAMILY: Follows(Record.CHILD, Answers.GUARDIANS, Heard.EVERY_CHILD, Apart.NOBODY),
    Subject.GROUP: Follows(Record.GROUP, Answers.NOBODY, Heard.TOGETHER, Apart.NAMES),
}
# What somebody is to herself, among the guardians of her row: it counts only where she answers herself.
HERSELF = "self"


@dataclass(frozen=True)
class Offered:
    """A subject that a pathway has; `services` are those whose workers are offered it (all when empty)."""

    id: str
    services: frozenset[str]


def youngest(subject: Subject, settings: Mapping[str, Any]) -> int:
    """From which age a case may be about somebody as such, by the municipality's own numbers; 0 for any age.

    `youngest` in SQL says the same. A woman answers alone in her case, so she must be of the age to. A young
    person's age is the same, unless the municipality has set another: between the two, the guardians answer.
    """
    answers = FOLLOWS[subject].answers
    if answers is Answers.SELF:
        return int(settings["consent_age"])
    return int(settings.get("youth_age", settings["consent_age"])) if answers is Answers.OF_AGE else 0


# A yes is given for a while: to the end of the second year after this one. Our choice; the form and the
# database both hold it.
YES_LASTS_YEARS = 2


def age(born_on: date, today: date) -> int:
    """Whoever was born on 29 February is a year older on 1 March of a common year.

    We know of no law that says which day it is. This is our choice: the day on which nobody doubts it, and
    the same for pages and database (`years_old` in SQL).
    """
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


A_CHILD = (Offered(Subject.CHILD, frozenset()),)


def offered_to(service: str, subjects: tuple[Offered, ...]) -> tuple[Subject, ...]:
    """In the order of the file."""
    return tuple(Subject(each.id) for each in subjects if not each.services or service in each.services)
