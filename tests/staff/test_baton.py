"""The pages on which the baton is offered, answered and read of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baton_forms import offer, send
from batons import KNOW, holder
from laget.foundation.ids import uuid7
from laget.foundation.models import AccessLog
from laget.handovers import services
from laget.handovers.models import Handover, Holding
from laget.moves import services as moves
from pages import address

PAGES = ("baton", "baton_take", "baton_name", "baton_offer", "baton_back", "baton_answer")


def test_the_page_says_who_holds_it_in_the_municipalitys_own_word(case, kari):
    shown = kari.get(address("baton", case)).text
    assert "Stafettholder" in shown
    assert "Kari Lund" in shown
    assert "Hand it on" in shown


def test_from_offer_to_a_new_holder(world, case, kari):
    shown = kari.get(address("baton_offer", case)).text
    assert "Amir Haddad" in shown and "Tom Berg" in shown and "Nora Eide" not in shown
    assert "open task" in shown
    assert offer(kari, case, world.amir).status_code == 302
    shown = kari.get(address("baton", case)).text
    assert "Offered to Amir Haddad" in shown and "Take the offer back" in shown
    amir = world.client_of(world.amir)
    shown = amir.get(address("baton_answer", case)).text
    assert KNOW in shown and "Kari Lund asks you" in shown
    accepted = send(amir, "baton_answer", case, answer="yes")
    assert accepted.headers["Location"] == address("case", case)
    assert holder(world, case) == "Amir Haddad"
    assert "Said yes" in kari.get(address("baton", case)).text


def test_a_no_needs_a_reason_and_the_holder_reads_it(world, case, kari):
    offer(kari, case, world.amir)
    amir = world.client_of(world.amir)
    assert send(amir, "baton_answer", case, answer="no").status_code == 422
    assert holder(world, case) == "Kari Lund"
    declined = send(amir, "baton_answer", case, answer="no", reason="Jeg slutter til jul.")
    assert declined.headers["Location"] == reverse("today")
    shown = kari.get(address("baton", case)).text
    assert "Jeg slutter til jul." in shown and "Hand it on" in shown


def test_the_holder_is_told_of_a_no_until_somebody_else_is_asked(world, case, kari):
    offer(kari, case, world.amir)
    send(world.client_of(world.amir), "baton_answer", case, answer="no", reason="Jeg slutter til jul.")
    told = "Amir Haddad cannot take the baton of O.S."
    assert told in kari.get(reverse("today")).text
    assert "Said no to the baton" in kari.get(address("case", case)).text
    offer(kari, case, world.tom)
    assert told not in kari.get(reverse("today")).text


def test_a_colleague_outside_the_team_answers_without_seeing_the_case(world, case, kari):
    offer(kari, case, world.tom, family_told="no")
    tom = world.client_of(world.tom)
    shown = tom.get(address("baton_answer", case)).text
    assert KNOW in shown and "Ola Strand" in shown and "have not been told yet" in shown
    assert f'href="{address("case", case)}' not in shown
    for name in ("case", "baton", "consents"):
        assert tom.get(address(name, case)).status_code == 404
    assert "asks you" in shown
    assert send(tom, "baton_answer", case, answer="yes").status_code == 302
    assert tom.get(address("baton", case)).status_code == 200


def test_the_offer_is_found_on_today(world, case, kari):
    offer(kari, case, world.tom)
    shown = world.client_of(world.tom).get(reverse("today")).text
    assert KNOW in shown and address("baton_answer", case) in shown


def test_in_a_sealed_case_nobody_asks_whether_the_family_knows(world, case, kari):
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    shown = kari.get(address("baton_offer", case)).text
    assert "family_told" not in shown and "Tom Berg" not in shown
    assert "family_told" in kari.get(address("baton_offer", world.a_case(at_level="1", child=world.eva))).text
    assert send(kari, "baton_offer", case, seat=world.amir.seat.pk, must_know=KNOW).status_code == 302
    shown = world.client_of(world.amir).get(address("baton_answer", case)).text
    assert "parents" not in shown


def test_what_is_missing_is_said_and_what_was_written_is_kept(world, case, kari):
    response = offer(kari, case, world.amir, seat="")
    assert response.status_code == 422
    assert KNOW in response.text
    assert offer(kari, case, world.nora).status_code == 422
    assert holder(world, case) == "Kari Lund"


def test_sent_twice_is_done_once(world, case, kari):
    key = uuid7()
    assert {offer(kari, case, world.amir, key=key).status_code for _ in range(2)} == {302}
    with world.as_(world.kari):
        assert Handover.objects.filter(case=case).count() == 1
    amir, key = world.client_of(world.amir), uuid7()
    assert {send(amir, "baton_answer", case, key, answer="yes").status_code for _ in range(2)} == {302}
    with world.as_(world.kari):
        assert Holding.objects.filter(case=case).count() == 2


def test_a_second_offer_is_refused_in_words(world, case, kari):
    offer(kari, case, world.amir)
    refused = offer(kari, case, world.tom)
    assert refused.status_code == 422
    assert "offered to somebody already" in refused.text


def test_an_offer_that_fell_cannot_be_answered(world, case, kari):
    offer(kari, case, world.amir)
    assert send(kari, "baton_back", case).status_code == 302
    amir = world.client_of(world.amir)
    for refused in (send(amir, "baton_answer", case, answer="yes"), send(kari, "baton_back", case)):
        assert refused.status_code == 422
        assert "does not stand any more" in refused.text
    offer(kari, case, world.tom)
    send(kari, "baton_back", case)
    tom = world.client_of(world.tom)
    assert send(tom, "baton_answer", case, answer="yes").status_code == 404


@pytest.mark.parametrize("outsider", ["tom", "liv", "marte", "siri", "lars", "nora", "henrik", "mona"])
def test_outsiders_find_nothing(world, case, kari, outsider):
    offer(kari, case, world.amir)
    client = world.client_of(getattr(world, outsider))
    for name in PAGES:
        assert client.get(address(name, case)).status_code == 404, name
        assert send(client, name, case, answer="yes").status_code == 404, name


def test_a_member_reads_and_neither_offers_nor_answers_for_another(world, case, kari, per):
    offer(kari, case, world.tom)
    amir = world.client_of(world.amir)
    assert amir.get(address("baton", case)).status_code == 200
    for name in ("baton_take", "baton_name", "baton_offer", "baton_back"):
        assert send(amir, name, case, answer="yes").status_code == 404
    for member in (amir, per):
        refused = send(member, "baton_answer", case, answer="yes")
        assert refused.status_code == 422
        assert KNOW not in refused.text
    assert holder(world, case) == "Kari Lund"


def test_a_case_that_has_ended_keeps_its_baton_where_it_is(world, kari):
    case = world.a_case(at_level="1", closed=True)
    shown = kari.get(address("baton", case)).text
    assert "Kari Lund" in shown and "Hand it on" not in shown
    refused = offer(kari, case, world.amir)
    assert refused.status_code == 422
    assert "The case has ended" in refused.text


def test_fifty_in_the_history_cost_as_many_questions_as_five(world, case, kari):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert kari.get(address("baton", case)).status_code == 200
        return len(seen)

    def back_and_forth(times):
        for _ in range(times):
            with world.as_(world.kari):
                services.offer(
                    case=case, to_seat=world.amir.seat, must_know=KNOW, family_told=True,
                    seat=world.kari.seat, now=world.now,
                )  # fmt: skip
            with world.as_(world.amir):
                services.decline(case=case, reason="Nei", seat=world.amir.seat, now=world.now)

    back_and_forth(5)
    few = asked()
    back_and_forth(45)
    assert asked() == few
    assert few <= 20


def test_every_page_leaves_a_trace(world, case, kari, as_owner):
    kari.get(address("baton", case))
    offer(kari, case, world.amir)
    with as_owner():
        traces = AccessLog.objects.filter(case_id=case.pk).order_by("-at").values_list("action", "wrote")
        assert list(traces[:2]) == [("offer_baton", True), ("see_case", False)]
