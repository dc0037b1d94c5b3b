"""Every fault that the manual speaks of, planted in a file that is right, and told at its line and column.

`planted.toml` has a bit of everything. Each row says what stands in it, what somebody wrote instead, where
the fault is then told (the first place where these words stand), and what it says.
"""

from pathlib import Path

import pytest

from laget.rules.pathway_file import Unreadable, read
from laget.rules.reading import unknown

RIGHT = (Path(__file__).parent / "planted.toml").read_text()
END = '[[level.exit]]\nid = "end"'
FIRST = 'by = "author"\ndone_when = ["concern_described", "talker"]'
PLAN = 'by = "holder"\ndone_when = ["measures_agreed or how.at_home"]'
BETWEEN = (
    '[[level.step]]\nid = "between"\ntitle.nb = "Mellom"\ntitle.en = "Between"\nby = "author"\n'
    'done_when = ["talker"]\n'
)
STEP_PROTECT = '[[level.step]]\nid = "protect"'

# The file cannot even be read as TOML.
NOT_TOML = [
    ("valid_from = 2026-08-01", "valid_from = 2026-02-30", "2026-02-30", "There is no such day"),
    ("valid_from = 2026-08-01", "valid_from = 01.08.2026", "1.08.2026", "a date is 2026-08-01"),
    ("valid_from = 2026-08-01", "valid_from = soon", "soon", "After = stands a text in quotes"),
    ('version = "1"', "version 1", '1\ntitle.nb = "Liten"', "Write = between"),
    ('version = "1"', "version = “1”", "“1”", "straight ones"),
    ('title.nb = "Vern"', 'title.nb = "Vern', '"Vern', "no closing quote"),
    ('title.nb = "Vern"', 'title.nb = """Vern', '"""Vern', "no closing quote"),
    ('title.nb = "Vern"', 'title.nb = "Vern"\ntitle.nb = "V"', 'title.nb = "V"', "written twice"),
    ('title.nb = "Vern"', 'title.nb = "Vern" nå', "nå", "Nothing may follow"),
    ("[[category]]", "[[category]", ']\nid = "absence"', "as many ] as it has ["),
    ("[[level.exit]]", "? [[level.exit]]", "? [[level.exit]]", "A line begins with"),
    ('requires = ["consent_given"]', 'requires = ["consent_given"', '[[level]]\nid = "1"', "list"),
]

