"""A case that runs on a small pathway of the language, and what people read on its pages."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.moves.services import record_fact
from own_pathways import of_the_language
from world import STORY


@dataclass
class Running:
    """A case that KARI opened about OLA and told PER of; `life` goes on with it."""

    world: Any
    life: Any

    def page(self, who="kari", name="case", *more):
        """What somebody reads on a page of the case."""
        address = reverse(name, args=[self.life.case.pk, *more])
        answer = self.world.client_of(getattr(self.world, who)).get(address)
        return answer.text if answer.status_code == 200 else str(answer.status_code)

    def today(self, who):
        return self.world.client_of(getattr(self.world, who)).get(reverse("today")).text

    def send(self, who, name, *more, **said):
        address = reverse(name, args=[self.life.case.pk, *more])
        sent = self.world.client_of(getattr(self.world, who)).post(address, {"form_key": uuid4(), **said})
        assert sent.status_code == 302, sent.text

    def days_go_by(self, days):
        self.world.set_clock(self.world.now + timedelta(days=days))
        self.life.at += timedelta(days=days)

    def record(self, fact, answer=""):
        with self.life.act("record") as who:
            said = {"named": "", "note": "", "happened_on": self.life.today, "answer": answer}
            record_fact(case=self.life.case, fact=fact, **said, **who)

    def set_goal(self):
        self.send("kari", "plan_goal_new", text="Ola har noen å leke med", sign="Han ler", version=0)


@pytest.fixture
def begun(world):
    """`begun("01-levels")` is a case on the small pathway of that point."""

    def begin(point, *changes, category="", days_ago=0, wonder_on=None, **worry):
        of_the_language(world, point, *changes)
        life = world.a_life(days_ago=days_ago)
        life.story = replace(STORY, category=category)
        life.worry(share=True, wonder_on=wonder_on, **worry)
        world.set_clock(world.now + timedelta(hours=2))
        life.at = world.now
        return Running(world, life)

    return begin


def part(text, begins, ends="</section>"):
    """A part of a page, from the words it begins with."""
    assert begins in text, begins
    return text[text.index(begins) :].partition(ends)[0]
