"""The demo is full of life: every turn a case can take, two school years, and every page opens."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from access.conftest import NOW
from laget.cases.models import Case, Exclusion, TeamMember
from laget.consents.models import Consent
from laget.handovers.models import Handover
from laget.moves.models import Move
from laget.ops import fill
from laget.ops.demo_cases import story
from laget.ops.demo_cases.cast import Days, find_cast
from laget.ops.demo_cases.roster import CASES, LEFT_AT_WORK
from laget.people.models import Seat

OWNER = "owner"
LOCAL = ZoneInfo("Europe/Oslo")
UNTOLD = re.compile(r"\{\w+\}")

pytestmark = pytest.mark.usefixtures("demo")


def all_of(model):
    return model.objects.using(OWNER)


def test_forty_children_of_fjordvik_have_a_life():
    fjordvik = all_of(Case).filter(municipality__code="fjordvik")
    assert fjordvik.values("child").distinct().count() >= 40
    assert {case.municipality.code for case in all_of(Case).select_related("municipality")} == set(
        fill.MUNICIPALITIES
    )


def test_every_level_is_there_open_and_closed():
    levels = Counter((case.level, case.closed_at is None) for case in all_of(Case))
    assert {level for level, is_open in levels if is_open} == {"0", "1", "2", "3", "sealed", "local"}
    assert {level for level, is_open in levels if not is_open} >= {"0", "1", "sealed"}
    assert min(levels[level, True] for level in "0123") >= 2


def test_every_turn_a_case_can_take_is_there():
    cases = all_of(Case)
    assert cases.filter(in_error=True).count() == 1
    assert cases.filter(aftercare_until__gt=NOW.date()).exists()
    assert cases.filter(shared_at=None, closed_at=None, sealed_at=None).exists()
    assert cases.exclude(adult_here_at=None).count() == 2
    assert cases.filter(round__gt=1).exists()
    assert cases.filter(sealed_at__isnull=False, closed_at=None).count() >= 3
    assert cases.filter(child__hidden_address=True, closed_at=None).exists()
    assert all_of(Move).filter(kind="reopened").exists()


def test_batons_lie_in_every_way():
    offers = all_of(Handover)
    assert offers.filter(answered_at=None).count() >= 3
    assert offers.filter(accepted=False).exclude(reason="").exists()
    assert offers.filter(accepted=True).exists()
    left = all_of(Seat).filter(to_at__lt=NOW, holdings__to_at=None, holdings__isnull=False)
    assert [seat.person.username for seat in left] == ["liv-aune"]


def test_consents_are_given_refused_expired_and_taken_back():
    answers = all_of(Consent)
    assert {answer.answer for answer in answers} == {"given", "refused", "withdrawn"}
    assert answers.filter(answer="given", until_on__lt=NOW.date()).exists()
    refused = answers.filter(answer="refused")
    for one_of_two in refused:
        assert answers.filter(case_id=one_of_two.case_id, answer="given").exists()
    assert refused.filter(guardian__name="Jonatan Lykke").count() == 1, "he is old enough to say it himself"


def test_the_head_and_her_deputy_never_see_what_is_about_the_head():
    about_head = all_of(Case).get(child__given_name="Kasper")
    kept_out = {
        row.person.username for row in all_of(Exclusion).filter(case=about_head).select_related("person")
    }
    assert kept_out == {"nora-eide", "odd-arne-moen"}
    told = all_of(TeamMember).get(case=about_head, basis="leader")
    assert told.seat.person.username == "ragnhild-saether"


def test_two_school_years_have_gone():
    opened = sorted(all_of(Case).values_list("opened_at", flat=True))
    assert opened[0] < NOW - timedelta(days=15 * 30)
    assert NOW - timedelta(days=5) < opened[-1] < NOW


def test_nothing_has_happened_in_the_night_on_a_sunday_or_after_today():
    for model, moment in ((Case, "opened_at"), (Move, "at")):
        moments = all_of(model).values_list(moment, flat=True)
        assert len(moments) > 40
        for at in moments:
            local = at.astimezone(LOCAL)
            assert at < NOW
            assert local.weekday() < 5
            assert 8 <= local.hour <= 18


@pytest.mark.parametrize("username", ["kari-lund", "per-vik", "lars-holm", "siri-nygard", "jakub-zielinski"])
def test_there_is_something_to_do_today(username, client_for):
    page = client_for(username).get("/").content.decode()
    assert page.count("/cases/") >= 1


@pytest.fixture
def client_for(clock):
    from access.test_every_person_and_case import client_of

    def build(username):
        seat = all_of(Seat).filter(person__username=username).first()
        return client_of(seat.person_id, seat.pk)

    return build


def test_every_page_of_every_case_can_be_opened_by_whoever_wrote_it(client_for):
    """By the author, who sees most: an invented life that breaks a page would break a real one's."""
    broken, opened = [], Counter()
    for case in all_of(Case).select_related("opened_by__person"):
        client = client_for(case.opened_by.person.username)
        if case.opened_by.to_at:
            continue
        for page in ("", "/plan", "/meetings", "/consents", "/baton", "/evaluate"):
            status = client.get(f"/cases/{case.pk}{page}").status_code
            opened[page] += status == 200
            if status not in (200, 302, 404):
                broken.append((case.child_id, page, status))
    assert broken == []
    assert min(opened.values()) > 20, opened


@pytest.mark.parametrize("name", story.names())
@pytest.mark.parametrize("gender", ["boy", "girl"])
def test_a_story_can_be_told_of_anybody(name, gender):
    told = story.told(name, child="Kim", gender=gender)
    assert "Kim" in told.worry or name == "wrong-child"
    assert not UNTOLD.search(repr(told))


def test_every_story_is_told_of_somebody():
    assert {invented.story for invented in CASES} == set(story.names())


ODD_MOMENTS = [
    datetime(2027, 7, 11, 21, 30, tzinfo=UTC),  # a Sunday night in the holidays
    datetime(2027, 1, 1, 0, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 5, 0, tzinfo=UTC),
]


@pytest.mark.parametrize("now", ODD_MOMENTS)
def test_a_day_is_a_working_day_that_has_been(now):
    days = Days(now, "no")
    assert days.ago(0) + timedelta(hours=11) <= now
    assert all(later > earlier for later, earlier in pairwise(days.past))
    assert len(days.past) > 350
    assert days.ahead(1) > now


@pytest.mark.parametrize("now", ODD_MOMENTS[:2])
def test_every_way_can_be_told_whenever_the_demo_begins(now):
    cast = find_cast()
    ways = {invented.way: invented for invented in CASES if invented.author not in LEFT_AT_WORK}
    assert len(ways) > 10
    with transaction.atomic():
        for invented in ways.values():
            fill.live(invented, cast, now)
        transaction.set_rollback(True)
