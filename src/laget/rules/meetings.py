"""The kinds of meetings that a pathway has."""

from dataclasses import dataclass

from laget.rules.texts import Text


@dataclass(frozen=True)
class MeetingTemplate:
    """A kind of meeting: what is on its agenda, and whether the guardians take part.

    A standing `body` has days of its own for it.
    """

    id: str
    title: Text
    agenda: tuple[Text, ...]
    guardians: bool
    evaluates: bool
    body: str


def unknown_kind(template: str) -> MeetingTemplate:
    """One that a pathway does not have any more: nobody can say that the guardians have no part in it."""
    title = Text({"en": template})
    return MeetingTemplate(template, title, agenda=(), guardians=True, evaluates=False, body="")
