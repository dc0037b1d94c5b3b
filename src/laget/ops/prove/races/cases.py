"""The cases that are raced for: they live through the real services, and are put away when they are worn."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from laget.consents.models import Answer
from laget.foundation import clock
from laget.ops.demo_cases.cast import Cast, find_cast
from laget.ops.demo_cases.life import Life
from laget.ops.demo_cases.story import told
from laget.ops.prove.world import as_owner
from laget.people.models import Seat

AUTHOR, LEADER, COLLEAGUE, NURSE = "kari-lund", "per-vik", "amir-haddad", "siri-nygard"
GROUP = "4B"
AT_ONCE, WORN = 6, 150  # cases at a time, and rounds that one of them stands
# Nobody is in its team then, so that no later question is the slower for it.
PUT_AWAY = "delete from cases_teammember where case_id = %s"


@dataclass
class Cases:
    chance: random.Random
    cast: Cast = field(default_factory=find_cast)

    def seat(self, username: str) -> Seat:
        return self.cast.seats[username]

    def talked(self) -> Life:
        """Both its author and the leader may close it now, or take it to level 1."""
        life = self._worry()
        life.record("contact_named", named=life.by.person.name)
        life.hear("Jeg vil ha noen å leke med.")
        life.hold(life.plan_meeting("conversation", life.at + timedelta(hours=1)), "Vi ble enige.")
        return life

    def at_1(self) -> Life:
        """Its author holds the baton; the leader and a colleague are in the team."""
        life = self.talked()
        life.go("level_1", "level 1")
        life.take_baton()
        life.join(self.seat(COLLEAGUE))
        return life

    def with_nurse(self) -> Life:
        """Both parents have said yes to the health service, and its nurse is in the team."""
        life = self.at_1()
        service = self.cast.service(life.child, "health")
        life.invite(service)
        for guardian in life.guardians():
            life.answer(guardian, service, Answer.GIVEN, life.today + timedelta(days=365))
        life.let_in(self.seat(NURSE))
        return life

    def _worry(self) -> Life:
        children = sorted(self.cast.children.items())
        name, child = self.chance.choice(
            [each for each in children if each[1].group and each[1].group.name == GROUP]
        )
        story = told("alone-at-break", child=name, gender="boy")
        life = Life(child, story, self.seat(AUTHOR), clock.now() - timedelta(days=1))
        life.worry(share=True)
        return life


@dataclass
class Pool:
    """Some cases of a kind, so that not one alone carries all that is written; each is renewed in time."""

    make: Callable[[], Life]
    chance: random.Random
    lives: list[tuple[Life, int]] = field(default_factory=list)

    def some(self) -> Life:
        if len(self.lives) < AT_ONCE:
            self.lives.append((self.make(), 0))
        place = self.chance.randrange(len(self.lives))
        life, used = self.lives[place]
        if used == WORN:
            put_away(life)
            life, used = self.make(), 0
        self.lives[place] = life, used + 1
        return life

    def forget(self) -> None:
        while self.lives:
            put_away(self.lives.pop()[0])


def put_away(life: Life) -> None:
    as_owner(PUT_AWAY, [life.case.pk])
