"""A leader comes in to a case of the unit, with a reason that the team reads."""

import pytest

from baton_forms import send
from laget.cases.models import Entry, TeamMember
from pages import address


def test_a_leader_comes_in_with_a_reason_that_the_team_reads(world, case):
    marte = world.client_of(world.marte)
    assert marte.get(address("baton", case)).status_code == 404
    assert "Why?" in marte.get(address("join_as_leader", case)).text
    assert send(marte, "join_as_leader", case, reason="").status_code == 422
    joined = send(marte, "join_as_leader", case, reason="Per er sykmeldt.")
    assert joined.headers["Location"] == address("case", case)
    assert marte.get(address("baton", case)).status_code == 200
    with world.as_(world.kari):
        assert TeamMember.objects.get(case=case, seat=world.marte.seat).basis == "leader"
        (entry,) = Entry.objects.filter(case=case)
        assert "Per er sykmeldt." in entry.text and entry.seat_id == world.marte.seat.pk


@pytest.mark.parametrize("outsider", ["tom", "liv", "kari", "per", "amir", "siri", "nora", "henrik", "mona"])
def test_nobody_else_comes_in_so(world, case, outsider):
    client = world.client_of(getattr(world, outsider))
    assert client.get(address("join_as_leader", case)).status_code == 404
    assert send(client, "join_as_leader", case, reason="Nysgjerrig").status_code == 404


@pytest.mark.parametrize("how", [{"sealed": True}, {"shared": False}])
def test_a_leader_does_not_come_in_to_what_is_not_on_the_worklist(world, how):
    case = world.a_case(**how)
    marte = world.client_of(world.marte)
    assert send(marte, "join_as_leader", case, reason="Jeg lurer").status_code == 404


def test_a_leader_does_not_come_in_to_a_case_about_an_adult_here(world):
    case = world.a_case(about=world.tom)
    marte = world.client_of(world.marte)
    assert send(marte, "join_as_leader", case, reason="Jeg lurer").status_code == 404
