"""What we ask a provider for, what we take for an answer, and for how long we believe it."""

import base64
import time
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import RSAKey

from laget.sign_in import provider as kept
from laget.sign_in.client import begin, finish, way_out
from laget.sign_in.profiles import ways
from laget.sign_in.tokens import Refused
from sign_in.made_tokens import KNOWN, NOW, PID

BACK = "https://laget.example/sign-in/idporten/back"


class There:
    """Somebody on the way to a provider and back."""

    def __init__(self, provider, name="idporten", now=NOW):
        self.provider, self.now = provider, now
        self.way = ways()[name]
        self.address, self.begun = begin(self.way, BACK, "nn", now)

    def and_back(self, later=timedelta(seconds=5), **claims):
        self.provider.now = self.now + later
        address = self.provider.sign_in(self.address, **{**KNOWN[self.way.name], **claims})
        answer = dict(parse_qsl(urlsplit(address).query))
        return finish(self.way, self.begun, answer, self.now + later)


@pytest.fixture
def there(provider):
    return There(provider)


def asked(there):
    return dict(parse_qsl(urlsplit(there.address).query))


@pytest.mark.parametrize("name", KNOWN)
def test_each_of_the_four_says_who_it_is(provider, name):
    assert There(provider, name).and_back() in KNOWN[name].values()


def test_what_is_asked_for_says_how_surely_and_in_which_language(there):
    said = asked(there)
    assert said["acr_values"] == "idporten-loa-substantial"
    assert (said["ui_locales"], said["scope"], said["redirect_uri"]) == ("nn", "openid profile", BACK)
    assert "acr_values" not in asked(There(there.provider, "entra"))
    assert '"acrs": {"essential": true, "value": "c1"}' in asked(There(there.provider, "entra"))["claims"]


def test_nobody_is_sent_twice_with_the_same_words(provider):
    one, other = asked(There(provider)), asked(There(provider))
    assert all(one[name] != other[name] for name in ("state", "nonce", "code_challenge"))


def test_we_prove_who_we_are_by_a_key_of_a_name(there):
    there.and_back()
    ((header, claims),) = there.provider.proofs
    assert (header["kid"], header["alg"]) == ("our-key", "RS256")
    assert claims["aud"] == there.way.issuer
    assert claims["exp"] - claims["iat"] == 60
    There(there.provider).and_back()
    assert there.provider.proofs[1][1]["jti"] != claims["jti"]


def test_entra_knows_our_key_by_its_certificate(provider, key_file):
    There(provider, "entra").and_back()
    ((header, claims),) = provider.proofs
    written = key_file.read_bytes()
    certificate = x509.load_pem_x509_certificate(written[written.index(b"-----BEGIN CERT") :])
    print_ = base64.urlsafe_b64encode(certificate.fingerprint(SHA256())).rstrip(b"=").decode()
    assert (header["x5t#S256"], header["alg"]) == (print_, "PS256")
    assert claims["aud"] == provider.issuer("entra") + "/token"


def test_feide_gets_a_secret_and_no_key(provider):
    There(provider, "feide").and_back()
    assert provider.proofs == []


WRONG_ANSWERS = {
    "an answer to somebody else": ({"state": "x" * 43}, "state"),
    "an answer to nobody": ({"state": None}, "state"),
    "an answer of another provider": ({"iss": "https://evil.example"}, "iss of the answer"),
    "an answer that does not say of whom, though it should": ({"iss": None}, "iss of the answer"),
    "a no": ({"error": "access_denied"}, "the provider said no: access_denied"),
    "a no in words of its own": ({"error": "Kari Lund"}, "the provider said no: …"),
    "no code": ({"code": None}, "no code"),
    "a code that nobody gave": ({"code": "stolen"}, "answer of the provider: 400"),
}


