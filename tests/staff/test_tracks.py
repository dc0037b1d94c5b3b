"""Tracks side by side on the pages: what is next of each, and whose turn it is.

KARI, who wrote the worry, does what the health track asks; PER, who leads, the social one.
"""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.moves.services import open_case, record_fact
from laget.ops import scratch
from laget.pathway.publishing import publish

TEXT = (Path(__file__).parents[1] / "language" / "12-tracks.toml").read_text()
STEPS = ("Meet", "Measure", "Home", "Test", "Prepare", "Money", "Sum up")
HEALTH, SOCIAL = "Measure", "See the home"


@pytest.fixture
def case(world):
    return begun(world, TEXT)


@pytest.fixture
def ending(world):
    """A case where the way on from the health track closes."""
    to_hospital = 'title.en = "To hospital"\nto = '
    text = TEXT[: TEXT.index("[[story]]")].replace(
        f'{to_hospital}"level 1"', f'{to_hospital}["closed", "level 1"]'
    )
    return begun(world, text)


def begun(world, text):
    with scratch.as_owner():
        publish(municipality=world.municipality, text=text, now=world.now, using="default")
    with world.as_(world.kari):
        case = open_case(
            child=world.ola, seat=world.kari.seat, text="x", category="", violence=False, adult_here=False,
            adult=None, share=True, wonder_on=world.today, now=world.now, pathway="12-tracks",
        )  # fmt: skip
    record(world, case, "met")
    return case


def record(world, case, *facts):
    with world.as_(world.kari):
        for fact in facts:
            record_fact(
                case=case, fact=fact, named="", note="", happened_on=world.today, seat=world.kari.seat,
                now=world.now,
            )  # fmt: skip


def on_another_day(world, case):
    """When the leader has read the worry, and the page says whose turn it is."""
    page(world, world.per, reverse("case", args=[case.pk]))
    world.set_clock(world.now + timedelta(days=2))


def page(world, who, address):
    return world.client_of(who).get(address).text


def test_today_tells_each_what_is_theirs_and_nobody_waits_for_the_other(world, case):
    on_another_day(world, case)
    for who, mine, other in ((world.kari, HEALTH, SOCIAL), (world.per, SOCIAL, HEALTH)):
        shown = page(world, who, "/")
        assert f"<span>{mine}</span>" in shown and f"<span>{other}</span>" not in shown
        fact = "measured" if mine == HEALTH else "home_seen"
        assert reverse("fact", args=[case.pk, fact]) in shown
        assert "Waiting for others" not in shown


def test_who_has_done_their_own_waits_for_the_other_track(world, case):
    record(world, case, "home_seen", "money")
    on_another_day(world, case)
    assert "Waiting for others" in page(world, world.per, "/")
    assert f"<span>{HEALTH}</span>" in page(world, world.kari, "/")


def test_the_childs_page_has_the_next_step_of_each_track_and_whose_it_is(world, case):
    shown = page(world, world.kari, reverse("case", args=[case.pk]))
    tasks = shown.partition('id="ways"')[2].partition("</section>")[0]
    assert tasks.count("task-now") == 2
    assert HEALTH in tasks and SOCIAL in tasks
    assert "It is now whoever reported the worry’s turn." in tasks
    assert "It is now the leader’s turn." in tasks
    assert "at several steps: Measure, Home. Next: Test, Money." in shown
    listed = shown.partition("road-list")[2].partition("</details>")[0]
    assert [name for name in STEPS if f'{name} <span class="quiet">next' in listed] == ["Test", "Money"]
    assert (
        shown.count("road-stone road-next") == 4
    )  # of each track, on the wide picture and on the narrow one
    assert shown.count('aria-current="step"') == 2


def test_lists_say_both(world, case):
    assert "Measure · Home" in page(world, world.kari, "/cases")


def test_a_way_on_from_one_track_opens_with_that_track_alone(world, case):
    kari = world.client_of(world.kari)
    address = reverse("exit", args=[case.pk, "to_hospital"])
    sent = {"target": "level 1", "reason": "x"}
    record(world, case, "measured", "tested")
    assert kari.post(address, {**sent, "form_key": uuid4()}).status_code == 422
    record(world, case, "prepared")
    assert kari.post(address, {**sent, "form_key": uuid4()}).status_code == 302


def test_before_a_track_takes_the_case_away_the_page_says_what_goes_on_in_the_other(world, case):
    record(world, case, "measured", "tested", "prepared", "home_seen")
    shown = page(world, world.kari, reverse("exit", args=[case.pk, "to_hospital"]))
    told = shown.partition("This takes the whole case along.")[2].partition("</ul>")[0]
    assert "<li>Money</li>" in told
    assert "Home" not in told and "Prepare" not in told
    record(world, case, "money")
    assert "the whole case" not in page(world, world.kari, reverse("exit", args=[case.pk, "to_hospital"]))


def test_where_a_track_leads_to_the_end_the_whole_case_ends(world, ending):
    record(world, ending, "measured", "tested", "prepared")
    address = reverse("exit", args=[ending.pk, "to_hospital"])
    assert "<li>Home</li>" in page(world, world.kari, address)
    sent = {"target": "closed", "reason": "x", "form_key": uuid4()}
    assert world.client_of(world.kari).post(address, sent).status_code == 302
    ending.refresh_from_db()
    assert ending.closed_at is not None
    on_another_day(world, ending)
    assert f"<span>{SOCIAL}</span>" not in page(world, world.per, "/")


def test_who_ends_one_track_reads_what_another_asked_for_by_a_day(world):
    """All is done in the social track, and one of its steps has asked that they sum up."""
    by_a_day = (
        'done_when = ["home_seen"]\n[[level.step.deadline]]\nfor = "summed_up"\nafter = "home_seen"\n'
        'at_most = "1 week"\nsays.en = "Within a week."\n'
    )
    text = TEXT[: TEXT.index("[[story]]")].replace('done_when = ["home_seen"]\n', by_a_day)
    case = begun(world, text)
    record(world, case, "measured", "tested", "prepared", "home_seen", "money")
    beside = page(world, world.kari, reverse("exit", args=[case.pk, "to_hospital"]))
    assert "<li>Home</li>" in beside
    assert "<li>Money</li>" not in beside
    record(world, case, "summed_up")
    assert "<li>Home</li>" not in page(world, world.kari, reverse("exit", args=[case.pk, "to_hospital"]))
