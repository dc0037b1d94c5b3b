"""Who sees a case, and who answers in it, when it is about somebody else than a child."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from access.answers import answering, consented, invited
from access.raw import DENIED, ON_RECORD, attempt, code_of, seen
from laget.consents import services as consents
from laget.consents.models import Answer
from laget.moves import services as moves
from laget.ops import scratch
from laget.pathway.publishing import publish
from laget.people.models import Child, Guardianship, Person, Seat
from laget.people.queries import who_must_answer
from own_pathways import changed
from subjects import OFFERED, begun, own_account, shared_with_family, young_from
from world import Somebody

NAMES_A_CHILD = "LG007"


def says_yes(world, who, case, code):
    with world.as_(who):
        for must in who_must_answer(case.pk):
            consents.record_answer(
                case=case, guardian=must.guardian, service=world.services[code], answer=Answer.GIVEN,
                until_on=world.today + timedelta(days=99), seat=who.seat, now=world.now,
            )  # fmt: skip


def follows(world, person):
    """The cases on this person's own page."""
    with world.as_(Somebody(person, None)), connection.cursor() as cursor:
        cursor.execute("select case_id from family_cases()")
        return {key for (key,) in cursor.fetchall()}


def of_age_in(world, days):
    """EVA comes to the age of consent in so many days."""
    return world.today.replace(year=world.today.year - 15) + timedelta(days=days)


@pytest.fixture
def eva(offered, as_owner):
    """EVA, who has an account of her own, and whose birthday a test may move."""
    own_account(offered, offered.eva)
    young_from(offered, 13)

    def born(on):
        with as_owner():
            Child.objects.filter(pk=offered.eva.pk).update(born_on=on)
        return offered.eva

    return born


def test_a_pregnant_woman_answers_herself_and_nobody_else(offered):
    case = begun(offered, "pregnant", offered.siri)
    assert answering(offered, offered.siri, case) == {"Amalie Foss"}
    invited(offered, offered.siri, case, "ppt")
    assert not consented(offered, offered.siri, case, "ppt")
    says_yes(offered, offered.siri, case, "ppt")
    assert consented(offered, offered.siri, case, "ppt")


def test_nobody_else_answers_for_her_whatever_they_are_to_her(offered, as_owner):
    case = begun(offered, "pregnant", offered.siri)
    with as_owner():
        Guardianship.objects.create(
            child_id=case.child_id, guardian=offered.frank.person, kind="guardian",
            parental_responsibility=True, from_on=offered.today,
        )  # fmt: skip
    shared_with_family(case)
    assert answering(offered, offered.siri, case) == {"Amalie Foss"}
    assert follows(offered, offered.frank.person) == set()


def test_her_case_is_at_the_unit_of_whoever_met_her_and_on_her_own_page_alone(offered, as_owner):
    case = begun(offered, "pregnant", offered.siri)
    assert case.unit.code == "helsestasjonen"
    with as_owner():
        herself = Person.objects.get(guardianships__child=case.child_id)
    assert follows(offered, herself) == set()
    shared_with_family(case)
    assert follows(offered, herself) == {case.pk}
    assert follows(offered, offered.mona.person) == set()


def test_a_leader_finds_whom_it_is_about_on_the_worklist(offered):
    """MARTE is not in the team. A sealed case is on no list, nor is the row it is about."""
    case = begun(offered, "group", offered.kari)
    with offered.as_(offered.marte):
        assert Child.objects.filter(pk=case.child_id).exists()
    with offered.as_(offered.kari):
        moves.seal(case=case, reason="Slag", seat=offered.kari.seat, now=offered.now)
    with offered.as_(offered.marte):
        assert not Child.objects.filter(pk=case.child_id).exists()


def test_the_same_woman_is_met_again_only_by_those_in_her_team(offered, as_owner):
    """Whether a colleague has a case on her is not to be found out by trying."""
    with as_owner():
        person = Person.objects.create(username="ida", name="Ida Moen", is_staff=True)
        seat = Seat.objects.create(
            person=person, unit=offered.siri.seat.unit, role="worker", title="Jordmor",
            from_at=offered.now - timedelta(days=9),
        )  # fmt: skip
    first, again = begun(offered, "pregnant", offered.siri), begun(offered, "pregnant", offered.siri)
    assert first.child_id == again.child_id
    assert begun(offered, "pregnant", Somebody(person, seat)).child_id != first.child_id


def test_a_young_person_answers_alone_from_the_midnight_of_the_birthday(offered, eva):
    case = begun(offered, "youth", offered.tom, eva(of_age_in(offered, 1)))
    assert answering(offered, offered.tom, case) == {"Grete Myhre"}
    midnight = offered.now.replace(hour=23, minute=0)  # in UTC; it is midnight in Oslo
    with offered.as_(offered.tom, midnight - timedelta(seconds=1)):
        assert {must.guardian.name for must in who_must_answer(case.pk)} == {"Grete Myhre"}
    with offered.as_(offered.tom, midnight):
        assert {must.guardian.name for must in who_must_answer(case.pk)} == {"Eva Myhre"}


def test_what_the_guardians_have_said_yes_to_ends_with_their_say(offered, eva):
    case = begun(offered, "youth", offered.tom, eva(of_age_in(offered, 1)))
    invited(offered, offered.tom, case, "health")
    says_yes(offered, offered.tom, case, "health")
    assert consented(offered, offered.tom, case, "health")
    offered.set_clock(offered.now + timedelta(days=1))
    assert not consented(offered, offered.tom, case, "health")


