"""SIRI is the health nurse of KARI's school, LARS of PPT works with none: whom may they be worried about?"""

import pytest

from access.raw import DENIED, attempt, seen
from laget.cases.models import TeamMember
from laget.foundation.ids import uuid7
from laget.handovers.queries import candidates
from laget.moves import services as moves
from laget.people.models import Child, Group
from laget.staff.forms.worry import children_of


@pytest.fixture
def nurse(world, as_owner):
    """SIRI works with all of Fjellskulen."""
    with as_owner():
        world.siri.seat.groups.set(Group.objects.filter(unit__code="fjellskulen"))
    return world.siri


@pytest.fixture
def elsewhere(world, as_owner):
    """LARS, of another service and another school, works with 2A of Sundskolen."""
    with as_owner():
        world.lars.seat.groups.set(Group.objects.filter(unit__code="sundskolen"))
        Child.objects.filter(given_name="Eva").update(group=Group.objects.get(unit__code="sundskolen"))
        world.children["eva"] = Child.objects.select_related("group").get(given_name="Eva")
    return world.lars


def worried(world, who, child, **more):
    said = {
        "violence": False, "adult_here": False, "adult": None, "share": True, "category": "home",
        "text": "Hun er så trøtt.", "wonder_on": world.today,
    }  # fmt: skip
    with world.as_(who):
        return moves.open_case(child=child, seat=who.seat, now=world.now, **said | more)


def listed(world, who):
    with world.as_(who):
        return {child.given_name for child in children_of(who.seat)}


def test_a_nurse_finds_the_children_of_the_schools_she_works_with(world, nurse, elsewhere):
    assert listed(world, nurse) == {"Ola"}
    assert listed(world, elsewhere) == {"Eva"}


def test_a_service_without_groups_finds_no_child(world):
    for who in (world.siri, world.lars, world.ailin, world.henrik, world.ragnhild):
        assert listed(world, who) == set()
        with world.as_(who):
            assert seen("select count(*) from people_child") == 0


def test_a_teacher_finds_her_schools_children_as_before(world, nurse):
    with world.as_(world.tom):
        assert seen("select count(*) from people_child") == 2
    with world.as_(world.nora):
        assert seen("select count(*) from people_child") == 0


def test_her_worry_is_the_schools_case_and_she_is_in_the_team(world, nurse):
    case = worried(world, nurse, world.ola)
    assert case.unit == world.units["fjellskulen"]
    with world.as_(nurse):
        team = dict(TeamMember.objects.filter(case=case).values_list("seat__person__username", "basis"))
    assert team == {"siri": "author", "per": "leader"}
    with world.as_(world.marte):
        assert seen("select count(*) from cases_case") == 1


def test_she_writes_it_for_herself_first_if_she_likes(world, nurse):
    case = worried(world, nurse, world.ola, share=False)
    with world.as_(nurse):
        assert seen("select count(*) from cases_case where id = %s", case.pk) == 1
    for who in (world.per, world.marte, world.kari, world.lars):
        with world.as_(who):
            assert seen("select count(*) from cases_case") == 0


def test_it_is_told_past_a_leader_it_is_about(world, nurse):
    case = worried(world, nurse, world.ola, adult_here=True, adult=world.per.person)
    with world.as_(nurse):
        assert set(TeamMember.objects.filter(case=case).values_list("seat__person__username", flat=True)) == {
            "siri",
            "ragnhild",
        }
    with world.as_(world.per):
        assert seen("select count(*) from cases_case") == 0


def test_a_nurse_of_another_school_sees_nothing_of_it(world, nurse, elsewhere):
    mine, theirs = worried(world, nurse, world.ola), worried(world, elsewhere, world.eva)
    for who, hers, another in ((elsewhere, theirs, mine), (nurse, mine, theirs)):
        with world.as_(who):
            for case, rows in ((hers, 1), (another, 0)):
                assert seen("select count(*) from cases_case where id = %s", case.pk) == rows
                assert seen("select count(*) from people_child where id = %s", case.child_id) == rows


def test_nobody_is_worried_in_sql_about_a_child_of_groups_that_are_not_theirs(world, nurse, elsewhere):
    case = worried(world, nurse, world.ola)
    order = (
        "insert into cases_case (id, municipality_id, unit_id, child_id, version_id, category, wonder_on,"
        " opened_at, opened_by_id, level, entered_step, return_to, round, in_error)"
        " values (%s, %s, %s, %s, %s, '', %s, %s, %s, '', '', '', 0, false)"
    )
    place = (case.municipality_id, case.unit_id, case.child_id, case.version_id, world.today, world.now)
    with world.as_(elsewhere):
        assert attempt((order, uuid7(), *place, elsewhere.seat.pk)) == DENIED
        assert attempt(("insert into people_seat_groups values (1, %s, %s)", uuid7(), uuid7())) == DENIED


def test_the_baton_goes_to_the_schools_people_and_to_her(world, nurse):
    case = worried(world, nurse, world.ola)
    with world.as_(world.per):
        found = candidates(case, world.now, besides=world.per.seat)
    assert [seat.person.username for seat in found.team] == ["siri"]
    assert {seat.person.username for seat in found.colleagues} == {"kari", "amir", "tom", "liv", "marte"}


def offered_adults(world, who):
    """What stands to be chosen between, without a script, when it is about an adult here."""
    page = world.client_of(who).get("/worry").content.decode()
    return page.partition('name="adult"')[2].partition("</select>")[0]


def test_the_adults_are_those_who_work_where_the_child_is(world, nurse):
    offered = offered_adults(world, nurse)
    for adult in (world.kari, world.per, world.tom):
        assert f'value="{adult.person.pk}"' in offered
    for other in (world.siri, world.lars, world.nora):
        assert str(other.person.pk) not in offered
    assert "<optgroup" not in offered


def test_with_children_of_several_schools_they_stand_under_each(world, nurse, elsewhere, as_owner):
    with as_owner():
        world.siri.seat.groups.set(Group.objects.all())
    at_fjell, _, at_sund = offered_adults(world, nurse).partition('<optgroup label="Sundskolen">')
    assert '<optgroup label="Fjellskulen">' in at_fjell
    assert str(world.kari.person.pk) in at_fjell and str(world.kari.person.pk) not in at_sund
    assert str(world.nora.person.pk) in at_sund and str(world.nora.person.pk) not in at_fjell


def test_whom_her_worry_is_about_never_sees_it(world, nurse):
    sent = {"child": world.ola.pk, "text": "x", "violence": "no", "adult_here": "yes", "share": "on"}
    told = world.client_of(nurse).post(
        "/worry", sent | {"adult": world.per.person.pk, "form_key": uuid7()}, follow=True
    )
    assert told.status_code == 200 and "Ola Strand" in told.text
    for who in (world.per, world.marte):
        with world.as_(who):
            assert seen("select count(*) from cases_case") == 0


def test_the_page_takes_her_worry(world, nurse):
    page = world.client_of(nurse).get("/worry")
    assert page.status_code == 200
    assert "Ola Strand" in page.content.decode()
    assert "Eva Myhre" in page.content.decode()
    sent = {
        "child": world.ola.pk,
        "text": "Hun er så trøtt.",
        "violence": "no",
        "adult_here": "no",
        "share": "on",
    }
    answer = world.client_of(nurse).post("/worry", sent | {"form_key": uuid7()})
    assert answer.status_code == 302
    assert world.client_of(nurse).get(answer.headers["Location"]).status_code == 200
