"""Which rows the restricted role may see and write, table by table. A guard test wants every table here.

`laget_app` gets nothing that is not granted below, so a table nobody has thought of is closed.
"""

from dataclasses import dataclass, field

MINE = "case_id = any((select my_cases())::uuid[])"
FAMILY = "case_id = any((select my_family_cases())::uuid[])"
SEEN_WITH_CASE = "exists (select from cases_case c where c.id = case_id)"
MY_SEAT = "(select asking_seat())"
OFFERED = "case_id = any((select offered_cases())::uuid[])"
BY_ME = f"{MINE} and seat_id = {MY_SEAT}"  # nobody writes in another's name
NOT_SEALED = "exists (select from cases_case c where c.id = case_id and c.sealed_at is null)"

# A case is born without a place: only moves give it one.
NOWHERE_YET = (
    "level = '' and entered_step = '' and level_since is null and round_since is null and round = 0"
    " and shared_at is null and sealed_at is null and closed_at is null and not in_error"
    " and aftercare_until is null"
)
# Nobody makes a case of a child of another unit, and so learns who the child is and who cares for it.
CHILD_HERE = (
    "exists (select from people_child child where child.id = child_id"
    " and child.group_id = any((select my_groups())::uuid[]))"
)


@dataclass(frozen=True)
class Rows:
    """What `laget_app` may do with a table's rows: a condition for each, and which columns it may change."""

    see: str
    add: str = MINE
    change: tuple[str, ...] = ()
    remove: bool = False
    change_where: str = field(default="")

    @property
    def changeable(self) -> str:
        return self.change_where or self.add


# Tables with a child's data: forced row-level security.
GUARDED: dict[str, Rows] = {
    "people_child": Rows(
        see="group_id = any((select my_groups())::uuid[]) or id = any((select my_case_children())::uuid[])"
        " or id = any((select my_family_children())::uuid[])"
        " or id = any((select offered_children())::uuid[])",
        add="false",
    ),
    "people_guardianship": Rows(
        see="child_id = any((select my_case_children())::uuid[]) or guardian_id = (select asking_person())",
        add="false",
    ),
    "people_person": Rows(
        see="is_staff or id = (select asking_person())"
        " or exists (select from people_guardianship g where g.guardian_id = people_person.id)",
        add="false",
        change=("language", "scheme", "last_login"),
        change_where="id = (select asking_person())",
    ),
    "cases_case": Rows(
        see="id = any((select my_cases())::uuid[])"
        " or (unit_id = any((select led_units())::uuid[]) and shared_at is not null and sealed_at is null"
        " and not adult_here and id <> all((select excluded_cases())::uuid[]))"
        " or id = any((select my_family_cases())::uuid[]) or id = any((select offered_cases())::uuid[])",
        add=f"opened_by_id = {MY_SEAT} and {NOWHERE_YET} and {CHILD_HERE}",
        change=("category", "wonder_on", "shared_at", "adult_here"),
        change_where="id = any((select my_cases())::uuid[])",
    ),
    "cases_teammember": Rows(
        see=f"{MINE} or {FAMILY}",
        add=f"({MINE} and may_come_in(case_id, seat_id, basis))"
        f" or (seat_id = {MY_SEAT} and (opening(case_id)"
        " or (basis = 'leader' and on_my_worklist(case_id))"
        f" or (basis = 'own_service' and {OFFERED})))",
        change=("to_at",),
        change_where=MINE,
    ),
    "cases_exclusion": Rows(see=MINE, add=f"{MINE} or opening(case_id)"),
    "cases_concern": Rows(see=MINE, add=BY_ME),
    "cases_entry": Rows(see=f"{MINE} or (audience = 'family' and {FAMILY})", add=BY_ME),
    "consents_invitedservice": Rows(
        see=f"{MINE} or {FAMILY}",
        add=f"{BY_ME} and {NOT_SEALED}",
        change=("ended_at",),
        change_where=f"{MINE} and {NOT_SEALED}",
    ),
    "consents_consent": Rows(see=MINE, add=f"{BY_ME} and {NOT_SEALED}"),
    "plans_plan": Rows(
        see=f"{MINE} or {FAMILY}",
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
    "plans_goal": Rows(see=f"{MINE} or {FAMILY}", change=("text", "sign", "position", "ended_at")),
    "plans_measure": Rows(
        see=f"{MINE} or {FAMILY}",
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
    ),
    "plans_evaluation": Rows(see=MINE, add=BY_ME),
    "plans_measurereview": Rows(see=MINE),
    "plans_planchange": Rows(see=MINE, add=BY_ME),
    "meetings_meeting": Rows(
        see=f"{MINE} or id = any((select my_family_meetings())::uuid[])",
        change=(
            "purpose",
            "place",
            "starts_at",
            "held_at",
            "cancelled_at",
            "minutes",
            "minutes_version",
            "minutes_by_id",
        ),
    ),
    "meetings_attendee": Rows(see=MINE, change=("presence",), remove=True),
    "meetings_decision": Rows(see=MINE),
    "meetings_minutesversion": Rows(see=MINE, add=BY_ME),
    "meetings_voiceentry": Rows(see=MINE, add=BY_ME),
    "moves_move": Rows(see=MINE, add=BY_ME),
    "moves_recordedfact": Rows(see=MINE, add=BY_ME, change=("undone_at",), change_where=MINE),
    "handovers_holding": Rows(see=SEEN_WITH_CASE, change=("to_at",)),
    # Only whoever is offered the baton says yes or no to it; the team may take an offer back.
    "handovers_handover": Rows(
        see=f"{MINE} or (to_seat_id = {MY_SEAT} and {OFFERED})",
        add=f"{MINE} and from_seat_id = {MY_SEAT}",
        change=("answered_at", "accepted", "reason"),
        change_where=f"(to_seat_id = {MY_SEAT} and ({MINE} or {OFFERED})) or ({MINE} and accepted is null)",
    ),
    "foundation_draft": Rows(
        see=f"seat_id = {MY_SEAT}", add=f"seat_id = {MY_SEAT}", change=("fields", "saved_at"), remove=True
    ),
    "foundation_accesslog": Rows(see="false", add="person_id = (select asking_person())"),
    "foundation_sentform": Rows(
        see="person_id = (select asking_person())", add="person_id = (select asking_person())"
    ),
}

# Tables without a child in them: what everybody who has signed in may read.
READABLE = (
    "people_municipality",
    "people_service",
    "people_service_serves",
    "people_unit",
    "people_group",
    "people_seat",
    "people_seat_groups",
    "pathway_pathwayversion",
    "pathway_pathwaystep",
    "pathway_pathwayexit",
    "pathway_pathwayfact",
    "django_content_type",
    "django_migrations",
)
WRITABLE = ("django_session",)

CALLABLE = (
    "laget_now()",
    "local_day(timestamptz)",
    "asking_person()",
    "asking_seat()",
    "my_cases()",
    "excluded_cases()",
    "led_units()",
    "my_groups()",
    "my_case_children()",
    "my_family_cases()",
    "my_family_meetings()",
    "my_family_children()",
    "opening(uuid)",
    "may_come_in(uuid, uuid, text)",
    "on_my_worklist(uuid)",
    "consented(uuid, uuid)",
    "facts_of(uuid[])",
    "offered_cases()",
    "offered_children()",
    "lock_offered(uuid)",
)
