"""What lasts, or does not happen, is proposed to the one who decides; nothing is done by itself."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from laget.cases.services import leave
from laget.meetings.services import plan_meeting
from laget.moves.models import RecordedFact
from laget.moves.queries import facts_of, progress_of
from laget.moves.services import Refused, decline
from laget.ops import scratch
from laget.pathway.publishing import publish
from todays import today

OLD = (Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml").read_text()
QUIET, NOT_MET = "Nothing has happened for four weeks", "They did not come to the talk"
LANGUAGES = ("nb", "nn", "da", "en")


def proposal(name, title, by, rest):
    texts = [f'{key}.{language} = "{title}"' for key in ("title", "says") for language in LANGUAGES]
    return "\n".join(
        ["[[level.proposal]]", f'id = "{name}"', f'by = "{by}"', 'exit = "close"', *texts, rest, ""]
    )


@pytest.fixture
def life(world):
    """KARI's worry about OLA, shared with PER, where the pathway proposes to close what is quiet."""
    quiet = proposal("quiet", QUIET, "leader", 'lasting = "4 weeks"\nafter = "last_event"')
    missed = proposal("not_met", NOT_MET, "author", 'when = ["missed.conversation"]')
    text = OLD.replace('version = "1"', 'version = "2"', 1)
    text = text.replace("\n[[level.step]]\n", f"\n{quiet}\n{missed}\n[[level.step]]\n", 1)
    with scratch.as_owner():
        publish(municipality=world.municipality, text=text, now=world.now, using="default")
    life = world.a_life(days_ago=0)
    life.worry(share=True)
    world.set_clock(world.now + timedelta(hours=2))
    return life


def page(world, who, life):
    return world.client_of(who).get(reverse("case", args=[life.case.pk])).text


def say_no(world, who, life, name="quiet"):
    sent = {"form_key": str(uuid4()), "reason": "Vi venter på svar fra BUP."}
    return world.client_of(who).post(reverse("decline", args=[life.case.pk, name]), sent)


def proposed(world, life):
    with world.as_(world.kari):
        progress = progress_of(life.case, facts_of([life.case])[life.case.pk], world.now)
    return [each.proposal.id for each in progress.proposals]


def test_after_four_quiet_weeks_whoever_decides_is_asked(world, life):
    world.set_clock(world.now + timedelta(days=27))
    assert QUIET not in today(world, world.kari) + page(world, world.kari, life)
    world.set_clock(world.now + timedelta(days=1))
    shown = page(world, world.kari, life)
    assert QUIET in shown
    assert "It is for " in shown
    assert reverse("decline", args=[life.case.pk, "quiet"]) not in shown
    assert QUIET not in today(world, world.kari)


def test_a_note_is_something_that_happens(world, life):
    world.set_clock(world.now + timedelta(days=27))
    note = {"form_key": uuid4(), "text": "Snakket med Ola.", "audience": "team"}
    world.client_of(world.kari).post(reverse("entry", args=[life.case.pk]), note)
    world.set_clock(world.now + timedelta(days=2))
    assert proposed(world, life) == []
    world.set_clock(world.now + timedelta(days=26))
    assert proposed(world, life) == ["quiet"]


def test_the_one_who_decides_has_two_choices_and_is_asked_once_a_round(world, life):
    world.client_of(world.per).post(
        reverse("join_as_leader", args=[life.case.pk]), {"form_key": uuid4(), "reason": "Jeg er rektor."}
    )
    world.set_clock(world.now + timedelta(days=30))
    assert QUIET in today(world, world.per)
    shown = page(world, world.per, life)
    assert reverse("exit", args=[life.case.pk, "close"]) in shown
    assert reverse("decline", args=[life.case.pk, "quiet"]) in shown
    assert say_no(world, world.kari, life).status_code == 404
    assert say_no(world, world.per, life).status_code == 302
    world.set_clock(world.now + timedelta(days=60))
    assert QUIET not in today(world, world.per) + page(world, world.per, life)
    assert say_no(world, world.per, life).status_code == 404


