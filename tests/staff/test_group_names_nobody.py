"""In the case of a group no child is named, wherever somebody writes: page and database say so."""

import json
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import reverse

from access.raw import TAKEN, attempt, code_of, move
from laget.consents import services as consents
from laget.foundation.ids import uuid7
from laget.meetings import services as meetings
from laget.ops import scratch
from laget.people.models import Child
from laget.plans import services as plans
from subjects import begun

NAMES_A_CHILD = "LG007"
NAMED = "Det er Ola Strand som slår."


@pytest.fixture
def the_class(offered):
    case = begun(offered, "group", offered.kari)
    with offered.as_(offered.kari):
        who = {"seat": offered.kari.seat, "now": offered.now}
        plans.change_words(case=case, words={"behind": "Det er trangt."}, seen=0, **who)
    return case


def a_goal(world, case, text):
    return (
        "insert into plans_goal (id, case_id, text, sign, position) values (%s, %s, %s, '', 1)",
        uuid7(), case.pk, text,
    )  # fmt: skip


def recorded(world, case, note):
    return (
        "insert into moves_recordedfact (id, case_id, fact, named, note, answer, happened_on, seat_id, at)"
        " values (%s, %s, 'contact_named', 'Kari Lund', %s, '', %s, %s, %s)",
        uuid7(), case.pk, note, world.today, world.kari.seat.pk, world.now,
    )  # fmt: skip


def told(world, case, to):
    return voice(world, case, "Det er bråk.", to)


def brought(world, case, by):
    at = world.now
    return (
        "insert into meetings_meeting (id, case_id, template, purpose, place, starts_at, planned_at,"
        " planned_by_id, child_part, voice_by, minutes, minutes_version)"
        " values (%s, %s, 'conversation', '', '', %s, %s, %s, '', %s, '', 0)",
        uuid7(), case.pk, at, at, world.kari.seat.pk, by,
    )  # fmt: skip


def changed(world, case, text):
    return kept(world, case, "after", text)


def replaced(world, case, text):
    return kept(world, case, "before", text)


def kept(world, case, side, text):
    sides = {"before": "{}", "after": "{}", side: json.dumps({"behind": text})}
    return (
        "insert into plans_planchange (id, case_id, version, part, seat_id, at, before, after)"
        " values (%s, %s, 99, 'words', %s, %s, %s, %s)",
        uuid7(), case.pk, world.kari.seat.pk, world.now, sides["before"], sides["after"],
    )  # fmt: skip


def by_a_colleague(world, case, name):
    """Whoever writes it says that it is PER of the staff."""
    return (
        "insert into moves_recordedfact"
        " (id, case_id, fact, named, named_seat_id, note, answer, happened_on, seat_id, at)"
        " values (%s, %s, 'contact_named', %s, %s, '', '', %s, %s, %s)",
        uuid7(), case.pk, name, world.kari.seat.pk, world.today, world.kari.seat.pk, world.now,
    )  # fmt: skip


def voice(world, case, words, told_to="Kari Lund"):
    return (
        "insert into meetings_voiceentry"
        " (id, case_id, told_to, how, words, not_asked_because, said_on, seat_id, at)"
        " values (%s, %s, %s, 'talk', %s, '', %s, %s, %s)",
        uuid7(), case.pk, told_to, words, world.today, world.kari.seat.pk, world.now,
    )  # fmt: skip


def sealing(world, case, reason):
    return move(case, world.kari, "", "", world.now, kind="sealed", reason=reason)


@pytest.mark.parametrize(
    "writes", [a_goal, recorded, voice, sealing, told, brought, changed, replaced, by_a_colleague]
)
def test_the_database_takes_no_text_that_names_a_child_of_the_class(offered, the_class, writes):
    with offered.as_(offered.kari):
        assert attempt(writes(offered, the_class, NAMED)) == NAMES_A_CHILD
        assert attempt(writes(offered, the_class, "En elev slår.")) == TAKEN


@pytest.mark.parametrize("writes", [told, brought, by_a_colleague])
def test_a_teacher_who_is_called_as_a_child_of_the_class_hears_it(offered, the_class, writes):
    with scratch.as_owner():
        person = offered.per.person
        person.name = "Per Strand"
        person.save()
    with offered.as_(offered.kari):
        assert attempt(writes(offered, the_class, "Per Strand, rektor")) == TAKEN
        assert attempt(writes(offered, the_class, "Per Strand og Ola Strand")) == NAMES_A_CHILD


