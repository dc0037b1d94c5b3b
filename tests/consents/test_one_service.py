"""A yes to one service, and a no to another: the pathway may ask for either."""

from datetime import timedelta

import pytest
from django.urls import reverse

from access.raw import DENIED, attempt
from access.test_what_may_be_said import FACT
from consents.test_answer import answer, facts, invite
from laget.consents import services
from laget.consents.models import Answer
from laget.foundation.ids import uuid7
from laget.moves.queries import facts_of
from laget.moves.services import Refused, take_exit
from laget.ops.scratch import as_owner
from laget.people.models import Service
from running import begun, part  # noqa: F401

ALL = {"services_invited", "consent_given", "service_joined"}


def of_one(world, case, service):
    return {fact.partition(".")[0] for fact in facts(world, case) if fact.endswith(f".{service}")} & ALL


@pytest.fixture
def case(world):
    """PPT and the health service are invited; MONA and FRANK say yes to PPT, and FRANK no to the other."""
    case = world.a_case(at_level="1")
    for service in ("ppt", "health"):
        invite(world, case, service)
    answer(world, case, world.mona, Answer.GIVEN)
    answer(world, case, world.frank, Answer.GIVEN)
    answer(world, case, world.mona, Answer.GIVEN, service="health")
    answer(world, case, world.frank, Answer.REFUSED, service="health")
    return case


def test_a_yes_to_one_is_a_yes_to_that_one_alone(world, case):
    assert of_one(world, case, "ppt") == {"services_invited", "consent_given"}
    assert of_one(world, case, "health") == {"services_invited"}
    assert facts(world, case) & ALL == {"services_invited"}


def test_somebody_has_joined_of_the_service_that_they_work_in(world, case):
    with world.as_(world.kari):
        services.let_in(case=case, to_seat=world.lars.seat, now=world.now)
    assert of_one(world, case, "ppt") == ALL
    assert of_one(world, case, "health") == {"services_invited"}
    assert "service_joined" in facts(world, case)


def test_a_yes_that_is_taken_back_leaves_the_other_service_as_it_was(world, case):
    answer(world, case, world.frank, Answer.GIVEN, service="health", now=world.now + timedelta(minutes=1))
    now = world.now + timedelta(minutes=2)
    assert "consent_given.health" in facts(world, case, now)
    answer(world, case, world.mona, Answer.WITHDRAWN, until=None, now=now)
    later = facts(world, case, now + timedelta(minutes=1))
    assert {"consent_given.health"} == {fact for fact in later if fact.startswith("consent_given")}


def since(world, case, fact, now):
    with world.as_(world.kari, now):
        return facts_of([case])[case.pk].get(fact)


@pytest.mark.parametrize("fact", ["consent_given", "consent_given.ppt"])
def test_a_yes_is_one_from_the_day_of_the_last_that_it_waited_for(world, fact):
    case = world.a_case(at_level="1")
    invite(world, case, "ppt")
    days = [world.now + timedelta(days=number) for number in range(30)]
    answer(world, case, world.mona, Answer.GIVEN, now=days[2])
    answer(world, case, world.frank, Answer.REFUSED, until=None, now=days[3])
    answer(world, case, world.frank, Answer.GIVEN, until=days[20].date(), now=days[5])
    assert since(world, case, fact, days[6]) == world.today + timedelta(days=5)
    answer(world, case, world.frank, Answer.GIVEN, until=days[22].date(), now=days[8])
    assert since(world, case, fact, days[9]) == world.today + timedelta(days=5), "said again, it goes on"
    assert since(world, case, fact, days[24]) is None
    answer(world, case, world.frank, Answer.GIVEN, now=days[25])
    assert since(world, case, fact, days[26]) == world.today + timedelta(days=25), "it had ended"


def test_another_service_of_the_same_kind_as_the_cases_own_needs_a_yes(world, begun):  # noqa: F811
    at_school = (
        ("services_invited.ppt", "services_invited.school"),
        ('"consent_given.ppt"', '"consent_given.school"'),
    )
    case = begun("14-consents", *at_school).life.case
    with as_owner():
        other = Service.objects.create(code="school", name="Naboskolen")
        other.serves.add(case.municipality_id)
    with world.as_(world.kari):
        services.invite(case=case, service=other, seat=world.kari.seat, now=world.now)
    assert of_one(world, case, "school") == {"services_invited"}
    with world.as_(world.kari):
        services.take_back_invitation(case=case, service=other, seat=world.kari.seat, now=world.now)
    assert of_one(world, case, "school") == {"services_invited", "consent_given"}


def towards(running, exit_id, **more):
    """KARI takes a way on, past the pages."""
    world = running.world
    world.set_clock(world.now + timedelta(minutes=1))
    with world.as_(world.kari):
        asked = {"case": running.life.case, "exit_id": exit_id, "reason": "Slik er det."}
        take_exit(**asked, seat=world.kari.seat, now=world.now, **more)


def test_a_pathway_waits_for_one_service_on_page_and_in_the_database(world, begun):  # noqa: F811
    running = begun("14-consents")
    case = running.life.case
    shown = running.page()
    assert "Invite the pedagogical-psychological service" in shown
    assert f'href="{reverse("consents", args=[case.pk])}"' in shown
    invite(world, case, "health")
    assert "Invite the pedagogical-psychological service" in running.page()
    invite(world, case, "ppt")
    assert "Get a yes to the pedagogical-psychological service" in running.page("kari", "exit", "with_ppt")
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN, service="health")
    with pytest.raises(Refused) as refused:
        towards(running, "with_ppt", target="level 1")
    assert refused.value.missing == ("consent_given.ppt", "discussed")
    for guardian in (world.mona, world.frank):
        answer(world, case, guardian, Answer.GIVEN)
    assert "Confirm" in running.page("kari", "exit", "with_ppt")
    towards(running, "with_ppt", target="level 1")
    assert "Get somebody of the pedagogical-psychological service into the team" in running.page()


def test_a_no_to_the_one_it_waits_for_opens_the_way_without(world, begun):  # noqa: F811
    running = begun("14-consents")
    invite(world, running.life.case, "ppt")
    answer(world, running.life.case, world.mona, Answer.REFUSED)
    assert "Discuss it without names" in running.page()
    running.record("discussed")
    assert "Confirm" in running.page("kari", "exit", "without_names")
    towards(running, "without_names", target="closed")


def test_the_service_where_the_case_began_needs_no_yes(world, begun):  # noqa: F811
    at_school = (
        ("services_invited.ppt", "services_invited.school"),
        ('"consent_given.ppt"', '"consent_given.school"'),
    )
    running = begun("14-consents", *at_school)
    assert "Invite" not in part(running.page(), 'id="ways"')
    assert of_one(world, running.life.case, "school") == {"services_invited", "consent_given"}
    assert ALL.isdisjoint(facts(world, running.life.case))


@pytest.mark.parametrize("fact", ["consent_given.ppt", "services_invited.ppt", "service_joined.ppt"])
def test_nobody_says_by_hand_that_there_is_a_yes(world, begun, fact):  # noqa: F811
    case = begun("14-consents").life.case
    with world.as_(world.kari):
        said = (FACT, uuid7(), case.pk, fact, "", world.today, world.kari.seat.pk, world.now)
        assert attempt(said) == DENIED
