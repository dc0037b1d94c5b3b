"""The forms of an evaluation: one for each measure, and the views of the child, the parents and the staff.

No judgement is ever chosen beforehand; only the next day is proposed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from laget.foundation.whom import gettext as _
from laget.plans.models import AsPlanned, Effect, Measure, Onward
from laget.plans.queries import last_review
from laget.plans.services import Reviewed
from laget.staff.forms.days import FARTHEST
from laget.staff.forms.plan import words
from laget.staff.said import day as in_short
from laget.staff.said import sentence

ANSWERS = ("as_planned", "effect", "onward")
GOES_ON = (Onward.KEEP, Onward.CHANGE)


class ReviewForm(forms.Form):
    """One measure. `needed` unless this round has reviewed it already: then it may be left as it is.

    A measure that has been stopped is looked at like the others, but there is no more to decide about it.
    """

    def __init__(
        self,
        sent: Any,
        *,
        measure: Measure,
        begun: Mapping[str, Any],
        needed: bool,
        today: date,
        next_on: date,
    ) -> None:
        super().__init__(sent, prefix=measure.pk.hex, initial=dict(begun))
        self.measure, self.needed, self.today, self.next_on = measure, needed, today, next_on
        self.last = last_review(measure)
        self.fields["as_planned"] = _choice(_("Was it done as planned?"), AsPlanned.choices)
        if not measure.started_at:
            self.fields["as_planned"].help_text = _(
                "It stands as not begun. If it was done, it has begun now."
            )
        self.fields["effect"] = _choice(_("Did it help?"), Effect.choices)
        if not measure.ended_at:
            self.fields["onward"] = _choice(_("What becomes of it?"), Onward.choices)
            self.fields["evaluate_on"] = forms.DateField(
                label=_("Next time you look at it"),
                initial=next_on,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
        self.fields["note"] = forms.CharField(label=_("Note"), required=False, max_length=1000)
        self.unanswered = _("Choose one for “%(measure)s”.") % {"measure": measure.text[:60]}
        for name in ANSWERS:
            if name in self.fields:
                self.fields[name].required = needed
                self.fields[name].error_messages["required"] = self.unanswered

    @property
    def summary(self) -> str:
        """What need not be opened: the proposed day is shown, and may stand."""
        if "evaluate_on" not in self.fields:
            return _("Note")
        return sentence(_("Next time %(day)s. Another day, or a note?") % {"day": in_short(self.next_on)})

    @property
    def answered(self) -> bool:
        return bool(self.cleaned_data.get("as_planned"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("as_planned") == AsPlanned.NO and not cleaned.get("effect"):
            self.errors.pop("effect", None)
            cleaned["effect"] = ""
        if "onward" not in self.fields and self.data.get(self.add_prefix("onward")) in GOES_ON:
            self.add_error(
                "as_planned", _("It was stopped while you wrote. Look once more at what you say of it.")
            )
        if self.needed or any(cleaned.get(name) for name in (*ANSWERS, "note")):
            self._ask_for_all(cleaned)
        return cleaned

    def reviewed(self) -> Reviewed:
        said = self.cleaned_data
        onward = said.get("onward", Onward.STOP)
        return Reviewed(
            measure_id=self.measure.pk,
            as_planned=said["as_planned"],
            effect=said["effect"],
            onward=onward,
            evaluate_on=said.get("evaluate_on") if onward != Onward.STOP else None,
            note=said["note"],
        )

    def _ask_for_all(self, cleaned: dict[str, Any]) -> None:
        """Half an answer is asked for the rest; what was never done has no effect to judge."""
        for name in ANSWERS:
            spared = name == "effect" and cleaned.get("as_planned") == AsPlanned.NO
            if name in self.fields and name not in self.errors and not cleaned.get(name) and not spared:
                self.add_error(name, self.unanswered)
        day = cleaned.get("evaluate_on")
        if cleaned.get("onward") not in GOES_ON or "evaluate_on" in self.errors:
            return
        if day is None or day <= self.today:
            self.add_error("evaluate_on", _("Choose a day that is still to come."))
        elif day > self.today + FARTHEST:
            self.add_error("evaluate_on", _("This day is more than three years from now."))


class ViewsForm(forms.Form):
    """How the child, the parents and the staff see it. In a sealed case the parents are not asked.

    What the child says and why nobody has asked are two fields: the first alone is the child's voice.
    """

    def __init__(self, *args: Any, sealed: bool, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child_view"] = words(
            _("What does the child say?"),
            _("Write the child’s own words, as exactly as you can."),
            required=needed,
        )
        unsaid = _("Write the answer, or below it why nobody has asked.")
        self.fields["child_view"].error_messages["required"] = unsaid
        self.fields["child_not_asked"] = words(_("Why has the child not been asked?"))
        if not sealed:
            self.fields["parents_view"] = words(
                _("What do the parents say?"), _("If nobody has asked, write why."), required=needed
            )
        self.fields["staff_view"] = words(_("What do you see?"), _("What the measures do not say."))
        self.fields["kept"] = words(
            _("What do you hold on to afterwards, and how do you make sure of it?"),
            _("What helps now should still be there when nobody is worried any more."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("child_not_asked") and not cleaned.get("child_view") and "child_view" in self.errors:
            del self.errors["child_view"]
            cleaned["child_view"] = ""
        return cleaned

    def views(self) -> dict[str, Any]:
        return {"parents_view": "", **self.cleaned_data}


def _choice(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
