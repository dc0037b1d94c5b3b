"""What Laget notes by itself was done, by whoever the note says; and no note takes the page from the team."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState
from django.urls import reverse

from access.raw import DENIED, TAKEN, attempt
from laget.cases.models import EntryKind, TeamMember
from laget.database.choices import one_of_its_choices
from laget.foundation.ids import uuid7
from laget.handovers.joining import add_colleague
from laget.moves import services as moves
from laget.ops import scratch
from subjects import begun

ENTRY = (
    "insert into cases_entry (id, case_id, seat_id, text, kind, about, audience, at)"
    " values (%s, %s, %s, %s, %s, %s, %s, %s)"
)
NO_SUCH_KIND, A_CHILD_IS_NAMED = "23514", "LG007"
LEAVES = "update cases_teammember set to_at = %s where case_id = %s and seat_id = %s and to_at is null"
ABOUT = {
    EntryKind.ADULT_HERE: "Mona Strand",
    EntryKind.LEFT: "",
    EntryKind.TAKEN_OUT: "Kari Lund",
    EntryKind.TAKEN_IN: "Liv Aune",
    EntryKind.LEADER_JOINED: "",
    EntryKind.LET_IN_BY_LAW: "Nora Vik",
    EntryKind.OUT_BY_SEALING: "Siri Dahl",
    EntryKind.CONSENT_TAKEN_BACK: "Helsestasjonen",
    EntryKind.GUARDIANS_CLEARED: "",
}


def entry(world, who, case, kind, about="", audience="team", text="x"):
    return (ENTRY, uuid7(), case.pk, who.seat.pk, text, kind, about, audience, world.now)


def attempt_by(world, who, *orders):
    with world.as_(who):
        return attempt(*orders)


@pytest.mark.parametrize("who", ["amir", "kari"])
@pytest.mark.parametrize("kind", [kind for kind in EntryKind if kind])
def test_nobody_writes_that_something_was_done_that_nobody_did(world, case, who, kind):
    one = getattr(world, who)
    assert attempt_by(world, one, entry(world, one, case, kind, ABOUT[kind])) == DENIED


def test_an_adult_here_is_the_concern_only_where_that_one_is_kept_out_with_it(world):
    """Once more of somebody who is not in the register, by those who carry the case."""
    case = world.a_case(about=world.nora)
    for who, about, outcome in (
        (world.amir, "", DENIED),
        (world.kari, "", TAKEN),
        (world.kari, "Per Vik", DENIED),
        (world.kari, world.nora.person.name, DENIED),  # that was said before
    ):
        order = entry(world, who, case, EntryKind.ADULT_HERE, about)
        assert attempt_by(world, who, order) == outcome, (who.person.name, about)


def test_amir_leaves_and_says_it_of_himself_and_of_nobody_else(world, case):
    gone = (LEAVES, world.now, case.pk, world.amir.seat.pk)
    left, of_kari = (
        entry(world, world.amir, case, EntryKind.LEFT),
        entry(world, world.amir, case, EntryKind.TAKEN_OUT, "Kari Lund"),
    )
    assert attempt_by(world, world.amir, left, gone) == TAKEN
    assert attempt_by(world, world.amir, of_kari, gone) == DENIED


@pytest.mark.parametrize(
    ("kind", "about", "audience"),
    [("bogus", "", "team"), ("", "PPT", "team"), ("left", "PPT", "team"), ("left", "", "family")],
)
def test_a_note_is_of_a_kind_that_there_is_and_for_those_it_is_for(world, case, kind, about, audience):
    order = entry(world, world.amir, case, kind, about, audience)
    assert attempt_by(world, world.amir, order) == NO_SUCH_KIND


@pytest.mark.parametrize(("kind", "about"), [("bogus", ""), ("bogus", "PPT"), ("", "PPT"), ("a=b", "")])
def test_a_note_of_a_kind_nobody_knows_leaves_the_team_its_page(world, case, kind, about):
    """From before there was a rule for it: it stays on record, and reads as a note."""
    with scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute("alter table cases_entry drop constraint entry_of_a_kind, drop constraint one_of_kind")
        cursor.execute("alter table cases_entry disable trigger user")
        order, *values = entry(world, world.amir, case, kind, about, text="Fra før.")
        cursor.execute(order, values)
        hold_notes_to_their_kinds()
        for rule in one_of_its_choices():
            cursor.execute(rule)
    order = entry(world, world.amir, case, kind, about)
    assert attempt_by(world, world.amir, order) == NO_SUCH_KIND
    page = world.client_of(world.kari).get(reverse("case", args=[case.pk]))
    assert page.status_code == 200
    assert "Fra før." in page.text


def hold_notes_to_their_kinds():
    """The migration, on a database that has such a note."""
    (rule,) = import_module("laget.cases.migrations.0008_what_a_kind_says").Migration.operations
    tables = ProjectState.from_apps(apps)
    all_said()
    with connection.schema_editor(atomic=False) as editor:
        rule.database_forwards("cases", editor, tables, tables)


def test_every_act_that_laget_notes_is_taken_from_its_page(world, case):
    """KARI takes LIV in, PER takes AMIR out, and AMIR's place is LIV's; then she leaves by herself."""
    send(world, world.kari, "team_colleague", case, seat=str(world.liv.seat.pk), reason="Kjenner barnet.")
    with world.as_(world.per):
        member = TeamMember.objects.get(case=case, seat=world.amir.seat, to_at=None)
    send(world, world.per, "team_out", case, member.pk, reason="Ny jobb.")
    send(world, world.liv, "team_leave", case, reason="Slutter.")
    shown = world.client_of(world.kari).get(reverse("case", args=[case.pk])).text
    for said in ("Took Liv Aune into the team", "Took Amir", "Left the team"):
        assert said in shown


def test_those_whom_the_sealing_takes_out_are_named(world):
    case = world.a_case(at_level="2")
    with world.as_(world.kari):
        moves.seal(case=case, reason="Blåmerker.", seat=world.kari.seat, now=world.now)
        all_said()
    shown = world.client_of(world.kari).get(reverse("case", args=[case.pk])).text
    assert f"Out of the team, since the case was sealed: {world.siri.person.name}" in shown


def all_said():
    """As if the transaction ended here."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def send(world, who, name, case, *more, **said):
    sent = world.client_of(who).post(reverse(name, args=[case.pk, *more]), {"form_key": uuid4(), **said})
    assert sent.status_code == 302, sent.text
    with world.as_(who):
        all_said()


def test_no_note_in_a_case_of_a_group_names_a_child(offered):
    world = offered
    case = begun(world, "group", world.kari)
    for text, outcome in (("Strand slo.", A_CHILD_IS_NAMED), ("Noen slo.", TAKEN)):
        assert attempt_by(world, world.kari, entry(world, world.kari, case, "", text=text)) == outcome


def test_no_reason_for_who_comes_and_goes_names_a_child_of_the_group(offered):
    """Refused beside the words."""
    world = offered
    case = begun(world, "group", world.kari)
    with world.as_(world.per):
        said = {"to_seat": world.amir.seat, "reason": "Kjenner klassen.", "seat": world.per.seat}
        add_colleague(case=case, now=world.now, **said)
    named = {"form_key": uuid4(), "seat": str(world.liv.seat.pk), "reason": "Kjenner Ola Strand."}
    for who, name in ((world.per, "team_colleague"), (world.amir, "team_leave")):
        address = reverse(name, args=[case.pk])
        sent = world.client_of(who).post(address, named)
        assert sent.status_code == 422, (name, sent.status_code)
        assert "Take out “Strand”" in sent.text, name