# One table is wrong by itself.
TABLES = [
    ("format = 1", "format = 2", "format = 2", "reads format 1"),
    ("format = 1", 'format = "1"', "format =", "should be the number 1"),
    ("format = 1\n", "", "# A small", "“format” is missing"),
    ('name = "tiny"', 'name = "Tiny pathway"', "name =", "small letters"),
    ('version = "1"', "version = 1", "version =", "a text in quotes"),
    ('country = "no"', 'country = "nor"', "country =", "Did you mean “no”?"),
    ("valid_from = 2026-08-01", 'valid_from = "2026-08-01"', "valid_from", "without quotes"),
    ("valid_from = 2026-08-01", "valid_from = 2026-08-01T08:00:00", "valid_from", "without a time of day"),
    ('languages = ["nb", "en"]', 'languages = ["nb", "eng"]', "languages", "should be one of nb, nn, da, en"),
    ('languages = ["nb", "en"]', "languages = []", "languages", "“languages” is missing"),
    ('languages = ["nb", "en"]', 'languages = "nb"', "languages", "a list of texts"),
    ('aftercare = "3 months"', 'aftercare = "a while"', "aftercare =", "such as “3 weeks”"),
    ('aftercare = "3 months"', 'aftercare = "0 months"', "aftercare =", "such as “3 weeks”"),
    ('aftercare = "3 months"', 'aftercare = "241 months"', "aftercare =", "twenty years: 240 months"),
    ('aftercare = "3 months"', 'aftercare = "999999999 days"', "aftercare =", "twenty years: 7300 days"),
    ('is = "3 weeks"', 'is = "9999 quarters"', "is =", "twenty years: 80 quarters"),
    ('aftercare = "3 months"', 'aftercare = "3 monhts"', "aftercare =", "Did you mean “3 months”?"),
    ('holder.en = "baton holder"\n', "", "holder.nb", "no text in en"),
    (
        'holder.nb = "stafettholder"\nholder.en',
        'holdr.nb = "s"\nholdr.en',
        "holdr.nb",
        "Did you mean “holder”?",
    ),
    ('title.en = "Worry"', 'title.eng = "Worry"', "title.eng", "Did you mean “en”?"),
    ('title.en = "Worry"', 'title.en = " "', 'title.en = " "', "a text in quotes"),
    ('title.nb = "Uro"\ntitle.en = "Worry"', 'title = "Uro"', 'title = "Uro"', "a text per language"),
    ('label = "0"\n', "", '[[level]]\nid = "0"', "“label” is missing"),
    ('label = "0"', 'lable = "0"', 'lable = "0"', "Did you mean “label”?"),
    ("checked_on = 2026-05-02\n", "", "[[law]]", "“checked_on” is missing"),
    ('id = "guide"\n', "", "[[resource]]", "“id” is missing"),
    ('services = ["school"]', 'services = ["shcool"]', "services", "Did you mean “school”?"),
    (
        'services = ["kindergarten"]',
        'services = ["nursery"]',
        'services = ["nursery',
        "Known: administration",
    ),
    ('services = ["health"]', 'services = ["helth"]', 'services = ["helth', "Did you mean “health”?"),
    ('is = "3 weeks"', 'is = "three weeks"', "is =", "such as “3 weeks”"),
    ('is = "1 week"\n', "", "[[value.for]]", "“is” is missing"),
    ('kind = "note"', 'kind = "notes"', 'kind = "notes"', "Did you mean “note”?"),
    ('lasts = "case"', 'lasts = "caze"', "lasts", "Did you mean “case”?"),
    ('holder = "required"', 'holder = "yes"', 'holder = "yes"', "Known: none, optional, required"),
    ("beside = true", 'beside = "yes"', "beside", "true or false"),
    ('resources = ["guide"]', 'resources = "guide"', "resources", "a list of texts"),
    ('by = "named.talker"\n', "", '[[level.step]]\nid = "speak"', "“by” is missing: one of author, leader"),
    ('at_most = "talk_within"', "at_most = 3", "at_most = 3", "an amount of time, such as"),
    ('on = "06-20"', 'on = "20-06"', 'on = "20', "month first"),
    ('tell = "leader"', 'tell = "boss"', "tell", "Known: author, holder, leader, team"),
    ("[[level.step.warning]]", "[[level.step.warnings]]", "[[level.step.warnings]]", "“warning”?"),
    ("[[level.step.warning]]", "[level.step.warning]", "[level.step.warning]", "in double brackets"),
    ('requires = ["consent_given"]', 'require = ["consent_given"]', "require =", "“requires”?"),
    (
        'id = "help"\n',
        'id = "help"\noptional = true\n',
        "optional",
        "It belongs to [[level.step]]: write it further up",
    ),
    ("[[category]]\n", "[[category]]\norder = []\n", "order = []", "It belongs to the top of the file"),
    ('to = "step 1.decide"\n', "", '[[level.step.exit]]\nid = "help"', "“to” is missing"),
    ("wonder = 2026-08-24\n", "", "[[story]]", "“wonder” is missing"),
    ("on = 2026-08-25\n", "", "[[story.event]]", "Say when it happens"),
    ("[story.event.then]", "[story.event.than]", "[story.event.than]", "Did you mean “then”?"),
]

