"""What somebody has begun to write: it is kept, it is called a draft, and it can be thrown away."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from laget.foundation import drafts
from laget.foundation.models import Draft

FORMS = {
    "entry": ("entry-{}", "text"),
    "voice": ("voice-{}", "words"),
    "plan_behind": ("plan-behind-{}", "behind"),
    "evaluate": ("evaluate-{}", "staff_view"),
}


def keep(client, form, **fields):
    return client.post(reverse("draft", args=[form]), fields)


def test_a_draft_is_called_a_draft_and_kept_at_the_servers_time(world, case, kari):
    world.set_clock(world.now + timedelta(hours=3))
    answer = keep(kari, f"entry-{case.pk}", text="Han lek")
    assert answer.content.decode() == "Draft kept 12:00"


@pytest.mark.parametrize("page", FORMS)
def test_a_draft_says_that_it_is_one_and_from_when(world, case, kari, page):
    name, field = FORMS[page][0].format(case.pk), FORMS[page][1]
    assert "This is a draft" not in kari.get(reverse(page, args=[case.pk])).content.decode()
    keep(kari, name, **{field: "Midt i en setning", "since": since(kari, page, case)})
    world.set_clock(world.now + timedelta(hours=3))
    shown = kari.get(reverse(page, args=[case.pk])).content.decode()
    assert "This is a draft from tir. 24. nov. kl. 09:00. It has not been saved." in shown
    assert "Midt i en setning" in shown


def since(client, page, case):
    found = re.search(
        r'name="since" value="([^"]*)"', client.get(reverse(page, args=[case.pk])).content.decode()
    )
    return found[1] if found else ""


def test_a_draft_is_thrown_away_and_one_is_back_at_the_form(world, case, kari):
    keep(kari, f"entry-{case.pk}", text="Han lek")
    page = reverse("entry", args=[case.pk])
    answer = kari.post(reverse("draft_away", args=[f"entry-{case.pk}"]), {"next": page})
    assert answer.headers["Location"] == page
    assert "Han lek" not in kari.get(page).content.decode()


def test_throwing_away_leads_nowhere_else_and_takes_nobody_elses(world, case, kari):
    keep(world.client_of(world.per), f"entry-{case.pk}", text="Pers")
    answer = kari.post(
        reverse("draft_away", args=[f"entry-{case.pk}"]), {"next": "https://elsewhere.example"}
    )
    assert answer.headers["Location"] == "/"
    with world.as_(world.per):
        assert drafts.found(seat_id=world.per.seat.pk, form=f"entry-{case.pk}")["text"] == "Pers"


def test_a_worry_that_nobody_sends_goes_away_and_its_writer_is_told_before(world, kari, as_owner):
    keep(kari, "worry", text="Ola sitter alene")
    world.set_clock(world.now + timedelta(days=29))
    for page in ("worry", "today"):
        assert "It goes away after tor. 24. des. if you do not send it." in kari.get(reverse(page)).text
    assert "Ola sitter alene" in kari.get(reverse("worry")).text
    world.set_clock(world.now + timedelta(days=2))
    assert "Ola sitter alene" not in kari.get(reverse("worry")).text
    assert "not sent it" not in kari.get(reverse("today")).text
    keep(world.client_of(world.per), "worry", text="Pers")
    with as_owner():
        assert [draft.fields["text"] for draft in Draft.objects.all()] == [["Pers"]]
    keep(kari, "worry", text="Noe nytt")
    assert "Noe nytt" in kari.get(reverse("worry")).text


def test_for_how_many_days_it_is_kept_the_municipality_says(world, kari, as_owner):
    with as_owner():
        world.municipality.settings["draft_days"] = 7
        world.municipality.save()
    keep(kari, "worry", text="Ola sitter alene")
    world.set_clock(world.now + timedelta(days=7))
    assert "Ola sitter alene" in kari.get(reverse("worry")).text
    world.set_clock(world.now + timedelta(days=1))
    assert "Ola sitter alene" not in kari.get(reverse("worry")).text


def test_a_number_from_an_older_file_that_no_calendar_has_takes_nobodys_draft(world, kari, as_owner):
    with as_owner():
        world.municipality.settings["draft_days"] = 10**10
        world.municipality.save()
    keep(kari, "worry", text="Ola sitter alene")
    assert "Ola sitter alene" in kari.get(reverse("worry")).text


def test_whoever_has_begun_far_too_much_is_told_that_no_more_is_kept_and_loses_nothing(world, case, kari):
    now, seat = world.now, world.kari.seat.pk
    with world.as_(world.kari):
        Draft.objects.bulk_create(
            Draft(seat_id=seat, form=str(n), fields={}, saved_at=now) for n in range(199)
        )
    assert "Draft kept" in keep(kari, "entry-1", text="Han lek").text
    assert "This draft is not kept" in keep(kari, "entry-2", text="Han lo").text
    assert "Draft kept" in keep(kari, "entry-1", text="Han lekte").text
    assert "Draft kept" in keep(world.client_of(world.per), "entry-1", text="Pers").text
    kari.post(reverse("draft_away", args=["7"]))
    assert "Draft kept" in keep(kari, "entry-2", text="Han lo").text
    with world.as_(world.kari), pytest.raises(DatabaseError), transaction.atomic():
        Draft.objects.bulk_create(
            Draft(seat_id=seat, form=f"x{n}", fields={}, saved_at=now) for n in range(9)
        )


def test_after_a_time_there_is_room_again(world, kari):
    with world.as_(world.kari):
        then, seat = world.now, world.kari.seat.pk
        Draft.objects.bulk_create(
            Draft(seat_id=seat, form=str(n), fields={}, saved_at=then) for n in range(200)
        )
    world.set_clock(world.now + timedelta(days=31))
    assert "Draft kept" in keep(kari, "worry", text="Han lek").text


TO_ANOTHER = [("baton_offer", "must_know", "baton_offer"), ("consents", "asks", "invite")]


@pytest.mark.parametrize(("page", "field", "sent_to"), TO_ANOTHER)
def test_what_is_half_written_to_another_is_there_again_until_it_is_sent(
    world, case, kari, page, field, sent_to
):
    address, words = reverse(page, args=[case.pk]), {field: "Ola snakker best ute"}
    draft = re.search(r'data-draft="([^"]+)"', kari.get(address).text)[1]
    kari.post(draft, words | {"family_told": "yes"})
    again = kari.get(address).text
    assert "Ola snakker best ute</textarea>" in again and "This is a draft from" in again
    assert "Ola snakker best ute" not in world.client_of(world.per).get(f"/cases/{case.pk}").text
    said = {"seat": world.amir.seat.pk, "family_told": "yes", "service": world.services["ppt"].pk}
    sent = kari.post(reverse(sent_to, args=[case.pk]), said | words | {"form_key": uuid4()})
    assert sent.status_code == 302
    with world.as_(world.kari):
        assert not Draft.objects.exists()
