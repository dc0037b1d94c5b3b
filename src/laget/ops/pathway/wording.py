"""What a pathway says in one language: the file's own texts, and words from the catalogs around them."""

import gettext
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import laget
from laget.foundation.whom import of_any
from laget.ops.pathway.facts_said import actors, built_in, general, prefixed, services
from laget.rules.conditions import AND, Condition, choices_of
from laget.rules.declared import DeclaredFact
from laget.rules.pathway import Exit, Level, Pathway
from laget.rules.subjects import Subject
from laget.rules.targets import parse
from laget.rules.texts import Text
from laget.rules.vocabulary import NAMED, NO, Actor, Fact, FactKind

CATALOGS = Path(laget.__path__[0]) / "locale"


class Wording:
    """How one pathway is said in one language."""

    def __init__(self, pathway: Pathway, language: str, level: Level | None = None) -> None:
        """On a `level` whoever holds the baton may be called otherwise."""
        self.pathway, self.language, self.here = pathway, language, level
        self._subjects = [Subject(each.id) for each in pathway.subjects]
        catalog = gettext.translation("django", CATALOGS, [language], fallback=True)
        self._, self.ngettext = catalog.gettext, catalog.ngettext

    def on(self, level: Level) -> "Wording":
        return Wording(self.pathway, self.language, level)

    def of_whom(self, text: str) -> str:
        """A text that speaks of a child, said of those whom a case here may be about."""
        return self._(of_any(text, self._subjects))

    @property
    def holder(self) -> str:
        """What the municipality calls whoever holds the baton; empty where it has no word of its own."""
        role = next((each for each in self.pathway.roles if self.here and each.id == self.here.role), None)
        return self.text(role.title if role else self.pathway.word(Actor.HOLDER))

    def text(self, text: Text) -> str:
        return text.said(self.language)

    def joined(self, *parts: str) -> str:
        return " ".join(part for part in parts if part)

    def general(self, word: str) -> str:
        """What Laget itself calls something that a municipality may call otherwise."""
        return general(self._)[word]

    def who(self, by: str) -> str:
        """The municipality's own word for whoever acts, or what the fact is called that names somebody."""
        _ = self._
        if by.startswith(f"{NAMED}."):
            declared = self.pathway.declared(by.removeprefix(f"{NAMED}."))
            title = self.text(declared.title) if declared else by
            return _("whoever “%(fact)s” names") % {"fact": title}
        if by == Actor.HOLDER:
            return self.holder or self._with_baton(_("whoever holds this: %(baton)s")) or actors(_)[by]
        return self.text(self.pathway.word(by)) or actors(_)[by]

    def need(self, line: str) -> str:
        """What is asked for, also where it leaves a choice; of a question that may be answered as one likes,
        only the question."""
        choices = choices_of(line)
        declared = self.pathway.declared(choices[0])
        if declared and len(choices) > 1 and set(choices) == set(declared.names):
            return self.text(declared.to_do)
        return self.either([self.fact(fact) for fact in choices])

    def needs(self, lines: Iterable[str]) -> str:
        """All that is asked for. Where some of it leaves a choice, brackets show between what."""
        said = [(self.need(line), len(choices_of(line)) > 1) for line in lines]
        return "; ".join(f"({need})" if choice and len(said) > 1 else need for need, choice in said)

    def either(self, parts: Sequence[str]) -> str:
        _ = self._
        between = _("or")
        return f" {between} ".join(parts)

    def both(self, parts: Sequence[str]) -> str:
        _ = self._
        between = _("and")
        return f" {between} ".join(parts)

    def subject(self, subject: str) -> str:
        _ = self._
        return {
            Subject.CHILD: _("A child"),
            Subject.YOUTH: _("A young person"),
            Subject.PREGNANT: _("A pregnant woman"),
            Subject.FAMILY: _("A family"),
            Subject.GROUP: _("A class or another group"),
        }[Subject(subject)]

    def fact(self, fact: str) -> str:
        """A fact as something to do."""
        declared = self.pathway.declared(fact)
        if declared:
            return self._answered(fact, declared, self.text(declared.to_do))
        if fact == Fact.HOLDER_NAMED and (named := self._naming_the_holder()):
            return named
        return prefixed(fact, self) or built_in(self.of_whom)[fact]

    def _naming_the_holder(self) -> str:
        _ = self._
        if self.holder:
            return _("Decide who is %(holder)s") % {"holder": self.holder}
        return self._with_baton(_("Decide who holds this: %(baton)s"))

    def _with_baton(self, words: str) -> str:
        baton = self.text(self.pathway.word("baton"))
        return words % {"baton": baton} if baton else ""

    def state(self, fact: str) -> str:
        """A fact as something that is so."""
        declared = self.pathway.declared(fact)
        return self._answered(fact, declared, self.text(declared.title)) if declared else self.fact(fact)

    def _answered(self, fact: str, declared: DeclaredFact, words: str) -> str:
        _ = self._
        answers = {f"{declared.id}.{option.id}": self.text(option.title) for option in declared.options}
        if declared.kind is FactKind.YES_NO:
            answers = {declared.id: _("yes"), f"{declared.id}.{NO}": _("no")}
        return f"{words}: {answers[fact]}" if fact in answers else words

    def condition(self, condition: Condition) -> str:
        """For whom something is there; nothing when it is for all. Brackets show what goes together."""
        _ = self._
        parts = []
        for lines, said in (
            (condition.when, _("Only when: %(facts)s.")),
            (condition.unless, _("Not when: %(facts)s.")),
        ):
            facts = [self._together(line, alone=len(lines) == 1) for line in sorted(lines)]
            parts += [said % {"facts": self.either(facts)}] if facts else []
        return " ".join(parts)

    def _together(self, line: str, *, alone: bool) -> str:
        facts = [self.state(fact) for fact in line.split(AND)]
        return f"({self.both(facts)})" if len(facts) > 1 and not alone else self.both(facts)

    def only_for(self, codes: Collection[str]) -> str:
        """The services that something is for; nothing when it is for all."""
        named = ", ".join(services(self._)[code] for code in sorted(codes))
        return self._("Only for: %(services)s.") % {"services": named} if named else ""

    def guardians(self, take_part: bool) -> str:
        _ = self.of_whom
        usual, own = "The guardians take part.", self.text(self.pathway.word("guardian"))
        if own and self.of_whom(usual) == self._(usual):
            said = self._("Takes part: %(guardian)s.") % {"guardian": own}
        else:
            said = _("The guardians take part.")
        return said if take_part else ""

    def with_law(self, text: str, law_id: str) -> str:
        law = self.pathway.law(law_id)
        return f"{text} ({self.text(law.title)})" if law else text

    def category(self, category_id: str) -> str:
        found = self.pathway.category(category_id)
        return self.text(found.title) if found else ""

    def meeting(self, meeting_id: str) -> str:
        return self.text(self.pathway.meeting(meeting_id).title) if meeting_id else ""

    def form(self, form_id: str) -> str:
        found = self.pathway.form(form_id)
        return self.text(found.title) if found else form_id

    def way(self, exit_id: str) -> str:
        """What an exit is called, on the first level that has one of that name."""
        ways = (way for level in self.pathway.levels for way in level.exits())
        return next(self.text(way.title) for way in ways if way.id == exit_id)

    def level(self, level: Level) -> str:
        return f"{level.label} {self.text(level.title)}"

    def leads_to(self, way: Exit) -> str:
        return self.either(list(dict.fromkeys(self.target(written) for written in way.targets)))

    def target(self, written: str) -> str:
        _ = self._
        target = parse(written)
        if target is None or not target.level:
            return {
                "closed": _("the end"),
                "aftercare": _("the end, and somebody asks later how it goes"),
                "stay": _("a new round here"),
            }.get(written, _("back where the case came from"))
        level = self.pathway.level(target.level)
        place = self.level(level)
        return f"{place}: {self.text(level.step(target.step).title)}" if target.step else place
