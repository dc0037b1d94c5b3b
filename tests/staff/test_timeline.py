"""What happens in one moment stands on the timeline in the order it was made."""

import re
from html import unescape

from django.urls import reverse

from laget.cases import services as cases
from laget.cases.models import Audience
from laget.foundation.ids import uuid7
from laget.meetings import voices
from laget.staff.timeline import timeline_of
from world import STORY


def test_keys_that_are_made_one_after_the_other_sort_so():
    made = [uuid7() for _ in range(2000)]
    assert made == sorted(made)
    assert {key.version for key in made} == {7}


def test_a_worry_that_is_sealed_at_once_was_reported_first(world):
    case = world.a_case(sealed=True, shared=False)
    with world.as_(world.kari, case.opened_at):
        who = {"case": case, "seat": world.kari.seat, "now": case.opened_at}
        voices.not_asked(because="Barnet sover.", **who)
        cases.write_entry(text="Jeg har ringt.", audience=Audience.TEAM, **who)
        told = [row["title"] for row in timeline_of(case).rows]
    assert told == [
        "Note",
        "The child has not been asked",
        "The case was sealed",
        "The case was opened",
        "Worry: Venner",
    ]


def test_what_was_written_is_read_once_where_the_worry_sealed_the_case(world):
    case = world.a_case(sealed=True)
    shown = world.client_of(world.kari).get(reverse("case", args=[case.pk])).text
    timeline = shown.split('id="timeline"')[1].split("</section>")[0]
    assert "The case was sealed" in timeline and timeline.count(STORY.worry) == 1


def test_why_it_was_sealed_later_is_read_too(world):
    case = world.a_case(at_level="1")
    kari = world.client_of(world.kari)
    why = "Ola har et blåmerke."
    kari.post(reverse("seal", args=[case.pk]), {"form_key": uuid7(), "reason": why})
    timeline = kari.get(reverse("case", args=[case.pk])).text.split('id="timeline"')[1]
    assert timeline.count(why) == 1


def test_the_whole_way_is_there_down_to_the_first_worry(world):
    """More has happened than one page holds; the child's page shows the newest, and leads to all of it."""
    life = world.on_level_1()
    with life.act("write_entry") as who:
        for number in range(40):
            cases.write_entry(case=life.case, text=f"Notat {number}", audience=Audience.TEAM, **who)
    kari = world.client_of(world.kari)
    address = reverse("timeline", args=[life.case.pk])
    newest = kari.get(reverse("case", args=[life.case.pk])).text.split('id="timeline"')[1]
    assert newest.count('class="moment ') == 8 and address in newest and STORY.worry not in newest
    told, onward = [], address
    while onward:
        page = kari.get(onward).text
        told += re.findall(r'class="moment .*?</li>', page, re.DOTALL)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        onward = address + unescape(found[1]) if found else ""
    assert len(told) == len(set(told)) > 45
    assert STORY.worry in "".join(told[-2:])
    assert all(sum(f"Notat {number}<" in each for each in told) == 1 for number in range(40))


def test_a_place_that_is_none_shows_the_newest(world):
    case = world.a_case()
    kari, address = world.client_of(world.kari), reverse("timeline", args=[case.pk])
    for nowhere in ("x", "2026-01-01_x", "_", "9999-99-99T00:00:00+00:00_" + str(case.pk)):
        assert STORY.worry in kari.get(address, {"before": nowhere}).text
    assert world.client_of(world.tom).get(address).status_code == 404
