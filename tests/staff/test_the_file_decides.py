"""A fact, a deadline and a way on in the pathway file change pages and refusals, and no code."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError

from laget.moves.services import Refused, record_fact, take_exit
from laget.ops import scratch
from laget.pathway.publishing import publish
from pages import read

OLD = (Path(__file__).parents[2] / "pathways" / "nivaa-0-3.toml").read_text()
ASKED = "The bicycle is mended"
DUE = "Mend the bicycle within five working days."
WAY = "Ride home"


def four(key: str, text: str) -> str:
    return "\n".join(f'{key}.{language} = "{text}"' for language in ("nb", "nn", "da", "en"))


def changed() -> str:
    """The shipped file, as a municipality would change it: a little text, and a new version."""
    said = f"{four('title', ASKED)}\n{four('to_do', ASKED)}"
    fact = f'[[fact]]\nid = "bicycle"\nkind = "confirmed"\nlasts = "level"\n{said}\n\n'
    deadline = (
        '\n[[level.step.deadline]]\nfor = "bicycle"\nafter = "wonder_arose"\nat_most = "5 working days"\n'
        f"{four('says', DUE)}\n"
    )
    way = f'\n[[level.step.exit]]\nid = "ride_home"\n{four("title", WAY)}\nto = "closed"\n'
    text = OLD.replace('version = "1"', 'version = "2"', 1).replace("[[fact]]", fact + "[[fact]]", 1)
    old = 'done_when = ["leader_told"]\nresources'
    head, found, tail = text.partition(old.partition("\n")[0])
    assert found
    end = tail.index("\n[[level.step.deadline]]")
    return head + 'done_when = ["leader_told", "bicycle"]' + tail[:end] + deadline + way + tail[end:]


@pytest.fixture
def case(world):
    with scratch.as_owner():
        publish(municipality=world.municipality, text=changed(), now=world.now, using="default")
    return world.a_case()


def page(world, path):
    return read(world, world.kari, path)


def test_the_page_asks_for_the_new_fact_and_says_by_when(world, case):
    text = page(world, f"/cases/{case.pk}")
    assert ASKED in text
    assert DUE in text
    assert WAY in text


def test_the_way_on_is_refused_by_the_page_with_what_is_missing(world, case):
    client = world.client_of(world.kari)
    sent = {"form_key": str(uuid4()), "target": "closed", "reason": "It is well"}
    answer = client.post(f"/cases/{case.pk}/exits/ride_home", sent)
    assert answer.status_code == 422
    assert ASKED in answer.content.decode()
    assert f"/cases/{case.pk}/facts/bicycle" in answer.content.decode()


def test_the_way_on_is_refused_by_the_service_and_by_the_database(world, case):
    with world.as_(world.kari), pytest.raises(Refused) as refused:
        take_exit(
            case=case, exit_id="ride_home", target="closed", reason="x", seat=world.kari.seat, now=world.now
        )
    assert refused.value.missing == ("bicycle",)
    raw = (
        "insert into moves_move (id, case_id, kind, exit, target, from_level, reason, seat_id, at)"
        " values (%s, %s, 'exit', 'ride_home', 'closed', '', 'x', %s, %s)"
    )
    with pytest.raises(DatabaseError, match="Something is missing"), world.as_(world.kari) as cursor:
        cursor.execute(raw, [uuid4(), case.pk, world.kari.seat.pk, world.now])


def test_once_the_new_fact_is_recorded_the_new_way_is_open(world, case):
    with world.as_(world.kari):
        record_fact(
            case=case,
            fact="bicycle",
            named="",
            note="",
            happened_on=world.today,
            seat=world.kari.seat,
            now=world.now,
        )
        take_exit(
            case=case, exit_id="ride_home", target="closed", reason="x", seat=world.kari.seat, now=world.now
        )
        case.refresh_from_db()
    assert case.closed_at == world.now


def test_a_case_that_runs_stays_on_the_version_it_began_on(world):
    running = world.a_case()
    with scratch.as_owner():
        publish(municipality=world.municipality, text=changed(), now=world.now, using="default")
    assert ASKED not in page(world, f"/cases/{running.pk}")
