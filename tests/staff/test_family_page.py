"""The family's page beside the staff's."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from laget.ops import scratch
from laget.people.models import Child, Unit
from laget.people.services import choose_language
from laget.plans import services
from laget.plans.models import AsPlanned, Effect, Measure, Onward
from laget.plans.services import Reviewed

MEASURE = "Lekegruppe i storefri"


def sign(client, address):
    """The word that stands beside the measure."""
    page = client.get(address).text
    (found,) = re.findall(r'<li class="measure">(.*?)<span class="measure-what">.*?' + MEASURE, page, re.S)[
        :1
    ]
    return re.sub(r"<[^>]*>", " ", found.rpartition('<li class="measure">')[2]).strip()


@pytest.mark.parametrize("effect", [None, *Effect.values])
def test_a_measure_says_the_same_word_to_the_family_and_to_the_staff(world, effect):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.write_plan(world.today + timedelta(days=20))
    if effect:
        with world.as_(world.kari):
            reviews = [
                Reviewed(each.pk, AsPlanned.YES, effect, Onward.KEEP, world.today + timedelta(days=30))
                for each in Measure.objects.filter(case=life.case)
            ]
            services.evaluate(
                case=life.case, reviews=reviews, child_view="", parents_view="", staff_view="", kept="",
                seat=world.kari.seat, now=world.now,
            )  # fmt: skip
    staff = world.client_of(world.kari)
    words = {
        sign(world.client_of(world.mona), reverse("family")),
        sign(staff, reverse("plan", args=[life.case.pk])),
        sign(staff, reverse("case", args=[life.case.pk])),
    }
    assert len(words) == 1 and words != {""}
    assert words <= {"Not started", "In progress", "Works", "Needs change"}


def telephone(world, number):
    """What the municipality's file says of Kari's school."""
    Unit.objects.filter(pk=world.kari.seat.unit_id).update(phone=number)


@pytest.mark.parametrize(
    ("number", "hidden", "shown"),
    [("00 12 34 60", False, True), ("", False, False), ("00 12 34 60", True, False)],
)
def test_the_family_may_ring_the_contact_unless_it_tells_where_the_child_is(world, number, hidden, shown):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    with scratch.as_owner():
        telephone(world, number)
        Child.objects.filter(pk=world.ola.pk).update(hidden_address=hidden)
    page = world.client_of(world.mona).get(reverse("family")).text
    assert "Your contact is Kari Lund" in page
    assert ('href="tel:00123460"' in page, "Telephone:" in page) == (shown, shown)


def test_a_family_without_a_plan_reads_whom_to_speak_with(world):
    page = world.client_of(world.mona).get(reverse("family")).text
    assert "There is no plan here to show you. Do you wonder about something?" in page


def test_a_day_on_the_familys_page_says_what_happens_then(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.write_plan(world.today + timedelta(days=20))
    assert "we look at it man. 14. des." in world.client_of(world.mona).get(reverse("family")).text


def headings(page):
    return [re.sub(r"<[^>]*>", "", found).strip() for found in re.findall(r"<h2>(.*?)</h2>", page, re.S)]


def test_mona_tells_olas_two_plans_apart_by_their_headings(world):
    """As long as there is one, his name is enough."""
    world.a_case(at_level="1", closed=True, days_ago=200)
    mona = world.client_of(world.mona)
    assert headings(mona.get(reverse("family")).text) == ["Ola"]
    world.a_case(at_level="1")
    world.a_case(at_level="1")
    now, also, ended = headings(mona.get(reverse("family")).text)
    assert now == "Ola: the plan that we follow now" and also == f"{now} (2)"
    assert ended.startswith("Ola: the plan that ended ")


def read(world, who):
    page = world.client_of(who).get(reverse("family")).text
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", page).split()))


@pytest.fixture
def asked(world):
    """On level 1, with the health service invited, and nobody has answered."""
    for who in (world.mona, world.frank):
        with world.as_(who):
            choose_language(person=who.person, language="en")
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.invite(world.services["health"])
    return life


AWAITED = "We wait for your answer."


def test_the_family_reads_what_is_asked_and_what_follows_from_yes_and_no(world, asked):
    for who in (world.mona, world.frank):
        page = read(world, who)
        assert f"We ask you: may {world.services['health'].name} help?" in page and AWAITED in page
        assert "If you say yes: they may read what we have written" in page
        assert "If you say no: they see nothing" in page


def test_each_reads_their_own_answer_and_never_the_others(world, asked):
    asked.answer(world.mona.person, world.services["health"], "given", world.today + timedelta(days=200))
    assert "It takes part as long as everybody who must answer says yes." in read(world, world.mona)
    assert AWAITED in read(world, world.frank)
    asked.at += timedelta(minutes=1)
    asked.answer(world.frank.person, world.services["health"], "refused")
    mona = read(world, world.mona)
    assert "It takes part as long as everybody who must answer says yes." in mona and "said no" not in mona
    assert "You have said no to help from" in read(world, world.frank)


def test_when_all_have_said_yes_it_helps_until_a_day_and_a_yes_is_taken_back(world, asked):
    until = world.today + timedelta(days=200)
    for who in (world.mona, world.frank):
        asked.answer(who.person, world.services["health"], "given", until)
    assert "helps. You have said yes to it until" in read(world, world.mona)
    asked.at += timedelta(minutes=1)
    asked.answer(world.mona.person, world.services["health"], "withdrawn")
    assert "You have taken back your yes" in read(world, world.mona)


def test_in_a_sealed_case_nothing_of_it_is_told(world, asked):
    asked.seal("Blåmerker")
    assert "Help from others" not in read(world, world.mona)


def test_who_is_not_asked_for_anybody_reads_nothing_of_it(world):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    with world.as_(world.mona):
        choose_language(person=world.mona.person, language="en")
    assert "Help from others" not in read(world, world.mona)
