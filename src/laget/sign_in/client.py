"""We, as the provider meets us: where we send somebody, and what we ask for when they come back."""

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwt
from joserfc.jwk import RSAKey

from laget.sign_in.profiles import Way
from laget.sign_in.provider import keys_of, may_be_asked, metadata_of, post
from laget.sign_in.tokens import Expected, Refused, key_id_of, subject_of

BY_KEY = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ERROR = re.compile(r"[a-z_]{1,40}")  # such as access_denied: the standard's own words
LASTS = timedelta(minutes=10)
PROOF_LASTS = timedelta(minutes=1)


@dataclass(frozen=True)
class Begun:
    """A sign-in under way. Only the session of whoever began it knows it, and it is used once."""

    way: str
    state: str
    nonce: str
    verifier: str
    back: str
    until: float

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)


def begin(way: Way, back: str, language: str, now: datetime) -> tuple[str, Begun]:
    """The address to send somebody to, and what to remember until they are back at the address `back`."""
    metadata = metadata_of(way.issuer, now)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    begun = Begun(way.name, state, nonce, verifier, back, (now + LASTS).timestamp())
    asked = {
        "response_type": "code",
        "client_id": way.client_id,
        "redirect_uri": back,
        "scope": way.profile.scope,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": _base64(hashlib.sha256(begun.verifier.encode()).digest()),
        "code_challenge_method": "S256",
        "ui_locales": language,
        **_level_asked(way),
    }
    return _with(metadata["authorization_endpoint"], asked), begun


def finish(way: Way, begun: Begun, answer: Mapping[str, str], now: datetime) -> str:
    """Whom the provider says it is, by its own name for them. Raises Refused."""
    if now.timestamp() > begun.until:
        raise Refused("too late")
    metadata = metadata_of(way.issuer, now)
    _check_answer(answer, begun, way.issuer, metadata)
    given = _exchange(way, begun, answer["code"], metadata, now)
    token = given.get("id_token")
    if not isinstance(token, str):
        raise Refused("no ID token")
    expected = Expected(
        issuer=way.issuer,
        client_id=way.client_id,
        nonce=begun.nonce,
        level_claim=way.profile.level_claim,
        levels=way.levels,
        subject_claim=way.profile.subject_claim,
        now=now,
    )
    access_token = given.get("access_token")
    keys = keys_of(metadata["jwks_uri"], key_id_of(token), now)
    return subject_of(token, keys, expected, access_token if isinstance(access_token, str) else None)


def way_out(way: Way, back: str, language: str, now: datetime) -> str | None:
    """Where somebody is signed out of the provider too. It is told who we are, and not who they are."""
    endpoint = metadata_of(way.issuer, now).get("end_session_endpoint")
    asked = {"client_id": way.client_id, "post_logout_redirect_uri": back, "ui_locales": language}
    return _with(endpoint, asked) if isinstance(endpoint, str) and may_be_asked(endpoint) else None


def _level_asked(way: Way) -> dict[str, str]:
    if way.profile.level_claim == "acr":
        return {"acr_values": way.levels[0]}
    wanted = {"essential": True, "value": way.levels[0]}
    return {"claims": json.dumps({"id_token": {way.profile.level_claim: wanted}})}


def _check_answer(answer: Mapping[str, str], begun: Begun, issuer: str, metadata: Mapping[str, Any]) -> None:
    """That it is the answer to what we asked, from whom we asked (RFC 9207)."""
    if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
        raise Refused("state")
    says_who = metadata.get("authorization_response_iss_parameter_supported") is True
    if answer.get("iss", "" if says_who else issuer) != issuer:
        raise Refused("iss of the answer")
    if "error" in answer:
        said = answer["error"] if ERROR.fullmatch(answer["error"]) else "…"
        raise Refused(f"the provider said no: {said}")
    if not answer.get("code"):
        raise Refused("no code")


def _exchange(
    way: Way, begun: Begun, code: str, metadata: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": begun.back,
        "code_verifier": begun.verifier,
        "client_id": way.client_id,
    }
    if way.profile.proves_by == "secret":
        both = ":".join(quote(each, safe="") for each in (way.client_id, way.proof))
        named = "Basic " + base64.b64encode(both.encode()).decode()
        return post(metadata["token_endpoint"], form, {"Authorization": named})
    form |= {"client_assertion_type": BY_KEY, "client_assertion": _proof(way, metadata, now)}
    return post(metadata["token_endpoint"], form)


def _proof(way: Way, metadata: Mapping[str, Any], now: datetime) -> str:
    """Made with our key, for this once (private_key_jwt)."""
    at = int(now.timestamp())
    claims = {
        "iss": way.client_id,
        "sub": way.client_id,
        "aud": metadata[way.profile.speaks_to],
        "jti": secrets.token_urlsafe(16),
        "iat": at,
        "nbf": at,
        "exp": at + int(PROOF_LASTS.total_seconds()),
    }
    header = {"alg": way.profile.signs_with, way.profile.names_key_by: _name_of_key(way)}
    return jwt.encode(header, claims, RSAKey.import_key(way.proof), algorithms=[way.profile.signs_with])


def _name_of_key(way: Way) -> str:
    if way.profile.names_key_by == "kid":
        return way.key_id
    begins = way.proof.index("-----BEGIN CERTIFICATE-----")
    return _base64(x509.load_pem_x509_certificate(way.proof[begins:].encode()).fingerprint(SHA256()))


def _with(address: str, asked: Mapping[str, str]) -> str:
    return address + ("&" if "?" in address else "?") + urlencode(asked)


def _base64(written: bytes) -> str:
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()
