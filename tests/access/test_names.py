"""Whoever writes it, and past every page: a name is kept as it looks, and is found."""

from importlib import import_module
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.raw import attempt, seen
from laget.ops import CannotGoOn, municipality, scratch
from laget.people.models import Child, Person
from laget.rules.names import plain
from world import FILE

HIDDEN = "Ama\N{SOFT HYPHEN}lie\N{RIGHT-TO-LEFT OVERRIDE}"
NO_NAME = "23514"
HER = {
    "subject": "pregnant", "born_on": "1999-04-03", "text": "Det er noe.", "violence": "no",
    "adult_here": "no",
    "share": "on",
}  # fmt: skip
written = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cn", "Co"]), max_size=12)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=written)
def test_page_and_database_read_every_name_alike(as_owner, db, text):
    with as_owner():
        assert seen("select plain_name(%s)", text) == plain(text)


joined = st.text(st.sampled_from("Aaعیक्र5 \u064e\u200c\u200d\u00ad"), max_size=8)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=joined)
def test_page_and_database_keep_the_same_signs_between_letters(as_owner, db, text):
    with as_owner():
        assert seen("select plain_name(%s)", text) == plain(text)


def report(world, **said):
    sent = {"form_key": uuid4(), "belongs": "new", "given_name": "Amalie", "family_name": "Foss"}
    return world.client_of(world.siri).post(reverse("worry"), HER | sent | said)


def women():
    with scratch.as_owner():
        return list(Child.objects.filter(kind="pregnant").values_list("given_name", "family_name"))


def test_a_woman_whose_name_holds_what_nobody_sees_is_the_same_woman(offered):
    for said in ({}, {"given_name": HIDDEN}, {"family_name": "\N{ZERO WIDTH SPACE}Foss"}):
        assert report(offered, **said).status_code == 302
    assert women() == [("Amalie", "Foss")]


def test_a_name_of_nothing_is_no_name(offered):
    assert report(offered, given_name="\N{ZERO WIDTH SPACE}").status_code == 422
    with offered.as_(offered.siri):
        assert (
            attempt(("select a_pregnant_woman(%s, 'Foss', '1999-01-01')", "\N{ZERO WIDTH SPACE}")) == NO_NAME
        )


def test_the_database_keeps_every_name_as_it_looks(offered):
    with scratch.as_owner():
        Child.objects.filter(pk=offered.ola.pk).update(given_name="O\N{ZERO WIDTH SPACE}la")
        Person.objects.filter(pk=offered.per.person.pk).update(name="Per\N{RIGHT-TO-LEFT OVERRIDE} Vik")
        assert Child.objects.get(pk=offered.ola.pk).given_name == "Ola"
        assert Person.objects.get(pk=offered.per.person.pk).name == "Per Vik"


@pytest.mark.parametrize(
    "asked", ["Ola", "O\N{SOFT HYPHEN}la", "\N{BYTE ORDER MARK}ola strand", "Ola\N{NO-BREAK SPACE}Strand"]
)
def test_a_search_finds_the_child_whatever_hides_in_the_words(world, asked):
    case = world.a_case(at_level="1")
    found = world.client_of(world.kari).post(reverse("search"), {"q": asked}).text
    assert reverse("case", args=[case.pk]) in found


@pytest.mark.parametrize("name", ["Ola\N{ZERO WIDTH SPACE}", "Ola\\u00ad", "\\u202eOla"])
def test_a_file_with_a_sign_that_cannot_be_seen_is_told_with_its_line(tmp_path, name):
    text = FILE.read_text()
    assert 'given_name = "Ola"' in text
    path = tmp_path / "file.toml"
    path.write_text(text.replace('given_name = "Ola"', f'given_name = "{name}"'))
    with pytest.raises(CannotGoOn) as refused:
        municipality.add(path)
    line = 1 + path.read_text().split('given_name = "' + name)[0].count("\n")
    assert f"line {line}," in str(refused.value) and "cannot be seen" in str(refused.value)


def test_a_name_from_before_loses_what_cannot_be_seen_in_it(world):
    """The migration, on a database that has such a name."""
    named_plainly = import_module("laget.people.migrations.0006_named_as_they_look").name_plainly
    with scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute("alter table people_child disable trigger named_plainly")
        Child.objects.filter(pk=world.ola.pk).update(given_name="O\N{ZERO WIDTH SPACE}la")
        named_plainly(apps, SimpleNamespace(connection=connection))
        assert Child.objects.get(pk=world.ola.pk).given_name == "Ola"
