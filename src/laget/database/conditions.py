"""The table of who may do what (rules/access.py, rules/parts.py), said as conditions on rows."""

from laget.rules.access import CARRYING, MAY, TEAM, Action, Relation, State
from laget.rules.parts import IN_TEAM, SEEN_BY, Part

NOW = "(select laget_now())"
TODAY = f"local_day({NOW})"
OF_ME = "person_id = (select asking_person())"
MY_SEAT = "(select asking_seat())"
MINE = "case_id = any((select my_cases())::uuid[])"
OFFERED = "case_id = any((select offered_cases())::uuid[])"
# Nobody writes in another's name, or at another time: what counts is who said it last, and in which round.
BY_ME = f"seat_id = {MY_SEAT} and at = {NOW}"

# How a row of cases_case is found by what one is to the case: the team is the same for all in it.
FOUND = {
    Relation.MEMBER: "id = any((select my_cases())::uuid[])",
    Relation.WORKLIST: "(unit_id = any((select led_units())::uuid[]) and shared_at is not null"
    " and sealed_at is null and adult_here_at is null)",
    Relation.OFFERED: "id = any((select offered_cases())::uuid[])",
}
# The family and an invited service see no row, but what family.sql and `invitations` tell them.
WITHOUT_ROWS = {Relation.ANSWERING, Relation.INVITED}
SEEN = {
    IN_TEAM: MINE,
    IN_TEAM | {Relation.OFFERED}: f"{MINE} or (to_seat_id = {MY_SEAT} and {OFFERED})",
    IN_TEAM | set(FOUND): "exists (select from cases_case c where c.id = case_id)",
}
WRITTEN = {frozenset(TEAM): MINE, frozenset(CARRYING): "acts(case_id)"}
# As a case ends, what ends with it is still written: its meetings are called off.
NEEDED = {State.OPEN: f"coalesce(c.closed_at, {NOW}) = {NOW}", State.ENDED: "c.closed_at is not null"}
REFUSED = {
    State.SEALED: "c.sealed_at is null",
    State.IN_ERROR: "not c.in_error",
    State.ADULT_HERE: "c.adult_here_at is null",
}


def case_found() -> str:
    """That the asker may know of the case whose own row it is."""
    return " or ".join(found for relation, found in FOUND.items() if relation in SEEN_BY[Part.CASE])


def seen(part: Part) -> str:
    """That the asker sees this part of the case of the row. Raises KeyError for whom no row knows."""
    return SEEN[SEEN_BY[part] - WITHOUT_ROWS]


def allowed(action: Action) -> str:
    """That the asker may do this now in the case of the row. Raises KeyError for whom no row knows."""
    (grant,) = MAY[action]
    states = [NEEDED[state] for state in sorted(grant.needs)] + [
        REFUSED[state] for state in sorted(grant.never)
    ]
    if not states:
        return WRITTEN[grant.to]
    of_case = " and ".join(states)
    return f"{WRITTEN[grant.to]} and exists (select from cases_case c where c.id = case_id and {of_case})"


def of_its_case(table: str, parent: str, column: str, also: str = "") -> str:
    """That what `column` names is of the same case: a unique index would else tell of another case's rows."""
    same = f"parent.id = {table}.{column} and parent.case_id = {table}.case_id"
    return f"exists (select from {parent} parent where {same}{also})"


def holding(handover_column: str) -> str:
    """Whether a seat of the handover holds the baton now."""
    return (
        "exists (select from handovers_holding h where h.case_id = handovers_handover.case_id"
        f" and h.seat_id = handovers_handover.{handover_column} and h.to_at is null)"
    )
