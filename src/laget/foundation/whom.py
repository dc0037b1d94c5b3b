"""The same text in other words, where a case is not about a child.

Pages speak of “the child”, and nearly always they are right. While a page of another case is made, what would
be false there is said otherwise (`whom_words.py`), so that no template has to ask whom it is about.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.functional import lazy

from laget.foundation import speech
from laget.foundation.whom_words import OF_NO_CHILD, OWN
from laget.rules.subjects import FOLLOWS, Record, Subject

_about: ContextVar[Subject] = ContextVar("about", default=Subject.CHILD)


@contextmanager
def speaking_of(subject: str) -> Iterator[None]:
    before = _about.set(Subject(subject))
    try:
        yield
    finally:
        _about.reset(before)


def gettext(text: str) -> str:
    return speech.gettext(_instead_of(text))


gettext_lazy = lazy(gettext, str)


def of_any(text: str, subjects: Collection[Subject]) -> str:
    """What is said where it may be about any of these: the same of all, or what is false of none."""
    said = {_of(text, each) for each in subjects}
    if len(said) == 1:
        return said.pop()
    of_children = any(FOLLOWS[each].record is Record.CHILD for each in subjects)
    return text if of_children else OF_NO_CHILD.get(text, text)


def of_all(text: str, subjects: Collection[Subject]) -> str:
    """What is said where it may be about any of these: the same of all, or what names none of them."""
    said = {_of(text, each) for each in subjects}
    return said.pop() if len(said) == 1 else OF_NO_CHILD.get(text, text)


def _instead_of(text: str) -> str:
    return _of(text, _about.get())


def _of(text: str, about: Subject) -> str:
    if about is Subject.CHILD:
        return text
    usual = text if about is Subject.FAMILY else OF_NO_CHILD.get(text, text)
    return OWN.get(about, {}).get(text, usual)
