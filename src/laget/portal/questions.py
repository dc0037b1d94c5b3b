"""What a guardian is asked about each invited service, in which words, and what becomes of the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django import forms
from django.db import connection, transaction
from django.template.loader import render_to_string
from markupsafe import Markup

from laget.consents.models import Answer
from laget.consents.queries import State, end_of_school_year
from laget.foundation.ids import uuid7
from laget.foundation.speech import gettext as _
from laget.portal.queries import FamilyCase, Invited

KEEP = "select family_answer(%s, %s, %s, %s, %s, %s, %s)"
YES, NO = "yes", "no"
SEAL = "seal."  # before the name of the field that it seals
STANDS = {State.YES: YES, State.NO: NO, State.WITHDRAWN: NO}


class Changed(Exception):
    """What was asked is not asked any more, or another answer has come since the words were shown."""


@dataclass(frozen=True)
class Question:
    """May this service help? `until` is the last day that a yes said today is for; nothing is chosen
    beforehand where the answer is due: not given yet, run out, or soon to run out.
    """

    case: FamilyCase
    invited: Invited
    state: State
    until: date
    is_due: bool

    @property
    def name(self) -> str:
        return f"{self.case.pk}.{self.invited.service_id}"

    @property
    def html(self) -> Markup:
        """The words, as they stand on the page."""
        return Markup(render_to_string("portal/consent_words.html", {"question": self}))  # noqa: S704

    @property
    def words(self) -> str:
        return self.html.striptags()

    @property
    def seal(self) -> str:
        """Of the words and the answer beside them: another seal, and it is another question."""
        return sha256(f"{self.words} {self.invited.said_id}".encode()).hexdigest()


class AnswersForm(forms.Form):
    """A yes is as near as a no, and whoever leaves one out has not answered it."""

    def __init__(self, questions: Iterable[Question], sent: Mapping[str, str] | None) -> None:
        super().__init__(sent)
        self.questions = {question.name: question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = forms.ChoiceField(
                label=_("May %(service)s help?") % {"service": question.invited.name},
                choices=[(YES, _("Yes")), (NO, _("No"))],
                widget=forms.RadioSelect,
                required=False,
                initial=None if question.is_due else STANDS[question.state],
            )

    @property
    def is_about_others(self) -> bool:
        """Whether the page that was sent asked about something that is not asked now."""
        return any(
            name.startswith(SEAL) and name.removeprefix(SEAL) not in self.questions for name in self.data
        )

    @property
    def chosen(self) -> list[tuple[Question, str]]:
        """Those whose answer would be another than it is."""
        said = [(question, self.cleaned_data[name]) for name, question in self.questions.items()]
        return [(each, to) for each, to in said if to and (each.is_due or to != STANDS[each.state])]


def questions_of(cases: Iterable[FamilyCase], today: date, renew_days: int) -> list[Question]:
    return [
        _question(case, invited, today, renew_days)
        for case in cases
        for invited in case.services
        if not invited.declined
    ]


def _question(case: FamilyCase, invited: Invited, today: date, renew_days: int) -> Question:
    state, until = invited.state(today), end_of_school_year(today)
    ends = invited.until_on
    soon = bool(ends and ends - today <= timedelta(days=renew_days) and until > ends)
    is_due = state in (State.UNANSWERED, State.EXPIRED) or (state is State.YES and soon)
    if state is State.YES and ends and not is_due:
        until = ends
    return Question(case, invited, state, until, is_due)


@transaction.atomic
def keep(chosen: Iterable[tuple[Question, str]], seals: Mapping[str, str]) -> None:
    """All of the answers or none. Raises Changed."""
    for question, to in chosen:
        if seals.get(SEAL + question.name) != question.seal or not _keep(question, to):
            raise Changed


def _keep(question: Question, to: str) -> bool:
    holds = question.state is State.YES
    answer = Answer.GIVEN if to == YES else Answer.WITHDRAWN if holds else Answer.REFUSED
    until = question.until if to == YES else None
    asked: tuple[UUID, UUID] = (question.case.pk, question.invited.service_id)
    row = [uuid7(), *asked, answer, until, question.words, question.invited.said_id]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, row)
        return bool(cursor.fetchone()[0])
