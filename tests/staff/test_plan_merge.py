"""Two who write in the same plan: both texts on one page, and no word goes under."""

import re
from uuid import uuid4

import pytest

from laget.plans import services
from laget.plans.queries import measures_of, plan_of
from pages import address
from plan_forms import sent


def per_writes(world, case, seen=0, **words):
    with world.as_(world.per):
        services.change_words(case=case, words=words, seen=seen, seat=world.per.seat, now=world.now)


def plan_in(world, case):
    with world.as_(world.kari):
        plan = plan_of(case)
    return plan.behind, plan.needs


def as_shown(page, **chosen):
    """What the browser would send of the merge page, with these choices."""
    form = page.content.decode().split("<main")[1]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    written = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S))
    return {**hidden, **written, "form_key": str(uuid4()), **chosen}


def test_both_texts_and_the_others_name_are_shown(world, case, kari):
    per_writes(world, case, behind="Pers ord")
    page = kari.post(address("plan_behind", case), sent(0, behind="Karis ord", needs="Venner"))
    shown = page.content.decode()
    assert page.status_code == 422
    assert all(words in shown for words in ("Pers ord", "Karis ord", "Venner", "Per Vik"))
    assert plan_in(world, case) == ("Pers ord", "")


@pytest.mark.parametrize(
    ("chosen", "behind"),
    [
        ({"choose-behind": "yours"}, "Karis ord"),
        ({"choose-behind": "theirs"}, "Pers ord"),
        ({"choose-behind": "yours", "behind": "Pers og Karis ord"}, "Pers og Karis ord"),
        ({"choose-behind": "both"}, "Pers ord\n\nKaris ord"),
        ({"choose-behind": "both", "behind": "Karis nye ord"}, "Pers ord\n\nKaris ord\n\nKaris nye ord"),
    ],
)
def test_one_chooses_or_puts_them_together(world, case, kari, chosen, behind):
    per_writes(world, case, behind="Pers ord")
    page = kari.post(address("plan_behind", case), sent(0, behind="Karis ord", needs="Venner"))
    assert kari.post(address("plan_behind", case), as_shown(page, **chosen)).status_code == 302
    assert plan_in(world, case) == (behind, "Venner")


def test_nothing_is_chosen_beforehand_and_without_a_choice_nothing_is_saved(world, case, kari):
    per_writes(world, case, behind="Pers ord")
    page = kari.post(address("plan_behind", case), sent(0, behind="Karis ord", needs="Venner"))
    assert " checked" not in page.text
    again = kari.post(address("plan_behind", case), as_shown(page, behind="Karis nye ord"))
    assert again.status_code == 422 and 'href="#choose-behind"' in again.text
    assert "Karis nye ord" in again.text and plan_in(world, case) == ("Pers ord", "")


def test_what_is_chosen_is_not_asked_again_while_something_else_is(world, case, kari):
    per_writes(world, case, behind="Pers ord", needs="Pers behov")
    page = kari.post(address("plan_behind", case), sent(0, behind="Karis ord", needs="Karis behov"))
    half = kari.post(address("plan_behind", case), as_shown(page, **{"choose-behind": "theirs"}))
    assert half.status_code == 422 and 'value="theirs"' in half.text
    done = kari.post(address("plan_behind", case), as_shown(half, **{"choose-needs": "yours"}))
    assert done.status_code == 302 and plan_in(world, case) == ("Pers ord", "Karis behov")


def test_what_is_not_chosen_stands_among_the_changes(world, case, kari):
    per_writes(world, case, behind="Pers ord")
    page = kari.post(address("plan_behind", case), sent(0, behind="Karis ord", needs=""))
    kari.post(address("plan_behind", case), as_shown(page, **{"choose-behind": "yours"}))
    assert "Pers ord" in kari.get(address("plan_changes", case)).content.decode()


def test_what_one_did_not_touch_stays_as_the_other_made_it(world, case, kari):
    per_writes(world, case, behind="Først", needs="Først")
    per_writes(world, case, seen=1, behind="Pers", needs="Pers")
    page = kari.post(address("plan_behind", case), sent(1, behind="Karis", needs="Først"))
    kari.post(address("plan_behind", case), as_shown(page, **{"choose-behind": "yours"}))
    assert plan_in(world, case) == ("Karis", "Pers")


def test_a_third_text_while_one_chooses_is_shown_too(world, case, kari):
    per_writes(world, case, behind="Pers ord")
    page = kari.post(address("plan_behind", case), sent(0, behind="Karis ord", needs=""))
    per_writes(world, case, seen=1, behind="Pers nye ord")
    again = kari.post(address("plan_behind", case), as_shown(page, **{"choose-behind": "yours"}))
    assert again.status_code == 422
    assert "Pers nye ord" in again.content.decode()


def test_different_words_need_no_choice(world, case, kari):
    per_writes(world, case, needs="Pers ord")
    assert kari.post(address("plan_behind", case), sent(0, behind="Karis ord", needs="")).status_code == 302
    assert plan_in(world, case) == ("Karis ord", "Pers ord")


def test_a_form_without_a_version_overwrites_nothing(world, case, kari):
    per_writes(world, case, behind="Pers ord")
    for version in ("", "x", "-1", "9" * 40):
        assert kari.post(address("plan_behind", case), sent(version, behind="Karis")).status_code == 422
    assert plan_in(world, case) == ("Pers ord", "")


def test_two_change_one_measure(world, case, kari):
    said = {"text": "Lekegruppe", "arena": "unit", "responsible": "staff", "responsible_name": "Kari Lund"}
    with world.as_(world.kari):
        measure = services.add_measure(
            case=case, **said, responsible_seat=world.kari.seat, seat=world.kari.seat, now=world.now
        )
    farmor = {"responsible": "network", "responsible_seat_id": None, "responsible_name": "Farmor"}
    with world.as_(world.per):
        services.change_measure(
            measure=measure,
            words={**farmor, "text": "Lekegruppe"},
            seen=1,
            seat=world.per.seat,
            now=world.now,
        )
    page = kari.post(
        address("plan_measure", case, measure.pk),
        sent(1, text="Lekegruppe", arena="home", who="guardian:Mona Strand", evaluate_on="2026-12-22"),
    )
    assert page.status_code == 422
    shown = page.content.decode()
    assert "Farmor" in shown
    assert "Mona Strand" in shown
    chosen = {"choose-who": "theirs", "who": "guardian:Mona Strand"}
    assert kari.post(address("plan_measure", case, measure.pk), as_shown(page, **chosen)).status_code == 302
    with world.as_(world.kari):
        (measure,) = measures_of(case)
    assert (measure.responsible_name, measure.arena, str(measure.evaluate_on)) == (
        "Farmor",
        "home",
        "2026-12-22",
    )


def test_one_does_not_stop_what_one_has_not_seen(world, case, kari):
    said = {"text": "Lekegruppe", "arena": "unit", "responsible": "child", "responsible_name": "Ola"}
    with world.as_(world.kari):
        measure = services.add_measure(case=case, **said, seat=world.kari.seat, now=world.now)
    with world.as_(world.per):
        services.change_measure(
            measure=measure,
            words={"text": "Lekegruppe på fredager"},
            seen=1,
            seat=world.per.seat,
            now=world.now,
        )
    page = kari.post(address("plan_measure_act", case, measure.pk), sent(1, act="end"))
    assert page.status_code == 422
    assert "Lekegruppe på fredager" in page.content.decode()
    with world.as_(world.kari):
        assert measures_of(case)[0].ended_at is None
