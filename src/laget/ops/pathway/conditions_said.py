"""What something depends on, as a sentence: what must be so, and what must not."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from laget.ops.pathway.facts_said import ALIKE, one_of_those, state
from laget.rules.conditions import AND, Condition, choices_of
from laget.rules.declared import DeclaredFact
from laget.rules.vocabulary import NO, FactKind

if TYPE_CHECKING:
    from laget.ops.pathway.wording import Wording

ANSWERED = (FactKind.YES_NO, FactKind.CHOICE)


def condition(each: Condition, said: "Wording") -> str:
    """For whom something is there; nothing when it is for all."""
    _ = said._
    return said.joined(
        _("Only when %(this)s.") % {"this": _any_of(each.when, said)} if each.when else "",
        _("Not when %(this)s.") % {"this": _any_of(each.unless, said)} if each.unless else "",
    )


def needs(lines: Iterable[str], said: "Wording") -> str:
    """All that must be so. Where some of it leaves a choice, brackets show between what."""
    found = [(_need(line, said), len(choices_of(line)) > 1) for line in lines]
    return "; ".join(f"({words})" if choice and len(found) > 1 else words for words, choice in found)


def is_so(fact: str, said: "Wording") -> str:
    """A fact as something that is so, to stand inside a sentence."""
    declared = said.pathway.declared(fact)
    if declared is None:
        return state(fact, said)
    _ = said._
    if answer := _answers(declared, said).get(fact):
        told = {"question": question(declared, said), "answer": answer}
        return _("the answer to “%(question)s” is %(answer)s") % told
    if declared.kind in ANSWERED:
        return _is_answered(declared, said)
    return _("“%(title)s” is noted") % {"title": said.text(declared.title)}


def question(declared: DeclaredFact, said: "Wording") -> str:
    """What is asked, where that is one question; else what the fact is called."""
    asked = said.text(declared.ask)
    return asked if asked.endswith("?") and asked.count("?") == 1 else said.text(declared.title)


def _answers(declared: DeclaredFact, said: "Wording") -> dict[str, str]:
    _ = said._
    if declared.kind is FactKind.YES_NO:
        return {declared.id: _("yes"), f"{declared.id}.{NO}": _("no")}
    return {f"{declared.id}.{each.id}": said.quoted(said.text(each.title)) for each in declared.options}


def _is_answered(declared: DeclaredFact, said: "Wording") -> str:
    return said._("“%(question)s” is answered") % {"question": question(declared, said)}


def _need(line: str, said: "Wording") -> str:
    """Of a question that may be answered as one likes, only that it is answered."""
    choices = choices_of(line)
    declared = said.pathway.declared(choices[0])
    if declared and len(choices) > 1 and set(choices) == set(declared.names):
        return _is_answered(declared, said)
    return _any_of(choices, said)


def _any_of(lines: Collection[str], said: "Wording") -> str:
    """Brackets show what goes together. What is alike but for a name is said once."""
    alike: dict[str, list[str]] = {}
    for line in sorted(lines):
        prefix = line.partition(".")[0]
        alike.setdefault(prefix if prefix in ALIKE and AND not in line else line, []).append(line)
    parts = [
        one_of_those(key, [line.partition(".")[2] for line in those], said)
        if key in ALIKE
        else _together(key, said, alone=len(alike) == 1)
        for key, those in alike.items()
    ]
    return said.either(parts)


def _together(line: str, said: "Wording", *, alone: bool) -> str:
    facts = [is_so(fact, said) for fact in line.split(AND)]
    return f"({said.both(facts)})" if len(facts) > 1 and not alone else said.both(facts)
