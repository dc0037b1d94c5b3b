"""TOM works at KARI's school: who takes him into the team, and into which."""

import pytest
from django.urls import reverse

from access.raw import DENIED, MEMBER, TAKEN, attempt
from laget.cases.models import TeamMember
from laget.foundation.ids import uuid7

WHY = "Tom har klassen i gym."


def page(case, name="team_colleague"):
    return reverse(name, args=[case.pk])


def take_in(world, case, by, who, reason=WHY):
    said = {"form_key": uuid7(), "seat": who.seat.pk, "reason": reason}
    return world.client_of(by).post(page(case), said).status_code


def comes_in(world, case, by, who, basis="own_service"):
    with world.as_(by):
        return attempt((MEMBER, uuid7(), case.pk, who.seat.pk, basis, world.now))


@pytest.mark.parametrize("by", ["kari", "per"])
def test_holder_and_leader_take_a_colleague_in_and_the_team_reads_why(world, case, by):
    by = getattr(world, by)
    assert page(case) in world.client_of(by).get(page(case, "team")).text
    assert take_in(world, case, by, world.tom) == 302
    assert world.client_of(world.tom).get(page(case, "case")).status_code == 200
    timeline = world.client_of(world.kari).get(page(case, "case")).text
    assert "Took Tom Berg into the team" in timeline and WHY in timeline
    with world.as_(world.kari):
        assert TeamMember.objects.get(case=case, seat=world.tom.seat).basis == "own_service"


def test_whoever_took_a_colleague_in_reads_once_that_it_is_done_and_what_comes(world, case):
    world.in_english(world.kari)
    client, said = world.client_of(world.kari), "Tom Berg is in the team now, and reads it on Today."
    sent = {"form_key": uuid7(), "seat": world.tom.seat.pk, "reason": WHY}
    assert said in client.post(page(case), sent, follow=True).text
    assert said not in client.get(page(case, "team")).text
    assert reverse("case", args=[case.pk]) in world.client_of(world.tom).get(reverse("today")).text


def test_a_plain_member_takes_nobody_in(world, case):
    assert page(case) not in world.client_of(world.amir).get(page(case, "team")).text
    assert world.client_of(world.amir).get(page(case)).status_code == 404
    assert take_in(world, case, world.amir, world.tom) == 404
    assert comes_in(world, case, world.amir, world.tom) == DENIED


@pytest.mark.parametrize("outsider", ["tom", "liv", "marte", "siri", "nora", "ragnhild", "henrik", "mona"])
def test_outsiders_find_nothing(world, case, outsider):
    client = world.client_of(getattr(world, outsider))
    assert client.get(page(case)).status_code == 404


@pytest.mark.parametrize("stranger", ["nora", "siri", "lars", "ailin", "henrik", "ragnhild"])
def test_nobody_of_another_unit_is_taken_in_without_consent(world, case, stranger):
    stranger = getattr(world, stranger)
    for by in (world.kari, world.per):
        assert take_in(world, case, by, stranger) == 422
        assert comes_in(world, case, by, stranger) == DENIED
        assert comes_in(world, case, by, stranger, "consent") == DENIED


def test_a_reason_must_be_given(world, case):
    assert take_in(world, case, world.kari, world.tom, reason="") == 422


@pytest.mark.parametrize("kept_out", ["per", "marte"])
def test_neither_the_adult_whom_it_is_about_nor_the_deputy(world, kept_out):
    case, who = world.a_case(about=world.per), getattr(world, kept_out)
    assert who.name not in world.client_of(world.ragnhild).get(page(case)).text.split("<form")[-1]
    assert take_in(world, case, world.ragnhild, who) == 422
    assert comes_in(world, case, world.ragnhild, who) == DENIED


@pytest.mark.parametrize("protected", [{"sealed": True}, {"about": "liv"}])
def test_in_a_protected_case_only_the_leader_does(world, protected):
    about = protected.get("about")
    case = world.a_case(sealed="sealed" in protected, about=getattr(world, about) if about else None)
    assert take_in(world, case, world.kari, world.tom) == 404
    assert comes_in(world, case, world.kari, world.tom) == DENIED
    assert comes_in(world, case, world.per, world.tom) == TAKEN
    assert take_in(world, case, world.per, world.tom) == 302


def test_a_holder_takes_nobody_into_a_sealed_case(world, case):
    seal = {"form_key": uuid7(), "reason": "Blåmerker."}
    world.client_of(world.kari).post(page(case, "seal"), seal)
    assert world.client_of(world.kari).get(page(case)).status_code == 404
    assert comes_in(world, case, world.kari, world.tom) == DENIED


def test_nobody_is_taken_into_a_case_that_has_ended(world):
    case = world.a_case(at_level="1", closed=True)
    assert take_in(world, case, world.kari, world.tom) == 404
