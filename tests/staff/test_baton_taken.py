"""The pages of a baton that nobody holds, or whose holder has left: who takes it, and who names somebody."""

from django.urls import reverse

from baton_forms import offer, send
from batons import KNOW, holder
from laget.consents.queries import latest_answer
from pages import address, plain


def read(client, where):
    return plain(client.get(where).text)


def test_the_author_takes_a_free_baton(world, free, kari):
    assert "Nobody is stafettholder yet" in kari.get(address("baton", free)).text
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
    shown = kari.get(address("baton", case)).text
    assert "At this level nobody is stafettholder" in shown and "I take it" not in shown
    assert send(kari, "baton_take", case).status_code == 422


def test_the_leader_takes_over_from_somebody_who_has_left(world, case, per):
    assert "Take it over" not in per.get(address("baton", case)).text
    world.leaves_work(world.kari)
    shown = per.get(address("baton", case)).text
    assert "Kari Lund cannot see the case any more" in shown and "Take it over" in shown
    assert "Take it over" not in world.client_of(world.amir).get(address("baton", case)).text
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
    assert "Siri Nygård cannot see the case any more" in kari.get(address("baton", case)).text
    assert "Siri Nygård" not in world.client_of(world.frank).get(family).text


def test_the_leader_asks_somebody_else_and_holds_it_meanwhile(world, case, per):
    world.leaves_work(world.kari)
    assert (
        send(per, "baton_name", case, seat=world.tom.seat.pk, must_know=KNOW, family_told="no").status_code
        == 302
    )
    assert holder(world, case) == "Per Vik"
    assert send(world.client_of(world.tom), "baton_answer", case, answer="yes").status_code == 302
    assert holder(world, case) == "Tom Berg"


def test_whoever_may_only_take_it_reads_who_decides_on_another(free, kari, per):
    said = "Speak with Per Vik, who decides it on this page."
    assert said in kari.get(address("baton", free)).text
    assert (
        said not in per.get(address("baton", free)).text
        and address("baton_name", free) in per.get(address("baton", free)).text
    )
    send(kari, "baton_take", free)
    assert said not in kari.get(address("baton", free)).text
