"""The words that a municipality's file chooses among."""

from enum import StrEnum

from laget.rules.subjects import HERSELF


class Theme(StrEnum):
    FJORD = "fjord"
    SKOG = "skog"
    BORDEAUX = "bordeaux"


class Kind(StrEnum):
    """What somebody is to the child they care for; SELF is the young person’s own account."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    FOSTER_PARENT = "foster_parent"
    GUARDIAN = "guardian"
    SELF = HERSELF
