"""The pages of cases that are about somebody else than a child."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import reverse

from laget.consents import services as consents
from laget.meetings import services as meetings
from laget.ops import scratch
from laget.pathway.publishing import publish
from laget.people.models import Person
from subjects import begun, shared_with_family, young_from
from world import Somebody

A_CHILD = re.compile(r"\b(child|children|guardians?|parents?)\b(?! welfare|’s name)", re.IGNORECASE)
PAGES = (
    "case", "voice", "consents", "meetings", "plan", "plan_behind", "plan_strengths", "plan_goal_new", "team",
    "entry", "evaluate", "baton", "tell_leader", "seal", "timeline", "adult", "in_error",
)  # fmt: skip


def on_pages_of(world, who, case):
    client = world.client_of(who)
    client.cookies["language"] = "en"
    addresses = [reverse(page, args=[case.pk]) for page in PAGES]
    return {address: client.get(address) for address in addresses}


@pytest.fixture
def small(world):
    """The world, with a pathway whose own words are right for everybody."""
    with scratch.as_owner():
        text = (Path(__file__).parents[1] / "language" / "11-subjects.toml").read_text()
        text = text.replace('name = "11-subjects"\nversion = "1"', 'name = "nivaa-0-3"\nversion = "11"')
        publish(municipality=world.municipality, text=text, now=world.now, using="default")
    return world


@pytest.mark.parametrize(("subject", "name"), [("pregnant", "siri"), ("group", "kari")])
def test_no_page_of_such_a_case_speaks_of_a_child(small, subject, name):
    who = getattr(small, name)
    case = begun(small, subject, who)
    small.in_english(who)
    told = []
    for address, response in on_pages_of(small, who, case).items():
        assert response.status_code == 200, address
        main = re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2])
        told += [(address, main[max(0, hit.start() - 60) : hit.end() + 30]) for hit in A_CHILD.finditer(main)]
    assert told == []


@pytest.mark.parametrize(
    ("subject", "name", "says"),
    [
        ("youth", "kari", ["The young person’s voice", "Guardians are not asked to the first talk"]),
        (
            "pregnant",
            "siri",
            ["Her own voice", "She answers herself", "Her partner is not there when you ask"],
        ),
        (
            "family",
            "kari",
            ["The children’s voices", "Every guardian answers", "Every child in the family is heard"],
        ),
        ("group", "kari", ["The group’s voice", "Nobody has to say yes", "No child’s name is written here."]),
    ],
)
def test_the_page_of_the_case_says_who_answers_and_who_is_heard(offered, subject, name, says):
    who = getattr(offered, name)
    young_from(offered, 9)
    case = begun(offered, subject, who)
    offered.in_english(who)
    shown = offered.client_of(who).get(reverse("case", args=[case.pk])).text
    assert [sentence for sentence in says if sentence not in shown] == []


def test_what_her_partner_must_not_read_is_not_on_paper(offered):
    case = begun(offered, "pregnant", offered.siri)
    offered.in_english(offered.siri)
    shown = offered.client_of(offered.siri).get(reverse("case", args=[case.pk])).text
    (said,) = re.findall(r'<p class="([^"]*)">[^<]*Her partner is not there when you ask', shown)
    assert "screen-only" in said.split()


def test_a_case_about_a_child_says_what_it_always_said(offered, kari):
    case = begun(offered, "child", offered.kari)
    offered.in_english(offered.kari)
    shown = kari.get(reverse("case", args=[case.pk])).text
    assert "The child’s voice" in shown
    assert "answers" not in shown.partition('id="team"')[2].partition("</section>")[0]


def test_the_guardians_of_a_young_person_may_be_chosen_and_are_not_chosen_beforehand(offered, kari):
    young_from(offered, 9)
    for subject, chosen in (("youth", False), ("family", True)):
        case = begun(offered, subject, offered.kari)
        shown = kari.get(reverse("meetings", args=[case.pk]) + "?template=conversation").text
        mona = next(tag for tag in re.findall(r"<input[^>]*>", shown) if str(offered.mona.person.pk) in tag)
        assert ("checked" in mona) == chosen


def test_nobodys_answer_is_asked_for_in_the_case_of_a_class(offered, kari):
    case = begun(offered, "group", offered.kari)
    with offered.as_(offered.kari):
        consents.invite(
            case=case, service=offered.services["health"], seat=offered.kari.seat, now=offered.now
        )
    offered.in_english(offered.kari)
    shown = kari.get(reverse("consents", args=[case.pk])).text
    assert "Nobody has to say yes, for nobody’s name is passed on." in shown
    assert "Register an answer" not in shown
    assert "Let somebody in" in shown


def test_whoever_is_invited_learns_of_the_class_and_of_no_childs_name(offered, kari):
    case = begun(offered, "group", offered.kari)
    with offered.as_(offered.kari):
        consents.invite(
            case=case, service=offered.services["health"], seat=offered.kari.seat, now=offered.now
        )
    shown = offered.client_of(offered.siri).get(reverse("invitation", args=[case.pk])).text
    assert "4B" in shown and "4B 4B" not in shown


def test_what_is_asked_of_a_service_about_a_class_names_no_child(offered, kari):
    """The form says so; where somebody goes round it, the database."""
    case = begun(offered, "group", offered.kari)
    asked = {"service": offered.services["health"].pk, "asks": "Kan dere snakke med Ola Strand?"}
    page = kari.post(reverse("invite", args=[case.pk]), {"form_key": uuid4(), **asked})
    assert page.status_code == 422 and "Strand" in page.text
    with offered.as_(offered.kari), pytest.raises(DatabaseError, match="A child is named"):
        consents.invite(
            case=case, service=offered.services["health"], asks=asked["asks"], seat=offered.kari.seat,
            now=offered.now,
        )  # fmt: skip


def test_she_finds_what_she_is_asked_to_on_her_own_page(offered, as_owner):
    case = begun(offered, "pregnant", offered.siri)
    with offered.as_(offered.siri):
        meetings.plan_meeting(
            case=case, template="conversation", starts_at=offered.now + timedelta(days=2),
            seat=offered.siri.seat, now=offered.now, child_part="whole",
        )  # fmt: skip
    shared_with_family(case)
    with as_owner():
        herself = Person.objects.get(guardianships__child=case.child_id)
    offered.in_english(Somebody(herself, None))
    shown = offered.client_of(Somebody(herself, None)).get(reverse("family")).text
    assert "Next meeting:" in shown
    assert "My page" in shown
    assert "the plan that" not in shown


def test_in_todays_list_a_step_is_said_for_whom_it_is_about(offered, as_owner):
    begun(offered, "group", offered.kari)
    offered.in_english(offered.kari)
    shown = offered.client_of(offered.kari).get(reverse("cases")).text
    assert "4B" in shown and "4B 4B" not in shown


@pytest.mark.parametrize(
    ("subject", "name", "says"),
    [("pregnant", "siri", "her partner is told nothing"), ("group", "kari", "No family sees anything of it")],
)
def test_a_sealed_case_says_who_learns_nothing(small, subject, name, says):
    who = getattr(small, name)
    case = begun(small, subject, who, violence=True)
    small.in_english(who)
    shown = small.client_of(who).get(reverse("case", args=[case.pk])).text
    assert says in shown
    assert "uardians" not in shown.partition("<main")[2]


@pytest.mark.parametrize(
    ("text", "told"), [("Hos Strands i går.", "Take out “Strand”"), ("Ved stranda.", "")]
)
def test_a_note_in_the_case_of_a_group_names_no_child(offered, text, told):
    case = begun(offered, "group", offered.kari)
    sent = {"form_key": uuid4(), "text": text}
    answer = offered.client_of(offered.kari).post(reverse("entry", args=[case.pk]), sent)
    assert answer.status_code == (422 if told else 302)
    assert told in answer.text


def test_who_does_not_work_with_the_group_learns_that_a_name_stands_there_and_not_whose(offered):
    case = begun(offered, "group", offered.kari)
    with offered.as_(offered.kari):
        consents.invite(
            case=case, service=offered.services["health"], seat=offered.kari.seat, now=offered.now
        )
        consents.let_in(case=case, to_seat=offered.siri.seat, now=offered.now)
    offered.set_clock(offered.now + timedelta(minutes=5))
    with scratch.as_owner():
        offered.siri.seat.groups.clear()
    sent = {"form_key": uuid4(), "text": "Hos Strands i går."}
    answer = offered.client_of(offered.siri).post(reverse("entry", args=[case.pk]), sent)
    assert answer.status_code == 422
    assert "A child’s name stands in the text" in answer.text
    assert "“Strand”" not in answer.text


@pytest.mark.parametrize(
    ("subject", "ways"),
    [
        ("child", {"talk", "play", "drawing", "letter", "through"}),
        ("group", {"talk", "play", "drawing", "letter", "through"}),
        ("pregnant", {"talk", "letter", "through"}),
    ],
)
def test_how_somebody_may_be_heard_follows_from_whom_it_is_about(offered, subject, ways):
    who = offered.siri if subject == "pregnant" else offered.kari
    case = begun(offered, subject, who)
    client, address = offered.client_of(who), reverse("voice", args=[case.pk])
    assert set(re.findall(r'name="how"[^>]*value="(\w+)"', client.get(address).text)) == ways
    said = {"words": "Vi vil ha ro.", "told_to": "Siri", "said_on": "", "how": "play"}
    status = client.post(address, {"form_key": uuid4(), **said}).status_code
    assert status == (302 if "play" in ways else 422)
