"""What a way on asks for is done also when the case has ended: the one who has it is told until it is."""

from contextlib import nullcontext
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from laget.cases import services as cases
from laget.foundation.models import AccessLog
from laget.moves.models import RecordedFact
from own_pathways import four, published
from pages import read
from todays import today

FACT = "\n[[fact]]\n"
CLOSES = 'to = "closed"\n\n[[level.step.exit]]\nid = "level_1"'
ANSWERED = f'{FACT}id = "answered"\n{four("title", "Answered")}{four("to_do", "Answer them")}\n'


def duty(by):
    return (
        f'\n[[level.step.exit.duty]]\nfor = "answered"\nby = "{by}"\nat_most = "1 week"\n'
        f"{four('says', 'They wait for an answer.')}\n"
    )


def ended(world, by):
    published(
        world, (FACT, ANSWERED + FACT), (CLOSES, CLOSES.replace('"closed"\n', f'"closed"\n{duty(by)}', 1))
    )
    life = world.a_life()
    life.worry(share=True)
    world.make_ready(life, "0")
    life.go("close", "closed", "Det går bra nå.")
    return life


def there(life):
    return reverse("fact", args=[life.case.pk, "answered"])


@pytest.mark.parametrize(("by", "whose", "not_whose"), [("leader", "per", "kari"), ("author", "kari", "per")])
def test_whoever_has_it_is_told_today_and_nobody_else(world, by, whose, not_whose):
    life = ended(world, by)
    assert there(life) in today(world, getattr(world, whose))
    assert there(life) not in today(world, getattr(world, not_whose))


def test_only_what_is_owed_is_told_of_a_case_that_has_ended(world):
    life = ended(world, "leader")
    assert "Ask how it goes" not in today(world, world.per)
    assert str(life.case.pk) not in today(world, world.kari)


def test_the_page_of_the_case_says_what_is_left_and_whose_it_is(world):
    life = ended(world, "leader")
    shown = read(world, world.kari, reverse("case", args=[life.case.pk]))
    assert "Still to be done" in shown
    assert "They wait for an answer." in shown
    assert there(life) in shown


def test_when_it_is_done_it_is_gone(world):
    life = ended(world, "leader")
    done = world.client_of(world.per).post(
        there(life), {"form_key": str(uuid4()), "note": "", "happened_on": ""}
    )
    assert done.status_code == 302
    world.set_clock(world.now + timedelta(days=1))
    assert there(life) not in today(world, world.per)
    with world.as_(world.per) as cursor:
        cursor.execute("select owing_cases()")
        assert cursor.fetchone() == ([],)
    assert "Still to be done" not in read(world, world.per, reverse("case", args=[life.case.pk]))


def test_nothing_is_owed_in_a_case_that_should_never_have_been_written(world):
    life = ended(world, "leader")
    assert there(life) in today(world, world.per)
    life.reopen("Det var for tidlig.")
    life.register_in_error("Feil barn.")
    assert there(life) not in today(world, world.per)


def test_when_the_author_has_left_it_is_the_leaders(world):
    life = ended(world, "author")
    with world.as_(world.kari):
        cases.leave(case=life.case, seat=world.kari.seat, now=world.now)
    assert there(life) in today(world, world.per)


def test_those_who_have_nothing_left_leave_no_trace_of_having_seen_it(world, as_owner):
    life = ended(world, "leader")
    today(world, world.kari)
    with as_owner():
        seen = AccessLog.objects.filter(person_id=world.kari.person.pk, action="today").values_list(
            "seen", flat=True
        )
        assert life.case.pk not in {case for row in seen for case in row}


def test_what_is_owed_beside_a_sealed_case_is_told_with_the_warning_first(world):
    life = ended(world, "leader")
    assert "Suspicion of violence" not in today(world, world.per)
    world.a_case(sealed=True, days_ago=1)
    shown = today(world, world.per)
    assert "Suspicion of violence, ask child welfare first: Answer them" in shown
    assert there(life) not in shown
    assert there(life) in read(world, world.per, reverse("case", args=[life.case.pk]))


def test_past_all_pages_too_only_what_is_owed_is_said_of_a_case_that_has_ended(world):
    life = ended(world, "leader")
    for fact, refused in (("contact_named", True), ("answered", False)):
        said = {"fact": fact, "happened_on": world.today, "seat": world.kari.seat, "at": world.now}
        with world.as_(world.kari), raises_if(refused), transaction.atomic():
            RecordedFact.objects.create(case=life.case, **said)


def raises_if(refused):
    return pytest.raises(ProgrammingError, match="row-level") if refused else nullcontext()
