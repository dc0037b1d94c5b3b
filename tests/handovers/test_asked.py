"""Somebody is asked to take the baton: what they see meanwhile, and when the offer falls."""

import pytest
from django.db import DatabaseError, transaction

from batons import KNOW, do, holder, offer, seen, why
from laget.cases.models import Basis, TeamMember
from laget.cases.queries import Closed
from laget.consents import services as consents
from laget.consents.models import Answer
from laget.handovers import services
from laget.handovers.models import Handover
from laget.handovers.queries import candidates
from laget.handovers.services import NotPossible, Why
from laget.moves import services as moves
from laget.people.models import Child


def test_somebody_of_another_school_cannot_be_asked(world, case):
    for stranger in (world.nora, world.lars, world.henrik):
        with pytest.raises(NotPossible) as refused:
            offer(world, case, stranger)
        assert why(refused) is Why.NOT_THIS_PERSON


def test_a_colleague_who_is_asked_sees_the_offer_and_not_the_case(world, case):
    with world.as_(world.tom) as cursor:
        assert seen(cursor, case) == set()
    offer(world, case, world.tom)
    with world.as_(world.tom) as cursor:
        assert seen(cursor, case) == {"cases_case", "handovers_handover"}
        assert Handover.objects.get(case=case).must_know == KNOW


def test_the_name_of_a_child_without_a_group_is_seen_with_the_offer(world, case, as_owner):
    with as_owner():
        Child.objects.filter(pk=case.child_id).update(group=None)
    with world.as_(world.tom):
        assert not Child.objects.filter(pk=case.child_id).exists()
    offer(world, case, world.tom)
    with world.as_(world.tom):
        assert Child.objects.get(pk=case.child_id).given_name == "Ola"


def test_a_colleague_who_says_yes_is_in_the_team(world, case):
    offer(world, case, world.tom)
    do(world, world.tom, services.accept, case)
    with world.as_(world.tom) as cursor:
        assert "cases_concern" in seen(cursor, case)
        assert TeamMember.objects.get(case=case, seat=world.tom.seat).basis == Basis.OWN_SERVICE
    assert holder(world, case) == "Tom Berg"


def test_a_colleague_who_says_no_sees_nothing_any_more(world, case):
    offer(world, case, world.tom)
    do(world, world.tom, services.decline, case, reason="Nei.")
    with world.as_(world.tom) as cursor:
        assert seen(cursor, case) == set()


def test_a_colleague_cannot_join_without_being_asked(world, case):
    with (
        world.as_(world.tom),
        pytest.raises(DatabaseError, match="Nobody may let this one in"),
        transaction.atomic(),
    ):
        TeamMember(case=case, seat=world.tom.seat, basis=Basis.OWN_SERVICE, from_at=world.now).save(
            force_insert=True
        )


def test_an_offer_falls_when_the_case_is_sealed(world, case):
    offer(world, case, world.tom)
    do(world, world.amir, moves.seal, case, reason="Blåmerker")
    with world.as_(world.tom) as cursor:
        assert seen(cursor, case) == set()
    with pytest.raises(NotPossible):
        do(world, world.tom, services.accept, case)


def test_an_offer_falls_when_the_case_ends(world, case):
    offer(world, case, world.tom)
    do(world, world.per, moves.register_in_error, case, reason="Feil barn")
    with pytest.raises(NotPossible) as refused:
        do(world, world.tom, services.accept, case)
    assert why(refused) is Why.NO_OFFER
    with pytest.raises(Closed):
        offer(world, case, world.amir)


def test_a_sealed_case_keeps_its_baton_in_the_team(world, case):
    do(world, world.kari, moves.seal, case, reason="Blåmerker")
    with world.as_(world.kari):
        case.refresh_from_db()
        found = candidates(case, world.now, besides=world.kari.seat)
    assert [seat.person.name for seat in found.team] == ["Amir Haddad", "Per Vik"]
    assert found.colleagues == []
    made = offer(world, case, world.amir)
    assert made.family_told is False


def test_whoever_is_kept_out_of_a_case_is_never_asked(world):
    case = world.a_case(about=world.tom)
    with world.as_(world.kari):
        found = candidates(case, world.now, besides=world.kari.seat)
    assert found.colleagues == []
    assert world.tom.seat.pk not in {seat.pk for seat in found.team}


def test_somebody_whose_consent_was_taken_back_cannot_answer_an_offer(world):
    case = world.a_case(at_level="2")
    offer(world, case, world.siri)
    with world.as_(world.kari):
        consents.record_answer(
            case=case, guardian=world.mona.person, service=world.services["health"], answer=Answer.WITHDRAWN,
            until_on=None, seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    with world.as_(world.siri) as cursor:
        assert seen(cursor, case) == set()
    with pytest.raises(NotPossible):
        do(world, world.siri, services.accept, case)
    assert holder(world, case) == "Kari Lund"
