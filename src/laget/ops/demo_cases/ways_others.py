"""Cases about others than a child: a pregnant woman, a young person, a class."""

from datetime import date, timedelta
from zlib import crc32

from laget.ops.demo_cases.cast import Cast
from laget.ops.demo_cases.telling import Telling
from laget.people.models import Child, Seat
from laget.rules.subjects import Record

GROWN = timedelta(days=26 * 365)


def somebody_new(name: str, author: Seat, cast: Cast, today: date) -> Child:
    """Whom nobody has on record yet: a group of the author's by its name, or else a woman."""
    group = next((one for one in cast.groups if (one.unit_id, one.name) == (author.unit_id, name)), None)
    municipality = author.unit.municipality
    if group:
        return Child(
            municipality=municipality, kind=Record.GROUP, group=group, given_name=name, family_name=""
        )
    given_name, _space, family_name = name.partition(" ")
    born_on = today - GROWN - timedelta(days=crc32(name.encode()) % 360)
    return Child(
        municipality=municipality,
        kind=Record.PREGNANT,
        given_name=given_name,
        family_name=family_name,
        born_on=born_on,
    )


def she_answers_herself(told: Telling, helper: str) -> None:
    """She was asked alone, has said yes to another service, and gets help from both."""
    told.worry()
    told.tells_leader()
    told.later(1)
    told.fact("asked_alone")
    _to_1(told, "talk")
    _asks(told, helper)
    told.goes_on_until_now(9, told.seat(helper))


def the_class_is_helped(told: Telling, helper: str) -> None:
    """Nobody is asked for consent, for nobody is named; so the other service came at once."""
    told.worry()
    told.tells_leader()
    _to_1(told, "lesson")
    _asks(told, helper)
    told.later(3)
    told.writes()
    told.until(3)
    told.note(told.story.helpers[told.seat(helper).unit.service.code], by=told.seat(helper))
    told.until(1)
    told.writes()


def he_answers_himself(told: Telling, helper: str) -> None:
    """Old enough to answer alone: he has said yes to one service, and this week no to another."""
    told.worry()
    told.tells_leader()
    _to_1(told, "talk")
    _asks(told, helper)
    told.goes_on_until_now(9, told.seat(helper))
    told.child_says()
    nav = told.cast.service(told.child, "nav")
    told.invite(nav)
    for himself in told.guardians():
        told.answer(himself, nav, "refused")


def heard_first(told: Telling) -> None:
    """The young person has been heard; the talk is tomorrow."""
    told.worry()
    told.tells_leader()
    told.until(1)
    told.child_says()
    told.plan_meeting("talk", told.days.ahead(1, hour=14))


def _to_1(told: Telling, template: str) -> None:
    told.later(1)
    told.child_says()
    told.meets(template, days=2)
    told.later(1)
    told.go("help", "level 1")
    told.take_baton()
    told.later(2)
    told.write_plan(told.in_six_weeks())


def _asks(told: Telling, helper: str) -> None:
    told.asks_for(told.seat(helper).unit.service.code)
    told.let_in(told.seat(helper))
