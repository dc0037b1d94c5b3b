"""The language that is spoken, close at hand.

Django searches for it anew for each text, and a list says a thousand: here it is looked up once a page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import catalog


class Speech(NamedTuple):
    language: str
    texts: NullTranslations


_speech: ContextVar[Speech | None] = ContextVar("speech", default=None)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The only way to change the language: what Django says by itself, as of a form's fields, follows it."""
    with translation.override(language):
        before = _speech.set(Speech(language, catalog()))
        try:
            yield
        finally:
            _speech.reset(before)


def spoken() -> str:
    speech = _speech.get()
    return speech.language if speech else settings.LANGUAGE_CODE


def gettext(text: str) -> str:
    """As Django's, for texts of our own; and empty for an empty one, where a catalog tells of itself."""
    speech = _speech.get()
    return speech.texts.gettext(text) if speech and text else translation.gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    speech = _speech.get()
    texts = speech.texts if speech else translation
    return texts.ngettext(one, many, number)
