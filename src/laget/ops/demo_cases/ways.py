"""How far a case has come, from the first worry to level 1. Each way is told of many children.

A way is a function of a Telling; its name says where the story ends.
"""

from datetime import timedelta

from laget.ops.demo_cases.telling import Telling

ABOUT_NOW = 0


def written_for_oneself(told: Telling) -> None:
    """Nobody else has read it yet."""
    told.worry()


def shared(told: Telling) -> None:
    """The leader is told, and has not read it yet."""
    told.worry()
    told.tells_leader(has_time=False)
    told.until(ABOUT_NOW)


def waits_too_long(told: Telling) -> None:
    """The talk should have been held by now."""
    told.worry()
    told.tells_leader()
    told.later(1)
    told.fact("contact_named")


def invited_to_talk(told: Telling) -> None:
    """The child is heard, and the talk is tomorrow."""
    told.worry()
    told.tells_leader()
    told.later(1)
    if told.story.category == "kindergarten_environment":
        told.fact("investigated")
    told.fact("contact_named")
    told.until(1)
    told.child_says()
    told.plan_meeting("conversation", told.days.ahead(1, hour=14))


def talk_called_off(told: Telling) -> None:
    """A new day for the talk must be found."""
    told.worry()
    told.tells_leader()
    told.fact("contact_named")
    told.child_says()
    meeting = told.plan_meeting("conversation", told.day_in(4))
    told.later(3)
    told.call_off(meeting, told.story.minutes["called_off"])


def talked(told: Telling) -> None:
    """To be clarified: close, or go on?"""
    told.worry()
    told.tells_leader()
    told.talks()


def closed_early(told: Telling) -> None:
    told.worry()
    told.tells_leader()
    told.later(2)
    told.go("early_close", "closed", told.story.reasons["closed_early"])


def closed_after_talk(told: Telling) -> None:
    told.worry()
    told.tells_leader()
    told.talks("conversation_end")
    told.later(1)
    told.go("close", "closed", told.story.reasons["closed"])


def in_error(told: Telling) -> None:
    told.worry()
    told.at += timedelta(minutes=30)
    told.register_in_error(told.story.reasons["in_error"])


def new_at_1(told: Telling) -> None:
    """The start meeting is planned for later this week."""
    talked(told)
    told.goes_to_1()
    told.later(1)
    told.plan_meeting("start_meeting", told.days.ahead(2, hour=13))


def nobody_holds(told: Telling) -> None:
    """At level 1, and the baton still lies on the ground."""
    talked(told)
    told.later(1)
    told.go("level_1", "level 1")


def running(told: Telling) -> None:
    """Measures are going on; the evaluation is some weeks ahead."""
    talked(told)
    told.goes_to_1()
    told.agrees_on_plan()
    told.goes_on_until_now(days=9)


def evaluation_tomorrow(told: Telling) -> None:
    talked(told)
    told.goes_to_1()
    told.agrees_on_plan()
    told.carries_out(days=told.left + 1)
    told.until(1)
    told.child_says()


def evaluation_overdue(told: Telling) -> None:
    """The day has passed, and nobody has written how it went."""
    talked(told)
    told.goes_to_1()
    told.agrees_on_plan()
    told.carries_out(days=told.left - 4)


def evaluated(told: Telling, how: str = "some") -> None:
    """To be decided: which way on?"""
    talked(told)
    told.goes_to_1()
    told.agrees_on_plan()
    told.looks_again(how, planned=told.carries_out())


def goes_on(told: Telling) -> None:
    """A second round with the same measures."""
    evaluated(told)
    told.go("continue", "step 1.carry_out")
    told.fact("interviewer_named")
    told.goes_on_until_now(days=10)


def other_measures(told: Telling) -> None:
    """It did not help; a second round with others."""
    evaluated(told, "none")
    told.go("other_measures", "step 1.understand")
    told.tries_other_measures()
    told.later(1)
    told.child_says()
    told.meets("start_meeting")
    told.goes_on_until_now(days=6)


def closed_with_aftercare(told: Telling) -> None:
    evaluated(told, "worked")
    told.later(1)
    told.go("effect_close", "aftercare", told.story.reasons["aftercare"])


def closed_at_1(told: Telling) -> None:
    evaluated(told, "worked")
    told.later(1)
    told.go("effect_close", "closed", told.story.reasons["closed"])


def reopened(told: Telling) -> None:
    """It had ended well, and became hard again."""
    closed_at_1(told)
    told.until(6)
    told.reopen(told.story.reasons["reopened"])
    told.later(2)
    told.child_says()
    told.plan_meeting("start_meeting", told.days.ahead(3, hour=12))


def baton_offered(told: Telling, to: str = "amir-haddad") -> None:
    """And not answered for four working days."""
    talked(told)
    told.goes_to_1()
    told.agrees_on_plan()
    told.carries_out(days=told.left + 5)
    told.until(4)
    told.offer(told.seat(to), told.story.baton)


def baton_declined(told: Telling, to: str = "amir-haddad") -> None:
    talked(told)
    told.goes_to_1()
    told.agrees_on_plan()
    told.carries_out(days=told.left + 8)
    told.until(5)
    told.offer(told.seat(to), told.story.baton)
    told.later(2)
    told.decline(told.seat(to), told.story.reasons["declined"])
