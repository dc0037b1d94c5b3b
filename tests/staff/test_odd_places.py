"""Pathways and places that nobody thinks of: no list or page is lost with them, or shows too much."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from laget.cases.models import Case
from laget.ops import scratch
from laget.pathway.models import PathwayLevel
from laget.pathway.publishing import publish
from own_pathways import LANGUAGE, VERSIONS
from running import Running
from world import STORY, Somebody

NOT_THERE = "Dette stedet finnes ikke i forløpet lenger"
ONLY_FOR_SOME = """
[[level.step]]
id = "odd"
title.en = "Speak with the leader above"
by = "author"
when = ["adult_here"]
done_when = ["leader_told"]
"""
PAGES = ("today", "cases", "worklist", "search")


def sealed_first(text):
    """The same file, its protecting level before all others."""
    levels, sealed = text.index("[[level]]"), text.index('[[level]]\nid = "sealed"')
    end = text.index("[[story]]")
    return text[:levels] + text[sealed:end] + text[levels:sealed] + text[end:]


def for_some_only(text):
    """Level 2 has one step, and it is not there for most cases."""
    before, found, after = text.partition('title.en = "Several services"\n')
    return before + found + ONLY_FOR_SOME + after


@pytest.fixture
def running(world):
    """A case that KARI opened about OLA on a changed copy of a small pathway, told to PER."""

    def begin(change=str, **worry):
        text = change((LANGUAGE / "08-lasting.toml").read_text())
        text = text.replace('name = "08-lasting"', 'name = "nivaa-0-3"')
        text = text.replace('version = "1"', f'version = "{next(VERSIONS)}"', 1)
        with scratch.as_owner():
            publish(municipality=world.municipality, text=text, now=world.now, using="default")
        life = world.a_life(days_ago=0)
        life.story = replace(STORY, category="")
        life.worry(share=True, **worry)
        world.set_clock(world.now + timedelta(hours=2))
        return Running(world, life)

    return begin


def opened_by(case, name):
    """Those who see a page of the case; every list opens for everybody."""
    seen = set()
    for username, who in case.world.people.items():
        client = case.world.client_of(who)
        lists = [client.get(reverse(page)) for page in PAGES]
        assert [each.status_code for each in lists if each.status_code not in (200, 302, 403, 404)] == []
        page = client.get(reverse(name, args=[case.life.case.pk]))
        assert page.status_code in (200, 302, 403, 404), username
        seen |= {username} if page.status_code == 200 else set()
    return seen


def put(case, level):
    """Where no move leads, as an earlier Laget may have left a case."""
    with scratch.as_owner():
        Case.objects.filter(pk=case.life.case.pk).update(level=level, entered_step="")


def follows(case, who):
    """The cases on this guardian's own page."""
    with case.world.as_(Somebody(getattr(case.world, who).person, None)) as cursor:
        cursor.execute("select case_id from family_cases()")
        return {key for (key,) in cursor.fetchall()}


def test_a_case_whose_place_is_gone_is_in_every_list_and_on_its_page(running):
    case = running()
    before = opened_by(case, "case")
    put(case, "gone")
    assert opened_by(case, "case") == before
    assert NOT_THERE in case.page() + case.today("per")
    assert "Ways on" not in case.page()
    for name in ("baton", "meetings", "plan", "plan_goal_new", "entry", "team", "consents"):
        assert opened_by(case, name) <= before
    assert follows(case, "mona") == set()
    assert "The family too" not in case.page("kari", "entry")


def test_from_a_place_that_is_gone_a_case_is_moved_to_the_newest_version(running):
    case = running()
    put(case, "gone")
    text = (LANGUAGE / "08-lasting.toml").read_text().replace('name = "08-lasting"', 'name = "nivaa-0-3"')
    text = text.replace('version = "1"', f'version = "{next(VERSIONS)}"', 1)
    with scratch.as_owner():
        later = case.world.now
        publish(municipality=case.world.municipality, text=text, now=later, using="default")
    case.days_go_by(1)
    assert "The new version has no such place" in case.page("kari", "version")
    newest = case.page("kari", "version").partition('name="version"')[2].partition('value="')[2][:36]
    case.send("kari", "version", version=newest, target="level 1", reason="Stedet er borte.")
    assert NOT_THERE not in case.page()


def test_where_the_protecting_level_is_written_first_a_worry_begins_on_the_first_other(running):
    case = running(sealed_first)
    assert "Our own help" in case.page()
    assert opened_by(case, "case") == {"kari", "per"}
    assert follows(case, "mona") == set()
    put(case, "2")
    assert follows(case, "mona") == {case.life.case.pk}


def test_rows_that_were_published_with_the_protecting_level_first_show_the_family_no_worry(running):
    case = running(sealed_first)
    with scratch.as_owner():
        for place, level in enumerate(("sealed", "1", "2")):
            PathwayLevel.objects.filter(version=case.life.case.version_id, level=level).update(position=place)
    assert follows(case, "mona") == set()
    assert "The family too" not in case.page("kari", "entry")
    put(case, "2")
    assert follows(case, "mona") == {case.life.case.pk}


def test_a_sealed_level_that_asks_only_for_the_words_of_the_worry_leads_on_at_once(running):
    case = running(violence=True)
    assert opened_by(case, "case") == {"kari", "per"}
    assert "Handed over" in case.page()
    assert follows(case, "mona") == set()
    case.send("kari", "exit", "handed_over", target="closed", reason="Barnevernet har saken.")
    assert "Closed" in case.page()


def test_a_level_none_of_whose_steps_is_there_for_the_case_asks_to_choose_a_way_on(running):
    case = running(for_some_only)
    put(case, "2")
    assert opened_by(case, "case") == {"kari", "per"}
    assert "Decide the way on" in case.page()
    assert "Speak with the leader above" not in case.page()
    case.send("kari", "exit", "close", target="closed", reason="Det går bra.")
    assert "Closed" in case.page()
