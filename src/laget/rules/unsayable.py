"""What strangers look for and the language cannot say, each with what to write instead.

The manual has the same under “What cannot be said”.
"""

from laget.rules.toml_lines import Path
from laget.rules.vocabulary import OF_INVITED

PROPOSAL = "Write a [[level.proposal]] with “lasting”, which proposes it then."
SHARE = "Write a “share”: 5 of the 22 school days in 30 days are “22 %”."
KEYS = {
    ("count", "days"): f"Days within a time cannot be counted. {SHARE}",
    ("level", "when"): "A level is for all. Write “when” on the ways on that lead to it.",
    ("level", "unless"): "A level is for all. Write “unless” on the ways on that lead to it.",
    ("exit", "at_least"): f"A way on cannot wait for a time to pass. {PROPOSAL}",
    ("exit", "lasting"): f"A way on cannot wait for a time to pass. {PROPOSAL}",
}
YES_NO = "with a [[fact]] of kind “yes_no”."
COUNTED = f"What is counted is told before there is a case. Inside it nothing depends on it: ask {YES_NO}"
AGE = f"Laget does not ask how old a child is. Ask {YES_NO}"
OFFICES = "The municipality’s own offices lead the others, and are never invited: nobody is asked about them."
FACTS = {
    **{f"{fact}.administration": OFFICES for fact in OF_INVITED},
    "count.": COUNTED,
    "absent": COUNTED,
    "late.": "No fact says that a deadline has passed. [[level.step.deadline.missed]] tells people of it.",
    "age": AGE,
    "child.age": AGE,
}


def no_such_key(kind: Path, word: str) -> str:
    """Of a key that is not known in a table of this kind. Empty where there is nothing to say."""
    told = KEYS.get((str(kind[-1]), word), "") if kind else ""
    return f"“{word}” is not known here. {told}" if told else ""


def no_such_fact(name: str) -> str:
    """Of a name in a condition, or among what is asked for, that no fact has."""
    word = name.split(" ")[0]
    prefix, point, _rest = word.partition(".")
    told = FACTS.get(word) or FACTS.get(prefix + point, "")
    return f"“{name}” is not known here. {told}" if told else ""
