"""What a pathway says in one language: the file's own texts, and words from the catalogs around them."""

import gettext
from collections.abc import Collection, Sequence
from pathlib import Path

import laget
from laget.foundation.service_words import services
from laget.foundation.whom import of_all, of_any
from laget.ops.pathway.conditions_said import condition
from laget.ops.pathway.facts_said import actors, general, task
from laget.rules.conditions import Condition, choices_of
from laget.rules.pathway import Exit, Level, Pathway
from laget.rules.subjects import Subject
from laget.rules.targets import parse
from laget.rules.texts import Text
from laget.rules.vocabulary import AFTERCARE, CLOSED, NAMED, STAY, Actor

CATALOGS = Path(laget.__path__[0]) / "locale"
ENDS = (CLOSED, AFTERCARE)


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
        return self._(of_all(text, self._subjects))

    def of_any(self, text: str) -> str:
        """The same, where that is only said otherwise when no case here is about a child."""
        return self._(of_any(text, self._subjects))

    @property
    def holder(self) -> str:
        """What the municipality calls whoever holds the baton; empty where it has no word of its own."""
        role = next((each for each in self.pathway.roles if self.here and each.id == self.here.role), None)
        return self.text(role.title) if role else self.own(Actor.HOLDER)

    def track(self, track: str) -> str:
        return next(self.text(each.title) for each in self.pathway.tracks if each.id == track)

    def own(self, word: str) -> str:
        """The municipality's own word; empty where it has none."""
        return self.text(self.pathway.word(word))

    def text(self, text: Text) -> str:
        return text.said(self.language)

    def quoted(self, name: str) -> str:
        """A name that stands inside a sentence."""
        return self._("“%(name)s”") % {"name": name}

    def joined(self, *parts: str) -> str:
        return " ".join(part for part in parts if part)

    def general(self, word: str) -> str:
        """What Laget itself calls something that a municipality may call otherwise."""
        return general(self._)[word]

    def who(self, by: str) -> str:
        """The municipality's own word for whoever acts, or under which task somebody is named."""
        _ = self._
        if by.startswith(f"{NAMED}."):
            declared = self.pathway.declared(by.removeprefix(f"{NAMED}."))
            return _("whoever is named under “%(task)s”") % {
                "task": self.text(declared.to_do) if declared else by
            }
        if by == Actor.HOLDER and not self.holder and (baton := self.own("baton")):
            return _("whoever holds this: %(baton)s") % {"baton": baton}
        return (self.holder if by == Actor.HOLDER else self.own(by)) or actors(_)[by]

    def need(self, line: str) -> str:
        """What is to be done, also where it leaves a choice; of a question that may be answered as one likes,
        only the question."""
        choices = choices_of(line)
        declared = self.pathway.declared(choices[0])
        if declared and len(choices) > 1 and set(choices) == set(declared.names):
            return self.text(declared.to_do)
        first, *others = dict.fromkeys(self.fact(fact) for fact in choices)
        between = self._("or")
        return ", ".join([first, *(f"{between} {_begun_small(other)}" for other in others)])

    def either(self, parts: Sequence[str]) -> str:
        _ = self._
        between = _("or")
        return f" {between} ".join(parts)

    def both(self, parts: Sequence[str]) -> str:
        _ = self._
        between = _("and")
        return f" {between} ".join(parts)

    def names(self, parts: Sequence[str]) -> str:
        """All of these, with a comma between and a word before the last."""
        *first, last = parts or [""]
        return self.both([", ".join(first), last]) if first else last

    def subject(self, subject: str) -> str:
        _ = self._
        return {
            Subject.CHILD: _("A child"),
            Subject.YOUTH: _("A young person"),
            Subject.PREGNANT: _("A pregnant woman"),
            Subject.FAMILY: _("A family"),
            Subject.GROUP: _("A class or another group"),
        }[Subject(subject)]

    def service(self, code: str) -> str:
        return services(self._)[code]

    def fact(self, fact: str) -> str:
        """A fact as something to do."""
        declared = self.pathway.declared(fact)
        return self.text(declared.to_do) if declared else task(fact, self)

    def condition(self, each: Condition) -> str:
        return condition(each, self)

    def only_for(self, codes: Collection[str]) -> str:
        """The services that something is for; nothing when it is for all."""
        named = [self.service(code) for code in sorted(codes)]
        return self._("Only for %(services)s.") % {"services": self.names(named)} if named else ""

    def guardians(self, take_part: bool) -> str:
        """The municipality's own word only where it is another than Laget's."""
        _ = self.of_any
        said, own = _("The guardians take part."), self.own("guardian")
        if (
            own
            and said == self._("The guardians take part.")
            and own[: max(4, len(own) - 2)].lower() not in said.lower()
        ):
            said = self._("Takes part: %(guardian)s.") % {"guardian": own}
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
        """Where a way on leads, and that somebody chooses where it leads to several places."""
        _ = self._
        ends = {to for to in way.targets if to in ENDS}
        places = [self.place(to) for to in way.targets if to not in ENDS]
        if not places:
            return self._ended(ends)
        if ends:
            places.append(self._end(ends))
        if len(places) == 1:
            return _("It leads to %(place)s.") % {"place": places[0]}
        *first, last = dict.fromkeys(places)
        return _("It leads to what is chosen: %(places)s.") % {
            "places": self.either([", ".join(first), last])
        }

    def _ended(self, ends: set[str]) -> str:
        _ = self._
        if len(ends) == len(ENDS):
            return _("The case then ends. You choose whether somebody asks later how it goes.")
        if AFTERCARE in ends:
            return _("The case then ends, and somebody asks later how it goes.")
        return _("The case then ends.")

    def _end(self, ends: set[str]) -> str:
        _ = self._
        if len(ends) == len(ENDS):
            return _("the end, with or without somebody asking later how it goes")
        return self.place(*ends)

    def place(self, written: str) -> str:
        """Where `to` of the file leads, to stand inside a sentence."""
        _ = self._
        target = parse(written)
        if target is None or not target.level:
            return {
                CLOSED: _("the end"),
                AFTERCARE: _("the end, and somebody asks later how it goes"),
                STAY: _("a new round here"),
            }.get(written, _("the place that the case came from"))
        level = self.pathway.level(target.level)
        if not target.step:
            return self.quoted(self.level(level))
        step = self.quoted(self.text(level.step(target.step).title))
        if self.here and level.id == self.here.id:
            return _("%(step)s here") % {"step": step}
        return _("%(step)s in %(level)s") % {"step": step, "level": self.quoted(self.level(level))}


def _begun_small(text: str) -> str:
    """A sentence that goes on in another: what is written large all through, or is one letter, stays so."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
