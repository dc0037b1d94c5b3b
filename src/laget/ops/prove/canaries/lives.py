"""The lives that the canaries are sung in. Each says, as it goes, who may know of it from then on."""

import random
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from laget.cases.models import Audience, Basis
from laget.consents.models import Answer
from laget.foundation import asking, clock, drafts
from laget.foundation.asking import Asker
from laget.ops.demo_cases.cast import Cast
from laget.ops.demo_cases.life import Life
from laget.ops.demo_cases.story import Story
from laget.ops.prove.canaries.words import Canaries, Canary, Kind, Told
from laget.people.models import Seat

LEADERS = {
    "fjellskulen": ("per-vik", "marte-solheim"),
    "langskjar": ("nora-eide", "odd-arne-moen"),
    "nordnesodden": ("geir-fossum", "anne-lise-krog"),
}
WORKERS = {
    "fjellskulen": ("kari-lund", "amir-haddad", "tom-berg", "liv-aune", "solveig-utne"),
    "langskjar": ("elle-marja-utsi", "silje-bakken", "petter-strom", "hodan-ali"),
    "nordnesodden": ("jorunn-hestnes", "tobias-lind", "fatuma-osman", "kim-ronning"),
}
NURSES = {"fjellskulen": "siri-nygard", "langskjar": "yasmin-noor", "nordnesodden": "yasmin-noor"}
ABOVE, CHILD_WELFARE = "ragnhild-saether", "jakub-zielinski"
PPT, PPT_ANSWERS = "lars-holm", "gunn-tangeras"
A_YEAR = timedelta(days=365)
SITUATIONS = (
    "alone", "shared", "team", "with_nurse", "one_says_no", "taken_back", "agreed", "sealed",
    "sealed_later", "sealed_beside", "about_colleague", "about_leader", "offered", "ended", "in_error",
)  # fmt: skip


@dataclass
class Family:
    code: str
    name: str
    unit: str
    named: Told  # of the child and the parents, whatever the case
    own_names: list[Canary]
    text: str  # in the municipality's file
    parents: list[UUID] = field(default_factory=list)


@dataclass
class Lived:
    """A case, who may know of it, and who else is near it and may not."""

    life: Life
    told: Told
    family: Family
    near: list[Seat] = field(default_factory=list)


