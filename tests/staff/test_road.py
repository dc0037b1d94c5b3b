"""The picture of the road: at a glance where we are, what is behind and what comes next."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.foundation.speech import speaking
from laget.staff.road import Level, Road, Step, in_words
from laget.staff.road_drawing import LETTER, wrap
from laget.staff.road_picture import draw

SVG = "{http://www.w3.org/2000/svg}"
CSS = (Path(__file__).parents[2] / "src/laget/static/laget/road.css").read_text()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking("en"):
        yield


def steps(*states: str) -> tuple[Step, ...]:
    return tuple(Step(f"Step {number}", state) for number, state in enumerate(states, 1))


OLA = Road(
    "The road for Ola",
    (
        Level("0", "Worry", steps("done", "done")),
        Level("1", "In the service", steps("done", "here", "ahead"), exits=("Close", "Level 2")),
        Level("2", "Together", steps("ahead", "ahead", "ahead", "ahead")),
    ),
)


def pictures(road: Road, *, rtl: bool = False) -> list[ET.Element]:
    text = draw(road, rtl=rtl).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    wide, narrow = ET.fromstring(f"<both>{text}</both>")  # noqa: S314 - our own picture
    return [wide, narrow]


def classes(picture: ET.Element) -> list[str]:
    return [name for part in picture.iter() for name in (part.get("class") or "").split()]


def words(picture: ET.Element) -> str:
    said = (
        part.text and part.text.strip()
        for part in picture.iter()
        if part.tag in (f"{SVG}tspan", f"{SVG}text")
    )
    return " ".join(text.strip() for text in said if text)


def test_there_is_one_picture_for_a_wide_page_and_one_for_a_phone():
    wide, narrow = pictures(OLA)
    assert "road-wide" in classes(wide)
    assert "road-narrow" in classes(narrow)


def test_it_says_what_it_shows_to_those_who_do_not_see_it():
    for picture in pictures(OLA):
        title, said = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
        assert title is not None
        assert said is not None
        assert picture.get("role") == "img"
        assert picture.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"
        assert title.text == "The road for Ola"
        assert said.text == "We are at level 1, In the service, step 2 of 3: Step 2. Next: Step 3."


def test_the_child_is_at_one_place_and_only_the_next_stone_glows():
    for picture in pictures(OLA):
        assert classes(picture).count("road-child") == 1
        assert classes(picture).count("road-glow") == 1
        assert classes(picture).count("road-tick") == 1


def test_a_pebble_stands_for_each_step_of_the_other_levels():
    wide, narrow = pictures(OLA)
    assert classes(wide).count("road-pebble") == 6
    assert classes(narrow).count("road-pebble") == 5


def test_on_a_phone_a_level_that_is_behind_is_one_pebble():
    long_ago = Level("0", "Worry", steps(*["done"] * 7, "skipped"))
    few, many = (
        pictures(Road("", (Level("0", "Worry", steps("done")), *OLA.levels[1:])))[1],
        pictures(Road("", (long_ago, *OLA.levels[1:])))[1],
    )
    assert (few.get("viewBox"), classes(few)) == (many.get("viewBox"), classes(many))


def test_now_and_next_are_said_with_their_names():
    for picture in pictures(OLA):
        assert re.search(r"Now Step 2 Next Step 3", words(picture))
        assert "↗ Close" in words(picture)


def test_on_the_last_step_nothing_is_next():
    road = Road("", (Level("0", "Worry", steps("done", "here")), Level("1", "Plan", steps("ahead"))))
    for picture in pictures(road):
        assert "road-glow" not in classes(picture)
    assert in_words(road) == "We are at level 0, Worry, step 2 of 2: Step 2."


def test_a_level_without_steps_has_a_place_on_the_road_too():
    road = Road(
        "", (Level("0", "Worry", steps("done")), Level("1", "Waiting", state="here"), Level("2", "Plan"))
    )
    assert in_words(road) == "We are at level 1, Waiting."
    for picture in pictures(road):
        assert classes(picture).count("road-child") == 1


def test_a_road_that_is_left_shows_nobody_on_it():
    left = Road("", (Level("0", "Worry", steps("done")), Level("1", "Plan", steps("ahead"))))
    assert in_words(left) == "Not on this road now."
    for picture in pictures(left):
        assert "road-child" not in classes(picture)


def test_a_road_that_has_ended_says_where_and_when():
    ended = Level("0", "Worry", steps("done", "skipped"), ended="Closed Fri 3 Jan.")
    road = Road("", (ended, Level("1", "Plan", steps("ahead"))))
    assert in_words(road) == "The road ended at level 0, Worry. Closed Fri 3 Jan."
    for picture in pictures(road):
        assert "Closed Fri 3 Jan. Worry" in words(picture)
        assert "road-child" not in classes(picture)


def test_a_level_where_the_case_ended_before_anything_was_done_is_behind_us():
    ended = Level("1", "Plan", steps("skipped", "skipped"), ended="Closed Fri 3 Jan.")
    assert ended.stands == "done"
    behind = {}
    for here in (ended, Level("1", "Plan", steps("ahead", "ahead"))):
        _wide, phone = pictures(Road("", (Level("0", "Worry", steps("done")), here)))
        behind[here] = next(part.get("d") for part in phone.iter() if part.get("class") == "road-behind-line")
    assert len(set(behind.values())) == len(behind), "the line goes all the way to where it ended"


def test_a_level_that_was_never_entered_is_passed_by():
    assert Level("0", "Worry", steps("skipped", "skipped")).stands == "skipped"
    assert Level("0", "Worry", steps("skipped", "done")).stands == "done"


def places_of(picture: ET.Element, role: str) -> list[tuple[float, float]]:
    first = [part.find(f"{SVG}tspan") for part in picture.iter() if role in (part.get("class") or "").split()]
    return [(float(line.get("x", 0)), float(line.get("y", 0))) for line in first if line is not None]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_way_on_stands_under_the_step_that_it_leads_from(rtl: bool):
    """On both pictures; what is open anywhere on the level stands below all of them."""
    here = (Step("Meet", "done"), Step("Do", "here", exits=("Close",)), Step("Look", "ahead", exits=("Up",)))
    wide, narrow = pictures(Road("", (Level("1", "Plan", here, exits=("Away",)),)), rtl=rtl)
    _meet, do, look = places_of(wide, "road-name")
    *ways, anywhere = places_of(wide, "road-ways")
    away = [abs(way[0] - step[0]) for way, step in zip(ways, (do, look), strict=True)]
    assert max(away) < 40
    assert anywhere[1] > max(y for _x, y in ways)
    assert all(way[1] > step[1] for way, step in zip(ways, (do, look), strict=True))
    down = re.findall(r"Do|Look|Close|Up|Away", words(narrow))
    assert down == ["Do", "Close", "Look", "Up", "Away"]


def test_no_name_of_a_level_or_step_is_cut():
    name = "Work together with the discussion team and the other services"
    road = Road("", (Level("0", name, steps("done")), *OLA.levels[1:], *[Level("3", name)] * 3))
    for picture in pictures(road):
        assert "…" not in words(picture)


def test_what_a_municipality_writes_never_becomes_markup():
    nasty = '<script>alert("x")</script>&\''
    road = Road(nasty, (Level(nasty, nasty, (Step(nasty, "here"), Step(nasty, "ahead")), exits=(nasty,)),))
    assert "<script" not in draw(road)
    for picture in pictures(road):
        assert picture.findtext(f"{SVG}title") == nasty


def test_it_needs_no_styles_of_its_own():
    """The content security policy refuses them; what a part looks like stands in road.css."""
    for picture in pictures(OLA):
        assert not [
            part for part in picture.iter() if part.get("style") or part.get("fill") or part.get("onclick")
        ]
        assert picture.find(f"{SVG}style") is None
        unknown = {name for name in classes(picture) if f".{name}" not in CSS}
        assert unknown <= {"road-ahead", "road-done"}  # states that some parts need not show


def test_for_scripts_read_from_the_right_it_leads_the_other_way():
    for there, back in zip(pictures(OLA), pictures(OLA, rtl=True), strict=True):
        width = float((there.get("viewBox") or "").split()[2])
        halos = [
            part for picture in (there, back) for part in picture.iter() if part.get("class") == "road-halo"
        ]
        assert float(halos[0].get("cx", 0)) + float(halos[1].get("cx", 0)) == width
        assert words(there) == words(back)


def test_a_long_word_is_divided_and_a_long_name_ends_with_dots():
    assert wrap("Barneverntjenestesamarbeid", 14 * LETTER * 14, lines=2) == (
        "Barneverntjen-",
        "estesamarbeid",
    )
    assert wrap("one two three four five six", 14 * LETTER * 9, lines=2)[-1].endswith("…")
    assert wrap("", 100) == ()


LETTERS = st.characters(exclude_categories=["C"])
SENTENCE = st.text(LETTERS, max_size=60)
NAMES = st.sampled_from(["", "Talk", "Møt familien og de andre tjenestene", "Barneverntjenestesamarbeid" * 2])
SOME_STEPS = st.lists(st.tuples(NAMES, st.sampled_from(["done", "ahead", "skipped"])), max_size=9)


@st.composite
def roads(draw_: st.DrawFn) -> Road:
    count = draw_(st.integers(1, 8))
    levels = []
    for _ in range(count):
        some = tuple(Step(*each) for each in draw_(SOME_STEPS))
        exits = tuple(draw_(st.lists(NAMES, max_size=4)))
        levels.append(Level(draw_(st.text(LETTERS, max_size=14)), draw_(SENTENCE), some, exits))
    at = draw_(st.integers(-1, count - 1))
    if at >= 0:
        here = levels[at]
        number = draw_(st.integers(0, max(len(here.steps) - 1, 0)))
        moved = tuple(Step(s.name, "here" if n == number else s.state) for n, s in enumerate(here.steps))
        levels[at] = Level(here.label, here.name, moved, here.exits, "here")
    return Road(draw_(SENTENCE), tuple(levels))


@settings(max_examples=60, deadline=None)
@given(roads(), st.booleans())
def test_whatever_the_municipality_calls_its_levels_it_is_a_picture(road: Road, rtl: bool):
    for picture in pictures(road, rtl=rtl):
        width, height = (float(number) for number in (picture.get("viewBox") or "").split()[2:])
        assert 0 < height < 3000
        for part in picture.iter():
            assert 0 <= float(part.get("cx", 0)) <= width
            assert 0 <= float(part.get("cy", 0)) <= height
            if part.tag == f"{SVG}rect":
                assert 0 <= float(part.get("x", 0)) <= width - float(part.get("width", 0))
            if part.tag == f"{SVG}tspan":
                assert 0 <= float(part.get("y", 0)) <= height
        children = classes(picture).count("road-child")
        assert children == (1 if road.here else 0)
