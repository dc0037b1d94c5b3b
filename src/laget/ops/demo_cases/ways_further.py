"""From level 1 onwards: other services with consent, the discussion team, the baton handed on."""

from laget.foundation.clock import local_day
from laget.ops.demo_cases.telling import Telling
from laget.ops.demo_cases.ways import evaluated, talked
from laget.people.models import Person


def asks_mother_and_father(told: Telling) -> None:
    """Two services are invited; nobody has answered yet."""
    evaluated(told, "none")
    told.later(1)
    for code in ("health", "ppt"):
        told.invite(told.cast.service(told.child, code))


def one_says_no(told: Telling) -> None:
    """One guardian says yes and the other no: nothing is shared, and the school goes on by itself."""
    evaluated(told, "none")
    told.later(1)
    told.asks_for("health", refuses=_second(told))


def to_2(told: Telling, *helpers: str, how: str = "none") -> None:
    """Consent from everybody who must answer, and the helpers in."""
    evaluated(told, how)
    told.later(1)
    told.asks_for(*_codes(told, helpers))
    told.later(1)
    told.go("level_2", "level 2")
    for helper in helpers:
        told.let_in(told.seat(helper))


def new_at_2(told: Telling, *helpers: str) -> None:
    """The first meeting with the others is planned for next week."""
    to_2(told, *helpers)
    told.later(2)
    told.plan_meeting("contact_meeting", told.days.ahead(3, hour=10))


def agreed_at_2(told: Telling, *helpers: str) -> None:
    """The others have met the family; measures of several services are going on."""
    to_2(told, *helpers)
    told.later(2)
    told.meets("contact_meeting")
    told.tries_other_measures()


def running_at_2(told: Telling, *helpers: str) -> None:
    agreed_at_2(told, *helpers)
    told.goes_on_until_now(7, *(told.seat(helper) for helper in helpers))


def evaluated_at_2(told: Telling, *helpers: str, how: str = "some") -> None:
    agreed_at_2(told, *helpers)
    told.looks_again(how, planned=told.carries_out())


def consent_expired(told: Telling, *helpers: str) -> None:
    """The yes was for a time that is over: the helpers have no access, the way on is to ask again."""
    evaluated(told, "none")
    told.later(1)
    told.asks_for(*_codes(told, helpers), until=local_day(told.days.ago(3)))
    told.go("level_2", "level 2")
    for helper in helpers:
        told.let_in(told.seat(helper))
    told.later(2)
    told.meets("contact_meeting")
    told.tries_other_measures()
    told.goes_on_until_now(8)


def consent_withdrawn(told: Telling, *helpers: str) -> None:
    """Going well with the others, until one of the parents took the yes back last week."""
    agreed_at_2(told, *helpers)
    told.carries_out(days=told.left + 6)
    told.until(4)
    for code in _codes(told, helpers):
        told.answer(_second(told), told.cast.service(told.child, code), "withdrawn")


def handed_to(told: Telling, to: str, *helpers: str) -> None:
    """At level 2, the baton with somebody who is nearer the child now."""
    agreed_at_2(told, *helpers)
    told.later(1)
    told.offer(told.seat(to), told.story.baton)
    told.later(1)
    told.accept(told.seat(to))


def offered_to_helper(told: Telling, *helpers: str) -> None:
    """Offered yesterday, not answered."""
    running_at_2(told, *helpers)
    told.offer(told.seat(helpers[0]), told.story.baton)


def to_3(told: Telling, *helpers: str) -> None:
    evaluated_at_2(told, *helpers, how="none")
    told.later(1)
    told.go("level_3", "level 3")
    told.later(2)


def tried_where_the_child_is(told: Telling) -> None:
    """On the way of early effort: its second level, measures going on."""
    talked(told)
    told.later(1)
    told.go("local", "level local")
    told.take_baton()
    told.later(2)
    told.child_says()
    told.write_plan(told.in_six_weeks())
    told.goes_on_until_now(10)


def discussed_soon(told: Telling, *helpers: str) -> None:
    """The discussion team meets the family the day after tomorrow."""
    to_3(told, *helpers)
    told.plan_meeting("discussion_team", told.days.ahead(2, hour=12))


def running_at_3(told: Telling, *helpers: str) -> None:
    to_3(told, *helpers)
    told.meets("discussion_team")
    told.fact("coordinator_considered")
    for measure in told.story.measures[:2]:
        told.add_measure(measure, told.in_six_weeks())
    told.goes_on_until_now(12, *(told.seat(helper) for helper in helpers))


def the_whole_way(told: Telling, to: str, *helpers: str) -> None:
    """Up to level 3 with the baton handed on, down to the school again, and well at last."""
    handed_to(told, to, *helpers)
    told.looks_again("none", planned=told.carries_out())
    told.go("level_3", "level 3")
    told.later(2)
    told.meets("discussion_team")
    told.fact("coordinator_considered")
    for measure in told.story.measures:
        told.add_measure(measure, told.in_six_weeks())
    told.looks_again("some", planned=told.carries_out())
    told.fact("team_decided")
    told.go("onward", "level 1")
    told.later(2)
    told.child_says()
    told.meets("start_meeting")
    told.looks_again("worked", planned=told.carries_out())
    told.later(1)
    told.go("effect_close", "aftercare", told.story.reasons["aftercare"])


def _codes(told: Telling, helpers: tuple[str, ...]) -> list[str]:
    return sorted({told.seat(helper).unit.service.code for helper in helpers})


def _second(told: Telling) -> Person:
    """The guardian who answers last, by name."""
    return told.guardians()[-1]