# Whom a case may be about.
SUBJECTS = [
    ('id = "pregnant"', 'id = "pregnent"', 'id = "pregnent"', "Did you mean “pregnant”?"),
    ('id = "pregnant"', 'id = "adult"', 'id = "adult"', "Known: child, family, group, pregnant, youth"),
    ('[[subject]]\nid = "child"', "[[subject]]", "[[subject]]", "“id” is missing: one of child, youth"),
    ('id = "pregnant"', 'id = "child"', 'id = "child"\nservices', "“child” is used twice"),
    ('[[subject]]\nid = "child"\n\n', "", "[[story]]", "“child” is not known here. Known: pregnant"),
    (
        "wonder = 2026-08-24",
        'wonder = 2026-08-24\nsubject = "group"',
        'subject = "group"',
        "Known: child, pregnant",
    ),
    (
        'unless = ["category.absence"]',
        'unless = ["subject.group"]',
        "unless",
        "No case here is about “group”",
    ),
    (
        'requires = ["consent_given"]',
        'requires = ["subject.child"]',
        "requires",
        "Nobody can bring “subject.child”",
    ),
]

# A name is unknown, means two things, or stands where it can mean nothing.
NAMES = [
    ('order = ["0", "1", "2"]', 'order = ["0", "1", "3"]', "order", "“3” is not known"),
    ('order = ["0", "1", "2"]', 'order = ["0", "1", "1"]', "order", "names level “1” twice"),
    ('id = "1"\nlabel', 'id = "0"\nlabel', 'id = "0"\nlabel = "1"', "“0” is used twice"),
    ('id = "speak"', 'id = "define"', 'id = "define"\ntitle.nb = "Snakk"', "“define” is used twice"),
    ('id = "help"', 'id = "close"', 'id = "close"\ntitle.nb = "Hjelp"', "“close” is used twice"),
    (
        "[[fact.option]]\n",
        '[[fact.option]]\nid = "at_home"\ntitle.nb = "H"\ntitle.en = "H"\n\n[[fact.option]]\n',
        'id = "at_home"\ntitle.nb = "Hj',
        "“at_home” is used twice",
    ),
    ('id = "called"', 'id = "child_heard"', 'id = "child_heard"', "is a word that Laget uses itself"),
    (
        "[[exemption]]\n",
        '[[exemption]]\nfor = "child_heard"\nby = "leader"\nat_most = "1 week"\n\n[[exemption]]\n',
        'for = "child_heard"\nby = "leader"\nat_most = "2',
        "“child_heard” is used twice",
    ),
    (
        "[[value]]\n",
        '[[value]]\nid = "talk_within"\nis = "1 week"\n\n[[value]]\n',
        'id = "talk_within"\nis = "3',
        "“talk_within” is used twice",
    ),
    (
        'category = "absence"\nis',
        'category = "absense"\nis',
        'category = "absense',
        "“absence” is not".replace("absence” is not", "absense” is not"),
    ),
    ('at_most = "talk_within"', 'at_most = "talk_in"', 'at_most = "talk_in"', "Did you mean “talk_within”?"),
    ('by = "holder"', 'by = "houlder"', 'by = "houlder"', "Did you mean “holder”?"),
    ('by = "named.talker"', 'by = "named.taker"', 'by = "named.taker"', "Did you mean “named.talker”?"),
    ('by = "named.talker"', 'by = "named.called"', 'by = "named.called"', "is not known here"),
    ('"child_heard",\n', '"child_herd",\n', "done_when = [\n", "Did you mean “child_heard”?"),
    ('"held.talk",\n', '"held.tak",\n', "done_when = [\n", "Did you mean “held.talk”?"),
    ('"held.talk",\n', '"held.xyz",\n', "done_when = [\n", "Known: held.talk"),
    ('"held.talk",\n', '"sealed",\n', "done_when = [\n", "Nobody can bring “sealed” about"),
    ('meeting = "talk"', 'meeting = "tlak"', 'meeting = "tlak"', "Did you mean “talk”?"),
    ('resources = ["guide"]', 'resources = ["guid"]', "resources", "Did you mean “guide”?"),
    ('for = "held.talk"', 'for = "held.walk"', 'for = "held.walk', "Did you mean “held.talk”?"),
    ('after = "wonder_arose"', 'after = "wonder"', 'after = "wonder"', "Did you mean “wonder_arose”?"),
    (
        'law = "school-law"\nunless',
        'law = "school_law"\nunless',
        'law = "school_law"',
        "Did you mean “school-law”?",
    ),
    (
        'law = "school-law"\nservices',
        'law = "school_law"\nservices',
        'law = "school_law"',
        "Did you mean “school-law”?",
    ),
    ('unless = ["category.absence"]', 'unless = ["category.absense"]', "unless", "“category.absence”?"),
    ('to = "step 1.decide"', 'to = "1.decide"', 'to = "1.', "Write “closed”"),
    ('to = "step 1.decide"', 'to = "step 1.decides"', 'to = "step 1.decides"', "Did you mean “decide”?"),
    ('to = ["level 1", "level 2"]', 'to = "level 7"', 'to = "level 7"', "Known: 0, 1, 2, sealed"),
    (
        'to = ["level 1", "level 2"]',
        'to = ["level 2", "level 2"]',
        'to = ["level 2"',
        "names the same place twice",
    ),
    ('to = ["closed", "aftercare"]', "to = []", "to = []", "say where this way leads"),
    ('to = "step 1.plan"', 'to = "closed"', 'to = "closed"\nservices', "A case begins at a place"),
    ('requires = ["consent_given"]', 'requires = ["consent"]', "requires", "Did you mean “consent_given”?"),
    ('checked_by = "leader"', 'checked_by = "ledaer"', "checked_by", "Did you mean “leader”?"),
    (
        'category = "absence"\nservice',
        'category = "absense"\nservice',
        'category = "absense"',
        "Did you mean “absence”?",
    ),
    ('service = "school"', 'service = "skole"', 'service = "skole"', "is not known here"),
    ('step = "speak"', 'step = "speek"', 'step = "speek"', "Did you mean “speak”?"),
    ('level = "0"\nstep', 'level = "O"\nstep', 'level = "O"', "Known: 0, 1, 2, sealed"),
    ('takes = "close"', 'takes = "cloze"', "takes", "Did you mean “close”?"),
    ('to = "closed"\n[story', 'to = "close"\n[story', 'to = "close"\n[story', "is no way on"),
    ('missing = ["held.talk"', 'missing = ["held.tolk"', "missing", "Did you mean “held.talk”?"),
]

