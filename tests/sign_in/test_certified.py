"""The whole way against a certified provider, which nobody here has written."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

import pytest
from django.urls import reverse
from joserfc.jwk import RSAKey

from laget.foundation.asking import PERSON
from laget.ops import state_folder
from laget.sign_in import provider as kept
from laget.sign_in.models import Tie
from laget.sign_in.people import digest_of
from sign_in.made_tokens import PID
from sign_in.walking import FAMILY_WAY, refused, start

PINNED = Path(__file__).parent / "certified"
HIGH, LOW = "idporten-loa-high", "idporten-loa-low"
BACK, OUT = f"http://testserver/sign-in/{FAMILY_WAY}/back", "http://testserver/sign-in"


def installed():
    """By its lock file, once for a version of it. Skips where there is no Node, or nothing to fetch from."""
    folder = state_folder() / "certified"
    lock = (PINNED / "package-lock.json").read_bytes()
    if not (folder / "done").exists() or (folder / "done").read_bytes() != lock:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(PINNED, folder)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
        (folder / "done").write_bytes(lock)
    shutil.copy(PINNED / "provider.js", folder)
    return folder


@pytest.fixture(scope="module")
def certified(key_file):
    try:
        folder = installed()
    except (OSError, subprocess.CalledProcessError) as error:
        if os.environ.get("LAGET_REQUIRE_NODE"):
            raise
        pytest.skip(f"no certified provider here: {error}")
    key = RSAKey.import_key(key_file.read_bytes()).as_dict(private=False)
    said = {"clientKey": {**key, "kid": "our-key", "use": "sig"}, "back": BACK, "out": OUT}
    process = subprocess.Popen(
        ["node", "provider.js", json.dumps(said)],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    yield next(line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:"))
    process.terminate()
    process.communicate(timeout=10)


@pytest.fixture(params=["RS256", "PS256", "ES256"])
def issuer(request, certified, settings, key_file):
    kept.forget()
    settings.SIGN_IN = {
        FAMILY_WAY: {
            "ISSUER": certified, "CLIENT_ID": f"laget-{request.param}", "KEY_FILE": str(key_file),
            "KEY_ID": "our-key", "SECRET_FILE": "", "LEVELS": "",
        }
    }  # fmt: skip
    settings.SIGN_IN_HASH_KEY = "a key that only the tests know, and nobody else"
    return certified


@pytest.fixture
def mona(world, issuer, as_owner):
    world.set_clock(datetime.now(UTC))  # the provider has a clock of its own
    with as_owner():
        Tie.objects.create(
            person=world.mona.person, kind="family", issuer=issuer, digest=digest_of(issuer, PID)
        )
    return world.mona


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    """Goes where it is sent, one step at a time, and keeps the provider's cookies."""

    def __init__(self):
        self.opener = build_opener(NoRedirect, HTTPCookieProcessor(CookieJar()))

    def next(self, address):
        with pytest.raises(HTTPError) as sent:
            self.opener.open(address, timeout=5)
        with sent.value as answer:
            assert answer.status in (302, 303)
            return answer.headers["Location"]

    def sign_in(self, issuer, address, account=PID, acr=HIGH):
        choice = self.next(address)
        assert choice.startswith("/choose/")
        onward = self.next(f"{issuer}{choice}?account={account}&acr={acr}")
        return self.next(onward if onward.startswith("http") else issuer + onward)


def test_a_mother_comes_in(client, world, issuer, mona):
    back = Browser().sign_in(issuer, start(client, FAMILY_WAY))
    assert back.startswith(f"{BACK}?code=")
    assert client.get(back).headers["Location"] == reverse("family")
    assert client.session[PERSON] == str(mona.person.pk)
    again = client.get(back)
    assert (again.status_code, client.session.get(PERSON)) == (400, str(mona.person.pk))
    assert f"url={issuer}/session/end?client_id=laget" in client.post(reverse("sign_out")).text


def test_a_mother_who_is_hardly_known_does_not(client, world, issuer, mona):
    refused(client, client.get(Browser().sign_in(issuer, start(client, FAMILY_WAY), acr=LOW)))


def test_a_stranger_does_not(client, world, issuer, mona):
    page = client.get(Browser().sign_in(issuer, start(client, FAMILY_WAY), account="29822099635"))
    assert page.status_code == 403
    assert PERSON not in client.session


def test_whoever_has_another_key_than_ours_gets_no_token(client, world, issuer, mona, settings, tmp_path):
    other = tmp_path / "other.pem"
    other.write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
    settings.SIGN_IN[FAMILY_WAY]["KEY_FILE"] = str(other)
    refused(client, client.get(Browser().sign_in(issuer, start(client, FAMILY_WAY))))
