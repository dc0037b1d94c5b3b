"""Today as people read it: where a case stands on it, and where its one button leads."""

import re

from django.urls import reverse

from laget.ops import scratch
from laget.people.models import Child
from pages import read

NEEDS_ME, WAITING = "needs me", "waits for others"


def today(world, who):
    return read(world, who, reverse("today"))


def part_of(shown, case):
    """Where on Today a case stands, and where its one button leads."""
    waits = shown.find("Waiting for others")
    at = re.search(rf'href="({reverse("case", args=[case.pk])}[^"]*)"', shown)
    if at is None:
        return None, None
    return (WAITING if 0 < waits < at.start() else NEEDS_ME), at[1]


def stands(world, who, case):
    return part_of(today(world, who), case)[0]


def leads_to(world, who, case):
    return part_of(today(world, who), case)[1]


def row_of(shown, case):
    """The words of the case's one row, as a person reads them."""
    (row,) = [row for row in shown.split('<li class="todo-row')[1:] if str(case.pk) in row]
    return " ".join(re.sub(r"<[^>]+>", " ", row.split(">", 1)[1].split("</li>")[0]).split())


def at_level_1(world, *, holder=None):
    """OLA's case has just come to level 1; PER has said who holds the baton, if anybody."""
    life = world.a_free_baton()
    if holder:
        life.name_holder(holder.seat, world.per.seat)
    return life.case


def another_child(world, number):
    with scratch.as_owner():
        return Child.objects.create(
            municipality=world.municipality, group=world.ola.group, given_name="Ola",
            family_name=f"{number + 1}", born_on=world.ola.born_on,
        )  # fmt: skip
