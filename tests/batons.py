"""The baton in the tests: who hands it to whom, and who holds it then."""

from laget.handovers import services
from laget.handovers.models import Holding

KNOW = "Ola snakker best når dere går en tur."


def do(world, who, act, case, now=None, **arguments):
    with world.as_(who, now):
        return act(case=case, seat=who.seat, now=now or world.now, **arguments)


def offer(world, case, to, by=None, now=None):
    return do(
        world, by or world.kari, services.offer, case, now, to_seat=to.seat, must_know=KNOW, family_told=True
    )  # fmt: skip


def accept(world, case, who):
    return do(world, who, services.accept, case)


def hand_on(world, case, to, by=None):
    """Asked and taken at once."""
    offer(world, case, to, by)
    accept(world, case, to)


def holder(world, case):
    with world.as_(world.per):
        (held,) = Holding.objects.filter(case=case, to_at=None).select_related("seat__person")
        return held.seat.person.name


def why(refused):
    return refused.value.why


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
