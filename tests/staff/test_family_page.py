"""The family's page beside the staff's."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

import pages
from laget.consents import invitations
from laget.handovers.leaving import keep_out
from laget.moves import services as moves
from laget.ops import scratch
from laget.people.models import Child, Unit
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
    life = world.on_level_1()
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
    world.on_level_1()
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
    life = world.on_level_1()
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
    page = pages.read(world, who, reverse("family"))
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", page).split()))


@pytest.fixture
def asked(world):
    """On level 1, with the health service invited, and nobody has answered."""
    world.in_english(world.mona, world.frank)
    life = world.on_level_1()
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
    assert "It does not take part now." in read(world, world.mona)
    assert AWAITED in read(world, world.frank)
    asked.at += timedelta(minutes=1)
    asked.answer(world.frank.person, world.services["health"], "refused")
    mona = read(world, world.mona)
    assert "It does not take part now." in mona and "said no" not in mona
    assert "You have said no to help from" in read(world, world.frank)


def test_when_all_have_said_yes_it_helps_until_a_day_and_a_yes_is_taken_back(world, asked):
    until = world.today + timedelta(days=200)
    for who in (world.mona, world.frank):
        asked.answer(who.person, world.services["health"], "given", until)
    assert "Nobody from there takes part now." in read(world, world.mona)
    asked.let_in(world.siri.seat)
    assert "helps. Your yes holds up to and including" in read(world, world.mona)
    asked.at += timedelta(minutes=1)
    asked.answer(world.mona.person, world.services["health"], "withdrawn")
    assert "You have taken back your yes" in read(world, world.mona)


def meet(world, life):
    life.story = replace(life.story, place="Grupperommet")
    return life.plan_meeting("conversation", world.now + timedelta(days=3))


@pytest.mark.parametrize("hidden", [False, True])
def test_the_family_reads_when_it_is_asked_to_come_and_where_unless_that_is_hidden(world, asked, hidden):
    meet(world, asked)
    with scratch.as_owner():
        Child.objects.filter(pk=world.ola.pk).update(hidden_address=hidden)
    page = read(world, world.mona)
    assert "Next meeting:" in page and ("Where: Grupperommet." in page) != hidden
    assert not hidden or "Grupperommet" not in page


@pytest.mark.parametrize("ends", [False, True])
def test_a_meeting_that_is_called_off_is_said_to_be_so_until_its_time_has_passed(world, asked, ends):
    meeting = meet(world, asked)
    asked.at += timedelta(minutes=1)
    if ends:
        asked.go("another_reason", "closed", "De flytter.")
    else:
        asked.call_off(meeting, "Per er syk.")
    page = read(world, world.mona)
    assert "Called off:" in page and "Next meeting" not in page and "Per er syk." not in page
    world.set_clock(meeting.starts_at + timedelta(minutes=1))
    assert "Called off" not in read(world, world.mona)


ASKS = "What we ask of them: Kan Siri snakke med Ola?"


def test_the_family_reads_what_the_team_asks_unless_it_could_tell_too_much(world, asked):
    assert ASKS in read(world, world.mona) and ASKS in read(world, world.frank)
    with scratch.as_owner():
        Child.objects.filter(pk=world.ola.pk).update(hidden_address=True)
    hidden = read(world, world.mona)
    assert AWAITED in hidden and "What we ask of them" not in hidden


def test_in_a_case_about_an_adult_here_what_is_asked_of_a_service_stays_with_the_team(world, asked):
    with world.as_(world.kari):
        keep_out(
            case=asked.case, adults=[world.tom.person], words="Ropte", seat=world.kari.seat, now=world.now
        )
    assert "What we ask of them" not in read(world, world.mona)


def test_a_service_that_cannot_help_says_so_to_the_family_and_not_why(world):
    life = world.on_level_1()
    world.invite(life, "ppt", world.today)
    world.in_english(world.mona)
    with world.as_(world.lars):
        invitations.decline(case_id=life.case.pk, why="Vi har ikke kapasitet.")
    page = read(world, world.mona)
    assert "PPT cannot help now." in page and "kapasitet" not in page
    world.set_clock(world.now + timedelta(minutes=1))
    life.at = world.now
    life.invite(world.services["ppt"])
    page = read(world, world.mona)
    assert "cannot help" not in page and AWAITED in page


@pytest.mark.parametrize(("days", "asks"), [(1, True), (400, False)])
def test_in_the_aftercare_the_family_reads_until_when_and_whom_to_turn_to(world, days, asks):
    case = world.a_case(at_level="1", ready=True)
    with world.as_(world.kari):
        moves.take_exit(
            case=case, exit_id="effect_close", target="aftercare", reason="Det går bra.",
            seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    world.set_clock(world.now + timedelta(days=days))
    page = world.client_of(world.mona).get(reverse("family")).text
    assert ("We still ask how it goes until" in page, "Your contact is Kari Lund" in page) == (asks, asks)


@pytest.mark.parametrize("agreed", [True, False])
def test_what_is_proposed_is_told_from_what_is_agreed(world, agreed):
    """As long as no day says when somebody looks at it, it is not agreed."""
    life = world.on_level_1()
    life.write_plan(world.today + timedelta(days=20) if agreed else None)
    page = world.client_of(world.mona).get(reverse("family")).text
    said = ("What we have agreed to do" in page, "What is proposed, and not agreed yet" in page)
    assert MEASURE in page and said == (agreed, not agreed)


def test_in_a_sealed_case_nothing_of_it_is_told(world, asked):
    asked.seal("Blåmerker")
    assert "Help from others" not in read(world, world.mona)


def test_who_is_not_asked_for_anybody_reads_nothing_of_it(world):
    world.on_level_1()
    world.in_english(world.mona)
    assert "Help from others" not in read(world, world.mona)
