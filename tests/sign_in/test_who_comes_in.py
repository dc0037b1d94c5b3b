"""Who comes in, and as whom: one is known by the provider, and is one person here, or none."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from access.raw import DENIED, attempt
from laget.foundation.asking import PERSON, SEAT
from laget.people.models import Guardianship, Person, Seat
from laget.sign_in.models import Tie
from laget.sign_in.people import digest_of
from laget.sign_in.profiles import ways
from sign_in.made_tokens import PID
from sign_in.walking import FAMILY_WAY, WORK_WAY, nobody_came_in, sign_in, start


def test_a_teacher_comes_in_to_her_seat(client, world, provider, kari):
    before = client.get(reverse("sign_in")).text
    assert "Sign in with ID-porten" in before
    assert "Sign in with Ansattporten" in before
    entered = sign_in(client, world, provider, WORK_WAY)
    assert entered.headers["Location"] == reverse("today")
    assert client.session[PERSON] == str(kari.person.pk)
    assert client.session[SEAT] == str(kari.seat.pk)
    assert client.get(reverse("cases")).status_code == 200


def test_a_mother_comes_in_to_her_family_and_to_no_seat(client, world, provider, mona):
    entered = sign_in(client, world, provider, FAMILY_WAY)
    assert entered.headers["Location"] == reverse("family")
    assert client.get(reverse("family")).status_code == 200
    assert client.get(reverse("cases")).status_code == 404


def test_a_teacher_who_is_a_mother_is_two_who_never_meet(client, world, provider, kari, mona):
    sign_in(client, world, provider, WORK_WAY)
    assert client.session[PERSON] == str(kari.person.pk)
    assert client.get(reverse("family")).status_code == 404
    sign_in(client, world, provider, FAMILY_WAY)
    assert (client.session[PERSON], client.session[SEAT]) == (str(mona.person.pk), "")
    assert client.get(reverse("worry")).status_code == 404


def test_a_session_is_another_after_each_sign_in(client, world, provider, kari):
    start(client, WORK_WAY)
    before = client.session.session_key
    sign_in(client, world, provider, WORK_WAY)
    first = client.session.session_key
    sign_in(client, world, provider, WORK_WAY)
    assert len({before, first, client.session.session_key}) == 3
    client.cookies["laget"] = first
    assert client.get(reverse("cases")).headers["Location"].startswith(reverse("sign_in"))


def test_who_is_nobody_here_reads_so_and_no_more(client, world, provider, kari):
    nobody_came_in(client, sign_in(client, world, provider, WORK_WAY, pid="17912099998"))


def test_who_is_nobody_here_does_not_sit_in_the_session_of_another(client, world, provider, kari):
    sign_in(client, world, provider, WORK_WAY)
    page = sign_in(client, world, provider, WORK_WAY, pid="17912099998")
    nobody_came_in(client, page)
    assert "Kari" not in page.text
    assert client.get(reverse("cases")).status_code == 302


def test_who_works_here_is_not_family_by_that(client, world, provider, kari):
    nobody_came_in(client, sign_in(client, world, provider, FAMILY_WAY))


def test_family_does_not_work_here_by_that(client, world, provider, mona):
    nobody_came_in(client, sign_in(client, world, provider, WORK_WAY))


@pytest.mark.parametrize("kind, name", [("family", FAMILY_WAY), ("staff", WORK_WAY)])
def test_a_tie_of_the_wrong_kind_lets_nobody_in(client, world, provider, as_owner, kind, name):
    """Though the account has a child, or a seat, of the other kind, which it never should."""
    person = world.kari.person if kind == "family" else world.mona.person
    issuer = ways()[name].issuer
    with as_owner():
        Tie.objects.create(person=person, kind=kind, issuer=issuer, digest=digest_of(issuer, PID))
        Seat.objects.filter(pk=world.tom.seat.pk).update(person=world.mona.person)
        Guardianship.objects.filter(guardian=world.frank.person).update(guardian=world.kari.person)
    nobody_came_in(client, sign_in(client, world, provider, name))


def test_a_tie_as_family_opens_no_seat(client, world, provider, kari, as_owner):
    with as_owner():
        Tie.objects.update(kind="family")
    nobody_came_in(client, sign_in(client, world, provider, WORK_WAY))


def test_who_has_left_does_not_come_in(client, world, provider, kari, as_owner):
    with as_owner():
        Seat.objects.filter(pk=kari.seat.pk).update(to_at=world.now - timedelta(seconds=1))
    nobody_came_in(client, sign_in(client, world, provider, WORK_WAY))


def test_who_begins_tomorrow_does_not_come_in_today(client, world, provider, kari, as_owner):
    with as_owner():
        Seat.objects.filter(pk=kari.seat.pk).update(from_at=world.now + timedelta(days=1))
    nobody_came_in(client, sign_in(client, world, provider, WORK_WAY))


def test_who_cares_for_no_child_any_more_does_not_come_in(client, world, provider, mona, as_owner):
    with as_owner():
        Guardianship.objects.filter(guardian=mona.person).update(to_on=world.today)
    nobody_came_in(client, sign_in(client, world, provider, FAMILY_WAY))


def test_who_has_two_seats_chooses_and_is_nobody_until_then(client, world, provider, kari, two_seats):
    entered = sign_in(client, world, provider, WORK_WAY)
    assert entered.headers["Location"] == reverse("sign_in_seat")
    assert PERSON not in client.session
    shown = client.get(reverse("sign_in_seat")).text
    assert "Vikar" in shown
    assert kari.seat.title in shown
    assert client.get(reverse("cases")).status_code == 302
    chosen = client.post(reverse("sign_in_seat"), {"seat": two_seats.pk})
    assert chosen.headers["Location"] == reverse("today")
    assert client.session[SEAT] == str(two_seats.pk)


def test_nobody_chooses_anothers_seat(client, world, provider, two_seats):
    sign_in(client, world, provider, WORK_WAY)
    for other in (world.per.seat.pk, uuid4(), "x", ""):
        assert client.post(reverse("sign_in_seat"), {"seat": other}).status_code == 404
    assert PERSON not in client.session


def test_who_chooses_after_ten_minutes_signs_in_again(client, world, provider, two_seats):
    sign_in(client, world, provider, WORK_WAY)
    world.set_clock(world.now + timedelta(minutes=11))
    late = client.post(reverse("sign_in_seat"), {"seat": two_seats.pk})
    assert late.headers["Location"] == reverse("sign_in")
    assert PERSON not in client.session


def test_nobody_chooses_a_seat_without_having_signed_in(client, world, provider):
    assert client.get(reverse("sign_in_seat")).headers["Location"] == reverse("sign_in")


def test_nobody_lists_who_is_who_with_a_provider(world, kari):
    with world.as_(world.henrik):
        for order in (
            "select digest from sign_in_tie", "update sign_in_tie set kind = 'family'",
            "delete from sign_in_tie", "insert into sign_in_tie table sign_in_tie",
        ):  # fmt: skip
            assert attempt((order,)) == DENIED


def test_a_number_stands_nowhere_in_the_database(world, kari, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select t::text from sign_in_tie t")
        ((row,),) = cursor.fetchall()
    assert PID not in row
    assert PID.encode().hex() not in row


def test_a_digest_is_of_one_provider_and_one_key(provider, settings):
    one = digest_of("https://idporten.no", PID)
    assert one == digest_of("https://idporten.no", f" {PID} ")
    assert digest_of("https://x.no", "Kari@vik.no") == digest_of("https://x.no", "kari@vik.no")
    assert one != digest_of("https://ansattporten.no", PID)
    settings.SIGN_IN_HASH_KEY = "another"
    assert one != digest_of("https://idporten.no", PID)


def test_an_account_that_is_nobodys_lets_nobody_in(client, world, provider, tie, as_owner):
    with as_owner():
        person = Person.objects.create(name="Nils", username="nils", is_staff=True)
    tie(person, WORK_WAY)
    nobody_came_in(client, sign_in(client, world, provider, WORK_WAY))
