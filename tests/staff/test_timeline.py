"""What happens in one moment stands on the timeline in the order it was made."""

from laget.cases import services as cases
from laget.cases.models import Audience
from laget.foundation.ids import uuid7
from laget.meetings import services as meetings
from laget.staff.timeline import timeline_of


def test_keys_that_are_made_one_after_the_other_sort_so():
    made = [uuid7() for _ in range(2000)]
    assert made == sorted(made)
    assert {key.version for key in made} == {7}


def test_a_worry_that_is_sealed_at_once_was_reported_first(world):
    case = world.a_case(sealed=True, shared=False)
    with world.as_(world.kari, case.opened_at):
        who = {"case": case, "seat": world.kari.seat, "now": case.opened_at}
        meetings.not_asked(because="Barnet sover.", **who)
        cases.write_entry(text="Jeg har ringt.", audience=Audience.TEAM, **who)
        told = [row["title"] for row in timeline_of(case)]
    assert told == ["Note", "The child’s voice", "The case was sealed", "The worry was reported", "Worry"]