def test_guardians_follow_a_young_persons_case_only_while_they_answer(offered, eva):
    case = begun(offered, "youth", offered.tom, eva(of_age_in(offered, 1)))
    shared_with_family(case)
    own = Person.objects.none()
    with offered.as_(offered.tom):
        own = Guardianship.objects.select_related("guardian").get(child=offered.eva, kind="self").guardian
    assert (follows(offered, offered.grete.person), follows(offered, own)) == ({case.pk}, set())
    eva(of_age_in(offered, 0))
    assert (follows(offered, offered.grete.person), follows(offered, own)) == (set(), {case.pk})


def test_where_nobody_is_there_to_answer_nobody_has_said_yes(offered):
    """EVA is fifteen, and has no account of her own."""
    case = begun(offered, "youth", offered.tom, offered.eva)
    assert answering(offered, offered.tom, case) == set()
    invited(offered, offered.tom, case, "health")
    assert not consented(offered, offered.tom, case, "health")


def test_of_a_family_every_guardian_answers_and_follows(offered):
    """ARNE has no parental responsibility; the plan is about him too."""
    own_account(offered, offered.eva)
    case = begun(offered, "family", offered.tom, offered.eva)
    assert answering(offered, offered.tom, case) == {"Grete Myhre", "Arne Myhre"}
    shared_with_family(case)
    assert follows(offered, offered.arne.person) == follows(offered, offered.grete.person) == {case.pk}


def test_what_somebody_is_to_herself_counts_in_no_case_about_a_child(offered, as_owner):
    account = own_account(offered, offered.eva)
    with as_owner():
        Guardianship.objects.filter(guardian=account).update(parental_responsibility=True)
    case = begun(offered, "child", offered.tom, offered.eva)
    shared_with_family(case)
    assert answering(offered, offered.tom, case) == {"Grete Myhre"}
    assert follows(offered, account) == set()


def test_who_answers_is_told_to_those_in_the_team_alone(offered):
    case = begun(offered, "pregnant", offered.siri)
    for who, told in ((offered.siri, 1), (offered.kari, 0), (offered.per, 0), (offered.lars, 0)):
        with offered.as_(who):
            assert seen("select count(*) from who_must_answer(%s)", case.pk) == told


@pytest.mark.parametrize(
    ("subject", "instead"), [("child", "youth"), ("group", "child"), ("pregnant", "family")]
)
def test_whom_a_case_is_about_is_said_once(offered, as_owner, subject, instead):
    who = offered.siri if subject == "pregnant" else offered.kari
    case = begun(offered, subject, who)
    change = ("update cases_case set subject = %s where id = %s", instead, case.pk)
    kind = ("update people_child set kind = 'child' where id = %s and kind <> 'child'", case.child_id)
    with offered.as_(who):
        assert attempt(change) == DENIED
        assert attempt(kind) == DENIED
    with as_owner():
        assert attempt(change) == ON_RECORD
        if subject != "child":
            assert attempt(kind) == ON_RECORD


@pytest.mark.parametrize(
    ("subject", "who"),
    [("pregnant", "kari"), ("group", "nora"), ("group", "henrik"), ("pregnant", "mona")],
)
def test_nobody_begins_a_case_that_is_not_for_them(offered, subject, who):
    orders = {
        "pregnant": ("select a_pregnant_woman('A', 'B', '2000-01-01')",),
        "group": ("select a_group(%s)", offered.ola.group_id),
    }
    with offered.as_(getattr(offered, who)):
        assert attempt(orders[subject]) == DENIED


def test_a_case_is_about_what_its_row_is(offered):
    """A child of a group is no group, and no woman."""
    for subject in ("group", "pregnant"):
        with offered.as_(offered.kari), pytest.raises(DatabaseError) as refused:
            moves.open_case(
                child=offered.ola, subject=subject, seat=offered.kari.seat, text="x", category="",
                violence=False, adult_here=False, adult=None, share=False, wonder_on=offered.today,
                now=offered.now,
            )  # fmt: skip
        assert code_of(refused.value) == DENIED


def test_without_a_case_nobody_is_on_record(offered):
    with offered.as_(offered.siri):
        assert attempt(("select a_pregnant_woman('A', 'B', '2000-01-01')",)) == ON_RECORD
    with offered.as_(offered.kari):
        assert attempt(("select a_group(%s)", offered.ola.group_id)) == ON_RECORD


def test_a_pathway_that_offers_only_children_opens_no_other_case(world):
    with world.as_(world.kari):
        assert attempt(("select a_group(%s)", world.ola.group_id)) == DENIED
    with pytest.raises(DatabaseError):
        begun(world, "youth", world.kari)


def test_a_case_is_not_moved_to_a_version_that_has_no_such_cases(offered, as_owner):
    case = begun(offered, "group", offered.kari)
    to = {"case": case, "target": "", "reason": "Ny", "seat": offered.kari.seat, "now": offered.now}
    children_only = _published(offered, 1)
    with offered.as_(offered.kari), pytest.raises(moves.Refused):
        moves.move_to_version(version_id=children_only, **to)
    others = _published(offered, 2, ("[[category]]\n", OFFERED))
    with offered.as_(offered.kari):
        assert moves.move_to_version(version_id=others, **to)


def _published(world, minutes, *changes):
    with scratch.as_owner():
        text, later = changed(*changes), world.now + timedelta(minutes=minutes)
        return publish(municipality=world.municipality, text=text, now=later, using="default").pk
