"""The pages of a sealed case's team: a leader lets in by law, and a guardian's word is written down."""

import pytest
from django.urls import reverse

from batons import hand_on
from laget.consents.models import Consent
from laget.foundation.ids import uuid7
from laget.moves import services as moves


@pytest.fixture
def case(world):
    """SIRI was in the team by consent, and then KARI sealed the case."""
    case = world.a_case(at_level="2")
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
        case.refresh_from_db()
    return case


def page(case, name="team"):
    return reverse(name, args=[case.pk])


def send(client, case, name, **said):
    return client.post(page(case, name), {"form_key": uuid7(), **said})


def answer_of(world, case, guardian, seen_by=None):
    with world.as_(seen_by or world.kari):
        return Consent.objects.get(case=case, guardian=guardian.person).pk


def test_a_leader_lets_somebody_in_by_law(world, case):
    per = world.client_of(world.per)
    assert page(case, "team_by_law") in per.get(page(case)).text
    shown = per.get(page(case, "team_by_law")).text
    assert "Lars Holm" in shown and "Siri Nygård" in shown and "Nora Eide" not in shown
    assert send(per, case, "team_by_law", seat=world.lars.seat.pk, reason="").status_code == 422
    done = send(per, case, "team_by_law", seat=world.lars.seat.pk, reason="Bvl § 13-4")
    assert done.headers["Location"] == page(case)
    assert world.client_of(world.lars).get(page(case, "case")).status_code == 200
    timeline = per.get(page(case, "case")).text
    assert "Let Lars Holm in by law" in timeline and "Bvl § 13-4" in timeline


@pytest.mark.parametrize("who", ["kari", "amir", "siri", "marte", "mona"])
def test_nobody_but_a_leader_does(world, case, who):
    client = world.client_of(getattr(world, who))
    assert client.get(page(case, "team_by_law")).status_code == 404
    assert send(client, case, "team_by_law", seat=world.lars.seat.pk, reason="x").status_code == 404


def test_a_consent_that_is_taken_back_is_written_down(world, case):
    kari = world.client_of(world.kari)
    assert page(case, "team_taken_back") in kari.get(page(case)).text
    shown = kari.get(page(case, "team_taken_back")).text
    assert "Mother (M.), Helsestasjon" in shown and "Father (F.), Helsestasjon" in shown
    mothers = answer_of(world, case, world.mona)
    assert send(kari, case, "team_taken_back", consent=mothers, words="").status_code == 422
    done = send(kari, case, "team_taken_back", consent=mothers, words="Mor ringte i dag.")
    assert done.headers["Location"] == page(case, "case")
    assert "Consent taken back for" in kari.get(page(case, "case")).text
    assert "Mother" not in kari.get(page(case, "team_taken_back")).text
    send(kari, case, "team_taken_back", consent=answer_of(world, case, world.frank), words="Far, i brev.")
    assert kari.get(page(case, "team_taken_back")).status_code == 404


def test_no_guardian_is_named_or_learns_of_it(world, case):
    kari, mona = world.client_of(world.kari), world.client_of(world.mona)
    for name in ("team", "team_taken_back"):
        shown = kari.get(page(case, name)).text
        assert "Mona" not in shown and "Frank" not in shown
    mothers = answer_of(world, case, world.mona)
    send(kari, case, "team_taken_back", consent=mothers, words="Mor ringte i dag.")
    assert "Ola" not in mona.get("/family").text
    assert mona.get(page(case, "team_taken_back")).status_code == 404


def test_siri_who_sealed_it_writes_down_the_withdrawal_and_stays(world):
    """She holds the baton, so that is hers to do; and since she sealed it the law lets her in."""
    case = world.a_case(at_level="2")
    hand_on(world, case, world.siri)
    with world.as_(world.siri):
        moves.seal(case=case, reason="Blåmerker", seat=world.siri.seat, now=world.now)
    siri = world.client_of(world.siri)
    done = send(
        siri, case, "team_taken_back", consent=answer_of(world, case, world.frank, world.siri), words="Far."
    )
    assert done.headers["Location"] == page(case, "case")
    assert siri.get(page(case, "case")).status_code == 200


def test_a_case_that_is_not_sealed_has_neither_page(world):
    case = world.a_case(at_level="2")
    per = world.client_of(world.per)
    shown = per.get(page(case)).text
    for name in ("team_by_law", "team_taken_back"):
        assert page(case, name) not in shown
        assert per.get(page(case, name)).status_code == 404


def test_where_nobody_was_invited_there_is_nothing_to_take_back(world):
    case = world.a_case(sealed=True)
    kari = world.client_of(world.kari)
    assert page(case, "team_taken_back") not in kari.get(page(case)).text
    assert kari.get(page(case, "team_taken_back")).status_code == 404
