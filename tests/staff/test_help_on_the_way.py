"""The page of a way on says whose help ends with it, and on the way down asks of each service."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from batons import hand_on
from laget.cases.models import Case, TeamMember
from laget.consents.models import InvitedService
from laget.foundation.ids import uuid7


def decided(world):
    """On level 3, with the health service in it; the team has decided, and the way may lead anywhere."""
    life = world.a_life()
    life.worry(share=True)
    for upward in (world.up_to_1, world.up_to_2, world.up_to_3):
        upward(life)
    world.make_ready(life, "3")
    life.record("team_decided", note="Ned til nivå 1.")
    return life.case


def send(client, address, **said):
    return client.post(address, {"form_key": uuid7(), "reason": "Det går bedre.", **said})


def test_whoever_closes_reads_whose_help_ends_and_who_leaves(world, kari):
    case = world.a_case(at_level="2", ready=True)
    address = reverse("exit", args=[case.pk, "effect_close"])
    name = world.services["health"].name
    shown = kari.get(address).text
    assert f"When the case closes, this help ends: {name}." in shown
    assert "These leave the team: Siri Nygård." in shown and "go on?" not in shown
    assert send(kari, address, target="closed").status_code == 302
    told = kari.get(reverse("timeline", args=[case.pk])).text
    assert f"The help of {name} has ended" in told and f"Mona Strand said yes to {name}" in told


def test_where_nobody_is_invited_nothing_is_said_of_help(world, kari):
    case = world.a_case(at_level="1", ready=True)
    shown = kari.get(reverse("exit", args=[case.pk, "effect_close"])).text
    assert "this help ends" not in shown


def test_whoever_closes_while_in_on_consent_is_told_and_comes_to_today(world, kari):
    case = world.a_case(at_level="2", ready=True)
    hand_on(world, case, world.siri)
    siri = world.client_of(world.siri)
    sent = send(siri, reverse("exit", args=[case.pk, "effect_close"]), target="closed")
    assert sent.headers["Location"] == reverse("today")
    assert "your help with it has ended" in siri.get("/").text


@pytest.mark.parametrize(("answer", "stays"), [("goes_on", True), ("ends", False)])
def test_on_the_way_down_each_service_goes_on_or_ends(world, kari, answer, stays):
    case = decided(world)
    address, health = reverse("exit", args=[case.pk, "onward"]), world.services["health"]
    field = f"help_{health.pk}"
    shown = kari.get(address).text
    assert f"Does the help of {health.name} go on?" in shown
    assert not re.search(f'name="{field}"[^>]*checked', shown)
    assert send(kari, address, target="level 1").status_code == 422
    assert send(kari, address, target="level 1", **{field: answer}).status_code == 302
    with world.as_(world.kari):
        assert Case.objects.get(pk=case.pk).level == "1"
        invited = InvitedService.objects.get(case=case)
        assert (invited.ended_at is None, invited.ended_with) == (stays, "" if stays else "way")
        assert TeamMember.objects.filter(case=case, seat=world.siri.seat, to_at=None).exists() == stays
    told = kari.get(reverse("case", args=[case.pk])).text
    assert (f"The help of {health.name} has ended" in told) != stays
    asked = kari.get(reverse("consents", args=[case.pk])).text
    assert ("The help ended when the case moved on" in asked) != stays


def test_who_stays_where_they_are_need_not_say_who_goes_on(world, kari):
    case = decided(world)
    assert send(kari, reverse("exit", args=[case.pk, "onward"]), target="level 3").status_code == 302
    with world.as_(world.kari):
        assert InvitedService.objects.get(case=case).ended_at is None


def test_the_service_of_whoever_holds_the_baton_does_not_end_before_it_is_handed_on(world):
    case = decided(world)
    hand_on(world, case, world.siri)
    world.set_clock(world.now + timedelta(minutes=1))
    field = f"help_{world.services['health'].pk}"
    address = reverse("exit", args=[case.pk, "onward"])
    sent = send(world.client_of(world.siri), address, target="level 1", **{field: "ends"})
    assert sent.status_code == 422 and "It must be handed on first." in sent.text
