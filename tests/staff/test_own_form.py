"""A municipality's own form: filled in on the case, saved anew each time, and never lost."""

from uuid import uuid4

import pytest
from django.db import DatabaseError

from laget.cases.forms_filled import Conflict, NotOffered, fill
from laget.cases.models import FilledForm
from laget.moves.services import Refused, record_fact
from own_pathways import four, published
from pressing import Page

PLAN = (
    f'[[form]]\nid = "plan"\nguardians = true\n{four("title", "Absence plan")}'
    f"{four('about', 'When a child is away.')}"
    f'[[form.field]]\nid = "why"\nrequired = true\n{four("ask", "What keeps Ola away?")}'
    f'[[form.field]]\nid = "since"\nkind = "date"\n{four("ask", "Since when?")}'
    f'[[form.field]]\nid = "where"\nkind = "choice"\n{four("ask", "Where is Ola then?")}'
    f'[[form.field.option]]\nid = "home"\n{four("title", "At home with the dog")}\n'
)
TOLD = 'done_when = ["leader_told"]\nunless'


@pytest.fixture
def case(world):
    published(
        world,
        ('[[level]]\nid = "0"', PLAN + '[[level]]\nid = "0"'),
        (TOLD, 'forms = ["plan"]\n' + TOLD.replace('"]', '", "filled.plan"]')),
    )
    return world.a_case()


def send(world, case, who, **answers):
    said = {f"answer-{name}": value for name, value in answers.items() if name != "based_on"}
    said |= {"based_on": answers.get("based_on", 0), "form_key": str(uuid4())}
    return world.client_of(who).post(f"/cases/{case.pk}/forms/plan", said)


def pressed(world, case, who, **answers):
    """What the browser sends: the fields as the page has them, and these answers."""
    client, address = world.client_of(who), f"/cases/{case.pk}/forms/plan"
    (form,) = [
        each for each in Page(client.get(address).text, address, str(world.today)).forms if each.offered
    ]
    said = {f"answer-{name}": value for name, value in answers.items()}
    return client.post(address, form.sent(form.buttons[0], **said))


def test_it_is_saved_as_the_page_sends_it_the_first_time_and_the_next(world, case):
    for why in ("Han er redd", "Han er mindre redd"):
        assert pressed(world, case, world.kari, why=why).status_code == 302
    assert [each.answers["why"] for each in of_the_case(world, case, world.kari)] == [
        "Han er redd",
        "Han er mindre redd",
    ]


def of_the_case(world, case, who):
    with world.as_(who):
        return list(FilledForm.objects.filter(case=case).order_by("version"))


def test_the_step_asks_for_the_form_and_leads_to_it(world, page, case):
    text = page(world.kari, f"/cases/{case.pk}")
    assert "Fill in: Absence plan" in text
    assert f'href="/cases/{case.pk}/forms/plan"' in text
    form = page(world.kari, f"/cases/{case.pk}/forms/plan")
    assert "What keeps Ola away?" in form
    assert "At home with the dog" in form


def test_what_is_filled_in_is_kept_shown_and_counts(world, page, case):
    assert (
        send(world, case, world.kari, why="He is afraid.", where="home", since="2026-11-02").status_code
        == 302
    )
    text = page(world.kari, f"/cases/{case.pk}")
    assert "Fill in: Absence plan" not in text
    assert "Filled in: Absence plan" in text
    seen = page(world.per, f"/cases/{case.pk}/forms/plan/seen")
    assert "He is afraid." in seen
    assert "At home with the dog" in seen
    assert "2. november 2026" in seen
    assert "Kari" in seen


def test_what_is_not_answered_is_asked_for_and_nothing_is_lost(world, case):
    answer = send(world, case, world.kari, where="home")
    assert answer.status_code == 422
    assert "checked" in answer.content.decode()
    assert not of_the_case(world, case, world.kari)


