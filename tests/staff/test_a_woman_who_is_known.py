"""A worry about a woman whom the writer has met in a case: it is never lost, whoever writes it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.foundation.ids import uuid7
from laget.handovers.models import Handover, Holding
from laget.ops import scratch
from laget.people.models import Child, Municipality, Person, Seat
from subjects import begun
from world import Somebody


def somebody(world, name, role):
    with scratch.as_owner():
        person = Person.objects.create(username=name, name=name.title(), is_staff=True)
        from_at = world.now - timedelta(days=99)
        seat = Seat.objects.create(
            person=person, unit=world.siri.seat.unit, role=role, title="Leder", from_at=from_at
        )
    return Somebody(person, seat)


def worry(world, who, **said):
    born = world.today - timedelta(days=27 * 365)
    her = {"given_name": "Amalie", "family_name": "Foss", "born_on": born.isoformat()}
    words = {"text": "Hun gråter.", "violence": "no", "adult_here": "no", "share": "on"}
    sent = {"form_key": uuid4(), "subject": "pregnant", **her, **words, **said}
    return world.client_of(who).post(reverse("worry"), sent)


def women():
    with scratch.as_owner():
        return Child.objects.filter(kind="pregnant").count()


@pytest.mark.parametrize("violence", ["no", "maybe"])
def test_a_deputy_who_has_her_on_the_worklist_reports_a_worry_about_her(offered, violence):
    ida = somebody(offered, "ida", "deputy")
    somebody(offered, "bo", "leader")
    begun(offered, "pregnant", offered.siri)
    assert worry(offered, ida, violence=violence).status_code == 302
    assert women() == 1


def test_a_midwife_who_is_offered_the_baton_reports_a_worry_about_her(offered):
    bo = somebody(offered, "bo", "worker")
    case = begun(offered, "pregnant", offered.siri)
    with scratch.as_owner():
        Holding.objects.create(case=case, seat=offered.siri.seat, from_at=offered.now)
        Handover.objects.create(
            case=case,
            from_seat=offered.siri.seat,
            to_seat=bo.seat,
            must_know="x",
            family_told=False,
            offered_at=offered.now,
        )
    assert worry(offered, bo).status_code == 302
    assert women() == 1


def test_whoever_met_her_in_another_municipality_reports_her_anew_here(offered):
    case = begun(offered, "pregnant", offered.siri)
    with scratch.as_owner():
        other = Municipality.objects.get(pk=offered.municipality.pk)
        other.pk, other.code = uuid7(), "annen"
        other.save(force_insert=True)
        Child.objects.filter(pk=case.child_id).update(municipality_id=other.pk)
    assert worry(offered, offered.siri).status_code == 302
    assert women() == 2


def test_what_the_database_refuses_comes_back_with_all_its_words(offered, monkeypatch):
    """As when somebody's seat has changed between the form and its answer."""
    group = begun(offered, "group", offered.kari)
    monkeypatch.setattr("laget.staff.views.worry.whom", lambda *_form: group.child)
    sent = worry(offered, offered.siri, text="Hun er redd ham.", violence="maybe")
    assert sent.status_code == 422
    assert "The worry was not saved." in sent.text and "Hun er redd ham." in sent.text
