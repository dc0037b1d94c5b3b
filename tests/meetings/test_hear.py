"""What the child says is written down; that nobody asked is too, with the reason."""

import pytest
from django.db import IntegrityError, transaction

from laget.cases.queries import Closed
from laget.meetings import voices
from laget.meetings.models import VoiceEntry
from laget.moves.queries import facts_of


def heard(world, case, words="Friminuttene er verst."):
    return voices.hear_child(
        case=case,
        words=words,
        told_to="Siri",
        how="talk",
        said_on=world.today,
        seat=world.kari.seat,
        now=world.now,
    )


def test_hearing_the_child_makes_its_fact_true(world):
    case = world.a_case()
    with world.as_(world.kari):
        assert "child_heard" not in facts_of([case])[case.pk]
        heard(world, case)
        assert facts_of([case])[case.pk]["child_heard"] == world.today


def test_not_asking_stands_with_its_reason(world):
    case = world.a_case()
    with world.as_(world.kari):
        voices.not_asked(case=case, because="Hun er to år.", seat=world.kari.seat, now=world.now)
        assert VoiceEntry.objects.get(case=case).not_asked_because == "Hun er to år."


def test_silence_is_refused_by_the_database(world):
    case = world.a_case()
    with world.as_(world.kari), pytest.raises(IntegrityError), transaction.atomic():
        voices.not_asked(case=case, because="", seat=world.kari.seat, now=world.now)


def test_a_closed_case_takes_no_more_of_it(world):
    case = world.a_case(closed=True)
    with world.as_(world.kari), pytest.raises(Closed):
        heard(world, case)


def test_guardians_do_not_read_it(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        assert VoiceEntry.objects.filter(case=case).exists()
    with world.as_(world.mona):
        assert not VoiceEntry.objects.filter(case=case).exists()
