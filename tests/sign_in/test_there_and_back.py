"""The way through the pages: an answer is used once, words come back, and whoever leaves is out."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse

from laget.foundation.asking import PERSON
from laget.sign_in.profiles import ways
from sign_in.made_tokens import KNOWN
from sign_in.walking import FAMILY_WAY, WORK_WAY, refused, sign_in, start


def test_an_answer_is_used_once(client, world, provider, kari):
    provider.now = world.now
    back = provider.sign_in(start(client, WORK_WAY), **KNOWN[WORK_WAY])
    assert client.get(back).status_code == 302
    client.post(reverse("sign_out"))
    refused(client, client.get(back))


def test_an_answer_in_another_browser_lets_nobody_in(client, world, provider, kari, other_client):
    provider.now = world.now
    back = provider.sign_in(start(client, WORK_WAY), **KNOWN[WORK_WAY])
    refused(other_client, other_client.get(back))
    start(other_client, WORK_WAY)
    refused(other_client, other_client.get(back))


def test_the_answer_of_one_provider_is_not_anothers(client, world, provider, kari, tie):
    """Not even where the other knows her too, and neither says who it is."""
    tie(kari.person, "feide", "kari@fjordvik.example")
    provider.now = world.now
    provider.metadata = {"authorization_response_iss_parameter_supported": None}
    provider.answer = {"iss": None}
    back = provider.sign_in(start(client, WORK_WAY), **KNOWN["feide"])
    refused(client, client.get(back.replace("ansattporten/back", "feide/back")))


def test_after_a_no_the_same_sign_in_is_not_answered_again(client, world, provider, kari):
    provider.now = world.now
    back = provider.sign_in(start(client, WORK_WAY), **KNOWN[WORK_WAY])
    refused(client, client.get(f"{back}&error=access_denied"))
    refused(client, client.get(back))


def test_an_answer_after_ten_minutes_lets_nobody_in(client, world, provider, kari):
    provider.now = world.now
    back = provider.sign_in(start(client, WORK_WAY), **KNOWN[WORK_WAY])
    world.set_clock(world.now + timedelta(minutes=11))
    refused(client, client.get(back))


def test_a_provider_that_does_not_answer_is_a_page_too(client, world, provider):
    provider.broken = {"openid-configuration": (503, b"")}
    refused(client, client.post(reverse("sign_in_start", args=[FAMILY_WAY])))


def test_the_log_tells_the_check_and_nothing_of_whom(client, world, provider, kari, caplog):
    with caplog.at_level(logging.WARNING, "laget.sign_in"):
        refused(client, sign_in(client, world, provider, WORK_WAY, acr="low"))
        sign_in(client, world, provider, WORK_WAY, pid="17912099998")
    said = [record.getMessage() for record in caplog.records if record.name == "laget.sign_in"]
    assert said == [
        "Sign-in with ansattporten refused: acr",
        "Sign-in with ansattporten: nobody here, or nothing for them",
    ]


def test_what_was_written_stands_in_the_forms_and_comes_back(client, world, provider, kari, lost):
    offered = client.post(reverse("sign_in"), {**lost, "to": lost["next"]}).text
    assert offered.count('value="Han var alene i dag."') == len(ways())
    entered = sign_in(client, world, provider, WORK_WAY, lost)
    assert entered.headers["Location"] == reverse("sign_in_words")
    for _ in range(2):
        shown = client.get(reverse("sign_in_words")).text
        assert "Han var alene i dag." in shown
        assert f'action="{lost["next"]}"' in shown
    world.set_clock(world.now + timedelta(minutes=11))
    assert client.get(reverse("sign_in_words")).headers["Location"] == reverse("today")


def test_it_comes_back_to_nobody_else(client, world, provider, mona, lost):
    entered = sign_in(client, world, provider, FAMILY_WAY, lost)
    assert entered.headers["Location"] == reverse("family")
    assert client.get(reverse("sign_in_words")).headers["Location"] == reverse("family")


def test_it_is_kept_through_a_fault(client, world, provider, kari, lost):
    page = sign_in(client, world, provider, WORK_WAY, lost, acr="low")
    assert 'value="Han var alene i dag."' in page.text
    assert f'name="to" value="{lost["next"]}"' in page.text


def test_it_is_kept_while_a_seat_is_chosen(client, world, provider, kari, two_seats, lost):
    sign_in(client, world, provider, WORK_WAY, lost)
    chosen = client.post(reverse("sign_in_seat"), {"seat": kari.seat.pk})
    assert chosen.headers["Location"] == reverse("sign_in_words")
    assert "Han var alene i dag." in client.get(reverse("sign_in_words")).text


def test_nobody_keeps_a_book_here(client, world, provider):
    page = client.post(reverse("sign_in_start", args=[WORK_WAY]), {"text": "x" * 300_001})
    assert page.status_code == 400


def test_who_was_reading_goes_on_there_and_nowhere_else(client, world, provider, kari):
    entered = sign_in(client, world, provider, WORK_WAY, {"next": reverse("cases")})
    assert entered.headers["Location"] == reverse("cases")
    entered = sign_in(client, world, provider, WORK_WAY, {"next": "https://evil.example/"})
    assert entered.headers["Location"] == reverse("today")


def test_who_signs_out_is_signed_out_with_the_provider_too(client, world, provider, kari):
    sign_in(client, world, provider, WORK_WAY)
    page = client.post(reverse("sign_out")).text
    assert f"url={provider.issuer(WORK_WAY)}/logout?client_id=laget&amp;" in page
    assert PERSON not in client.session


def test_who_signs_out_is_out_though_the_provider_does_not_answer(client, world, provider, kari):
    sign_in(client, world, provider, WORK_WAY)
    provider.broken = {"openid-configuration": (503, b"")}
    world.set_clock(world.now + timedelta(minutes=61))
    assert client.post(reverse("sign_out")).headers["Location"] == reverse("sign_in")
    assert PERSON not in client.session


@pytest.mark.parametrize("who", ["kari", "mona"])
def test_the_way_in_of_the_demo_is_shut_outside_it(client, world, provider, who):
    somebody = getattr(world, who)
    seat = somebody.seat.pk if somebody.seat else ""
    page = client.post(reverse("sign_in"), {"person": somebody.person.pk, "seat": seat})
    assert "Sign in with ID-porten" in page.text
    assert PERSON not in client.session
    assert client.get(reverse("today")).status_code == 302


def test_the_demo_has_no_other_way_in(client, world, provider, settings):
    settings.DEMO = True
    for address in ("sign_in_start", "sign_in_back"):
        assert client.post(reverse(address, args=[FAMILY_WAY])).status_code in (404, 405)
        assert client.get(reverse(address, args=[FAMILY_WAY])).status_code in (404, 405)


def test_a_way_that_is_not_offered_is_not_there(client, world, provider, settings):
    del settings.SIGN_IN["feide"]
    assert client.post(reverse("sign_in_start", args=["feide"])).status_code == 404
    assert client.get(reverse("sign_in_back", args=["feide"])).status_code == 404
    assert "Feide" not in client.get(reverse("sign_in")).text


def test_where_nobody_signs_people_in_the_page_says_so(client, world, settings):
    settings.SIGN_IN = {}
    assert "Nobody can sign in here yet" in client.get(reverse("sign_in")).text
