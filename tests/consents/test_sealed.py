"""A guardian's yes lets nobody into a sealed case, and can always be taken back."""

import pytest

from laget.cases.models import Basis, Entry, TeamMember
from laget.consents import services
from laget.consents.models import Answer
from laget.consents.queries import State, answers_of, given_in, may_join_by_law
from laget.consents.services import NotAsked
from laget.moves import services as moves
from situations import opens


@pytest.fixture
def case(world):
    """SIRI is in the team because MONA and FRANK have said yes to the health service."""
    return world.a_case(at_level="2")


def seal(world, case, by):
    with world.as_(by):
        moves.seal(case=case, reason="Blåmerker", seat=by.seat, now=world.now)
        case.refresh_from_db()


def take_back(world, case, guardian, words):
    """KARI writes down that this guardian has said so."""
    (given,) = [one for one in given_in(case, world.now) if one.guardian == guardian.person]
    services.note_withdrawal(case=case, given=given, words=words, seat=world.kari.seat, now=world.now)


def notes(world, case):
    with world.as_(world.kari):
        return list(Entry.objects.filter(case=case).values_list("kind", "about", "text"))


def let_in(world, case, whom, by=None):
    by = by or world.per
    with world.as_(by):
        services.let_in_by_law(
            case=case, to_seat=whom.seat, reason="Barnevernsloven § 13-4", seat=by.seat, now=world.now
        )


@pytest.mark.parametrize("by", ["kari", "per"])
def test_whoever_is_in_by_consent_is_out_when_the_case_is_sealed(world, case, by):
    assert opens(world, world.siri, case)
    seal(world, case, getattr(world, by))
    assert not opens(world, world.siri, case)
    assert all(opens(world, who, case) for who in (world.kari, world.per, world.amir))
    assert ("out_by_sealing", "Siri Nygård", "") in notes(world, case)


def test_a_member_who_seals_it_puts_out_the_others_too(world, case):
    assert opens(world, world.siri, case)
    seal(world, case, world.amir)
    assert not opens(world, world.siri, case)


def test_whoever_seals_it_stays_to_report_it(world, case):
    """The duty to report is one's own (bvl § 13-2), and nobody must be shut out by doing it."""
    seal(world, case, world.siri)
    assert opens(world, world.siri, case)


def test_a_leader_lets_somebody_in_anew_by_law(world, case):
    seal(world, case, world.kari)
    let_in(world, case, world.siri)
    assert opens(world, world.siri, case)
    with world.as_(world.per):
        assert TeamMember.objects.get(case=case, seat=world.siri.seat, to_at=None).basis == Basis.STATUTE
    assert ("let_in_by_law", "Siri Nygård", "Barnevernsloven § 13-4") in notes(world, case)


def test_who_is_in_by_law_stays_when_a_guardian_takes_the_consent_back(world, case):
    seal(world, case, world.kari)
    let_in(world, case, world.siri)
    with world.as_(world.kari):
        take_back(world, case, world.mona, "Mor, på telefon.")
    assert opens(world, world.siri, case)
    assert "Mor, på telefon." in [words for _kind, _about, words in notes(world, case)]


def test_who_sealed_it_stays_when_the_consent_is_taken_back(world, case):
    """From the sealing on it is the law that lets them in."""
    seal(world, case, world.siri)
    with world.as_(world.kari):
        take_back(world, case, world.frank, "Far.")
    assert opens(world, world.siri, case)


def test_what_is_taken_back_is_that_guardians_answer_from_then_on(world, case):
    seal(world, case, world.kari)
    with world.as_(world.kari):
        take_back(world, case, world.mona, "Mor ringte.")
        (row,) = answers_of(case, world.now)
        assert {one.guardian: one.state for one in row.answers} == {
            world.mona.person: State.WITHDRAWN,
            world.frank.person: State.YES,
        }
        assert [given.guardian for given in given_in(case, world.now)] == [world.frank.person]


def test_in_a_sealed_case_no_other_answer_is_taken(world, case):
    seal(world, case, world.kari)
    with world.as_(world.kari):
        for answer in (Answer.GIVEN, Answer.REFUSED):
            with pytest.raises(NotAsked):
                services.record_answer(
                    case=case, guardian=world.mona.person, service=world.services["health"], answer=answer,
                    until_on=world.today, seat=world.kari.seat, now=world.now,
                )  # fmt: skip


def test_only_those_of_a_service_that_helps_here_come_in_by_law(world, case):
    seal(world, case, world.kari)
    with world.as_(world.per):
        assert {seat.person.name for seat in may_join_by_law(case, world.now)} == {"Siri Nygård", "Lars Holm"}
    for stranger in (world.nora, world.tom, world.ragnhild, world.henrik):
        with pytest.raises(NotAsked):
            let_in(world, case, stranger)


def test_whom_the_concern_is_about_does_not_come_in_by_law_either(world):
    case = world.a_case(sealed=True, about=world.lars)
    with pytest.raises(NotAsked):
        let_in(world, case, world.lars)


def test_where_nothing_is_sealed_nobody_comes_in_by_law_and_answers_are_answers(world, case):
    with pytest.raises(NotAsked):
        let_in(world, case, world.lars)
    with world.as_(world.kari), pytest.raises(NotAsked):
        take_back(world, case, world.mona, "Mor.")
