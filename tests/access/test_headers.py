"""Every answer, files and errors too, tells the browser to keep to itself; every cookie is for us alone."""

import pytest
from django.urls import get_resolver

from guards.test_doors import pages
from laget.foundation.ids import uuid7

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILE = "/static/laget/laget.css"

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(world):
    """What stands in an address, where it is known."""
    case = world.a_case(at_level="2", ready=True)
    return {"case_id": case.pk, "child_id": case.child_id, "person_id": world.mona.person.pk}


def addresses(here):
    for page in pages(get_resolver()):
        address = "/" + str(page.pattern)
        for name, converter in page.pattern.converters.items():
            value = here.get(name, uuid7()) if type(converter).__name__ == "UUIDConverter" else "some"
            for kind in ("uuid", "slug", "str"):
                address = address.replace(f"<{kind}:{name}>", str(value))
        yield address


def assert_right(answer, where):
    for name, value in ALWAYS.items():
        assert answer.headers.get(name) == value, (where, name)
    policy = answer.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, where
    assert "unsafe" not in policy and "*" not in policy, where
    assert "camera=()" in answer.headers.get("Permissions-Policy", ""), where
    assert "Access-Control-Allow-Origin" not in answer.headers, where
    for cookie in answer.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax", (where, cookie.key)


def test_on_every_page_for_everybody(world, here, client):
    browsers = [client, *(world.client_of(who) for who in (world.kari, world.per, world.mona))]
    answered = set()
    for address in addresses(here):
        for browser in browsers:
            browser.raise_request_exception = False
            answer = browser.get(address)
            assert answer.status_code < 500, address
            assert_right(answer, address)
            if browser is not client or answer.status_code != 200:
                assert answer.headers["Cache-Control"] == "no-store", address
            answered.add(answer.status_code)
    assert {200, 302, 404, 405} <= answered


def test_on_a_file_and_on_what_is_not_there(world, client):
    for where, status in ((FILE, 200), ("/static/nothing.css", 404), ("/nowhere", 404)):
        answer = client.head(where)
        assert answer.status_code == status
        assert_right(answer, where)


def test_on_errors(world, monkeypatch):
    browser = world.client_of(world.kari)
    browser.raise_request_exception = False
    monkeypatch.setattr("laget.staff.views.today.told_apart", lambda rows: 1 / 0)
    broken = browser.get("/")
    assert broken.status_code == 500
    assert_right(broken, "500")
    strange = browser.get("/", headers={"host": "another.example"})
    assert strange.status_code == 400
    assert_right(strange, "400")


def test_what_the_browser_keeps_is_only_ours(world, client, settings):
    settings.SESSION_COOKIE_SECURE = True
    for where, field in (("/language", {"language": "nn"}), ("/appearance", {"scheme": "dark"})):
        (cookie,) = client.post(where, field).cookies.values()
        assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax"
