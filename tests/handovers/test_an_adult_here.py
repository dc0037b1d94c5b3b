"""Somebody in the team understands that an adult here is the concern: who is out, and who is told of it."""

from datetime import timedelta

import pytest
from django.db import connection

from batons import accept, offer
from laget.cases.models import Case, Entry, Exclusion, TeamMember
from laget.handovers.leaving import CannotLeave, Why, keep_out
from laget.handovers.models import Handover, Holding
from laget.handovers.queries import adults_near
from laget.meetings import services as meetings
from laget.meetings.models import Attendee
from laget.moves import services as moves
from laget.moves.queries import facts_of
from laget.moves.services import open_case
from laget.people.models import Seat

WORDS = "Ola sier at han ble holdt fast."


def say(world, who, case, *adults):
    with world.as_(who):
        told = keep_out(
            case=case, adults=[adult.person for adult in adults], words=WORDS, seat=who.seat, now=world.now
        )
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
        return told and told.person.name


def opens(world, who, case):
    """With a later clock, so that nothing is open that ends now."""
    with world.as_(who, world.now + timedelta(minutes=1)):
        return Case.objects.filter(pk=case.pk).exists()


def holder(world, case, seen_by):
    with world.as_(seen_by):
        return [each.seat.person.name for each in Holding.objects.filter(case=case, to_at=None)]


def test_a_colleague_in_the_team_is_out_of_it_at_once(world, case):
    assert say(world, world.kari, case, world.amir) == "Per Vik"
    assert not opens(world, world.amir, case)
    assert opens(world, world.per, case) and opens(world, world.kari, case)
    with world.as_(world.kari):
        member = TeamMember.objects.get(case=case, seat=world.amir.seat)
        assert member.to_at == world.now
        assert Case.objects.get(pk=case.pk).adult_here
        note = Entry.objects.get(case=case)
    assert (note.kind, note.about, note.text) == ("adult_here", "Amir Haddad", WORDS)


def test_it_is_true_from_the_day_it_was_said_also_when_it_is_said_again(world, case):
    assert case.opened_at < world.now - timedelta(days=30)
    say(world, world.kari, case, world.amir)
    said_on, world.now = world.today, world.now + timedelta(days=3)
    say(world, world.kari, case, world.tom)
    with world.as_(world.kari):
        assert facts_of([case])[case.pk]["adult_here"] == said_on


def test_the_leader_and_the_deputy_are_out_and_the_one_above_is_told(world, case):
    with world.as_(world.marte):
        TeamMember(case=case, seat=world.marte.seat, basis="leader", from_at=world.now).save(
            force_insert=True
        )
    assert say(world, world.kari, case, world.per) == "Ragnhild Sæther"
    assert not opens(world, world.per, case) and not opens(world, world.marte, case)
    assert opens(world, world.ragnhild, case)


def test_the_author_alone_can_say_it_of_the_leader(world):
    """At level 0 the author neither leads nor holds anything; the leader's membership ends all the same."""
    case = world.a_case()
    assert say(world, world.kari, case, world.per) == "Ragnhild Sæther"
    assert not opens(world, world.per, case)
    with world.as_(world.kari):
        team = TeamMember.objects.filter(case=case, to_at=None).values_list("seat__person__name", flat=True)
        assert set(team) == {"Kari Lund", "Ragnhild Sæther"}


def test_the_baton_goes_to_the_leader_who_is_told(world, case):
    offer(world, case, world.amir)
    accept(world, case, world.amir)
    assert say(world, world.kari, case, world.amir) == "Per Vik"
    assert holder(world, case, world.kari) == ["Per Vik"]


def test_the_baton_of_a_leader_goes_to_the_one_above(world, case):
    offer(world, case, world.per)
    accept(world, case, world.per)
    assert say(world, world.kari, case, world.per) == "Ragnhild Sæther"
    assert holder(world, case, world.kari) == ["Ragnhild Sæther"]


def test_where_there_is_no_leader_the_one_who_says_it_holds_the_baton(world, case, as_owner):
    offer(world, case, world.amir)
    accept(world, case, world.amir)
    with as_owner():
        Seat.objects.filter(pk__in=[world.per.seat.pk, world.ragnhild.seat.pk]).update(
            to_at=world.now - timedelta(days=1)
        )
    assert say(world, world.kari, case, world.amir) is None
    assert holder(world, case, world.kari) == ["Kari Lund"]


