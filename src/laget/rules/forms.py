"""A municipality's own forms: an absence plan, an analysis of how a class works. Filled in on a case."""

from dataclasses import dataclass
from enum import StrEnum

from laget.rules.texts import Text
from laget.rules.vocabulary import Lasting


class FieldKind(StrEnum):
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class FieldOption:
    id: str
    title: Text


@dataclass(frozen=True)
class Field:
    """One question of a form."""

    id: str
    ask: Text
    help: Text
    kind: FieldKind
    options: tuple[FieldOption, ...]
    required: bool


@dataclass(frozen=True)
class Form:
    """`guardians`: nobody can fill it in without speaking with the guardians. `lasts`: how long it counts."""

    id: str
    title: Text
    about: Text
    guardians: bool
    lasts: Lasting
    fields: tuple[Field, ...]
