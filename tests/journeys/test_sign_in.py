"""In by those who sign people in, in a browser whose policy of our pages lets no form end elsewhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import RSAKey
from playwright.sync_api import expect

from journeys.conftest import Town, serving
from laget.ops import municipality, scratch
from laget.people.models import Seat
from laget.sign_in.models import Tie
from laget.sign_in.people import digest_of
from sign_in.made_tokens import KNOWN, PID
from sign_in.provider import Provider
from sign_in.provider import serving as signing_in
from walker import TWICE, Walker
from world import FILE, PEOPLE_BEGAN, found

pytestmark = pytest.mark.browser
HASH_KEY = "a key that only the tests know, and nobody else"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    key = rsa.generate_private_key(65537, 2048)
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    made = Provider(client_key=RSAKey.import_key(written))
    file = tmp_path_factory.mktemp("key") / "laget.pem"
    file.write_bytes(written)
    made.key_file = str(file)
    with signing_in(made):
        yield made


@pytest.fixture(scope="module")
def town(committed_db: Any, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Where ID-porten and Ansattporten sign people in; Kari works at two schools."""
    state = tmp_path_factory.mktemp("town")
    made = municipality.add(FILE, now=PEOPLE_BEGAN)
    with scratch.as_owner():
        world = found(made, state / "clock.json")
        Seat.objects.create(
            person=world.kari.person, unit=world.nora.seat.unit, role="worker", title="Vikar",
            from_at=PEOPLE_BEGAN,
        )  # fmt: skip
    environment = {"LAGET_MODE": "test", "LAGET_SIGN_IN_HASH_KEY": HASH_KEY}
    environment["LAGET_SIGN_IN"] = "idporten ansattporten"
    for name in ("idporten", "ansattporten"):
        environment |= {
            f"LAGET_SIGN_IN_{name.upper()}_{what}": value
            for what, value in {
                "ISSUER": provider.issuer(name), "CLIENT_ID": "laget", "KEY_ID": "our-key",
                "KEY_FILE": provider.key_file,
            }.items()
        }  # fmt: skip
    with serving(state, **environment) as address:
        yield Town(address, world)


@pytest.fixture
def known(town: Town, provider: Provider, settings: Any) -> None:
    settings.SIGN_IN_HASH_KEY = HASH_KEY
    with scratch.as_owner():
        Tie.objects.all().delete()
        for name, kind, who in (("idporten", "family", "mona"), ("ansattporten", "staff", "kari")):
            issuer, person = provider.issuer(name), getattr(town.world, who).person
            Tie.objects.create(person=person, kind=kind, issuer=issuer, digest=digest_of(issuer, PID))


@pytest.fixture(params=TWICE)
def walker(
    request: pytest.FixtureRequest, town: Town, screen: Any, provider: Provider, known: None
) -> Iterator[Walker]:
    """The provider is elsewhere, which on any other way would be a fault."""
    size, manner, _scripts = request.param.split()
    walker = screen(size, scripts=manner == "with")
    provider.now = town.world.now
    yield walker
    meant = (f"http://127.0.0.1:{provider.port}/", "status of 400", "status of 403")
    walker.faults = [fault for fault in walker.faults if not any(each in fault for each in meant)]


def there_and_back(walker: Walker, provider: Provider, name: str, title: str) -> None:
    provider.people = KNOWN[name]
    walker.page.get_by_role("button", name=f"Sign in with {title}").click()
    walker.page.get_by_role("link", name="Onward").click()


def in_english(walker: Walker) -> None:
    walker.leave_by(walker.page.get_by_role("button", name="English"))


def test_a_mother_comes_in_and_is_out_with_both(walker: Walker, provider: Provider) -> None:
    walker.go("/sign-in")
    walker.reads("Sign in")
    there_and_back(walker, provider, "idporten", "ID-porten")
    expect(walker.page).to_have_url(f"{walker.address}/family")
    in_english(walker)
    walker.page.locator("details.me summary").click()
    walker.page.get_by_role("button", name="Sign out").click()
    walker.page.get_by_role("link", name="Onward").click()
    expect(walker.page).to_have_url(f"{walker.address}/sign-in")
    walker.page.goto(f"{walker.address}/family")
    expect(walker.page).to_have_url(f"{walker.address}/sign-in")


def test_a_teacher_of_two_schools_chooses_and_her_words_come_back(walker: Walker, provider: Provider) -> None:
    walker.go("/sign-in")
    there_and_back(walker, provider, "ansattporten", "Ansattporten")
    walker.reads("What do you work as now?")
    walker.look()
    walker.press("Kontaktlærer")
    in_english(walker)
    walker.press("Report a worry")
    walker.choose("Which child?", "Ola")
    walker.fill("What have you seen or heard?", "He waits at the gate every morning.")
    walker.choose("Could it be about violence or abuse?", "No")
    walker.choose("Is it about an adult who works here?", "No")
    walker.page.context.clear_cookies()
    walker.press("Save and share with the leader there")
    walker.press("Sign in")
    walker.sees("What you wrote is kept.")
    there_and_back(walker, provider, "ansattporten", "Ansattporten")
    walker.press("Kontaktlærer")
    walker.look()
    walker.sees("He waits at the gate every morning.", "main")
    walker.leave_by(walker.page.locator("main form button"))
    if walker.page.locator("[name=belongs]").count():
        walker.press("Open a new case")
    walker.sees("He waits at the gate every morning.", "#timeline")


def test_a_stranger_and_a_fault_are_pages_too(walker: Walker, provider: Provider) -> None:
    walker.go("/sign-in")
    there_and_back(walker, provider, "idporten", "ID-porten")
    walker.page.goto(f"{walker.address}/sign-in/idporten/back?code=x&state=y")
    walker.reads("The sign-in did not work")
    walker.look()
    walker.press("Try again")
    provider.people = {**KNOWN["idporten"], "pid": "29822099635"}
    walker.page.get_by_role("button", name="Sign in with ID-porten").click()
    walker.page.get_by_role("link", name="Onward").click()
    walker.reads("There is nothing for you here")
    walker.does_not_see("Mona")
    walker.look()
