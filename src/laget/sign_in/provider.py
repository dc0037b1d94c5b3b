"""What a provider says of itself and its keys, kept for a while; and one letter box for what we ask it.

Only https, no redirects, a few seconds, and no more of an answer than such an answer can be.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from laget.sign_in.tokens import Refused

SECONDS, MOST = 5, 1_000_000
KEPT, ANEW, RESTS = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=10)
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")

NO_HEADERS: Mapping[str, str] = {}

Answer = dict[str, Any]

_kept: dict[str, tuple[datetime, Answer]] = {}
_failed: dict[str, datetime] = {}


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = build_opener(_NoRedirect)


def metadata_of(issuer: str, now: datetime) -> Answer:
    return _lately(issuer, KEPT, now, lambda: _metadata(issuer))


def keys_of(address: str, key_id: str, now: datetime) -> Answer:
    """Fetched anew for a key that is not among them, though not more often than once a minute."""
    keys = _lately(address, KEPT, now, lambda: _asked(address))
    if key_id in _names(keys):
        return keys
    return _lately(address, ANEW, now, lambda: _asked(address))


def post(address: str, form: Mapping[str, str], headers: Mapping[str, str] = NO_HEADERS) -> Answer:
    return _asked(address, urlencode(form).encode(), headers)


def forget() -> None:
    """All that was kept, as when a test begins."""
    _kept.clear()
    _failed.clear()


def _lately(address: str, kept_for: timedelta, now: datetime, ask: Callable[[], Any]) -> Answer:
    at, said = _kept.get(address, (None, {}))
    if at is None or not at <= now < at + kept_for:
        said = _rested(address, now, ask)
        _kept[address] = now, said
    return said


def _rested(address: str, now: datetime, ask: Callable[[], Answer]) -> Answer:
    """One who has just failed is left alone for a while: waiting for them would keep all others waiting."""
    if address in _failed and _failed[address] <= now < _failed[address] + RESTS:
        raise Refused("no answer of the provider a moment ago")
    try:
        return ask()
    except Refused:
        _failed[address] = now
        raise


def _metadata(issuer: str) -> Answer:
    said = _asked(issuer.rstrip("/") + "/.well-known/openid-configuration")
    if said.get("issuer") != issuer:
        raise Refused("issuer of the provider")
    if not all(isinstance(said.get(name), str) and may_be_asked(said[name]) for name in NEEDED):
        raise Refused("addresses of the provider")
    if "S256" not in said.get("code_challenge_methods_supported", ["S256"]):
        raise Refused("the provider knows no S256")
    return said


def _names(keys: Mapping[str, Any]) -> set[str]:
    listed = keys.get("keys")
    return (
        {str(key.get("kid")) for key in listed if isinstance(key, dict)}
        if isinstance(listed, list)
        else set()
    )


def _asked(address: str, form: bytes | None = None, headers: Mapping[str, str] = NO_HEADERS) -> Answer:
    if not may_be_asked(address):
        raise Refused("address of the provider")
    try:
        request = Request(address, form, {"Accept": "application/json", **headers})  # noqa: S310 - looked at above
        with _OPENER.open(request, timeout=SECONDS) as answer:
            said = json.loads(answer.read(MOST))
    except HTTPError as error:
        error.close()
        raise Refused(f"answer of the provider: {error.code}") from None
    except (OSError, HTTPException, ValueError, RecursionError):
        raise Refused("answer of the provider") from None
    if not isinstance(said, dict):
        raise Refused("answer of the provider")
    return said


def may_be_asked(address: str) -> bool:
    """Also for where a browser is sent: no address of theirs is a script."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    in_test = settings.MODE == "test" and parts.scheme == "http" and parts.hostname == "127.0.0.1"
    return in_test or (parts.scheme == "https" and bool(parts.hostname))
