"""Everybody sees where they are signed in, and signs out of a place they do not know."""

import pytest

from laget.foundation.sessions import device_of

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"

pytestmark = pytest.mark.django_db


def test_one_signs_out_somewhere_else(world):
    world.in_english(world.kari)
    here, there = world.client_of(world.kari), world.client_of(world.kari)
    page = here.get("/sessions").text
    (end,) = [part.split('"')[0] for part in page.split('action="/sessions/')[1:]]
    assert "This one" in page
    here.post(f"/sessions/{end}")
    assert there.get("/cases").status_code == 302
    assert here.get("/cases").status_code == 200


def test_nobody_sees_or_ends_anothers(world):
    kari, per = world.client_of(world.kari), world.client_of(world.per)
    world.client_of(world.kari)
    (end,) = [part.split('"')[0] for part in kari.get("/sessions").text.split('action="/sessions/')[1:]]
    assert 'action="/sessions/' not in per.get("/sessions").text
    per.post(f"/sessions/{end}")
    assert f"/sessions/{end}" in kari.get("/sessions").text


def test_a_guardian_has_the_page_too_and_a_stranger_has_none(world, client):
    assert world.client_of(world.mona).get("/sessions").status_code == 200
    assert client.get("/sessions").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "said, device",
    [
        (CHROME, "Chrome, Windows"),
        (CHROME + " Edg/140.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox, Android"),
        ("<script>", ""),
    ],
)
def test_a_device_is_told_by_its_browser_and_system_and_nothing_more(said, device):
    assert device_of(said) == device
