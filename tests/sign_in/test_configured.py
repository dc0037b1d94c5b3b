"""What an IT department has not written yet is told before anybody signs in, all at once, in plain words."""

import pytest
from joserfc.jwk import ECKey, RSAKey

from laget.ops import CannotGoOn, serve
from laget.sign_in.profiles import PROFILES, faults, ways

HASH_KEY = "x" * 32
NO_KEY = (
    "LAGET_SIGN_IN_IDPORTEN_KEY_FILE holds no RSA key in PEM, private, without a password,"
    " of 2048 bits or more."
)


def configured(key_file, secret_file, **said):
    issuer = "https://login.microsoftonline.com/tenant/v2.0"
    return {
        "ISSUER": issuer, "CLIENT_ID": "laget", "KEY_FILE": str(key_file), "KEY_ID": "k",
        "SECRET_FILE": str(secret_file), "LEVELS": "", **said,
    }  # fmt: skip


@pytest.mark.parametrize("name", PROFILES)
def test_all_that_is_needed_is_all(key_file, secret_file, name):
    assert list(faults({name: configured(key_file, secret_file)}, HASH_KEY)) == []


MISSING = {
    "idporten CLIENT_ID": ("Set LAGET_SIGN_IN_IDPORTEN_CLIENT_ID to what ID-porten calls Laget.", ""),
    "idporten KEY_ID": ("Set LAGET_SIGN_IN_IDPORTEN_KEY_ID to what ID-porten calls the key.", ""),
    "idporten KEY_FILE": (
        "Set LAGET_SIGN_IN_IDPORTEN_KEY_FILE to a file: what proves to ID-porten that it is we.", "",
    ),
    "feide SECRET_FILE": (
        "Set LAGET_SIGN_IN_FEIDE_SECRET_FILE to a file: what proves to Feide that it is we.", "/nowhere",
    ),
    "entra ISSUER": (
        "Set LAGET_SIGN_IN_ENTRA_ISSUER to the address of Entra ID, which begins with https://.", "",
    ),
    "feide ISSUER": (
        "Set LAGET_SIGN_IN_FEIDE_ISSUER to the address of Feide, which begins with https://.", "http://x",
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", MISSING)
def test_what_is_missing_is_told(key_file, secret_file, where):
    (name, key), (told, value) = where.split(), MISSING[where]
    assert list(faults({name: configured(key_file, secret_file, **{key: value})}, HASH_KEY)) == [told]


def test_a_key_file_without_a_key_or_its_certificate_is_told(key_file, secret_file, tmp_path):
    written = key_file.read_text()
    end = written.index("-----BEGIN CERT")
    (tmp_path / "key").write_text(written[:end])
    (tmp_path / "certificate").write_text(written[end:])
    entra = {"entra": configured(tmp_path / "key", secret_file)}
    assert list(faults(entra, HASH_KEY)) == [
        "LAGET_SIGN_IN_ENTRA_KEY_FILE holds no certificate: Entra ID knows the key by it."
    ]
    porten = {"idporten": configured(tmp_path / "certificate", secret_file)}
    assert list(faults(porten, HASH_KEY)) == [NO_KEY]


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_key_that_proves_nothing_is_told(key_file, secret_file, tmp_path):
    made = {
        "public": RSAKey.import_key(key_file.read_bytes()).as_pem(private=False),
        "short": RSAKey.generate_key(1024).as_pem(private=True),
        "curve": ECKey.generate_key("P-256").as_pem(private=True),
        "locked": RSAKey.generate_key(2048).as_pem(private=True, password="x"),
        "no text": b"\xff\xfe\x00",
    }
    for name, written in made.items():
        (tmp_path / name).write_bytes(written)
        said = {"idporten": configured(tmp_path / name, secret_file)}
        assert list(faults(said, HASH_KEY)) == [NO_KEY], name


def test_who_is_not_known_is_told_with_who_may_be_meant():
    (told,) = faults({"idportn": {}}, HASH_KEY)
    assert told.startswith("LAGET_SIGN_IN: “idportn” is not known here. Did you mean “idporten”?")


def test_half_a_sign_in_is_not_served(settings):
    settings.SIGN_IN, settings.SIGN_IN_HASH_KEY = {"idportn": {}}, ""
    with pytest.raises(CannotGoOn) as refused:
        serve.refuse_half_a_sign_in()
    assert "Nobody could sign in:\n  Set LAGET_SIGN_IN_HASH_KEY" in str(refused.value)
    assert "idportn" in str(refused.value)


def test_without_any_way_in_it_is_said(settings, capsys):
    settings.SIGN_IN = {}
    serve.refuse_half_a_sign_in()
    assert "Nobody can sign in yet. Set LAGET_SIGN_IN" in "".join(capsys.readouterr())


def test_another_level_may_be_wanted_than_ours(provider, settings):
    assert ways()["idporten"].levels == ("idporten-loa-substantial", "idporten-loa-high")
    settings.SIGN_IN["idporten"]["LEVELS"] = "idporten-loa-high"
    assert ways()["idporten"].levels == ("idporten-loa-high",)
