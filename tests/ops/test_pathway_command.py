"""`laget pathway show` and `draw`: the whole pathway, to read and to look at."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from laget.ops import CannotGoOn
from laget.ops.pathway import main
from laget.rules.pathway_file import read

SHIPPED = sorted((Path(__file__).parents[2] / "pathways").glob("*.toml"))
LANGUAGE = sorted((Path(__file__).parents[1] / "language").glob("*.toml"))

any_pathway = pytest.mark.parametrize("path", [*SHIPPED, *LANGUAGE], ids=lambda path: path.stem)


@any_pathway
def test_every_step_and_way_on_can_be_read(path, capsys):
    assert main(["show", str(path)]) == 0
    said, pathway = capsys.readouterr().out, read(path.read_text())
    language = pathway.languages[0]
    for level in pathway.levels:
        for part in (*level.steps, *level.exits()):
            assert part.title.said(language) in said


@pytest.mark.parametrize("language", ["nb", "nn", "da"])
def test_nothing_of_it_is_in_english_for_those_who_read_another_language(language, capsys):
    for path in SHIPPED:
        main(["show", str(path), "--lang", language])
        said = capsys.readouterr().out
        for english in ("Whose turn", "By when", "Ways on", "Needs", "Only when", "the end", "Decided by"):
            assert english not in said


def test_who_must_be_asked_before_other_services_come_can_be_read(capsys):
    main(["show", str(next(path for path in SHIPPED if path.stem == "tidleg-innsats")), "--lang", "en"])
    said = capsys.readouterr().out
    assert "It leads to “3 Team across services”." in said
    needed = "another service is invited; everybody who must answer has said yes."
    assert f"What must be so first: {needed}" in said


def test_a_warning_says_for_whom_it_stands(capsys):
    main(["show", str(next(path for path in SHIPPED if path.stem == "nivaa-0-3")), "--lang", "en"])
    said = capsys.readouterr().out
    assert "> Only when the case is about “School environment”. This is about the school environment." in said


@any_pathway
def test_the_picture_is_whole_and_says_what_it_is(path, tmp_path):
    out = tmp_path / "picture.svg"
    assert main(["draw", str(path), "--svg", str(out)]) == 0
    picture = ElementTree.parse(out).getroot()  # noqa: S314
    pathway = read(path.read_text())
    words = " ".join(picture.itertext())
    language = pathway.languages[0]
    assert picture.find("{*}title").text == pathway.title.said(language)
    assert picture.find("{*}desc").text
    assert all(step.title.said(language) in words for level in pathway.levels for step in level.steps)
    assert len(picture.findall("{*}rect[@class='apart']")) == 1  # the sealed way
    assert picture.find("{*}text[@class='title']").text == pathway.title.said(language)


SVG = "{http://www.w3.org/2000/svg}"


def lines_of(picture, words):
    """The height of a line of words in a picture, and how far from the left it begins."""
    spans = ElementTree.fromstring(picture).iter(f"{SVG}tspan")  # noqa: S314
    found = next(span for span in spans if span.text == words)
    return float(found.get("y")), float(found.get("x"))


def frames_of(picture, **having):
    frames = ElementTree.fromstring(picture).iter(f"{SVG}rect")  # noqa: S314
    return [
        (float(each.get("y")), float(each.get("y")) + float(each.get("height")))
        for each in frames
        if each.get("y") and all(each.get(name) == is_ for name, is_ in having.items())
    ]


def framed(picture, words, **having):
    """Whether words stand in a frame that has this."""
    y, _x = lines_of(picture, words)
    return any(top < y < bottom for top, bottom in frames_of(picture, **having))


def arrows_of(picture):
    """Each way drawn, as where it starts, its lane, and where it ends."""
    ways = ElementTree.fromstring(picture).findall(f"{SVG}path[@class='way']")  # noqa: S314
    numbers = [[float(n) for n in re.findall(r"[\d.]+", way.get("d"))] for way in ways]
    return [{"start": each[1], "lane": each[2], "end": each[3]} for each in numbers]


def of_language(name):
    return (Path(__file__).parents[1] / "language" / f"{name}.toml").read_text()


STEP = {"stroke": "#666", "fill": "#fff"}


def test_a_way_on_from_anywhere_stands_in_no_step(tmp_path):
    picture = drawn(next(path for path in SHIPPED if path.stem == "nivaa-0-3").read_text(), tmp_path)
    y, _x = lines_of(picture, "Veier videre fra alle trinn her:")
    spans = ElementTree.fromstring(picture).iter(f"{SVG}tspan")  # noqa: S314
    below = next(span for span in spans if float(span.get("y")) > y)
    assert below.text == "Avslutt av en annen grunn"
    assert not any(top < float(below.get("y")) < bottom for top, bottom in frames_of(picture, **STEP))


SMALL = """
format = 1
name = "small"
version = "1"
title.nb = "Liten"
country = "no"
decided_by.nb = "Kommunen"
valid_from = 2026-08-01
languages = ["nb"]

[[category]]
id = "all"
title.nb = "Alt"

[[level]]
id = "a"
label = "A"
title.nb = "Hjelp"

[[level.step]]
id = "write"
title.nb = "Skriv"
by = "author"
done_when = ["concern_described", "leader_told"]

[[level.step]]
id = "help"
title.nb = "Hjelp til"
by = "author"
done_when = ["goals_set", "measures_agreed", "measures_changed"]

