"""Leaving the team, and being taken out of it: nobody drops the baton, and nobody leaves a child alone."""

import pytest

from batons import hand_on, offer
from laget.cases.models import Basis, Entry, TeamMember
from laget.consents.models import InvitedService
from laget.consents.queries import answers_of, may_join
from laget.handovers.leaving import CannotLeave, Why, leave, take_out
from laget.handovers.models import Handover
from situations import opens

WHY = "Jeg begynner i ny jobb."


def leaves(world, who, case):
    with world.as_(who):
        leave(case=case, reason=WHY, seat=who.seat, now=world.now)


def takes_out(world, who, case, whom):
    with world.as_(who):
        member = TeamMember.objects.select_related("seat__person").get(case=case, seat=whom.seat, to_at=None)
        take_out(case=case, member=member, reason=WHY, seat=who.seat, now=world.now)


def notes(world, case):
    with world.as_(world.kari):
        found = Entry.objects.filter(case=case)
        return [(entry.seat.person.name, entry.kind, entry.about, entry.text) for entry in found]


def refused(act, *arguments):
    with pytest.raises(CannotLeave) as reason:
        act(*arguments)
    return reason.value.why


def test_amir_leaves_and_the_team_reads_why(world, case):
    leaves(world, world.amir, case)
    assert not opens(world, world.amir, case)
    assert notes(world, case) == [("Amir Haddad", "left", "", WHY)]


@pytest.mark.parametrize("who", ["per", "kari"])
def test_the_leader_and_the_holder_take_somebody_out_and_say_why(world, case, who):
    who = getattr(world, who)
    takes_out(world, who, case, world.amir)
    assert not opens(world, world.amir, case)
    assert notes(world, case) == [(who.name, "taken_out", "Amir Haddad", WHY)]


def test_the_holder_hands_the_baton_on_first(world, case):
    assert refused(leaves, world, world.kari, case) is Why.HOLDS
    assert refused(takes_out, world, world.per, case, world.kari) is Why.HOLDS
    assert opens(world, world.kari, case)
    hand_on(world, case, world.amir)
    leaves(world, world.kari, case)
    assert not opens(world, world.kari, case)


def test_who_holds_the_baton_of_a_case_that_has_ended_may_leave(world):
    case = world.a_case(at_level="1", closed=True)
    leaves(world, world.kari, case)
    assert not opens(world, world.kari, case)


def test_the_only_leader_stays_until_another_has_joined(world, case):
    assert refused(leaves, world, world.per, case) is Why.LAST_LEADER
    with world.as_(world.marte):
        TeamMember(case=case, seat=world.marte.seat, basis=Basis.LEADER, from_at=world.now).save(
            force_insert=True
        )
    leaves(world, world.per, case)
    assert not opens(world, world.per, case)


def test_the_holder_does_not_take_the_leader_out(world, case):
    assert refused(takes_out, world, world.kari, case, world.per) is Why.LEADERS_OWN
    assert opens(world, world.per, case)


def test_who_alone_knows_of_a_worry_does_not_leave_it(world):
    case = world.a_case(shared=False)
    assert refused(leaves, world, world.kari, case) is Why.LAST_WHO_ACTS


def test_a_colleague_who_can_only_read_is_not_enough(world, as_owner):
    """Such a team has been before: now only who leads or holds the baton takes a colleague in."""
    case = world.a_case(shared=False)
    with as_owner():
        TeamMember(case=case, seat=world.amir.seat, basis=Basis.OWN_SERVICE, from_at=world.now).save(
            force_insert=True
        )
    assert refused(leaves, world, world.kari, case) is Why.LAST_WHO_ACTS
    leaves(world, world.amir, case)


def test_who_was_taken_out_in_another_window_is_taken_out_once(world, case):
    with world.as_(world.kari):
        member = TeamMember.objects.select_related("seat__person").get(case=case, seat=world.amir.seat)
        said = {"case": case, "member": member, "reason": WHY, "seat": world.kari.seat, "now": world.now}
        take_out(**said)
        assert refused(lambda: take_out(**said)) is Why.NOT_IN_TEAM
    assert len(notes(world, case)) == 1


def test_an_offer_to_somebody_who_leaves_falls(world, case):
    offer(world, case, world.amir, by=world.kari)
    leaves(world, world.amir, case)
    with world.as_(world.kari):
        fallen = Handover.objects.get(case=case)
        assert (fallen.accepted, fallen.answered_at) == (None, world.now)


def test_a_service_that_left_stays_invited_and_another_may_be_let_in(world):
    case = world.a_case(at_level="2")
    leaves(world, world.siri, case)
    assert not opens(world, world.siri, case)
    with world.as_(world.kari):
        assert InvitedService.objects.filter(case=case, ended_at=None).count() == 1
        (row,) = answers_of(case, world.now)
        assert row.effective
        health = world.services["health"].pk
        assert world.siri.seat.pk in {seat.pk for seat in may_join(case, [health], world.now)[health]}
