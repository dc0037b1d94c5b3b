"""What a guardian is told, worked out as the oracle does: from the prose of the family's page.

- Of the cases that they follow: the goals and measures that go on, and what is written to the family.
- The meetings to come that they are asked to, and the minutes of those that were held; no place where the
  address is hidden.
- The services that are invited, and those that could not help and were not asked again; what the guardian has
  answered, and no other has. For what a service is asked is not told where it could say where the child is,
  or that an adult here is the concern.
- Whom to turn to: whoever holds the baton, and until somebody does again, the leader; no phone number where
  the address is hidden.
"""

from collections.abc import Iterator
from uuid import UUID

from laget.ops.prove.access.oracle import Oracle
from laget.ops.prove.access.records import Case, Invited

Told = tuple[str, UUID, str]  # by which function, of which case, what


def told_to(person: UUID, oracle: Oracle) -> set[Told]:
    follows = {case.id: case for case in oracle.records.cases if oracle.family_follows(person, case)}
    told: set[Told] = {("family_cases", case, "") for case in follows}
    told |= {(words.function, words.case_id, words.said) for words in oracle.records.words}
    told |= set(_meetings(person, oracle))
    for invited in oracle.records.invited:
        if invited.case_id in follows and _is_told(invited, follows[invited.case_id], oracle):
            told.add(_service(person, invited, follows[invited.case_id], oracle))
    told |= {("family_contacts", case.id, "") for case in follows.values() if _has_contact(case, oracle)}
    return {each for each in told if each[1] in follows}


def _meetings(person: UUID, oracle: Oracle) -> Iterator[Told]:
    hidden = {case.id for case in oracle.records.cases if case.hidden_address}
    for meeting in oracle.records.meetings:
        if (meeting.id, person) not in oracle.asked_to:
            continue
        place = "" if meeting.case_id in hidden else meeting.place
        if meeting.held_at is None and meeting.starts_at >= oracle.now:
            yield "family_meetings", meeting.case_id, f"{place} {str(meeting.called_off).lower()}"
        if meeting.held_at is not None and meeting.minutes:
            yield "family_words", meeting.case_id, meeting.minutes


def _is_told(invited: Invited, case: Case, oracle: Oracle) -> bool:
    if case.closed_at is not None:
        return False
    ended_at = invited.ended_at
    if ended_at is None:
        return True
    again = any(
        later.at >= ended_at
        for later in oracle.records.invited
        if (later.case_id, later.service_id) == (case.id, invited.service_id)
    )
    anew = any(move.case_id == case.id and move.at > ended_at for move in oracle.records.reopened)
    return invited.declined and not again and not anew


def _service(person: UUID, invited: Invited, case: Case, oracle: Oracle) -> Told:
    latest = oracle.last_answer(person, invited)
    said = latest.answer if latest else ""
    asks = "" if case.hidden_address or case.adult_here else invited.asks
    is_in = any(
        seat.service_id == invited.service_id and oracle.counts_in_team(seat, case)
        for seat in oracle.records.seats
    )
    agreed = oracle.all_agree(case, invited.service_id)
    states = " ".join(str(each).lower() for each in (agreed, is_in, invited.declined))
    return "family_services", case.id, f"{invited.name} {asks} {said} {states}"


def _has_contact(case: Case, oracle: Oracle) -> bool:
    if oracle.holder_of(case):
        return True
    was_held = any(held.case_id == case.id for held in oracle.records.held)
    leaders = {
        member.seat_id for member in oracle.team[case.id] if member.basis == "leader" and not member.to_at
    }
    return was_held and any(oracle.counts_in_team(oracle.seat[seat], case) for seat in leaders)
