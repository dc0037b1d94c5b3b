"""A talk that was held before anybody began to wonder: it is asked about, and never counted silently."""

from datetime import date

from django import forms

from laget.foundation.whom import gettext as _
from laget.staff.forms.asked_once import ask_once
from laget.staff.said import day_and_year

ABOUT_THIS = "about_this"


def ask_if_before(form: forms.Form, field: str, held_on: date | None, wonder_on: date) -> None:
    if held_on is None or held_on >= wonder_on:
        return
    said = _("The worry arose later, on %(day)s. Correct the day, or tick that it was about this worry.")
    label = _("It was about this worry all the same")
    ask_once(form, ABOUT_THIS, label, field=field, said=said % {"day": day_and_year(wonder_on)})