def test_saved_again_it_is_a_version_more_and_the_first_can_be_read(world, page, case):
    send(world, case, world.kari, why="He is afraid.")
    send(world, case, world.per, why="He is tired.", based_on=1)
    assert [each.answers["why"] for each in of_the_case(world, case, world.kari)] == [
        "He is afraid.",
        "He is tired.",
    ]
    assert "He is tired." in page(world.kari, f"/cases/{case.pk}/forms/plan")
    assert "He is afraid." in page(world.kari, f"/cases/{case.pk}/forms/plan/seen?version=1")


def test_of_two_at_once_the_second_is_told_what_the_first_wrote_and_loses_nothing(world, case):
    send(world, case, world.kari, why="He is afraid.")
    answer = send(world, case, world.per, why="He is tired.")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "He is afraid." in text
    assert "He is tired." in text
    assert 'name="based_on" value="1"' in text
    assert len(of_the_case(world, case, world.kari)) == 1


def test_what_somebody_has_begun_is_there_when_they_come_back(world, page, case):
    client = world.client_of(world.kari)
    form = client.get(f"/cases/{case.pk}/forms/plan").content.decode()
    draft = form.partition("/drafts/")[2].partition('"')[0]
    client.post(f"/drafts/{draft}", {"answer-why": "He is", "based_on": "0"})
    assert "He is" in page(world.kari, f"/cases/{case.pk}/forms/plan")
    assert "He is" not in page(world.per, f"/cases/{case.pk}/forms/plan")


def test_nobody_outside_the_team_reads_or_fills_it_in(world, case):
    send(world, case, world.kari, why="He is afraid.")
    client = world.client_of(world.tom)
    assert client.get(f"/cases/{case.pk}/forms/plan").status_code == 404
    assert client.get(f"/cases/{case.pk}/forms/plan/seen").status_code == 404
    assert not of_the_case(world, case, world.tom)


def test_where_violence_is_suspected_a_form_with_the_guardians_is_not_offered(world, page):
    published(world, ('[[level]]\nid = "0"', PLAN + '[[level]]\nid = "0"'))
    case = world.a_case(sealed=True)
    assert world.client_of(world.kari).get(f"/cases/{case.pk}/forms/plan").status_code == 404
    assert send(world, case, world.kari, why="He is afraid.").status_code == 404
    with world.as_(world.kari), pytest.raises(NotOffered):
        fill(case=case, form="plan", answers={}, based_on=0, seat=world.kari.seat, now=world.now)


def test_the_database_keeps_every_version_and_takes_no_other(world, case):
    send(world, case, world.kari, why="He is afraid.")
    row = (
        "insert into cases_filledform (id, case_id, form, version, answers, seat_id, at)"
        " values (%s, %s, %s, %s, '{}', %s, %s)"
    )
    for form, version in (("plan", 3), ("other", 1)):
        with pytest.raises(DatabaseError, match="row-level security"), world.as_(world.kari) as cursor:
            cursor.execute(row, [uuid4(), case.pk, form, version, world.kari.seat.pk, world.now])
    with pytest.raises(DatabaseError, match="permission denied"), world.as_(world.kari) as cursor:
        cursor.execute("update cases_filledform set answers = '{}'")


def test_the_fact_is_made_true_by_the_form_alone(world, case):
    said = {"named": "", "note": "", "happened_on": world.today, "seat": world.kari.seat, "now": world.now}
    with world.as_(world.kari), pytest.raises(Refused):
        record_fact(case=case, fact="filled.plan", **said)
    raw = (
        "insert into moves_recordedfact (id, case_id, fact, named, note, answer, happened_on, seat_id, at)"
        " values (%s, %s, 'filled.plan', '', '', '', %s, %s, %s)"
    )
    with pytest.raises(DatabaseError, match="row-level security"), world.as_(world.kari) as cursor:
        cursor.execute(raw, [uuid4(), case.pk, world.today, world.kari.seat.pk, world.now])


def test_a_version_that_is_not_the_last_is_refused_by_the_service(world, case):
    said = {"case": case, "form": "plan", "seat": world.kari.seat, "now": world.now}
    with world.as_(world.kari):
        fill(answers={"why": "a"}, based_on=0, **said)
    with world.as_(world.kari), pytest.raises(Conflict) as conflict:
        fill(answers={"why": "b"}, based_on=0, **said)
    assert conflict.value.current.answers == {"why": "a"}
