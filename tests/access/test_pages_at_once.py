"""Two people, or one in two windows, send forms of the same case at once: nobody comes in who may not."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.urls import resolve, reverse

from laget.cases.models import Concern, TeamMember
from laget.consents.models import Answer, Consent, InvitedService
from laget.foundation import access_log
from laget.handovers.models import Handover, Holding
from laget.meetings.models import VoiceEntry
from laget.moves.models import Move
from laget.ops import municipality, scratch
from pressing import Page
from world import FILE, PEOPLE_BEGAN, found

SOMEBODY_ELSE = {"adults": "else"}


@pytest.fixture(scope="module")
def made(committed_db):
    return municipality.add(FILE, now=PEOPLE_BEGAN)


@pytest.fixture
def world(made, tmp_path, settings):
    """Committed, so that other connections see it."""
    settings.CLOCK_FILE = str(tmp_path / "clock.json")
    settings.STATIC_ROOT = str(tmp_path)
    with scratch.as_owner():
        return found(made, tmp_path / "clock.json")


@pytest.fixture
def life(world):
    """At level 1, where the parents have said yes to the health service."""
    life = world.on_level_1()
    world.invite_health(life)
    return life


class Window:
    """A form that somebody has before them, filled in."""

    def __init__(self, world, who, case, name, *args, page="", button=0, **said):
        self.client = world.client_of(getattr(world, who))
        self.client.raise_request_exception = False
        address = reverse(page or name, args=[case.pk, *args])
        forms = Page(self.client.get(address).text, address, str(world.today)).forms
        self.form = next(each for each in forms if resolve(each.action.partition("?")[0]).url_name == name)
        self.sent = self.form.sent(self.form.buttons[button], **said)

    def send(self):
        return self.client.post(self.form.action, self.sent).status_code


def at_once(first, second):
    """The second is sent when the first has been done, and before it is committed."""
    done = Event()

    def begun():
        try:
            with transaction.atomic():
                answer = first.send()
                done.set()
                sleep(0.3)
                return answer
        finally:
            done.set()
            connections.close_all()

    def meanwhile():
        try:
            done.wait(20)
            return second.send()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return [each.result(30) for each in [pool.submit(begun), pool.submit(meanwhile)]]


def team(case):
    with scratch.as_owner():
        members = TeamMember.objects.filter(case=case, to_at=None).values_list("seat__person__username")
        return {name for (name,) in members}


def count(model, case, **which):
    with scratch.as_owner():
        return model.objects.filter(case=case, **which).count()


JOINS = ("siri", "invitation")
LETS_IN = ("kari", "let_in", "consents")
SAYS_NO = ("siri", "decline_invitation", "invitation")
TAKES_BACK = ("kari", "end_invitation", "consents")
SEALS = ("kari", "seal")


def window(world, case, who, name, page=""):
    return Window(world, who, case, name, page=page)


@pytest.mark.parametrize(
    ("first", "second", "is_in"),
    [
        (SEALS, JOINS, False),
        (JOINS, SEALS, False),
        (SEALS, LETS_IN, False),
        (TAKES_BACK, JOINS, False),
        (SAYS_NO, JOINS, False),
        (JOINS, SAYS_NO, True),
        (JOINS, LETS_IN, True),
        (LETS_IN, JOINS, True),
        (JOINS, JOINS, True),
    ],
)
def test_a_service_comes_in_only_while_it_is_invited_and_the_case_is_not_sealed(
    world, life, first, second, is_in
):
    answers = at_once(window(world, life.case, *first), window(world, life.case, *second))
    assert max(answers) < 500
    assert ("siri" in team(life.case)) is is_in
    live = count(InvitedService, life.case, ended_at=None)
    assert live == (0 if {SAYS_NO, TAKES_BACK} & {first, second} and not is_in else 1)


@pytest.mark.parametrize("first", [SEALS, TAKES_BACK])
@pytest.mark.parametrize("name", ["voice", "seal"])
def test_whoever_loses_the_case_while_their_form_is_on_its_way_finds_none(world, life, first, name):
    life.let_in(world.siri.seat)
    answers = at_once(window(world, life.case, *first), window(world, life.case, "siri", name))
    assert answers == [302, 404]
    assert count(VoiceEntry, life.case, seat=world.siri.seat.pk) == 0


def test_the_holder_takes_nobody_into_a_case_that_is_being_sealed(world, life):
    amir, kari = (
        Window(world, who, life.case, name) for who, name in (("amir", "seal"), ("kari", "team_colleague"))
    )
    assert at_once(amir, kari) == [302, 422]
    assert team(life.case) == {"kari", "per", "amir"}


def test_a_yes_is_taken_back_once_in_a_sealed_case(world, life):
    life.seal("Det kan være vold.")
    two = [Window(world, who, life.case, "team_taken_back") for who in ("kari", "per")]
    assert at_once(*two) == [302, 422]
    assert count(Consent, life.case, answer=Answer.WITHDRAWN) == 1


@pytest.mark.parametrize("said", [("seal", {}), ("adult", SOMEBODY_ELSE)], ids=["sealed", "an adult here"])
def test_a_leader_opens_no_case_that_is_being_taken_off_her_list(world, said):
    case = world.a_case()
    name, more = said
    kari = Window(world, "kari", case, name, **more)
    assert at_once(kari, Window(world, "marte", case, "join_as_leader")) == [302, 404]
    assert "marte" not in team(case)


def test_the_baton_is_offered_once(world, life):
    two = [Window(world, "kari", life.case, "baton_offer") for _ in range(2)]
    assert at_once(*two) == [302, 422]
    assert count(Handover, life.case, answered_at=None) == 1


def test_the_baton_is_answered_once(world, life):
    life.offer(world.amir.seat, "Alt står i planen.")
    yes, no = (Window(world, "amir", life.case, "baton_answer", button=button) for button in (0, -1))
    assert at_once(yes, no) == [302, 422]
    assert count(Holding, life.case, to_at=None) == 1


@pytest.mark.parametrize(("one", "other"), [("level_2", "effect_close"), ("effect_close", "level_2")])
def test_a_case_ends_or_goes_on_and_not_both(world, life, one, other):
    world.make_ready(life, "1")
    ways = Window(world, "kari", life.case, "exit", one), Window(world, "per", life.case, "exit", other)
    assert at_once(*ways) == [302, 422]
    assert count(Move, life.case, exit__in=(one, other)) == 1


def test_the_same_service_is_invited_once(world):
    case = world.a_case(at_level="1")
    two = [Window(world, who, case, "invite", page="consents") for who in ("kari", "per")]
    assert at_once(*two) == [302, 302]
    assert count(InvitedService, case, ended_at=None) == 1


@pytest.mark.parametrize("page", ["cases", "today"])
def test_a_list_that_loses_a_case_while_it_is_made_is_asked_for_anew(world, monkeypatch, page):
    case = world.a_case()
    take = Window(world, "kari", case, "adult", adults=str(world.per.person.pk))
    asked = access_log.record_seen

    def taken_before(**said):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_alone, take.send).result(20)
        monkeypatch.setattr(access_log, "record_seen", asked)
        asked(**said)

    per = world.client_of(world.per)
    monkeypatch.setattr(access_log, "record_seen", taken_before)
    answer = per.get(reverse(page))
    assert (answer.status_code, answer["Location"]) == (307, reverse(page))
    assert str(case.pk) not in per.get(reverse(page)).text


def _alone(send):
    try:
        return send()
    finally:
        connections.close_all()


class SecondWorry:
    """KARI's, about OLA, which she adds to the case that they are in already."""

    def __init__(self, world, case):
        self.client = world.client_of(world.kari)
        answers = {"text": "Ola gråt igjen.", "violence": "no", "adult_here": "no", "share": "on"}
        self.sent = {"child": world.ola.pk, "form_key": uuid4(), "belongs": case.pk, **answers}

    def send(self):
        answer = self.client.post(reverse("worry"), self.sent)
        return answer.status_code, "Ola gråt igjen." in answer.text


@pytest.mark.parametrize("act", ["seal", "close"])
def test_a_worry_is_not_added_to_a_case_that_is_sealed_or_ends_meanwhile(world, life, act):
    """She gets the page again, with her words."""
    worry = SecondWorry(world, life.case)
    if act == "seal":
        first = Window(world, "per", life.case, "seal")
    else:
        world.make_ready(life, "1")
        first = Ends(life)
    _done, (status, has_her_words) = at_once(first, worry)
    assert (status, has_her_words) == (422, True)
    assert not count(Concern, life.case, text="Ola gråt igjen.")


class Ends:
    """Somebody closes the case."""

    def __init__(self, life):
        self.life = life

    def send(self):
        return self.life.go("effect_close", "closed", "Det går bra nå.")