@pytest.mark.parametrize("answer, check", WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_nobody_comes_in_by(there, answer, check):
    there.provider.answer = answer
    with pytest.raises(Refused) as refused:
        there.and_back()
    assert str(refused.value) == check


def test_who_does_not_say_that_it_says_who_it_is_need_not(provider):
    provider.metadata = {"authorization_response_iss_parameter_supported": None}
    provider.answer = {"iss": None}
    assert There(provider).and_back() == PID
    provider.answer = {"iss": "https://evil.example"}
    with pytest.raises(Refused, match="iss of the answer"):
        There(provider).and_back()


WRONG_TOKENS = {
    "for another service": ({"aud": "other"}, "aud"),
    "of another sign-in": ({"nonce": "other"}, "nonce"),
    "of somebody hardly known": ({"acr": "idporten-loa-low"}, "acr"),
    "of another provider": ({"iss": "https://evil.example"}, "iss"),
    "of nobody": ({"pid": ""}, "subject"),
    "of another access token": ({"at_hash": "x"}, "at_hash"),
}


@pytest.mark.parametrize("claims, check", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
def test_a_token_is_refused(there, claims, check):
    there.provider.claims = claims
    with pytest.raises(Refused) as refused:
        there.and_back()
    assert str(refused.value) == check


@pytest.mark.parametrize("given", [{"id_token": None}, {"id_token": 7}, {"id_token": ""}])
def test_no_token_is_refused(there, given):
    there.provider.given = given
    with pytest.raises(Refused):
        there.and_back()


def test_after_ten_minutes_it_is_too_late(there):
    assert There(there.provider).and_back(later=timedelta(minutes=10)) == PID
    with pytest.raises(Refused, match="too late"):
        there.and_back(later=timedelta(minutes=10, seconds=1))


def test_another_verifier_gets_no_token(there):
    there.begun = replace(there.begun, verifier="x" * 43)
    with pytest.raises(Refused, match="answer of the provider"):
        there.and_back()


WRONG_METADATA = {
    "it is another": ({"issuer": "https://evil.example"}, "issuer of the provider"),
    "it has no keys": ({"jwks_uri": None}, "addresses of the provider"),
    "its keys are not private on the way": ({"jwks_uri": "http://idporten.no"}, "addresses of the provider"),
    "its keys are a file": ({"jwks_uri": "file:///etc/passwd"}, "addresses of the provider"),
    "its page is a script": ({"authorization_endpoint": "javascript:alert(1)"}, "addresses of the provider"),
    "its box is a number": ({"token_endpoint": 7}, "addresses of the provider"),
    "its address is half": ({"token_endpoint": "https://["}, "addresses of the provider"),
    "it cannot tell us from a thief": (
        {"code_challenge_methods_supported": ["plain"]}, "the provider knows no S256",
    ),
}  # fmt: skip


@pytest.mark.parametrize("metadata, check", WRONG_METADATA.values(), ids=WRONG_METADATA)
def test_nobody_is_sent_to_a_provider_when(provider, metadata, check):
    provider.metadata = metadata
    with pytest.raises(Refused) as refused:
        There(provider)
    assert str(refused.value) == check


BROKEN = {
    "it is down": (503, b""),
    "it sends us elsewhere": (302, b"https://evil.example/"),
    "it says no JSON": (200, b"hello"),
    "it says a list": (200, b"[]"),
    "it says more than anybody reads": (200, b'{"a": "' + b"x" * 1_000_001 + b'"}'),
    "it says JSON without a bottom": (200, b"[" * 100_000),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("kind", ["openid-configuration", "jwks", "token"])
def test_nobody_comes_in_when(provider, kind, answer):
    provider.broken = {kind: answer}
    with pytest.raises(Refused, match="answer of the provider"):
        There(provider).and_back()


def test_nobody_is_followed_to_where_a_provider_sends_us(provider):
    provider.broken = {"openid-configuration": (302, b"/idporten/moved")}
    with pytest.raises(Refused, match="answer of the provider: 302"):
        There(provider)
    assert provider.asked == ["/idporten/.well-known/openid-configuration"]


def test_one_that_has_just_failed_is_left_alone_for_a_moment(provider):
    provider.broken = {"openid-configuration": (503, b"")}
    with pytest.raises(Refused, match="answer of the provider: 503"):
        There(provider)
    provider.broken = {}
    with pytest.raises(Refused, match="a moment ago"):
        There(provider, now=NOW + timedelta(seconds=9))
    assert len(provider.asked) == 1
    assert There(provider, now=NOW + timedelta(seconds=10)).and_back() == PID


def test_a_provider_that_is_gone_is_told_at_once(provider, settings):
    settings.SIGN_IN["idporten"]["ISSUER"] = "http://127.0.0.1:1/idporten"
    began = time.monotonic()
    with pytest.raises(Refused, match="answer of the provider"):
        There(provider)
    assert time.monotonic() - began < 5


def test_outside_tests_only_https_is_asked(there, settings):
    settings.MODE = "production"
    kept.forget()
    with pytest.raises(Refused, match="address of the provider"):
        There(there.provider)


def test_what_it_said_of_itself_is_kept_for_an_hour(provider):
    for minutes in (0, 1, 59):
        There(provider, now=NOW + timedelta(minutes=minutes)).and_back()
    once = [path for path in provider.asked if not path.endswith("token")]
    assert len(once) == 2
    There(provider, now=NOW + timedelta(minutes=61)).and_back()
    assert len([path for path in provider.asked if not path.endswith("token")]) == 4


def test_a_new_key_is_asked_for_once_a_minute_at_most(provider):
    There(provider).and_back()
    provider.key = RSAKey.generate_key(2048, {"kid": "p2", "use": "sig"})
    for _ in range(3):
        with pytest.raises(Refused, match="key"):
            There(provider, now=NOW + timedelta(seconds=20)).and_back()
    assert provider.asked.count("/idporten/jwks") == 1
    assert There(provider, now=NOW + timedelta(seconds=70)).and_back() == PID
    assert provider.asked.count("/idporten/jwks") == 2


def test_the_provider_is_told_who_we_are_when_somebody_leaves_and_not_who_they_are(there):
    said = dict(parse_qsl(urlsplit(way_out(there.way, BACK, "da", NOW)).query))
    assert said == {"client_id": "laget", "post_logout_redirect_uri": BACK, "ui_locales": "da"}


@pytest.mark.parametrize("endpoint", [None, 7, "javascript:alert(1)", "http://idporten.no/logout"])
def test_one_that_knows_no_way_out_has_none(provider, endpoint):
    provider.metadata = {"end_session_endpoint": endpoint}
    assert way_out(There(provider).way, BACK, "nb", NOW) is None