# What somebody wrote cannot count, or cannot be done.
IDLE = [
    (
        'done_when = ["concern_described", "talker"]',
        'done_when = ["concern_described and talker"]',
        "done_when",
        "Write two lines: both are needed",
    ),
    ('when = ["how.at_home"]', 'when = ["how.at_home or sealed"]', 'when = ["how', "“or” is for what a step"),
    (
        'unless = ["category.absence"]',
        'unless = ["category.absence"]\nwhen = ["category.absence"]',
        "unless",
        "this never applies",
    ),
    ('at_least = "1 week"', 'at_least = "4 weeks"', "at_least", "longer than “at_most”"),
    ('at_least = "1 week"', 'at_least = "10 days"', "at_least", "longer than “at_most”"),
    ('at_most = "2 weeks"', 'at_most = "2 months"', 'at_most = "2 months"\nwhen', "This is not sooner"),
    (
        'on = "06-20"\nsays.nb = "Før sommeren."\nsays.en = "Before the summer."\n',
        'says.nb = "Før."\nsays.en = "Before."\n\n[[level.step.deadline.missed]]\ntell = "leader"\n',
        '[[level.step.deadline.missed]]\ntell = "leader"\n\n',
        "never missed",
    ),
    ("valid_to = 2030-01-01", "valid_to = 2025-01-01", "valid_to", "is before “valid_from”"),
    ('at_most = "talk_within"', 'at_most = "3 weeks"', "[[value]]", "“talk_within” is not used"),
    ('aftercare = "3 months"\n', "", "# A small", "does not say how long"),
    ('to = ["closed", "aftercare"]', 'to = ["closed"]', "aftercare", "No exit leads to “aftercare”"),
    ('for = "child_heard"', 'for = "goals_set"', 'for = "goals_set"', "Nothing needs “goals_set”"),
    ('for = "child_heard"', 'for = "child_heard or held.talk"', 'for = "child_heard or', "is not known here"),
    ('resources = ["guide"]\n', "", "[[resource]]", "Nobody will ever see “guide”"),
    (
        'done_when = ["called"]',
        'done_when = ["concern_described"]',
        '[[fact]]\nid = "called"',
        "Nobody is ever asked for “called”",
    ),
    ('kind = "choice"', 'kind = "note"', 'kind = "note"\nlasts', "has [[fact.option]] tables"),
    (
        'by = "author"\ndone_when',
        'beside = true\nby = "author"\ndone_when',
        "beside",
        "comes after another one",
    ),
    (FIRST, f'track = "health"\n{FIRST}', "track", "Nothing goes beside the track “health”"),
    (FIRST, f'track = "Health care"\n{FIRST}', "track", "small letters"),
    (
        f"{FIRST}\n\n[[level.step]]\n",
        f'track = "a"\n{FIRST}\n\n{BETWEEN}\n[[level.step]]\ntrack = "b"\n',
        '[[level.step]]\nid = "between"',
        "“between” interrupts the tracks",
    ),
    (
        f"{PLAN}\n",
        f'track = "a"\n{PLAN}\n\n{BETWEEN}track = "b"\n',
        "beside",
        "waits for all of them",
    ),
    (
        f"{PLAN}\n\n[[level.step]]\n",
        f'track = "a"\n{PLAN}\n\n[[level.step]]\ntrack = "b"\n',
        "beside",
        "“decide” is the first of the track “b”",
    ),
    (
        'holder = "required"\n\n[[level.step]]\n',
        'holder = "required"\nany_order = true\n\n[[level.step]]\ntrack = "a"\n',
        "any_order",
        "take “any_order” or “track” away",
    ),
    (
        'label = "0"',
        'label = "0"\nby = "leader"',
        'by = "leader"\ntitle.nb = "Uro"',
        "counts only when it has no steps",
    ),
    (
        'outside = true\nby = "leader"',
        'outside = true\nby = "holder"',
        'by = "holder"\n\n[[level.exit',
        "Nobody is “holder” here",
    ),
    ('label = "2"', 'label = "2"\ninside = "2"', "inside", "is inside itself"),
    ("wonder = 2026-08-24", "wonder = 2026-08-26", "on = 2026-08-25", "2026-08-25 is before 2026-08-26"),
    ('takes = "close"\nto', "to", 'to = "closed"\n[story', "say with “takes” which exit"),
]

