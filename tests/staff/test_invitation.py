"""The pages where LARS of PPT is asked who joins OLA's case, and where the case waits for it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState
from django.urls import reverse

from laget.consents import services as consents
from laget.foundation.ids import uuid7
from laget.handovers.leaving import keep_out
from laget.moves import services as moves


@pytest.fixture
def case(world):
    """KARI holds the baton; PPT is invited, and MONA and FRANK have said yes."""
    life = world.on_level_1()
    world.invite(life, "ppt", world.today)
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


ASKS = "Kan dere se på leseopplæringen?"


def test_lars_reads_what_is_asked_of_ppt_before_he_answers_and_not_before_both_parents_have_said_yes(world):
    """Nor does it stand on Today, where others pass by; MONA and FRANK read it before they answer."""
    life = world.on_level_1()
    life.invite(world.services["ppt"])
    lars, address = world.client_of(world.lars), reverse("invitation", args=[life.case.pk])
    for guardian in life.guardians():
        assert lars.get(address).status_code == 404 and ASKS not in lars.get("/").text
        life.answer(guardian, world.services["ppt"], "given", world.today)
    assert ASKS in lars.get(address).text and ASKS not in lars.get("/").text
    assert ASKS in world.client_of(world.kari).get(reverse("consents", args=[life.case.pk])).text
    assert ASKS in world.client_of(world.mona).get("/family").text


@pytest.mark.parametrize("what", ["seal", "adult"])
def test_of_a_case_that_is_sealed_or_about_an_adult_here_nothing_of_what_was_asked_leaves(world, case, what):
    with world.as_(world.kari):
        if what == "seal":
            moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
        else:
            keep_out(case=case, adults=[world.tom.person], words="Ropte", seat=world.kari.seat, now=world.now)
    with world.as_(world.lars) as cursor:
        cursor.execute("select count(*) from invitations()")
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from consents_invitedservice")
        assert cursor.fetchone() == (0,)
    assert ASKS not in world.client_of(world.lars).get(reverse("invitation", args=[case.pk])).text


def test_an_invitation_from_before_the_question_was_asked_stands_as_it_was(world, case, as_owner):
    """The migration, on a database with an invitation that waits for LARS."""
    (column,) = import_module("laget.consents.migrations.0003_what_is_asked").Migration.operations
    tables = ProjectState.from_apps(apps)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table consents_invitedservice drop column asks")
        with connection.schema_editor(atomic=False) as editor:
            column.database_forwards("consents", editor, tables, tables)
    shown = world.client_of(world.lars).get(reverse("invitation", args=[case.pk])).text
    assert world.ola.name in shown and "What they ask of you" not in shown


def test_level_2_waits_until_somebody_of_another_service_has_joined(world):
    life = world.on_level_1()
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
    done = "You have said no. Kari Lund reads why on Today, and may ask another service."
    shown = lars.get("/").text
    assert "You are invited" not in shown and done in shown
    assert done not in lars.get("/").text
    assert lars.get(reverse("invitation", args=[case.pk])).status_code == 404
    told = kari.get(page).text
    assert "PPT cannot help now" in told and "Spør helsesykepleieren" in told
    asked = kari.get(reverse("consents", args=[case.pk])).text
    assert "No service is invited now." in asked and "PPT cannot help now" in asked
    assert "Spør helsesykepleieren" in asked
    assert not asked_before or "Get somebody of the invited services" not in told
    assert "PPT cannot help" in kari.get("/").text
    assert "PPT cannot help" not in world.client_of(world.per).get("/").text
    world.set_clock(world.now + timedelta(hours=1))
    with world.as_(world.kari):
        consents.invite(case=case, service=world.services["health"], seat=world.kari.seat, now=world.now)
    assert "PPT cannot help" not in kari.get("/").text


def test_where_no_service_is_left_the_family_is_not_asked_and_there_are_two_ways_on(world):
    """The page says it, and the database: the way back is open only when nobody is invited any more."""
    case, kari = world.a_case(at_level="2"), world.client_of(world.kari)
    page, way_back = reverse("case", args=[case.pk]), reverse("exit", args=[case.pk, "without_services"])
    assert "Inviter en annen tjeneste" not in kari.get(page).text

    def goes_back():
        with world.as_(world.kari):
            moves.take_exit(
                case=case, exit_id="without_services", target="level 1", reason="Ingen kan.",
                seat=world.kari.seat, now=world.now,
            )  # fmt: skip

    with pytest.raises(moves.Refused):
        goes_back()
    with world.as_(world.kari):
        consents.take_back_invitation(
            case=case, service=world.services["health"], seat=world.kari.seat, now=world.now
        )
    shown = kari.get(page).text
    assert "Ingen annen tjeneste er invitert lenger." in shown and "Spør familien om samtykke" not in shown
    assert reverse("consents", args=[case.pk]) in shown and way_back in shown
    goes_back()
    with world.as_(world.kari):
        case.refresh_from_db()
    assert case.level == "1"


def test_only_whoever_answers_for_the_service_may_say_its_no(world, case):
    no = reverse("decline_invitation", args=[case.pk])
    for other in (world.siri, world.kari, world.nora):
        assert world.client_of(other).post(no, {"form_key": uuid7(), "why": "Nei."}).status_code == 404
        with world.as_(other), connection.cursor() as cursor:
            cursor.execute("select decline_invitation(%s, 'Nei.')", [case.pk])
            assert cursor.fetchone() == (False,)
