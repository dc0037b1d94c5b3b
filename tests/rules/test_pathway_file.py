"""What a pathway file may say, and what it is told when it says something else."""

import pytest

from laget.rules.durations import Amount, Duration
from laget.rules.pathway_file import Unreadable, read
from laget.rules.targets import parse
from laget.rules.vocabulary import Actor, FactKind, Holding, Lasting, Unit
from laget.rules.ways_check import facts_of_guardians

TINY = '''\
# A small pathway: somebody worries, somebody talks.
format = 1
name = "tiny"
version = "1"
title.nb = "Liten"
title.en = """A small
    pathway"""
country = "no"
decided_by.nb = "Kommunen"
decided_by.en = "The municipality"
valid_from = 2026-08-01
languages = ["nb", "en"]
aftercare = "3 months"

[words]
holder.nb = "stafettholder"
holder.en = "baton holder"

[[law]]
id = "school-law"
title.nb = "Skoleloven § 1"
title.en = "The School Act, section 1"
checked_on = 2026-05-02

[[category]]
id = "absence"
title.nb = "Fravær"
title.en = "Absence"
services = ["school"]

[[resource]]
id = "guide"
title.nb = "Veileder"
title.en = "Guide"

[[meeting]]
id = "talk"
title.nb = "Samtale"
title.en = "Talk"
guardians = true

[[meeting.item]]
text.nb = "Hva sier barnet?"
text.en = "What does the child say?"

[[fact]]
id = "called"
title.nb = "Ringt"
title.en = "Called"
to_do.nb = "Ring"
to_do.en = "Call"
kind = "note"

[[level]]
id = "0"
label = "0"
title.nb = "Uro"
title.en = "Worry"

[[level.step]]
id = "define"
title.nb = "Beskriv"
title.en = "Describe"
by = "author"
done_when = ["concern_described"]

[[level.step]]
id = "speak"
title.nb = "Snakk"
title.en = "Speak"
by = "author"
meeting = "talk"
resources = ["guide"]
done_when = [
  "held.talk",
  "child_heard",
]

[[level.step.deadline]]
for = "held.talk"
after = "wonder_arose"
at_most = "3 weeks"
says.nb = "Snakk innen tre uker."
says.en = "Speak within three weeks."
law = "school-law"
unless = ["category.absence"]

[[level.step.warning]]
text.nb = "Husk fraværet."
text.en = "Remember the absence."
when = ["category.absence"]

[[level.step.exit]]
id = "close"
title.nb = "Avslutt"
title.en = "Close"
to = ["closed", "aftercare"]

[[level.step.exit]]
id = "help"
title.nb = "Hjelp"
title.en = "Help"
to = "step 1.decide"
requires = ["consent_given"]

[[level]]
id = "1"
label = "1"
title.nb = "Hjelp"
title.en = "Help"
holder = "required"

[[level.step]]
id = "decide"
title.nb = "Bestem"
title.en = "Decide"
by = "holder"

[[level.step.exit]]
id = "again"
title.nb = "Igjen"
title.en = "Again"
to = "level 1"

[[level]]
id = "sealed"
label = "S"
title.nb = "Skjermet"
title.en = "Sealed"
protects = "violence"

[[level.step]]
id = "protect"
title.nb = "Vern"
title.en = "Protect"
by = "author"
done_when = ["called"]

[[level.step.exit]]
id = "handed-over"
title.nb = "Overlat"
title.en = "Hand over"
to = "closed"
'''


def faults_of(text):
    with pytest.raises(Unreadable) as unreadable:
        read(text)
    return unreadable.value.faults


def line_of(text, words):
    """The first line that contains `words`, which may run over several lines."""
    return text[: text.index(words)].count("\n") + 1


# What a right file says ---------------------------------------------------------------------------


def test_a_pathway_knows_where_every_worry_begins():
    assert read(TINY).first_level.id == "0"


def test_the_road_leaves_out_what_protects():
    assert [level.id for level in read(TINY).road] == ["0", "1"]
    assert read(TINY).protection("violence").id == "sealed"


