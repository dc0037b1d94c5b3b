"""What somebody in the family sees of a case: their own page, asked for as if they had signed in."""

import copy
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.urls import resolve

from laget.cases.models import Case
from laget.cases.opened import Opened
from laget.foundation.addresses import address
from laget.foundation.asking import Asker, only_looking
from laget.foundation.clock import local_day
from laget.foundation.speech import gettext as _
from laget.foundation.speech import speaking, spoken
from laget.meetings.queries import answering_herself, guardians_to_ask
from laget.people.me import language_of, who
from laget.people.models import Person
from laget.rules.access import Action
from laget.staff.doors import door


@door(Action.SEE_AS)
def see_as(request: Any, opened: Opened, person_id: UUID) -> HttpResponse:
    """Of this case alone: what they see of others, the asker may not know."""
    person = next((each for each in family_of(opened.case, request.now) if each.pk == person_id), None)
    if person is None:
        raise Http404
    theirs = _asked_by(person, request)
    theirs.GET = QueryDict(f"case={opened.case.pk}")
    theirs.seen_as = {
        "person": request.me.person,
        "text": _("This is what %(name)s sees of the case now.") % {"name": person.name},
        "back": address("team", opened.case.pk),
        "back_text": _("Back to the team"),
        "language": spoken(),
    }
    view = resolve(address("family")).func
    with only_looking(theirs.asker, request.now), speaking(language_of(theirs)):
        shown: HttpResponse = view(theirs)
    return shown


def family_of(case: Case, now: Any) -> list[Person]:
    """The guardians, and whoever the case is about where she answers herself. Nobody in a sealed case."""
    own = answering_herself(case)
    return [*([own] if own else []), *guardians_to_ask(case, local_day(now))]


def _asked_by(person: Person, request: Any) -> Any:
    theirs = copy.copy(request)
    theirs.asker = Asker(person.pk, None)
    theirs.adult = None  # of an adult here who is the concern, they are told by people and not by a page
    theirs.path = address("family")
    with only_looking(theirs.asker, request.now):
        theirs.me = who(theirs.asker, request.now)
    return theirs
