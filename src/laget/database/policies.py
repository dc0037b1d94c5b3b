"""Which rows the restricted role may see and write, table by table. A guard test wants every table here.

`laget_app` gets nothing that is not granted below, so a table nobody has thought of is closed.
"""

from dataclasses import dataclass

from laget.database.conditions import (
    BY_ME,
    MINE,
    MY_SEAT,
    NOW,
    OF_ME,
    OFFERED,
    TODAY,
    allowed,
    case_found,
    holding,
    of_its_case,
    seen,
)
from laget.rules.access import Action
from laget.rules.parts import Part
from laget.rules.subjects import YES_LASTS_YEARS

NOTICED = f"(noticed_on is null or noticed_on <= {TODAY})"
ADULT_HERE = "exists (select from cases_case c where c.id = case_id and c.adult_here_at is not null)"
WORKS_HERE = "exists (select from people_seat seat where seat.person_id = cases_exclusion.person_id)"
ABSENCE_SEEN = "child_id = any((select absence_children())::uuid[])"
CASE_OF_CHILD = (
    "exists (select from cases_case c where c.id = case_id and c.child_id = absence_countdecision.child_id)"
)
# A count is reached on a day the child was away. Whether it is reached, rules/counting.py works out.
WAS_AWAY = (
    "exists (select from absence_absenceday away"
    " where away.child_id = absence_countdecision.child_id and away.day = since)"
)
# A yes is theirs whose it is now: written down before, it would count on the day somebody comes of age.
MUST_ANSWER = (
    "exists (select from people_guardianship g where g.guardian_id = consents_consent.guardian_id"
    " and g.id in (select who_must_answer(case_id)))"
)
FOR_A_WHILE = (
    f"until_on >= {TODAY} and extract(year from until_on) <= extract(year from {TODAY}) + {YES_LASTS_YEARS}"
)
# An answer is to an invitation: when that has ended, there is nothing left to answer, or to take back.
INVITED = (
    "exists (select from consents_invitedservice invited where invited.case_id = consents_consent.case_id"
    " and invited.service_id = consents_consent.service_id and invited.ended_at is null)"
)
# A case is born without a place: only moves give it one.
NOWHERE_YET = (
    "level = '' and entered_step = '' and return_to = ''"
    " and level_since is null and round_since is null and round = 0"
    " and shared_at is null and adult_here_at is null and sealed_at is null and closed_at is null"
    " and not in_error and aftercare_until is null"
)


@dataclass(frozen=True)
class Rows:
    """What `laget_app` may do with a table's rows: a condition for each, and which columns it may change.

    `change_where` is asked of the row as it was, `changed` of what it becomes.
    """

    see: str
    add: str = MINE
    change: tuple[str, ...] = ()
    change_where: str = ""
    changed: str = ""
    remove: str = ""

    @property
    def changeable(self) -> str:
        return self.change_where or self.add

    @property
    def becomes(self) -> str:
        return self.changed or self.changeable