def test_each_text_is_said_in_the_language_asked_for():
    title = read(TINY).level("0").title
    assert (title.said("nb"), title.said("en")) == ("Uro", "Worry")


@pytest.mark.parametrize(("asked", "said"), [("nn", "Uro"), ("da", "Uro"), ("uk", "Uro")])
def test_a_text_that_is_missing_is_said_in_the_nearest_language(asked, said):
    assert read(TINY).level("0").title.said(asked) == said


def test_a_long_text_may_run_over_several_lines():
    assert read(TINY).title.said("en") == "A small pathway"


def test_a_step_says_who_what_and_when():
    step = read(TINY).level("0").step("speak")
    assert step.by == Actor.AUTHOR
    assert step.done_when == ("held.talk", "child_heard")
    assert step.deadlines[0].at_most == Amount(Duration(3, Unit.WEEKS))
    assert step.deadlines[0].law == "school-law"
    assert [way.targets for way in step.exits] == [("closed", "aftercare"), ("step 1.decide",)]


def test_what_is_not_written_is_not_invented():
    pathway = read(TINY)
    step = pathway.level("0").step("define")
    assert (step.deadlines, step.warnings, step.exits, step.guardians) == ((), (), (), False)
    assert pathway.level("0").holder is Holding.NONE
    assert (pathway.facts[0].kind, pathway.facts[0].lasts) == (FactKind.NOTE, Lasting.CASE)


def test_a_condition_applies_when_any_of_its_facts_is_true_and_none_is_against_it():
    step = read(TINY).level("0").step("speak")
    warning, deadline = step.warnings[0].condition, step.deadlines[0].condition
    absence = frozenset({"category.absence"})
    assert warning.applies(absence) and not warning.applies(frozenset())
    assert deadline.applies(frozenset()) and not deadline.applies(absence)


def test_who_meets_the_guardians_is_known():
    assert {"planned.talk", "held.talk", "consent_given"} <= facts_of_guardians(read(TINY))


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("closed", ("", "", True)),
        ("aftercare", ("", "", True)),
        ("stay", ("", "", False)),
        ("level 2", ("2", "", False)),
        ("level kom-i-skole", ("kom-i-skole", "", False)),
        ("step 2.measures", ("2", "measures", False)),
    ],
)
def test_an_exit_leads_where_it_says(written, means):
    target = parse(written)
    assert target and (target.level, target.step, target.closes) == means


@pytest.mark.parametrize("written", ["", "level", "level  2", "2", "step measures", "step 2.", "Closed"])
def test_an_exit_that_says_nothing_leads_nowhere(written):
    assert parse(written) is None


# What a wrong file is told ------------------------------------------------------------------------

