"""A case about a group: who sees it, who comes in, and that no child is named in it."""

import unicodedata
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.answers import answering, consented, invited
from access.raw import DENIED, ON_RECORD, attempt, code_of, seen
from child_names import EXAMPLES
from laget.cases.models import Case
from laget.consents import services as consents
from laget.foundation.ids import uuid7
from laget.people.models import Child
from laget.rules.child_names import spoken
from subjects import begun

NAMES_A_CHILD = "LG007"
NO_LETTERS = ("Cs", "Cn", "Co")


def test_that_a_woman_or_a_group_is_on_record_only_those_learn_who_see_the_case(offered):
    of_woman, of_group = begun(offered, "pregnant", offered.siri), begun(offered, "group", offered.kari)
    for who, known in ((offered.siri, {of_woman}), (offered.kari, {of_group}), (offered.per, {of_group})):
        with offered.as_(who):
            assert set(Child.objects.exclude(kind="child")) == {case.child for case in known}
    for who in (offered.tom, offered.liv, offered.nora, offered.lars):
        with offered.as_(who):
            assert not Child.objects.exclude(kind="child").exists()


def test_a_group_is_on_record_once_and_asks_nobody(offered):
    first, second = begun(offered, "group", offered.kari), begun(offered, "group", offered.kari)
    assert first.child_id == second.child_id
    assert first.child.name == first.child.initials == "4B"
    assert answering(offered, offered.kari, first) == set()
    assert not consented(offered, offered.kari, first, "health")
    invited(offered, offered.kari, first, "health")
    assert consented(offered, offered.kari, first, "health")
    assert offered.facts(first)["consent_given"] == offered.today, "from the invitation"
    with offered.as_(offered.kari):
        consents.take_back_invitation(
            case=first, service=offered.services["health"], seat=offered.kari.seat, now=offered.now
        )
    assert not consented(offered, offered.kari, first, "health")


def test_an_invited_service_joins_the_case_of_a_group_without_consent_and_sees_it_then(offered):
    case = begun(offered, "group", offered.kari)
    invited(offered, offered.kari, case, "health")
    with offered.as_(offered.siri):
        assert not Case.objects.filter(pk=case.pk).exists()
    with offered.as_(offered.kari):
        consents.let_in(case=case, to_seat=offered.siri.seat, now=offered.now)
    later = offered.now + timedelta(minutes=1)
    with offered.as_(offered.siri, later):
        assert Case.objects.filter(pk=case.pk).exists()
    with offered.as_(offered.lars, later):
        assert not Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize("words", ["Mora til Ola Strand ringte.", "STRAND er ute.", "Det er Strands venner."])
def test_no_child_of_a_group_is_named_in_its_concern(offered, words):
    with pytest.raises(DatabaseError) as refused:
        begun(offered, "group", offered.kari, text=words)
    assert code_of(refused.value) == NAMES_A_CHILD


def test_a_word_that_only_begins_as_a_name_is_no_name(offered):
    assert begun(offered, "group", offered.kari, text="De bader ved strandkanten.")


@pytest.mark.parametrize(("names", "text", "named"), EXAMPLES)
def test_the_database_finds_the_names_that_the_rules_find(offered, as_owner, names, text, named):
    with as_owner():
        classmates = Child.objects.filter(group=offered.ola.group_id, kind="child")
        classmates.update(family_name="")
        for child, name in zip(classmates.order_by("pk"), names.split("|"), strict=False):
            Child.objects.filter(pk=child.pk).update(family_name=name)
        assert (seen("select child_named(%s, %s)", offered.ola.group_id, text) or "") == named


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cn", "Co"])))
def test_rules_and_database_read_all_words_alike(as_owner, db, text):
    with as_owner():
        assert seen("select spoken(%s)", text) == spoken(text)


def test_of_every_letter_that_is_rules_and_database_hear_the_same(as_owner, db):
    letters = [chr(each) for each in range(1, 0x110000) if unicodedata.category(chr(each)) not in NO_LETTERS]
    texts = ["x".join(letters[start : start + 50]) for start in range(0, len(letters), 50)]
    with as_owner():
        heard = seen("select array(select spoken(each) from unnest(%s::text[]) each)", texts)
    assert heard == [spoken(text) for text in texts]


def test_a_worry_about_a_group_that_one_is_not_in_is_not_found_out_by_trying(offered):
    for case in (None, begun(offered, "group", offered.kari, share=False, violence=True)):
        with offered.as_(offered.amir):
            assert attempt(("select a_group(%s)", offered.ola.group_id)) == ON_RECORD, case


def test_one_alone_invites_no_other_service_into_the_case_of_a_group(offered):
    case = begun(offered, "group", offered.kari, share=False)
    with pytest.raises(DatabaseError) as refused:
        invited(offered, offered.kari, case, "health")
    assert code_of(refused.value) == DENIED


def test_whoever_does_not_know_the_group_learns_no_name_by_guessing(offered):
    case = begun(offered, "group", offered.kari)
    invited(offered, offered.kari, case, "ppt")
    with offered.as_(offered.kari):
        consents.let_in(case=case, to_seat=offered.lars.seat, now=offered.now)
    guess = "insert into cases_concern (id, case_id, seat_id, text, at) values (%s, %s, %s, %s, laget_now())"
    for who, told in ((offered.lars, ""), (offered.kari, "Strand")):
        with offered.as_(who, offered.now + timedelta(minutes=1)), connection.cursor() as cursor:
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                cursor.execute(guess, [uuid7(), case.pk, who.seat.pk, "Strand, Myhre eller Eira"])
            assert (refused.value.__cause__.diag.message_detail or "") == told
