"""Two who begin in the same moment, each in a thread and on a connection of their own."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from time import sleep
from typing import Any

from django.db import connections, transaction

from laget.cases.queries import Closed
from laget.consents.services import NoConsent, NotAsked
from laget.foundation import asking, clock
from laget.foundation.asking import Asker
from laget.handovers.services import NotPossible
from laget.moves.services import Refused
from laget.people.models import Seat

AHEAD = 0.004  # seconds that one of the two may be ahead of the other
PATIENCE = 60.0
REFUSALS = (Closed, NoConsent, NotAsked, NotPossible, Refused)

Act = Callable[[], Any]
Race = Callable[[Act, Act], list[Any]]


@contextmanager
def two_racers(chance: random.Random) -> Iterator[Race]:
    """Gives `race`, which gives what each of two acts came to."""
    meet = Barrier(2)

    def run(act: Act, wait: float) -> Any:
        meet.wait(PATIENCE)
        sleep(wait)
        try:
            return act()
        except REFUSALS:
            return "refused"
        except Exception as error:  # whatever else it is, is what the proof looks for
            return f"broke: {error!r}"

    def race(one: Act, other: Act) -> list[Any]:
        waits = [0.0, chance.uniform(0, AHEAD)]
        chance.shuffle(waits)
        running = [pool.submit(run, act, wait) for act, wait in zip((one, other), waits, strict=True)]
        return [each.result(PATIENCE) for each in running]

    with ThreadPoolExecutor(2) as pool:
        try:
            yield race
        finally:
            for left in [pool.submit(_leave, meet) for _ in range(2)]:
                left.result(PATIENCE)


def does(seat: Seat, act: Callable[..., Any], **said: Any) -> Act:
    """As a page does it: one transaction, in which the seat asks."""

    def doing() -> str:
        now = clock.now()
        with transaction.atomic():
            asking.say(Asker(seat.person_id, seat.pk), now)
            act(**said, seat=seat, now=now)
        return "done"

    return doing


def _leave(meet: Barrier) -> None:
    """Each of the two, since they wait for one another."""
    meet.wait(PATIENCE)
    connections.close_all()