BEFORE = 'before = "date.due_day"'
# A deadline that counts from a day that was filled in, or to the day a body meets.
DATES = [
    (BEFORE, 'before = "due_day"', "before =", "Did you mean “date.due_day”?"),
    (BEFORE, 'before = "date.talker"', "before =", "Known: date.due_day"),
    (BEFORE, BEFORE + '\nafter = "wonder_arose"', 'after = "wonder_arose"\nat_least = "3', "and not both"),
    (BEFORE, 'after = "date.due_dy"', 'after = "date.due_dy"', "Did you mean “date.due_day”?"),
    ('at_least = "3 weeks"\nat_most = "3 months"\n', "", BEFORE, "Say how long before"),
    ('at_least = "3 weeks"', 'at_least = "4 months"', 'at_least = "4', "longer than “at_most”"),
    ('at_least = "3 weeks"', 'at_least = "2 terms"', 'at_least = "2 terms"', "count terms backwards"),
    ('at_least = "3 weeks"', 'every = "3 weeks"', "every =", "“every” counts forwards"),
    ('at_least = "3 weeks"', 'body = "team"', 'body = "team"\nat_most', "“body” counts forwards"),
    ('body = "team"', 'body = "taem"', "body =", "Did you mean “team”?"),
    ('id = "due_day"', 'id = "date"', 'id = "date"', "is a word that Laget uses itself"),
    (
        "dates = { due_day = 2027-01-04 }",
        "dates = { due_dya = 2027-01-04 }",
        "dates =",
        "Did you mean “due_day”?",
    ),
    ("dates = { due_day = 2027-01-04 }", 'dates = { due_day = "soon" }', "dates =", "a date such as"),
    (
        'opens = { talker = "none" }',
        'opens = { talker = "in words" }',
        "opens =",
        "should be a date or one of none",
    ),
    ('opens = { talker = "none" }', 'opens = { taker = "none" }', "opens =", "Did you mean “talker”?"),
]