# (what stands in the file, what somebody wrote instead, where the fault is told, what it says)
PLANTED = [
    ("format = 1", "format = 2", "format = 2", "reads format 1"),
    ("format = 1", 'format = "1"', "format =", "should be the number 1"),
    ("format = 1\n", "", "# A small", "“format” is missing"),
    ('name = "tiny"', 'name = "Tiny pathway"', "name =", "small letters"),
    ('version = "1"', "version = 1", "version =", "a text in quotes"),
    ('country = "no"', 'country = "nor"', "country =", "Did you mean “no”?"),
    ("valid_from = 2026-08-01", 'valid_from = "soon"', "valid_from", "a date such as 2026-08-01"),
    ("valid_from = 2026-08-01", "valid_from = 2026-08-01T08:00:00", "valid_from", "without a time of day"),
    ("valid_from = 2026-08-01", "valid_from = 2026-13-01", "valid_from", "not TOML"),
    ('languages = ["nb", "en"]', 'languages = ["nb", "eng"]', "languages", "should be one of nb, nn, da, en"),
    ('languages = ["nb", "en"]', "languages = []", "languages", "“languages” is missing"),
    ('languages = ["nb", "en"]', 'languages = "nb"', "languages", "a list of texts"),
    ('aftercare = "3 months"', 'aftercare = "a while"', "aftercare =", "such as “3 weeks”"),
    ('aftercare = "3 months"', 'aftercare = "0 months"', "aftercare =", "such as “3 weeks”"),
    ('aftercare = "3 months"\n', "", "# A small", "does not say how long"),
    ('holder.en = "baton holder"\n', "", "holder.nb", "no text in en"),
    ('title.en = "Worry"', 'title.eng = "Worry"', "title.eng", "Did you mean “en”?"),
    ('title.en = "Worry"', 'title.en = " "', 'title.en = " "', "a text in quotes"),
    ('title.nb = "Uro"\ntitle.en = "Worry"', 'title = "Uro"', 'title = "Uro"', "a text per language"),
    ('label = "0"\n', "", '[[level]]\nid = "0"', "“label” is missing"),
    ('label = "0"', 'lable = "0"', 'lable = "0"', "Did you mean “label”?"),
    ("checked_on = 2026-05-02\n", "", "[[law]]", "“checked_on” is missing"),
    ('id = "guide"\n', "", "[[resource]]", "“id” is missing"),
    ('id = "1"\nlabel', 'id = "0"\nlabel', 'id = "0"\nlabel = "1"', "“0” is used twice"),
    ('id = "speak"', 'id = "define"', 'id = "define"\ntitle.nb = "Snakk"', "“define” is used twice"),
    ('id = "help"', 'id = "close"', 'id = "close"\ntitle.nb = "Hjelp"', "“close” is used twice"),
    ('by = "author"\nmeeting', "meeting", '[[level.step]]\nid = "speak"', "author, leader, holder, team"),
    ('by = "holder"', 'by = "houlder"', "houlder", "Did you mean “holder”?"),
    ('holder = "required"\n', "", 'by = "holder"', "Nobody is “holder” here"),
    ('holder = "required"', 'holder = "yes"', 'holder = "yes"', "Known: none, optional, required"),
    ('"child_heard",', '"child_herd",', "done_when = [\n", "Did you mean “child_heard”?"),
    ('"held.talk",\n', '"held.tak",\n', "done_when = [\n", "Did you mean “held.talk”?"),
    ('meeting = "talk"', 'meeting = "tlak"', 'meeting = "tlak"', "Did you mean “talk”?"),
    ('resources = ["guide"]', 'resources = ["guid"]', "resources", "Did you mean “guide”?"),
    ('resources = ["guide"]', 'resources = "guide"', "resources", "a list of texts"),
    ('meeting = "talk"', 'meeting = "talk"\nguardians = "yes"', 'guardians = "yes"', "true or false"),
    ('for = "held.talk"', 'for = "held.walk"', "for =", "Did you mean “held.talk”?"),
    ('after = "wonder_arose"', 'after = "wonder"', "after =", "Did you mean “wonder_arose”?"),
    ('at_most = "3 weeks"', "at_most = 3", "at_most", "a text in quotes"),
    ('at_most = "3 weeks"', 'at_most = "three weeks"', "at_most", "such as “3 weeks”"),
    ('law = "school-law"', 'law = "school_law"', "law =", "Did you mean “school-law”?"),
    ('unless = ["category.absence"]', 'unless = ["category.absense"]', "unless", "“category.absence”?"),
    ('kind = "note"', 'kind = "notes"', "kind", "Did you mean “note”?"),
    ('to = "step 1.decide"', 'to = "1.decide"', 'to = "1.', "Write “closed”"),
    ('to = "step 1.decide"', 'to = "step 1.decides"', 'to = "step', "Did you mean “decide”?"),
    ('to = "level 1"', 'to = "level 7"', 'to = "level 7"', "Known: 0, 1, sealed"),
    ('to = ["closed", "aftercare"]', "to = []", "to = []", "say where this way leads"),
    ('to = "level 1"\n', "", '[[level.step.exit]]\nid = "again"', "“to” is missing"),
    ('to = "level 1"', 'to = "level sealed"', 'to = "level sealed"', "Only the protection itself"),
    ('to = "step 1.decide"', 'to = "closed"', '[[level]]\nid = "1"', "No exit leads to level “1”"),
    ('requires = ["consent_given"]', 'requires = ["consent"]', "requires", "Did you mean “consent_given”?"),
    ('requires = ["consent_given"]', 'require = ["consent_given"]', "require =", "“requires”?"),
    ('id = "again"\n', 'id = "again"\nby = "holder"\n', 'by = "holder"\ntitle.nb = "I', "“by” is not known"),
    ("[[level.step.warning]]", "[[level.step.warnings]]", "[[level.step.warnings]]", "“warning”?"),
    ('title.nb = "Vern"', 'title.nb = "Vern', 'title.nb = "Vern', "not TOML"),
    ('title.nb = "Vern"', 'title.nb = "Vern"\ntitle.nb = "V"', 'title.nb = "V"', "not TOML"),
    # No file can switch a protection off.
    ('protects = "violence"', 'protects = "violense"', "protects", "Did you mean “violence”?"),
    ('protects = "violence"\n', "", "# A small", "protects = “violence”; there are 0"),
    ('done_when = ["called"]', 'done_when = ["held.talk"]', '[[level.step]]\nid = "protect"', "never"),
    ('done_when = ["called"]', "guardians = true", '[[level.step]]\nid = "protect"', "never contacted"),
    ('done_when = ["called"]', 'meeting = "talk"', '[[level.step]]\nid = "protect"', "never contacted"),
    ('done_when = ["called"]', 'meeting = "tolk"', 'meeting = "tolk"', "Did you mean “talk”?"),
    ('Hand over"\nto = "closed"', 'Hand over"\nto = "level 0"', 'to = "level 0"', "leads only to"),
    ('kind = "note"', 'kind = "note"\nguardians = true', '[[level.step]]\nid = "protect"', "never contacted"),
]


