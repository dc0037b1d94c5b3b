"""A municipality's file: all faults at once, each on its line, in words that say what to write instead."""

import pytest

from laget.ops.municipality_check import check
from laget.ops.municipality_file import read
from laget.rules.pathway_file import Unreadable

WHOLE = """\
format = 1
code = "vik"
name = "Vik"
country = "no"
languages = ["nb"]
pathway = "nivaa-0-3"

[settings]
phones = { child_welfare = "1", child_welfare_duty = "2" }

[[service]]
code = "school"
name = "Skole"

[[unit]]
code = "elva"
name = "Elva skole"
service = "school"
groups = ["1A"]

[[person]]
username = "per"
name = "Per"
seat = [{ unit = "elva", role = "leader", title = "Rektor" }]

[[child]]
given_name = "Ola"
family_name = "Strand"
age = 9
unit = "elva"
group = "1A"
guardian = [{ username = "mona", name = "Mona", kind = "mother", parental_responsibility = true }]
"""


def faults(text: str) -> list[str]:
    try:
        file = read(text)
        check(file)
        file.refuse_faults()
    except Unreadable as error:
        return [f"line {fault.line}: {fault.message}" for fault in error.faults]
    return []


def with_line(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new)


def test_a_whole_file_has_no_faults():
    assert faults(WHOLE) == []


def test_what_is_left_out_has_an_ordinary_value():
    file = read(WHOLE)
    assert file.theme == "fjord"
    assert file.settings["consent_age"] == 15 and file.settings["quiet_weeks"] == 4
    assert file.settings["baton"] == {"remind_after": 3, "leader_after": 5}
    assert file.people[0].language == "nb"


MISSPELT = [
    # line, what stood there, what stands there now, what is said
    (4, 'country = "no"', 'country = "se"', "Known: dk, no."),
    (1, "format = 1", "format = 2", "This program reads format 1."),
    (5, '["nb"]', '["nb", "no"]', "“no” is not known here. Known: da, en, nb, nn."),
    (13, 'name = "Skole"', 'nmae = "Skole"', "Did you mean “name”?"),
    (18, 'service = "school"', 'service = "shcool"', "Did you mean “school”?"),
    (24, 'role = "leader"', 'role = "boss"', "“boss” is not known here."),
    (24, 'unit = "elva", role', 'unit = "elv", role', "Did you mean “elva”?"),
    (31, 'group = "1A"', 'group = "1B"', "“1B” is not known here. Known: 1A."),
    (29, "age = 9", "age = 90", "“age” should be from 0 to 22."),
    (26, "age = 9\n", "", "A child has “age” or “born”, one of the two."),
    (32, "parental_responsibility = true", 'language = "nb"', "“parental_responsibility” is missing"),
    (32, 'username = "mona"', 'username = "per"', "“per” works here: a guardian has another account."),
    (32, 'kind = "mother"', 'kind = "self"', "Nobody has parental responsibility for oneself: write false."),
    (22, 'username = "per"', 'username = "Per Ås"', "“Per Ås” should be small letters"),
    (19, 'service = "school"\n', 'service = "school"\nphone = "ring"\n', "“ring” should be a telephone"),
    (9, "phones = {", "fons = {", "Did you mean “phones”?"),
    (9, "[settings]\n", "[settings]\nconsent_age = 0\n", "“consent_age” should be a number of years"),
    (9, "[settings]\n", "[settings]\nconsent_age = 26\n", "such as 15: 10 to 25."),
    (9, "[settings]\n", "[settings]\nyouth_age = 99999\n", "such as 13: 10 to 25."),
    (9, "[settings]\n", "[settings]\ndraft_days = 10000000000\n", "such as 30: 1 to 365."),
    (9, "[settings]\n", "[settings]\nquiet_weeks = 53\n", "such as 4: 1 to 52."),
    (9, "[settings]\n", "[settings]\nbaton = { remind_after = 61 }\n", "working days: 1 to 60."),
]


@pytest.mark.parametrize(("line", "old", "new", "said"), MISSPELT)
def test_a_fault_stands_at_its_line(line, old, new, said):
    found = faults(with_line(old, new))
    assert any(fault.startswith(f"line {line}: ") and said in fault for fault in found), found


