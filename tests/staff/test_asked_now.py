"""What a step asks for is said while the case is there: an address that was kept opens nothing later."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.moves.models import RecordedFact
from running import part


def recorded(world, case):
    with world.as_(world.kari):
        return RecordedFact.objects.filter(case=case).count()


def send(world, case, fact, **more):
    sent = {
        "form_key": str(uuid4()),
        "note": "Vi snakket om det.",
        "named_seat": "else",
        "named": "Kari",
        **more,
    }
    return world.client_of(world.kari).post(reverse("fact", args=[case.pk, fact]), sent)


@pytest.mark.parametrize("level", ["0", "1", "2"])
@pytest.mark.parametrize("fact", ["coordinator_considered", "team_decided"])
def test_what_level_3_asks_for_is_refused_elsewhere(world, level, fact):
    case = world.a_case(at_level=level)
    page = world.client_of(world.kari).get(reverse("fact", args=[case.pk, fact]))
    assert "This is not asked for where the case is now." in page.content.decode()
    before = recorded(world, case)
    answer = send(world, case, fact)
    assert answer.status_code == 422
    assert "Vi snakket om det." in answer.content.decode()
    assert "Kari" in part(answer.content.decode(), '<p class="said">', "</p>")
    assert recorded(world, case) == before


def test_where_it_is_asked_for_it_is_saved_and_may_be_said_anew(world):
    case = world.a_case(at_level="3")
    before = recorded(world, case)
    for number in (1, 2):
        assert send(world, case, "coordinator_considered").status_code == 302
        assert recorded(world, case) == before + number


def test_what_a_way_on_asks_for_is_said_before_it_is_taken(world):
    case = world.a_case(at_level="3")
    assert send(world, case, "team_decided").status_code == 302


def test_after_the_case_has_gone_on_the_same_form_saves_nothing(world):
    life = world.a_life()
    life.worry(share=True)
    assert send(world, life.case, "contact_named").status_code == 302
    life.at = world.now
    life.hear("Jeg vil ha noen å leke med.")
    life.hold(life.plan_meeting("conversation", life.at + timedelta(hours=1)), "Vi ble enige.")
    world.set_clock(life.at + timedelta(hours=2))
    life.at = world.now
    life.go("level_1", "level 1")
    before = recorded(world, life.case)
    assert send(world, life.case, "contact_named").status_code == 422
    assert recorded(world, life.case) == before


def test_an_ended_case_asks_for_nothing_more(world):
    case = world.a_case(at_level="1", closed=True)
    assert send(world, case, "interviewer_named").status_code == 422


def test_a_fact_that_no_pathway_has_is_not_found(world):
    assert send(world, world.a_case(), "no_such_fact").status_code == 404
