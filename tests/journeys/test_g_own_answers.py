"""MONA answers for herself, on her phone; and what she takes back is closed in the same moment."""

import time
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from journeys.acts import A_MONTH
from laget.cases.models import Case
from laget.consents import services
from laget.consents.models import Answer, Consent
from laget.ops import scratch
from laget.people.models import Service
from walker import Walker
from world import World

pytestmark = pytest.mark.browser
NAMES = {
    "health": "Helsestasjon og skolehelsetjeneste",
    "ppt": "PPT",
    "nav": "NAV",
    "child_welfare": "Barnevernet",
}


@pytest.fixture
def case(world: World) -> Case:
    """OLA's at level 1, with four services invited that MONA has not answered."""
    with scratch.as_owner():
        for code in ("nav", "child_welfare"):
            service, made = Service.objects.get_or_create(code=code, defaults={"name": NAMES[code]})
            if made:
                service.serves.add(world.municipality)
            world.services[code] = service
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        for code in NAMES:
            service = world.services[code]
            services.invite(case=case, service=service, asks="Kan dere hjelpe Ola?", **world.by(world.kari))
    return case


def choose(who: Walker, case: Case, service: Service, answer: str) -> None:
    """Of this case: OLA has one from each test before."""
    who.page.locator(f'[name="{case.pk}.{service.pk}"][value="{answer}"]').check()


def test_four_services_are_answered_in_six_taps(world: World, walker: Walker, case: Case) -> None:
    walker.be("Mona Strand")
    walker.press("Answer here")  # one tap
    for code in NAMES:  # four
        choose(walker, case, world.services[code], "yes")
    walker.press("Save what I have answered")  # six
    walker.sees("Your answers are saved.")
    walker.sees("You have said yes.")
    with world.as_(world.kari):
        assert Consent.objects.filter(case=case, seat=None, answer=Answer.GIVEN).count() == len(NAMES)


def test_a_yes_that_is_taken_back_shuts_the_open_page_within_a_second(
    world: World, screen: Callable[..., Walker], case: Case
) -> None:
    with world.as_(world.kari):
        for guardian in (world.mona, world.frank):
            services.record_answer(
                case=case, guardian=guardian.person, service=world.services["ppt"], answer=Answer.GIVEN,
                until_on=world.today + 6 * A_MONTH, **world.by(world.kari),
            )  # fmt: skip
        services.let_in(case=case, to_seat=world.lars.seat, now=world.now)
    lars, mona = screen("desk"), screen("phone")
    page = reverse("case", args=[case.pk])
    lars.be("Lars Holm")
    lars.go(page)
    lars.sees("Ola", "h1")
    mona.be("Mona Strand")
    mona.press("See and change your answers")
    choose(mona, case, world.services["ppt"], "no")
    began = time.monotonic()
    mona.pressable("Save what I have answered").click()
    expect(mona.page.get_by_text(mona.called("You have taken your yes back.")).first).to_be_visible()
    lars.is_shut_out(page)
    assert time.monotonic() - began < 1