[[level.step]]
id = "extra"
title.nb = "Tilby kurs"
by = "author"
optional = true
done_when = ["understanding_shared"]

[[level.step]]
id = "see"
title.nb = "Se på det"
by = "author"
done_when = ["child_heard", "measures_reviewed", "views_gathered"]

[[level.step.exit]]
id = "round"
title.nb = "En runde til"
to = "stay"

[[level.step.exit]]
id = "end"
title.nb = "Slutt"
to = "closed"

[[level]]
id = "s"
label = "S"
title.nb = "Vern"
protects = "violence"

[[level.step]]
id = "ring"
title.nb = "Ring"
by = "author"
done_when = ["leader_told"]

[[level.step.exit]]
id = "over"
title.nb = "Overlatt"
to = "closed"
"""


def test_another_round_leads_to_the_step_where_there_is_something_to_do_anew(tmp_path):
    picture = drawn(SMALL, tmp_path)
    (arrow,) = arrows_of(picture)
    assert abs(arrow["end"] - lines_of(picture, "2. Hjelp til")[0]) < 12
    without = drawn(SMALL.replace(', "measures_changed"', ""), tmp_path)
    (arrow,) = arrows_of(without)
    assert abs(arrow["end"] - lines_of(without, "4. Se på det")[0]) < 12


def test_a_step_that_is_not_for_all_looks_so_and_says_when(tmp_path):
    picture = drawn(SMALL, tmp_path)
    assert framed(picture, "3. Tilby kurs", **{"class": "some"})
    assert framed(picture, "Det kan dere hoppe over.", **{"class": "some"})
    assert not framed(picture, "2. Hjelp til", **{"class": "some"})
    assert "Et trinn som kan hoppes over, eller bare er for noen" in picture
    assert "bare er for noen" not in drawn(SMALL.replace("optional = true\n", ""), tmp_path)


def test_tracks_carry_their_names_and_no_numbers(tmp_path):
    picture = drawn(of_language("12-tracks"), tmp_path)
    assert 'class="track"' in picture
    for track in ("Her health", "Her home and money"):
        assert f": {track}</tspan>" in picture


@any_pathway
def test_no_two_ways_are_drawn_as_one_line(path, tmp_path):
    arrows = arrows_of(drawn(path.read_text(), tmp_path))
    for side in ("start", "end"):
        met = [(each[side], each["lane"] < 300) for each in arrows]
        assert len(met) == len(set(met))
    for number, each in enumerate(arrows):
        for other in (other for other in arrows[:number] if other["lane"] == each["lane"]):
            ends, others = sorted((each["start"], each["end"])), sorted((other["start"], other["end"]))
            assert ends[1] < others[0] or others[1] < ends[0]


def drawn(text, tmp_path):
    (tmp_path / "pathway.toml").write_text(text)
    main(["draw", str(tmp_path / "pathway.toml"), "--svg", str(tmp_path / "picture.svg")])
    return (tmp_path / "picture.svg").read_text()


def test_an_end_with_aftercare_is_no_plain_end_and_a_way_back_has_its_arrow(tmp_path):
    text = (Path(__file__).parents[1] / "rules" / "planted.toml").read_text()
    picture = drawn(text, tmp_path)
    for said in ("Slutten", "spør senere", "Stedet saken kom fra"):
        assert said in picture
    without = drawn(text.replace('to = ["return", "closed"]', 'to = ["level 0", "closed"]'), tmp_path)
    assert "Stedet saken kom fra" not in without
    assert without.count("url(#tip)") == picture.count("url(#tip)") - 1  # one of them in its meaning


def test_a_file_that_is_wrong_is_not_drawn(tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("format = 1")
    with pytest.raises(CannotGoOn, match="is missing"):
        main(["draw", str(wrong), "--svg", str(tmp_path / "out.svg")])


def test_whom_a_case_may_be_about_can_be_read(capsys):
    main(["show", str(next(path for path in LANGUAGE if path.stem == "11-subjects"))])
    said = capsys.readouterr().out
    assert "- A pregnant woman" in said
    assert "Only when it is about a pregnant woman." in said


CLOSING = """
[[story.event]]
on = 2026-08-25
happens = [
    "leader_told", "goals_set", "measures_agreed", "child_heard", "measures_reviewed", "views_gathered",
]
takes = "end"
"""


def test_what_was_played_says_who_is_told_when_a_window_opens_and_what_things_are_called(tmp_path, capsys):
    story = """
[[story]]
title = "Written and left"
category = "CATEGORY"
service = "school"
wonder = 2026-08-24

[[story.event]]
on = 2026-08-24
happens = ["concern_described"]
"""
    (tmp_path / "small.toml").write_text(SMALL)
    (tmp_path / "story.toml").write_text(story.replace("CATEGORY", "all") + CLOSING)
    main(["play", str(tmp_path / "small.toml"), str(tmp_path / "story.toml"), "--json"])
    first, last = json.loads(capsys.readouterr().out)[0]["events"]
    assert {"title": "Skriv", "told": [], "opens": {}, "holder": ""}.items() <= first.items()
    assert last["closed"]
    assert last["exits"] == {}
    assert not any(name.startswith("began.") for name in last["true"])
    main(["play", str(tmp_path / "small.toml"), str(tmp_path / "story.toml")])
    assert "    title: Skriv" in capsys.readouterr().out
