"""The forms for moving a case."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from laget.foundation.speech import gettext as _
from laget.people.models import Service
from laget.rules.pathway import Pathway
from laget.rules.places import leads_down
from laget.rules.progress import WayOn
from laget.rules.targets import Target, ends, parse
from laget.rules.variants import said_for
from laget.rules.vocabulary import AFTERCARE
from laget.staff.said import as_a_line, day_and_year, level_called, text

GOES_ON, ENDS = "goes_on", "ends"


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=4000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why?")


class ExitForm(ReasonForm):
    """With several targets somebody chooses; an end always needs a reason.

    On the way down somebody says of each invited service whether its help goes on. `bound` is the service of
    whoever holds the baton, which cannot end before the baton is handed on.
    """

    def __init__(
        self,
        *args: Any,
        way: WayOn,
        level: str,
        pathway: Pathway,
        facts: Collection[str],
        aftercare: date | None,
        invited: Collection[Service] = (),
        bound: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bound = bound
        self.down = {each for each in way.targets if leads_down(each, level, pathway)}
        self.helping = {f"help_{each.pk}": each.pk for each in invited} if self.down else {}
        self.fields["target"] = forms.ChoiceField(
            label=_("Where to?"),
            choices=[(target, said_target(target, pathway, facts, aftercare)) for target in way.targets],
            widget=forms.RadioSelect if len(way.targets) > 1 else forms.HiddenInput,
            initial=way.targets[0] if len(way.targets) == 1 else None,
        )
        self.fields["reason"].required = way.exit.reason or any(map(ends, way.targets))
        for service in invited if self.down else ():
            self.fields[f"help_{service.pk}"] = forms.ChoiceField(
                label=_("Does the help of %(service)s go on?") % {"service": service.name},
                choices=[(GOES_ON, _("It goes on")), (ENDS, _("It ends with this"))],
                widget=forms.RadioSelect,
            )
        self.order_fields(["target", *self.helping, "reason"])

    def clean(self) -> dict[str, Any]:
        """What `take_exit` takes. On a way that does not lead down nobody has to say who goes on."""
        said = super().clean() or {}
        answers = {name: said.pop(name, "") for name in self.helping}
        if said.get("target") not in self.down:
            for name in answers:
                self.errors.pop(name, None)
            return said
        for name, answer in answers.items():
            if answer == ENDS and self.helping[name] == self.bound:
                self.add_error(name, baton_is_there())
        return {**said, "ending": [self.helping[name] for name, answer in answers.items() if answer == ENDS]}


def baton_is_there() -> str:
    return _("Somebody of this service holds the baton. It must be handed on first.")


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
