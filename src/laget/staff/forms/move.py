"""The forms for moving a case."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from laget.foundation.speech import gettext as _
from laget.rules.pathway import Pathway
from laget.rules.progress import WayOn
from laget.rules.targets import Target, parse
from laget.rules.variants import said_for
from laget.rules.vocabulary import AFTERCARE
from laget.staff.said import as_a_line, day_and_year, level_called, text


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=4000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why?")


class ExitForm(ReasonForm):
    """With several targets somebody chooses; an end always needs a reason."""

    field_order = ("target", "reason")

    def __init__(
        self,
        *args: Any,
        way: WayOn,
        pathway: Pathway,
        facts: Collection[str],
        aftercare: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"] = forms.ChoiceField(
            label=_("Where to?"),
            choices=[(target, said_target(target, pathway, facts, aftercare)) for target in way.targets],
            widget=forms.RadioSelect if len(way.targets) > 1 else forms.HiddenInput,
            initial=way.targets[0] if len(way.targets) == 1 else None,
        )
        self.fields["reason"].required = way.exit.reason or any(_ends(target) for target in way.targets)
        self.order_fields(self.field_order)


class VersionForm(ReasonForm):
    """Where the case goes on in another version, asked for only where it cannot stay in its place.

    `version` is the one that the page told of, `levels` those it may go on at.
    """

    field_order = ("version", "target", "reason")

    def __init__(
        self, *args: Any, version_id: UUID, pathway: Pathway, levels: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        places = [f"level {level}" for level in levels]
        self.fields["version"] = forms.CharField(widget=forms.HiddenInput, initial=str(version_id))
        self.fields["target"] = forms.ChoiceField(
            label=_("Where does it go on?"),
            choices=[(place, said_target(place, pathway, (), None)) for place in places] or [("", "")],
            widget=forms.RadioSelect if places else forms.HiddenInput,
            required=bool(places),
        )
        self.order_fields(self.field_order)


def said_target(target: str, pathway: Pathway, facts: Collection[str], aftercare: date | None) -> str:
    """Where a way leads, in words; the step in those that are for a case of which `facts` are true."""
    if target == AFTERCARE:
        return _("Close, and ask how it goes until %(day)s") % {"day": day_and_year(aftercare)}
    parsed = parse(target)
    if parsed is None or parsed.closes:
        return _("Close")
    if parsed.stays:
        return _("Go on as now")
    return as_a_line(said_place(parsed, pathway, facts))


def said_place(target: Target, pathway: Pathway, facts: Collection[str]) -> str:
    """A level, and perhaps a step on it, inside a sentence."""
    level = pathway.level(target.level)
    where = level_called(level, pathway)
    if not target.step:
        return where
    step = text(said_for(level.step(target.step), facts).title)
    return _("%(place)s, at “%(step)s”") % {"place": where, "step": step}


def _ends(target: str) -> bool:
    parsed = parse(target)
    return bool(parsed and parsed.closes)
