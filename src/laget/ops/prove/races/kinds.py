"""What is raced for, and what must hold afterwards. Each kind gives the fault that it has found, or none."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

from laget.consents import services as consents
from laget.consents.models import Answer
from laget.foundation import clock
from laget.handovers import services as handovers
from laget.moves import services as moves
from laget.ops.demo_cases.life import Life
from laget.ops.prove.races.cases import AUTHOR, COLLEAGUE, LEADER, NURSE, Cases, Pool, put_away
from laget.ops.prove.races.racing import Act, Race, does
from laget.ops.prove.world import Seated, as_owner, browser_of
from laget.people.models import Seat

WAYS = {"close": "closed", "level_1": "level 1"}
PAGES = ("/cases/{case}", "/cases/{case}/timeline", "/cases/{case}/team", "/cases")
NOT_SHOWN = (404, 307)  # a list that loses a case while it is made is asked for anew
READINGS = 20  # at most, until one has begun after the no
HOLDERS = "select seat_id from handovers_holding where case_id = %s and to_at is null"
OFFERS = "select count(*) from handovers_handover where case_id = %s and answered_at is null"
TAKEN = "select exit from moves_move where case_id = %s and exit = any(%s)"
TEXTS = "select text from cases_entry where case_id = %s and text = any(%s)"
YESES = "select count(*) from handovers_handover where case_id = %s and must_know = %s and accepted"
LET_GO = "delete from handovers_holding where case_id = %s"
IN_TEAM = "select 1 from cases_teammember where case_id = %s and seat_id = %s and to_at is null"


class Races:
    """`came` counts what became of them, by kind."""

    def __init__(self, race: Race, chance: random.Random) -> None:
        self.race, self.chance, self.cases = race, chance, Cases(chance)
        self.at_1, self.with_nurse = (Pool(make, chance) for make in (self.cases.at_1, self.cases.with_nurse))
        self.team = [self.cases.seat(name) for name in (AUTHOR, LEADER, COLLEAGUE)]
        self.author, self.leader, self.colleague = self.team
        self.nurse = self.cases.seat(NURSE)
        self.browsers: dict[Any, list[Any]] = {}
        self.came: Counter[tuple[str, str]] = Counter()

    def fault_of(self, kind: "Kind") -> str:
        """After a fault all begin anew: a case with two holders would spoil the next rounds."""
        if fault := kind(self):
            for pool in (self.at_1, self.with_nurse):
                pool.forget()
        return fault

    def baton(self) -> str:
        """Two take it that lies free; or the one who is asked says yes twice, or while it is taken back."""
        life = self.at_1.some()
        one, other, holders = self._of_baton(life)
        came = self.race(one, other)
        found = [seat for (seat,) in as_owner(HOLDERS, [life.case.pk])]
        ((offers,),) = as_owner(OFFERS, [life.case.pk])
        if fault := self._one_of_two("baton", came):
            return fault
        right = found == [holders[came.index("done")].pk] and not offers
        return "" if right else f"holders {found}, offers {offers} when they came to {came}"

    def _of_baton(self, life: Life) -> tuple[Act, Act, tuple[Seat, Seat]]:
        """Two acts, and who holds it after the one or the other."""
        case = {"case": life.case}
        if self.chance.random() < 1 / 3:
            as_owner(LET_GO, [life.case.pk])
            named = self.chance.choice(self.team)
            naming = does(self.leader, handovers.name_holder, **case, to_seat=named)
            return does(self.author, handovers.take, **case), naming, (self.author, named)
        holder, asked = self._offered(life)
        against = self.chance.choice(
            [
                (does(asked, handovers.accept, **case), asked),
                (does(holder, handovers.take_back, **case), holder),
                (does(asked, handovers.decline, **case, reason="Nei"), holder),
            ]
        )
        return does(asked, handovers.accept, **case), against[0], (asked, against[1])

    def _offered(self, life: Life, must_know: str = "") -> tuple[Seat, Seat]:
        """Who holds the baton, and somebody of the team whom it is offered to now."""
        ((held_by,),) = as_owner(HOLDERS, [life.case.pk])
        holder = next(seat for seat in self.team if seat.pk == held_by)
        asked = self.chance.choice([seat for seat in self.team if seat.pk != held_by])
        said = {"to_seat": asked, "must_know": must_know, "family_told": True}
        does(holder, handovers.offer, case=life.case, **said)()
        return holder, asked

    def way_on(self) -> str:
        """Its author and the leader decide, each in their own way or both in the same."""
        life = self.cases.talked()
        ways = [self.chance.choice(list(WAYS)) for _ in range(2)]
        deciding = [
            does(seat, moves.take_exit, case=life.case, exit_id=way, target=WAYS[way], reason="Enige.")
            for seat, way in zip((self.author, self.leader), ways, strict=True)
        ]
        came = self.race(deciding[0], deciding[1])
        taken = [way for (way,) in as_owner(TAKEN, [life.case.pk, list(WAYS)])]
        put_away(life)
        if fault := self._one_of_two("way on", came):
            return fault
        return "" if taken == [ways[came.index("done")]] else f"{taken} is taken, and they came to {came}"

    def withdrawn(self) -> str:
        """A parent takes the yes back while the nurse reads: what she opens after that is not there."""
        life = self.with_nurse.some()
        guardian = self.chance.choice(life.guardians())
        said = {"case": life.case, "guardian": guardian}
        said["service"] = self.cases.cast.service(life.child, "health")
        withdraw = does(self.author, consents.record_answer, **said, answer=Answer.WITHDRAWN, until_on=None)
        if self._read(life) is not True:
            return "the nurse finds nothing to read while all have said yes"
        ended: list[float] = []

        def withdrawing() -> str:
            withdraw()
            ended.append(monotonic())
            return "done"

        came, readings = self.race(withdrawing, lambda: self._readings(life, ended))
        self._say_yes_again(life, said)
        if came != "done" or isinstance(readings, str):
            return f"{came}, {readings}"
        return self._fault_of(readings, ended[0])

    def _readings(self, life: Life, ended: list[float]) -> list[tuple[float, int | bool]]:
        """When each began, and whether it showed the case; the last began after the yes was taken back."""
        found = []
        for _ in range(READINGS):
            is_last, began = bool(ended), monotonic()
            found.append((began, self._read(life)))
            if is_last:
                break
        return found

    def _read(self, life: Life) -> int | bool:
        """Whether some page shows the nurse the case; what it answers, where that is no answer to this."""
        page = self.chance.choice(PAGES).format(case=life.case.pk)
        answer = self._browsers(self.nurse)[0].get(page)
        if answer.status_code not in (200, *NOT_SHOWN):
            return int(answer.status_code)
        return answer.status_code == 200 and str(life.case.pk) in answer.text

    def _fault_of(self, readings: list[tuple[float, int | bool]], ended: float) -> str:
        before = [shown for began, shown in readings if began < ended]
        after = [shown for began, shown in readings if began > ended]
        self.came["withdrawn", "read before"] += sum(shown is True for shown in before)
        self.came["withdrawn", "refused after"] += sum(shown is False for shown in after)
        if not after:
            return "nothing was read after the yes was taken back"
        return "" if not any(after) and {*before} <= {True, False} else f"read {before}, then {after}"

    def _say_yes_again(self, life: Life, said: dict[str, Any]) -> None:
        until = clock.local_day(clock.now()) + timedelta(days=365)
        does(self.author, consents.record_answer, **said, answer=Answer.GIVEN, until_on=until)()
        if not as_owner(IN_TEAM, [life.case.pk, self.nurse.pk]):
            does(self.author, _let_in, case=life.case, to_seat=self.nurse)()

    def sent_twice(self) -> str:
        """The same form: a note, or a yes to the baton. Both are answered alike, and it has one effect."""
        life, word = self.at_1.some(), f"note {uuid4()}"
        form: dict[str, Any] = {"form_key": uuid4()}
        if self.chance.random() < 0.5:
            _holder, seat = self._offered(life, must_know=word)
            address, form["answer"], question = "baton/answer", "yes", YESES
            asked: Any = word
        else:
            seat, address, question, asked = self.author, "note", TEXTS, [word]
            form |= {"text": word, "audience": "team"}
        answers = self._sent(life, seat, address, form, form)
        if isinstance(answers, str):
            return answers
        found = as_owner(question, [life.case.pk, asked])
        effects = found[0][0] if question == YESES else len(found)
        led_to = [answer.headers.get("Location") for answer in answers]
        self.came["sent twice", address] += 1
        fits = effects == 1 and led_to[0] is not None and led_to[0] == led_to[1]
        return "" if fits else f"{effects} effects, led to {led_to}"

    def other_words(self) -> str:
        """The same key with other words: one is written, the other one is asked what was meant."""
        life, key, words = self.at_1.some(), uuid4(), [f"note {uuid4()}" for _ in range(2)]
        forms = [{"form_key": key, "text": word, "audience": "team"} for word in words]
        answers = self._sent(life, self.author, "note", *forms)
        if isinstance(answers, str):
            return answers
        found = [text for (text,) in as_owner(TEXTS, [life.case.pk, words])]
        statuses = [answer.status_code for answer in answers]
        if sorted(statuses) != [302, 409]:
            return f"answered {statuses}, written {len(found)} times"
        first = statuses.index(302)
        self.came["other words", f"{('first', 'second')[first]} of two"] += 1
        return "" if found == [words[first]] else f"written {found}, answered {statuses}"

    def _sent(self, life: Life, seat: Seat, address: str, one: Any, other: Any) -> Any:
        """The two answers; in words what became of it when one broke."""
        where = f"/cases/{life.case.pk}/{address}"
        first, second = self._browsers(seat)
        answers = self.race(lambda: first.post(where, one), lambda: second.post(where, other))
        broke = [answer for answer in answers if isinstance(answer, str)]
        return ", ".join(broke) or answers

    def _browsers(self, seat: Seat) -> list[Any]:
        """Two windows of the same person."""
        if seat.pk not in self.browsers:
            self.browsers[seat.pk] = [browser_of(Seated(seat.person_id, seat.pk)) for _ in range(2)]
        return self.browsers[seat.pk]

    def _one_of_two(self, kind: str, came: list[Any]) -> str:
        if sorted(came) != ["done", "refused"]:
            return f"came to {came}"
        self.came[kind, f"{('first', 'second')[came.index('done')]} of two"] += 1
        return ""


def _let_in(*, case: Any, to_seat: Seat, seat: Seat, now: Any) -> None:
    consents.let_in(case=case, to_seat=to_seat, now=now)


Kind = Callable[[Races], str]
KINDS: list[tuple[str, Kind]] = [
    ("baton", Races.baton),
    ("way on", Races.way_on),
    ("withdrawn", Races.withdrawn),
    ("sent twice", Races.sent_twice),
    ("other words", Races.other_words),
]
