"""The page of the team, and the ways out of it."""

import pytest
from django.urls import reverse

from laget.cases.models import TeamMember
from laget.foundation.ids import uuid7
from laget.plans import services as plans

WHY = "Jeg begynner i ny jobb."


@pytest.fixture
def case(world):
    return world.a_case(at_level="2")


def member(world, case, who):
    with world.as_(world.kari):
        return TeamMember.objects.get(case=case, seat=who.seat, to_at=None)


def page(case, name="team", *more):
    return reverse(name, args=[case.pk, *more])


def send(client, path, reason=WHY):
    return client.post(path, {"form_key": uuid7(), "reason": reason})


def timeline(world, case):
    return world.client_of(world.kari).get(page(case, "case")).text.split('id="timeline"')[1]


def test_everybody_in_the_team_sees_who_is_in_it_and_may_leave(world, case):
    for who in (world.kari, world.amir, world.siri):
        shown = world.client_of(who).get(page(case)).text
        for name in ("Kari Lund", "Per Vik", "Amir Haddad", "Siri Nygård"):
            assert name in shown
        assert page(case, "team_leave") in shown
    assert page(case) in world.client_of(world.kari).get(page(case, "case")).text


def test_only_leader_and_holder_take_somebody_out(world, case):
    out = page(case, "team_out", member(world, case, world.amir).pk)
    for who, may in ((world.kari, True), (world.per, True), (world.siri, False)):
        client = world.client_of(who)
        assert (out in client.get(page(case)).text) is may
        assert client.get(out).status_code == (200 if may else 404)
    assert send(world.client_of(world.siri), out).status_code == 404


@pytest.mark.parametrize("outsider", ["tom", "liv", "marte", "lars", "nora", "henrik", "mona"])
def test_outsiders_find_nothing(world, case, outsider):
    client = world.client_of(getattr(world, outsider))
    amir = member(world, case, world.amir)
    for path in (page(case), page(case, "team_leave"), page(case, "team_out", amir.pk)):
        assert client.get(path).status_code == 404
        assert send(client, path).status_code == 404


def test_siri_leaves_and_lands_on_today(world, case):
    siri = world.client_of(world.siri)
    assert "stays invited" in siri.get(page(case, "team_leave")).text
    assert send(siri, page(case, "team_leave"), reason="").status_code == 422
    assert send(siri, page(case, "team_leave")).headers["Location"] == reverse("today")
    assert siri.get(page(case, "case")).status_code == 404
    assert "Left the team" in timeline(world, case) and WHY in timeline(world, case)


def test_amir_is_taken_out_and_the_timeline_says_by_whom_and_why(world, case):
    out = page(case, "team_out", member(world, case, world.amir).pk)
    per = world.client_of(world.per)
    assert send(per, out, reason="").status_code == 422
    assert send(per, out).headers["Location"] == page(case)
    assert world.client_of(world.amir).get(page(case)).status_code == 404
    assert "Took Amir Haddad out of the team" in timeline(world, case) and WHY in timeline(world, case)
    assert send(per, out).status_code == 404


def test_the_holder_is_shown_the_way_to_hand_the_baton_on(world, case):
    kari = world.client_of(world.kari)
    shown = kari.get(page(case, "team_leave")).text
    assert "You hold the baton. Hand it on first." in shown and page(case, "baton_offer") in shown
    assert send(kari, page(case, "team_leave")).status_code == 422
    shown = world.client_of(world.per).get(page(case, "team_out", member(world, case, world.kari).pk)).text
    assert "Kari Lund holds the baton. It must be handed on first." in shown and page(case, "baton") in shown


def test_the_only_leader_is_told_why_she_stays(world, case):
    per = world.client_of(world.per)
    assert "Another leader must join it first." in per.get(page(case, "team_leave")).text
    shown = world.client_of(world.kari).get(page(case, "team_out", member(world, case, world.per).pk)).text
    assert "Only a leader can take a leader out of the team." in shown


def test_who_alone_knows_of_a_worry_is_shown_the_way_to_the_leader(world):
    case = world.a_case(shared=False)
    shown = world.client_of(world.kari).get(page(case, "team_leave")).text
    assert "Tell the leader first." in shown and page(case, "tell_leader") in shown


def test_oneself_one_does_not_take_out_but_leaves(world, case):
    out = page(case, "team_out", member(world, case, world.per).pk)
    assert world.client_of(world.per).get(out).headers["Location"] == page(case, "team_leave")


def test_what_somebody_was_to_do_is_told_before_they_go(world, case):
    with world.as_(world.kari):
        plans.add_measure(
            case=case, goal=None, text="Lekegruppe på torsdager", arena="unit", responsible="staff",
            responsible_seat=world.amir.seat, responsible_name="Amir Haddad", by_on=None,
            evaluate_on=world.today, seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    shown = world.client_of(world.amir).get(page(case, "team_leave")).text
    assert "Give these measures to somebody else" in shown and "Lekegruppe på torsdager" in shown


def test_a_team_of_another_case_is_another_team(world, case):
    other = world.a_case(child=world.eva, author=world.tom)
    with world.as_(world.tom):
        tom = TeamMember.objects.get(case=other, seat=world.tom.seat)
    assert world.client_of(world.per).get(page(case, "team_out", tom.pk)).status_code == 404
