"""The form for a worry: at most five answers, of which what it is about may be left out.

Whether the leader is told is no answer more: the button that saves says it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from laget.foundation.clock import local_day
from laget.people.models import Child, Seat
from laget.people.queries import seats_at
from laget.rules.pathway import Pathway
from laget.rules.subjects import Record, Subject
from laget.staff.forms import beginning
from laget.staff.forms.days import day_past
from laget.staff.forms.subject import answer_whom, ask_whom, groups_of, subjects_for

NO, MAYBE, UNSURE, YES = "no", "maybe", "unsure", "yes"
SOMEONE_ELSE = "else"
AT_A_GLANCE = 30  # children; more than a group's are found in a list instead


class WorryForm(forms.Form):
    """`children` are those the asker may be worried about; `pathways` decide the categories, and the
    category that is chosen the pathway: the first of them without one."""

    child = forms.ChoiceField(label=_("Which child?"), widget=forms.RadioSelect)
    other = forms.ChoiceField(label=_("Another child here"), required=False)
    text = forms.CharField(
        label=_("What have you seen or heard?"),
        help_text=_("Describe events, not what you think they mean. One to three sentences are enough."),
        max_length=4000,
        widget=forms.Textarea,
    )
    violence = forms.ChoiceField(
        label=_("Could it be about violence or abuse?"),
        choices=[(NO, _("No")), (MAYBE, _("Yes, or maybe")), (UNSURE, _("I am not sure"))],
        widget=forms.RadioSelect,
    )
    adult_here = forms.ChoiceField(
        label=_("Is it about an adult who works here?"),
        choices=[(NO, _("No")), (YES, _("Yes"))],
        widget=forms.RadioSelect,
    )
    adult = forms.ChoiceField(
        label=_("Who is it?"),
        help_text=_(
            "This person, and those who act in this person’s place, will not see the worry. "
            "Your leader is told at once, or the leader above."
        ),
        error_messages={"required": _("Choose who it is about, so that this person does not see it.")},
    )
    category = forms.ChoiceField(label=_("What is it about?"), required=False, widget=forms.RadioSelect)
    entry = forms.ChoiceField(label=_("Where does it begin?"), required=False, widget=forms.RadioSelect)
    wonder_on = forms.DateField(
        label=_("When did you begin to wonder?"),
        help_text=_("Deadlines are counted from this day. Leave it empty for today."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    share = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        seat: Seat,
        pathways: Sequence[Pathway],
        children: list[Child],
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(child.pk): child for child in children}
        self.pathways, self.service = pathways, seat.unit.service.code
        self.today = local_day(now)
        self.subjects = subjects_for(seat, pathways, children)
        ask_whom(self, seat)
        if "subject" in self.fields:
            self.fields["child"].label = _("Who?")
        if Subject.FAMILY in self.subjects:
            self.fields["child"].help_text = _("If it is about a family, choose one of its children.")
        if len(children) > AT_A_GLANCE:
            self.fields["child"].widget = forms.Select()
        self._choices("child", _to_choose(children))
        self._offer_others(seat)
        categories = beginning.categories(seat, pathways)
        self._choices("category", categories)
        self.fields["category"].help_text = beginning.decides(categories, pathways)
        self._choices("entry", beginning.entries(seat, pathways))
        self.fields["entry"].initial = beginning.ANEW
        if not self.fields["entry"].choices:  # type: ignore[attr-defined]
            del self.fields["entry"]
        self._choices(
            "adult", [("", ""), *_adults(children, seat, now), (SOMEONE_ELSE, _("Somebody not on the list"))]
        )

    def _offer_others(self, seat: Seat) -> None:
        """Whoever works with a group sees in the yard the children of all."""
        others = _others_at(seat) if self.children else []
        self.children |= {str(child.pk): child for child in others}
        self._choices("other", [("", ""), *_by_group(others)])
        if not others:
            del self.fields["other"]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean_wonder_on(self) -> date:
        child = self.children.get(self.cleaned_data.get("child", ""))
        born_on = child.born_on if child else None
        return day_past(self.cleaned_data["wonder_on"], today=self.today, born_on=born_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._clean_child(cleaned)
        if cleaned.get("adult") and cleaned.get("adult_here") != NO:
            cleaned["adult_here"] = YES  # whoever names somebody has answered
            self.errors.pop("adult_here", None)
        answer_whom(self, cleaned)
        self._clean_beginning(cleaned)
        if cleaned.get("adult_here") != YES:
            cleaned["adult"] = ""
            self.errors.pop("adult", None)
        return cleaned

    def _clean_child(self, cleaned: dict[str, Any]) -> None:
        other = cleaned.pop("other", "")
        if other and cleaned.get("child"):
            self.add_error("other", _("Choose one child. What is about another is a worry of its own."))
        elif other:
            self.errors.pop("child", None)
            cleaned["child"] = other

    def _clean_beginning(self, cleaned: dict[str, Any]) -> None:
        category = beginning.chosen(cleaned.get("category", ""), self.pathways)
        entry = beginning.chosen(cleaned.get("entry", ""), self.pathways)
        if "category" in cleaned and (
            why := beginning.refuse_another_pathway(category, entry, self.pathways)
        ):
            self.add_error("entry", why)
        if why := beginning.refuse_subject(category, cleaned.get("subject", ""), self.service, self.pathways):
            self.add_error("category", why)
        cleaned.update(pathway=category.pathway, category=category.id, entry=entry.id)


def children_of(seat: Seat) -> list[Child]:
    """The children of the asker's own groups, or of the whole unit for those who have none."""
    return list(
        Child.objects.filter(group__in=groups_of(seat), kind=Record.CHILD)
        .select_related("group__unit")
        .order_by("group__name", "given_name")
    )


def _others_at(seat: Seat) -> list[Child]:
    """Of the seat's own unit, those that are in no group which the seat names."""
    named = list(seat.groups.values_list("pk", flat=True))
    here = (
        Child.objects.filter(group__unit=seat.unit_id, kind=Record.CHILD) if named else Child.objects.none()
    )
    return list(
        here.exclude(group__in=named).select_related("group__unit").order_by("group__name", "given_name")
    )


def _to_choose(children: list[Child]) -> list[tuple[str, Any]]:
    """Each with its group; in a long list, under it."""
    if len(children) <= AT_A_GLANCE:
        return [(str(child.pk), f"{child.name} {_group(child)}".strip()) for child in children]
    return [("", ""), *_by_group(children)]


def _by_group(children: list[Child]) -> list[tuple[str, Any]]:
    groups = groupby(children, key=_group)
    return [(name, [(str(child.pk), child.name) for child in some]) for name, some in groups]


def _group(child: Child) -> str:
    return child.group.name if child.group else ""


def _adults(children: list[Child], seat: Seat, now: datetime) -> list[tuple[str, Any]]:
    """Those who work where the children are, besides the asker; place by place when there are several."""
    units = {child.group.unit_id: child.group.unit for child in children if child.group}
    units = units or {seat.unit_id: seat.unit}
    near = seats_at(units, now).exclude(person_id=seat.person_id)
    if len(units) == 1:
        return _named(near)
    places = groupby(near, key=lambda other: other.unit_id)
    return [(units[unit_id].name, _named(some)) for unit_id, some in places]


def _named(seats: Iterable[Seat]) -> list[tuple[str, Any]]:
    return [(str(seat.person_id), f"{seat.person.name}, {seat.title}") for seat in seats]