# Tables with a child's data: forced row-level security.
GUARDED: dict[str, Rows] = {
    "people_child": Rows(
        # That there is a row of a group, or of a woman, would tell that there is a case.
        see="(kind = 'child' and group_id = any((select my_groups())::uuid[]))"
        " or id = any((select met_in_cases())::uuid[])",
        add="false",
    ),
    "people_guardianship": Rows(see="child_id = any((select my_case_children())::uuid[])", add="false"),
    "people_person": Rows(
        see="is_staff or id = (select asking_person())"
        " or exists (select from people_guardianship g where g.guardian_id = people_person.id)",
        add="false",
        change=("language", "scheme"),
        change_where="id = (select asking_person())",
    ),
    "cases_case": Rows(
        see=case_found(),
        add=f"opened_by_id = {MY_SEAT} and opened_at = {NOW} and wonder_on <= {TODAY} and {NOWHERE_YET}"
        " and may_begin(child_id, unit_id, municipality_id, version_id, subject, category)",
        change=("shared_at", "adult_here_at"),
        change_where="id = any((select my_cases())::uuid[])",
    ),
    "cases_teammember": Rows(
        see=seen(Part.TEAM),
        add=f"from_at = {NOW} and to_at is null and opened_at is null"
        " and may_be_member(case_id, seat_id, basis)",
        change=("to_at",),
        change_where=f"{MINE} and to_at is null and may_end(case_id, seat_id, basis)",
        changed=f"to_at = {NOW}",
    ),
    "cases_exclusion": Rows(
        see=seen(Part.KEPT_OUT),
        add=f"{allowed(Action.NAME_ADULT)} and at = {NOW} and {ADULT_HERE} and {WORKS_HERE}",
    ),
    "cases_concern": Rows(
        see=seen(Part.CONCERNS), add=f"{allowed(Action.ADD_CONCERN)} and {BY_ME} and {NOTICED}"
    ),
    "cases_entry": Rows(
        see=seen(Part.NOTES),
        add=f"{allowed(Action.WRITE_ENTRY)} and {BY_ME}"
        f" and (kind <> 'adult_here' or {allowed(Action.NAME_ADULT)})",
    ),
    "cases_filledform": Rows(
        see=seen(Part.FORMS),
        add=f"{allowed(Action.FILL_FORM)} and {BY_ME} and may_fill(case_id, form, version)",
    ),
    "absence_absenceday": Rows(see=ABSENCE_SEEN, add="false"),
    # That a worry was reported, only those learn who may see the case: it may be sealed, or about them.
    "absence_countdecision": Rows(
        see=f"{ABSENCE_SEEN} and (case_id is null or {MINE})",
        add=f"{ABSENCE_SEEN} and seat_id = {MY_SEAT} and at = {NOW} and since <= {TODAY}"
        f" and {WAS_AWAY} and (case_id is null or ({MINE} and {CASE_OF_CHILD}))",
    ),
    "consents_invitedservice": Rows(
        see=seen(Part.INVITATION),
        add=f"{allowed(Action.INVITE_SERVICE)} and {BY_ME} and may_be_invited(case_id, service_id)"
        " and ended_at is null and ended_by_id is null and ended_with = ''",
        change=("ended_at", "ended_by_id", "ended_with"),
        change_where=f"{allowed(Action.INVITE_SERVICE)} and ended_at is null",
        changed=f"ended_at = {NOW} and ended_by_id = {MY_SEAT} and ended_with <> 'case'",
    ),
    # In a sealed case no guardian is asked, and what one has said yes to may still be taken back.
    "consents_consent": Rows(
        see=seen(Part.ANSWERS),
        add=f"{BY_ME} and {INVITED} and (answer <> 'given' or ({MUST_ANSWER} and {FOR_A_WHILE}))"
        f" and case answer when 'withdrawn' then {allowed(Action.TAKE_BACK_CONSENT)}"
        f" else {allowed(Action.RECORD_CONSENT)} end",
    ),
    "plans_plan": Rows(
        see=seen(Part.PLAN),
        add=allowed(Action.EDIT_PLAN),
        change=(
            "version",
            "behind",
            "needs",
            "likes",
            "matters",
            "solved_before",
            "qualities",
            "relations",
            "good_places",
            "changed_at",
            "changed_by_id",
        ),
    ),
    "plans_goal": Rows(
        see=seen(Part.GOALS),
        add=allowed(Action.EDIT_PLAN),
        change=("text", "sign", "position", "ended_at"),
    ),
    "plans_measure": Rows(
        see=seen(Part.MEASURES),
        add=f"{allowed(Action.EDIT_PLAN)} and created_at = {NOW} and ended_at is null"
        f" and (started_at is null or started_at = {NOW})",
        change=(
            "goal_id",
            "text",
            "arena",
            "responsible",
            "responsible_seat_id",
            "responsible_name",
            "by_on",
            "evaluate_on",
            "started_at",
            "ended_at",
        ),
        change_where=allowed(Action.EDIT_PLAN),
    ),
    "plans_evaluation": Rows(see=seen(Part.EVALUATIONS), add=f"{allowed(Action.EVALUATE)} and {BY_ME}"),
    "plans_measurereview": Rows(
        see=seen(Part.EVALUATIONS),
        add=f"{allowed(Action.EVALUATE)} and at = {NOW}"
        f" and {of_its_case('plans_measurereview', 'plans_evaluation', 'evaluation_id')}"
        f" and {of_its_case('plans_measurereview', 'plans_measure', 'measure_id')}",
    ),
    "plans_planchange": Rows(see=seen(Part.PLAN), add=f"{allowed(Action.EDIT_PLAN)} and {BY_ME}"),
    "meetings_meeting": Rows(
        see=seen(Part.MEETINGS),
        add=f"{allowed(Action.PLAN_MEETING)} and planned_by_id = {MY_SEAT} and planned_at = {NOW}"
        f" and (held_at is null or held_at <= {NOW}) and cancelled_at is null"
        " and minutes = '' and minutes_version = 0 and minutes_by_id is null"
        " and may_meet(case_id, template)",
        change=(
            "place",
            "voice_by",
            "starts_at",
            "held_at",
            "cancelled_at",
            "minutes",
            "minutes_version",
            "minutes_by_id",
        ),
        change_where=allowed(Action.PLAN_MEETING),
    ),
    # To a meeting that has been held nobody is invited; whoever was there and was forgotten is still added.
    # Whoever is kept out is taken off the list of those to come.
    "meetings_attendee": Rows(
        see=seen(Part.MEETINGS),
        add=f"{allowed(Action.PLAN_MEETING)} and "
        + of_its_case(
            "meetings_attendee",
            "meetings_meeting",
            "meeting_id",
            " and parent.cancelled_at is null and (parent.held_at is null or presence <> 'invited')",
        ),
        change=("presence",),
        change_where=allowed(Action.PLAN_MEETING),
        remove=f"{MINE} and acts(case_id) and is_kept_out(case_id, seat_id) and "
        + of_its_case("meetings_attendee", "meetings_meeting", "meeting_id", " and parent.held_at is null"),
    ),
    "meetings_decision": Rows(
        see=seen(Part.MINUTES),
        add=f"{allowed(Action.WRITE_MINUTES)} and "
        + of_its_case(
            "meetings_decision", "meetings_meeting", "meeting_id", " and parent.cancelled_at is null"
        )
        + f" and {of_its_case('meetings_decision', 'plans_measure', 'measure_id')}",
    ),
    "meetings_minutesversion": Rows(
        see=seen(Part.MINUTES),
        add=f"{allowed(Action.WRITE_MINUTES)} and {BY_ME} and "
        + of_its_case(
            "meetings_minutesversion",
            "meetings_meeting",
            "meeting_id",
            " and parent.minutes_version = meetings_minutesversion.version"
            " and parent.minutes = meetings_minutesversion.text",
        ),
    ),
    "meetings_voiceentry": Rows(see=seen(Part.VOICE), add=f"{allowed(Action.HEAR_CHILD)} and {BY_ME}"),
    "moves_move": Rows(see=seen(Part.MOVES), add=f"{MINE} and {BY_ME}"),
    "moves_recordedfact": Rows(
        see=seen(Part.FACTS),
        add=f"{allowed(Action.RECORD_FACT)} and {BY_ME}"
        " and may_record(case_id, fact, answer, happened_on, told_date, named_seat_id, until)",
    ),
    "handovers_holding": Rows(
        see=seen(Part.HOLDER),
        add=f"{MINE} and from_at = {NOW} and to_at is null and may_hold(case_id, seat_id)",
        change=("to_at",),
        change_where=f"{MINE} and to_at is null and may_take_over(case_id)",
        changed=f"to_at = {NOW}",
    ),
    # Only whoever is offered the baton says yes or no to it, once. Its holder takes the offer back; an offer
    # of somebody who holds it no more is anybody's in the team to clear away.
    "handovers_handover": Rows(
        see=seen(Part.OFFER),
        add=f"{MINE} and from_seat_id = {MY_SEAT} and {holding('from_seat_id')} and offered_at = {NOW}"
        " and may_be_offered(case_id, to_seat_id)"
        " and answered_at is null and accepted is null and reason = ''",
        change=("answered_at", "accepted", "reason"),
        change_where=f"answered_at is null and ((to_seat_id = {MY_SEAT} and ({MINE} or {OFFERED}))"
        f" or ({MINE} and (from_seat_id = {MY_SEAT} or not {holding('from_seat_id')})))",
        changed=f"answered_at = {NOW} and (accepted is null or to_seat_id = {MY_SEAT})",
    ),
    "foundation_draft": Rows(
        see=f"seat_id = {MY_SEAT} and draft_until(seat_id, saved_at) >= {TODAY}",
        add=f"seat_id = {MY_SEAT} and saved_at = {NOW}",
        change=("fields", "saved_at"),
        change_where=f"seat_id = {MY_SEAT}",
        changed=f"seat_id = {MY_SEAT} and saved_at = {NOW}",
        remove=f"seat_id = {MY_SEAT}",
    ),
    "foundation_accesslog": Rows(
        see="false",
        add=f"{OF_ME} and seat_id is not distinct from {MY_SEAT} and at = {NOW}"
        " and (case_id is null or may_know(case_id)) and (seen = '{}' or may_know_all(seen))"
        " and (children = '{}' or may_see_absence(children))",
    ),
    # The database alone links; whoever verifies reads as laget_backup.
    "foundation_loglink": Rows(see="false", add="false"),
    "foundation_sentform": Rows(see=OF_ME, add=OF_ME),
}
