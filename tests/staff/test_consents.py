"""The page on services and consent, as KARI, PER, AMIR and others meet it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from batons import hand_on
from consent_forms import answer, invite
from laget.cases.models import TeamMember
from laget.consents.models import Answer, Consent, InvitedService
from laget.foundation.ids import uuid7
from laget.moves import services as moves
from pages import address

PAGES = ("consents", "invite", "end_invitation", "consent_answer", "let_in")


def test_from_invitation_to_somebody_in_the_team(world, case, kari):
    assert "PPT" in kari.get(address("consents", case)).text
    assert invite(kari, world, case).status_code == 302
    shown = kari.get(address("consents", case)).text
    assert "Mona Strand" in shown and "Frank Dahl" in shown and "Not answered" in shown
    assert "Add to the team" not in shown
    for guardian in (world.mona, world.frank):
        assert answer(kari, world, case, guardian, "given").status_code == 302
    shown = kari.get(address("consents", case)).text
    assert "Everybody has said yes, until 31. juli 2027" in shown
    assert "Lars Holm, Rådgiver" in shown
    joined = kari.post(address("let_in", case), {"form_key": uuid7(), "seat": world.lars.seat.pk})
    assert joined.status_code == 302
    assert "Lars Holm" in kari.get(address("consents", case)).text
    lars = world.client_of(world.lars)
    assert lars.get(address("consents", case)).status_code == 200
    answer(kari, world, case, world.mona, "withdrawn")
    assert lars.get(address("consents", case)).status_code == 404
    assert "Mona Strand has taken the consent back" in kari.get(address("consents", case)).text


def test_the_administration_helps_no_child_and_is_not_invited(world, case, kari):
    assert "Oppvekst" not in kari.get(address("consents", case)).text
    assert invite(kari, world, case, "administration").status_code == 422
    with world.as_(world.kari):
        assert not InvitedService.objects.filter(case=case).exists()


def test_somebody_in_the_team_reads_and_registers_nothing(world, case, kari):
    invite(kari, world, case)
    amir = world.client_of(world.amir)
    shown = amir.get(address("consents", case))
    assert shown.status_code == 200
    assert "Register an answer" not in shown.text and "Take the invitation back" not in shown.text
    assert answer(amir, world, case, world.mona, "given").status_code == 404
    assert invite(amir, world, case, "health").status_code == 404


@pytest.mark.parametrize("outsider", ["tom", "liv", "marte", "siri", "lars", "nora", "henrik", "mona"])
def test_outsiders_find_nothing(world, case, outsider):
    client = world.client_of(getattr(world, outsider))
    for name in PAGES:
        assert client.get(address(name, case)).status_code == 404, name
        assert client.post(address(name, case), {"form_key": uuid7()}).status_code == 404, name


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
        assert kari.get(address(name, case), asked).status_code == 404, name
        sent = {**asked, "form_key": uuid7(), "answer": "given", "until_on": "2027-07-31"}
        assert kari.post(address(name, case), sent).status_code == 404, name
    with world.as_(world.kari):
        assert not Consent.objects.filter(case=case).exists()


def test_an_invitation_is_taken_back(world, case, kari):
    invite(kari, world, case)
    ended = kari.post(
        address("end_invitation", case), {"form_key": uuid7(), "service": world.services["ppt"].pk}
    )
    assert ended.status_code == 302
    assert "No service is invited now" in kari.get(address("consents", case)).text


def test_a_service_whose_person_holds_the_baton_keeps_its_invitation(world, kari):
    case = world.a_case(at_level="2")
    hand_on(world, case, world.siri)
    refused = kari.post(
        address("end_invitation", case), {"form_key": uuid7(), "service": world.services["health"].pk}
    )
    assert refused.status_code == 422
    assert "It must be handed on first" in refused.text


def test_after_the_end_nothing_is_answered_and_what_was_can_be_read(world, kari):
    case = world.a_case(at_level="2", closed=True)
    asked = {"service": world.services["health"].pk, "guardian": world.mona.person.pk}
    assert kari.get(address("consent_answer", case), asked).status_code == 404
    for who in (world.kari, world.per, world.amir):
        shown = world.client_of(who).get(address("consents", case)).text
        assert "The help ended with the case" in shown and "Kan Siri snakke med Ola?" in shown
        assert "Mona Strand" in shown and "Frank Dahl" in shown and "Kari Lund invited them" in shown
        assert "Invite a service" not in shown and "Register an answer" not in shown


def test_fifty_answers_cost_as_many_questions_as_five(world, case, kari):
    invite(kari, world, case)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert kari.get(address("consents", case)).status_code == 200
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
    shown = kari.get(address("consents", case)).text
    assert "Add to the team" not in shown
    with world.as_(world.kari):
        assert TeamMember.objects.filter(case=case, seat=world.siri.seat, to_at=None).count() == 1
