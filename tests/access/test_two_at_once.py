"""Two who write in the same moment, each over a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connections, transaction

from laget.cases import services as cases
from laget.cases.models import Audience
from laget.cases.queries import lock
from laget.foundation import access_log, asking, drafts
from laget.foundation.models import Draft
from laget.rules.access import Action
from own_pathways import published
from subjects import OFFERED, begun


@pytest.fixture(scope="module")
def world(committed):
    published(committed, ("[[category]]\n", OFFERED))
    return committed


def at_once(world, who, act):
    """What each of two came to, who began together."""
    meet = Barrier(2)

    def one():
        try:
            with transaction.atomic():
                asking.say(who.asker, world.now)
                meet.wait(timeout=20)
                return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(one) for _ in range(2)]]


@pytest.mark.parametrize(("subject", "name"), [("pregnant", "siri"), ("group", "kari")])
def test_whom_two_write_of_at_once_is_on_record_once(world, subject, name):
    """The nurse sends the form from her phone and from her desk."""
    who = getattr(world, name)
    one, other = at_once(world, who, lambda: begun(world, subject, who).child_id)
    assert one == other


def test_two_drafts_saved_at_once_do_not_pass_the_limit(world):
    """In two windows of hers, each with another form."""
    kari, forms = world.kari.seat.pk, count()
    with transaction.atomic():
        asking.say(world.kari.asker, world.now)
        for number in range(199):
            drafts.save(seat_id=kari, form=f"entry-{number}", fields={}, now=world.now)

    def save():
        try:
            drafts.save(seat_id=kari, form=f"voice-{next(forms)}", fields={}, now=world.now)
        except drafts.TooMany:
            return False
        sleep(0.3)  # the other one comes before this is committed
        return True

    assert sorted(at_once(world, world.kari, save)) == [False, True]
    with transaction.atomic():
        asking.say(world.kari.asker, world.now)
        assert Draft.objects.count() == 200


def test_a_note_is_kept_while_a_colleague_has_locked_the_case(world):
    """Each ends its own way into the log: neither waits for what the other has taken."""
    case, locked, noted = world.a_case(), Event(), Event()

    def writes():
        locked.wait(timeout=20)
        cases.write_entry(
            case=case, seat=world.kari.seat, text="Vi ringer.", audience=Audience.TEAM, now=world.now
        )
        noted.set()

    def changes():
        lock(case.pk)
        locked.set()
        noted.wait(timeout=20)
        sleep(0.3)  # the note is on its way to be kept

    def does(who, act):
        try:
            with transaction.atomic():
                asking.say(who.asker, world.now)
                access_log.record(
                    asker=who.asker, action=Action.SEE_CASE, now=world.now, case_id=case.pk, wrote=True
                )
                act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(does, world.kari, writes), pool.submit(does, world.per, changes)]:
            each.result()
