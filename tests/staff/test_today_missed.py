"""Today tells the leader of a deadline that was missed, and whoever owes it what a way on still asks for."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from laget.ops import scratch
from laget.pathway.publishing import publish
from todays import NEEDS_ME, WAITING, stands, today

SHIPPED = (Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml").read_text()
ALL = ("nb", "nn", "da", "en")


def four(key, text):
    return "\n".join(f'{key}.{language} = "{text}"' for language in ALL)


def told():
    """The leader is told when the talk is late."""
    missed = '\n[[level.step.deadline.missed]]\ntell = "leader"\nafter = "2 days"\n'
    head, tail = SHIPPED.split('unless = ["category.school_environment"]\n', 1)
    return head + 'unless = ["category.school_environment"]\n' + missed + tail


def with_duty():
    """Whoever comes to level 1 still answers the one who reported."""
    fact = (
        f'[[fact]]\nid = "answered"\n{four("title", "Answered")}\n{four("to_do", "Answer them")}\n\n[[fact]]'
    )
    duty = (
        '\n[[level.step.exit.duty]]\nfor = "answered"\nby = "leader"\nat_most = "1 week"\n'
        + four("says", "They wait for an answer.")
        + "\n"
    )
    text = SHIPPED.replace("[[fact]]", fact, 1)
    return text.replace('to = "level 1"\n', f'to = "level 1"\n{duty}', 1)


@pytest.fixture
def publishing(world):
    def publish_it(text):
        with scratch.as_owner():
            text = text.replace('version = "1"', 'version = "told"', 1)
            publish(municipality=world.municipality, text=text, now=world.now, using="default")

    return publish_it


def test_the_leader_is_told_when_a_deadline_is_missed_and_not_before(world, publishing):
    publishing(told())
    life = world.a_life()
    life.worry(share=True)
    due = world.now + (life.case.wonder_on + timedelta(weeks=3) - world.today)
    for late, where in ((0, WAITING), (2, WAITING), (3, NEEDS_ME)):
        world.set_clock(due + timedelta(days=late))
        assert stands(world, world.per, life.case) == where


def test_a_duty_follows_the_case_and_is_the_leaders(world, publishing):
    publishing(with_duty())
    life = world.a_life()
    life.worry(share=True)
    world.make_ready(life, "0")
    life.go("level_1", "level 1")
    there = reverse("fact", args=[life.case.pk, "answered"])
    assert there in today(world, world.per)
    assert there not in today(world, world.kari)
