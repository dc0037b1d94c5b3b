"""What those inside a case about an adult here read on every page of it, and where nobody reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from laget.handovers.leaving import keep_out
from laget.people.models import Service
from pages import read

PAGES = (
    "case", "adult", "plan", "plan_goal_new", "meetings", "meeting_plan", "team", "team_leave",
    "baton", "plan_changes", "consents", "entry", "voice", "evaluate", "evaluated", "seal", "tell_leader",
)  # fmt: skip
BANNER = 'class="adult-banner"'


@pytest.fixture
def about_per(world):
    """PER leads the school, MARTE is his deputy; RAGNHILD above them has it."""
    return world.a_case(about=world.per)


def shown(world, who, case, name="case"):
    answer = world.client_of(who).get(reverse(name, args=[case.pk]), follow=True)
    assert answer.status_code == 200, name
    return answer.text


def banner(page):
    return page.split(BANNER)[1].split("</section>")[0]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_case_says_so_to_those_inside(world, about_per, name):
    said = banner(shown(world, world.kari, about_per, name))
    assert "The worry is about an adult here: Per Vik." in said
    assert "This person cannot see the case." in said
    assert "Nor can those who act in this person’s place: Marte Solheim." in said
    assert "Who leads the case: Ragnhild Sæther." in said


def test_a_sealed_case_too_and_the_page_that_stops(world):
    case = world.a_case(sealed=True, about=world.per)
    for name in ("case", "stop", "team_by_law"):
        assert "Per Vik" in banner(shown(world, world.ragnhild, case, name))


def test_nobody_is_sent_to_the_leader_whom_it_is_about(world, about_per):
    for name in ("case", "adult"):
        page = shown(world, world.kari, about_per, name)
        assert "sier straks fra til rektor" not in page
        assert "rett til kommunen, som eier skolen, og ikke til ledelsen" in page
        assert "So Ragnhild Sæther has been told instead" in banner(page)


def test_of_somebody_else_there_both_are_said_and_so_they_are_before_anybody_is_named(world):
    about_tom, nobody = world.a_case(about=world.tom), world.a_case(at_level="1")
    for page in (banner(shown(world, world.kari, about_tom)), shown(world, world.kari, nobody, "adult")):
        assert "sier straks fra til rektor" in page and "Gjelder det ledelsen" in page
        assert "has been told instead" not in page


def test_a_school_reads_its_law_and_a_kindergarten_its_own(world, about_per, as_owner):
    said = banner(shown(world, world.kari, about_per))
    assert "Opplæringslova § 12-5" in said and "kommunen, som eier skolen" in said and "styrer" not in said
    with as_owner():
        Service.objects.filter(code="school").update(code="kindergarten")
    said = banner(shown(world, world.kari, about_per))
    assert "Barnehageloven § 43" in said and "rett til eieren" in said and "rektor" not in said


def test_no_list_and_no_title_says_it(world, about_per):
    for who in (world.kari, world.ragnhild):
        for place in ("/", "/cases", "/cases?closed=yes"):
            page = read(world, who, place)
            assert str(about_per.pk) in page
            assert BANNER not in page and "Per Vik" not in page
        assert "Per Vik" not in shown(world, who, about_per).split("<title>")[1].split("</title>")[0]


def test_other_cases_say_nothing(world):
    assert BANNER not in shown(world, world.kari, world.a_case())


def test_the_steps_name_whom_it_went_to(world, about_per):
    page = shown(world, world.kari, about_per)
    assert "Si fra straks" in page and "Told: Ragnhild Sæther." in page
    assert "Del uroen med lederen din" not in page


def test_it_is_new_and_urgent_to_the_one_who_takes_it(world):
    case = world.a_case(about=world.per)
    world.set_clock(case.opened_at + timedelta(hours=2))
    page = world.client_of(world.ragnhild).get("/").text
    assert "Nothing is urgent." not in page and "New, urgent:" in page and "Per Vik" not in page
    assert reverse("fact", args=[case.pk, "investigated"]) in page
    assert "New, urgent:" not in world.client_of(world.kari).get("/").text


def test_after_a_day_it_is_no_longer_new_and_still_urgent(world, about_per):
    page = world.client_of(world.ragnhild).get("/").text
    assert "New, urgent:" not in page and "Nothing is urgent." not in page


def test_whoever_is_told_at_a_later_level_reads_it_now_though_it_is_anothers_turn(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):
        keep_out(
            case=case, adults=[world.per.person], words="Han ropte.", seat=world.kari.seat, now=world.now
        )
    page = world.client_of(world.ragnhild).get("/").text
    assert "Nothing is urgent." not in page and "New, urgent:" in page


def test_a_sealed_case_says_it_with_the_same_words(world):
    case = world.a_case(sealed=True)
    world.set_clock(case.opened_at + timedelta(hours=2))
    assert "New, urgent:" in world.client_of(world.per).get("/").text


def test_nobody_is_asked_to_write_it_into_a_case_that_the_adult_sees(world, about_per):
    other = world.a_case(at_level="1")
    for case in (about_per, other):
        page = shown(world, world.kari, case)
        assert "There is another case about this child" in page and "Work from one plan" not in page


def test_what_lists_say_of_the_case_names_no_adult(world, about_per):
    """Somebody may pass by the screen."""
    for place in ("/", "/cases"):
        page = read(world, world.kari, place)
        assert str(about_per.pk) in page and "voksne" not in page.lower().replace("foresatte", "")
