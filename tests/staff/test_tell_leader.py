"""Whoever tells the leader reads beforehand who that is."""

import pytest
from django.urls import reverse

from laget.people.models import Seat


def page(world, case):
    return world.client_of(world.kari).get(reverse("tell_leader", args=[case.pk])).text


def test_kari_reads_that_it_goes_to_per_and_that_marte_sees_it_on_the_list(world):
    shown = page(world, world.a_case(shared=False))
    assert f"It goes to Per Vik, {world.per.seat.title}, {world.per.seat.unit.name}." in shown
    assert "Marte Solheim, who acts in the leader’s place, sees it on the list of the unit." in shown


@pytest.mark.parametrize("kind", ["sealed", "about"])
def test_where_no_list_shows_it_no_deputy_is_named(world, kind):
    """Suspected violence, or TOM who works here: then MARTE sees nothing of it."""
    case = world.a_case(shared=False, **({"sealed": True} if kind == "sealed" else {"about": world.tom}))
    shown = page(world, case)
    assert "It goes to Per Vik" in shown and "Marte" not in shown


def test_where_the_leader_is_the_concern_it_goes_to_the_one_above(world):
    shown = page(world, world.a_case(shared=False, about=world.per)).split("</section>")[-1]
    assert "It goes to Ragnhild Sæther" in shown and "Per Vik" not in shown and "Marte" not in shown


def test_where_nobody_leads_the_page_says_so_at_once(world, as_owner):
    case = world.a_case(shared=False)
    with as_owner():
        Seat.objects.filter(role__in=("leader", "deputy")).update(to_at=world.now)
    shown = page(world, case)
    assert "There is no leader to tell here." in shown and "Share with the leader" not in shown
