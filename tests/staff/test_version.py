"""The page that moves a case to a new version of its pathway: what is different, where it then stands."""

from pathlib import Path

import pytest

from laget.ops import scratch
from laget.pathway.published import current
from laget.pathway.publishing import publish

SHIPPED = (Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml").read_text()
NEW = SHIPPED.replace('version = "1"', 'version = "2"', 1).replace(
    'at_most = "3 weeks"', 'at_most = "2 weeks"', 1
)
KEY = "018f0000-0000-7000-8000-0000000000ab"


@pytest.fixture
def case(world):
    case = world.a_case()
    with scratch.as_owner():
        publish(municipality=world.municipality, text=NEW, now=world.now, using="default")
    return case


def page(world, who, case):
    return world.client_of(who).get(f"/cases/{case.pk}/version")


def test_the_childs_page_leads_to_it_for_those_who_carry_the_case(world, case):
    shown = world.client_of(world.kari).get(f"/cases/{case.pk}").content.decode()
    assert f"/cases/{case.pk}/version" in shown


def test_it_says_what_is_different_and_where_the_case_then_stands(world, case):
    said = page(world, world.kari, case).content.decode()
    assert "The deadlines: Snakk med barnet og foresatte innen tre uker." in said
    assert "The case stays where it is" in said


def test_it_says_what_has_come_and_what_is_asked_for_no_more(world):
    case = world.a_case()
    text = NEW.replace(
        '"child_heard", "held.conversation"]', '"held.conversation", "understanding_shared"]', 1
    )
    with scratch.as_owner():
        publish(municipality=world.municipality, text=text, now=world.now, using="default")
    said = " ".join(page(world, world.kari, case).text.split())
    row = '<td data-head="Which part">What must be in place: {}</td> <td data-head="How">{}</td>'
    assert row.format("Write what may lie behind", "New") in said
    assert row.format("Hear the child", "Not there any more") in said


def test_nobody_else_is_shown_it(world, case):
    assert page(world, world.tom, case).status_code == 404


def test_there_is_no_page_without_a_newer_version(world):
    case = world.a_case()
    assert page(world, world.kari, case).status_code == 404


def test_the_case_moves_and_the_timeline_says_so(world, case):
    kari = world.client_of(world.kari)
    newest = current(world.municipality.pk)
    fields = {"form_key": KEY, "reason": "Kommunestyret har vedtatt det", "target": "", "version": newest}
    sent = kari.post(f"/cases/{case.pk}/version", fields)
    assert sent.status_code == 302
    said = kari.get(f"/cases/{case.pk}").content.decode()
    assert "Moved to another version" in said
    assert f"/cases/{case.pk}/version" not in said


def test_a_version_that_came_while_the_page_was_open_is_not_taken_unseen(world, case):
    fields = {"form_key": KEY, "reason": "Ja", "target": "", "version": str(case.version_id)}
    sent = world.client_of(world.kari).post(f"/cases/{case.pk}/version", fields)
    assert sent.status_code == 422
