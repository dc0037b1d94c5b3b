"""An ID token opens the door when all of it is right. Each test here changes one thing, and it stays shut."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey, RSAKey

from laget.sign_in.tokens import Refused, key_id_of
from sign_in.made_tokens import (
    ACCESS,
    AT,
    CLAIMS,
    CLIENT,
    CURVE,
    EXPECTED,
    ISSUER,
    KEYS,
    NONCE,
    OURS,
    PID,
    STRANGER,
    by_hand,
    half_hash,
    plain,
    said,
    signed,
    whose,
    with_secret,
)  # fmt: skip

PUBLIC = OURS.as_dict(private=False)
OTHER_CURVE = ECKey.generate_key("P-384", {"kid": "e1"})
STRANGERS = ECKey.generate_key("P-256").as_dict(private=True)
TWO = {"keys": [PUBLIC, PUBLIC]}
TAMPERED = (lambda parts: f"{parts[0]}.{plain(json.dumps(said(pid='x')).encode())}.{parts[2]}")(
    signed().split(".")
)
DOUBLED = json.dumps(CLAIMS)[:-1].encode() + b', "pid": "22222222222"}'
ENDLESS = json.dumps(said("exp"))[:-1].encode() + b', "exp": Infinity}'
HUGE = json.dumps(said("exp"))[:-1].encode() + b', "exp": 1e400}'

FORGED = {
    "nothing": ("", "form"),
    "no token": ("abc", "form"),
    "two parts": (".".join(signed().split(".")[:2]), "form"),
    "four parts": (signed() + ".x", "form"),
    "five parts, as if it were encrypted": (signed() + ".x.y", "form"),
    "a head that is no JSON": ("!!!." + ".".join(signed().split(".")[1:]), "form"),
    "a head that is a list": (by_hand(["RS256"], CLAIMS), "form"),
    "letters of another alphabet": ("å.ø.æ", "form"),
    "no signature, and says so": (by_hand({"alg": "none", "kid": "k1"}, CLAIMS), "alg"),
    "no signature, and says so in capitals": (by_hand({"alg": "NONE", "kid": "k1"}, CLAIMS), "alg"),
    "no algorithm": (by_hand({"kid": "k1"}, CLAIMS), "form"),
    "an algorithm that is a list": (by_hand({"alg": ["RS256"], "kid": "k1"}, CLAIMS), "alg"),
    "signed with our public key as a secret": (with_secret(OURS.as_pem(private=False)), "alg"),
    "signed with the client's name as a secret": (with_secret(b"laget" * 8), "alg"),
    "an algorithm of another size": (signed(alg="RS512"), "alg"),
    "no signature at all": (by_hand({"alg": "RS256", "kid": "k1"}, CLAIMS), "signature"),
    "a stranger's signature under a known name": (signed(key=STRANGER), "signature"),
    "a stranger's key that it brings along": (
        signed(key=ECKey.import_key(STRANGERS), alg="ES256", kid="e1", jwk=STRANGERS),
        "signature",
    ),
    "other words under a right signature": (TAMPERED, "signature"),
    "half a signature": (signed()[:-40], "signature"),
    "a right key and another padding than it says": (
        ".".join([by_hand({"alg": "PS256", "kid": "k1"}, CLAIMS)[:-1], signed().split(".")[2]]),
        "signature",
    ),
    "a key of another kind": (signed(kid="e1"), "key"),
    "a key that nobody has": (signed(kid="k2"), "key"),
    "no name of a key": (signed(kid=None), "kid"),
    "an empty name of a key": (signed(kid=""), "kid"),
    "a name of a key that is a number": (by_hand({"alg": "RS256", "kid": 1}, CLAIMS), "kid"),
    "something that must be understood": (
        by_hand({"alg": "RS256", "kid": "k1", "crit": ["exp"], "exp": 1}, CLAIMS),
        "crit",
    ),
    "words that are not encoded": (by_hand({"alg": "RS256", "kid": "k1", "b64": False}, CLAIMS), "form"),
    "an access token": (signed(typ="at+jwt"), "typ"),
    "a token that signs out": (signed(typ="logout+jwt"), "typ"),
    "words that are no JSON": (signed(b"hello"), "claims"),
    "a list of claims": (signed(b"[]"), "claims"),
    "a claim that stands twice": (signed(DOUBLED), "claims"),
    "a number without an end": (signed(ENDLESS), "claims"),
    "JSON without a bottom": (signed(b"[" * 8000), "claims"),
    "another provider": (signed(said(iss="https://evil.example")), "iss"),
    "the provider with a slash more": (signed(said(iss=ISSUER + "/")), "iss"),
    "no provider": (signed(said("iss")), "iss"),
    "for another service": (signed(said(aud="other")), "aud"),
    "for nobody": (signed(said("aud")), "aud"),
    "for an empty list": (signed(said(aud=[])), "aud"),
    "for somebody whose name begins as ours": (signed(said(aud="laget-test")), "aud"),
    "for us as a part of a list of others": (signed(said(aud=["other", ["laget"]])), "aud"),
    "for us and another, without saying who asked": (signed(said(aud=[CLIENT, "other"])), "azp"),
    "for us and another, who asked": (signed(said(aud=[CLIENT, "other"], azp="other")), "azp"),
    "for us, and another asked": (signed(said(azp="other")), "azp"),
    "another sign-in": (signed(said(nonce="another")), "nonce"),
    "no sign-in": (signed(said("nonce")), "nonce"),
    "a sign-in that is a list": (signed(said(nonce=[NONCE])), "nonce"),
    "over": (signed(said(iat=AT - 200, exp=AT - 31)), "exp"),
    "without an end": (signed(said("exp")), "exp"),
    "an end in words": (signed(said(exp="tomorrow")), "exp"),
    "an end that is true": (signed(said(exp=True)), "exp"),
    "an end beyond all numbers": (signed(HUGE), "exp"),
    "over before it began": (signed(said(iat=AT + 20, exp=AT + 10)), "exp"),
    "an end beyond the days of any calendar": (signed(said(exp=10**400)), "exp"),
    "a beginning before all": (signed(said(iat=-1)), "iat"),
    "without a beginning": (signed(said("iat")), "iat"),
    "begun long ago": (signed(said(iat=AT - 601, exp=AT + 600)), "iat"),
    "begun in a while": (signed(said(iat=AT + 31, exp=AT + 600)), "iat"),
    "not valid yet": (signed(said(nbf=AT + 31)), "nbf"),
    "valid from a day that is true": (signed(said(nbf=True)), "nbf"),
    "valid from no day": (signed(said(nbf="x")), "nbf"),
    "of somebody who signs in in a while": (signed(said(auth_time=AT + 31)), "auth_time"),
    "given with another access token": (signed(said(at_hash=half_hash("other"))), "at_hash"),
    "given with half a hash": (signed(said(at_hash=half_hash(ACCESS)[:8])), "at_hash"),
    "of somebody who is hardly known": (signed(said(acr="idporten-loa-low")), "acr"),
    "of somebody of whom it is not said": (signed(said("acr")), "acr"),
    "of somebody known by a word that is longer": (signed(said(acr="idporten-loa-high-not")), "acr"),
    "of somebody known by a table": (signed(said(acr={"idporten-loa-high": True})), "acr"),
    "of nobody": (signed(said("pid")), "subject"),
    "of an empty name": (signed(said(pid=" ")), "subject"),
    "of half a letter": (signed(said(pid="\ud800")), "subject"),
    "of a name with a line in it": (signed(said(pid="1\n2")), "subject"),
    "of half a letter, in this sign-in": (signed(said(nonce="\ud800")), "nonce"),
    "of a number": (signed(said(pid=17912099997)), "subject"),
    "of a name without an end": (signed(said(pid="1" * 256)), "subject"),
}


@pytest.mark.parametrize("token, check", FORGED.values(), ids=FORGED)
def test_nobody_comes_in_by(token, check):
    with pytest.raises(Refused) as refused:
        whose(token)
    assert str(refused.value) == check


KEYS_NOT_FOR_THIS = {
    "there are none": {"keys": []},
    "they are no list": {"keys": {"k1": PUBLIC}},
    "nothing is said": {},
    "one is no key": {"keys": ["k1"]},
    "two have the name": TWO,
    "it is for secrets": {"keys": [{**PUBLIC, "use": "enc"}]},
    "it is for another algorithm": {"keys": [{**PUBLIC, "alg": "PS256"}]},
    "it is a curve": {"keys": [{**CURVE.as_dict(private=False), "kid": "k1"}]},
    "it is half a key": {"keys": [{"kid": "k1", "kty": "RSA"}]},
}


@pytest.mark.parametrize("keys", KEYS_NOT_FOR_THIS.values(), ids=KEYS_NOT_FOR_THIS)
def test_no_key_opens_where(keys):
    with pytest.raises(Refused, match=r"^key$"):
        whose(signed(), keys)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_short_key_opens_nothing():
    short = RSAKey.generate_key(1024, {"kid": "k1"})
    with pytest.raises(Refused, match="key length"):
        whose(signed(key=short), {"keys": [short.as_dict(private=False)]})


def test_a_curve_that_is_not_of_the_algorithm_opens_nothing():
    with pytest.raises(Refused, match="signature"):
        whose(by_hand({"alg": "ES256", "kid": "e1"}, CLAIMS, b"x" * 64), {"keys": [OTHER_CURVE.as_dict()]})


def test_a_hash_of_an_access_token_that_did_not_come_opens_nothing():
    for claimed in (half_hash(ACCESS), half_hash("")):
        with pytest.raises(Refused, match="at_hash"):
            whose(signed(said(at_hash=claimed)), access_token=None)


RIGHT = {
    "as it should be": signed(),
    "with a padding of chance": signed(alg="PS256"),
    "by a curve": signed(key=CURVE, alg="ES256", kid="e1"),
    "for us in a list": signed(said(aud=[CLIENT])),
    "for us and another, and we asked": signed(said(aud=[CLIENT, "other"], azp=CLIENT)),
    "by a clock that is a little before ours": signed(said(iat=AT + 29, nbf=AT + 29, auth_time=AT + 29)),
    "over a moment ago": signed(said(exp=AT - 29, iat=AT - 60)),
    "ten minutes old": signed(said(iat=AT - 600)),
    "without a hash": signed(said("at_hash")),
    "of somebody known well enough": signed(said(acr="idporten-loa-substantial")),
    "that says it is a token": signed(typ="jwt"),
}


@pytest.mark.parametrize("token", RIGHT.values(), ids=RIGHT)
def test_whoever_is_right_comes_in(token):
    assert whose(token) == PID


def test_how_surely_somebody_is_known_may_stand_in_a_list():
    expected = replace(EXPECTED, level_claim="acrs", levels=("c1",))
    assert whose(signed(said(acrs=["c1", "c2"])), expected=expected) == PID
    with pytest.raises(Refused, match="acrs"):
        whose(signed(said(acrs=["c2"])), expected=expected)


def test_what_is_refused_says_no_word_of_the_token():
    for token, check in FORGED.values():
        with pytest.raises(Refused) as refused:
            whose(token)
        assert refused.value.args == (check,)
        assert refused.value.__cause__ is None


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(name=st.sampled_from(sorted(CLAIMS)), value=ANYTHING)
def test_whatever_a_claim_is_somebody_is_known_or_refused(name, value):
    with suppress(Refused):
        assert isinstance(whose(signed(said(**{name: value}))), str)


@given(st.text() | st.builds(lambda *parts: ".".join(parts), st.text(), st.text(), st.text()))
def test_whatever_is_sent_is_refused(token):
    with pytest.raises(Refused):
        whose(token)
    with pytest.raises(Refused):
        key_id_of(token)


@given(ANYTHING)
def test_whatever_the_keys_are_a_token_is_refused(keys):
    for odd in ({"keys": keys}, {"keys": [keys]}, {"keys": [{**PUBLIC, "n": keys}]}):
        with pytest.raises(Refused):
            whose(signed(), odd)


def test_the_keys_here_are_right():
    assert {key["kid"] for key in KEYS["keys"]} == {"k1", "e1"}
