"""Whether an ID token is what it says: for us, for this sign-in, now, from them, and sure enough of whom.

Nothing here asks for anything. A token that fails is refused by the name of the check, and never by a value.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

ALGORITHMS: dict[str, type[RSAKey] | type[ECKey]] = {"RS256": RSAKey, "PS256": RSAKey, "ES256": ECKey}
LEEWAY, OLDEST = timedelta(seconds=30), timedelta(minutes=10)
SHORTEST_RSA, LONGEST_SUBJECT, LAST_SECOND = 2048, 255, 1e11

Claims = dict[str, Any]


class Refused(Exception):
    """Somebody is not signed in. Says which check failed; a log may keep that, and nothing of the token."""


@dataclass(frozen=True)
class Expected:
    """What a token of this sign-in says. `levels`: of which `level_claim` is one, or holds one."""

    issuer: str
    client_id: str
    nonce: str
    level_claim: str
    levels: Sequence[str]
    subject_claim: str
    now: datetime


def subject_of(token: str, keys: Mapping[str, Any], expected: Expected, access_token: str | None) -> str:
    """Whom the provider says it is, by its own name for them. Raises Refused."""
    claims = _signed(token, keys)
    _check_parties(claims, expected)
    _check_times(claims, expected.now)
    _check_access_token(claims, access_token)
    _check_level(claims, expected)
    subject = claims.get(expected.subject_claim)
    if not isinstance(subject, str) or not subject.isprintable():
        raise Refused("subject")
    if not 0 < len(subject.strip()) <= LONGEST_SUBJECT:
        raise Refused("subject")
    return subject.strip()


def key_id_of(token: str) -> str:
    """Before anything in it is believed: only to know whether its key has to be fetched."""
    key_id = _header(token).get("kid")
    if not isinstance(key_id, str) or not key_id:
        raise Refused("kid")
    return key_id


def _header(token: str) -> dict[str, Any]:
    try:
        return jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError, RecursionError):
        raise Refused("form") from None


def _signed(token: str, keys: Mapping[str, Any]) -> Claims:
    header = _header(token)
    if header.get("alg") not in tuple(ALGORITHMS):
        raise Refused("alg")
    if "crit" in header:
        raise Refused("crit")
    if str(header.get("typ", "JWT")).upper() != "JWT":
        raise Refused("typ")
    key = _key(header["alg"], key_id_of(token), keys)
    try:
        signed = jws.deserialize_compact(token, key, algorithms=[header["alg"]])
    except (JoseError, ValueError, TypeError):
        raise Refused("signature") from None
    return _claims(signed.payload)


def _key(alg: str, key_id: str, keys: Mapping[str, Any]) -> RSAKey | ECKey:
    """The one of that name, made for signing by that algorithm."""
    listed = keys.get("keys")
    named = [key for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []
    named = [key for key in named if key.get("kid") == key_id and key.get("use", "sig") == "sig"]
    if len(named) != 1 or named[0].get("alg", alg) != alg:
        raise Refused("key")
    try:
        key = ALGORITHMS[alg].import_key({name: named[0][name] for name in named[0] if name != "key_ops"})
    except (JoseError, ValueError, TypeError, KeyError):
        raise Refused("key") from None
    if isinstance(key, RSAKey) and key.raw_value.key_size < SHORTEST_RSA:
        raise Refused("key length")
    return key


def _claims(payload: bytes) -> Claims:
    """A name that stands twice is read in one way by one and in another by another: such a token is none."""
    try:
        claims = json.loads(payload, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused("claims") from None
    if not isinstance(claims, dict):
        raise Refused("claims")
    return claims


def _once(pairs: list[tuple[str, Any]]) -> Claims:
    if len({name for name, _value in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _no_number(word: str) -> None:
    raise ValueError


def _check_parties(claims: Claims, expected: Expected) -> None:
    if claims.get("iss") != expected.issuer:
        raise Refused("iss")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if expected.client_id not in audiences:
        raise Refused("aud")
    if len(audiences) > 1 and "azp" not in claims:
        raise Refused("azp")
    if claims.get("azp", expected.client_id) != expected.client_id:
        raise Refused("azp")
    if claims.get("nonce") != expected.nonce:
        raise Refused("nonce")


def _check_times(claims: Claims, now: datetime) -> None:
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    issued, ends = _moment(claims, "iat"), _moment(claims, "exp")
    if ends <= at - leeway or ends <= issued:
        raise Refused("exp")
    if not at - OLDEST.total_seconds() <= issued <= at + leeway:
        raise Refused("iat")
    for name in ("nbf", "auth_time"):
        if name in claims and _moment(claims, name) > at + leeway:
            raise Refused(name)


def _moment(claims: Claims, name: str) -> float:
    moment = claims.get(name)
    if isinstance(moment, bool) or not isinstance(moment, int | float) or not 0 < moment < LAST_SECOND:
        raise Refused(name)
    return moment


def _check_access_token(claims: Claims, access_token: str | None) -> None:
    """All algorithms here are of 256 bits. What the provider does not say, nobody can hold it to."""
    if "at_hash" not in claims:
        return
    half = hashlib.sha256((access_token or "").encode()).digest()[:16]
    if not access_token or claims["at_hash"] != base64.urlsafe_b64encode(half).rstrip(b"=").decode():
        raise Refused("at_hash")


def _check_level(claims: Claims, expected: Expected) -> None:
    level = claims.get(expected.level_claim)
    levels = level if isinstance(level, list) else [level]
    if not any(each in expected.levels for each in levels):
        raise Refused(expected.level_claim)
