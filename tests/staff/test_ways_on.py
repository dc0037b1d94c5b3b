"""What is missing for all ways on is said once; each says what only it needs."""

import re
from html import unescape

from django.urls import reverse

from laget.plans.queries import measures_of
from laget.plans.services import Reviewed, evaluate


def read(world, name, case, *more):
    world.in_english(world.kari)
    page = world.client_of(world.kari).get(reverse(name, args=[case.pk, *more])).content.decode()
    return unescape(" ".join(page.split()))


def ways_in(page):
    """Each way on with what stands beside it."""
    ways = page.split("<h3>Ways on</h3>")[1].split("</section>")[0]
    rows = re.findall(r'<li class="task-.*?</li>', ways)
    said = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    return said, ways


def test_five_ways_say_once_what_they_all_lack(world):
    rows, ways = ways_in(read(world, "case", world.a_case(at_level="1")))
    assert rows.pop(0) == "Close for another reason Can be chosen"
    assert len(rows) == 5
    assert ways.count("things are missing for all of these") == 1
    assert rows.count("Close, the child is well Not yet") == 1
    assert [row for row in rows if row.endswith("2 more things missing")] == rows[3:]


def test_what_all_lack_is_listed_once_each_with_the_place_to_get_it(world):
    case = world.a_case(at_level="1")
    _rows, ways = ways_in(read(world, "case", case))
    folded = ways.split("<details")[1].split("</details>")[0]
    assert folded.count("Hear the child") == 1
    assert reverse("voice", args=[case.pk]) in folded
    assert "Choose which services to invite" not in folded


def test_a_way_that_is_open_stands_first_and_lacks_nothing(world):
    rows, ways = ways_in(read(world, "case", world.a_case(at_level="1", ready=True)))
    assert [row for row in rows if "Can be chosen" in row] == rows[:4]
    assert "2 things are missing for all of these" in ways
    assert [row for row in rows if "Not yet" in row] == rows[4:]


def test_one_way_that_lacks_something_says_so_itself(world):
    _rows, ways = ways_in(read(world, "case", world.a_case(sealed=True)))
    assert "for all of these" not in ways
    assert re.search(r"\d things? missing", ways)


def test_the_page_of_a_way_tells_its_own_first_and_folds_what_all_need(world):
    page = read(world, "exit", world.a_case(at_level="1"), "level_2")
    own, folded = page.split("Not yet. This is still missing:")[1].split("<details", 1)
    assert own.count("<li>") == 2
    assert "Choose which services to invite" in own
    assert not folded.split("<summary>")[0].count(" open")
    assert "that every way that is not open yet needs" in folded
    assert "Hear the child" in folded


def test_the_page_of_a_way_with_nothing_of_its_own_shows_what_all_need(world):
    page = read(world, "exit", world.a_case(at_level="1"), "continue")
    folded = page.split("Not yet. This is still missing:")[1].split("<details", 1)[1]
    assert folded.split("<summary>")[0].count(" open") == 1


def looked(world, effect):
    """KARI has looked at each measure, and this is what she saw of all of them."""
    case = world.a_case(at_level="1", ready=True)
    with world.as_(world.kari, world.now):
        reviews = [Reviewed(each.pk, "yes", effect, "stop") for each in measures_of(case)]
        evaluate(
            case=case, reviews=reviews, child_view="Det er likt.", parents_view="Likt.", staff_view="Likt.",
            kept="", seat=world.kari.seat, now=world.now,
        )  # fmt: skip
    return case


def test_where_nothing_helped_to_close_because_the_child_is_well_does_not_stand_first(world):
    case = looked(world, "none")
    for page in (read(world, "evaluated", case), read(world, "case", case)):
        ways = page.split(">Ways on</h")[1].split("</section>")[0]
        assert ways.index("exits/other_measures") < ways.index("exits/effect_close")
        assert ways.count("No measure had an effect when you last looked.") == 2


def test_where_it_helped_it_does(world):
    page = read(world, "evaluated", looked(world, "works"))
    ways = page.split(">Ways on</h")[1].split("</section>")[0]
    assert ways.index("exits/effect_close") < ways.index("exits/other_measures")
    assert "No measure had an effect" not in ways
