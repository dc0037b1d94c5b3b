"""The same text in other words, where a case is not about a child.

Pages speak of “the child”, and nearly always they are right. While a page of another case is made, what would
be false there is said otherwise (`whom_words.py`), so that no template has to ask whom it is about.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import translation
from django.utils.functional import lazy

from laget.foundation.whom_words import OF_NO_CHILD, OWN
from laget.rules.subjects import Subject

_about: ContextVar[Subject] = ContextVar("about", default=Subject.CHILD)


@contextmanager
def speaking_of(subject: str) -> Iterator[None]:
    before = _about.set(Subject(subject))
    try:
        yield
    finally:
        _about.reset(before)


def gettext(text: str) -> str:
    return translation.gettext(_instead_of(text))


gettext_lazy = lazy(gettext, str)


def _instead_of(text: str) -> str:
    about = _about.get()
    if about is Subject.CHILD:
        return text
    usual = text if about is Subject.FAMILY else OF_NO_CHILD.get(text, text)
    return OWN.get(about, {}).get(text, usual)
