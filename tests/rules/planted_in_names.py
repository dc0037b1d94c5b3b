"""Names that mean nothing or two things, and days that no deadline can count: see test_planted_faults."""

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
    (
        'kind = "person"\n',
        'kind = "person"\nfor = "child_herd"\n',
        'for = "child_herd"',
        "Did you mean “child_heard”?",
    ),
    (
        'kind = "person"\n',
        'kind = "person"\nfor = "sealed"\n',
        'for = "sealed"',
        "Nobody can bring “sealed” about",
    ),
    (
        'kind = "note"\n',
        'kind = "note"\nfor = "child_heard"\n',
        'for = "child_heard"\n\n[[fact]]',
        "Nobody is named here",
    ),
    ('by = "named.talker"', 'by = "named.taker"', 'by = "named.taker"', "Did you mean “named.talker”?"),
    ('by = "named.talker"', 'by = "named.called"', 'by = "named.called"', "is a fact of kind “note”"),
    (
        'checked_by = "leader"',
        'checked_by = "named.how"',
        "checked_by",
        "Give it kind = “person”, or write one of author, holder, leader, named.talker, team",
    ),
    ('to = "step 1.decide"', 'to = "1"', 'to = "1"', "Did you mean “level 1”?"),
    ('to = "step 1.decide"', 'to = "level Uro"', 'to = "level Uro"', "Write “closed”"),
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

DATES += [
    (
        'opens = { talker = "none" }',
        'opens = { held.talk = "none" }',
        "opens =",
        'stands in quotes: "held.talk" =',
    ),
]

# What strangers looked for that cannot be said: what to write instead.
TO = 'to = "step 1.decide"\n'
STRANGERS = [
    ('after = "wonder_arose"', 'after = "due_day"', 'after = "due_day"', "Write “date.due_day”"),
    (
        'requires = ["consent_given"]',
        'requires = ["consent_given.nva"]',
        'requires = ["consent_given.nva',
        "Did you mean “consent_given.nav”?",
    ),
    (
        'requires = ["consent_given"]',
        'requires = ["consent_given.administration"]',
        'requires = ["consent_given.adm',
        "own offices lead the others",
    ),
    (TO, TO + 'at_least = "8 weeks"\n', 'at_least = "8 weeks"', "[[level.proposal]]"),
    (TO, TO + 'when = ["absent"]\n', 'when = ["absent"]', "before there is a case"),
    (TO, TO + 'when = ["child.age"]\n', 'when = ["child.age"]', "how old a child is"),
    (
        'id = "1"\nlabel',
        'id = "1"\nwhen = ["sealed"]\nlabel',
        'when = ["sealed"]\nlabel',
        "A level is for all",
    ),
]

PLANTED = [*NAMES, *DATES, *STRANGERS]
