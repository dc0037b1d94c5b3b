"""What a municipality calls those who hold the baton."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from laget.rules.texts import Text

if TYPE_CHECKING:
    from laget.rules.pathway import Level, Pathway


@dataclass(frozen=True)
class Role:
    """Its own name for the holder on some levels, with the law that it rests on, where it rests on one."""

    id: str
    title: Text
    says: Text
    law: str


def role_on(level: "Level", pathway: "Pathway") -> Role | None:
    return {role.id: role for role in pathway.roles}.get(level.role)


def holder_on(level: "Level", pathway: "Pathway") -> Text:
    """What the one who holds the baton is called there."""
    role = role_on(level, pathway)
    return role.title if role else pathway.word("holder")
