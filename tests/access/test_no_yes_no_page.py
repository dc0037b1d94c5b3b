"""Somebody of another service without everybody's yes finds no page of the case, and sends no form to it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from guards.test_doors import pages
from laget.consents import services as consents
from laget.consents.models import Answer
from laget.database.policies import GUARDED
from laget.moves import services as moves
from staff.test_pressed_twice import stands

# What is answered before there is a yes of everybody; and the two tables that tell of people and services.
OF_NO_CASE = {"people_person", "foundation_draft", "foundation_accesslog", "foundation_sentform"}


def missing(_world, _life):
    """Nobody has been asked."""


def refused(world, life):
    life.answer(world.mona.person, world.services["ppt"], Answer.GIVEN, world.today + timedelta(days=90))
    life.answer(world.frank.person, world.services["ppt"], Answer.REFUSED)


def half(world, life):
    life.answer(world.mona.person, world.services["ppt"], Answer.GIVEN, world.today + timedelta(days=90))


def joined(world, life):
    for guardian in life.guardians():
        life.answer(guardian, world.services["ppt"], Answer.GIVEN, world.today + timedelta(days=90))
    life.let_in(world.lars.seat)


def withdrawn(world, life):
    joined(world, life)
    life.answer(world.mona.person, world.services["ppt"], Answer.WITHDRAWN)


def run_out(world, life):
    joined(world, life)
    world.set_clock(world.now + timedelta(days=91))


def taken_back(world, life):
    joined(world, life)
    with life.act("invite_service") as who:
        consents.take_back_invitation(case=life.case, service=world.services["ppt"], **who)


def sealed(world, life):
    joined(world, life)
    life.seal("Det kan være vold.")


def ended(world, life):
    joined(world, life)
    life.go("effect_close", "closed", "Det går bra nå.")


def in_error(world, life):
    joined(world, life)
    with life.act("register_in_error") as who:
        moves.register_in_error(case=life.case, reason="Feil barn", **who)


@pytest.fixture
def life(world):
    """At level 1, with a plan, and PPT invited."""
    life = world.on_level_1()
    world.make_ready(life, "1")
    life.invite(world.services["ppt"])
    return life


def every_page(case):
    """Each address of the case, with keys of rows that are there or of none."""
    others = {"fact": "contact_named", "form_id": "plan", "exit_id": "effect_close", "proposal_id": "quiet"}
    of_a_case = [page for page in pages(get_resolver()) if "case_id" in page.pattern.converters]
    assert len(of_a_case) > 40
    for page in of_a_case:
        keys = {name: others.get(name, uuid4()) for name in page.pattern.converters}
        yield page.name, reverse(page.name, kwargs=keys | {"case_id": case.pk})


@pytest.mark.parametrize(
    "how", [missing, half, refused, withdrawn, run_out, taken_back, sealed, ended, in_error]
)
def test_without_everybodys_yes_there_is_no_page_no_form_and_no_row(world, life, how):
    how(world, life)
    lars = world.client_of(world.lars)
    for name, address in every_page(life.case):
        sent = lars.post(address, {"form_key": uuid4(), "reason": "x", "text": "x"})
        answers = [lars.get(address), lars.head(address), lars.options(address), sent]
        assert {answer.status_code for answer in answers} <= {404, 405}, name
    for shown in (lars.get("/"), lars.get("/cases?closed=yes"), lars.post("/search", {"q": "Ola"})):
        assert str(life.case.pk) not in shown.text and "O.S." not in shown.text
    with world.as_(world.lars) as cursor:
        for table in sorted(set(GUARDED) - OF_NO_CASE):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table


def test_with_it_there_is(world, life):
    joined(world, life)
    lars = world.client_of(world.lars)
    assert lars.get(reverse("case", args=[life.case.pk])).status_code == 200


def test_a_page_is_there_however_it_is_asked_for_and_nothing_is_done_by_asking(world, life):
    joined(world, life)
    kari = world.client_of(world.kari)
    kari.get(reverse("case", args=[life.case.pk]))
    before = stands()
    for name, address in every_page(life.case):
        answers = {ask(address).status_code for ask in (kari.get, kari.head, kari.options, kari.put)}
        assert len(answers) == 1 and max(answers) < 500, name
    assert stands() == before
