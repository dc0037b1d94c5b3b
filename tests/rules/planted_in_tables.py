"""Faults of the file as text, and of one table by itself: see test_planted_faults."""

# The file cannot even be read as TOML.
NOT_TOML = [
    ("valid_from = 2026-08-01", "valid_from = 2026-02-30", "2026-02-30", "There is no such day"),
    (
        "valid_from = 2026-08-01",
        "valid_from = 01.08.2026",
        "1.08.2026",
        "This is no date. Write the year first",
    ),
    ("valid_from = 2026-08-01", "valid_from = 2026-13-01", "-13-01", "This is no date. Write the year first"),
    ("valid_from = 2026-08-01", "valid_from = 2026-8-1", "-8-1", "This is no date. Write the year first"),
    ("valid_from = 2026-08-01", "valid_from = 2026-08-01 soon", "soon", "Nothing may follow"),
    ("beside = true", "beside = ja", "ja", "Write true for yes"),
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

COUNT = (
    '[[count]]\nid = "away"\ntitle.nb = "Borte"\ntitle.en = "Away"\nsays.nb = "Se."\nsays.en = "Look."\n'
    'category = "absence"\ntell = "leader"\nwithin = "4 weeks"\n'
)
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
    (
        '[[level.step.deadline]]\nfor = "talker"\non',
        '[[level.step.frist]]\nfor = "talker"\non',
        "[[level.step.frist]]",
        "Known here: [[level.step.deadline]], [[level.step.exit]]",
    ),
    (
        '[[level.step.deadline]]\nfor = "talker"\non',
        '[[level.step.frist]]\nfor = "talker"\n\n[[level.step.frist.missed]]\ntell = "leader"\non',
        "[[level.step.frist]]",
        "Known here: [[level.step.deadline]], [[level.step.exit]]",
    ),
    ('is = "3 weeks"', 'is = "3 uker"', "is =", "one of hours, days, working days, school days"),
    ('protects = "violence"', "protects = false", "protects", "“violence” in quotes, on the one level"),
    ("[[resource]]", f"{COUNT}share = 10\n\n[[resource]]", "share", "such as “10 %”, in quotes"),
    (
        "[[resource]]",
        f"{COUNT}\n\n[[resource]]".replace('"leader"', '"named.talker"'),
        'tell = "named',
        "nobody is named",
    ),
    ('tell = "leader"', 'tell = "boss"', "tell", "Known: author, holder, leader, team"),
    (
        "[[level.step.warning]]",
        "[[level.step.warnings]]",
        "[[level.step.warnings]]",
        "mean [[level.step.warning]]?",
    ),
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

PLANTED = [*NOT_TOML, *BRACKETS, *TABLES, *SUBJECTS, *WORDS]
