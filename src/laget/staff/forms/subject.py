"""Whom a worry is about, where the pathway has others than a child: one question, and what it then needs."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from laget.cases.models import Case
from laget.people import services
from laget.people.models import Child, Group, Seat
from laget.people.queries import child_named_in
from laget.rules.names import plain
from laget.rules.pathway import Pathway
from laget.rules.subjects import FOLLOWS, Record, Subject, age, offered_to, youngest
from laget.staff.about import CALLED
from laget.staff.forms.entry import names_a_child

SUBJECT = "subject"
NEEDED = {
    Record.CHILD: ("child", "other"),
    Record.PREGNANT: ("given_name", "family_name", "born_on"),
    Record.GROUP: ("group",),
}


class NameField(forms.CharField):
    """Without what cannot be seen in it."""

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


def groups_of(seat: Seat) -> list[Group]:
    """Those the seat works with, or the whole unit's."""
    named = list(seat.groups.select_related("unit"))
    return named or list(Group.objects.filter(unit=seat.unit).select_related("unit"))


def subjects_for(seat: Seat, pathways: Iterable[Pathway], children: Iterable[Child]) -> tuple[Subject, ...]:
    """Those that the pathways offer here, and of which there is anybody."""
    there = {Record.CHILD: lambda: bool(children), Record.GROUP: lambda: bool(groups_of(seat))}
    service = seat.unit.service.code
    offered = [each for pathway in pathways for each in offered_to(service, pathway.subjects)]
    return tuple(each for each in dict.fromkeys(offered) if there.get(FOLLOWS[each].record, lambda: True)())


def ask_whom(form: Any, seat: Seat) -> None:
    """Nothing more is asked where it can only be about a child."""
    form.settings = {}
    if form.subjects in ((), (Subject.CHILD,)):
        return
    form.settings = seat.unit.municipality.settings
    form.fields[SUBJECT] = forms.ChoiceField(
        label=_("Who is it about?"),
        choices=[(each.value, CALLED[each]) for each in form.subjects],
        widget=forms.RadioSelect,
    )
    records = {FOLLOWS[each].record for each in form.subjects}
    if Record.CHILD not in records:
        form.children = {}
    if Record.GROUP in records:
        form.groups = {str(group.pk): group for group in groups_of(seat)}
        form.fields["group"] = forms.ChoiceField(
            label=_("Which group?"),
            help_text=_("Write no child’s name. What is about one child is a worry of its own."),
            choices=[
                ("", ""),
                *((key, f"{group.name}, {group.unit.name}") for key, group in form.groups.items()),
            ],
        )
    if Record.PREGNANT in records:
        form.fields["given_name"] = NameField(label=_("First name"), max_length=80)
        form.fields["family_name"] = NameField(label=_("Family name"), max_length=80)
        form.fields["born_on"] = forms.DateField(
            label=_("Born"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
    of_child = [each for each in form.subjects if FOLLOWS[each].record is Record.CHILD]
    if len(form.subjects) == 1 or (form.initial.get("child") and of_child):
        form.initial.setdefault(SUBJECT, (of_child or form.subjects)[0].value)


def answer_whom(form: Any, cleaned: dict[str, Any]) -> None:
    """What the answer does not need may be left out, and counts for nothing."""
    cleaned.setdefault(SUBJECT, Subject.CHILD if SUBJECT not in form.fields else "")
    about = cleaned[SUBJECT]
    needed = NEEDED[FOLLOWS[Subject(about)].record] if about else ()
    for name in (name for names in NEEDED.values() for name in names if name in form.fields):
        if name not in needed:
            form.errors.pop(name, None)
    if cleaned.get("born_on") and "born_on" in needed and cleaned["born_on"] > form.today:
        form.add_error("born_on", _("This day has not come yet."))
    elif about:
        _refuse_too_young(form, cleaned, needed)
    if cleaned.get("group") and "group" in needed:
        _refuse_names(form, cleaned)


def _refuse_too_young(form: Any, cleaned: dict[str, Any], needed: Collection[str]) -> None:
    """From which age, the child's municipality says: younger than that, it is a case about a child."""
    child = form.children.get(cleaned.get("child", "")) if "child" in needed else None
    limit = youngest(Subject(cleaned[SUBJECT]), child.municipality.settings if child else form.settings)
    born_on = cleaned.get("born_on") if "born_on" in needed else child and child.born_on
    if not limit or not born_on or age(born_on, form.today) >= limit:
        return
    said = _("Here one must be %(age)d for that. Younger than that, it is a worry about a child.")
    form.add_error("child" if child else "born_on", said % {"age": limit})


def _refuse_names(form: Any, cleaned: dict[str, Any]) -> None:
    """Nobody's name is passed on of a group: so nobody has to be asked."""
    named = child_named_in(group_id=form.groups[cleaned["group"]].pk, text=cleaned.get("text", ""))
    if named:
        form.add_error("text", names_a_child(named))


def whom(form: Any, seat: Seat) -> Child:
    """The child that was chosen, or the row of the woman or the group, which comes with the case."""
    said = form.cleaned_data
    record = FOLLOWS[Subject(said[SUBJECT])].record
    if record is Record.GROUP:
        return services.a_group(form.groups[said["group"]])
    if record is Record.PREGNANT:
        names = {name: said[name] for name in ("given_name", "family_name")}
        return services.a_pregnant_woman(**names, born_on=cast("date", said["born_on"]), seat=seat)
    return cast("Child", form.children[said["child"]])


def as_before(case: Case) -> dict[str, Any]:
    """The same answers, for whoever writes a worry anew."""
    child = case.child
    return {
        SUBJECT: case.subject,
        "child": case.child_id,
        "group": child.group_id,
        "given_name": child.given_name,
        "family_name": child.family_name,
        "born_on": child.born_on,
    }