NO_END = 'at_least = "1 week"\nat_most = "talk_within"'
DATES += [
    ('at_least = "3 weeks"\n', "", 'at_most = "3 months"', "Say the last one, too: write “at_least”"),
    (
        f'{NO_END}\nvalid_from = 2026-01-01\nvalid_to = 2030-01-01\nsays.nb = "Snakk innen tre uker."\n',
        'at_least = "1 week"\nsays.nb = "Snakk."\n',
        "[[level.step.deadline.missed]]",
        "no end, so it is never missed",
    ),
]

EITHER = 'requires = ["wants or wants.no"]'
LOOK = 'beside = true\ndone_when = ["measures_reviewed"]'
# Two answers to one question, both needed.
TWO_ANSWERS = [
    (EITHER, 'requires = ["wants", "wants.no"]', 'requires = ["wants"', 'write "wants or wants.no"'),
    (LOOK, 'done_when = ["wants", "wants.no"]', 'done_when = ["wants"', "never true together"),
    (
        EITHER,
        'requires = ["how.at_home", "how.at_school"]',
        'requires = ["how',
        '"how.at_home or how.at_school"',
    ),
    (
        f'{LOOK}\n\n[[level.step.exit]]\nid = "again"\ntitle.nb = "Igjen"\ntitle.en = "Again"\n{EITHER}',
        'done_when = ["wants"]\n\n[[level.step.exit]]\nid = "again"\ntitle.nb = "Igjen"\n'
        'title.en = "Again"\nrequires = ["wants.no"]',
        'requires = ["wants.no"]',
        "never true together",
    ),
]

DATES += [
    (
        'opens = { talker = "none" }',
        'opens = { held.talk = "none" }',
        "opens =",
        'stands in quotes: "held.talk" =',
    ),
]

SECOND_EVENT = "[[story.event]]\non = 2026-08-26"
# A thing of which there may be several, in single brackets or above what it belongs to.
BRACKETS = [
    (
        "[[story]]",
        "[[story.event]]\non = 2026-08-24\n\n[[story]]",
        "[[story.event]]",
        "stands before any [[story]]",
    ),
    (
        SECOND_EVENT,
        SECOND_EVENT.replace("[[", "[").replace("]]", "]"),
        "[story.event]\non",
        "double brackets",
    ),
    (
        '[[story]]\ntitle = "A worry about absence"\ncategory = "absence"\nservice = "school"\n'
        "wonder = 2026-08-24\n",
        "",
        "[[story.event]]",
        "write [[story]] above what belongs to it",
    ),
    (
        "[[level.step.warning]]\ntext",
        '[level.step.deadline]\nfor = "talker"\n\n[[level.step.warning]]\ntext',
        "[level.step.deadline]\n",
        "[[level.step.deadline]]",
    ),
]
# What an exit that ends the case leaves behind is something people record, once.
ENDING = 'to = ["level 1", "level 2"]\nchecked_by = "leader"'
ENDED = ENDING.replace('"level 2"]', '"level 2", "closed"]')
DUTY = '[[level.step.exit.duty]]\nfor = "how"'
OWED = [
    (
        f"{ENDING}\n\n{DUTY}",
        f'{ENDED}\n\n{DUTY[:-5]}"held.talk"',
        'for = "held.talk"\nby',
        "ask for a [[fact]]",
    ),
    (
        f'{ENDING}\n\n{DUTY}\nby = "leader"\nat_most',
        f'{ENDED}\n\n{DUTY}\nby = "leader"\nevery',
        "every =",
        "what is owed then is done once",
    ),
]
# What is not known, with what may stand there.
WORDS = [
    ('requires = ["consent_given"]', 'requires = ["not sealed"]', "requires", 'write unless = ["sealed"]'),
    (
        'tell = "leader"',
        'tell = "laeder"',
        "tell",
        "Did you mean “leader”? Known: author, holder, leader, team.",
    ),
]

