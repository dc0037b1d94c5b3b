"""The words a pathway file may use for what is true of a case.

A *fact* is a name. Most are read from the case's own rows (a consent, a held meeting); the file may
declare more, which people then record by hand. `laget/database/facts.sql` says what each of the
built-in ones means; nothing else decides whether a fact holds.
"""

from enum import StrEnum


class Fact(StrEnum):
    """Facts that the system reads from the case's rows by itself."""

    CONCERN_DESCRIBED = "concern_described"
    LEADER_TOLD = "leader_told"
    CHILD_HEARD = "child_heard"
    UNDERSTANDING_SHARED = "understanding_shared"
    GOALS_SET = "goals_set"
    MEASURES_AGREED = "measures_agreed"
    MEASURES_BEGUN = "measures_begun"
    MEASURES_CHANGED = "measures_changed"
    MEASURES_REVIEWED = "measures_reviewed"
    VIEWS_GATHERED = "views_gathered"
    HOLDER_NAMED = "holder_named"
    SERVICES_INVITED = "services_invited"
    CONSENT_GIVEN = "consent_given"
    SERVICE_JOINED = "service_joined"
    SEALED = "sealed"
    ADULT_HERE = "adult_here"


# Facts that name a meeting template, a category of concern or a service after the point: `held.conversation`.
PLANNED, HELD, CATEGORY, SERVICE = "planned", "held", "category", "service"
SUBJECT = "subject"  # whom the case is about: `subject.pregnant`
# Facts that the pathway's own tables give rise to: a way on was taken (`took.1.level_2`), somebody else has
# checked it (`checked.level_2`), a fact is not asked for in this case (`exempt.held.talk`).
FILLED = "filled"  # one of the file's own forms is filled in: `filled.absence_plan`
TOOK, CHECKED, EXEMPT = "took", "checked", "exempt"
# A day that the team agreed on for a fact: it is to be true by then (`agreed.measures_reviewed`).
AGREED = "agreed"
# The day that somebody filled in for a fact of kind “date”, also one to come: `date.due_day`.
DATE = "date"
# The first day from which a fact has been true without a break, where it was said or done again since.
BEGAN = "began"
# A meeting's time has passed, and it is neither held nor cancelled (`missed.conversation`); whoever decides
# has said no to a proposal (`declined.no_effect`).
MISSED, DECLINED = "missed", "declined"
YES, NO = "yes", "no"
NAMED = "named"


def fact_that_names(actor: str) -> str:
    """The fact whose named person acts; empty where the actor is one of `Actor`."""
    prefix, _point, fact = actor.partition(".")
    return fact if prefix == NAMED else ""


# Those that a file may name: `service.school` is true of a case that began at a school. The administration
# leads the others, and is never invited.
MAY_BE_INVITED = ("school", "kindergarten", "health", "ppt", "child_welfare", "nav")
SERVICES = ("administration", *MAY_BE_INVITED)
# True of all invited services together, or of the one named after the point: `consent_given.nav`.
OF_INVITED = (Fact.SERVICES_INVITED, Fact.CONSENT_GIVEN, Fact.SERVICE_JOINED)
OF_ONE_INVITED = tuple(f"{fact}.{service}" for fact in OF_INVITED for service in MAY_BE_INVITED)


def service_of(fact: str) -> str:
    """The one service that is invited, has everybody's yes, or joined; empty for any other fact."""
    return fact.partition(".")[2] if fact in OF_ONE_INVITED else ""


# Getting these means speaking with the guardians, so they can never be asked of a sealed case. No service is
# invited there either: its guardians would be asked.
GUARDIAN_FACTS = frozenset({*OF_INVITED, *OF_ONE_INVITED, Fact.VIEWS_GATHERED})


class Anchor(StrEnum):
    """What a deadline may be counted from, besides the day a fact became true."""

    WONDER_AROSE = "wonder_arose"
    CASE_OPENED = "case_opened"
    LEVEL_ENTERED = "level_entered"
    ROUND_STARTED = "round_started"
    LAST_EVENT = "last_event"


class Actor(StrEnum):
    """Who does a step. The municipality's own words for them are in the file's `[words]`.

    A step may also be for whoever a fact named: `named.contact_named`.
    """

    AUTHOR = "author"
    LEADER = "leader"
    HOLDER = "holder"
    TEAM = "team"


class Lasting(StrEnum):
    """How long a recorded fact counts: for the whole case, this level, or this round of it."""

    CASE = "case"
    LEVEL = "level"
    ROUND = "round"


class FactKind(StrEnum):
    """What a worker fills in to record a fact.

    An answer has a name of its own: no is `fact.no`, and a choice is both `fact` and `fact.option`.
    """

    CONFIRMED = "confirmed"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PERSON = "person"
    DATE = "date"
    NOTE = "note"


class Holding(StrEnum):
    """Whether a level has somebody who holds the baton."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Country(StrEnum):
    """Whose public holidays a deadline in working days skips."""

    NORWAY = "no"
    DENMARK = "dk"


class Unit(StrEnum):
    """What a deadline is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    SCHOOL_DAYS = "school days"
    ABSENCE_DAYS = "absence days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    TERMS = "terms"


class AbsenceKind(StrEnum):
    """Why a child was away, as the school has written it."""

    UNEXCUSED = "unexcused"
    SICK = "sick"
    EXCUSED = "excused"


class Teller(StrEnum):
    """Who is told that a count is reached: the unit's leader, or those who teach the child's own group."""

    LEADER = "leader"
    AUTHOR = "author"


class Period(StrEnum):
    """What a count is held within, and when it begins anew."""

    QUARTER = "quarter"
    TERM = "term"
    SCHOOL_YEAR = "school year"


CLOSED, AFTERCARE, STAY, RETURN, ANY_LEVEL = "closed", "aftercare", "stay", "return", "any level"
VIOLENCE = "violence"
NO_EFFECT = "none"
# What a municipality may call otherwise.
WORDS = (
    *("author", "leader", "holder", "team", "baton", "level", "step"),
    *("concern", "plan", "goal", "measure", "evaluation", "guardian"),
)
