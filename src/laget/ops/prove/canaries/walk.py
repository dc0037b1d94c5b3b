"""Everybody opens pages, right ones and wrong ones, of cases of theirs and of others; each answer is read."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from laget.foundation import access_log
from laget.ops.prove import Progress, Proof
from laget.ops.prove.canaries.lives import Lived
from laget.ops.prove.canaries.oracle import may_know
from laget.ops.prove.canaries.words import Canary, Kind
from laget.ops.prove.canaries.world import World
from laget.ops.prove.world import Seated, as_owner, browser_of, everybody

AT_RANDOM, STRANGERS = 2, 2  # pages of each person, and people who have nothing to do with it
LEAVES = ("sign_out", "leave")  # whoever goes there sees nothing more
PLACE = re.compile(r"<(\w+):(\w+)>")
AN_ID = re.compile(r"[0-9a-f-]{36}")
ADDRESS = re.compile(r'(?:href|src|action|formaction)="([^"]*)"')
ROWS = {
    "meeting_id": "select id from meetings_meeting where case_id = %s",
    "goal_id": "select id from plans_goal where case_id = %s",
    "measure_id": "select id from plans_measure where case_id = %s",
    "member_id": "select id from cases_teammember where case_id = %s",
    "child_id": "select child_id from cases_case where id = %s",
}
KNOWN = {
    "fact": ("contact_named", "called", "interviewer_named"),
    "exit_id": ("close", "early_close", "level_1", "level_2", "effect_close"),
    "pathway": ("nivaa-0-3",),
}
FIELDS = (
    "text", "reason", "words", "behind", "likes", "sign", "q", "asks", "must_know", "why", "note", "named",
    "minutes", "place", "others", "told_to", "held_on", "starts_at", "until_on", "happened_on", "username",
)  # fmt: skip
FORMS = tuple(f"cases/<uuid:case_id>/{page}" for page in (
    "note", "voice", "plan/behind", "plan/goals/new", "plan/goals/<uuid:goal_id>", "meetings/new",
    "meetings/<uuid:meeting_id>/minutes", "consents/invite", "baton/offer", "baton/holder",
    "exits/<slug:exit_id>", "facts/<slug:fact>", "violence", "error",
    "team/leave", "evaluate", "without/heard", "adult",
))  # fmt: skip
ANSWERS = {"violence": "no", "adult_here": "no", "answer": "no", "audience": "family"}


class Walk:
    """`shown` counts what somebody saw who may, so that it is known that there was something to see."""

    def __init__(self, proof: Proof, world: World, chance: random.Random, others: int) -> None:
        self.proof, self.world, self.chance, self.others = proof, world, chance, others
        self.canaries = world.canaries
        self.routes = list(_routes(get_resolver()))
        self.browsers: dict[Seated | None, Any] = {None: _nobody()}
        self.everybody = everybody()
        self.by_seat = {who.seat: who for who in self.everybody if who.seat}
        self.shown: Counter[Kind] = Counter()
        self.answers: Counter[int] = Counter()

    def everywhere(self) -> None:
        progress = Progress("cases", len(self.world.lived))
        for number, lived in enumerate(self.world.lived):
            progress.at(number)
            places = self._places(lived)
            for who in self._people(lived):
                self._visits(who, lived, places)
            self._broken(lived)

    def _visits(self, who: Seated | None, lived: Lived, places: dict[str, list[Any]]) -> None:
        for address in self._first_pages(who, lived):
            self._look(who, address)
        for route in self.chance.sample(self.routes, AT_RANDOM):
            address = self._address(route, places)
            self._look(who, f"{address}?{self._asked(lived, who)}" if self.chance.random() < 0.2 else address)
        is_in = who is not None and who.seat in lived.told.team
        for route in self.chance.sample(FORMS if is_in else self.routes, 1):
            self._send(who, self._address(route, places), lived)
        if self.chance.random() < 0.1:
            self._read(who, "/search", self._browser(who).post("/search", {"q": "qv"}))

    def _first_pages(self, who: Seated | None, lived: Lived) -> list[str]:
        """Where somebody begins who has something to do with the case, or has not."""
        case, told = f"/cases/{lived.life.case.pk}", lived.told
        if who is None:
            return [case]
        if who.seat is None:
            return [case, "/family", "/family/readers"]
        further = {"/note": {lived.life.by.pk}, "/baton/answer": told.offered, "/invitation": told.agreed}
        own = [f"{case}{page}" for page, seats in further.items() if who.seat in seats]
        return [case, self.chance.choice(["/", "/cases", "/unit", f"{case}/timeline", f"{case}/plan"]), *own]

    def _look(self, who: Seated | None, address: str) -> None:
        self._read(who, address, self._browser(who).get(address))

    def _send(self, who: Seated | None, address: str, lived: Lived) -> None:
        """A form that nobody would send so; whatever it does is undone, so that all stays as it was lived."""
        typed = {name: self._typed(who, lived) for name in FIELDS}
        key = self.chance.choice([str(uuid4()), str(uuid4()), "no key"])
        text = typed["text"] + self.chance.choice(["", "", "\0", " langt" * 2000])
        form = typed | ANSWERS | {"text": text, "form_key": key}
        ours = {"origin": "http://testserver"} if self.chance.random() < 0.5 else {}
        with transaction.atomic():
            answer = self._browser(who).post(address, form, headers=ours)
            transaction.set_rollback(True)
        self._read(who, address, answer)

    def _broken(self, lived: Lived) -> None:
        """Our own fault, in words about the child: neither the page nor the log may repeat them."""
        who = self.by_seat[lived.life.by.pk]
        words = lived.life.story.worry
        address = f"/cases/{lived.life.case.pk}"
        with _fails_with(words):
            answer = self._browser(who).get(address)
        self._read(who, address, answer, fails=True)

    def _read(self, who: Seated | None, address: str, answer: Any, *, fails: bool = False) -> None:
        self.answers[answer.status_code] += 1
        where = address.partition("?")[0]
        fault = self._fault(who, where, answer, fails)
        self.proof.check(not fault, f"{AN_ID.sub('…', where)} to {_said_of(who)}: {fault}")

    def _fault(self, who: Seated | None, where: str, answer: Any, fails: bool) -> str:
        if (answer.status_code == 500) != fails:
            return f"answered {answer.status_code}"
        page = "" if answer.streaming else answer.content.decode(errors="replace")
        head = f"{answer.headers} {answer.cookies}"
        addresses = " ".join(ADDRESS.findall(page))
        if said := [canary.kind for _word, canary in self.canaries.found_in(f"{head} {addresses}")]:
            return f"in an address or a header: {said}"
        choosing = where == "/worry" or where.endswith("/anew")
        found = [canary for _word, canary in self.canaries.found_in(page)]
        if wrong := [each.kind for each in found if not may_know(who, each, choosing=choosing)]:
            return f"shown to whom it is not told: {sorted(set(wrong))}"
        self.shown.update(each.kind for each in found)
        if found and "no-store" not in answer.headers.get("Cache-Control", ""):
            return "a browser may keep it"
        return "" if not (fails and found) else f"on an error page: {found}"

    def _people(self, lived: Lived) -> list[Seated | None]:
        """Its author and whom it is offered to, each time; of the others so many as are asked for."""
        told = lived.told
        always = {lived.life.by.pk} | told.offered | told.agreed
        near = ({seat.pk for seat in lived.near} | told.team | told.listed) - always
        others = [
            *(self.by_seat[seat] for seat in sorted(near)),
            *(Seated(person, None) for person in lived.family.parents),
            *self.chance.sample(self.everybody, STRANGERS),
            None,
        ]
        some = self.chance.sample(others, min(self.others, len(others)))
        return [*(self.by_seat[seat] for seat in sorted(always)), *some]

    def _places(self, lived: Lived) -> dict[str, list[Any]]:
        """What stands in an address of this case; now and then with what belongs to another."""
        case = lived.life.case.pk
        whose = case if self.chance.random() < 0.8 else self.chance.choice(self.world.lived).life.case.pk
        own = {name: [row[0] for row in as_owner(rows, [whose])] for name, rows in ROWS.items()}
        return own | {"case_id": [case], "form": [f"entry-{case}"], "person_id": lived.family.parents}

    def _address(self, route: str, places: dict[str, list[Any]]) -> str:
        def fill(found: re.Match[str]) -> str:
            sort, name = found.groups()
            known = places.get(name) or KNOWN.get(name) or [uuid4() if sort == "uuid" else "x"]
            return str(self.chance.choice(known))

        return "/" + PLACE.sub(fill, route)

    def _asked(self, lived: Lived, who: Seated | None) -> str:
        """What somebody has put behind an address."""
        name = self.chance.choice(["q", "case", "before", "child", "service"])
        return f"{name}={self._typed(who, lived)}"

    def _typed(self, who: Seated | None, lived: Lived) -> str:
        whose = (who.seat or who.person) if who else None
        return self.canaries.type(Canary(Kind.TYPED, lived.told, whose))

    def _browser(self, who: Seated | None) -> Any:
        if who not in self.browsers:
            self.browsers[who] = browser_of(who)  # type: ignore[arg-type]
        return self.browsers[who]


def _said_of(who: Seated | None) -> str:
    if who is None:
        return "nobody"
    return "a guardian" if who.seat is None else f"seat {who.seat}"


def _nobody() -> Any:
    """Not signed in, and without the word that our own pages send along."""
    from django.test import Client

    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address that there is, but for those that one leaves by."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, route)
        elif isinstance(each, URLPattern) and each.name not in LEAVES:
            yield route


@contextmanager
def _fails_with(words: str) -> Iterator[None]:
    def fails(**_said: Any) -> None:
        raise RuntimeError(words)

    records, access_log.record = access_log.record, fails
    try:
        yield
    finally:
        access_log.record = records