def test_a_name_that_stood_in_the_plan_before_the_child_came_is_taken_out(offered, the_class):
    with offered.as_(offered.kari):
        write = {"case": the_class, "seat": offered.kari.seat, "now": offered.now}
        goal = plans.add_goal(text="Nilsen leser\r\nhøyt.", sign="", **write)
    with scratch.as_owner():
        Child.objects.filter(pk=offered.ola.pk).update(family_name="Nilsen")
    with offered.as_(offered.kari):
        change = {"goal": goal, "seen": 99, "seat": offered.kari.seat, "now": offered.now}
        plans.change_goal(words={"text": "Alle leser høyt."}, **change)
        goal.refresh_from_db()
    assert goal.text == "Alle leser høyt."


def test_a_name_below_a_line_break_in_a_form_is_a_name(offered, the_class):
    filled = (
        "insert into cases_filledform (id, case_id, form, version, answers, seat_id, at)"
        " values (%s, %s, 'x', 1, %s, %s, %s)"
    )
    answers = json.dumps({"a": ["Vi så:\nStrand"]})
    who = offered.kari.seat.pk
    with offered.as_(offered.kari):
        assert attempt((filled, uuid7(), the_class.pk, answers, who, offered.now)) == NAMES_A_CHILD


def test_a_teacher_who_is_called_as_a_child_of_the_class_comes_to_its_meeting(offered, the_class):
    with scratch.as_owner():
        person = offered.per.person
        person.name = "Per Strand"
        person.save()
    with offered.as_(offered.kari):
        meeting = meetings.plan_meeting(
            case=the_class, template="conversation", starts_at=offered.now, seats=[offered.per.seat],
            seat=offered.kari.seat, now=offered.now,
        )  # fmt: skip
        assert "Per Strand" in meeting.attendees.values_list("name", flat=True)


def test_what_named_nobody_before_a_child_came_to_the_class_may_be_mended(offered, the_class):
    with offered.as_(offered.kari):
        goal = plans.add_goal(
            case=the_class, text="Nilsen leser høyt.", sign="", seat=offered.kari.seat, now=offered.now
        )
    with scratch.as_owner():
        Child.objects.filter(pk=offered.ola.pk).update(family_name="Nilsen")
    change = {"goal": goal, "seen": 99, "seat": offered.kari.seat, "now": offered.now}
    with offered.as_(offered.kari):
        plans.change_goal(words={"sign": "De ler"}, **change)
        with pytest.raises(DatabaseError) as refused:
            plans.change_goal(words={"sign": "Nilsen ler"}, **change)
    assert code_of(refused.value) == NAMES_A_CHILD


@pytest.mark.parametrize("page", ["seal", "in_error"])
def test_a_reason_that_names_a_child_comes_back_to_be_mended(offered, the_class, page):
    kari, at = offered.client_of(offered.kari), reverse(page, args=[the_class.pk])
    kari.cookies["language"] = "en"
    sent = kari.post(at, {"form_key": uuid4(), "reason": NAMED})
    assert sent.status_code == 422
    assert "Take out “Strand”" in sent.text and NAMED in sent.text and f'action="{at}"' in sent.text
    assert kari.post(at, {"form_key": uuid4(), "reason": "En elev slår."}).status_code == 302


def test_whoever_does_not_know_the_class_reads_that_a_name_stands_there_not_whose(offered, the_class):
    """LARS of PPT is invited, and says why he cannot help."""
    with offered.as_(offered.kari):
        consents.invite(
            case=the_class, service=offered.services["ppt"], seat=offered.kari.seat, now=offered.now
        )
    lars, at = offered.client_of(offered.lars), reverse("decline_invitation", args=[the_class.pk])
    lars.cookies["language"] = "en"
    sent = lars.post(at, {"form_key": uuid4(), "why": NAMED})
    assert sent.status_code == 422
    assert "A child’s name stands in the text" in sent.text and "Take out “" not in sent.text
    assert lars.post(at, {"form_key": uuid4(), "why": "Vi har ikke tid."}).status_code == 302
