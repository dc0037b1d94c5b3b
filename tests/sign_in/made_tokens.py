"""An ID token that is right, and the means to make it wrong in one way."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from laget.sign_in.tokens import Expected, subject_of

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
ISSUER, CLIENT, NONCE, ACCESS = "https://idporten.no", "laget", "n-0S6_WzA2Mj", "opaque-access-token"
PID = "17912099997"
LEVELS = ("idporten-loa-substantial", "idporten-loa-high")

# What each of the four says of somebody, beside what they all say.
KNOWN = {
    "idporten": {"pid": PID, "acr": "idporten-loa-high"},
    "ansattporten": {"pid": PID, "acr": "substantial"},
    "entra": {"oid": "3f2b8c1e-0000-4000-8000-1234567890ab", "acrs": ["c1"]},
    "feide": {
        "https://n.feide.no/claims/eduPersonPrincipalName": "kari@fjordvik.example",
        "acr": "urn:mace:feide.no:auth:level:fad08:3",
    },
}

OURS = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
CURVE = ECKey.generate_key("P-256", {"kid": "e1", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "k1"})
KEYS = {"keys": [OURS.as_dict(private=False), CURVE.as_dict(private=False)]}

EXPECTED = Expected(
    issuer=ISSUER,
    client_id=CLIENT,
    nonce=NONCE,
    level_claim="acr",
    levels=LEVELS,
    subject_claim="pid",
    now=NOW,
)


def half_hash(text):
    return plain(hashlib.sha256(text.encode()).digest()[:16])


def plain(written):
    return base64.urlsafe_b64encode(written).rstrip(b"=").decode()


CLAIMS = {
    "iss": ISSUER,
    "aud": CLIENT,
    "sub": "pairwise",
    "pid": PID,
    "acr": "idporten-loa-high",
    "nonce": NONCE,
    "iat": AT,
    "exp": AT + 120,
    "auth_time": AT - 5,
    "at_hash": half_hash(ACCESS),
}


def said(*without, **otherwise):
    return {name: value for name, value in {**CLAIMS, **otherwise}.items() if name not in without}


def signed(claims=CLAIMS, key=OURS, algorithms=("RS256", "PS256", "ES256", "HS256", "RS512"), **header):
    payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    header = {"alg": "RS256", "kid": "k1", **header}
    return jws.serialize_compact(
        {name: value for name, value in header.items() if value is not None}, payload, key, list(algorithms)
    )


def by_hand(header, claims, signature=b""):
    """What no library will make."""
    header, claims = (json.dumps(each).encode() for each in (header, claims))
    return ".".join(map(plain, (header, claims, signature)))


def with_secret(secret):
    head = by_hand({"alg": "HS256", "kid": "k1"}, CLAIMS)[:-1]
    return f"{head}.{plain(hmac.digest(secret, head.encode(), 'sha256'))}"


def whose(token, keys=KEYS, expected=EXPECTED, access_token=ACCESS):
    return subject_of(token, keys, expected, access_token)
