"""MONA and FRANK answer on their own page, without anybody of the staff between."""

import re
from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError
from django.urls import reverse

from consents.test_answer import answer, case, invite, let_in, states  # noqa: F401
from laget.consents import services
from laget.consents.models import Answer, Consent
from laget.consents.queries import State
from laget.moves import services as moves
from pages import address, plain
from situations import opens

JULY = date(2027, 7, 31)
KEEP = "select family_answer(gen_random_uuid(), %s, %s, %s, %s, %s, %s)"


@pytest.fixture
def mona(world):
    world.in_english(world.mona)
    return world.client_of(world.mona)


def page(client):
    answered = client.get(reverse("family_consents"))
    assert answered.status_code == 200
    return answered.text


def form_of(world, html, **said):
    """What the page would send, with these answers: `ppt="yes"`; of the services not named, none."""
    sent = dict(re.findall(r'type="hidden" name="(seal\.[^"]+)" value="([^"]+)"', html))
    of = {str(world.services[code].pk): to for code, to in said.items()}
    return sent | {name.removeprefix("seal."): of.get(name.rpartition(".")[2], "") for name in sent}


def say(world, client, **said):
    return client.post(reverse("family_consents"), form_of(world, page(client), **said))


def by_everybody(world, **said):
    for guardian in (world.mona, world.frank):
        assert say(world, world.client_of(guardian), **said).status_code == 302


def test_both_say_yes_on_their_own_page_and_the_service_may_come_in(world, case, mona):  # noqa: F811
    say(world, mona, ppt="yes")
    assert states(world, case) == ({"Frank": State.UNANSWERED, "Mona": State.YES}, False)
    say(world, world.client_of(world.frank), ppt="yes")
    assert states(world, case) == ({"Frank": State.YES, "Mona": State.YES}, True)
    let_in(world, case, world.lars)
    assert opens(world, world.lars, case)


def test_what_mona_read_is_kept_word_for_word_with_her_answer(world, case, mona):  # noqa: F811
    before = plain(page(mona))
    say(world, mona, ppt="yes")
    with world.as_(world.kari):
        (kept,) = Consent.objects.filter(case=case)
    assert kept.shown in before
    assert "may read all that we have written about this" in kept.shown and "31 July 2027" in kept.shown
    assert (kept.guardian_id, kept.seat_id, kept.until_on) == (world.mona.person.pk, None, JULY)


def test_a_yes_taken_back_closes_the_page_that_is_open(world, case, mona):  # noqa: F811
    by_everybody(world, ppt="yes")
    let_in(world, case, world.lars)
    lars = world.client_of(world.lars)
    assert lars.get(address("case", case)).status_code == 200
    say(world, mona, ppt="no")
    assert states(world, case)[0]["Mona"] is State.WITHDRAWN
    assert lars.get(address("case", case)).status_code == 404


def test_a_no_before_any_yes_is_a_no(world, case, mona):  # noqa: F811
    say(world, mona, ppt="no")
    assert states(world, case)[0]["Mona"] is State.NO


def test_sent_twice_it_is_one_answer(world, case, mona):  # noqa: F811
    form = form_of(world, page(mona), ppt="yes")
    answers = [mona.post(reverse("family_consents"), form).status_code for _time in range(2)]
    with world.as_(world.kari):
        assert (Consent.objects.filter(case=case).count(), answers[0]) == (1, 302)


def test_four_services_are_answered_at_once_and_one_left_out_is_not(world, case, mona):  # noqa: F811
    invite(world, case, "health")
    say(world, mona, ppt="yes")
    with world.as_(world.kari):
        (kept,) = Consent.objects.filter(case=case)
    assert kept.service.code == "ppt"


def test_nothing_chosen_is_told(world, case, mona):  # noqa: F811
    refused = say(world, mona)
    assert refused.status_code == 422 and "Choose yes or no first." in refused.text


@pytest.mark.parametrize("meanwhile", ["registered", "asked anew", "taken back", "sealed"])
def test_what_has_changed_since_it_was_read_is_read_again(world, case, mona, meanwhile):  # noqa: F811
    form = form_of(world, page(mona), ppt="yes")
    by = {"seat": world.kari.seat, "now": world.now}
    if meanwhile == "registered":
        answer(world, case, world.mona, Answer.REFUSED)
    else:
        with world.as_(world.kari):
            if meanwhile == "sealed":
                moves.seal(case=case, reason="Hun er redd hjemme.", **by)
            else:
                services.take_back_invitation(case=case, service=world.services["ppt"], **by)
                if meanwhile == "asked anew":
                    services.invite(
                        case=case, service=world.services["ppt"], asks="Noe annet.", **by
                    )  # fmt: skip
    refused = mona.post(reverse("family_consents"), form)
    assert refused.status_code == 409 and "Something has changed" in refused.text
    with world.as_(world.kari):
        assert not Consent.objects.filter(case=case, seat=None).exists()


