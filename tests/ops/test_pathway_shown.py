"""What `laget pathway show` says, word for word, of what is easily misread."""

import subprocess
import sys
from pathlib import Path

import pytest

from laget.ops.pathway import main
from laget.ops.pathway.show import shown
from laget.rules.pathway_file import read

TESTS = Path(__file__).parents[1]
PLANTED = (TESTS / "rules" / "planted.toml").read_text()
EVERY_WORD = (TESTS / "rules" / "every_word.toml").read_text()
SHIPPED = TESTS.parent / "pathways" / "nivaa-0-3.toml"
NO_ANSWER = '\n[[level.exit]]\nid = "end"\ntitle.nb = "Slutt"\ntitle.en = "End"\nto = "closed"\n'
OPEN = PLANTED.replace('\n[[level]]\nid = "2"', f'{NO_ANSWER}\n[[level]]\nid = "2"')
WANTED = 'requires = ["wants or wants.no"]'
SOONER = 'when = ["how.at_home"]'


def said(text, language="nb"):
    return shown(read(text), language)


def of_language(name):
    return (TESTS / "language" / f"{name}.toml").read_text()


@pytest.mark.parametrize(("language", "either"), [("nb", "eller"), ("nn", "eller"), ("da", "eller")])
def test_a_choice_is_said_in_the_readers_language(language, either):
    told = said(SHIPPED.read_text(), language)
    assert f" {either} " in told
    assert " or " not in told
    assert " and " not in told


def test_a_yes_that_is_needed_is_said():
    assert "Trenger: Spør om de vil: ja." in said(OPEN.replace(WANTED, 'requires = ["wants"]'))
    assert "Trenger: Spør om de vil: nei." in said(PLANTED.replace(WANTED, 'requires = ["wants.no"]'))


def test_where_any_answer_will_do_only_the_question_is_said():
    assert "Trenger: Spør om de vil." in said(PLANTED)


def test_brackets_show_what_goes_together():
    when = 'when = ["how.at_home and child_heard", "category.absence"]'
    assert "Bare når: Fravær eller (Valgt måte: Hjemme og Hør barnet)." in said(PLANTED.replace(SOONER, when))
    needs = 'requires = ["wants", "goals_set or how"]'
    assert "Trenger: Spør om de vil: ja; (Sett et mål" in said(OPEN.replace(WANTED, needs))


def test_a_window_says_from_when_and_until_when():
    told = said(PLANTED)
    assert "Tidligst: 1 uke. Senest: 3 uker" in told
    assert "Tidligst: 3 måneder. Senest: 3 uker. Regnet bakover fra" in told


def test_each_track_is_told_in_its_order():
    told = said(of_language("12-tracks"), "en")
    assert "each in this order. health: Measure → Test → Prepare; social: Home → Money." in told


def test_a_level_around_others_is_read_before_them():
    lines = [line for line in said(EVERY_WORD, "en").splitlines() if line.startswith("## ")]
    assert lines.index("## C The roof") < lines.index("## C1 Under the roof")
    assert lines.index("## C The roof") > lines.index("## B Help")


def test_a_role_is_named_on_its_level_and_the_municipalitys_word_elsewhere():
    told = said(EVERY_WORD, "en")
    assert "There must be one: Coordinator of children." in told
    assert "Whose turn it is: Coordinator of children." in told
    assert "baton" not in told.partition("## B Help")[2]


@pytest.mark.parametrize(
    ("subject", "hears", "takes_part"),
    [
        ("pregnant", "Hear her: she has the right to be heard.", "She takes part."),
        ("group", "Hear the group: it has the right to be heard.", "The group takes part."),
    ],
)
def test_where_a_case_is_about_no_child_none_is_spoken_of(subject, hears, takes_part):
    small = (TESTS.parent / "docs" / "pathway-language.md").read_text().rpartition("```toml\n")[2]
    about = f'[[subject]]\nid = "{subject}"\n\n[[category]]'
    text = small.partition("```")[0].replace("[[category]]", about, 1)
    told = said(text, "en")
    assert hears in told
    assert takes_part in told
    assert "guardian" not in told
    assert "Hear the child" not in told
    assert "child’s" not in told


def test_a_file_from_notepad_is_read(tmp_path, capsys):
    file = tmp_path / "small.toml"
    file.write_text(PLANTED, encoding="utf-8-sig")
    assert main(["check", str(file)]) == 0
    assert "right" in capsys.readouterr().out


def test_whoever_reads_only_the_beginning_is_told_of_no_error():
    command = [sys.executable, "-m", "laget", "pathway", "show", str(SHIPPED)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as showing:
        showing.stdout.close()
        assert showing.stderr.read() == ""
        assert showing.wait() == 0
