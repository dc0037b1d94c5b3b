"""Whoever is no guardian any more, or has lost the case, is asked to no meeting; and who came, came."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.consents import services as consents
from laget.consents.models import Answer
from laget.meetings import services
from laget.meetings.models import Attendee, Presence
from laget.meetings.queries import attendees_of
from laget.moves import services as moves
from laget.ops import scratch
from laget.people.models import Child, Guardianship

DAY = timedelta(days=1)


@pytest.fixture
def case(world):
    return world.a_case(at_level="2")


def planned(world, case, when, **more):
    who = {"seats": [world.kari.seat, world.amir.seat, world.siri.seat], "guardians": [world.mona.person]}
    said = {"starts_at": when, "seat": world.kari.seat, "now": world.now} | who | more
    with world.as_(world.kari):
        return services.plan_meeting(case=case, template="contact_meeting", **said)


def asked(world, meeting):
    with world.as_(world.kari):
        return {each.name for each in attendees_of(meeting) if each.stands}


def goes(world, case):
    """MONA is no guardian any more, AMIR leaves the team, and FRANK takes back his yes to SIRI’s service."""
    with scratch.as_owner():
        Guardianship.objects.filter(guardian=world.mona.person).update(to_on=world.today)
    with world.as_(world.kari):
        health, who = world.services["health"], {"seat": world.kari.seat, "now": world.now}
        back = {"answer": Answer.WITHDRAWN, "until_on": None}
        consents.record_answer(case=case, service=health, guardian=world.frank.person, **back, **who)
    world.client_of(world.amir).post(
        reverse("team_leave", args=[case.pk]), {"form_key": uuid4(), "reason": "x"}
    )
    world.set_clock(world.now + timedelta(hours=1))


def test_whoever_may_not_come_any_more_is_asked_no_more(world, case):
    meeting = planned(world, case, world.now + 3 * DAY)
    assert asked(world, meeting) == {"Kari Lund", "Amir Haddad", "Siri Nygård", world.mona.person.name}
    goes(world, case)
    page = world.client_of(world.kari).get(reverse("meeting", args=[case.pk, meeting.pk])).text
    people = page.partition('id="people"')[2]
    assert asked(world, meeting) == {"Kari Lund"}
    assert "Kari Lund" in people
    for name in ("Amir Haddad", "Siri Nygård", world.mona.person.name):
        assert name not in people


def test_whoever_was_there_was_there(world, case):
    meeting = planned(world, case, world.now - DAY, held=True)
    goes(world, case)
    assert asked(world, meeting) == {"Kari Lund", "Amir Haddad", "Siri Nygård", world.mona.person.name}


def test_who_came_to_a_meeting_may_be_said_after_they_have_gone(world, case):
    meeting = planned(world, case, world.now - timedelta(hours=1))
    goes(world, case)
    assert asked(world, meeting) >= {"Kari Lund", "Amir Haddad", "Siri Nygård"}


def test_of_a_meeting_that_was_held_without_them_nobody_asks_whether_they_came(world, case):
    meeting = planned(world, case, world.now + 3 * DAY)
    goes(world, case)
    world.set_clock(world.now + 4 * DAY)
    with world.as_(world.kari):
        kari = Attendee.objects.get(meeting=meeting, seat=world.kari.seat)
        held = {"held_on": world.today, "presence": {kari.pk: Presence.PRESENT}, "now": world.now}
        services.hold(case=case, meeting=meeting, **held)
    assert asked(world, meeting) == {"Kari Lund"}


def test_who_is_to_be_told_that_a_meeting_is_called_off_is_everybody_who_was_asked(world):
    """Also SIRI, whose help ended with the case that moment."""
    case = world.a_case(at_level="2", ready=True)
    meeting = planned(world, case, world.now + 3 * DAY)
    with world.as_(world.kari):
        end = {"exit_id": "effect_close", "target": "closed", "reason": "Det går bra."}
        moves.take_exit(case=case, **end, **world.by(world.kari))
    world.set_clock(world.now + DAY)
    assert asked(world, meeting) == {"Kari Lund", "Amir Haddad", "Siri Nygård", world.mona.person.name}


def test_whoever_does_not_see_the_case_learns_of_nobody(world, case):
    meeting = planned(world, case, world.now + 3 * DAY)
    for who in (world.tom, world.mona, world.nora):
        with world.as_(who) as cursor:
            cursor.execute("select count(*) from still_asked(%s)", [meeting.pk])
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("hidden", [False, True])
def test_whoever_says_where_a_meeting_is_knows_that_guardians_read_it(world, kari, case, hidden):
    """Which they do not where the address of the child is hidden."""
    with scratch.as_owner():
        Child.objects.filter(pk=world.ola.pk).update(hidden_address=hidden)
    world.in_english(world.kari)
    meeting = planned(world, case, world.now + 3 * DAY)
    pages = reverse("meetings", args=[case.pk]), reverse("meeting", args=[case.pk, meeting.pk])
    for page in pages:
        shown = kari.get(page).text
        assert 'name="place"' in shown
        assert ("Guardians who are asked to come can read this on their page." in shown) is not hidden


@pytest.mark.parametrize("asked", [False, True])
def test_whoever_calls_a_meeting_off_knows_that_the_family_sees_it(world, kari, case, asked):
    """Before and after. Beside a sealed case it must not be a surprise."""
    world.in_english(world.kari)
    guardians = [world.mona.person] if asked else []
    meeting = planned(world, case, world.now + 3 * DAY, guardians=guardians)
    seen = "Those of the family who were asked see it on their page."
    page = reverse("meeting", args=[case.pk, meeting.pk])
    before = kari.get(page).text
    assert "Call it off" in before and (seen in before) is asked
    kari.post(reverse("meeting_cancel", args=[case.pk, meeting.pk]), {"form_key": uuid4(), "reason": "Syk"})
    after = kari.get(page).text
    assert "Laget sends no message" in after and (seen in after) is asked
    told = world.client_of(world.mona).get(reverse("family")).text
    assert ("Called off:" in told) is asked
