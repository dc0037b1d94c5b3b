"""A whole pathway as text that can be read aloud, in Markdown."""

from collections.abc import Iterator

from laget.ops.pathway.wording import Wording
from laget.rules.duties import Deadline
from laget.rules.pathway import Exit, Level, Pathway, Step
from laget.rules.subjects import A_CHILD


def shown(pathway: Pathway, language: str) -> str:
    said = Wording(pathway, language)
    lines = [f"# {said.text(pathway.title)}", "", *_about(pathway, said)]
    for level in pathway.levels:
        lines += ["", *_level(level, said)]
    return "\n".join(lines)


def _about(pathway: Pathway, said: Wording) -> Iterator[str]:
    _ = said._
    decided = {"who": said.text(pathway.decided_by), "day": pathway.valid_from, "version": pathway.version}
    yield _("Decided by: %(who)s. It counts from %(day)s. Version %(version)s.") % decided
    if pathway.subjects != A_CHILD:
        yield from ("", _("A case is about:"), *(f"- {said.subject(each.id)}" for each in pathway.subjects))


def _level(level: Level, said: Wording) -> Iterator[str]:
    _ = said._
    yield f"## {level.label} {said.text(level.title)}"
    if level.about:
        yield from ("", said.text(level.about))
    for step in level.steps:
        yield from ("", *_step(step, said))
    if level.anywhere:
        yield from ("", _("Ways on from anywhere here:"), *_ways(level.anywhere, said))


def _step(step: Step, said: Wording) -> Iterator[str]:
    _ = said._
    yield f"### {said.text(step.title)}"
    yield ""
    whose = _("Whose turn it is: %(who)s.") % {"who": said.who(step.by)}
    parts = [whose, said.condition(step.condition), _("It may be left out.") if step.optional else ""]
    yield " ".join(part for part in [said.text(step.help), *parts] if part)
    if step.done_when:
        yield from ("", _("What is to be done here:"), *(f"- {said.need(need)}" for need in step.done_when))
    if step.deadlines:
        yield from ("", _("By when:"), *(f"- {_deadline(deadline, said)}" for deadline in step.deadlines))
    for warning in step.warnings:
        parts = [said.condition(warning.condition), _with_law(said.text(warning.text), warning.law, said)]
        yield from ("", "> " + " ".join(part for part in parts if part))
    if step.exits:
        yield from ("", _("Ways on:"), *_ways(step.exits, said))


def _deadline(deadline: Deadline, said: Wording) -> str:
    text = _with_law(said.text(deadline.says), deadline.law, said)
    return " ".join(part for part in (text, said.condition(deadline.condition)) if part)


def _with_law(text: str, law_id: str, said: Wording) -> str:
    law = said.pathway.law(law_id)
    return f"{text} ({said.text(law.title)})" if law else text


def _ways(ways: tuple[Exit, ...], said: Wording) -> Iterator[str]:
    _ = said._
    for way in ways:
        needs = "; ".join(said.need(need) for need in way.requires if not need.startswith("checked."))
        parts = [
            f"- **{said.text(way.title)}** → {said.leads_to(way)}.",
            _("Needs: %(facts)s.") % {"facts": needs} if needs else "",
            _("Looked at first by: %(who)s.") % {"who": said.who(way.checked_by)} if way.checked_by else "",
            said.condition(way.condition),
        ]
        yield " ".join(part for part in parts if part)
        for duty in way.duties:
            yield f"  - {said.who(duty.by)}: {_deadline(duty.deadline, said)}"
