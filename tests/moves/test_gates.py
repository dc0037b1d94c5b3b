"""Doing without a fact for a while, and somebody else's look before an exit: the database holds to both."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from colours import NOW, PATHWAY, a_case
from laget.cases.models import Basis, TeamMember
from laget.foundation.asking import Asker, say
from laget.foundation.ids import uuid7
from laget.moves import services
from laget.moves.models import RecordedFact
from laget.moves.queries import facts_of, progress_of
from laget.pathway.publishing import publish
from laget.people.models import Municipality, Person, Seat

EXEMPTION = '[[exemption]]\nfor = "{fact}"\nby = "{by}"\nat_most = "3 days"\n\n[[category]]'


def gated(by="author"):
    text = PATHWAY.replace('version = "1"', 'version = "gated"')
    text = text.replace("[[category]]", EXEMPTION.format(fact="red", by=by), 1)
    return text.replace('requires = ["white"]', 'checked_by = "team"')


@pytest.fixture
def case(author, as_owner):
    with as_owner():
        later = NOW + timedelta(seconds=1)
        publish(municipality=Municipality.objects.get(), text=gated(), now=later, using="default")
    return a_case(author, ())


@pytest.fixture
def colleague(author, as_owner, case):
    with as_owner():
        person = Person.objects.create(name="Amir", is_staff=True, username="amir")
        seat = Seat.objects.create(
            person=person, unit=author.unit, role="worker", title="Teacher", from_at=NOW - timedelta(days=9)
        )
        TeamMember.objects.create(case=case, seat=seat, basis=Basis.OWN_SERVICE, from_at=NOW)
    return seat


def as_(seat, days=0):
    now = NOW + timedelta(days=days)
    say(Asker(seat.person_id, seat.pk), now)
    return now


def missing(case, now):
    return progress_of(case, facts_of([case])[case.pk], now).way_on("early").missing


def test_a_case_does_without_a_fact_until_the_last_day_of_the_exemption(author, case):
    services.exempt(case=case, fact="red", reason="The family is away", seat=author, now=as_(author))
    assert "red" not in missing(case, as_(author, days=3))
    assert "red" in missing(case, as_(author, days=4))


def test_a_case_that_ended_within_an_exemption_has_done_without_it(author, case):
    services.exempt(case=case, fact="red", reason="The family is away", seat=author, now=as_(author))
    services.register_in_error(case=case, reason="Not ours", seat=author, now=as_(author, days=1))
    as_(author, days=9)
    assert "exempt.red" in facts_of([case])[case.pk]


def test_only_whoever_the_pathway_names_lets_a_case_do_without(case, colleague):
    with pytest.raises(services.Refused):
        services.exempt(case=case, fact="red", reason="I think so", seat=colleague, now=as_(colleague))


def test_no_case_is_exempt_from_what_the_pathway_does_not_name(author, case):
    with pytest.raises(services.Refused):
        services.exempt(case=case, fact="green", reason="No", seat=author, now=as_(author))


@pytest.mark.parametrize("until", [None, NOW.date() + timedelta(days=4)])
def test_an_exemption_in_sql_ends_as_the_pathway_says(author, case, until):
    now = as_(author)
    with pytest.raises(DatabaseError), transaction.atomic():
        RecordedFact(
            pk=uuid7(),
            case=case,
            fact="exempt.red",
            note="For ever",
            happened_on=now.date(),
            until=until,
            seat=author,
            at=now,
        ).save(force_insert=True)


def test_whoever_looks_is_another_than_whoever_takes_the_way(author, case, colleague):
    services.exempt(case=case, fact="red", reason="Away", seat=author, now=as_(author))
    services.check_exit(case=case, exit_id="early", note="I have looked", seat=author, now=as_(author))
    with pytest.raises(services.Refused) as refused:
        take(case, author)
    assert refused.value.missing == ("checked.early",)
    services.check_exit(case=case, exit_id="early", note="So have I", seat=colleague, now=as_(colleague))
    take(case, author)
    case.refresh_from_db()
    assert case.level == "b"


def take(case, seat):
    services.take_exit(case=case, exit_id="early", target="level b", reason="", seat=seat, now=as_(seat))
