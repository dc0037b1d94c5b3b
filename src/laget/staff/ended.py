"""Whoever comes with something for the plan when somebody else has ended the case."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from laget.cases.models import Case


def the_case_has_ended(request: Any, case: Case, *sent: forms.BaseForm) -> HttpResponse:
    """What somebody has written is not lost: it stands there to be copied."""
    written = [words for form in sent if form.is_bound for words in _words_in(form)]
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/plan_ended.html", {"case": case, "written": written}, status=status)


def _words_in(form: forms.BaseForm) -> Iterator[str]:
    for name, field in form.fields.items():
        if isinstance(field, forms.CharField) and (words := (form[name].value() or "").strip()):
            yield words
