"""Whether the pathways that a municipality names were written for such a place."""

import textwrap

import pytest

from laget.ops.municipality_check import check_pathways
from laget.ops.municipality_file import read
from laget.rules import pathway_file
from ops.test_municipality_file import WHOLE, with_line
from sealed_level import sealed


def said_of_pathway(file_text: str, **changed: str) -> list[str]:
    file = read(file_text)
    check_pathways(file, [pathway_file.read(tiny_pathway(**changed))])
    return [f"line {fault.line}: {fault.message}" for fault in sorted(file.table.faults.found)]


def tiny_pathway(country: str = "no", services: str = '["school"]', needs: str = "") -> str:
    return textwrap.dedent(f"""
        format = 1
        name = "liten"
        version = "1"
        title.nb = "Liten"
        country = "{country}"
        decided_by.nb = "Rådet"
        valid_from = 2026-08-01
        languages = ["nb"]

        [[category]]
        id = "bullying"
        title.nb = "Mobbing"
        services = {services}

        [[level]]
        id = "0"
        label = "0"
        title.nb = "Undring"

        [[level.step]]
        id = "define"
        title.nb = "Sett ord"
        by = "author"

        [[level.step.exit]]
        id = "close"
        title.nb = "Avslutt"
        to = "closed"
        {needs}

        [[level.exit]]
        id = "alone"
        title.nb = "Uten"
        to = "closed"
    """) + sealed(languages=["nb"])


def test_a_pathway_for_such_a_municipality_is_taken():
    assert said_of_pathway(WHOLE) == []


def test_a_pathway_of_another_country_is_not_taken():
    assert said_of_pathway(WHOLE, country="dk") == ["line 6: “liten” is written for “dk”, not for “no”."]


def test_a_pathway_that_lacks_a_language_of_the_municipality_is_not_taken():
    text = with_line('languages = ["nb"]', 'languages = ["nb", "nn"]')
    assert said_of_pathway(text) == ["line 5: “liten” has no texts in “nn”."]


def test_a_service_that_a_pathway_asks_for_and_nobody_here_has_is_told():
    assert said_of_pathway(WHOLE, needs='requires = ["consent_given.nav"]') == [
        "line 6: “liten” asks for “consent_given.nav”, and no service here has the code “nav”."
    ]
    assert said_of_pathway(WHOLE, needs='requires = ["consent_given.school"]') == []


def test_a_category_that_nobody_here_could_report_is_told():
    assert said_of_pathway(WHOLE, services='["nav"]') == [
        "line 6: “liten” lets “nav” report “bullying”, and no service here has such a code."
    ]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("[]", "“pathway” should name at least one."),
        ('["a", "b", "a"]', "“a” stands here twice."),
        ('["a", 1]', "“pathway” should be a list of texts."),
        ("3", "“pathway” should be the name of a pathway, or a list of them."),
    ],
)
def test_one_pathway_or_a_list_of_them(said, fault):
    found = read(with_line('pathway = "nivaa-0-3"', f"pathway = {said}")).table.faults.found
    assert fault in {each.message for each in found}


def test_several_pathways_have_an_order():
    assert read(with_line('pathway = "nivaa-0-3"', 'pathway = ["b", "a"]')).pathways == ("b", "a")


def test_a_second_pathway_that_nobody_could_choose_is_told():
    file = read(WHOLE)
    text = (
        tiny_pathway()
        .replace('name = "liten"', 'name = "stor"')
        .replace('title.nb = "Liten"', 'title.nb = "Stor"')
    )
    start, end = text.index("[[category]]"), text.index("[[level]]")
    check_pathways(file, [pathway_file.read(tiny_pathway()), pathway_file.read(text[:start] + text[end:])])
    assert [fault.message for fault in file.table.faults.found] == [
        "“stor” has no category, so nobody could choose it: give it one, or name it first."
    ]
