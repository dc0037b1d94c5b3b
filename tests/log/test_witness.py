"""What the witness has signed, and the verifier that a municipality runs alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from laget.foundation import access_log
from laget.ops import CannotGoOn, log, scratch
from laget.ops.log import verifier
from laget.rules.access import Action


@pytest.fixture(scope="module")
def world(committed):
    return committed


@pytest.fixture(scope="module")
def case(world):
    return world.a_case(at_level="1")


def reads(world, case, times=1):
    for _ in range(times):
        with world.as_(world.kari):
            asker = world.kari.asker
            access_log.record(
                asker=asker, action=Action.SEE_CASE, now=world.now, case_id=case.pk, wrote=False
            )


@pytest.fixture
def key(tmp_path):
    log.main(["key", str(tmp_path / "witness")])
    return tmp_path / "witness"


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept"


def signs(key, kept):
    return log.main(["checkpoint", "--key", str(key), "--to", str(kept)])


def verifies(key, kept):
    return log.main(["verify", "--checkpoints", str(kept), "--key", str(key.with_suffix(".pub"))])


def notes(world, key, kept):
    return (kept / f"{world.municipality.pk}.notes").read_text().count("laget-log")


def test_the_witness_signs_when_something_was_added_and_only_then(world, case, key, kept):
    reads(world, case)
    assert (signs(key, kept), notes(world, key, kept)) == (0, 1)
    assert (signs(key, kept), notes(world, key, kept)) == (0, 1)
    reads(world, case)
    assert (signs(key, kept), notes(world, key, kept)) == (0, 2)
    assert verifies(key, kept) == 0


def test_a_verifier_of_ones_own_finds_the_same(world, case, key, kept, tmp_path, capsys):
    reads(world, case, 3)
    signs(key, kept)
    capsys.readouterr()
    assert log.main(["export", "fjordvik"]) == 0
    exported = capsys.readouterr().out
    assert alone(exported, world, key, kept, tmp_path).returncode == 0
    lines = exported.splitlines(keepends=True)
    for altered in (
        "".join(lines[:-1]),
        exported.replace("|0\n", "|1\n", 1),
        "".join([lines[0], *lines[2:]]),
    ):
        said = alone(altered, world, key, kept, tmp_path)
        assert said.returncode == 1 and said.stdout.strip()


def test_a_checkpoint_that_another_key_has_signed_proves_nothing(world, case, key, kept, tmp_path, capsys):
    reads(world, case)
    signs(key, kept)
    log.main(["key", str(tmp_path / "other")])
    with pytest.raises(CannotGoOn, match="not signed with this key"):
        verifies(tmp_path / "other", kept)
    capsys.readouterr()
    log.main(["export", "fjordvik"])
    exported = capsys.readouterr().out
    assert alone(exported, world, tmp_path / "other", kept, tmp_path).returncode == 2


def test_a_checkpoint_that_somebody_has_changed_proves_nothing(world, case, key, kept):
    reads(world, case)
    signs(key, kept)
    path = kept / f"{world.municipality.pk}.notes"
    path.write_text(path.read_text().replace("+00:00", "+01:00", 1))
    with pytest.raises(CannotGoOn):
        verifies(key, kept)


def test_after_an_alteration_the_witness_signs_no_more(world, case, key, kept):
    reads(world, case, 3)
    signs(key, kept)
    with scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute("select max(number) from foundation_loglink")
        last = cursor.fetchone()[0]
        cursor.execute("delete from foundation_loglink where number = %s returning entry_id, hash", [last])
        entry, hash_ = cursor.fetchone()
    reads(world, case)  # takes the number that became free
    assert signs(key, kept) == 1
    assert verifies(key, kept) == 1
    with scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update foundation_loglink set entry_id = %s, hash = %s where number = %s", [entry, hash_, last]
        )


def test_a_key_that_has_signed_is_not_written_over(key):
    with pytest.raises(CannotGoOn, match="there already"):
        log.main(["key", str(key)])


def test_only_its_owner_reads_the_key(key):
    assert key.stat().st_mode & 0o077 == 0


def alone(exported, world, key, kept, tmp_path):
    """The file by itself, where nothing of Laget can be found."""
    file = tmp_path / "exported"
    file.write_text(exported)
    program = tmp_path / "verifier.py"
    program.write_text(Path(verifier.__file__).read_text())
    notes = kept / f"{world.municipality.pk}.notes"
    return subprocess.run(
        [sys.executable, "-s", program, file, notes, key.with_suffix(".pub")],
        cwd=tmp_path, env={"PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
