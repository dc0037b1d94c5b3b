"""Looking for a child: by the letters one has, and by the initials that the lists show."""

import re
from datetime import date

import pytest
from django.urls import reverse

from laget.ops import scratch
from laget.people.models import Child

OF_NAMES = [
    ("Issat", "Issát"),
    ("issát", "Issát"),
    ("Aase", "Åse"),
    ("Åse", "Aase"),
    ("Soren", "Søren"),
    ("Sören", "Søren"),
    ("Soeren", "Søren"),
    ("Ægir", "Aegir"),
    ("Duro", "Đuro"),
    ("marie", "Anne-Marie"),
    ("Anne-Mar", "Anne-Marie"),
    ("Sö", "Søren"),
]


@pytest.fixture
def found(world):
    """The rows that KARI finds, as she reads them."""
    kari = world.client_of(world.kari)

    def find(asked):
        page = kari.post(reverse("search"), {"q": asked}).content.decode()
        return re.findall(r'href="/cases/[^"]+"[^>]*>([^<]+)</a>', page)

    return find


def a_child(world, given_name, family_name="Strand", born_on=date(2017, 3, 1)):
    with scratch.as_owner():
        child = Child(municipality=world.municipality, group=world.ola.group, born_on=born_on)
        child.given_name, child.family_name = given_name, family_name
        child.save()
    world.a_case(child=child)
    return child


@pytest.mark.parametrize(("asked", "name"), OF_NAMES)
def test_a_child_is_found_by_the_letters_somebody_has(world, found, asked, name):
    a_child(world, name, "Zakariassen")
    assert found(asked) == [f"{name[0]}.Z. 4B"]


def test_a_child_is_found_by_the_initials_the_lists_show(world, found):
    a_child(world, "Åse", "Østby")
    world.a_case()
    assert found("Å.Ø.") == found("a.o.") == found("Å.Ø. 4B") == ["Å.Ø. 4B"]
    assert found("O.S.") == ["O.S. 4B"]
    assert found("O.X.") == []


def test_what_stands_inside_a_name_and_what_means_anything_find_nobody(world, found):
    world.a_case()
    for asked in ("la", "trand", "%", "_la", "\\", ".", ""):
        assert found(asked) == [], asked


def test_children_who_would_look_the_same_are_called_by_name(world, found):
    a_child(world, "Olga", "Sand")
    a_child(world, "Emil", "Sand")
    world.a_case()
    assert sorted(found("S")) == ["E.S. 4B", "Ola Strand 4B", "Olga Sand 4B"]


def test_and_with_the_year_of_birth_when_their_names_are_the_same(world, found):
    a_child(world, "Ola", born_on=date(2009, 1, 1))
    world.a_case()
    year = world.ola.born_on.year
    assert sorted(found("ola")) == ["Ola Strand (2009) 4B", f"Ola Strand ({year}) 4B"]


def test_one_child_with_two_cases_is_not_two_children(world, found):
    world.a_case(closed=True)
    world.a_case()
    assert set(found("ola")) == {"O.S. 4B"}


def test_children_whom_a_list_would_call_the_same_are_called_by_name(world):
    world.a_case(child=world.ola)
    kari = world.client_of(world.kari)
    assert "O.S. 4B" in kari.get("/").text and "O.S. 4B" in kari.get(reverse("cases")).text
    a_child(world, "Oda")
    for page in ("/", reverse("cases")):
        shown = kari.get(page).text
        assert "Ola Strand 4B" in shown and "Oda Strand 4B" in shown and "O.S. 4B" not in shown


def test_a_search_for_a_thousand_words_is_not_made(world, found):
    """Each costs: three thousand took the database more than a minute."""
    world.a_case()
    assert found("O.S. " * 12) == ["O.S. 4B"]
    assert found("O.S. " * 1000) == []