@pytest.mark.parametrize(("stands", "instead", "told_at", "says"), PLANTED)
def test_a_fault_is_told_at_its_line_and_in_words(stands, instead, told_at, says):
    assert stands in TINY
    text = TINY.replace(stands, instead, 1)
    told = [fault for fault in faults_of(text) if says in fault.message]
    assert [fault.line for fault in told[:1]] == [line_of(text, told_at)], faults_of(text)


@pytest.mark.parametrize(("stands", "instead"), [planted[:2] for planted in PLANTED])
def test_one_fault_does_not_bury_the_reader_in_others(stands, instead):
    told = faults_of(TINY.replace(stands, instead, 1))
    assert len(told) == len(set(told)) <= 3


def test_all_faults_are_told_at_once_in_the_order_of_the_lines():
    text = TINY.replace('country = "no"', 'country = "se"').replace('kind = "note"', 'kind = "nota"')
    assert [fault.line for fault in faults_of(text)] == [line_of(text, "country"), line_of(text, "kind =")]


def test_what_only_the_whole_can_show_is_told_when_every_table_is_right():
    text = TINY.replace('country = "no"', 'country = "se"').replace('to = "level 1"', 'to = "level 9"')
    assert [fault.line for fault in faults_of(text)] == [line_of(text, "country")]


def test_a_level_without_a_step_is_told():
    text = TINY + '\n[[level]]\nid = "3"\nlabel = "3"\ntitle.nb = "Tre"\ntitle.en = "Three"\n'
    assert "Level “3” has no [[level.step]] and no [[level.exit]]." in [
        fault.message for fault in faults_of(text)
    ]


def test_a_level_nobody_leaves_is_told():
    before, exit_and_after = TINY.split('[[level.step.exit]]\nid = "again"')
    text = before + exit_and_after[exit_and_after.index("[[level]]") :]
    told = [fault for fault in faults_of(text) if "Nobody ever leaves level “1”" in fault.message]
    assert told[0].line == line_of(text, '[[level]]\nid = "1"')


def test_a_file_without_levels_is_told():
    text = TINY[: TINY.index("[[level]]")]
    assert "There is no [[level]] where a worry begins." in [fault.message for fault in faults_of(text)]


def test_an_empty_file_is_told_and_does_not_break_the_reader():
    assert {fault.line for fault in faults_of("")} == {1}
