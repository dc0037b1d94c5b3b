"""A story and the database say the same of invited services, whatever is answered in whatever order."""

import random
from datetime import timedelta

import pytest

from consents.test_answer import answer, facts, invite
from laget.consents import services
from laget.consents.models import Answer
from laget.consents.queries import may_join
from laget.rules.invited import with_invited, with_undone
from laget.rules.vocabulary import OF_INVITED, OF_ONE_INVITED

KINDS = ("ppt", "health")
ALL = {*OF_INVITED, *OF_ONE_INVITED}


class Told:
    """The case as a story has it. `agreed` and `came` are what its writer knows, and must name again."""

    def __init__(self):
        self.true, self.invited, self.agreed, self.came = set(), set(), set(), set()

    def tells(self, happens=(), undone=()):
        if self.invited and self.invited <= self.agreed:
            happens = [*happens, "consent_given"]
        happens = with_invited(happens)
        self.true = (self.true | {*happens}) - with_undone(undone, happens, self.true)


class Lived:
    """The same in the database: KARI does it, and MONA and FRANK answer."""

    def __init__(self, world, case):
        self.world, self.case, self.now, self.told = world, case, world.now, Told()

    def invite(self, kind):
        invite(self.world, self.case, kind)
        self.told.invited.add(kind)
        self.told.tells([f"services_invited.{kind}"])

    def agree(self, kind):
        for guardian in (self.world.mona, self.world.frank):
            answer(self.world, self.case, guardian, Answer.GIVEN, service=kind, now=self.now)
        self.told.agreed.add(kind)
        came = [f"service_joined.{kind}"] if kind in self.told.came else []
        self.told.tells([f"consent_given.{kind}", *came])

    def refuse(self, kind):
        who = (self.world.frank, Answer.REFUSED)
        answer(self.world, self.case, *who, service=kind, until=None, now=self.now)
        self.told.agreed.discard(kind)
        self.told.tells(undone=[f"consent_given.{kind}"])

    def come(self, kind):
        service = self.world.services[kind]
        with self.world.as_(self.world.kari, self.now):
            (seat, *_others) = may_join(self.case, [service.pk], self.now)[service.pk]
            services.let_in(case=self.case, to_seat=seat, now=self.now)
        self.told.came.add(kind)
        self.told.tells([f"service_joined.{kind}"])

    def end(self, kind):
        with self.world.as_(self.world.kari, self.now):
            ended = {"service": self.world.services[kind], "seat": self.world.kari.seat, "now": self.now}
            services.take_back_invitation(case=self.case, **ended)
        for those in (self.told.invited, self.told.agreed, self.told.came):
            those.discard(kind)
        self.told.tells(undone=[f"services_invited.{kind}"])

    def may(self, kind):
        told = self.told
        if kind not in told.invited:
            return [self.invite]
        can_come = kind in told.agreed and kind not in told.came
        return [self.agree, self.refuse, self.end, *([self.come] if can_come else [])]


@pytest.mark.parametrize("seed", range(4))
def test_a_story_and_the_database_say_the_same_of_invited_services(world, seed):
    chance = random.Random(seed)
    lived = Lived(world, world.a_case(at_level="1"))
    done = []
    for _turn in range(25):
        lived.now += timedelta(minutes=1)
        world.set_clock(lived.now)
        kind = chance.choice(KINDS)
        does = chance.choice(lived.may(kind))
        does(kind)
        done.append((does.__name__, kind))
        assert lived.told.true == facts(world, lived.case, lived.now) & ALL, done
