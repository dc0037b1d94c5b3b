"""A meeting for the guardians that was held without any: it is asked about, and never counted silently."""

from django import forms

from laget.cases.models import Case
from laget.foundation.whom import gettext as _
from laget.rules.meetings import MeetingTemplate
from laget.rules.subjects import Apart
from laget.staff.forms.asked_once import ask_once

WITHOUT = "without_guardians"


def is_for_guardians(kind: MeetingTemplate | None, case: Case) -> bool:
    """A young person's first talk is without them."""
    return bool(kind and kind.guardians) and case.follows.apart is not Apart.GUARDIANS


def ask_if_none_came(form: forms.Form, field: str) -> None:
    said = _("No guardian was there. Say who was, or tick that it was held without the guardians.")
    ask_once(form, WITHOUT, _("It was held without the guardians"), field=field, said=said)
