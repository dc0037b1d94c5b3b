"""What is wrong in the whole although every table is right: see test_planted_faults."""

FIRST = 'by = "author"\ndone_when = ["concern_described", "talker"]'
PLAN = 'by = "holder"\ndone_when = ["measures_agreed or how.at_home"]'
BETWEEN = (
    '[[level.step]]\nid = "between"\ntitle.nb = "Mellom"\ntitle.en = "Between"\nby = "author"\n'
    'done_when = ["talker"]\n'
)
ROW = '[[track]]\nid = "a"\ntitle.nb = "Rad"\ntitle.en = "Row"\n'
ALSO = 'done_when = ["called"]\n'

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
    (
        'aftercare = "3 months"\n',
        "",
        'to = ["closed", "aftercare"]',
        'Write aftercare = "3 months" at the top',
    ),
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
        f"{FIRST}\n\n[[level.step]]\n",
        f'track = "a"\n{FIRST}\n\n{BETWEEN}track = "b"\n\n[[level.step]]\n',
        'track = "a"',
        "“a” is not known here",
    ),
    ("[[category]]", f"{ROW}\n[[category]]", "[[track]]", "Nobody will ever see “a”"),
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
    (
        'protects = "violence"\n',
        "",
        '[[level]]\nid = "sealed"',
        'Write protects = "violence" on the [[level]]',
    ),
    (
        'to = ["level 1", "level 2"]',
        'to = "level sealed"',
        'to = "level sealed"',
        "Only the protection itself",
    ),
    ('to = "step 1.plan"', 'to = "level sealed"', 'to = "level sealed"', "Only the protection itself"),
    (
        'done_when = ["called"]',
        'done_when = ["held.talk", "called"]',
        'done_when = ["held.talk", "called"]',
        "never contacted",
    ),
    (
        'done_when = ["called"]',
        f"{ALSO}guardians = true",
        "guardians = true\n\n[[level.step.exit",
        "never contacted",
    ),
    (
        'done_when = ["called"]',
        f'{ALSO}meeting = "talk"',
        'meeting = "talk"\n\n[[level.step.exit',
        "never contacted",
    ),
    ('kind = "note"', 'kind = "note"\nguardians = true', 'done_when = ["called"]', "never contacted"),
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

BEFORE_EXIT = '[[level.step.exit]]\nid = "again"'
# What would run on or wait for ever.
FOR_EVER = [
    (
        '[[level.step.deadline]]\nfor = "due_day"',
        '[[level.step.variant]]\nunless = ["service.school"]\nmeeting = "visit"\n\n'
        '[[level.step.deadline]]\nfor = "due_day"',
        'meeting = "visit"',
        'Write "held.talk or held.visit" in “done_when” of the step',
    ),
    (
        LOOK,
        'beside = true\ndone_when = ["wants or wants.no"]\n\n[[level.step.deadline]]\nfor = "wants"\n'
        'at_most = "1 week"\nsays.nb = "Svar."\nsays.en = "Answer."',
        'for = "wants"',
        'Write for = "wants or wants.no"',
    ),
    (
        EITHER,
        'requires = ["wants or wants.no", "consent_given"]',
        'requires = ["wants or wants.no", "consent_given"]',
        "no to “consent_given”",
    ),
    (LOOK, 'done_when = ["service_joined"]', 'done_when = ["service_joined"]', "no to “consent_given”"),
    (
        EITHER,
        'requires = ["wants or wants.no", "consent_given.nav"]',
        'requires = ["wants or wants.no", "consent_given.nav"]',
        "Somebody may say no to “consent_given.nav”",
    ),
    (
        LOOK,
        'done_when = ["consent_given.ppt or consent_given.nav"]',
        'done_when = ["consent_given.ppt or consent_given.nav"]',
        "Somebody may say no to “consent_given.nav” and “consent_given.ppt”",
    ),
    (EITHER, 'requires = ["wants"]', 'requires = ["wants"]', "Somebody may say no to “wants”"),
    (
        EITHER,
        'requires = ["wants or wants.no", "how.at_home"]',
        'requires = ["wants or wants.no", "how.at_home"]',
        "Somebody may answer “how.at_school”, and a case would then never leave level “1”",
    ),
    (
        EITHER,
        'requires = ["wants"]\nwhen = ["wants or wants.no"]',
        'when = ["wants or',
        "“or” is for what a step",
    ),
    ('label = "2"', 'label = "1"', 'label = "1"\ntitle.nb = "Utenfor"', "has the label “1” already"),
]

PLANTED = [*FOR_EVER, *IDLE, *TWO_ANSWERS, *OWED, *WAYS, *PROTECTIONS]