def test_all_faults_are_said_at_once_in_the_order_of_the_lines():
    text = with_line('country = "no"', 'country = "se"').replace("age = 9", "age = 90")
    assert [fault.split(":")[0] for fault in faults(text)] == ["line 4", "line 29"]


def test_what_is_not_toml_says_where():
    assert faults('format = 1\ncode = "vik\n')[0].startswith("line 2: This is not TOML")


def test_a_unit_that_nobody_leads_would_leave_a_worry_lying():
    said = faults(with_line('role = "leader"', 'role = "worker"'))
    assert said == ["line 15: Nobody leads “elva” or a unit above it: whom to tell?"]


def test_a_leader_above_is_enough():
    office = '[[unit]]\ncode = "oppvekst"\nname = "Oppvekst"\nservice = "school"\n\n[[person]]'
    text = with_line('service = "school"\n', 'service = "school"\nabove = "oppvekst"\n')
    text = text.replace("[[person]]", office).replace('unit = "elva", role', 'unit = "oppvekst", role')
    assert faults(text) == []


def test_nothing_is_above_itself():
    assert faults(with_line('service = "school"\n', 'service = "school"\nabove = "elva"\n')) == [
        "line 19: “elva” is above itself: elva → elva."
    ]


NURSES = """
[[unit]]
code = "helse"
name = "Helsestasjonen"
service = "school"
above = "elva"

[[person]]
username = "siri"
name = "Siri"
seat = [{ unit = "helse", role = "worker", title = "Helsesykepleier", groups = ["elva/1A"] }]
"""


@pytest.mark.parametrize("named", ["elva/1A", "elva"])
def test_a_health_nurse_names_groups_or_a_whole_school(named):
    assert faults(WHOLE + NURSES.replace("elva/1A", named)) == []


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("elva/1B", "“1B” is not known here. Known: 1A."),
        ("elva/", "“” is not known here. Known: 1A."),
        ("elvaa", "“elvaa” is not known here. Did you mean “elva”?"),
        ("helse", "“helse” is not known here."),
        ("1A", "“1A” is not known here."),
    ],
)
def test_a_school_or_a_group_that_is_not_there_is_told_at_its_line(named, said):
    (fault,) = faults(WHOLE + NURSES.replace("elva/1A", named))
    assert fault.startswith("line 43: ")
    assert said in fault


def test_a_teacher_names_groups_of_her_own_school_only():
    seat = 'role = "leader", title = "Rektor"'
    text = with_line(seat, seat + ', groups = ["sund/2A"]')
    assert faults(text) == ["line 24: “sund/2A” is not known here. Known: 1A."]


@pytest.mark.parametrize("table", ["service", "unit", "person", "child"])
def test_nothing_stands_twice(table):
    part = WHOLE.split(f"[[{table}]]")[1].split("[[")[0]
    assert any("stands here twice" in fault for fault in faults(f"{WHOLE}\n[[{table}]]{part}"))


def test_a_service_of_another_municipality_is_named_there():
    text = with_line('name = "Skole"', 'name = "Skole"\nhost = "fjordvik"')
    assert faults(text) == ["line 13: “name” is said in the file of “fjordvik”, which has the service."]


def test_the_same_account_is_the_same_person():
    child = WHOLE[WHOLE.index("[[child]]") :].replace("Ola", "Ida").replace('"Mona"', '"Monica"')
    assert faults(f"{WHOLE}\n{child}") == ["line 40: “mona” is called Mona further up in this file."]


CLOSED = "[[settings.closed]]\nfrom = 2026-12-30\nto = 2026-12-28\n\n[[service]]"


def test_the_days_on_which_nobody_works_there_are_its_own():
    text = with_line("[[service]]", CLOSED.replace("2026-12-30", "2026-12-24"))
    assert faults(text) == []
    assert read(text).settings["closed"] == [("2026-12-24", "2026-12-28")]


def test_closed_days_that_end_before_they_begin_are_told():
    (told,) = faults(with_line("[[service]]", CLOSED))
    assert "It ends before it begins." in told
