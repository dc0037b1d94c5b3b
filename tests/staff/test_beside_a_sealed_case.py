"""A child has a sealed case beside: what Today asks of those inside it begins with that."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from access.raw import DENIED, attempt
from laget.consents import invitations
from laget.foundation.ids import uuid7
from laget.handovers import services as baton
from laget.moves import services as moves
from meeting_forms import DAY, planned
from pages import child_page
from todays import today

WARNED = "Suspicion of violence, ask child welfare first: "


def test_per_is_warned_before_he_decides_who_holds_the_baton(world, free):
    decide, page = "Nobody holds the baton. Decide who does.", reverse("baton", args=[free.pk])
    assert decide in today(world, world.per) and WARNED not in today(world, world.per)
    assert page in today(world, world.per)
    world.a_case(sealed=True, days_ago=1)
    shown = today(world, world.per)
    assert f"{WARNED}{decide}" in shown and page not in shown


def test_whoever_is_outside_the_sealed_case_learns_nothing_of_it(world, free):
    """PER has not been told of it."""
    world.a_case(sealed=True, days_ago=1, shared=False)
    assert WARNED not in today(world, world.per)


def test_kari_is_warned_before_she_asks_another_to_take_the_baton_or_another_service(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        offered = {"must_know": "", "family_told": True, "seat": world.kari.seat, "now": world.now}
        baton.offer(case=case, to_seat=world.amir.seat, **offered)
    with world.as_(world.amir):
        baton.decline(case=case, reason="Permisjon", seat=world.amir.seat, now=world.now)
    ask = reverse("baton", args=[case.pk])
    assert ask in today(world, world.kari)
    world.a_case(sealed=True, days_ago=1)
    shown = today(world, world.kari)
    assert f"{WARNED}Amir Haddad cannot take the baton" in shown and ask not in shown
    page = world.client_of(world.kari).get(reverse("consents", args=[case.pk])).text
    assert "this child has a sealed case" in page


@pytest.mark.parametrize("who", ["guardians", "seats"])
def test_kari_is_warned_before_she_holds_or_calls_off_a_meeting_with_the_guardians(world, kari, who):
    """Which the family’s page tells at once."""
    case, asked = world.a_case(at_level="1"), {"guardians": [world.mona.person], "seats": [world.per.seat]}
    meeting = planned(world, case, "start_meeting", starts_at=world.now + DAY, **{who: asked[who]})
    page, warning = reverse("meeting", args=[case.pk, meeting.pk]), "this child has a sealed case"
    before = kari.get(page).text
    assert "Call it off" in before and warning not in before
    world.a_case(sealed=True, days_ago=1)
    assert (warning in kari.get(page).text) is (who == "guardians")
    assert warning not in world.client_of(world.amir).get(page).text


def test_kari_is_warned_before_she_invites_another_service_for_one_that_said_no(world):
    life = world.on_level_1()
    world.invite(life, "ppt", world.today)
    with world.as_(world.lars):
        invitations.decline(case_id=life.case.pk, why="Ingen ledig.")
    ask = reverse("consents", args=[life.case.pk])
    assert ask in today(world, world.kari)
    world.a_case(sealed=True, days_ago=1)
    shown = today(world, world.kari)
    assert f"{WARNED}PPT cannot help" in shown and ask not in shown


def ended(world):
    """The sealed case of OLA, which child welfare has taken over."""
    life = world.a_life(days_ago=9)
    life.worry(violence=True, share=True)
    world.make_ready(life, "sealed")
    life.go("close", "closed", "Barnevernet har saken.")
    return life.case


def test_that_the_sealed_case_has_ended_makes_nobody_safe_to_meet(world):
    """Child welfare has only just taken it: KARI is not sent to the guardians before somebody says so."""
    case, sealed = world.a_case(at_level="1"), ended(world)
    kari = world.client_of(world.kari)
    page = kari.get(reverse("case", args=[case.pk])).text
    assert "this child has a sealed case" in page and "It has ended." in page
    assert "Do it now" not in page.split('id="ways"')[0]
    assert WARNED in today(world, world.kari)
    clear = reverse("clear_guardians", args=[sealed.pk])
    assert clear in kari.get(reverse("case", args=[sealed.pk])).text
    assert kari.post(clear, {"form_key": uuid4(), "reason": ""}).status_code == 422
    assert kari.post(clear, {"form_key": uuid4(), "reason": "Eva i barnevernet, i dag."}).status_code == 302
    page = kari.get(reverse("case", args=[case.pk])).text
    assert "this child has a sealed case" not in page
    assert WARNED not in today(world, world.kari)
    told = kari.get(reverse("case", args=[sealed.pk])).text
    assert "Eva i barnevernet, i dag." in told and clear not in told
    assert "Eva i barnevernet" not in page


def test_of_what_was_a_mistake_nobody_is_warned(world):
    case, life = world.a_case(at_level="1"), world.a_life(days_ago=9)
    life.worry(violence=True, share=True)
    assert "a sealed case" in child_page(world, world.kari, case)
    with life.act("register_in_error") as who:
        moves.register_in_error(case=life.case, reason="Svarte feil", **who)
    assert "a sealed case" not in world.client_of(world.kari).get(reverse("case", args=[case.pk])).text


def test_opened_again_it_warns_again_until_it_is_said_anew(world):
    case, sealed = world.a_case(at_level="1"), ended(world)
    kari, said = world.client_of(world.kari), {"reason": "Eva sier det."}
    kari.post(reverse("clear_guardians", args=[sealed.pk]), said | {"form_key": uuid4()})
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # as when that request had ended
    world.set_clock(world.now + timedelta(hours=1))
    kari.post(reverse("reopen", args=[sealed.pk]), said | {"form_key": uuid4()})
    assert "a sealed case" in kari.get(reverse("case", args=[case.pk])).text


def test_what_stands_there_does_not_stand_open_on_a_screen_that_guardians_see(world):
    case = world.a_case(at_level="1")
    world.a_case(sealed=True, days_ago=1)
    page = world.client_of(world.kari).get(reverse("case", args=[case.pk])).text
    open_ = re.sub(r"<details(?! open).*?</details>", "", page, flags=re.DOTALL).split("<main")[1]
    assert "Stop: read this when you are alone" in open_
    assert not re.search(r"sealed|iolence|child welfare", open_.split('class="actions"')[0])


def test_only_of_a_sealed_case_that_has_ended_it_can_be_said(world):
    open_, sealed = world.a_case(closed=True), world.a_case(sealed=True)
    for case in (open_, sealed):
        assert world.client_of(world.kari).get(reverse("clear_guardians", args=[case.pk])).status_code == 404
    cleared = (
        "insert into cases_entry (id, case_id, seat_id, text, kind, about, audience, at)"
        " values (%s, %s, %s, 'Ja', 'guardians_cleared', '', 'team', %s)"
    )
    with world.as_(world.kari):
        for case in (open_, sealed):
            said = (cleared, uuid7(), case.pk, world.kari.seat.pk, world.now)
            assert attempt(said) == DENIED