def test_a_talk_that_nobody_came_to_is_missed_until_it_is_planned_anew(world, life):
    with world.as_(world.kari):
        life.plan_meeting("conversation", world.now + timedelta(days=2))
    world.set_clock(world.now + timedelta(days=2, hours=5))
    assert proposed(world, life) == []
    world.set_clock(world.now + timedelta(days=1))
    assert proposed(world, life) == ["not_met"]
    assert NOT_MET in today(world, world.kari)
    with world.as_(world.kari):
        life.plan_meeting("conversation", world.now + timedelta(days=2))
    assert proposed(world, life) == []


def test_a_talk_held_later_the_same_day_makes_good_for_the_one_that_was_missed(world, life):
    """Written down the day after, when nobody tells the hour: it then counts as held at noon."""
    afternoon = world.now.replace(hour=15)
    with world.as_(world.kari):
        life.plan_meeting("conversation", afternoon)
    world.set_clock(world.now + timedelta(days=1))
    assert proposed(world, life) == ["not_met"]
    with world.as_(world.kari):
        plan_meeting(
            case=life.case, template="conversation", starts_at=afternoon.replace(hour=11), held=True,
            seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    assert proposed(world, life) == []


@pytest.mark.parametrize("fact", ["missed.conversation", "last_event", "declined.quiet", "declined.no_such"])
def test_nobody_records_what_is_not_theirs_to_say(world, life, fact):
    row_level = pytest.raises(ProgrammingError, match="row-level security")
    with world.as_(world.kari), row_level, transaction.atomic():
        RecordedFact.objects.create(
            case=life.case, fact=fact, happened_on=world.today, seat=world.kari.seat, at=world.now
        )


def test_the_database_refuses_a_no_from_anybody_else(world, life):
    with world.as_(world.kari), pytest.raises(Refused):
        decline(case=life.case, proposal_id="quiet", reason="Nei", seat=world.kari.seat, now=world.now)


def test_the_leader_says_no_where_the_author_has_left(world, life):
    with world.as_(world.kari):
        life.plan_meeting("conversation", world.now + timedelta(days=2))
    join = {"form_key": uuid4(), "reason": "Jeg er rektor."}
    world.client_of(world.per).post(reverse("join_as_leader", args=[life.case.pk]), join)
    world.set_clock(world.now + timedelta(days=4))
    assert say_no(world, world.per, life, "not_met").status_code == 404
    with world.as_(world.kari):
        leave(case=life.case, seat=world.kari.seat, now=world.now)
    shown = page(world, world.per, life)
    assert NOT_MET in shown
    assert reverse("decline", args=[life.case.pk, "not_met"]) in shown
    assert say_no(world, world.per, life, "not_met").status_code == 302
    assert NOT_MET not in page(world, world.per, life)


def test_what_is_said_again_has_lasted_since_it_was_said_first(begun):
    case = begun("08-lasting")
    case.life.hold(case.life.plan_meeting("talk", case.life.at), "Vi snakket sammen.")
    case.record("no_effect")
    case.days_go_by(28)
    case.life.hold(case.life.plan_meeting("talk", case.life.at), "Vi snakket igjen.")
    case.record("no_effect")
    case.days_go_by(13)
    assert proposed(case.world, case.life) == []
    case.days_go_by(1)
    assert proposed(case.world, case.life) == ["more_help"]
    assert "No effect for too long" in case.page()


def test_another_answer_in_between_begins_the_time_anew_and_that_there_is_an_answer_goes_on(begun):
    case = begun("14-answers")
    first = case.world.today
    for answer in ("anonymous", "alone", "anonymous", "anonymous"):
        case.record("how", answer)
        case.days_go_by(3)
    with case.world.as_(case.world.kari):
        facts = facts_of([case.life.case])[case.life.case.pk]
    assert facts["how"] == facts["how.anonymous"] == first + timedelta(days=9)
    assert facts["began.how"] == first
    assert facts["began.how.anonymous"] == first + timedelta(days=6)


def test_what_is_proposed_beside_a_sealed_case_is_told_with_the_warning_first(world, life):
    world.set_clock(world.now + timedelta(days=28))
    warned = f"Suspicion of violence, ask child welfare first: {QUIET}"
    assert QUIET in today(world, world.per) and warned not in today(world, world.per)
    world.a_case(sealed=True, days_ago=1)
    assert warned in today(world, world.per)