# Nobody is shut in, and every place is reached.
WAYS = [
    ('holder = "required"\n', "", 'by = "holder"', "Nobody is “holder” here"),
    ('to = ["level 1", "level 2"]', 'to = ["level 1"]', '[[level]]\nid = "2"', "No exit leads to level “2”"),
    ('to = ["return", "closed"]', 'to = "return"', '[[level]]\nid = "2"', "Level “2” only leads back"),
    ('to = ["return", "closed"]', 'to = ["level 1"]', '[[level]]\nid = "1"', "can never end"),
    ('checked_by = "leader"', 'when = ["how.at_home"]', '[[level]]\nid = "1"', "Nobody ever leaves"),
    (
        '[[level]]\nid = "2"',
        '[[level.step]]\nid = "look"\ntitle.nb = "Se"\ntitle.en = "Look"\nby = "leader"\n'
        'done_when = ["measures_reviewed"]\n\n[[level]]\nid = "2"',
        '[[level.step]]\nid = "look"',
        "looks at whether it helped",
    ),
]

# No file can switch a protection off.
PROTECTIONS = [
    ('protects = "violence"', 'protects = "violense"', "protects", "Did you mean “violence”?"),
    ('protects = "violence"\n', "", "# A small", "protects = “violence”; there are 0"),
    (
        'to = ["level 1", "level 2"]',
        'to = "level sealed"',
        'to = "level sealed"',
        "Only the protection itself",
    ),
    ('to = "step 1.plan"', 'to = "level sealed"', 'to = "level sealed"', "Only the protection itself"),
    ('done_when = ["called"]', 'done_when = ["held.talk", "called"]', STEP_PROTECT, "never contacted"),
    ('done_when = ["called"]', 'done_when = ["called"]\nguardians = true', STEP_PROTECT, "never contacted"),
    ('done_when = ["called"]', 'done_when = ["called"]\nmeeting = "talk"', STEP_PROTECT, "never contacted"),
    ('kind = "note"', 'kind = "note"\nguardians = true', STEP_PROTECT, "never contacted"),
    ('Hand over"\nto = "closed"', 'Hand over"\nto = "level 0"', 'to = "level 0"', "leads only to"),
    (
        'Hand over"\nto',
        'Hand over"\nrequires = ["consent_given"]\nto',
        '[[level.step.exit]]\nid = "handed',
        "never contacted",
    ),
    (
        'done_when = ["called"]',
        'done_when = ["called"]\nunless = ["adult_here"]',
        '[[level]]\nid = "sealed"',
        "a step that is always there",
    ),
    (
        'done_when = ["called"]',
        'done_when = ["called"]\noptional = true',
        '[[level]]\nid = "sealed"',
        "a step that is always there",
    ),
    ('done_when = ["called"]\n', "", '[[level]]\nid = "sealed"', "a step that is always there"),
    ('protects = "violence"', 'protects = "violence"\ninside = "1"', "inside", "stands alone"),
    (
        'protects = "violence"',
        'protects = "violence"\noutside = true',
        "outside = true\n\n[[level.step]]",
        "is your own",
    ),
    ('for = "child_heard"', 'for = "called"', 'for = "called"', "no case is exempt"),
]

PLANTED = [
    *(*NOT_TOML, *TABLES, *SUBJECTS, *NAMES, *IDLE, *DATES),
    *(*TWO_ANSWERS, *BRACKETS, *OWED, *WORDS, *WAYS, *PROTECTIONS),
]


def place_of(text, words):
    """Line and column of the first place where `words` stand."""
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def faults_of(text):
    with pytest.raises(Unreadable) as refused:
        read(text)
    return refused.value.faults


def test_the_file_in_which_they_are_planted_is_right():
    assert read(RIGHT).name == "tiny"