class Lives:
    def __init__(self, canaries: Canaries, cast: Cast, chance: random.Random) -> None:
        self.canaries, self.cast, self.chance = canaries, cast, chance

    def live(self, situation: str, family: Family) -> list[Lived]:
        """The cases of one child, and what is known of the child and the parents because of them."""
        self.leader, self.deputy = (self.cast.seats[name] for name in LEADERS[family.unit])
        names = self.chance.sample(WORKERS[family.unit], 4)
        self.author, self.colleague, self.left, self.other = (self.cast.seats[name] for name in names)
        self.nurse = self.cast.seats[NURSES[family.unit]]
        lived = [self._begun(family)]
        if situation == "sealed_beside":
            self.team(lived[0])
            lived.append(self._begun(family))
            self.sealed(lived[1])
        else:
            getattr(self, situation)(lived[0])
        for each in lived:
            self._draft(each)
            for relation, who in vars(each.told).items():
                getattr(family.named, relation).update(who)
        return lived

    def note_more(self, lived: Lived) -> None:
        lived.life.note(self._say(Kind.TEAM, lived.told))

    def alone(self, lived: Lived) -> None:
        lived.life.worry()

    def shared(self, lived: Lived) -> None:
        """The leader is told, the child heard and the family talked with."""
        self._worry(lived)
        life, say = lived.life, lambda kind=Kind.TEAM: self._say(kind, lived.told)
        life.record("contact_named", named=say(), note=say())
        life.hear(say(), told_to=say())
        life.story = replace(life.story, place=say(Kind.FAMILY))
        meeting = life.plan_meeting("conversation", life.at + timedelta(hours=1), others=[say()])
        life.hold(meeting, say(Kind.FAMILY))
        life.note(say())

    def team(self, lived: Lived) -> None:
        """A colleague is in it, another has left; the family follows it."""
        self.shared(lived)
        life, told = lived.life, lived.told
        life.go("level_1", "level 1", self._say(Kind.TEAM, told))
        life.take_baton()
        life.join(self.colleague)
        life.join(self.left)
        life.note(self._say(Kind.TEAM, told), by=self.left)
        life.leave(self.left)
        life.story = replace(life.story, **self._plan(told))
        life.write_plan(life.today + timedelta(days=30))
        life.note(self._say(Kind.FAMILY, told), Audience.FAMILY)
        told.team.add(self.colleague.pk)
        told.family.update(lived.family.parents)
        lived.near.append(self.left)

    def with_nurse(self, lived: Lived) -> None:
        self.team(lived)
        self._invite(lived, "health")
        lived.life.let_in(self.nurse)
        lived.told.team.add(self.nurse.pk)

    def one_says_no(self, lived: Lived) -> None:
        self.team(lived)
        self._invite(lived, "ppt", last=Answer.REFUSED)

    def taken_back(self, lived: Lived) -> None:
        """The nurse was in, and is not."""
        self.with_nurse(lived)
        life = lived.life
        service = self.cast.service(life.child, "health")
        life.answer(life.guardians()[0], service, Answer.WITHDRAWN)
        lived.told.team.discard(self.nurse.pk)

    def agreed(self, lived: Lived) -> None:
        """All have said yes, and nobody of the service has come in."""
        self.team(lived)
        self._invite(lived, "ppt")
        lived.told.agreed.add(self.cast.seats[PPT_ANSWERS].pk)

    def sealed(self, lived: Lived) -> None:
        """Child welfare is in it by law; the leader knows, and her deputy does not."""
        life, told = lived.life, lived.told
        life.worry(violence=True)
        life.tell_leader()
        welfare = self.cast.seats[CHILD_WELFARE]
        for fact in ("called", "childs_words", "report_sent", "siblings_considered"):
            life.record(fact, note=self._say(Kind.TEAM, told))
        life.join(welfare, Basis.STATUTE)
        told.team.update((self.leader.pk, welfare.pk))
        lived.near.append(self.deputy)

    def sealed_later(self, lived: Lived) -> None:
        """The family followed it, and a nurse was in it: both are out."""
        self.with_nurse(lived)
        lived.life.seal(self._say(Kind.TEAM, lived.told))
        lived.told.team.discard(self.nurse.pk)
        lived.told.family.clear()
        lived.told.listed.clear()

    def about_colleague(self, lived: Lived) -> None:
        lived.life.worry(about=self.other.person)
        lived.told.team.add(self.leader.pk)
        lived.near += [self.other, self.deputy]

    def about_leader(self, lived: Lived) -> None:
        """The one above has it; neither the leader nor her deputy sees that it is there."""
        lived.life.worry(about=self.leader.person)
        lived.told.team.add(self.cast.seats[ABOVE].pk)
        lived.near += [self.leader, self.deputy]

    def offered(self, lived: Lived) -> None:
        self.team(lived)
        lived.life.offer(self.other, self._say(Kind.OFFER, lived.told))
        lived.told.offered.add(self.other.pk)

    def ended(self, lived: Lived) -> None:
        self._worry(lived)
        lived.life.go("early_close", "closed", self._say(Kind.TEAM, lived.told))
        lived.told.listed.clear()

    def in_error(self, lived: Lived) -> None:
        self.team(lived)
        lived.life.register_in_error(self._say(Kind.TEAM, lived.told))
        lived.told.listed.clear()
        lived.told.family.clear()

    def _begun(self, family: Family) -> Lived:
        told = Told(team={self.author.pk})
        at_the_unit = Seat.objects.using("owner").filter(unit__code=family.unit)
        told.here = {*at_the_unit.values_list("pk", flat=True), self.nurse.pk}
        child = self.cast.children[family.name]
        story = Story(category="friends", worry=self._say(Kind.TEAM, told))
        life = Life(child, story, self.author, clock.now() - timedelta(days=3))
        near = [self.leader, self.deputy, self.colleague, self.other, self.nurse, self.cast.seats[PPT]]
        return Lived(life, told, family, [*near, self.cast.seats[PPT_ANSWERS]])

    def _worry(self, lived: Lived) -> None:
        lived.life.worry(share=True)
        lived.told.team.add(self.leader.pk)
        lived.told.listed.update((self.leader.pk, self.deputy.pk))

    def _invite(self, lived: Lived, code: str, last: str = Answer.GIVEN) -> None:
        life = lived.life
        life.story = replace(life.story, asks={code: self._say(Kind.ASKS, lived.told)})
        service = self.cast.service(life.child, code)
        life.invite(service)
        first, *others = life.guardians()
        life.answer(first, service, Answer.GIVEN, life.today + A_YEAR)
        for guardian in others:
            life.answer(guardian, service, last, life.today + A_YEAR)

    def _draft(self, lived: Lived) -> None:
        """Its author has begun a note."""
        words = self.canaries.text(Canary(Kind.DRAFT, lived.told, self.author.pk))
        now = clock.now()
        with transaction.atomic():
            asking.say(Asker(self.author.person_id, self.author.pk), now)
            form = f"entry-{lived.life.case.pk}"
            drafts.save(seat_id=self.author.pk, form=form, fields={"text": [words]}, now=now)

    def _plan(self, told: Told) -> dict[str, Any]:
        team, family = (lambda: self._say(Kind.TEAM, told)), (lambda: self._say(Kind.FAMILY, told))
        of_network = {"arena": "network", "responsible": "network", "name": family()}
        return {
            "plan": {"behind": team(), "likes": team()},
            "goals": ((family(), family()),),
            "measures": (
                {"text": family(), "arena": "unit", "responsible": "staff", "name": ""},
                {"text": family(), **of_network},
            ),
        }

    def _say(self, kind: Kind, told: Told) -> str:
        return self.canaries.text(Canary(kind, told))
