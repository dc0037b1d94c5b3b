"""Every text is there in every language, says the same as in the code, and is easy to read."""

import re
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from laget.foundation.whom_words import OF_NO_CHILD, OWN

ROOT = Path(__file__).parents[2]
DJANGOS = "locale/django_forms.py"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
HEAVIEST, HEAVIEST_FOR_FAMILIES = 40, 30
MOST_WORDS = 15


def script():
    loader = SourceFileLoader("texts", str(ROOT / "scripts" / "texts"))
    module = module_from_spec(spec_from_loader("texts", loader))
    loader.exec_module(module)
    return module


texts = script()
in_each_language = pytest.mark.parametrize("language", texts.LANGUAGES)
in_the_code = cache(texts.in_the_code)
written = cache(texts.written)


def key(message):
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def keys(catalog):
    return {key(message) for message in catalog if message.id}


def strings(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(message):
    ids = message.id if isinstance(message.id, tuple) else [message.id]
    return {name for said in ids for name in PLACEHOLDER.findall(said)}


def is_djangos(message):
    return {where for where, _line in message.locations} == {DJANGOS}


def is_for_families(message):
    return any(where.startswith(("templates/portal/", "portal/")) for where, _line in message.locations)


def sentences(text):
    return [sentence for sentence in re.split(r"(?<=[.!?:])\s+", text) if sentence.strip()]


def words(text):
    return re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", text))


def lix(said):
    """How heavy the texts are to read together: words in a sentence, and how many of the words are long."""
    every = [word for text in said for word in words(text)]
    count = sum(len(sentences(text)) for text in said)
    return len(every) / count + 100 * sum(len(word) > 6 for word in every) / len(every)


def whole_sentences(language, wanted=lambda message: True):
    """What is said in sentences; a label of two words tells nothing of how a text reads."""
    return [
        said
        for message in written(language)
        if message.id and wanted(message)
        for said in strings(message)
        if said.endswith((".", "?", "!"))
    ]


@in_each_language
def test_every_text_is_translated(language):
    assert texts.missing(in_the_code(), written(language)) == []


@in_each_language
def test_no_catalog_keeps_a_text_that_is_gone(language):
    assert keys(written(language)) - keys(in_the_code()) == set()


def test_what_is_said_instead_is_said_instead_of_something():
    """A text that is changed where it is used is changed here, too; else a woman reads of “the child”."""
    used = {key(message)[0] for message in in_the_code() if message.id}
    pairs = [pair for words in (OF_NO_CHILD, *OWN.values()) for pair in words.items()]
    assert [text for text, _instead in pairs if text not in used] == []
    assert [
        text for text, instead in pairs if PLACEHOLDER.findall(text) != PLACEHOLDER.findall(instead)
    ] == []


@in_each_language
def test_a_translation_names_what_the_text_names(language):
    """Django's own texts may leave something out: nobody is helped by seeing the value that was wrong."""
    wrong = [
        (said, asked)
        for message in written(language)
        if message.id
        for said in strings(message)
        if (named := set(PLACEHOLDER.findall(said))) != (asked := placeholders(message))
        and not (is_djangos(message) and named <= asked)
    ]
    assert wrong == []


@in_each_language
def test_what_is_compiled_is_what_is_written(language):
    compiled = {key(message): strings(message) for message in texts.compiled(language) if message.id}
    assert compiled == {key(message): strings(message) for message in written(language) if message.id}


@in_each_language
def test_no_sentence_is_long(language):
    said = [said for message in written(language) for said in strings(message) if message.id]
    assert [one for text in said for one in sentences(text) if len(words(one)) > MOST_WORDS] == []


@in_each_language
def test_the_texts_are_easy_to_read(language):
    assert lix(whole_sentences(language)) <= HEAVIEST


@in_each_language
def test_what_families_read_is_easier_still(language):
    assert lix(whole_sentences(language, is_for_families)) <= HEAVIEST_FOR_FAMILIES


def test_english_is_easy_to_read_too():
    ids = [message.id if isinstance(message.id, str) else message.id[1] for message in in_the_code()]
    assert lix([said for said in ids if said.endswith((".", "?", "!"))]) <= HEAVIEST
