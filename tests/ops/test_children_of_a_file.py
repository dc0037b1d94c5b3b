"""The children of a municipality's file, and those who care for them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from laget.ops import CannotGoOn, municipality
from laget.people.models import Child, Guardianship, Person
from municipality_files import FILES, NOW, add

pytestmark = [pytest.mark.usefixtures("committed_db", "owner"), pytest.mark.django_db]


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2028, 2, 29), date(2027, 1, 1)])
def test_children_are_as_old_as_the_file_says_whenever_it_is_read(today):
    add("klitby", now=datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    for child in Child.objects.all():
        had_birthday = (today.month, today.day) >= (child.born_on.month, child.born_on.day)
        age = today.year - child.born_on.year - (not had_birthday)
        assert (
            age
            == {"Freja": 13, "Villads": 9, "Hamza": 14, "Clara": 7, "Malthe": 11, "Alberte": 5}[
                child.given_name
            ]
        )


def test_both_who_have_parental_responsibility_are_known_and_who_has_not():
    add("klitby")
    malthe = Guardianship.objects.filter(child__given_name="Malthe").order_by("guardian__name")
    assert [(one.guardian.name, one.kind, one.parental_responsibility) for one in malthe] == [
        ("Bo Rosager", "father", False),
        ("Helle Rosager", "mother", True),
    ]


MINE = """
[[child]]
given_name = "Ada"
family_name = "Vang"
{said}
unit = "{unit}"
group = "{group}"
[[child.guardian]]
username = "{username}"
name = "{name}"
kind = "mother"
parental_responsibility = true
"""


def with_ada(tmp_path, code, unit, group, username="vera-vang", born="2018-04-05", **said):
    text = (FILES / f"{code}.toml").read_text()
    path = tmp_path / f"{code}.toml"
    said = {"said": f"born = {born}", "name": "Vera Vang"} | said
    path.write_text(text + MINE.format(unit=unit, group=group, username=username, **said))
    return path


def test_a_guardian_who_is_called_alike_elsewhere_gets_no_other_child(tmp_path):
    """VERA of Lauvdal would read of ADA in Fjordvik."""
    add("fjordvik")
    lauvdal = add("lauvdal")
    other = Guardianship.objects.filter(child__municipality=lauvdal).first().guardian
    with pytest.raises(CannotGoOn, match="is the account of somebody else: choose another"):
        municipality.add(with_ada(tmp_path, "fjordvik", "fjellskulen", "4B", other.username), now=NOW)
    assert Person.objects.get(pk=other.pk).name == other.name
    assert not Child.objects.filter(given_name="Ada").exists()


def test_another_child_of_the_same_name_does_not_become_the_first(tmp_path):
    """Those who care for the second would follow the cases of the first."""
    municipality.add(with_ada(tmp_path, "fjordvik", "fjellskulen", "4B"), now=NOW)
    with pytest.raises(CannotGoOn, match="Ada Vang, born 2018-04-05, is known here"):
        municipality.add(
            with_ada(tmp_path, "fjordvik", "fjellskulen", "4B", "tor-vang", "2021-04-05"), now=NOW
        )
    assert Child.objects.get(given_name="Ada").born_on == date(2018, 4, 5)
    municipality.add(with_ada(tmp_path, "fjordvik", "fjellskulen", "4B", born="2018-05-04"), now=NOW)
    assert Child.objects.get(given_name="Ada").born_on == date(2018, 5, 4)


def cares_for_ada(day):
    in_force = Guardianship.objects.in_force(day).filter(child__given_name="Ada")
    return set(in_force.values_list("guardian__username", flat=True))


def test_who_is_taken_out_of_the_file_finds_nothing_of_the_child_from_that_day_on(tmp_path):
    """A judgment has given Ada's father the care, and her mother none."""
    today = NOW.date()
    municipality.add(with_ada(tmp_path, "fjordvik", "fjellskulen", "4B", "vera-vang"), now=NOW)
    municipality.add(
        with_ada(tmp_path, "fjordvik", "fjellskulen", "4B", "tor-vang"), now=NOW + timedelta(days=7)
    )
    assert cares_for_ada(today + timedelta(days=6)) == {"vera-vang", "tor-vang"}
    assert cares_for_ada(today + timedelta(days=7)) == {"tor-vang"}


def test_who_stands_there_again_cares_for_the_child_again(tmp_path):
    for username in ("vera-vang", "tor-vang", "vera-vang"):
        municipality.add(with_ada(tmp_path, "fjordvik", "fjellskulen", "4B", username), now=NOW)
    assert cares_for_ada(NOW.date()) == {"vera-vang"}


def test_a_child_that_is_gone_from_the_file_keeps_those_who_care_for_it(tmp_path):
    municipality.add(with_ada(tmp_path, "fjordvik", "fjellskulen", "4B"), now=NOW)
    add("fjordvik")
    assert cares_for_ada(NOW.date()) == {"vera-vang"}


IN_4B = ("fjordvik", "fjellskulen", "4B")


@pytest.mark.parametrize("said", ["age = 5", "age = 12", "age = 8", "born = 2018-09-30"])
def test_one_of_the_same_name_whom_others_care_for_is_another_child(tmp_path, said):
    """Those who care for the second would follow the cases of the first, and her own mother none."""
    municipality.add(with_ada(tmp_path, *IN_4B), now=NOW)
    with pytest.raises(CannotGoOn, match="Ada Vang, born 2018-04-05, is known here"):
        municipality.add(with_ada(tmp_path, *IN_4B, "tor-vang", said=said, name="Tor Vang"), now=NOW)
    assert cares_for_ada(NOW.date()) == {"vera-vang"}


@pytest.mark.parametrize("said", ["age = 8", "born = 2018-05-04"])
def test_the_same_child_may_be_said_otherwise_while_the_same_care_for_her(tmp_path, said):
    municipality.add(with_ada(tmp_path, *IN_4B), now=NOW)
    municipality.add(with_ada(tmp_path, *IN_4B, said=said), now=NOW)
    assert Child.objects.filter(given_name="Ada").count() == 1


def test_an_account_is_not_given_to_somebody_else(tmp_path):
    """Another Vera, in another year, would read of ADA."""
    municipality.add(with_ada(tmp_path, *IN_4B), now=NOW)
    bo = with_ada(tmp_path, *IN_4B, name="Vera Vangsnes")
    bo.write_text(bo.read_text().replace('"Ada"', '"Bo"'))
    with pytest.raises(CannotGoOn, match="is the account of Vera Vang: another person needs another"):
        municipality.add(bo, now=NOW)
    with pytest.raises(CannotGoOn, match="is the account of Vera Vang: another person needs another"):
        municipality.add(with_ada(tmp_path, *IN_4B, name="Tuva Vang"), now=NOW)


def test_a_mother_may_have_a_new_family_name_or_another_child(tmp_path):
    municipality.add(with_ada(tmp_path, *IN_4B), now=NOW)
    municipality.add(with_ada(tmp_path, *IN_4B, name="Vera Vangsnes"), now=NOW)
    bo = with_ada(tmp_path, *IN_4B, name="Vera Vangsnes")
    bo.write_text(bo.read_text().replace('"Ada"', '"Bo"'))
    municipality.add(bo, now=NOW)
    assert cares_for_ada(NOW.date()) == {"vera-vang"}
