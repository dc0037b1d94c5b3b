"""The pages of the baton, and a leader who comes in to a case of the unit."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laget.cases.models import Entry, TeamMember
from laget.consents.queries import latest_answer
from laget.foundation.ids import uuid7
from laget.foundation.models import AccessLog
from laget.handovers import services
from laget.handovers.models import Handover, Holding
from laget.moves import services as moves

KNOW = "Ola snakker best når dere går en tur."
PAGES = ("baton", "baton_take", "baton_name", "baton_offer", "baton_back", "baton_answer")


def page(name, case):
    return reverse(name, args=[case.pk])


def send(client, name, case, key=None, **said):
    return client.post(page(name, case), {"form_key": key or uuid7(), **said})


def offer(client, case, to, **said):
    return send(
        client, "baton_offer", case, **{"seat": to.seat.pk, "must_know": KNOW, "family_told": "yes", **said}
    )


def holder(world, case):
    with world.as_(world.per):
        (held,) = Holding.objects.filter(case=case, to_at=None).select_related("seat__person")
        return held.seat.person.name


def read(client, address):
    return re.sub("<[^>]*>", "", client.get(address).text)


def test_the_page_says_who_holds_it_in_the_municipalitys_own_word(case, kari):
    shown = kari.get(page("baton", case)).text
    assert "Stafettholder" in shown
    assert "Kari Lund" in shown
    assert "Hand it on" in shown


def test_from_offer_to_a_new_holder(world, case, kari):
    shown = kari.get(page("baton_offer", case)).text
    assert "Amir Haddad" in shown and "Tom Berg" in shown and "Nora Eide" not in shown
    assert "open task" in shown
    assert offer(kari, case, world.amir).status_code == 302
    shown = kari.get(page("baton", case)).text
    assert "Offered to Amir Haddad" in shown and "Take the offer back" in shown
    amir = world.client_of(world.amir)
    shown = amir.get(page("baton_answer", case)).text
    assert KNOW in shown and "Kari Lund asks you" in shown
    accepted = send(amir, "baton_answer", case, answer="yes")
    assert accepted.headers["Location"] == page("case", case)
    assert holder(world, case) == "Amir Haddad"
    assert "Said yes" in kari.get(page("baton", case)).text


def test_a_no_needs_a_reason_and_the_holder_reads_it(world, case, kari):
    offer(kari, case, world.amir)
    amir = world.client_of(world.amir)
    assert send(amir, "baton_answer", case, answer="no").status_code == 422
    assert holder(world, case) == "Kari Lund"
    declined = send(amir, "baton_answer", case, answer="no", reason="Jeg slutter til jul.")
    assert declined.headers["Location"] == reverse("today")
    shown = kari.get(page("baton", case)).text
    assert "Jeg slutter til jul." in shown and "Hand it on" in shown


def test_the_holder_is_told_of_a_no_until_somebody_else_is_asked(world, case, kari):
    offer(kari, case, world.amir)
    send(world.client_of(world.amir), "baton_answer", case, answer="no", reason="Jeg slutter til jul.")
    told = "Amir Haddad cannot take the baton of O.S."
    assert told in kari.get(reverse("today")).text
    assert "Said no to the baton" in kari.get(page("case", case)).text
    offer(kari, case, world.tom)
    assert told not in kari.get(reverse("today")).text


def test_a_colleague_outside_the_team_answers_without_seeing_the_case(world, case, kari):
    offer(kari, case, world.tom, family_told="no")
    tom = world.client_of(world.tom)
    shown = tom.get(page("baton_answer", case)).text
    assert KNOW in shown and "Ola Strand" in shown and "have not been told yet" in shown
    assert f'href="{page("case", case)}' not in shown
    for name in ("case", "baton", "consents"):
        assert tom.get(page(name, case)).status_code == 404
    assert "asks you" in shown
    assert send(tom, "baton_answer", case, answer="yes").status_code == 302
    assert tom.get(page("baton", case)).status_code == 200


def test_the_offer_is_found_on_today(world, case, kari):
    offer(kari, case, world.tom)
    shown = world.client_of(world.tom).get(reverse("today")).text
    assert KNOW in shown and page("baton_answer", case) in shown


def test_in_a_sealed_case_nobody_asks_whether_the_family_knows(world, case, kari):
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    shown = kari.get(page("baton_offer", case)).text
    assert "family_told" not in shown and "Tom Berg" not in shown
    assert "family_told" in kari.get(page("baton_offer", world.a_case(at_level="1", child=world.eva))).text
    assert send(kari, "baton_offer", case, seat=world.amir.seat.pk, must_know=KNOW).status_code == 302
    shown = world.client_of(world.amir).get(page("baton_answer", case)).text
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


def test_the_author_takes_a_free_baton(world, free, kari):
    assert "Nobody is stafettholder yet" in kari.get(page("baton", free)).text
    assert send(kari, "baton_take", free).status_code == 302
    assert holder(world, free) == "Kari Lund"


def test_the_leader_names_a_holder(world, free, per):
    assert send(per, "baton_name", free, seat=world.tom.seat.pk).status_code == 302
    assert holder(world, free) == "Tom Berg"
    refused = send(per, "baton_name", free, seat=world.amir.seat.pk)
    assert refused.status_code == 422
    assert "Somebody holds the baton already" in refused.text


def test_at_level_0_nobody_holds_it(world, kari):
    case = world.a_case(at_level="0")
    shown = kari.get(page("baton", case)).text
    assert "At this level nobody is stafettholder" in shown and "I take it" not in shown
    assert send(kari, "baton_take", case).status_code == 422


def test_the_leader_takes_over_from_somebody_who_has_left(world, case, per, as_owner):
    assert "Take it over" not in per.get(page("baton", case)).text
    world.leaves_work(world.kari)
    shown = per.get(page("baton", case)).text
    assert "Kari Lund cannot see the case any more" in shown and "Take it over" in shown
    assert "Take it over" not in world.client_of(world.amir).get(page("baton", case)).text
    assert send(per, "baton_take", case).status_code == 302
    assert holder(world, case) == "Per Vik"


def test_when_a_consent_is_taken_back_nobody_is_said_to_hold_it(world, kari):
    """SIRI of the health service holds it. She has not left, and nobody says so."""
    case = world.a_case(at_level="2")
    offer(kari, case, world.siri)
    send(world.client_of(world.siri), "baton_answer", case, answer="yes")
    child, family = reverse("case", args=[case.pk]), reverse("family")
    assert "tafettholder: Siri Nygård" in read(kari, child)
    assert "Siri Nygård" in world.client_of(world.frank).get(family).text
    asked = {"service": world.services["health"].pk, "guardian": world.mona.person.pk}
    with world.as_(world.kari):
        yes = latest_answer(case, asked["service"], asked["guardian"])
    no = {"answer": "withdrawn", "answered_on": world.today.isoformat(), "by": "conversation"}
    send(kari, "consent_answer", case, seen=yes.pk, **no, **asked)
    assert "tafettholder: nobody, the leader answers for it" in read(kari, child)
    assert "Siri Nygård cannot see the case any more" in kari.get(page("baton", case)).text
    assert "Siri Nygård" not in world.client_of(world.frank).get(family).text


def test_the_leader_asks_somebody_else_and_holds_it_meanwhile(world, case, per, as_owner):
    world.leaves_work(world.kari)
    assert (
        send(per, "baton_name", case, seat=world.tom.seat.pk, must_know=KNOW, family_told="no").status_code
        == 302
    )
    assert holder(world, case) == "Per Vik"
    assert send(world.client_of(world.tom), "baton_answer", case, answer="yes").status_code == 302
    assert holder(world, case) == "Tom Berg"


@pytest.mark.parametrize("outsider", ["tom", "liv", "marte", "siri", "lars", "nora", "henrik", "mona"])
def test_outsiders_find_nothing(world, case, kari, outsider):
    offer(kari, case, world.amir)
    client = world.client_of(getattr(world, outsider))
    for name in PAGES:
        assert client.get(page(name, case)).status_code == 404, name
        assert send(client, name, case, answer="yes").status_code == 404, name


def test_a_member_reads_and_neither_offers_nor_answers_for_another(world, case, kari, per):
    offer(kari, case, world.tom)
    amir = world.client_of(world.amir)
    assert amir.get(page("baton", case)).status_code == 200
    for name in ("baton_take", "baton_name", "baton_offer", "baton_back"):
        assert send(amir, name, case, answer="yes").status_code == 404
    for member in (amir, per):
        refused = send(member, "baton_answer", case, answer="yes")
        assert refused.status_code == 422
        assert KNOW not in refused.text
    assert holder(world, case) == "Kari Lund"


def test_a_case_that_has_ended_keeps_its_baton_where_it_is(world, kari):
    case = world.a_case(at_level="1", closed=True)
    shown = kari.get(page("baton", case)).text
    assert "Kari Lund" in shown and "Hand it on" not in shown
    refused = offer(kari, case, world.amir)
    assert refused.status_code == 422
    assert "The case has ended" in refused.text


def test_fifty_in_the_history_cost_as_many_questions_as_five(world, case, kari):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert kari.get(page("baton", case)).status_code == 200
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


def test_a_leader_comes_in_with_a_reason_that_the_team_reads(world, case):
    marte = world.client_of(world.marte)
    assert marte.get(page("baton", case)).status_code == 404
    assert "Why?" in marte.get(page("join_as_leader", case)).text
    assert send(marte, "join_as_leader", case, reason="").status_code == 422
    joined = send(marte, "join_as_leader", case, reason="Per er sykmeldt.")
    assert joined.headers["Location"] == page("case", case)
    assert marte.get(page("baton", case)).status_code == 200
    with world.as_(world.kari):
        assert TeamMember.objects.get(case=case, seat=world.marte.seat).basis == "leader"
        (entry,) = Entry.objects.filter(case=case)
        assert "Per er sykmeldt." in entry.text and entry.seat_id == world.marte.seat.pk


@pytest.mark.parametrize("outsider", ["tom", "liv", "kari", "per", "amir", "siri", "nora", "henrik", "mona"])
def test_nobody_else_comes_in_so(world, case, outsider):
    client = world.client_of(getattr(world, outsider))
    assert client.get(page("join_as_leader", case)).status_code == 404
    assert send(client, "join_as_leader", case, reason="Nysgjerrig").status_code == 404


@pytest.mark.parametrize("how", [{"sealed": True}, {"shared": False}])
def test_a_leader_does_not_come_in_to_what_is_not_on_the_worklist(world, how):
    case = world.a_case(**how)
    marte = world.client_of(world.marte)
    assert send(marte, "join_as_leader", case, reason="Jeg lurer").status_code == 404


def test_a_leader_does_not_come_in_to_a_case_about_an_adult_here(world):
    case = world.a_case(about=world.tom)
    marte = world.client_of(world.marte)
    assert send(marte, "join_as_leader", case, reason="Jeg lurer").status_code == 404


def test_every_page_leaves_a_trace(world, case, kari, as_owner):
    kari.get(page("baton", case))
    offer(kari, case, world.amir)
    with as_owner():
        traces = AccessLog.objects.filter(case_id=case.pk).order_by("-at").values_list("action", "wrote")
        assert list(traces[:2]) == [("offer_baton", True), ("see_case", False)]


def test_whoever_may_only_take_it_reads_who_decides_on_another(free, kari, per):
    said = "Speak with Per Vik, who decides it on this page."
    assert said in kari.get(page("baton", free)).text
    assert (
        said not in per.get(page("baton", free)).text
        and page("baton_name", free) in per.get(page("baton", free)).text
    )
    send(kari, "baton_take", free)
    assert said not in kari.get(page("baton", free)).text
