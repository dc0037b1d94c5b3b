"""Planning, holding and calling off meetings; and what counts as held, in which round."""

from datetime import timedelta

import pytest

from laget.cases.queries import Closed
from laget.meetings import services
from laget.meetings.models import Attendee, Decision, Meeting, MinutesVersion, Presence
from laget.meetings.queries import meetings_of
from laget.meetings.services import Conflict, Refused, Why
from laget.moves.queries import facts_of
from laget.plans.models import Measure

DAY = timedelta(days=1)


def planned(world, case, template="conversation", **more):
    said = {"starts_at": world.now + DAY, "seat": world.kari.seat, "now": world.now} | more
    return services.plan_meeting(case=case, template=template, **said)


def facts(case):
    return facts_of([case])[case.pk]


def test_those_who_are_asked_stand_on_the_list(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(
            world,
            case,
            child_part="part",
            seats=[world.kari.seat, world.per.seat],
            guardians=[world.mona.person],
            others=["Bestemor"],
        )
        asked = list(Attendee.objects.filter(meeting=meeting).values_list("name", "presence"))
    assert {name for name, _ in asked} == {"Ola", "Kari Lund", "Per Vik", "Mona Strand", "Bestemor"}
    assert {presence for _, presence in asked} == {Presence.INVITED}


def test_a_child_who_is_not_there_is_not_on_the_list(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(world, case, child_part="no", voice_by="Siri Nygård", seats=[world.kari.seat])
        assert [each.is_child for each in Attendee.objects.filter(meeting=meeting)] == [False]


def test_a_meeting_that_is_held_makes_its_fact_true(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(world, case, starts_at=world.now - DAY)
        assert "held.conversation" not in facts(case)
        services.hold(case=case, meeting=meeting, held_on=world.today - DAY, presence={}, now=world.now)
        assert facts(case)["held.conversation"] == world.today - DAY


def test_a_meeting_held_before_the_round_is_not_planned_in_it_whatever_hour_it_was_set_to(world):
    life = world.on_level_1()
    world.make_ready(life, "1")  # its meetings are set to an hour from when they are held
    life.go("other_measures", "step 1.understand")
    with world.as_(world.kari):
        assert "planned.evaluation" not in facts(life.case)


def test_a_meeting_on_the_rounds_first_day_counts_however_early_that_day(world):
    case = world.a_case()
    soon, before = case.round_since + timedelta(minutes=5), case.round_since - timedelta(hours=2)
    with world.as_(world.kari, soon):
        planned(world, case, starts_at=before, held=True, now=soon)
        assert facts(case)["held.conversation"] == case.round_since.date()


def test_a_meeting_the_day_before_the_round_does_not_count_in_it(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        planned(world, case, "start_meeting", starts_at=case.round_since - DAY, held=True)
        assert "held.start_meeting" not in facts(case)


def test_a_talk_before_the_worry_was_written_down_counts(world):
    case = world.a_case()
    with world.as_(world.kari):
        planned(world, case, starts_at=case.round_since - DAY, held=True)
        assert "held.conversation" in facts(case)


def test_correcting_an_old_meeting_does_not_bring_it_into_the_new_round(world):
    case = world.a_case(at_level="1", ready=True)
    with world.as_(world.kari):
        old = Meeting.objects.filter(case=case, template="evaluation", held_at__isnull=False).get()
        before = old.held_at
        services.hold(case=case, meeting=old, held_on=before.date(), presence={}, now=world.now)
        old.refresh_from_db()
    assert old.held_at == before


def test_a_day_that_was_written_down_wrong_is_put_right_to_the_rounds_first(world):
    """The round began in the afternoon, and who corrects a day tells no hour."""
    life = world.on_level_1(days_ago=30)
    world.make_ready(life, "1")
    life.at = world.now.replace(hour=13)
    life.go("continue", "step 1.carry_out", "Mer")
    case, now = life.case, life.at + timedelta(hours=3)
    with world.as_(world.kari, now):
        meeting = planned(world, case, "start_meeting", starts_at=now + 3 * DAY, now=now)
        for held_on, counts in ((world.today - DAY, False), (world.today, True)):
            services.hold(case=case, meeting=meeting, held_on=held_on, presence={}, now=now)
            assert ("held.start_meeting" in facts(case)) == counts


def test_nobody_holds_a_meeting_tomorrow(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(world, case)
        with pytest.raises(Refused) as refused:
            services.hold(case=case, meeting=meeting, held_on=world.today + DAY, presence={}, now=world.now)
        assert refused.value.why is Why.NOT_YET
        with pytest.raises(Refused):
            planned(world, case, held=True)


def test_who_came_is_noted_and_may_be_corrected(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(world, case, seats=[world.kari.seat, world.per.seat])
        kari, per = Attendee.objects.filter(meeting=meeting).order_by("name")
        for presence in ({kari.pk: "present", per.pk: "absent"}, {kari.pk: "present", per.pk: "part"}):
            services.hold(case=case, meeting=meeting, held_on=world.today, presence=presence, now=world.now)
        per.refresh_from_db()
    assert per.presence == "part"


def test_a_meeting_that_is_called_off_keeps_why_in_its_minutes(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(world, case)
        services.cancel(
            case=case, meeting=meeting, reason="Mona er syk.", seat=world.kari.seat, now=world.now
        )
        meeting.refresh_from_db()
        assert meeting.minutes == "Mona er syk."
        assert "planned.conversation" not in facts(case)
        with pytest.raises(Refused) as refused:
            services.hold(case=case, meeting=meeting, held_on=world.today, presence={}, now=world.now)
    assert refused.value.why is Why.CANCELLED


def test_what_has_been_held_is_neither_moved_nor_called_off(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(world, case, starts_at=world.now - DAY, held=True)
        with pytest.raises(Refused):
            services.cancel(case=case, meeting=meeting, reason="Feil", seat=world.kari.seat, now=world.now)
        with pytest.raises(Refused):
            services.move_meeting(case=case, meeting=meeting, starts_at=world.now, place="")


def test_two_who_write_the_minutes_at_once_meet(world):
    case = world.a_case(at_level="1")
    write = services.write_minutes
    with world.as_(world.kari):
        meeting = planned(world, case)
        write(case=case, meeting=meeting, minutes="Kari", version=0, seat=world.kari.seat, now=world.now)
    with world.as_(world.per):
        with pytest.raises(Conflict) as conflict:
            write(case=case, meeting=meeting, minutes="Per", version=0, seat=world.per.seat, now=world.now)
        assert conflict.value.current.minutes == "Kari"
        assert conflict.value.current.minutes_by.person.name == "Kari Lund"
        write(case=case, meeting=meeting, minutes="Begge", version=1, seat=world.per.seat, now=world.now)
        kept = (
            MinutesVersion.objects.filter(meeting=meeting).order_by("version").values_list("text", flat=True)
        )
        assert list(kept) == ["Kari", "Begge"]


def test_saving_what_is_saved_already_is_no_conflict(world):
    case = world.a_case()
    with world.as_(world.kari):
        meeting = planned(world, case)
        for _ in range(2):
            services.write_minutes(
                case=case,
                meeting=meeting,
                minutes="Vi er enige",
                version=0,
                seat=world.kari.seat,
                now=world.now,
            )
        assert MinutesVersion.objects.filter(meeting=meeting).count() == 1


def test_a_decision_is_a_measure_in_the_plan_at_once(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        meeting = planned(world, case, "start_meeting", starts_at=world.now, held=True)
        assert "measures_agreed" not in facts(case)
        services.decide(
            case=case,
            meeting=meeting,
            text="Lekegruppe i storefri",
            arena="unit",
            responsible="staff",
            responsible_seat=world.kari.seat,
            responsible_name="Kari Lund",
            evaluate_on=world.today + 30 * DAY,
            seat=world.kari.seat,
            now=world.now,
        )
        assert "measures_agreed" in facts(case)
        assert Decision.objects.get(meeting=meeting).measure == Measure.objects.get(case=case)


def test_a_closed_case_takes_no_meeting(world):
    case = world.a_case(closed=True)
    with world.as_(world.kari), pytest.raises(Closed):
        planned(world, case)


def test_the_list_is_paged_and_shows_each_meeting_once(world):
    case = world.a_case()
    with world.as_(world.kari):
        made = {planned(world, case, starts_at=world.now + number * DAY).pk for number in range(45)}
        seen, before = [], ""
        while before is not None:
            page = meetings_of(case, before)
            seen += [meeting.pk for meeting in page.meetings]
            before = page.before
    assert len(seen) == 45
    assert set(seen) == made


def test_a_key_that_is_none_begins_from_the_latest(world):
    case = world.a_case()
    with world.as_(world.kari):
        planned(world, case)
        for nonsense in ("x", "2026-13-45T00:00_1", "_", "2026-11-24T08:00:00+00:00_nobody"):
            assert len(meetings_of(case, nonsense).meetings) == 1
