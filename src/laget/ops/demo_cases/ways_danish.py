"""The Danish pathway's own turns: uncover, plan, follow up, and go round until the worry has settled."""

from laget.ops.demo_cases.telling import Telling
from laget.ops.demo_cases.ways import talked


def plans(told: Telling, *helpers: str) -> None:
    """Uncovered and planned, measures going on."""
    talked(told)
    told.goes_to_1(None, *(told.seat(helper) for helper in helpers))
    told.later(3)
    told.child_says()
    told.fact("uncovered")
    told.write_plan(told.in_six_weeks())


def followed_soon(told: Telling, *helpers: str) -> None:
    plans(told, *helpers)
    told.plan_meeting("follow_up", told.days.ahead(2, hour=14))
    told.until(2)
    told.writes()


def followed_up(told: Telling, *helpers: str, how: str = "some") -> None:
    plans(told, *helpers)
    planned = told.plan_meeting("follow_up", told.day_in(15))
    told.later(4)
    told.writes()
    told.looks_again(how, planned=planned, template="follow_up")
    told.fact("concern_assessed")


def repeats(told: Telling, *helpers: str) -> None:
    """Look, assess, adjust, repeat: the second time round."""
    followed_up(told, *helpers)
    told.go("repeat", "step 1.plan")
    told.plan_meeting("follow_up", told.days.ahead(4, hour=14))
    told.until(1)
    told.writes()


def back_at_school(told: Telling, *helpers: str) -> None:
    followed_up(told, *helpers, how="worked")
    told.fact("after_planned")
    told.fact("ending_judged")
    told.later(1)
    told.go("end", "aftercare", told.story.reasons["aftercare"])


def with_the_team(told: Telling, *helpers: str) -> None:
    """The return team, with consent: the first follow-up is in some days."""
    followed_up(told, how="none")
    told.later(1)
    codes = sorted({told.seat(helper).unit.service.code for helper in helpers})
    told.asks_for(*codes)
    told.go("level_2", "level 2")
    for helper in helpers:
        told.let_in(told.seat(helper))
    told.later(2)
    told.meets("team_meeting")
    told.child_says()
    told.fact("uncovered")
    told.tries_other_measures()
    told.plan_meeting("follow_up", told.days.ahead(3, hour=14))
    told.until(1)
    told.writes()
