"""A family may say yes to one service and no to another: no mixture of answers shuts a case in unseen."""

import pytest

from laget.rules.pathway_file import Unreadable, read
from made_pathways import SEALED, TOP

LEVEL = """
[[fact]]
id = "red"
title.en = "Red"
to_do.en = "Red"
[[level]]
id = "a"
label = "A"
title.en = "First"
[[level.step]]
id = "one"
title.en = "One"
by = "author"
done_when = ["red", "grey or grey.no"]
"""
DONE = 'to = ["closed", "aftercare"]\n'
PPT, NAV, HEALTH = (f'"consent_given.{service}"' for service in ("ppt", "nav", "health"))
INVITED = '"services_invited.nav"'


def told(*ways):
    said = [f'[[level.exit]]\nid = "way_{n}"\ntitle.en = "Way"\n{DONE}{way}\n' for n, way in enumerate(ways)]
    try:
        read(TOP + LEVEL + "".join(said) + SEALED)
    except Unreadable as refused:
        return [fault.message for fault in refused.faults]
    return []


SHUT = {
    "a yes to the third": [f"requires = [{PPT}]", f"requires = [{NAV}]", f"unless = [{HEALTH}]"],
    "a yes to the one, and a no to one it never names": ['requires = ["consent_given"]', f"unless = [{PPT}]"],
    "whoever is asked": [f"requires = [{NAV}]", f"unless = [{INVITED}]"],
    "a no to both": [f"requires = [{NAV}]", f"requires = [{PPT}]"],
    "a no to what somebody joins for": ['requires = ["service_joined.nav"]'],
    "a no to it, and another not invited": [f"requires = [{NAV}]", 'when = ["services_invited.ppt"]'],
}
OPEN = {
    "for whoever says no": [f"requires = [{NAV}]", f"when = [{INVITED}]\nunless = [{NAV}]"],
    "without the yes": [f"requires = [{NAV}]", f"unless = [{NAV}]"],
    "for everybody": [f"requires = [{NAV}]", f"requires = [{PPT}]", ""],
    "for a no to any": ['requires = ["consent_given"]', 'unless = ["consent_given"]'],
}


@pytest.mark.parametrize("why", SHUT)
def test_a_case_that_some_answers_shut_in_is_told(why):
    (message,) = told(*SHUT[why])
    assert "Somebody may say no to “consent_given" in message, message


@pytest.mark.parametrize("why", OPEN)
def test_a_way_on_that_is_left_is_no_fault(why):
    assert told(*OPEN[why]) == []


def test_a_no_to_a_service_and_to_a_question_shuts_in_too():
    (message,) = told(f"requires = [{NAV}]", 'requires = ["grey"]')
    assert "Somebody may say no to everything, and a case would then never leave level “a”" in message


def test_a_way_for_a_no_to_the_question_is_left_for_whoever_says_no_to_all():
    assert told(f"requires = [{NAV}]", 'requires = ["grey or grey.no"]') == []


def test_all_that_are_said_no_to_are_named():
    (message,) = told(*SHUT["a yes to the third"])
    assert "no to “consent_given.nav” and “consent_given.ppt”" in message
