"""`laget serve` starts only what is safe, and says in one sentence what is not."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

import pytest
from django.db import connection, connections

from laget.ops import CannotGoOn, scratch, serve

SAFE = {
    "LAGET_MODE": "production",
    "DATABASE_URL": "postgresql://laget_app@/laget",
    "LAGET_HOSTS": "laget.example",
    "LAGET_SECRET_KEY": "b7Xk2QwZr9TfLm4VnC8sJd1HgYp6AeUo3iRtKxWq5zNcBvMa0LyGhSuDjEfP",
}
STRONGER = ("LAGET_OWNER_DATABASE_URL", "LAGET_BACKUP_DATABASE_URL")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for stronger in STRONGER:
        monkeypatch.delenv(stronger)
    for name, value in SAFE.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_safe_environment_is_served(environment: pytest.MonkeyPatch) -> None:
    serve.refuse_unsafe_environment()


@pytest.mark.parametrize(
    "name, value, told",
    [
        ("LAGET_MODE", "demo", "LAGET_MODE is demo"),
        ("LAGET_MODE", "test", "LAGET_MODE is test"),
        ("DATABASE_URL", "", "Set DATABASE_URL"),
        ("LAGET_OWNER_DATABASE_URL", "postgresql://laget_owner@/laget", "Unset LAGET_OWNER_DATABASE_URL"),
        ("LAGET_BACKUP_DATABASE_URL", "postgresql://laget_backup@/laget", "Unset LAGET_BACKUP_DATABASE_URL"),
        ("LAGET_HOSTS", " ", "Set LAGET_HOSTS"),
        ("LAGET_SECRET_KEY", "", "is missing"),
        ("LAGET_SECRET_KEY", "x7" * 24, "too easily guessed"),
        ("LAGET_SECRET_KEY", "ab" * 40, "too easily guessed"),
        ("LAGET_SECRET_KEY", "django-insecure-" + SAFE["LAGET_SECRET_KEY"], "everybody tries first"),
    ],
)
def test_an_unsafe_environment_is_not(
    environment: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    environment.setenv(name, value)
    with pytest.raises(CannotGoOn, match=told):
        serve.refuse_unsafe_environment()


def test_debug_is_refused(settings: Any) -> None:
    settings.DEBUG = True
    with pytest.raises(CannotGoOn, match="DEBUG"):
        serve.refuse_unsafe_settings()


def test_every_host_is_refused(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    with pytest.raises(CannotGoOn, match="list the names"):
        serve.refuse_unsafe_settings()


@pytest.mark.django_db
class TestRoles:
    def test_the_app_is_served(self) -> None:
        with connection.cursor() as cursor:
            serve.refuse_strong_role(cursor)

    @pytest.mark.parametrize(
        "made, told",
        [
            ("create role strong superuser", "is a superuser"),
            ("create role strong bypassrls", "may bypass row policies"),
            ("create role strong createrole", "may make roles"),
            ("create role strong; create table t (); alter table t owner to strong", "owns tables"),
            ("create role strong in role laget_owner", "may become a role"),
            ("create role mighty superuser; create role strong in role mighty", "may become a role"),
        ],
    )
    def test_a_strong_role_is_not(self, made: str, told: str) -> None:
        with connection.cursor() as cursor:
            scratch.become(cursor, "postgres")
            cursor.execute(made)
            scratch.become(cursor, "strong")
            with pytest.raises(CannotGoOn, match=f"The database role strong {told}"):
                serve.refuse_strong_role(cursor)

    def test_the_owner_is_not(self) -> None:
        with connection.cursor() as cursor:
            scratch.become(cursor, "laget_owner")
            with pytest.raises(CannotGoOn, match="serve as laget_app"):
                serve.refuse_strong_role(cursor)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "setting, value", [("log_min_error_statement", "error"), ("log_error_verbosity", "default")]
)
def test_a_log_that_would_hold_what_people_write_is_refused(setting: str, value: str) -> None:
    with connection.cursor() as cursor:
        serve.refuse_talkative_log(cursor)
        scratch.become(cursor, "postgres")
        cursor.execute(f"set local {setting} = '{value}'")
        with pytest.raises(CannotGoOn, match=f"alter database laget set {setting}"):
            serve.refuse_talkative_log(cursor)


@pytest.mark.django_db
def test_a_database_that_is_behind_is_refused(as_owner: Any) -> None:
    serve.refuse_old_database()
    with as_owner(), connections["default"].cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'people'")
    with pytest.raises(CannotGoOn, match="run laget migrate first"):
        serve.refuse_old_database()


def laget(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if name not in STRONGER}
    return subprocess.Popen(
        [sys.executable, "-m", "laget", *arguments],
        env=kept | environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_refusal_is_one_sentence_and_ends_with_2(committed_db: Any) -> None:
    process = laget("serve", **SAFE | {"DATABASE_URL": committed_db.owner})
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "migrate"])
def test_a_database_that_is_down_is_one_sentence(command: str) -> None:
    down = "postgresql://laget_app:hush@127.0.0.1:1/laget"
    environment = SAFE | {"DATABASE_URL": down}
    if command != "serve":
        environment["LAGET_OWNER_DATABASE_URL"] = down
    process = laget(command, **environment)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors.startswith("The database does not answer: ")) == (2, True), errors
    assert len(errors.splitlines()) == 1
    assert "hush" not in errors


def test_it_serves_and_stops(committed_db: Any, tmp_path: Any) -> None:
    port = free_port()
    environment = SAFE | {"DATABASE_URL": committed_db.app, "LAGET_STATE": str(tmp_path)}
    process = laget("serve", "--bind", f"127.0.0.1:{port}", **environment)
    try:
        assert status_of(port, process) < 500
    finally:
        process.terminate()
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def status_of(port: int, process: "subprocess.Popen[str]") -> int:
    for _ in range(300):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as asking:
            try:
                asking.request("GET", "/", headers={"Host": "laget.example", "Connection": "close"})
                return asking.getresponse().status
            except OSError:
                assert process.poll() is None, process.communicate()[1]
                time.sleep(0.05)
    raise AssertionError("nobody answered")