def test_thirty_days_before_it_ends_a_yes_is_asked_for_again(world, case, mona):  # noqa: F811
    soon = world.today + timedelta(days=30)
    answer(world, case, world.mona, Answer.GIVEN, until=soon + timedelta(days=1))
    assert "checked" in page(mona) and "so we ask again" not in page(mona)
    world.set_clock(world.now + timedelta(days=1))
    assert "checked" not in page(mona) and "so we ask again" in page(mona)
    say(world, mona, ppt="yes")
    with world.as_(world.kari):
        assert Consent.objects.filter(case=case, seat=None).get().until_on == JULY


def test_staff_read_who_answered_and_the_timeline_tells_it(world, case, mona):  # noqa: F811
    world.in_english(world.kari)
    say(world, mona, ppt="yes")
    kari = world.client_of(world.kari)
    assert f"{world.mona.name}, 24 November 2026" in plain(kari.get(address("consents", case)).text)
    assert f"{world.mona.name} said yes to" in plain(kari.get(address("case", case)).text)


@pytest.mark.parametrize("who", ["kari", "lars", "siri", "henrik"])
def test_nobody_answers_for_mona(world, case, who):  # noqa: F811
    somebody = getattr(world, who)
    with world.as_(somebody) as cursor:
        cursor.execute(KEEP, [case.pk, world.services["ppt"].pk, "given", JULY, "Kan vi?", None])
        assert cursor.fetchone() == (False,)
    with world.as_(world.kari):
        assert not Consent.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("said", "until", "shown"),
    [
        ("given", None, "Kan vi?"),
        ("given", date(2026, 11, 23), "Kan vi?"),
        ("given", date(2029, 1, 1), "Kan vi?"),
        ("given", JULY, " "),
        ("withdrawn", None, "Kan vi?"),
        ("refused", JULY, "Kan vi?"),
        ("perhaps", None, "Kan vi?"),
    ],
)
def test_the_database_refuses_what_no_page_would_send(world, case, said, until, shown):  # noqa: F811
    with world.as_(world.mona) as cursor:
        cursor.execute(KEEP, [case.pk, world.services["ppt"].pk, said, until, shown, None])
        assert cursor.fetchone() == (False,)


def test_a_guardian_writes_no_row_by_herself(world, case):  # noqa: F811
    with pytest.raises((ProgrammingError, InternalError)), world.as_(world.mona):
        Consent.objects.create(
            case=case, guardian=world.mona.person, service=world.services["ppt"], answer="refused",
            shown="Kan vi?", at=world.now,
        )  # fmt: skip


def test_staff_have_no_such_page(world, case):  # noqa: F811
    assert world.client_of(world.kari).get(reverse("family_consents")).status_code == 404


def kept(world, case, said, until, seen, who=None):  # noqa: F811
    with world.as_(who or world.mona) as cursor:
        cursor.execute(KEEP, [case.pk, world.services["ppt"].pk, said, until, "Kan vi?", seen])
        return cursor.fetchone()[0]


def test_the_database_itself_wants_to_know_which_answer_was_seen(world, case):  # noqa: F811
    answer(world, case, world.mona, Answer.REFUSED)
    assert not kept(world, case, "given", JULY, None)
    with world.as_(world.kari):
        seen = Consent.objects.get(case=case).pk
    assert kept(world, case, "given", JULY, seen)


def test_what_holds_is_taken_back_and_not_refused(world, case):  # noqa: F811
    answer(world, case, world.mona, Answer.GIVEN)
    with world.as_(world.kari):
        seen = Consent.objects.get(case=case).pk
    assert not kept(world, case, "refused", None, seen)
    assert kept(world, case, "withdrawn", None, seen)


def test_in_a_sealed_case_the_database_takes_no_answer(world, case):  # noqa: F811
    with world.as_(world.kari):
        moves.seal(case=case, reason="Hun er redd hjemme.", **world.by(world.kari))
    assert not kept(world, case, "refused", None, None)


def test_nobody_answers_an_invitation_that_has_ended(world, case):  # noqa: F811
    with world.as_(world.kari):
        services.take_back_invitation(case=case, service=world.services["ppt"], **world.by(world.kari))
    assert not kept(world, case, "refused", None, None)


def test_saying_what_one_has_said_makes_no_second_answer(world, case):  # noqa: F811
    assert [kept(world, case, "given", JULY, None) for _time in range(2)] == [True, True]
    with world.as_(world.kari):
        assert Consent.objects.filter(case=case).count() == 1
