"""What a pathway says in one language: the file's own texts, and words from the catalogs around them."""

import gettext
from pathlib import Path

import laget
from laget.rules.conditions import AND, Condition, choices_of
from laget.rules.pathway import Exit, Pathway
from laget.rules.subjects import Subject
from laget.rules.targets import parse
from laget.rules.texts import Text
from laget.rules.vocabulary import CATEGORY, HELD, NAMED, PLANNED, SUBJECT, Fact

CATALOGS = Path(laget.__path__[0]) / "locale"


class Wording:
    """How one pathway is said in one language."""

    def __init__(self, pathway: Pathway, language: str) -> None:
        self.pathway, self.language = pathway, language
        self._ = gettext.translation("django", CATALOGS, [language], fallback=True).gettext

    def text(self, text: Text) -> str:
        return text.said(self.language)

    def who(self, by: str) -> str:
        """The municipality's own word for whoever acts, or what the fact is called that names somebody."""
        _ = self._
        if by.startswith(f"{NAMED}."):
            declared = self.pathway.declared(by.removeprefix(f"{NAMED}."))
            title = self.text(declared.title) if declared else by
            return _("whoever “%(fact)s” names") % {"fact": title}
        return self.text(self.pathway.word(by)) or by

    def need(self, line: str) -> str:
        """What is asked for, also where it leaves a choice."""
        _ = self._
        return f" {_('or')} ".join(self.fact(fact) for fact in choices_of(line))

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
        _ = self._
        prefix, _point, rest = fact.partition(".")
        declared = self.pathway.declared(fact)
        if declared:
            option = next((each for each in declared.options if fact == f"{declared.id}.{each.id}"), None)
            answer = self.text(option.title) if option else _("no") if fact != declared.id else ""
            return f"{self.text(declared.to_do)}: {answer}" if answer else self.text(declared.to_do)
        if prefix in (HELD, PLANNED):
            said = _("Hold “%(meeting)s”") if prefix == HELD else _("Plan “%(meeting)s”")
            return said % {"meeting": self.text(self.pathway.meeting(rest).title)}
        if prefix == SUBJECT:
            return _("it is about %(whom)s") % {"whom": self.subject(rest).lower()}
        category = self.pathway.category(rest) if prefix == CATEGORY else None
        return self.text(category.title) if category else self._built_in().get(fact, fact)

    def condition(self, condition: Condition) -> str:
        """For whom something is there; nothing when it is for all."""
        _ = self._
        parts = []
        for lines, said in (
            (condition.when, _("Only when: %(facts)s.")),
            (condition.unless, _("Not when: %(facts)s.")),
        ):
            facts = [
                f" {_('and')} ".join(self.fact(fact) for fact in line.split(AND)) for line in sorted(lines)
            ]
            parts += [said % {"facts": f" {_('or')} ".join(facts)}] if facts else []
        return " ".join(parts)

    def leads_to(self, way: Exit) -> str:
        _ = self._
        return f" {_('or')} ".join(dict.fromkeys(self.target(written) for written in way.targets))

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
        place = f"{level.label} {self.text(level.title)}"
        return f"{place}: {self.text(level.step(target.step).title)}" if target.step else place

    def _built_in(self) -> dict[str, str]:
        _ = self._
        return {
            Fact.CONCERN_DESCRIBED: _("Describe what you saw"),
            Fact.LEADER_TOLD: _("Tell the leader"),
            Fact.CHILD_HEARD: _("Hear the child"),
            Fact.UNDERSTANDING_SHARED: _("Write what may lie behind"),
            Fact.GOALS_SET: _("Set a goal, and how it will show"),
            Fact.MEASURES_AGREED: _(
                "Agree on measures, each with somebody responsible and a day to evaluate"
            ),
            Fact.MEASURES_REVIEWED: _("Go through each measure"),
            Fact.VIEWS_GATHERED: _("Write down the child’s and the parents’ view"),
            Fact.HOLDER_NAMED: _("Decide who holds the baton"),
            Fact.SERVICES_INVITED: _("Choose which services to invite"),
            Fact.SERVICE_JOINED: _("Get somebody of the invited services into the team"),
            Fact.CONSENT_GIVEN: _("Get a yes from everybody who must answer"),
            Fact.SEALED: _("Violence or abuse is suspected"),
            Fact.ADULT_HERE: _("The worry is about an adult here"),
        }
