"""`laget pathway show` and `draw`: the whole pathway, to read and to look at."""

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
    assert "**Take it to the team across services** → 3 Team across services." in said
    assert "Needs: Choose which services to invite; Get a yes from everybody who must answer." in said


def test_a_warning_says_for_whom_it_stands(capsys):
    main(["show", str(next(path for path in SHIPPED if path.stem == "nivaa-0-3")), "--lang", "en"])
    assert "> Only when: School environment. This is about the school environment." in capsys.readouterr().out


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
    assert len(picture.findall("{*}rect[@stroke-dasharray]")) == 1  # the sealed way stands apart


def drawn(text, tmp_path):
    (tmp_path / "pathway.toml").write_text(text)
    main(["draw", str(tmp_path / "pathway.toml"), "--svg", str(tmp_path / "picture.svg")])
    return (tmp_path / "picture.svg").read_text()


def test_an_end_with_aftercare_is_no_plain_end_and_a_way_back_has_its_arrow(tmp_path):
    text = (Path(__file__).parents[1] / "rules" / "planted.toml").read_text()
    picture = drawn(text, tmp_path)
    for said in ("slutten", "spør senere", "tilbake dit saken kom fra"):
        assert said in picture
    without = drawn(text.replace('to = ["return", "closed"]', 'to = ["level 0", "closed"]'), tmp_path)
    assert "tilbake dit saken kom fra" not in without
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
    assert "Only when: it is about a pregnant woman." in said
