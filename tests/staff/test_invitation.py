"""The pages where LARS of PPT is asked who joins OLA's case, and where the case waits for it."""

import pytest
from django.db import connection
from django.urls import reverse

from laget.foundation.ids import uuid7


@pytest.fixture
def case(world):
    """KARI holds the baton; PPT is invited, and MONA and FRANK have said yes."""
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.invite(world.services["ppt"])
    for guardian in life.guardians():
        life.answer(guardian, world.services["ppt"], "given", world.today)
    return life.case


def test_today_asks_and_the_page_lets_in(world, case):
    lars = world.client_of(world.lars)
    today = lars.get("/").text
    assert "You are invited into a case: say who joins" in today and world.ola.name not in today
    assert "Nothing is urgent." not in today
    address = reverse("invitation", args=[case.pk])
    assert address in today
    page = lars.get(address).text
    assert (
        world.ola.name in page and "Kari Lund" in page and "Fjordvik" in page and "sitter alene" not in page
    )
    assert lars.post(address, {"form_key": uuid7()}).status_code == 422
    assert lars.post(address, {"form_key": uuid7(), "seat": world.siri.seat.pk}).status_code == 422
    joined = lars.post(address, {"form_key": uuid7(), "seat": world.lars.seat.pk})
    assert joined.headers["Location"] == reverse("case", args=[case.pk])
    assert lars.get(joined.headers["Location"]).status_code == 200
    assert "You are invited" not in lars.get("/").text


def test_level_2_waits_until_somebody_of_another_service_has_joined(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    world.make_ready(life, "1")
    world.invite_health(life)
    life.go("level_2", "level 2")
    page = reverse("case", args=[life.case.pk])
    asks = "Get somebody of the invited services into the team"
    assert asks in world.client_of(world.kari).get(page).text
    life.let_in(world.siri.seat)
    assert asks not in world.client_of(world.kari).get(page).text


def test_a_service_that_cannot_help_says_so_and_the_team_asks_another(world, case):
    lars, kari = world.client_of(world.lars), world.client_of(world.kari)
    page, no = reverse("case", args=[case.pk]), reverse("decline_invitation", args=[case.pk])
    asked_before = "Get somebody of the invited services into the team" in kari.get(page).text
    assert lars.post(no, {"form_key": uuid7(), "why": " "}).status_code == 422
    said = {"form_key": uuid7(), "why": "Vi har ingen ledig før jul. Spør helsesykepleieren."}
    assert lars.post(no, said).headers["Location"] == "/"
    assert "You are invited" not in lars.get("/").text
    assert lars.get(reverse("invitation", args=[case.pk])).status_code == 404
    told = kari.get(page).text
    assert "PPT cannot help now" in told and "Spør helsesykepleieren" in told
    consents = kari.get(reverse("consents", args=[case.pk])).text
    assert "No service is invited now." in consents and "PPT cannot help now" in consents
    assert "Spør helsesykepleieren" in consents
    assert not asked_before or "Get somebody of the invited services" not in told


def test_only_whoever_answers_for_the_service_may_say_its_no(world, case):
    no = reverse("decline_invitation", args=[case.pk])
    for other in (world.siri, world.kari, world.nora):
        assert world.client_of(other).post(no, {"form_key": uuid7(), "why": "Nei."}).status_code == 404
        with world.as_(other), connection.cursor() as cursor:
            cursor.execute("select decline_invitation(%s, 'Nei.')", [case.pk])
            assert cursor.fetchone() == (False,)
