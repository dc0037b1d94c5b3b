"""What is told of a `[[count]]` or a proposal that cannot be meant so."""

from pathlib import Path

import pytest

from laget.foundation.calendar import days_in
from laget.rules.pathway_file import Unreadable, read, stories_of
from laget.rules.playing import play

LANGUAGE = Path(__file__).parents[1] / "language"
COUNTING, LASTING = "07-counting", "08-lasting"

# (the file, what stands in it, what somebody wrote instead, the line where it is told, what it says)
PLANTED = [
    (COUNTING, '"5 school days"', '"5 days"', '"5 days"', "counted in school days"),
    (COUNTING, 'in_a_row = "5 school days"', "in_a_row = 5", "in_a_row =", "“5 school days”"),
    (COUNTING, '"5 school days"', '"five days"', '"five days"', "an amount of time"),
    (COUNTING, 'in_a_row = "5 school days"', "", '[[count]]\nid = "five', "Say what is counted"),
    (COUNTING, "times = 4", 'times = 4\nshare = "5 %"', '[[count]]\nid = "mondays"', "Say what is counted"),
    (COUNTING, "times = 4", "times = 0", "times = 0", "at least 1"),
    (COUNTING, "times = 4", 'times = "4"', "times =", "a number, such as 5"),
    (COUNTING, 'share = "10 %"', 'share = "ten"', 'share = "ten"', "such as “10 %”"),
    (COUNTING, 'share = "10 %"', 'share = "110 %"', "share =", "such as “10 %”"),
    (COUNTING, '\nwithin = "quarter"', "", '[[count]]\nid = "quarter"', "“within” is missing"),
    (COUNTING, 'within = "quarter"', 'within = "quater"', 'within = "quater"', "or one of quarter, term"),
    (COUNTING, 'within = "4 weeks"', 'within = "4 working days"', "within =", "in days or weeks"),
    (COUNTING, '"5 school days"', '"5 school days"\nwithin = "term"', "within =", "have no “within”"),
    (COUNTING, '["sick", "unexcused"]', '["sik", "unexcused"]', "kinds =", "Did you mean “sick”?"),
    (COUNTING, 'tell = "leader"', 'tell = "holder"', 'tell = "holder"', "holder"),
    (COUNTING, 'resets = "term"', 'resets = "terms"', "resets =", "Did you mean “term”?"),
    (COUNTING, 'category = "absence"\ntell', 'category = "abscence"\ntell', "category =", "“absence”?"),
    (COUNTING, 'law = "school"', 'law = "shcool"', "law =", "Did you mean “school”?"),
    (COUNTING, 'id = "mondays"', 'id = "quarter"', 'id = "quarter"\ntitle.en = "Away four', "used twice"),
    (COUNTING, '["a_tenth"] }', '["a_fifth"] }', "then = { proposed = [\"a_fifth", "is not known"),
    (COUNTING, "opens = false\n", "", "opened = true", "open already"),
    (COUNTING, "opened = true\n", "", '[[story.event]]\nafter = "3 days"', "There is no case yet"),
    (LASTING, 'exit = "more"', 'exit = "moore"', "moore", "Did you mean “more”?"),
    (LASTING, 'by = "leader"\nexit', 'by = "holder"\nexit', 'by = "holder"', "Nobody is “holder” here"),
    (LASTING, 'by = "leader"\nexit', 'by = "boss"\nexit', 'by = "boss"', "Known: author"),
    (LASTING, 'after = "last_event"\n', "", '[[level.proposal]]', "Say what it waits for"),
    (LASTING, 'after = "last_event"', 'after = "last_events"', "after =", "Did you mean “last_event”?"),
    (LASTING, 'lasting = "without_effect"', 'lasting = "without"', '"without"', "“without_effect”?"),
    (LASTING, 'when = ["missed.talk"]', 'when = ["missed.tolk"]', "missed.tolk", "mean “missed.talk”?"),
    (LASTING, 'id = "more_help"', 'id = "not_met"', 'id = "not_met"\ntitle.en = "No', "used twice"),
    (LASTING, 'done_when = ["held.talk"]', 'done_when = ["missed.talk"]', "done_when", "Nobody can bring"),
    (LASTING, '["concern_described"]', '["declined.quiet"]', "requires", "Nobody can bring"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "stands", "instead", "told_at", "says"), PLANTED)
def test_a_fault_is_told_at_its_line_and_in_words(of, stands, instead, told_at, says):
    text = (LANGUAGE / f"{of}.toml").read_text()
    assert stands in text
    wrong = text.replace(stands, instead, 1)
    with pytest.raises(Unreadable) as refused:
        read(wrong)
    told = [fault for fault in refused.value.faults if says in fault.message]
    assert [fault.line for fault in told[:1]] == [wrong[: wrong.index(told_at)].count("\n") + 1], (
        refused.value
    )


@pytest.mark.parametrize(
    ("stands", "instead", "says"),
    [
        (
            'in_a_row = "5 school days"',
            'in_a_row = "6 school days"',
            "“five_in_a_row”: 5 of 6 school days in a row",
        ),
        ('share = "10 %"', 'share = "60 %"', "school days, and 60 % is asked for, from"),
        ("times = 4", "times = 5", "“mondays”: 4 of 5 times"),
    ],
)
def test_a_story_tells_how_far_a_count_has_come_that_is_not_reached(stands, instead, says):
    text = (LANGUAGE / f"{COUNTING}.toml").read_text().replace(stands, instead, 1)
    pathway = read(text)
    told = [
        failure
        for story in stories_of(text)
        for event in play(pathway, story, days_in(pathway.country))
        for failure in event.failures
    ]
    assert any(says in failure for failure in told), told
