"""The four who sign people in, and who is who with them."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.test import Client, override_settings
from joserfc.jwk import RSAKey

from laget.people.models import Seat
from laget.sign_in import provider as kept
from laget.sign_in.models import Tie
from laget.sign_in.people import digest_of
from laget.sign_in.profiles import PROFILES, ways
from sign_in.made_tokens import NOW, PID
from sign_in.provider import SECRET, Provider, serving
from sign_in.walking import FAMILY_WAY, WORK_WAY
from world import world  # noqa: F401


@pytest.fixture(scope="module", autouse=True)
def _texts_of_the_code():
    with override_settings(LOCALE_PATHS=[]):
        yield


@pytest.fixture(scope="session")
def key_file(tmp_path_factory):
    """Our key, and the certificate by which Entra ID knows it."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "laget")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=1))
        .sign(key, SHA256())
    )
    file = tmp_path_factory.mktemp("keys") / "laget.pem"
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(written + certificate.public_bytes(Encoding.PEM))
    return file


@pytest.fixture(scope="session")
def secret_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("secrets") / "feide"
    file.write_text(f"{SECRET}\n")
    return file


@pytest.fixture
def provider(settings, key_file, secret_file):
    """All four, offered; what is kept of another test's is forgotten."""
    kept.forget()
    client_key = RSAKey.import_key(key_file.read_bytes())
    with serving(Provider(client_key=client_key)) as provider:
        settings.SIGN_IN = {
            name: {
                "ISSUER": provider.issuer(name),
                "CLIENT_ID": "laget",
                "KEY_FILE": str(key_file),
                "KEY_ID": "our-key",
                "SECRET_FILE": str(secret_file),
                "LEVELS": "",
            }
            for name in PROFILES
        }
        settings.SIGN_IN_HASH_KEY = "a key that only the tests know, and nobody else"
        yield provider


@pytest.fixture
def tie(world, provider, as_owner):  # noqa: F811
    """`tie(person, way)`: the way's people know this one by PID."""

    def make(person, name, subject=PID):
        way = ways()[name]
        with as_owner():
            Tie.objects.create(
                person=person, kind=way.kind, issuer=way.issuer, digest=digest_of(way.issuer, subject)
            )

    return make


@pytest.fixture
def kari(world, tie):  # noqa: F811
    tie(world.kari.person, WORK_WAY)
    return world.kari


@pytest.fixture
def mona(world, tie):  # noqa: F811
    tie(world.mona.person, FAMILY_WAY)
    return world.mona


@pytest.fixture
def two_seats(world, kari, as_owner):  # noqa: F811
    with as_owner():
        return Seat.objects.create(
            person=kari.person, unit=world.nora.seat.unit, role="worker", title="Vikar", from_at=world.now
        )


@pytest.fixture
def other_client():
    return Client()


@pytest.fixture
def lost(world):  # noqa: F811
    """What Kari's page sends when her session has ended while she wrote."""
    case = world.a_case()
    return {
        "text": "Han var alene i dag.",
        "writer": str(world.kari.person.pk),
        "next": f"/cases/{case.pk}/note",
    }
