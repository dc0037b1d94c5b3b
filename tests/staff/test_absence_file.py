"""A school's file of absence: all of it or nothing, once or twice alike, every fault at its line."""

import re
from decimal import Decimal

import pytest

from laget.absence.models import AbsenceDay
from laget.ops import CannotGoOn, absence, scratch
from laget.people.models import Child

HEAD = "unit;given_name;family_name;date;kind;share\n"
GOOD = "fjellskulen;Ola;Strand;2026-11-23;sick;1\n"


@pytest.fixture
def added(world, tmp_path):
    def add(lines, head=HEAD):
        path = tmp_path / "absence.csv"
        path.write_text(head + lines)
        with scratch.as_owner():
            absence.add(path, now=world.now)
            return list(AbsenceDay.objects.order_by("day").values_list("child__given_name", "kind", "share"))

    return add


def test_each_line_is_a_day_of_a_child(added):
    lines = GOOD + "fjellskulen;Eva;Myhre;2026-11-24;unexcused;0,5\n\n"
    assert added(lines) == [("Ola", "sick", 1), ("Eva", "unexcused", Decimal("0.50"))]


def test_commas_do_as_well_and_the_columns_stand_in_any_order(added):
    assert added(
        "2026-11-23,Ola,Strand,sick,1,fjellskulen\n", "date,given_name,family_name,kind,share,unit\n"
    )


def test_sent_twice_it_has_one_effect(added, capfd):
    assert added(GOOD) == added(GOOD + GOOD)
    assert "0 of them new or changed" in capfd.readouterr().err


def test_what_was_wrong_is_mended_by_the_next_file(added):
    added(GOOD)
    assert added(GOOD.replace(";1\n", ";0.25\n")) == [("Ola", "sick", Decimal("0.25"))]
    assert added(GOOD.replace(";1\n", ";0\n")) == []


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        ("fjellskolen;Ola;Strand;2026-11-23;sick;1", "no child goes to a unit with the code “fjellskolen”"),
        ("fjellskulen;Ole;Strand;2026-11-23;sick;1", "no child of that name goes there"),
        ("fjellskulen;Ola;Strand;23.11.2026;sick;1", "should be a date such as"),
        ("fjellskulen;Ola;Strand;2026-11-25;sick;1", "has not been yet"),
        ("fjellskulen;Ola;Strand;2026-11-23;ill;1", "“ill” is not known here"),
        ("fjellskulen;Ola;Strand;2026-11-23;sick;2", "a share of the day from 0 to 1"),
        ("fjellskulen;Ola;Strand;2026-11-23;sick;NaN", "a share of the day from 0 to 1"),
        ("fjellskulen;Ola;Strand;2026-11-23;sick;half", "a share of the day from 0 to 1"),
        ("fjellskulen;Ola;Strand;2026-11-23;sick;0.5", "with another share"),
    ],
)
def test_a_fault_is_told_at_its_line_and_nothing_is_kept(added, instead, says):
    with pytest.raises(CannotGoOn, match=r"(?m)^  line 3: .*") as refused:
        added(f"{GOOD}{instead}\n")
    assert says in str(refused.value)
    assert added("") == []


def test_the_shape_of_the_file_is_told(added):
    with pytest.raises(CannotGoOn, match="line 1: the columns should be unit, given_name"):
        added(GOOD, HEAD.replace("share", "part"))
    with pytest.raises(CannotGoOn, match="line 2: 6 cells expected, and 5 found"):
        added("fjellskulen;Ola;Strand;2026-11-23;sick\n")


def test_a_name_whose_letters_are_put_together_otherwise_is_the_same_child(added):
    """Exported on another machine, å is an a and a ring; a soft hyphen came along."""
    with scratch.as_owner():
        Child.objects.filter(given_name="Ola").update(given_name="Åse")
    assert added(GOOD.replace("Ola", "A\N{COMBINING RING ABOVE}s\N{SOFT HYPHEN}e")) == [("Åse", "sick", 1)]


@pytest.mark.parametrize(
    "line", ['"' + 200_000 * "x" + '";a;b;2026-11-23;sick;1\n', "=cmd|' /C calc'!A0;a;b;2026-11-23;sick;1\n"]
)
def test_a_line_that_is_none_is_told(added, line):
    with pytest.raises(CannotGoOn, match="line 3"):
        added(GOOD + line)


def test_a_share_of_nearly_nothing_takes_no_day_back(added):
    added(GOOD)
    with pytest.raises(CannotGoOn, match="write 0 to take the day back"):
        added(GOOD.replace(";1\n", ";0.001\n"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (GOOD.replace("2026-11-23", "0001-01-01"), "line 2: 0001-01-01 was before the child was born"),
        (GOOD.replace("fjellskulen", "fjell\0skulen"), "is no text"),
        (GOOD.replace("Ola", "=1+1"), "line 2: no child of that name goes there"),
        (GOOD.replace("fjellskulen", "=cmd|x"), "line 2: no child goes to a unit with the code “=cmd|x”"),
        ('"no\nschool";Ola;Strand;2026-11-23;sick;1\n', "line 3: "),
    ],
)
def test_what_no_school_would_write_is_told_and_never_breaks(added, line, says):
    with pytest.raises(CannotGoOn, match=re.escape(says)):
        added(line)


def test_a_file_of_all_children_and_years_is_not_read_at_once(added, monkeypatch):
    monkeypatch.setattr(absence, "LARGEST", len(HEAD + GOOD))
    assert added(GOOD)
    with pytest.raises(CannotGoOn, match="one school"):
        added(GOOD + GOOD)
