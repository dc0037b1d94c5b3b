"""An answer from home is registered: what is asked for, what stands already, and what a no stops."""

import re

import pytest
from django.urls import reverse

from batons import hand_on
from consent_forms import ASKS, answer, invite, stands
from laget.consents.models import Answer, Consent, InvitedService
from laget.foundation.ids import uuid7
from pages import address


def test_whoever_invites_says_what_is_asked_and_whoever_registers_an_answer_reads_it(world, case, kari):
    said = {"form_key": uuid7(), "service": world.services["ppt"].pk, "asks": " "}
    refused = kari.post(address("invite", case), said)
    assert refused.status_code == 422 and "What do you ask of them?" in refused.text
    invite(kari, world, case)
    asked = f"?service={world.services['ppt'].pk}&guardian={world.mona.person.pk}"
    assert ASKS in kari.get(address("consents", case)).text
    assert ASKS in kari.get(address("consent_answer", case) + asked).text


def test_a_no_shows_and_says_that_the_duty_to_help_stays(world, case, kari):
    invite(kari, world, case)
    answer(kari, world, case, world.mona, "given")
    answer(kari, world, case, world.frank, "refused")
    shown = kari.get(address("consents", case)).text
    assert "Frank Dahl has said no" in shown
    assert "A no changes no duty" in shown
    assert "a report to child welfare" in shown
    assert "Add to the team" not in shown


def test_a_no_stops_the_way_on(world, kari):
    case = world.a_case(at_level="1", ready=True)
    way = reverse("exit", args=[case.pk, "level_2"])
    invite(kari, world, case)
    answer(kari, world, case, world.mona, "given")
    answer(kari, world, case, world.frank, "refused")
    assert address("consents", case) in kari.get(way).text
    refused = kari.post(way, {"form_key": uuid7(), "target": "level 2", "reason": ""})
    assert refused.status_code == 422
    answer(kari, world, case, world.frank, "given")
    assert kari.post(way, {"form_key": uuid7(), "target": "level 2", "reason": ""}).status_code == 302


def test_the_day_is_suggested_and_nothing_is_chosen(world, case, kari):
    invite(kari, world, case)
    asked = {"service": world.services["ppt"].pk, "guardian": world.mona.person.pk}
    shown = kari.get(address("consent_answer", case), asked).text
    assert 'value="2027-07-31"' in shown
    assert " checked" not in shown
    assert "Takes the consent back" not in shown


@pytest.mark.parametrize(
    ("said", "until", "why"),
    [
        ("given", "", "Choose the last day"),
        ("given", "2026-11-23", "This day has passed"),
        ("given", "2226-11-23", "two years at most"),
        ("", "2027-07-31", "Feltet er påkrevet"),
        ("withdrawn", "", "Velg et gyldig valg"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_registered(world, case, kari, said, until, why):
    invite(kari, world, case)
    response = answer(kari, world, case, world.mona, said, until)
    assert response.status_code == 422 and why in response.text
    with world.as_(world.kari):
        assert not Consent.objects.filter(case=case).exists()


def test_sent_twice_is_registered_once(world, case, kari):
    key = uuid7()
    assert {invite(kari, world, case, key=key).status_code for _ in range(2)} == {302}
    key = uuid7()
    for _ in range(2):
        assert answer(kari, world, case, world.mona, "given", key=key, seen="").status_code == 302
    with world.as_(world.kari):
        assert Consent.objects.filter(case=case).count() == 1
        assert InvitedService.objects.filter(case=case).count() == 1


def test_a_guardian_who_is_not_asked_cannot_be_registered(world, kari):
    case = world.a_case(child=world.eva, author=world.kari, at_level="1")
    invite(kari, world, case)
    assert "Arne" not in kari.get(address("consents", case)).text
    assert answer(kari, world, case, world.arne, "given").status_code == 404


def test_whoever_registers_the_withdrawal_that_shuts_herself_out_lands_on_today(world):
    case = world.a_case(at_level="2")
    hand_on(world, case, world.siri)
    siri = world.client_of(world.siri)
    response = answer(siri, world, case, world.mona, "withdrawn", service="health")
    assert response.headers["Location"] == reverse("today")
    assert siri.get(address("consents", case)).status_code == 404


def test_who_did_not_see_the_answer_that_stands_is_shown_it_and_asked_again(world, case, kari):
    """KARI and PER both open the page. Mona says yes to Kari on the phone, and no to Per at the gate."""
    invite(kari, world, case)
    asked = f"?service={world.services['ppt'].pk}&guardian={world.mona.person.pk}"
    per = world.client_of(world.per)
    assert 'name="seen" value=""' in per.get(address("consent_answer", case) + asked).text
    assert answer(kari, world, case, world.mona, "given").status_code == 302
    met = answer(per, world, case, world.mona, "refused", seen="")
    assert met.status_code == 409
    assert "Kari Lund has registered another answer" in met.text and "Yes, until 31. juli 2027" in met.text
    stood = stands(world, case, world.mona)
    assert f'name="seen" value="{stood}"' in met.text
    assert re.search(r'value="refused"[^>]* checked', met.text)
    assert answer(per, world, case, world.mona, "refused", seen=stood).status_code == 302
    with world.as_(world.kari):
        assert [each.answer for each in Consent.objects.filter(case=case).order_by("at", "id")] == [
            Answer.GIVEN,
            Answer.REFUSED,
        ]
