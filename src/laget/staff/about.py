"""Whom a case is about, and what follows from it, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from laget.cases.models import Case
from laget.rules.subjects import Answers, Apart, Heard, Subject

CALLED: dict[Subject, Any] = {
    Subject.CHILD: _("A child"),
    Subject.YOUTH: _("A young person"),
    Subject.PREGNANT: _("A pregnant woman"),
    Subject.FAMILY: _("A family"),
    Subject.GROUP: _("A class or another group"),
}
ANSWERS: dict[Answers, Any] = {
    Answers.RESPONSIBLE: _("Everybody with parental responsibility answers, each for themselves."),
    Answers.OF_AGE: _(
        "From the age the municipality has set, the young person answers alone. Until then the guardians do."
    ),
    Answers.SELF: _("She answers herself, and nobody else is asked."),
    Answers.GUARDIANS: _(
        "Every guardian answers, each for themselves: the plan holds their own matters too."
    ),
    Answers.NOBODY: _("Nobody has to say yes, for nobody’s name is passed on."),
}
HEARD: dict[Heard, Any] = {
    Heard.THEMSELVES: "",
    Heard.EVERY_CHILD: _("Every child in the family is heard. Write what each of them says."),
    Heard.TOGETHER: _("The group is heard together."),
}
APART: dict[Apart, Any] = {
    Apart.GUARDIANS: _("Guardians are not asked to the first talk, unless the young person wants it."),
    Apart.PARTNER: _("Her partner is not there when you ask her about violence."),
    Apart.NAMES: _("No child’s name is written here."),
    Apart.NOBODY: "",
}


def what_follows(case: Case) -> list[str]:
    """Nothing of a child: that is what everybody expects."""
    if case.subject == Subject.CHILD:
        return []
    follows = case.follows
    said = [ANSWERS[follows.answers], HEARD[follows.heard], APART[follows.apart]]
    return [f"{CALLED[Subject(case.subject)]}.", *(str(sentence) for sentence in said if sentence)]


def who_answers(case: Case) -> str:
    return "" if case.subject == Subject.CHILD else str(ANSWERS[case.follows.answers])


def who_is_heard(case: Case) -> list[str]:
    """And who is not there then."""
    said = (HEARD[case.follows.heard], APART[case.follows.apart])
    return [str(sentence) for sentence in said if sentence]


def who_is_apart(case: Case) -> str:
    return str(APART[case.follows.apart])