def test_who_holds_it_and_is_not_the_concern_goes_on_holding_it(world, case):
    say(world, world.per, case, world.amir)
    assert holder(world, case, world.per) == ["Kari Lund"]


def test_in_a_sealed_case_where_nobody_must_hold_it_nobody_does(world, case):
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker", seat=world.kari.seat, now=world.now)
    assert say(world, world.per, case, world.kari) == "Per Vik"
    assert not opens(world, world.kari, case)
    assert holder(world, case, world.per) == []


def test_a_sealed_worry_that_nobody_else_knew_of_is_told(world):
    case = world.a_case(sealed=True, shared=False)
    assert not opens(world, world.per, case)
    assert say(world, world.kari, case, world.tom) == "Per Vik"
    assert opens(world, world.per, case)


@pytest.mark.parametrize("asked", ["amir", "tom"])
def test_every_offer_falls_for_only_the_team_may_know(world, case, asked):
    offer(world, case, getattr(world, asked))
    say(world, world.kari, case, world.amir)
    with world.as_(world.kari):
        fallen = Handover.objects.get(case=case)
        assert (fallen.accepted, fallen.answered_at) == (None, world.now)


def test_the_adult_is_asked_to_no_meeting_to_come_and_stays_in_those_held(world, case):
    with world.as_(world.kari):
        common = {"case": case, "template": "evaluation", "seat": world.kari.seat, "now": world.now}
        seats = [world.kari.seat, world.amir.seat]
        coming = meetings.plan_meeting(starts_at=world.now + timedelta(days=3), seats=seats, **common)
        held = meetings.plan_meeting(
            starts_at=world.now - timedelta(days=3), seats=seats, held=True, **common
        )
    say(world, world.kari, case, world.amir)
    with world.as_(world.kari):
        asked = {
            meeting.pk: set(Attendee.objects.filter(meeting=meeting).values_list("name", flat=True))
            for meeting in (coming, held)
        }
    assert asked[coming.pk] == {"Kari Lund"}
    assert asked[held.pk] == {"Kari Lund", "Amir Haddad"}


def test_somebody_not_on_the_list_closes_the_case_to_the_unit(world, case):
    assert say(world, world.kari, case) == "Per Vik"
    with world.as_(world.kari):
        assert Case.objects.get(pk=case.pk).adult_here
        assert not Exclusion.objects.filter(case=case).exists()
    assert not opens(world, world.marte, case)


def test_it_can_be_said_of_one_more(world, case):
    say(world, world.kari, case, world.amir)
    assert say(world, world.kari, case, world.amir, world.per) == "Ragnhild Sæther"
    assert not opens(world, world.per, case)
    with world.as_(world.kari):
        assert Exclusion.objects.filter(case=case).count() == 3  # the deputy too


def test_it_can_be_said_of_a_case_that_has_ended(world):
    case = world.a_case(at_level="1", closed=True)
    say(world, world.per, case, world.kari)
    assert not opens(world, world.kari, case)


def test_nobody_says_it_of_oneself(world, case):
    with pytest.raises(CannotLeave) as refused:
        say(world, world.kari, case, world.kari)
    assert refused.value.why is Why.ONESELF


def test_a_deputy_who_says_it_of_the_leader_keeps_sight_of_the_child(world, case):
    """Whoever tells has seen what they have seen; the others who act in the leader's place are kept out."""
    with world.as_(world.marte):
        TeamMember(case=case, seat=world.marte.seat, basis="leader", from_at=world.now).save(
            force_insert=True
        )
    assert say(world, world.marte, case, world.per) == "Ragnhild Sæther"
    assert opens(world, world.marte, case) and not opens(world, world.per, case)


def test_a_deputy_can_report_a_worry_about_the_own_leader(world):
    with world.as_(world.marte):
        case = open_case(
            child=world.ola, seat=world.marte.seat, text=WORDS, category="other", violence=False,
            adult_here=True, adult=world.per.person, share=False, wonder_on=world.today, now=world.now,
        )  # fmt: skip
    assert opens(world, world.marte, case) and opens(world, world.ragnhild, case)
    assert not opens(world, world.per, case)


def test_whom_it_could_be_about_is_everybody_near_and_nobody_else(world):
    case = world.a_case(at_level="2")
    with world.as_(world.kari):
        names = [seat.person.name for seat in adults_near(case, world.now, besides=world.kari.seat)]
    assert names[:3] == ["Amir Haddad", "Per Vik", "Siri Nygård"]
    assert set(names[3:]) == {"Liv Aune", "Marte Solheim", "Tom Berg"}
