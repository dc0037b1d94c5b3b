"""Pathways that nobody would write, for the tests that must hold for any of them."""

import re

from hypothesis import strategies as st

from laget.rules.pathway_file import Unreadable, read
from sealed_level import sealed

LASTING = {"red": "case", "green": "level", "blue": "round", "white": "case"}
PLANNED = ["measures_agreed", "measures_begun", "measures_reviewed"]
FACTS = [*LASTING, "grey", "grey.no", "concern_described", "leader_told", *PLANNED]
# The author works at a school; nobody invites PPT.
OF_ONE = ["services_invited.school", "consent_given.ppt", "service_joined.school"]
TOP = """format = 1
name = "made"
version = "1"
title.en = "Made"
country = "no"
decided_by.en = "Chance"
valid_from = 2026-01-01
languages = ["en"]
aftercare = "1 month"

[[category]]
id = "other"
title.en = "Other"

[[meeting]]
id = "talk"
title.en = "Talk"
guardians = true

[[exemption]]
for = "red"
by = "author"
at_most = "2 days"

[[fact]]
id = "grey"
title.en = "grey"
to_do.en = "grey"
kind = "yes_no"
"""
SEALED = sealed("leader_told", also='[[level.step.deadline]]\nfor = "leader_told"\nsays.en = "Now."\n')
# Each fact is asked for somewhere, as a file must; this holds up nobody.
ASKED = """
[[level.step]]
id = "asked"
title.en = "Asked"
by = "author"
optional = true
done_when = ["red", "green", "blue", "white", "grey"]
"""
STEPS = ("one", "two", "three", "four", "five")
TRACKS = ("x", "y")


def fact_tables():
    return "".join(
        f'\n[[fact]]\nid = "{name}"\ntitle.en = "{name}"\nto_do.en = "{name}"\nlasts = "{lasts}"\n'
        for name, lasts in LASTING.items()
    )


def listed(key, lines):
    return f"{key} = [{', '.join(repr(line) for line in lines)}]\n".replace("'", '"') if lines else ""


needs = st.lists(st.lists(st.sampled_from(FACTS), min_size=1, max_size=2).map(" or ".join), max_size=2)
depends = st.sampled_from([*FACTS, *OF_ONE])
lines = st.lists(st.lists(depends, min_size=1, max_size=2).map(" and ".join), max_size=1)


def may_apply(both):
    when, unless = both
    return not any(set(no.split(" and ")) <= set(yes.split(" and ")) for yes in when for no in unless)


conditions = (
    st.tuples(lines, lines)
    .filter(may_apply)
    .map(lambda both: listed("when", both[0]) + listed("unless", both[1]))
)


def asks_one_way(text):
    """Whether it does not need a yes and a no together, as no file may."""
    needed = [set(line.split(" or ")) for line in re.findall(r'"([^"]+)"', text)]
    return {"grey"} not in needed or {"grey.no"} not in needed


@st.composite
def shapes(draw):
    """Of each step of a level its track, and whether they have no order. Tracks stand together."""
    number = draw(st.integers(0, len(STEPS)))
    if number > 1 and draw(st.booleans()):
        begin = draw(st.integers(0, number - 2))
        end = draw(st.integers(begin + 2, number))
        tracks = draw(st.lists(st.sampled_from(TRACKS), min_size=end - begin, max_size=end - begin))
        if len(set(tracks)) > 1:
            return [""] * begin + tracks + [""] * (number - end), False
    return [""] * number, draw(st.integers(0, 3)) == 0


def places_of(shapes_):
    """Every level, an end, and the steps of tracks."""
    steps_ = [
        f"step {level}.{name}"
        for level, (tracks, _any_order) in shapes_.items()
        for name, track in zip(STEPS, tracks, strict=False)
        if track
    ]
    return [*(f"level {level}" for level in shapes_), f"step {next(iter(shapes_))}.end", *steps_]


@st.composite
def exits(draw, name, places, table):
    targets = st.sampled_from(["closed", "aftercare", "stay", "return", "any level", *places])
    to = draw(st.lists(targets, min_size=1, max_size=2, unique=True))
    return (
        f'[[{table}]]\nid = "{name}"\ntitle.en = "{name}"\n'
        + listed("to", to)
        + listed("requires", draw(needs))
        + draw(conditions)
    )


@st.composite
def steps(draw, number, tracks, places):
    name, track = STEPS[number], tracks[number]
    goes_beside = track in tracks[:number] if track else bool(number) and not tracks[number - 1]
    possible = ("optional", "beside") if goes_beside else ("optional",)
    flags = f'track = "{track}"\n' if track else ""
    flags += "".join(f"{flag} = true\n" for flag in possible if draw(st.integers(0, 3)) == 0)
    deadline = ""
    if draw(st.booleans()):
        deadline = f"""[[level.step.deadline]]
for = "{draw(st.sampled_from([*LASTING, "leader_told"]))}"
after = "{draw(st.sampled_from(["wonder_arose", "level_entered", "round_started", "red"]))}"
at_most = "{draw(st.integers(1, 9))} days"
says.en = "Soon."
"""
    way = draw(exits(f"{name}-way", places, "level.step.exit")) if draw(st.booleans()) else ""
    return (
        f'[[level.step]]\nid = "{name}"\ntitle.en = "{name}"\nby = "author"\n{flags}'
        + listed("done_when", draw(needs))
        + draw(conditions)
        + deadline
        + way
    )


@st.composite
def levels(draw, level, shapes_):
    names, places, (tracks, any_) = [*shapes_], places_of(shapes_), shapes_[level]
    inner = "".join(draw(steps(number, tracks, places).filter(asks_one_way)) for number in range(len(tracks)))
    onward = listed("to", [*(f"level {name}" for name in names if name != level), "closed", "aftercare"])
    any_order = "any_order = true\n" if any_ else ""
    anywhere = (
        draw(exits("anywhere", places, "level.exit").filter(asks_one_way)) if draw(st.booleans()) else ""
    )
    return f"""
[[level]]
id = "{level}"
label = "{level}"
title.en = "{level}"
{any_order}{inner}{ASKED}
[[level.step]]
id = "end"
title.en = "The end"
by = "author"
[[level.step.exit]]
id = "onward"
title.en = "Onward"
{onward}
{anywhere}"""


@st.composite
def texts(draw):
    """A pathway file that is right, whatever it says."""
    names = ["a", "b", "c", "d"][: draw(st.integers(1, 4))]
    shapes_ = {name: draw(shapes()) for name in names}
    used = sorted({track for tracks, _any_order in shapes_.values() for track in tracks if track})
    tables = "".join(f'[[track]]\nid = "{track}"\ntitle.en = "{track}"\n' for track in used)
    return TOP + fact_tables() + tables + "".join(draw(levels(name, shapes_)) for name in names) + SEALED


def answerable(text):
    """Whether nothing needs another answer than what is before it or what shuts it, and no level a yes."""
    try:
        read(text)
    except Unreadable as refused:
        shut = ("answers to one question", "no way to come here without", "Somebody may say no")
        return not all(any(each in fault.message for each in shut) for fault in refused.faults)
    return True


def pathways():
    return texts().filter(answerable).map(lambda text: (text, read(text)))
