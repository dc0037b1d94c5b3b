"""What the witness has signed, and the verifier that a municipality runs alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from laget.foundation import access_log
from laget.foundation.ids import uuid7
from laget.ops import CannotGoOn, log, scratch
from laget.ops.log import verifier
from laget.ops.log.chain import Chain, chains
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


def test_a_key_that_has_signed_is_not_written_over(key):
    with pytest.raises(CannotGoOn, match="there already"):
        log.main(["key", str(key)])


@pytest.mark.parametrize("name", ["Fjordvik kommune", "fjord+vik", "witness.pub"])
def test_a_name_that_no_note_can_be_signed_with_is_no_name_for_a_key(tmp_path, name):
    with pytest.raises(CannotGoOn, match="no name for a key"):
        log.main(["key", str(tmp_path / name)])
    assert not list(tmp_path.iterdir())


def test_what_verifies_another_key_is_not_written_over(key):
    with pytest.raises(CannotGoOn, match="there already"):
        log.main(["key", str(key.with_suffix(".new"))])


def test_the_log_of_another_municipality_is_not_taken_for_the_one_that_was_signed(
    world, case, key, kept, tmp_path
):
    """Nothing of it would be held against what the witness knows."""
    reads(world, case)
    signs(key, kept)
    said = alone(f"laget-log {uuid7()}\n", world, key, kept, tmp_path)
    assert said.returncode == 2 and "another municipality" in said.stderr


def test_a_municipality_that_is_gone_is_missed(world, case, key, kept, capsys):
    reads(world, case)
    signs(key, kept)
    theirs = kept / f"{uuid7()}.notes"
    assert verifies(key, kept) == 0
    theirs.write_text("")
    capsys.readouterr()
    assert verifies(key, kept) == 1
    assert f"{theirs.stem}: the checkpoints know this municipality" in capsys.readouterr().out
    with pytest.raises(CannotGoOn, match="no folder"):
        verifies(key, kept / "nowhere")


def test_one_whose_checkpoints_cannot_be_read_stops_no_other(world, case, key, kept, monkeypatch, capsys):
    other = str(uuid7())
    monkeypatch.setattr(
        log, "chains", lambda connection: [Chain(connection, other, "sundby"), *chains(connection)]
    )
    kept.mkdir()
    (kept / f"{other}.notes").write_text("laget-log\n")
    reads(world, case)
    assert (signs(key, kept), notes(world, key, kept)) == (1, 1)
    assert "sundby:" in capsys.readouterr().err


def test_a_verifier_of_ones_own_needs_no_certain_machine(world, case, key, kept, tmp_path, capsys):
    """Windows reads a file otherwise than in UTF-8, where nobody says."""
    reads(world, case)
    signs(key, kept)
    capsys.readouterr()
    log.main(["export", "fjordvik"])
    exported = capsys.readouterr().out
    said = alone(exported, world, key, kept, tmp_path, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert said.returncode == 0, said.stderr


@pytest.mark.parametrize("action", ["read\n1 x y", "read\r", "a|b", "æ", ""])
def test_an_entry_is_one_line_in_the_log_whatever_is_written(world, case, action):
    """With a line break in it, no verifier could read the log any more."""
    with pytest.raises(IntegrityError), world.as_(world.kari):
        access_log.record(asker=world.kari.asker, action=action, now=world.now, case_id=case.pk, wrote=False)


def test_only_its_owner_reads_the_key(key):
    assert key.stat().st_mode & 0o077 == 0


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


def alone(exported, world, key, kept, tmp_path, **machine):
    """The file by itself, where nothing of Laget can be found."""
    file = tmp_path / "exported"
    file.write_text(exported)
    program = tmp_path / "verifier.py"
    program.write_text(Path(verifier.__file__).read_text())
    notes = kept / f"{world.municipality.pk}.notes"
    return subprocess.run(
        [sys.executable, "-s", program, file, notes, key.with_suffix(".pub")],
        cwd=tmp_path, env={"PATH": "", **machine}, capture_output=True, text=True, check=False,
    )  # fmt: skip
