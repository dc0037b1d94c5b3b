"""KARI sees the case as each in the family sees it: their own page, of this case alone."""

import re

import pytest
from django.db import connection

from laget.foundation.asking import only_looking
from pages import address, plain, read

MAIN = re.compile(r'<main id="main".*?</main>', re.DOTALL)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_level_2(world):
    world.in_english(world.kari, world.mona)
    return world.a_case(at_level="2", ready=True)


def as_(who, case):
    return address("seen_as", case, who.person.pk)


def test_it_is_the_page_that_the_guardian_has(world, at_level_2):
    preview = read(world, world.kari, as_(world.mona, at_level_2))
    assert MAIN.search(preview)[0] == MAIN.search(read(world, world.mona, "/family"))[0]
    assert f"This is what {world.mona.name} sees of the case now." in preview
    assert "/sign-out" not in preview


def test_it_speaks_the_guardians_language_and_says_so_in_ones_own(world, at_level_2, as_owner):
    with as_owner():
        type(world.frank.person).objects.filter(pk=world.frank.person.pk).update(language="da")
    page = read(world, world.kari, as_(world.frank, at_level_2))
    assert '<html lang="da"' in page
    assert f'lang="en"><p><b>This is what {world.frank.name} sees' in page


def test_what_the_team_reads_of_an_adult_here_is_not_on_it(world):
    """MONA's own page names nobody; who holds hers for the same would think she knew."""
    case = world.a_case(about=world.tom)
    assert world.tom.name in read(world, world.kari, address("team", case))
    assert world.tom.name not in read(world, world.kari, as_(world.mona, case))


def test_nobody_is_said_to_have_read_but_who_did(world, at_level_2, as_owner):
    read(world, world.kari, as_(world.mona, at_level_2))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select person_id, basis from foundation_accesslog where action = 'see_as'")
        assert cursor.fetchall() == [(world.kari.person.pk, "author")]
        cursor.execute("select count(*) from foundation_accesslog where action = 'see_family'")
        assert cursor.fetchone() == (0,)


def test_afterwards_it_is_the_worker_who_asks_again(world, at_level_2):
    with world.as_(world.kari) as cursor:
        with only_looking(world.mona.asker, world.now):
            assert asking(cursor) == (world.mona.person.pk, None)
        assert asking(cursor) == (world.kari.person.pk, world.kari.seat.pk)
        with pytest.raises(ValueError), only_looking(world.mona.asker, world.now):
            raise ValueError
        assert asking(cursor) == (world.kari.person.pk, world.kari.seat.pk)


def asking(cursor):
    cursor.execute("select asking_person(), asking_seat()")
    return cursor.fetchone()


def test_another_case_of_the_same_family_is_not_shown(world, at_level_2):
    other = world.a_case(at_level="1", author=world.amir, days_ago=90)
    assert read(world, world.mona, "/family").count('<section class="panel"') == 2
    assert read(world, world.kari, as_(world.mona, at_level_2)).count('<section class="panel"') == 1
    assert world.client_of(world.tom).get(as_(world.mona, other)).status_code == 404


def test_the_team_page_leads_there_for_each_of_them(world, at_level_2):
    page = read(world, world.kari, address("team", at_level_2))
    for guardian in (world.mona, world.frank):
        assert as_(guardian, at_level_2) in page


def test_a_guardian_who_sees_nothing_is_shown_to_see_nothing(world, at_level_2, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update people_guardianship set parental_responsibility = false where guardian_id = %s",
            [world.frank.person.pk],
        )
    page = plain(read(world, world.kari, as_(world.frank, at_level_2)))
    assert "There is no plan here to show you." in page


def test_in_a_sealed_case_there_is_no_family_to_look_as(world):
    sealed = world.a_case(sealed=True)
    assert "/seen-as/" not in read(world, world.kari, address("team", sealed))
    assert world.client_of(world.kari).get(as_(world.mona, sealed)).status_code == 404


def test_it_is_for_those_who_carry_the_case(world, at_level_2):
    for who in (world.amir, world.tom, world.liv, world.mona):
        assert world.client_of(who).get(as_(world.mona, at_level_2)).status_code == 404
    assert "/seen-as/" not in read(world, world.amir, address("team", at_level_2))


def test_only_the_family_of_this_child_is_looked_as(world, at_level_2):
    for other in (world.grete, world.amir):
        assert world.client_of(world.kari).get(as_(other, at_level_2)).status_code == 404
