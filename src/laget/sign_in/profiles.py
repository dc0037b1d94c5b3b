"""Who signs people in: what differs between ID-porten, Ansattporten, Entra ID and Feide, as data.

A profile is what we know of each; a way is one of them as this installation was registered with it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from laget.rules.national_number import is_national_number
from laget.rules.unknown_words import unknown
from laget.sign_in.tokens import SHORTEST_RSA

FAMILY, STAFF = "family", "staff"
OBJECT_ID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
FEIDE_NAME = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")

SHORTEST_KEY = 32
HASH_KEY_FAULT = (
    f"Set LAGET_SIGN_IN_HASH_KEY to {SHORTEST_KEY} random letters or more: openssl rand -base64 48."
)


@dataclass(frozen=True)
class Subject:
    """How a provider names somebody: `is_one` knows its shape, `what` says it to whoever wrote another."""

    what: str
    is_one: Callable[[str], object]


NATIONAL_NUMBER = Subject("a national identity number: eleven digits", is_national_number)


@dataclass(frozen=True)
class Profile:
    """`level_claim` says how surely somebody was known. All of `levels` are sure enough; the first, which is
    the least, is asked for.

    `proves_by` is how we say who we are: by a `key`, or by a `secret` where the provider takes no key.
    `names_key_by` and `speaks_to` are what it wants to read in a proof made with the key.
    """

    name: str
    title: str
    kind: str
    issuer: str
    scope: str
    subject_claim: str
    subject: Subject
    levels: tuple[str, ...]
    level_claim: str = "acr"
    signs_with: str = "RS256"
    proves_by: str = "key"
    names_key_by: str = "kid"
    speaks_to: str = "issuer"


PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            name="idporten",
            title="ID-porten",
            kind=FAMILY,
            issuer="https://idporten.no",
            scope="openid profile",
            subject_claim="pid",
            subject=NATIONAL_NUMBER,
            levels=("idporten-loa-substantial", "idporten-loa-high"),
        ),
        Profile(
            name="ansattporten",
            title="Ansattporten",
            kind=STAFF,
            issuer="https://ansattporten.no",
            scope="openid profile",
            subject_claim="pid",
            subject=NATIONAL_NUMBER,
            levels=("substantial", "high"),
        ),
        Profile(
            name="entra",
            title="Entra ID",
            kind=STAFF,
            issuer="",  # each tenant has its own
            scope="openid profile",
            subject_claim="oid",
            subject=Subject("an object id, such as 3f2b8c1e-…", OBJECT_ID.fullmatch),
            levels=("c1",),
            level_claim="acrs",
            signs_with="PS256",
            names_key_by="x5t#S256",
            speaks_to="token_endpoint",
        ),
        Profile(
            name="feide",
            title="Feide",
            kind=STAFF,
            issuer="https://auth.dataporten.no",
            scope="openid userid-feide",
            subject_claim="https://n.feide.no/claims/eduPersonPrincipalName",
            subject=Subject("a Feide name, such as kari@vik.no", FEIDE_NAME.fullmatch),
            levels=("urn:mace:feide.no:auth:level:fad08:3",),
            proves_by="secret",
        ),
    )
}


@dataclass(frozen=True)
class Way:
    """A profile as we are registered with it. What proves who we are is read from its file when needed."""

    profile: Profile
    issuer: str
    client_id: str
    levels: tuple[str, ...]
    key_id: str = ""
    proof_file: str = ""

    @property
    def name(self) -> str:
        return self.profile.name

    @property
    def title(self) -> str:
        return self.profile.title

    @property
    def kind(self) -> str:
        return self.profile.kind

    @property
    def proof(self) -> str:
        return _read(self.proof_file)


def ways() -> dict[str, Way]:
    """Those that are offered, in the order in which the environment names them; in the demo none is."""
    if settings.DEMO:
        return {}
    return {name: _way(PROFILES[name], said) for name, said in settings.SIGN_IN.items() if name in PROFILES}


def is_hash_key(written: str) -> bool:
    return len(written) >= SHORTEST_KEY


def faults(said: Mapping[str, Mapping[str, str]], hash_key: str) -> Iterator[str]:
    """What is missing before anybody can sign in, in one sentence each."""
    if not said:
        yield f"Set LAGET_SIGN_IN to who signs people in: one or more of {', '.join(PROFILES)}."
    elif not is_hash_key(hash_key):
        yield HASH_KEY_FAULT
    for name, values in said.items():
        if name not in PROFILES:
            yield f"LAGET_SIGN_IN: {unknown(name, PROFILES)}"
        else:
            yield from _faults_of(PROFILES[name], values)


def _faults_of(profile: Profile, values: Mapping[str, str]) -> Iterator[str]:
    prefix = f"LAGET_SIGN_IN_{profile.name.upper()}_"
    issuer = values["ISSUER"] or profile.issuer
    if not issuer.startswith("https://"):
        yield f"Set {prefix}ISSUER to the address of {profile.title}, which begins with https://."
    if not values["CLIENT_ID"]:
        yield f"Set {prefix}CLIENT_ID to what {profile.title} calls Laget."
    wanted = _proof_of(profile)
    if not Path(values[wanted]).is_file():
        yield f"Set {prefix}{wanted} to a file: what proves to {profile.title} that it is we."
    elif profile.proves_by == "key":
        yield from _faults_of_key(profile, values, prefix)


def _faults_of_key(profile: Profile, values: Mapping[str, str], prefix: str) -> Iterator[str]:
    written = Path(values["KEY_FILE"]).read_bytes()
    if not _is_private_key(written):
        yield f"{prefix}KEY_FILE holds no RSA key in PEM, private, without a password, of 2048 bits or more."
    if profile.names_key_by == "kid" and not values["KEY_ID"]:
        yield f"Set {prefix}KEY_ID to what {profile.title} calls the key."
    if profile.names_key_by != "kid" and b"BEGIN CERTIFICATE-----" not in written:
        yield f"{prefix}KEY_FILE holds no certificate: {profile.title} knows the key by it."


def _is_private_key(written: bytes) -> bool:
    try:
        key = RSAKey.import_key(written)
    except (JoseError, ValueError, TypeError):
        return False
    return key.is_private and key.raw_value.key_size >= SHORTEST_RSA


def _way(profile: Profile, values: Mapping[str, str]) -> Way:
    return Way(
        profile=profile,
        issuer=values["ISSUER"] or profile.issuer,
        client_id=values["CLIENT_ID"],
        levels=tuple(values["LEVELS"].split()) or profile.levels,
        key_id=values["KEY_ID"],
        proof_file=values[_proof_of(profile)],
    )


def _proof_of(profile: Profile) -> str:
    return "KEY_FILE" if profile.proves_by == "key" else "SECRET_FILE"


@cache
def _read(file: str) -> str:
    return Path(file).read_text().strip()
