"""A worry is new on the leader's Today until he has opened it, and whoever wrote it reads whether he has."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse

from laget.cases.models import TeamMember
from laget.ops import scratch
from pages import address, child_page
from subjects import begun
from todays import NEEDS_ME, WAITING, another_child, part_of, row_of, stands, today

NEW = "New worry from Kari Lund"


def test_a_worry_that_is_shared_is_new_until_the_leader_has_opened_it(world):
    case = begun(world, "child", world.kari)
    shown = today(world, world.per)
    assert part_of(shown, case) == (NEEDS_ME, reverse("case", args=[case.pk]))
    assert f"{NEW}, shared today" in shown and NEW not in today(world, world.kari)
    child_page(world, world.per, case)
    assert stands(world, world.per, case) == WAITING and NEW not in today(world, world.per)


def test_it_says_since_when_for_as_long_as_nobody_opens_it(world):
    """KARI shares it on Tuesday at nine, and PER is away until the Monday three weeks on."""
    case = begun(world, "child", world.kari)
    world.set_clock(world.now + timedelta(hours=16))
    assert f"{NEW}, shared tir. 24. nov." in today(world, world.per)
    world.set_clock(world.now + timedelta(days=19))
    assert f"{NEW}, shared tir. 24. nov." in row_of(today(world, world.per), case)


def test_it_stands_above_what_is_late(world):
    late = world.a_life(child=another_child(world, 0), author=world.per, days_ago=40)
    late.worry(share=True)
    case = begun(world, "child", world.kari)
    shown = today(world, world.per)
    assert 0 < shown.index(str(case.pk)) < shown.index(str(late.case.pk))


def test_to_see_it_on_a_list_is_not_to_open_it(world):
    begun(world, "child", world.kari)
    today(world, world.per)
    world.client_of(world.per).get(reverse("cases"))
    world.client_of(world.per).get(reverse("worklist"))
    assert NEW in today(world, world.per)


def test_whoever_wrote_it_reads_whether_the_leader_has_opened_it(world):
    case = begun(world, "child", world.kari)
    assert "Per Vik has not opened the case yet." in child_page(world, world.kari, case)
    world.set_clock(world.now + timedelta(days=3))
    assert "Per Vik has not opened" not in child_page(world, world.per, case)
    world.set_clock(world.now + timedelta(days=1))
    shown = child_page(world, world.kari, case)
    assert "Per Vik opened the case fre. 27. nov." in shown and "has not opened" not in shown
    child_page(world, world.per, case)
    assert "Per Vik opened the case fre. 27. nov." in child_page(world, world.kari, case)


def test_nobody_says_that_they_or_another_have_opened_it_but_by_opening_it(world):
    case = begun(world, "child", world.kari)
    for who in (world.kari, world.per, world.tom):
        with pytest.raises(ProgrammingError, match="permission denied"), world.as_(who) as cursor:
            cursor.execute("update cases_teammember set opened_at = %s", [world.now])
    assert world.client_of(world.tom).get(address("case", case)).status_code == 404
    with world.as_(world.kari):
        opened = dict(TeamMember.objects.filter(case=case).values_list("seat_id", "opened_at"))
    assert opened == {world.kari.seat.pk: None, world.per.seat.pk: None}


def test_what_was_read_before_this_was_kept_is_not_new(world):
    """The migration, on a database with two worries of which PER has read one."""
    read, unread = begun(world, "child", world.kari), begun(world, "child", world.kari, child=world.eva)
    child_page(world, world.per, read)
    migration = import_module("laget.cases.migrations.0010_when_it_was_first_opened")
    with scratch.as_owner(), connection.cursor() as cursor:
        TeamMember.objects.update(opened_at=None)
        cursor.execute(migration.FILL)
    shown = today(world, world.per)
    assert NEW in row_of(shown, unread) and NEW not in row_of(shown, read)
