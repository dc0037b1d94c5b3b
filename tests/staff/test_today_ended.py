"""Today of a case that has ended: how it goes towards the end of its aftercare, and who closed it."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from todays import leads_to, today


def test_towards_the_end_of_the_aftercare_the_holder_asks_how_it_goes(world):
    life = world.a_life(child=world.ola, author=world.kari, days_ago=40)
    life.worry(violence=False, about=None, share=True)
    world.up_to_1(life)
    world.make_ready(life, "1")
    life.go("effect_close", "aftercare", "Det går bra nå.")
    ask = "Ask how it goes"
    assert ask not in today(world, world.kari)
    world.set_clock(world.now + timedelta(days=85))
    assert ask in today(world, world.kari)
    page = leads_to(world, world.kari, life.case)
    assert page == reverse("how_it_goes", args=[life.case.pk])
    kari = world.client_of(world.kari)
    shown = kari.get(page).text
    assert "Ask the child and the guardians." in shown and reverse("reopen", args=[life.case.pk]) in shown
    note = {"form_key": uuid4(), "text": "Han har det bra.", "audience": "team"}
    assert kari.post(page, note).status_code == 302
    assert ask not in today(world, world.kari)


def test_how_it_goes_is_asked_of_no_case_without_aftercare(world):
    for case in (world.a_case(), world.a_case(closed=True, child=world.eva)):
        assert world.client_of(world.kari).get(reverse("how_it_goes", args=[case.pk])).status_code == 404


def test_a_leader_reads_that_a_worry_was_closed_without_the_family(world):
    life = world.a_life(days_ago=3)
    life.worry(share=True)
    life.go("early_close", "closed", "Det var en misforståelse.")
    shown = today(world, world.per)
    assert "Closed by Kari Lund" in shown and reverse("case", args=[life.case.pk]) in shown
    assert "Closed by" not in today(world, world.kari)
    assert "misforståelse" in world.client_of(world.per).get(reverse("case", args=[life.case.pk])).text
    world.set_clock(world.now + timedelta(days=8))
    assert "Closed by" not in today(world, world.per)


def test_nobody_who_does_not_lead_reads_that_a_case_was_closed(world):
    case = world.a_case(at_level="1", closed=True, days_ago=2)
    assert "Closed by" not in today(world, world.amir)
    assert "Closed by" in today(world, world.per) and str(case.pk) in today(world, world.per)
