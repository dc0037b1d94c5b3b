"""What `laget pathway show` says, word for word, of what is easily misread."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from laget.foundation.service_words import services
from laget.ops.pathway import main
from laget.ops.pathway.conditions_said import is_so
from laget.ops.pathway.show import shown
from laget.ops.pathway.wording import Wording
from laget.rules.pathway_check import facts_known
from laget.rules.pathway_file import read
from laget.rules.vocabulary import Fact

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
    needed = "Dette kreves først: svaret på «Spurt om de vil» er"
    assert f"{needed} ja." in said(OPEN.replace(WANTED, 'requires = ["wants"]'))
    assert f"{needed} nei." in said(PLANTED.replace(WANTED, 'requires = ["wants.no"]'))


def test_where_any_answer_will_do_only_the_question_is_said():
    assert "Dette kreves først: det er svart på «Spurt om de vil»." in said(PLANTED)


def test_the_question_itself_is_said_where_it_is_one():
    asked = 'kind = "yes_no"\nask.nb = "Vil de?"\nask.en = "Do they?"'
    told = said(OPEN.replace(WANTED, 'requires = ["wants"]').replace('kind = "yes_no"', asked))
    assert "Dette kreves først: svaret på «Vil de?» er ja." in told


def test_brackets_show_what_goes_together():
    when = 'when = ["how.at_home and child_heard", "category.absence"]'
    together = "(svaret på «Valgt måte» er «Hjemme» og den det gjelder, er hørt)"
    assert f"Bare når saken handler om «Fravær» eller {together}." in said(PLANTED.replace(SOONER, when))
    needs = 'requires = ["wants", "goals_set or how"]'
    assert "«Spurt om de vil» er ja; (et mål er satt eller" in said(OPEN.replace(WANTED, needs))


def test_what_something_is_about_is_said_once():
    about = 'when = ["category.absence", "category.school"]'
    told = said(
        EVERY_WORD.replace('when = ["category.absence"]', 'when = ["category.absence", "category.home"]')
    )
    assert about not in told
    assert "Bare når saken handler om «Absence» eller «At home»." in told


@pytest.mark.parametrize("language", ["nb", "nn", "da", "en"])
@pytest.mark.parametrize(
    "text", [PLANTED, EVERY_WORD, SHIPPED.read_text()], ids=["planted", "every", "shipped"]
)
def test_what_something_depends_on_stands_in_a_sentence_and_is_no_task(text, language):
    wording = Wording(read(text), language)
    names = tuple(services(wording._).values())
    for fact in facts_known(wording.pathway):
        so = is_so(fact, wording)
        assert so[0].islower() or so[0] in "«»“" or so.startswith(names)
        assert not re.search(r"[a-z][._][a-z]", so)
        assert so != wording.fact(fact) or fact in (Fact.SEALED, Fact.ADULT_HERE) or "." in fact


def test_a_window_says_from_when_and_until_when():
    told = said(PLANTED)
    assert "Tidligst når det er gått 1 uke, og senest 3 uker" in told
    assert "Tidligst 3 måneder og senest 3 uker før den dagen som er svaret på «" in told


def test_what_comes_again_says_when_first_and_when_then():
    for_good = EVERY_WORD.replace('lasts = "round"', 'lasts = "case"')
    again = "first time is at the latest 7 weeks after the case came here. Then at the latest 7 weeks"
    assert f"The {again} after it was last done." in said(for_good, "en")
    assert "In each round the first time is at the latest 7 weeks" in said(EVERY_WORD, "en")


def test_the_first_meeting_after_a_time_is_one_sentence():
    told = said(PLANTED.replace('body = "team"', 'body = "team"\nat_least = "1 week"'))
    assert "På det første møtet i «Teamet» når det er gått 1 uke etter at saken kom hit." in told


def test_days_are_said_in_words():
    assert "Gjelder fra 1. august 2026." in said(PLANTED)
    for language in ("nb", "nn", "da", "en"):
        assert not re.search(r"\d{4}-\d\d-\d\d", said(EVERY_WORD, language))


@pytest.mark.parametrize(
    ("rule", "says"),
    [("second wednesday", "Møtes andre onsdag i måneden."), ("every monday", "Møtes hver mandag.")],
)
def test_the_days_of_a_body_are_said_as_one_says_them(rule, says):
    assert says in said(re.sub(r'meets = ".*"', f'meets = "{rule}"', PLANTED))


def test_the_municipalitys_own_word_for_the_leader_stands_in_the_task():
    own = PLANTED.replace(
        'holder.nb = "stafettholder"', 'leader.nb = "enhetsleder"\nholder.nb = "stafettholder"'
    )
    own = own.replace('holder.en = "baton holder"', 'leader.en = "head"\nholder.en = "baton holder"')
    told = said(own.replace('["concern_described", "talker"]', '["leader_told", "talker"]'))
    assert "- Si fra til enhetsleder\n" in told
    assert "lederen" not in told.partition("## 0 ")[2]


def test_a_word_that_is_the_same_as_ours_is_not_explained():
    told = said(SHIPPED.read_text())
    assert "**nærmeste leder**: lederen" in told
    assert "**nivå**" not in told


def test_forms_stand_apart_from_tools():
    told = said(EVERY_WORD, "en")
    assert "Forms to fill in:\n- Analysis\n\nTools for it:\n- The guide\n\nBy when:" in told


def test_what_people_record_has_its_task_and_its_question_named():
    told = said(EVERY_WORD, "en")
    assert "- **Day told**\n  - The task: Ask for the day.\n  - The question: Which day?\n" in told


def test_a_name_inside_a_sentence_is_marked_and_a_task_there_begins_small():
    told = said(EVERY_WORD, "en")
    assert "It leads to what is chosen: “A The start” or the place that the case came from." in told
    assert "- Hold “The talk”, or hold “The visit”" in told


def test_each_track_is_told_in_its_order():
    told = said(of_language("12-tracks"), "en")
    assert "- Her health: “Measure”, then “Test”, then “Prepare”." in told
    assert "- Her home and money: “Home”, then “Money”." in told
    assert "It is in the track “Her health”." in told


def test_a_level_around_others_is_read_before_them():
    lines = [line for line in said(EVERY_WORD, "en").splitlines() if line.startswith("## ")]
    assert lines.index("## C The roof") < lines.index("## C1 Under the roof")
    assert lines.index("## C The roof") > lines.index("## B Help")


def test_a_role_is_named_on_its_level_and_the_municipalitys_word_elsewhere():
    told = said(EVERY_WORD, "en")
    assert "Somebody must see to it all here: Coordinator of children." in told
    assert "Who does it: Coordinator of children." in told
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


def test_on_a_level_without_steps_nobody_is_said_to_do_the_others_work():
    told = (
        said(EVERY_WORD, "en")
        .split("Somebody outside the municipality has the charge here.")[1]
        .split("\n## ")[0]
    )
    assert "Who chooses when the case goes on: " in told
    assert "Who does it" not in told and "###" not in told


def test_what_counts_from_another_way_on_names_it():
    """In a duty, the way on is the one that it stands under."""
    counted = PLANTED.replace('after = "wonder_arose"', 'after = "took.1.again"')
    assert "etter at veien «Igjen» er valgt" in said(counted)
    assert "etter at denne veien er valgt" in said(PLANTED)
