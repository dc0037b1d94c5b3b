"""KARI holds the baton of OLA's case. How it goes to somebody else, and that it never touches the ground."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from laget.cases.models import Basis, TeamMember
from laget.cases.queries import Closed
from laget.consents import services as consents
from laget.consents.models import Answer
from laget.handovers import services
from laget.handovers.models import Handover, Holding
from laget.handovers.queries import baton_of, candidates
from laget.handovers.services import NotPossible, Why
from laget.moves import services as moves
from laget.people.models import Child, Seat

KNOW = "Ola snakker best når dere går en tur."


def do(world, who, act, case, now=None, **arguments):
    with world.as_(who, now):
        return act(case=case, seat=who.seat, now=now or world.now, **arguments)


def offer(world, case, to, by=None, now=None):
    return do(
        world, by or world.kari, services.offer, case, now, to_seat=to.seat, must_know=KNOW, family_told=True
    )  # fmt: skip


def holder(world, case):
    with world.as_(world.per):
        (held,) = Holding.objects.filter(case=case, to_at=None).select_related("seat__person")
        return held.seat.person.name


def why(refused):
    return refused.value.why


def leave_work(as_owner, who, at):
    with as_owner():
        Seat.objects.filter(pk=who.seat.pk).update(to_at=at)


def test_the_holder_keeps_it_until_the_other_has_said_yes(world, case):
    offer(world, case, world.amir)
    assert holder(world, case) == "Kari Lund"
    do(world, world.amir, services.accept, case)
    assert holder(world, case) == "Amir Haddad"


def test_a_no_leaves_it_where_it_was_and_says_why(world, case):
    offer(world, case, world.amir)
    do(world, world.amir, services.decline, case, reason="Jeg slutter til jul.")
    assert holder(world, case) == "Kari Lund"
    with world.as_(world.kari):
        answered = Handover.objects.get(case=case)
        assert (answered.accepted, answered.reason) == (False, "Jeg slutter til jul.")


def test_it_is_offered_to_one_at_a_time(world, case):
    offer(world, case, world.amir)
    with pytest.raises(NotPossible) as refused:
        offer(world, case, world.tom)
    assert why(refused) is Why.IS_OFFERED


def test_only_the_holder_offers_it(world, case):
    with pytest.raises(NotPossible) as refused:
        offer(world, case, world.tom, by=world.amir)
    assert why(refused) is Why.NOT_YOURS


def test_an_offer_can_be_taken_back(world, case):
    offer(world, case, world.amir)
    do(world, world.kari, services.take_back, case)
    with pytest.raises(NotPossible) as refused:
        do(world, world.amir, services.accept, case)
    assert why(refused) is Why.NO_OFFER
    assert holder(world, case) == "Kari Lund"


def test_nobody_answers_for_another(world, case):
    offer(world, case, world.amir)
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.accept, case)
    assert why(refused) is Why.NO_OFFER
    with world.as_(world.per) as cursor:
        cursor.execute(
            "update handovers_handover set accepted = true, answered_at = %s where case_id = %s",
            [world.now, case.pk],
        )
        assert cursor.rowcount == 0


def test_somebody_of_another_school_cannot_be_asked(world, case):
    for stranger in (world.nora, world.lars, world.henrik):
        with pytest.raises(NotPossible) as refused:
            offer(world, case, stranger)
        assert why(refused) is Why.NOT_THIS_PERSON


def seen(cursor, case):
    """Which tables show anything of the case to whoever asks."""
    tables = (
        "cases_concern", "cases_teammember", "cases_entry", "plans_goal", "meetings_meeting",
        "meetings_voiceentry", "moves_move", "consents_consent", "handovers_handover",
    )  # fmt: skip
    found = set()
    for table, key in [("cases_case", "id"), *((table, "case_id") for table in tables)]:
        cursor.execute(f"select count(*) from {table} where {key} = %s", [case.pk])
        if cursor.fetchone()[0]:
            found.add(table)
    cursor.execute("select count(*) from people_guardianship where child_id = %s", [case.child_id])
    if cursor.fetchone()[0]:
        found.add("people_guardianship")
    return found


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


def test_nobody_holds_it_at_a_level_that_has_no_holder(world):
    case = world.a_case(at_level="0")
    with pytest.raises(NotPossible) as refused:
        do(world, world.kari, services.take, case)
    assert why(refused) is Why.NO_HOLDER_HERE


def test_the_author_takes_a_free_baton(world, free):
    do(world, world.kari, services.take, free)
    assert holder(world, free) == "Kari Lund"
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.take, free)
    assert why(refused) is Why.IS_HELD


def test_the_leader_names_a_colleague_who_then_is_in_the_team(world, free):
    do(world, world.per, services.name_holder, free, to_seat=world.tom.seat)
    assert holder(world, free) == "Tom Berg"
    with world.as_(world.tom) as cursor:
        assert "cases_concern" in seen(cursor, free)
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.name_holder, free, to_seat=world.amir.seat)
    assert why(refused) is Why.IS_HELD


def test_the_leader_cannot_take_it_from_somebody_who_holds_it(world, case):
    with pytest.raises(NotPossible) as refused:
        do(world, world.per, services.take, case)
    assert why(refused) is Why.IS_HELD


def test_when_the_holder_has_left_it_lies_with_the_leader(world, case, as_owner):
    leave_work(as_owner, world.kari, world.now)
    later = world.now + timedelta(hours=1)
    with world.as_(world.per, later):
        assert baton_of(case, later).with_leader
    with pytest.raises(NotPossible):
        do(world, world.amir, services.take, case, later)
    do(world, world.per, services.take, case, later)
    assert holder(world, case) == "Per Vik"


def test_a_deputy_who_came_in_as_a_colleague_is_the_leader_too(world, case, as_owner):
    """Marte leads the school with Per, whatever let her in: the page offers it to her, so she can take it."""
    do(world, world.kari, services.offer, case, to_seat=world.marte.seat, must_know=KNOW, family_told=True)
    do(world, world.marte, services.accept, case)
    offer(world, case, world.kari, by=world.marte)
    do(world, world.kari, services.accept, case)
    leave_work(as_owner, world.kari, world.now)
    later = world.now + timedelta(hours=1)
    with world.as_(world.per):
        assert TeamMember.objects.get(case=case, seat=world.marte.seat).basis == Basis.OWN_SERVICE
    do(world, world.marte, services.take, case, later)
    assert holder(world, case) == "Marte Solheim"


def test_the_leader_asks_somebody_else_and_holds_it_until_they_say_yes(world, case, as_owner):
    leave_work(as_owner, world.kari, world.now)
    later = world.now + timedelta(hours=1)
    do(
        world, world.per, services.pass_on, case, later,
        to_seat=world.tom.seat, must_know=KNOW, family_told=True,
    )  # fmt: skip
    assert holder(world, case) == "Per Vik"
    do(world, world.tom, services.accept, case, later)
    assert holder(world, case) == "Tom Berg"


def test_what_somebody_offered_before_leaving_can_still_be_answered(world, case, as_owner):
    offer(world, case, world.amir)
    leave_work(as_owner, world.kari, world.now)
    do(world, world.amir, services.accept, case, world.now + timedelta(hours=1))
    assert holder(world, case) == "Amir Haddad"


def test_when_the_leader_takes_over_the_old_offer_falls(world, case, as_owner):
    offer(world, case, world.amir)
    leave_work(as_owner, world.kari, world.now)
    later = world.now + timedelta(hours=1)
    do(world, world.per, services.take, case, later)
    with pytest.raises(NotPossible):
        do(world, world.amir, services.accept, case, later)
    assert holder(world, case) == "Per Vik"


def test_after_five_working_days_without_an_answer_the_leader_decides(world, case):
    """Offered on Tuesday 24 November: the last day to think is Tuesday 1 December."""
    offer(world, case, world.amir)
    on_the_last_day = world.now + timedelta(days=7)
    with world.as_(world.per, on_the_last_day):
        assert (baton_of(case, world.now).slow, baton_of(case, on_the_last_day).slow) == (False, True)
    with pytest.raises(NotPossible):
        do(world, world.per, services.take, case, on_the_last_day)
    do(world, world.per, services.take, case, world.now + timedelta(days=8))
    assert holder(world, case) == "Per Vik"


def test_a_holder_on_consent_that_is_taken_back_has_let_it_go(world):
    case = world.a_case(at_level="2")
    offer(world, case, world.siri)
    do(world, world.siri, services.accept, case)
    with world.as_(world.kari):
        consents.record_answer(
            case=case, guardian=world.mona.person, service=world.services["health"], answer=Answer.WITHDRAWN,
            until_on=None, seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    do(world, world.per, services.take, case)
    assert holder(world, case) == "Per Vik"


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


def test_the_database_does_not_let_anybody_put_it_down(world, case, as_owner):
    put_down = "update handovers_holding set to_at = %s where case_id = %s"
    with world.as_(world.kari) as cursor:
        cursor.execute(put_down, [world.now, case.pk])
        assert cursor.rowcount == 0
    with (
        as_owner(),
        pytest.raises(DatabaseError, match="never put down"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(put_down, [world.now, case.pk])
        cursor.execute("set constraints all immediate")
    assert holder(world, case) == "Kari Lund"


def test_the_database_allows_one_holder_and_one_offer(world, case, as_owner):
    with as_owner(), pytest.raises(DatabaseError, match="one_holder"), transaction.atomic():
        Holding(case=case, seat=world.amir.seat, from_at=world.now).save(force_insert=True)
    offer(world, case, world.amir)
    second = Handover(
        case=case, from_seat=world.kari.seat, to_seat=world.per.seat, must_know="", family_told=False,
        offered_at=world.now,
    )  # fmt: skip
    with world.as_(world.kari), pytest.raises(DatabaseError, match="one_offer"), transaction.atomic():
        second.save(force_insert=True)


def test_every_handing_on_keeps_the_database_content(world, case):
    """The check at the end of the transaction holds for each way the baton goes."""
    offer(world, case, world.amir)
    with world.as_(world.amir), connection.cursor() as cursor:
        services.accept(case=case, seat=world.amir.seat, now=world.now)
        cursor.execute("set constraints all immediate")
