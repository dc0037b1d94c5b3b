"""The page on services and consent, as KARI, PER, AMIR and others meet it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from batons import hand_on
from laget.cases.models import TeamMember
from laget.consents.models import Answer, Consent, InvitedService
from laget.consents.queries import latest_answer
from laget.foundation.ids import uuid7
from laget.moves import services as moves

ASKS = "Kan dere se hvordan hun leser?"
PAGES = ("consents", "invite", "end_invitation", "consent_answer", "let_in")


def page(name, case):
    return reverse(name, args=[case.pk])


def invite(client, world, case, service="ppt", key=None):
    return client.post(
        page("invite", case),
        {"form_key": key or uuid7(), "service": world.services[service].pk, "asks": ASKS},
    )


def answer(client, world, case, guardian, said, until="2027-07-31", service="ppt", key=None, seen=None):
    """`seen` is what stood when the page was opened: now, unless the test says otherwise."""
    asked = {"service": world.services[service].pk, "guardian": guardian.person.pk}
    if seen is None:
        seen = stands(world, case, guardian, service)
    return client.post(
        page("consent_answer", case),
        {**asked, "answer": said, "until_on": until, "seen": seen, "form_key": key or uuid7()},
    )


def stands(world, case, guardian, service="ppt"):
    with world.as_(world.kari):
        latest = latest_answer(case, world.services[service].pk, guardian.person.pk)
    return str(latest.pk) if latest else ""


def test_whoever_invites_says_what_is_asked_and_whoever_registers_an_answer_reads_it(world, case, kari):
    said = {"form_key": uuid7(), "service": world.services["ppt"].pk, "asks": " "}
    refused = kari.post(page("invite", case), said)
    assert refused.status_code == 422 and "What do you ask of them?" in refused.text
    invite(kari, world, case)
    asked = f"?service={world.services['ppt'].pk}&guardian={world.mona.person.pk}"
    assert ASKS in kari.get(page("consents", case)).text
    assert ASKS in kari.get(page("consent_answer", case) + asked).text


def test_from_invitation_to_somebody_in_the_team(world, case, kari):
    assert "PPT" in kari.get(page("consents", case)).text
    assert invite(kari, world, case).status_code == 302
    shown = kari.get(page("consents", case)).text
    assert "Mona Strand" in shown and "Frank Dahl" in shown and "Not answered" in shown
    assert "Add to the team" not in shown
    for guardian in (world.mona, world.frank):
        assert answer(kari, world, case, guardian, "given").status_code == 302
    shown = kari.get(page("consents", case)).text
    assert "Everybody has said yes, until 31. juli 2027" in shown
    assert "Lars Holm, Rådgiver" in shown
    joined = kari.post(page("let_in", case), {"form_key": uuid7(), "seat": world.lars.seat.pk})
    assert joined.status_code == 302
    assert "Lars Holm" in kari.get(page("consents", case)).text
    lars = world.client_of(world.lars)
    assert lars.get(page("consents", case)).status_code == 200
    answer(kari, world, case, world.mona, "withdrawn")
    assert lars.get(page("consents", case)).status_code == 404
    assert "Mona Strand has taken the consent back" in kari.get(page("consents", case)).text


def test_the_administration_helps_no_child_and_is_not_invited(world, case, kari):
    assert "Oppvekst" not in kari.get(page("consents", case)).text
    assert invite(kari, world, case, "administration").status_code == 422
    with world.as_(world.kari):
        assert not InvitedService.objects.filter(case=case).exists()


def test_a_no_shows_and_says_that_the_duty_to_help_stays(world, case, kari):
    invite(kari, world, case)
    answer(kari, world, case, world.mona, "given")
    answer(kari, world, case, world.frank, "refused")
    shown = kari.get(page("consents", case)).text
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
    assert page("consents", case) in kari.get(way).text
    refused = kari.post(way, {"form_key": uuid7(), "target": "level 2", "reason": ""})
    assert refused.status_code == 422
    answer(kari, world, case, world.frank, "given")
    assert kari.post(way, {"form_key": uuid7(), "target": "level 2", "reason": ""}).status_code == 302


def test_the_day_is_suggested_and_nothing_is_chosen(world, case, kari):
    invite(kari, world, case)
    address = page("consent_answer", case)
    asked = {"service": world.services["ppt"].pk, "guardian": world.mona.person.pk}
    shown = kari.get(address, asked).text
    assert 'value="2027-07-31"' in shown
    assert " checked" not in shown
    assert "Takes the consent back" not in shown


@pytest.mark.parametrize(
    ("said", "until", "why"),
    [
        ("given", "", "Choose the last day"),
        ("given", "2026-11-23", "This day has passed"),
        ("given", "2226-11-23", "two years at most"),
        ("", "2027-07-31", "Du må fylle ut"),
        ("withdrawn", "", "Velg et gyldig valg"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_registered(world, case, kari, said, until, why):
    invite(kari, world, case)
    response = answer(kari, world, case, world.mona, said, until)
    assert response.status_code == 422
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


def test_somebody_in_the_team_reads_and_registers_nothing(world, case, kari):
    invite(kari, world, case)
    amir = world.client_of(world.amir)
    shown = amir.get(page("consents", case))
    assert shown.status_code == 200
    assert "Register an answer" not in shown.text and "Take the invitation back" not in shown.text
    assert answer(amir, world, case, world.mona, "given").status_code == 404
    assert invite(amir, world, case, "health").status_code == 404


@pytest.mark.parametrize("outsider", ["tom", "liv", "marte", "siri", "lars", "nora", "henrik", "mona"])
def test_outsiders_find_nothing(world, case, outsider):
    client = world.client_of(getattr(world, outsider))
    for name in PAGES:
        assert client.get(page(name, case)).status_code == 404, name
        assert client.post(page(name, case), {"form_key": uuid7()}).status_code == 404, name


def test_a_sealed_case_has_no_such_page(world, case, kari):
    invite(kari, world, case)
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    asked = {
        "service": world.services["ppt"].pk,
        "guardian": world.mona.person.pk,
        "seat": world.lars.seat.pk,
    }
    for name in PAGES:
        assert kari.get(page(name, case), asked).status_code == 404, name
        sent = {**asked, "form_key": uuid7(), "answer": "given", "until_on": "2027-07-31"}
        assert kari.post(page(name, case), sent).status_code == 404, name
    with world.as_(world.kari):
        assert not Consent.objects.filter(case=case).exists()


def test_a_guardian_who_is_not_asked_cannot_be_registered(world, kari):
    case = world.a_case(child=world.eva, author=world.kari, at_level="1")
    invite(kari, world, case)
    assert "Arne" not in kari.get(page("consents", case)).text
    assert answer(kari, world, case, world.arne, "given").status_code == 404


def test_an_invitation_is_taken_back(world, case, kari):
    invite(kari, world, case)
    ended = kari.post(
        page("end_invitation", case), {"form_key": uuid7(), "service": world.services["ppt"].pk}
    )
    assert ended.status_code == 302
    assert "No service is invited now" in kari.get(page("consents", case)).text


def test_a_service_whose_person_holds_the_baton_keeps_its_invitation(world, kari):
    case = world.a_case(at_level="2")
    hand_on(world, case, world.siri)
    refused = kari.post(
        page("end_invitation", case), {"form_key": uuid7(), "service": world.services["health"].pk}
    )
    assert refused.status_code == 422
    assert "It must be handed on first" in refused.text


def test_whoever_registers_the_withdrawal_that_shuts_herself_out_lands_on_today(world):
    case = world.a_case(at_level="2")
    hand_on(world, case, world.siri)
    siri = world.client_of(world.siri)
    response = answer(siri, world, case, world.mona, "withdrawn", service="health")
    assert response.headers["Location"] == reverse("today")
    assert siri.get(page("consents", case)).status_code == 404


def test_after_the_end_nothing_is_answered_and_what_was_can_be_read(world, kari):
    case = world.a_case(at_level="2", closed=True)
    asked = {"service": world.services["health"].pk, "guardian": world.mona.person.pk}
    assert kari.get(page("consent_answer", case), asked).status_code == 404
    for who in (world.kari, world.per, world.amir):
        shown = world.client_of(who).get(page("consents", case)).text
        assert "The help ended with the case" in shown and "Kan Siri snakke med Ola?" in shown
        assert "Mona Strand" in shown and "Frank Dahl" in shown and "Kari Lund invited them" in shown
        assert "Invite a service" not in shown and "Register an answer" not in shown


def test_fifty_answers_cost_as_many_questions_as_five(world, case, kari):
    invite(kari, world, case)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert kari.get(page("consents", case)).status_code == 200
        return len(seen)

    answer(kari, world, case, world.mona, "given")
    answer(kari, world, case, world.frank, "given")
    few = asked()
    with world.as_(world.kari):
        for number in range(48):
            Consent(
                case=case, guardian=world.mona.person, service=world.services["ppt"], answer=Answer.GIVEN,
                until_on=date(2027, 1, 1 + number % 28), seat=world.kari.seat, at=world.now,
            ).save(force_insert=True)  # fmt: skip
    invite(kari, world, case, "health")
    assert asked() == few
    assert few <= 25


def test_who_is_already_in_the_team_is_not_offered(world, kari):
    case = world.a_case(at_level="2")
    shown = kari.get(page("consents", case)).text
    assert "Add to the team" not in shown
    with world.as_(world.kari):
        assert TeamMember.objects.filter(case=case, seat=world.siri.seat, to_at=None).count() == 1


def test_who_did_not_see_the_answer_that_stands_is_shown_it_and_asked_again(world, case, kari):
    """KARI and PER both open the page. Mona says yes to Kari on the phone, and no to Per at the gate."""
    invite(kari, world, case)
    asked = f"?service={world.services['ppt'].pk}&guardian={world.mona.person.pk}"
    per = world.client_of(world.per)
    assert 'name="seen" value=""' in per.get(page("consent_answer", case) + asked).text
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
