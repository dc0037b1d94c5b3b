"""Minutes that two may write at once, and of which nothing is lost."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from laget.foundation import drafts
from laget.meetings import services
from laget.meetings.models import Attendee, Meeting
from laget.plans import services as plans
from laget.plans.models import Measure
from pages import read


@pytest.fixture
def meeting(world, case):
    with world.as_(world.kari):
        return services.plan_meeting(
            case=case, template="start_meeting", starts_at=world.now, seat=world.kari.seat, now=world.now
        )


def page_of(case, meeting):
    return reverse("meeting", args=[case.pk, meeting.pk])


def save(client, case, meeting, text, based_on=0, key=None):
    return client.post(
        reverse("meeting_minutes", args=[case.pk, meeting.pk]),
        {"form_key": key or str(uuid4()), "minutes": text, "based_on": based_on},
    )


def saved(world, meeting):
    with world.as_(world.kari):
        return Meeting.objects.get(pk=meeting.pk)


def filled_in(answer):
    """What stands in the minutes' field, and which version it is based on."""
    html = answer.content.decode()
    text = re.search(r'<textarea[^>]*name="minutes"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    version = re.search(r'name="based_on" value="(\d+)"', html)
    return unescape(text[1]).strip(), int(version[1])


def test_minutes_are_saved_and_shown(world, case, meeting):
    client = world.client_of(world.kari)
    assert save(client, case, meeting, "Vi er enige.").status_code == 302
    assert filled_in(client.get(page_of(case, meeting))) == ("Vi er enige.", 1)
    assert "Vi er enige." in world.client_of(world.amir).get(page_of(case, meeting)).content.decode()


def test_whoever_comes_second_sees_both_and_loses_nothing(world, case, meeting):
    kari, per = world.client_of(world.kari), world.client_of(world.per)
    save(kari, case, meeting, "Lekegruppe.\nEvaluere i januar.")
    answer = save(per, case, meeting, "Lekegruppe.\nPPT inviteres.")
    assert answer.status_code == 409
    assert saved(world, meeting).minutes == "Lekegruppe.\nEvaluere i januar."
    both, version = filled_in(answer)
    assert both == "Lekegruppe.\nEvaluere i januar.\n\nPPT inviteres."
    assert "Kari Lund" in answer.content.decode()
    assert save(per, case, meeting, both, based_on=version).status_code == 302
    assert saved(world, meeting).minutes == both


def test_a_third_who_saves_while_two_are_put_together_is_met_too(world, case, meeting):
    kari, per = world.client_of(world.kari), world.client_of(world.per)
    save(kari, case, meeting, "Kari")
    both, version = filled_in(save(per, case, meeting, "Per"))
    save(kari, case, meeting, "Kari igjen", based_on=1)
    assert save(per, case, meeting, both, based_on=version).status_code == 409


def test_minutes_sent_twice_are_saved_once(world, case, meeting):
    client, key = world.client_of(world.kari), str(uuid4())
    assert save(client, case, meeting, "Én gang", key=key).status_code == 302
    assert save(client, case, meeting, "Én gang", key=key).status_code == 302
    assert saved(world, meeting).minutes_version == 1


def begin(client, meeting, text, based_on):
    page = reverse("draft", args=[f"minutes-{meeting.pk}"])
    assert client.post(page, {"minutes": text, "based_on": based_on}).status_code == 200


def test_what_was_begun_is_there_again_until_it_is_saved(world, case, meeting):
    client = world.client_of(world.kari)
    begin(client, meeting, "Vi begynte", 0)
    assert filled_in(client.get(page_of(case, meeting))) == ("Vi begynte", 0)
    save(client, case, meeting, "Vi begynte og ble ferdige")
    with world.as_(world.kari):
        assert drafts.found(seat_id=world.kari.seat.pk, form=f"minutes-{meeting.pk}") is None


def test_an_old_draft_does_not_hide_what_somebody_saved_since(world, case, meeting):
    kari, per = world.client_of(world.kari), world.client_of(world.per)
    begin(per, meeting, "Pers utkast", 0)
    save(kari, case, meeting, "Karis referat")
    text, based_on = filled_in(per.get(page_of(case, meeting)))
    assert (text, based_on) == ("Pers utkast", 0)
    assert save(per, case, meeting, text, based_on).status_code == 409


def test_a_draft_may_be_thrown_away(world, case, meeting):
    client = world.client_of(world.kari)
    save(client, case, meeting, "Lagret")
    begin(client, meeting, "Noe annet", 1)
    address = reverse("meeting_minutes", args=[case.pk, meeting.pk])
    assert client.post(address, {"form_key": str(uuid4()), "act": "keep"}).status_code == 302
    assert filled_in(client.get(page_of(case, meeting))) == ("Lagret", 1)


def test_nobody_else_sees_a_draft(world, case, meeting):
    begin(world.client_of(world.kari), meeting, "Bare Kari", 0)
    assert "Bare Kari" in read(world, world.kari, page_of(case, meeting))
    assert "Bare Kari" not in read(world, world.per, page_of(case, meeting))


def test_minutes_decision_and_who_came_are_one_form(world, case, meeting):
    with world.as_(world.kari):
        per = Attendee(case=case, meeting=meeting, seat=world.per.seat, name="Per Vik")
        per.save(force_insert=True)
    decided = {"text": "Lekegruppe", "who": "child", "by_on": "2026-12-01", "evaluate_on": "2026-12-15"}
    form = {"minutes": "Enige", "based_on": 0, "held_on": "2026-11-24", f"who-{per.pk}": "absent", **decided}
    address = reverse("meeting_minutes", args=[case.pk, meeting.pk])
    client = world.client_of(world.kari)
    assert client.post(address, {"form_key": str(uuid4()), **form}).status_code == 302
    assert saved(world, meeting).held_at is None
    assert 'value="absent" selected' in client.get(page_of(case, meeting)).content.decode()
    again = {"form_key": str(uuid4()), "minutes": "Enige", "based_on": 1, "act": "held"}
    again |= {"without_guardians": "on"}
    assert client.post(address, form | decided | again | {"text": "", "who": ""}).status_code == 302
    with world.as_(world.kari):
        per.refresh_from_db()
        assert Measure.objects.filter(case=case, text="Lekegruppe").count() == 1
    assert (saved(world, meeting).minutes, per.presence) == ("Enige", "absent")
    assert saved(world, meeting).held_at


def test_what_is_decided_may_be_for_one_of_the_goals(world, case, meeting):
    with world.as_(world.kari):
        goal = plans.add_goal(case=case, text="En venn", sign="Ler", seat=world.kari.seat, now=world.now)
    kari, address = world.client_of(world.kari), reverse("meeting_minutes", args=[case.pk, meeting.pk])
    assert f'<option value="{goal.pk}" selected' in kari.get(page_of(case, meeting)).text
    decided = {"text": "Lekegruppe", "who": "child", "by_on": "2026-12-01", "evaluate_on": "2026-12-15"}
    for text, said in (("Lekegruppe", goal), ("Frokost", None)):
        sent = decided | {"text": text, "goal": said.pk if said else "", "form_key": str(uuid4())}
        assert kari.post(address, sent).status_code == 302
        with world.as_(world.kari):
            assert Measure.objects.get(case=case, text=text).goal == said
    assert kari.post(address, decided | {"goal": uuid4(), "form_key": str(uuid4())}).status_code == 422


def test_a_decision_that_lacks_something_keeps_the_minutes_on_the_page(world, case, meeting):
    form = {"form_key": str(uuid4()), "minutes": "Enige", "based_on": 0, "text": "Lekegruppe", "who": ""}
    answer = world.client_of(world.kari).post(reverse("meeting_minutes", args=[case.pk, meeting.pk]), form)
    assert answer.status_code == 422
    assert filled_in(answer) == ("Enige", 0)
    assert saved(world, meeting).minutes == ""


@pytest.mark.parametrize("day", [{"evaluate_on": "9026-12-15"}, {"by_on": "9026-12-01"}])
def test_a_year_that_was_mistyped_keeps_the_minutes_on_the_page(world, case, meeting, day):
    decided = {
        "text": "Lekegruppe",
        "who": "child",
        "by_on": "2026-12-01",
        "evaluate_on": "2026-12-15",
        **day,
    }
    form = {"form_key": str(uuid4()), "minutes": "Enige", "based_on": 0, **decided}
    answer = world.client_of(world.kari).post(reverse("meeting_minutes", args=[case.pk, meeting.pk]), form)
    assert answer.status_code == 422
    assert filled_in(answer) == ("Enige", 0)


def test_when_two_write_the_minutes_the_decision_is_saved_all_the_same(world, case, meeting):
    save(world.client_of(world.per), case, meeting, "Per")
    decided = {"text": "Lekegruppe", "who": "child", "by_on": "2026-12-01", "evaluate_on": "2026-12-15"}
    form = {"form_key": str(uuid4()), "minutes": "Kari", "based_on": 0, **decided}
    kari = world.client_of(world.kari)
    assert kari.post(reverse("meeting_minutes", args=[case.pk, meeting.pk]), form).status_code == 409
    with world.as_(world.kari):
        assert Measure.objects.filter(case=case, text="Lekegruppe").count() == 1
    html = kari.get(page_of(case, meeting)).content.decode()
    assert 'value="Lekegruppe"' not in html
    assert filled_in(kari.get(page_of(case, meeting))) == ("Kari", 0)


def test_what_is_sent_twice_where_two_write_the_minutes_decides_once(world, case, meeting):
    """KARI presses twice before she sees that PER has written; her words are still hers to save."""
    save(world.client_of(world.per), case, meeting, "Per")
    decided = {"text": "Lekegruppe", "who": "child", "by_on": "2026-12-01", "evaluate_on": "2026-12-15"}
    form = {"form_key": str(uuid4()), "minutes": "Kari", "based_on": 0, **decided}
    kari, address = world.client_of(world.kari), reverse("meeting_minutes", args=[case.pk, meeting.pk])
    assert kari.post(address, form).status_code == 409
    again = kari.post(address, form)
    with world.as_(world.kari):
        assert Measure.objects.filter(case=case, text="Lekegruppe").count() == 1
    assert again.headers["Location"] == page_of(case, meeting)
    assert filled_in(kari.get(page_of(case, meeting))) == ("Kari", 0)
    assert save(kari, case, meeting, "Kari", 0).status_code == 409


def test_of_two_who_gave_the_same_answers_to_different_questions_no_line_is_left_out(world, case, meeting):
    kari, per = world.client_of(world.kari), world.client_of(world.per)
    save(kari, case, meeting, "Trives Ola?\nNei\nHar Ola noen å leke med?\nJa")
    both, _version = filled_in(
        save(per, case, meeting, "Trives Ola?\nJa\nHar Ola noen å leke med?\nJa\nMor spør om PPT.\nJa")
    )
    assert both.count("Ja") == 3 and "Mor spør om PPT.\nJa" in both


@pytest.mark.parametrize("text", ["Linje én\r\nLinje to", "Linje én\nLinje to\n"])
def test_line_ends_are_no_difference(world, case, meeting, text):
    save(world.client_of(world.kari), case, meeting, text)
    assert saved(world, meeting).minutes == "Linje én\nLinje to"


def test_minutes_of_a_meeting_called_off_are_not_written_over(world, case, meeting):
    with world.as_(world.kari):
        services.cancel(case=case, meeting=meeting, reason="Syk", seat=world.kari.seat, now=world.now)
    answer = save(world.client_of(world.kari), case, meeting, "Ny tekst", based_on=1)
    assert answer.status_code == 422
    assert "Ny tekst" in answer.content.decode()


ALL = {"minutes": "Vi er enige.", "text": "Lekegruppe", "who": "else", "name": "Tante Berit"}
ALL |= {"by_on": "2026-12-02", "evaluate_on": "2026-12-15", "held_on": "2026-11-23"}
WRONG = {
    "nobody does what is decided": {"who": ""},
    "somebody on the list and a name": {"who": "child"},
    "only a name": {"text": "", "who": ""},
    "a day that has passed": {"by_on": "2020-01-01"},
    "nothing is decided": {"text": " "},
    "minutes that are too long": {"minutes": "Ord. " * 4001},
    "a day to come": {"held_on": "2027-03-04", "act": "held"},
    "nobody said who came": {"act": "held"},
    "only who came": {"act": "held", "minutes": "", "text": "", "who": "", "name": ""},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_whatever_is_wrong_in_one_part_all_that_was_written_comes_back(world, case, meeting, wrong):
    with world.as_(world.kari):
        asked = [Attendee(case=case, meeting=meeting, name=name) for name in ("Tom Vik", "Eva Vik")]
        Attendee.objects.bulk_create(asked)
    form = ALL | {f"who-{asked[0].pk}": "part"} | wrong
    form |= {"based_on": 0, "form_key": str(uuid4())}
    answer = world.client_of(world.kari).post(reverse("meeting_minutes", args=[case.pk, meeting.pk]), form)
    assert answer.status_code == 422
    page = answer.text.split("<main")[1]
    assert 'aria-invalid="true"' in page
    for name in ("text", "name", "by_on", "evaluate_on", "held_on"):
        assert form[name].strip() in re.search(rf'<input[^>]*name="{name}"[^>]*>', page)[0], name
    assert filled_in(answer) == (form["minutes"].strip(), 0)
    came = page.split(f'name="who-{asked[0].pk}"')[1].split("</select>")[0]
    assert re.search(r'value="part"[^>]*selected', came)
    with world.as_(world.kari):
        assert not Measure.objects.filter(case=case, text="Lekegruppe").exists()


def test_who_came_is_not_lost_while_the_minutes_are_put_together(world, case, meeting):
    with world.as_(world.kari):
        came = Attendee(case=case, meeting=meeting, name="Eva Vik")
        came.save(force_insert=True)
    save(world.client_of(world.per), case, meeting, "Pers referat.")
    kari, field = world.client_of(world.kari), f"who-{came.pk}"
    form = {"minutes": "Mitt.", "based_on": 0, "held_on": "2026-11-23", field: "part"}
    to = reverse("meeting_minutes", args=[case.pk, meeting.pk])
    met = kari.post(to, form | {"form_key": str(uuid4())})
    assert met.status_code == 409 and "The rest of what you filled in is saved" not in met.text
    both = dict(
        re.findall(r'<input type="hidden" name="((?:who-|held_on|based_on)[^"]*)" value="([^"]*)"', met.text)
    )
    assert both == {"based_on": "1", "held_on": "2026-11-23", field: "part"}
    kari.post(to, both | {"minutes": "Begges.", "form_key": str(uuid4())})
    shown = kari.get(page_of(case, meeting)).text.split(f'name="{field}"')[1].split("</select>")[0]
    assert re.search(r'value="part"[^>]*selected', shown)
