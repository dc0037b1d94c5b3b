"""“Back, I answered wrong”: the case that was sealed ends, and the words go along to a new worry."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.cases.models import Case
from laget.moves import services as moves
from pages import address

WORDS = "Ola har et blåmerke på armen."
SAID = {"text": WORDS, "adult_here": "no", "category": "home", "form_key": ""}


def send(client, where, **said):
    return client.post(where, said | {"form_key": uuid4()})


def report(world, client, **more):
    done = send(
        client, reverse("worry"), child=world.ola.pk, **SAID | {"violence": "maybe", "share": "on"} | more
    )
    assert done.status_code == 302
    return done


@pytest.fixture
def case(world, kari):
    """KARI has just answered that it could be violence."""
    report(world, kari)
    with world.as_(world.kari, world.now + timedelta(minutes=1)):
        return Case.objects.get()


def go_back(client, case):
    return send(client, address("answered_wrong", case), reason="Jeg svarte feil.")


def test_she_comes_to_a_new_worry_with_her_own_words_in_it(world, kari, case):
    assert address("answered_wrong", case) in kari.get(address("stop", case)).text
    page = kari.get(address("answered_wrong", case)).text
    assert WORDS in page and "I answered wrong about violence.</textarea>" in page  # one press is enough
    done = go_back(kari, case)
    assert done.headers["Location"] == address("worry_anew", case)
    form = kari.get(done.headers["Location"]).text
    assert WORDS in form and "worry-button" not in form  # which would lead away from them
    chosen = re.findall(r'value="([^"]*)" id="[^"]*" checked', form)
    assert chosen == [str(world.ola.pk), "home"]  # what changes everything is asked anew


def test_what_she_sends_from_there_is_a_case_of_its_own(world, kari, case):
    go_back(kari, case)
    form = kari.get(address("worry_anew", case)).text
    assert f'action="{reverse("worry")}"' in form
    report(world, kari, violence="no")
    with world.as_(world.kari, world.now + timedelta(minutes=1)):
        found = {each.in_error: each.sealed_at is not None for each in Case.objects.all()}
    assert found == {True: True, False: False}


def test_the_day_she_began_to_wonder_goes_along(world, kari):
    day = (world.today - timedelta(days=9)).isoformat()
    report(world, kari, wonder_on=day)
    with world.as_(world.kari, world.now + timedelta(minutes=1)):
        case = Case.objects.get()
    go_back(kari, case)
    assert f'value="{day}"' in kari.get(address("worry_anew", case)).text


def test_the_ended_case_leads_there_too(world, kari, case):
    assert address("worry_anew", case) not in kari.get(address("case", case)).text
    go_back(kari, case)
    assert address("worry_anew", case) in kari.get(address("case", case)).text
    assert address("answered_wrong", case) not in kari.get(address("stop", case)).text


def test_whoever_comes_by_an_old_page_comes_to_her_words_all_the_same(world, kari, case):
    go_back(kari, case)
    for found in (kari.get(address("answered_wrong", case)), go_back(kari, case)):
        assert found.headers["Location"] == address("worry_anew", case)


@pytest.mark.parametrize("other", ["per", "amir", "marte", "tom", "siri", "ragnhild", "mona"])
def test_nobody_else_is_given_her_words(world, kari, case, other):
    go_back(kari, case)
    assert world.client_of(getattr(world, other)).get(address("worry_anew", case)).status_code == 404


def test_a_leader_who_says_it_was_an_error_comes_back_to_the_case(world, case):
    per = world.client_of(world.per)
    assert address("answered_wrong", case) not in per.get(address("stop", case)).text
    assert go_back(per, case).status_code == 404
    done = send(per, address("in_error", case), reason="Det var ikke noe.")
    assert done.headers["Location"] == address("case", case)
    assert address("worry_anew", case) not in per.get(address("case", case)).text


def test_a_case_that_goes_on_or_was_sealed_later_is_not_written_anew(world, kari, case):
    assert kari.get(address("worry_anew", case)).status_code == 404
    later = world.a_case(child=world.eva)
    with world.as_(world.kari):
        moves.seal(case=later, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    assert go_back(kari, later).status_code == 404
    assert send(kari, address("in_error", later), reason="Feil.").headers["Location"] == address(
        "case", later
    )
    assert kari.get(address("worry_anew", later)).status_code == 404


def test_it_is_registered_in_error_in_the_list_and_does_not_follow_the_child(world, kari, case):
    go_back(kari, case)
    report(world, kari, violence="no")
    ended = kari.get(reverse("cases") + "?closed=yes").text
    assert "Registered in error" in ended
    with world.as_(world.kari, world.now + timedelta(minutes=1)):
        new = Case.objects.get(in_error=False)
    assert "There is another case" not in kari.get(address("case", new)).text
