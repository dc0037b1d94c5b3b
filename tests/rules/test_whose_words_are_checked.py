"""What a file says wrong about variants and roles is told at its line."""

from pathlib import Path

import pytest

from laget.rules.pathway_file import Unreadable, read

LANGUAGE = Path(__file__).parents[1] / "language"

# (the file, what stands in it, what somebody wrote instead, the words before which line, what is said)
PLANTED = [
    ("10-variants", 'when = ["service.kindergarten"]\n', "", "[[level.step.variant]]", "for whom it is"),
    (
        "10-variants",
        'when = ["service.kindergarten"]',
        'when = ["service.garden"]',
        'when = ["service.garden"]',
        "not known",
    ),
    ("10-variants", 'by = "leader"', 'by = "leadr"', 'by = "leadr"', "Did you mean “leader”?"),
    ("10-variants", 'by = "leader"', 'by = "holder"', 'by = "holder"', "Nobody is “holder” here"),
    ("10-variants", 'meeting = "home_visit"', 'meeting = "home"', 'meeting = "home"', "not known here"),
    ("10-variants", '"kindergarten_guide"]', '"kindergarten"]', '"kindergarten"]', "“kindergarten_guide”?"),
    ("10-variants", 'by = "team"', 'who = "team"', 'who = "team"', "“who” is not known here"),
    (
        "10-variants",
        'done_when = ["concern_described"]',
        '[[level.step.variant]]\nwhen = ["adult_here"]\nmeeting = "talk"',
        '[[level.step.variant]]\nwhen = ["adult_here"]',
        "never contacted",
    ),
    (
        "13-roles",
        'role = "planholder"',
        'role = "planhodler"',
        'role = "planhodler"',
        "Did you mean “planholder”?",
    ),
    (
        "13-roles",
        'law = "coordinator"',
        'law = "cordinator"',
        'law = "cordinator"',
        "Did you mean “coordinator”?",
    ),
    ("13-roles", 'id = "planholder"', 'id = "coordinator"', 'id = "coordinator"\ntitle.en = "child', "twice"),
    ("13-roles", 'holder = "required"\nrole', "role", 'role = "planholder"', "Nobody is “planholder” here"),
    ("13-roles", 'title.en = "planholder"\n', "", "[[role]]", "“title” is missing"),
    ("13-a-third-person", 'checked_by = "leader"', 'checked_by = "boss"', "checked_by", "not known here"),
    ("13-a-third-person", 'by = "named.contact"', 'by = "named.contac"', 'by = "named', "“named.contact”?"),
    ("04-gates", 'by = "leader"\nat_most', 'by = "boss"\nat_most', 'by = "boss"', "not known here"),
    ("13-bodies", 'body = "discussion_team"', 'body = "discusion_team"', "body =", "“discussion_team”?"),
    ("13-bodies", 'meets = "first tuesday"', 'meets = "fifth tuesday"', "meets =", "such as “first tuesday”"),
    (
        "13-bodies",
        'meets = "first tuesday"',
        'meets = "every other tuesday"',
        "meets =",
        "“every second thursday”",
    ),
    ("13-bodies", 'meets = "first tuesday"\n', "", "[[body]]", "“meets” is missing"),
    ("13-bodies", 'not_in = ["july"]', 'not_in = ["juli"]', "not_in", "Did you mean “july”?"),
    (
        "13-bodies",
        "counted_from = 2026-09-03",
        "counted_from = 2026-09-04",
        "counted_from",
        "2026-09-04 is a friday",
    ),
    ("13-bodies", "meets = [2026-09-01,", 'meets = ["x",', 'meets = ["x"', "a list of dates"),
    ("15-forms", 'forms = ["analysis"]', 'forms = ["analyses"]', 'forms = ["analyses"]', "“analysis”?"),
    (
        "15-forms",
        '"filled.analysis"]',
        '"filled.analyses"]',
        'done_when = ["filled.analyses"]',
        "“filled.analysis”?",
    ),
    (
        "15-forms",
        'forms = ["absence_plan"]',
        "",
        "done_when",
        "Nobody finds the form “absence_plan” on this step",
    ),
    ("15-forms", 'kind = "yes_no"', 'kind = "yesno"', 'kind = "yesno"', "Did you mean “yes_no”?"),
    ("15-forms", 'kind = "date"', 'kind = "choice"', 'kind = "choice"', "[[form.field.option]]"),
    ("15-forms", 'id = "where"', 'id = "why"', 'id = "why"\nask.en = "Where', "“why” is used twice"),
    (
        "15-forms",
        'id = "analysis"',
        'id = "absence_plan"',
        'id = "absence_plan"\ntitle.en = "Ped',
        "used twice",
    ),
    ("15-forms", 'ask.en = "Since when?"\n', "", "[[form.field]]", "“ask” is missing"),
    (
        "15-forms",
        'done_when = ["concern_described"]',
        'forms = ["absence_plan"]',
        'forms = ["absence_plan"]\n\n[[level.step.exit]]\nid = "handed_over"',
        "never contacted",
    ),
    (
        "15-forms",
        'done_when = ["concern_described"]',
        'done_when = ["filled.absence_plan"]',
        'done_when = ["filled.absence_plan"]\n\n[[level.step.exit]]\nid = "handed_over"',
        "never contacted",
    ),
]


@pytest.mark.parametrize(("of", "stands", "instead", "told_at", "says"), PLANTED)
def test_a_fault_is_told_at_its_line(of, stands, instead, told_at, says):
    text = (LANGUAGE / f"{of}.toml").read_text()
    assert stands in text
    text = text.replace(stands, instead, 1)
    with pytest.raises(Unreadable) as refused:
        read(text)
    told = [fault for fault in refused.value.faults if says in fault.message]
    line = text[: text.index(told_at)].count("\n") + 1
    assert line in [fault.line for fault in told], refused.value.faults
