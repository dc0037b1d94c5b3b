"""The page where somebody in the team says that an adult here is the concern."""

import pytest
from django.urls import reverse

from laget.cases.models import Entry
from laget.foundation.ids import uuid7
from laget.plans import services as plans

WORDS = "Ola sier at han ble holdt fast."


def page(case, name="adult"):
    return reverse(name, args=[case.pk])


def say(client, case, *adults, **said):
    chosen = [adult.person.pk for adult in adults]
    return client.post(page(case), {"form_key": uuid7(), "adults": chosen, "words": WORDS, **said})


def test_it_stands_beside_violence_for_those_who_may_say_it(world, case):
    for who, sees in ((world.kari, True), (world.per, True), (world.amir, False)):
        assert (page(case) in world.client_of(who).get(page(case, "case")).text) is sees


@pytest.mark.parametrize(
    "outsider", ["amir", "tom", "liv", "marte", "siri", "ragnhild", "nora", "henrik", "mona"]
)
def test_nobody_else_finds_the_page(world, case, outsider):
    client = world.client_of(getattr(world, outsider))
    assert client.get(page(case)).status_code == 404
    assert say(client, case, world.kari).status_code == 404


def test_the_page_says_beforehand_what_happens_and_what_the_law_says(case, kari):
    shown = kari.get(page(case)).text
    assert "loses sight of the case at once" in shown
    assert "Per Vik is told at once." in shown
    assert "If it is about Per Vik, Ragnhild Sæther is told instead." in shown
    assert "Opplæringslova § 12-5" in shown and "barnehage" not in shown


def test_one_chooses_among_those_near_but_not_oneself(world, case, kari):
    shown = kari.get(page(case)).text
    assert "Amir Haddad, Lærer" in shown and "Tom Berg" in shown and "Somebody not on the list" in shown
    assert "Kari Lund, Kontaktlærer" not in shown
    assert "Nora Eide" not in shown and " checked" not in shown
    assert say(kari, case, world.kari).status_code == 422
    assert say(kari, case, world.nora).status_code == 422


@pytest.mark.parametrize("missing", ["adults", "words"])
def test_what_is_missing_is_said_and_nothing_has_happened(world, case, kari, missing):
    refused = say(kari, case, world.amir, **{missing: ""})
    assert refused.status_code == 422
    assert f'href="#id_{missing}"' in refused.text
    assert world.client_of(world.amir).get(page(case, "case")).status_code == 200


def test_afterwards_the_page_says_who_is_out_and_who_knows(world, case, kari):
    done = say(kari, case, world.amir)
    assert done.headers["Location"] == page(case)
    shown = kari.get(page(case)).text
    assert "The worry is about an adult here: Amir Haddad." in shown
    assert "Who leads the case: Per Vik." in shown
    amir = world.client_of(world.amir)
    for name in ("case", "plan", "meetings", "baton", "entry", "adult"):
        assert amir.get(page(case, name)).status_code == 404, name
    assert str(case.pk) not in amir.get("/").text + amir.get("/cases").text
    assert "Amir Haddad" not in kari.get(page(case, "case")).text.split('id="team"')[1].split("</section>")[0]
    assert WORDS in kari.get(page(case, "case")).text


def test_what_the_adult_was_to_do_is_to_be_given_to_somebody_else(world, case, kari):
    with world.as_(world.kari):
        plans.add_measure(
            case=case, goal=None, text="Lekegruppe", arena="unit", responsible="staff",
            responsible_seat=world.amir.seat, responsible_name="Amir Haddad", by_on=None,
            evaluate_on=world.today, seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    say(kari, case, world.amir)
    assert "Give these measures to somebody else" in kari.get(page(case)).text


def test_somebody_who_is_not_on_the_list(world, case, kari):
    assert say(kari, case, adults=["else"]).status_code == 302
    assert "about an adult here who is not on the list" in kari.get(page(case)).text
    assert str(case.pk) not in world.client_of(world.marte).get("/unit").text


def test_in_a_sealed_case_too_and_no_guardian_is_named(world, kari):
    case = world.a_case(sealed=True)
    shown = kari.get(page(case)).text
    assert "Mona" not in shown and "Frank" not in shown
    assert say(kari, case, world.tom).status_code == 302


def test_sent_twice_is_said_once(world, case, kari):
    key = uuid7()
    assert {say(kari, case, world.amir, form_key=key).status_code for _ in range(2)} == {302}
    assert kari.get(page(case, "case")).text.count(WORDS) == 1


def test_the_note_is_said_in_the_readers_language_and_only_the_words_are_the_writers(world, case, kari):
    say(kari, case, world.amir)
    timeline = kari.get(page(case, "case")).text.split('id="timeline"')[1]
    assert "An adult who works here is the concern: Amir Haddad" in timeline and WORDS in timeline
    with world.as_(world.kari):
        assert Entry.objects.get(case=case).text == WORDS


def test_of_an_adult_in_no_register_the_note_names_nobody(world, case, kari):
    say(kari, case, adults=["else"])
    timeline = kari.get(page(case, "case")).text.split('id="timeline"')[1]
    assert "An adult who works here is the concern<" in timeline