@pytest.mark.parametrize(("stands", "instead", "told_at", "says"), PLANTED)
def test_a_fault_is_told_at_its_line_and_column_and_in_words(stands, instead, told_at, says):
    assert stands in RIGHT
    text = RIGHT.replace(stands, instead, 1)
    told = [(fault.line, fault.column) for fault in faults_of(text) if says in fault.message]
    assert told[:1] == [place_of(text, told_at)], faults_of(text)


@pytest.mark.parametrize(("stands", "instead"), [planted[:2] for planted in PLANTED])
def test_one_fault_does_not_bury_the_reader_in_others(stands, instead):
    told = faults_of(RIGHT.replace(stands, instead, 1))
    assert len(told) == len(set(told)) <= 3


def test_all_faults_are_told_at_once_in_the_order_of_the_lines():
    text = RIGHT.replace('country = "no"', 'country = "se"').replace('kind = "note"', 'kind = "nota"')
    lines = [fault.line for fault in faults_of(text)]
    assert lines == [place_of(text, "country")[0], place_of(text, 'kind = "nota"')[0]]


def test_what_only_the_whole_can_show_is_told_when_every_table_is_right():
    text = RIGHT.replace('country = "no"', 'country = "se"').replace('to = "step 1.plan"', 'to = "level 9"')
    assert [fault.line for fault in faults_of(text)] == [place_of(text, "country")[0]]


def test_a_level_without_a_step_is_told():
    text = RIGHT + '\n[[level]]\nid = "3"\nlabel = "3"\ntitle.nb = "Tre"\ntitle.en = "Three"\n'
    assert "Level “3” has no [[level.step]] and no [[level.exit]]." in [
        fault.message for fault in faults_of(text)
    ]


def test_a_step_that_every_way_passes_by_is_told():
    text = RIGHT.replace("beside = true\n", "").replace('to = "step 1.plan"', 'to = "step 1.decide"')
    text = text.replace('to = ["level 1", "level 2"]', 'to = ["step 1.decide", "level 2"]')
    (told,) = faults_of(text)
    assert (told.line, told.column) == place_of(text, '[[level.step]]\nid = "plan"')
    assert "No case ever comes to step “plan”" in told.message


def test_levels_inside_each_other_are_told_and_do_not_turn_for_ever():
    text = RIGHT.replace('label = "1"', 'label = "1"\ninside = "2"').replace(
        'label = "2"', 'label = "2"\ninside = "1"'
    )
    assert {fault.message for fault in faults_of(text)} == {
        "Level “1” is inside itself.",
        "Level “2” is inside itself.",
    }


def test_a_file_without_levels_is_told():
    text = RIGHT[: RIGHT.index("[[level]]")]
    assert "There is no [[level]] where a worry begins." in [fault.message for fault in faults_of(text)]


def test_of_many_names_the_nearest_are_told_and_of_few_all():
    many = [f"{letter}{number}" for letter in "abcdefgh" for number in range(10)]
    told = unknown("h_seven_7", many)
    assert told.startswith("“h_seven_7” is not known here. Of 80 known, the nearest: ")
    assert "h7" in told
    assert "a1" not in told
    assert unknown("h_seven_7", ["a1", "b2"]) == "“h_seven_7” is not known here. Known: a1, b2."


def test_an_empty_file_is_told_and_does_not_break_the_reader():
    assert {fault.line for fault in faults_of("")} == {1}


def test_a_question_that_is_answered_and_answered_in_one_way_can_be_met():
    asked = RIGHT.replace(EITHER, 'requires = ["how", "how.at_home", "wants or wants.no", "wants"]')
    assert read(asked).name == "tiny"


def test_a_no_may_stand_beside_a_yes_that_the_case_can_do_without():
    exempt = '[[exemption]]\nfor = "wants"\nby = "leader"\nat_most = "1 week"\n\n[[exemption]]'
    without = RIGHT.replace("[[exemption]]", exempt, 1).replace(EITHER, 'requires = ["wants", "wants.no"]')
    assert read(without).name == "tiny"
