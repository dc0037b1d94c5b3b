"""The people everybody in the tests knows, and the cases they are in.

KARI is worried about OLA, who is nine: she writes the worry, and later holds the baton. PER leads her
school; MARTE is his deputy. AMIR teaches OLA too and is on the team. LIV was, and has left it. TOM works at
the same school and has nothing to do with it. SIRI, health nurse, comes in when both parents have said yes;
LARS of PPT might. NORA leads another school, RAGNHILD is above both. HENRIK administers, AILIN coordinates.
MONA and FRANK are OLA's parents, and each answers for themselves. EVA is fifteen.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test import Client

from laget.cases.models import Case
from laget.consents.models import Answer
from laget.foundation import asking
from laget.foundation.asking import Asker
from laget.foundation.clock import local_day
from laget.moves.queries import facts_of
from laget.ops import scratch
from laget.ops.demo_cases.life import Life
from laget.ops.demo_cases.story import Story
from laget.people.models import Child, Municipality, Person, Seat, Service, Unit

FILE = Path(__file__).parent / "world.toml"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Oslo")).astimezone(UTC)  # a Tuesday in school time
PEOPLE_BEGAN = NOW - timedelta(days=3 * 365)

STORY = Story(
    category="friends",
    worry="Ola sitter alene i friminuttene.",
    asks={"ppt": "Kan dere se på leseopplæringen?", "health": "Kan Siri snakke med Ola?"},
    plan={"behind": "Han finner ikke inn i leken.", "likes": "Fotball og tegning."},
    goals=(("Ola har noen å leke med", "Han er med i leken to dager i uka"),),
    measures=(
        {"text": "Lekegruppe i storefri", "arena": "unit", "responsible": "staff", "name": ""},
        {
            "text": "Bestemor henter på onsdager",
            "arena": "network",
            "responsible": "network",
            "name": "Bestemor",
        },
    ),
    evaluations={
        "worked": {
            "child_view": "Det er bedre.",
            "parents_view": "Han gleder seg til skolen.",
            "staff_view": "Han er med i leken.",
            "kept": "Lekegruppa.",
        }
    },
)


@dataclass(frozen=True)
class Somebody:
    """Somebody with an account: in a seat, or a guardian without one."""

    person: Person
    seat: Seat | None

    @property
    def asker(self) -> Asker:
        return Asker(self.person.pk, self.seat.pk if self.seat else None)

    @property
    def name(self) -> str:
        return self.person.name


@dataclass
class World:
    """`world.kari` is somebody, `world.ola` is a child, `world.a_case(...)` is a case in that situation."""

    municipality: Municipality
    people: dict[str, Somebody]
    children: dict[str, Child]
    services: dict[str, Service]
    units: dict[str, Unit]
    clock: Path
    now: datetime = NOW

    def __getattr__(self, name: str) -> Any:
        for known in (self.people, self.children):
            if name in known:
                return known[name]
        raise AttributeError(name)

    @property
    def today(self) -> date:
        return local_day(self.now)

    @contextmanager
    def as_(self, who: Somebody | None, now: datetime | None = None) -> Iterator[Any]:
        """A moment in which `who` is the one asking the database; gives a cursor for raw SQL."""
        with transaction.atomic():
            asking.say(who.asker if who else None, now or self.now)
            with connection.cursor() as cursor:
                yield cursor
            asking.say(None, self.now)

    def client_of(self, who: Somebody) -> Client:
        """A browser in which `who` has signed in."""
        client = Client()
        session = client.session
        session[asking.PERSON] = str(who.person.pk)
        session[asking.SEAT] = str(who.seat.pk) if who.seat else ""
        session.save()
        return client

    def by(self, who: Somebody) -> dict[str, Any]:
        """What every act is told: who does it, and when."""
        return {"seat": who.seat, "now": self.now}

    def set_clock(self, now: datetime) -> None:
        """What time it is for the pages."""
        self.clock.write_text(json.dumps({"offset_seconds": (now - datetime.now(UTC)).total_seconds()}))
        self.now = now

    def facts(self, case: Case) -> dict[str, date]:
        """What counts in the case, as KARI may know it, and since which day."""
        with self.as_(self.kari):
            return facts_of([case])[case.pk]

    def in_english(self, *people: Somebody) -> None:
        """What these read is in English, the words of the pathway and the names of the days too."""
        with scratch.as_owner():
            Person.objects.filter(pk__in=[who.person.pk for who in people]).update(language="en")

    def leaves_work(self, who: Somebody) -> None:
        """The seat ends now, and an hour goes by."""
        with scratch.as_owner():
            Seat.objects.filter(pk=who.seat.pk).update(to_at=self.now)
        self.set_clock(self.now + timedelta(hours=1))

    def a_life(
        self, *, child: Child | None = None, author: Somebody | None = None, days_ago: int = 40
    ) -> Life:
        """A case that is about to begin; the test decides how it goes."""
        author = author or self.kari
        return Life(child or self.ola, STORY, author.seat, self.now - timedelta(days=days_ago))

    def a_case(
        self,
        *,
        at_level: str = "0",
        child: Child | None = None,
        author: Somebody | None = None,
        shared: bool = True,
        sealed: bool = False,
        about: Somebody | None = None,
        ready: bool = False,
        closed: bool = False,
        days_ago: int = 40,
    ) -> Case:
        """A case brought to where it is by the acts and moves that lead there, `days_ago` days ago.

        `shared` with the leader. `sealed`: violence is suspected. `about` an adult here. `ready`: every way
        on from the level is open. `closed`: it was ready, and has ended.
        From level 1 on KARI holds the baton, AMIR is on the team and LIV has left it; from level 2 on SIRI is
        there, because MONA and FRANK both have said yes to the health service.
        """
        life = self.a_life(child=child, author=author, days_ago=days_ago)
        life.worry(violence=sealed, about=about.person if about else None, share=shared or at_level != "0")
        level = "sealed" if sealed else at_level
        for below, upward in (("1", self.up_to_1), ("2", self.up_to_2), ("3", self.up_to_3)):
            if not sealed and at_level >= below:
                upward(life)
        if ready or closed:
            self.make_ready(life, level)
        if closed:
            life.go("close" if level in ("0", "sealed") else "effect_close", "closed", "Det går bra nå.")
        with self.as_(Somebody(life.by.person, life.by)):
            return Case.objects.select_related("child__group", "unit", "municipality").get(pk=life.case.pk)

    def up_to_1(self, life: Life) -> None:
        self.make_ready(life, "0")
        life.go("level_1", "level 1")
        life.take_baton()
        life.join(self.amir.seat)
        life.join(self.liv.seat)
        life.leave(self.liv.seat)

    def up_to_2(self, life: Life) -> None:
        self.make_ready(life, "1")
        self.invite_health(life)
        life.go("level_2", "level 2")
        life.let_in(self.siri.seat)

    def up_to_3(self, life: Life) -> None:
        self.make_ready(life, "2")
        life.go("level_3", "level 3")

    def invite_health(self, life: Life) -> None:
        """And all who must answer say yes, for a year."""
        self.invite(life, "health", self.today + timedelta(days=365))

    def invite(self, life: Life, service: str, until: date) -> None:
        """And all who must answer say yes until that day."""
        life.invite(self.services[service])
        for guardian in life.guardians():
            life.answer(guardian, self.services[service], Answer.GIVEN, until)

    def on_level_1(self, **begun: Any) -> Life:
        """A case that has come to level 1, and goes on as the test decides."""
        life = self.a_life(**begun)
        life.worry(share=True)
        self.up_to_1(life)
        return life

    def siri_until(self, until: date) -> Life:
        """A case on level 2 that SIRI has come in to; the consent lasts until that day."""
        life = self.on_level_1()
        self.make_ready(life, "1")
        self.invite(life, "health", until)
        life.go("level_2", "level 2")
        life.let_in(self.siri.seat)
        return life

    def agree(self, life: Life) -> None:
        """On level 1 OLA is heard, and what they do is agreed on; they look at it in thirty days."""
        self._meet(life, "start_meeting")
        life.hear("Jeg vil ha noen å leke med.")
        life.write_plan(self.today + timedelta(days=30))
        life.plan_meeting("evaluation", self.now + timedelta(days=30))

    def a_free_baton(self) -> Life:
        """Of a case that has come to level 1: nobody holds it, and PER decides."""
        life = self.a_life()
        life.worry(share=True)
        self.make_ready(life, "0")
        life.go("level_1", "level 1")
        return life

    def make_ready(self, life: Life, level: str) -> None:
        """All that the level's steps ask for, in their order."""
        if level == "sealed":
            life.tell_leader()
            for fact in ("called", "childs_words", "report_sent", "siblings_considered"):
                life.record(fact, note="Gjort.")
        elif level == "0":
            life.record("contact_named", named="Kari Lund")
            life.hear("Jeg vil ha noen å leke med.")
            self._meet(life, "conversation")
        else:
            self._meet(life, {"1": "start_meeting", "2": "contact_meeting", "3": "discussion_team"}[level])
            if level == "1":
                life.write_plan(self.today + timedelta(days=60))
            if level == "3":
                life.record("coordinator_considered", note="Ikke nå.")
            life.record("interviewer_named", named="Kari Lund")
            life.hear("Det er bedre nå.")
            self._meet(life, "evaluation")
            life.evaluate("worked", self.today + timedelta(days=60))

    def _meet(self, life: Life, template: str) -> None:
        life.hold(life.plan_meeting(template, life.at + timedelta(hours=1)), "Vi ble enige om hva vi gjør.")


def found(made: Municipality, clock: Path) -> World:
    """Everybody in it, as the owner of the database finds them."""
    staff = Seat.objects.select_related("person", "unit__service", "unit__municipality")
    people = {seat.person.username: Somebody(seat.person, seat) for seat in staff}
    family = {person.username: Somebody(person, None) for person in Person.objects.filter(is_staff=False)}
    world = World(
        municipality=made,
        people=people | family,
        children={each.given_name.lower(): each for each in Child.objects.select_related("group__unit")},
        services={service.code: service for service in Service.objects.all()},
        units={unit.code: unit for unit in Unit.objects.select_related("service")},
        clock=clock,
    )
    world.set_clock(NOW)
    return world


@pytest.fixture
def world(db: None, tmp_path: Path, settings: Any) -> World:
    """Fjordvik, at nine o'clock on a Tuesday."""
    settings.CLOCK_FILE = str(tmp_path / "clock.json")
    settings.STATIC_ROOT = str(tmp_path)
    with scratch.as_owner():
        return found(Municipality.objects.get(), tmp_path / "clock.json")
