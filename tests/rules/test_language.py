"""Every part of the language in a small pathway of its own, whose stories say what it must do."""

from pathlib import Path

import pytest

from laget.foundation.calendar import days_in
from laget.rules.pathway_file import Unreadable, read, stories_of
from laget.rules.playing import play

LANGUAGE = sorted((Path(__file__).parents[1] / "language").glob("*.toml"))
SHIPPED = sorted((Path(__file__).parents[2] / "pathways").glob("*.toml"))


def told(path):
    """What the stories of a file expect and do not get, or why the file is refused."""
    text = path.read_text()
    try:
        pathway = read(text)
    except Unreadable as refused:
        return refused.faults
    return [
        f"{story.title}, {event.on}: {failure}"
        for story in stories_of(text)
        for event in play(pathway, story, days_in(pathway.country))
        for failure in event.failures
    ]


@pytest.mark.parametrize("path", [*LANGUAGE, *SHIPPED], ids=lambda path: path.stem)
def test_the_stories_of_a_pathway_go_as_they_say(path):
    assert told(path) == []


@pytest.mark.parametrize("path", LANGUAGE, ids=lambda path: path.stem)
def test_each_part_of_the_language_has_a_story(path):
    assert stories_of(path.read_text())


@pytest.mark.parametrize(
    ("of", "stands", "instead"),
    [
        ("01-levels", 'inside = "help"\nby = "author"', 'by = "author"'),
        ("01-levels", 'order = ["c", "b", "team", "a"]', 'order = ["c", "team", "b", "a"]'),
        ("02-exits", "consent_given or discussed", "consent_given"),
        ("02-exits", 'at_most = "3 weeks"', 'at_most = "2 weeks"'),
        ("03-jumps", 'to = "step 1.look"', 'to = "level 1"'),
        ("04-gates", "category.home and goals_set", "category.home"),
        ("04-gates", 'at_most = "2 weeks"', 'at_most = "3 weeks"'),
        ("05-deadlines", 'at_most = "2 working days"\nwhen', 'at_most = "5 working days"\nwhen'),
        ("05-deadlines", "valid_to = 2026-09-30", "valid_to = 2026-10-30"),
        ("05-deadlines", 'is = "1 week"', 'is = "2 weeks"'),
        ("05-dates", 'after = "date.due_day"\nat_most', 'after = "due_day"\nat_most'),
        ("05-dates", 'at_least = "4 weeks"', 'at_least = "5 weeks"'),
        ("05-dates", 'at_least = "3 working days"', 'at_least = "3 days"'),
        ("05-dates", 'after = "date.due_day"\nsays', 'after = "due_day"\nsays'),
        ("05-dates", 'at_least = "2 weeks"', 'at_least = "1 day"'),
        ("05-dates", 'body = "team"\nsays', 'body = "board"\nsays'),
        ("05-dates", 'meets = "every monday"', 'meets = "every tuesday"'),
        ("05-dates", '"3 absence days"', '"4 absence days"'),
        ("06-categories", 'is = "1 week"', 'is = "3 weeks"'),
        ("06-categories", 'when = ["category.bullying"]\ndone_when', "done_when"),
        ("06-categories", 'when = ["category.bullying"]\nrequires', "requires"),
        ("07-counting", 'in_a_row = "5 school days"', 'in_a_row = "6 school days"'),
        ("07-counting", 'kinds = ["sick", "unexcused"]', ""),
        ("07-counting", 'resets = "term"', ""),
        ("07-counting", 'within = "quarter"', 'within = "8 weeks"'),
        ("07-counting", "times = 4", "times = 3"),
        ("08-lasting", 'is = "6 weeks"', 'is = "5 weeks"'),
        ("08-lasting", 'is = "2 weeks"', 'is = "2 months"'),
        ("08-lasting", 'after = "last_event"', 'after = "level_entered"'),
        ("08-lasting", 'when = ["missed.talk"]', 'when = ["leader_told"]'),
        ("09-protections", 'when = ["adult_here"]', ""),
        ("09-protections", 'protects = "violence"', ""),
        ("09-protections", 'done_when = ["called"]', 'done_when = ["called", "held.talk"]'),
        ("10-variants", 'when = ["service.kindergarten"]', 'when = ["service.health"]'),
        ("10-variants", 'title.en = "Visit the family at home"\nby', "by"),
        ("10-variants", 'unless = ["service.nav"]', ""),
        ("11-subjects", 'when = ["subject.youth"]\ntitle', 'when = ["subject.family"]\ntitle'),
        ("11-subjects", 'at_most = "1 week"', 'at_most = "2 weeks"'),
        ("11-subjects", 'when = ["subject.pregnant"]\n\n[[level.step]]', "\n[[level.step]]"),
        ("12-side-by-side", "beside = true", ""),
        ("12-side-by-side", "optional = true", ""),
        ("12-side-by-side", "any_order = true", ""),
        ("12-tracks", 'track = "health"\n', ""),
        ("12-tracks", 'track = "social"\n', 'track = "health"\n'),
        ("12-tracks", 'to = "step 0.test"', 'to = "level 0"'),
        ("13-a-third-person", 'checked_by = "leader"', ""),
        ("13-roles", 'role = "planholder"\n', ""),
        ("15-forms", 'lasts = "round"', 'lasts = "case"'),
        ("16-other-measures", ', "measures_changed"]\n\n', "]\n\n"),
        ("14-answers", "log_consent or log_consent.no", "log_consent"),
        ("14-answers", 'for = "log_consent or log_consent.no"', 'for = "log_consent"'),
        ("14-answers", 'at_most = "1 week"', 'at_most = "2 weeks"'),
        ("10-variants", 'at_most = "2 weeks"', 'at_most = "3 weeks"'),
        ("14-consents", 'requires = ["consent_given.ppt"]', 'requires = ["consent_given"]'),
        ("14-consents", 'unless = ["consent_given.ppt"]', 'unless = ["consent_given.nav"]'),
        ("14-consents", 'after = "consent_given.ppt"', 'after = "wonder_arose"'),
        ("14-consents", '["service_joined.ppt"]', '["service_joined.nav"]'),
    ],
)
def test_a_story_tells_when_the_pathway_says_something_else(of, stands, instead, tmp_path):
    text = next(path for path in LANGUAGE if path.stem == of).read_text()
    assert stands in text
    changed = tmp_path / "changed.toml"
    changed.write_text(text.replace(stands, instead))
    assert told(changed)
