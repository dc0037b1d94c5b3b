"""`laget serve`: production, with settings from the environment. Rather than start open it does not start."""

import argparse
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from laget.ops import CannotGoOn, database, say
from laget.ops.postgres import QUIET
from laget.ops.static import collect_static

SECRET_LENGTH = 50
SECRET_VARIETY = 10
KNOWN_SECRETS = ("django-insecure", "changeme", "change-me", "secret", "password", "laget")
STRONG = """
select role.rolname, role.rolsuper, role.rolbypassrls, role.rolcreaterole or role.rolreplication,
    exists (select from pg_class where relowner = role.oid and relkind in ('r', 'p')),
    exists (
        select from pg_roles other where other.oid <> role.oid and pg_has_role(role.oid, other.oid, 'member')
        and (other.rolsuper or other.rolbypassrls or other.rolcreaterole or other.rolreplication
            or exists (select from pg_class where relowner = other.oid and relkind in ('r', 'p')))
    )
from pg_roles role where role.rolname = session_user
"""
STRONG_SENTENCES = (
    "is a superuser",
    "may bypass row policies (bypassrls)",
    "may make roles or replicate",
    "owns tables, and an owner may switch row policies off",
    "may become a role that can do so",
)


def main(arguments: list[str]) -> int:
    gc.disable()  # until all is loaded: there is nothing to tidy yet
    parser = argparse.ArgumentParser(prog="laget serve", description="Serve in production.")
    parser.add_argument("--bind", default="127.0.0.1:8000", help="address:port or unix:/path of a socket")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args(arguments)
    refuse_unsafe_environment()
    import django

    django.setup()
    refuse_unsafe_settings()
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as connection:
        refuse_strong_role(connection.cursor())
        refuse_talkative_log(connection.cursor())
    refuse_old_database()
    refuse_half_a_sign_in()
    collect_static()
    run(options)
    return 0


def migrate(arguments: list[str]) -> int:
    if arguments:
        raise CannotGoOn("laget migrate takes no arguments: it brings the database all the way up to date.")
    if not os.environ.get("LAGET_OWNER_DATABASE_URL"):
        raise CannotGoOn(
            "Set LAGET_OWNER_DATABASE_URL to the login of laget_owner: only it may change tables."
        )
    import django

    django.setup()
    database.migrate()
    return 0


def refuse_unsafe_environment() -> None:
    """What can be said before anything is loaded."""
    mode = os.environ.get("LAGET_MODE", "production")
    if mode != "production":
        raise CannotGoOn(f"LAGET_MODE is {mode}, which is not safe to serve: set it to production.")
    if not os.environ.get("DATABASE_URL"):
        raise CannotGoOn("Set DATABASE_URL to the login of laget_app: postgresql://laget_app:...@host/laget.")
    for stronger in ("LAGET_OWNER_DATABASE_URL", "LAGET_BACKUP_DATABASE_URL"):
        if os.environ.get(stronger):
            raise CannotGoOn(f"Unset {stronger}: what serves pages must know no login that reads everything.")
    if not os.environ.get("LAGET_HOSTS", "").split():
        raise CannotGoOn("Set LAGET_HOSTS to the names Laget is reached by, such as laget.kommune.no.")
    for fault in secret_faults(os.environ.get("LAGET_SECRET_KEY", "")):
        raise CannotGoOn(f"LAGET_SECRET_KEY {fault}: make one with `openssl rand -base64 48`.")


def secret_faults(secret: str) -> Iterator[str]:
    if not secret:
        yield "is missing"
    elif any(known in secret.lower() for known in KNOWN_SECRETS):
        yield "holds a word that everybody tries first"
    elif len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY:
        yield f"is too easily guessed (at least {SECRET_LENGTH} characters, of many kinds)"


def refuse_unsafe_settings() -> None:
    from django.conf import settings

    if settings.DEBUG:
        raise CannotGoOn("DEBUG is on, which shows everybody what the program holds: switch it off.")
    if "*" in settings.ALLOWED_HOSTS:
        raise CannotGoOn("LAGET_HOSTS allows every name (*): list the names Laget is reached by.")


def refuse_half_a_sign_in() -> None:
    """All that is missing at once. Without any way in at all it starts, and says that nobody comes in."""
    from django.conf import settings

    from laget.sign_in.profiles import faults

    found = list(faults(settings.SIGN_IN, settings.SIGN_IN_HASH_KEY))
    if found and settings.SIGN_IN:
        raise CannotGoOn("Nobody could sign in:\n" + "\n".join(f"  {fault}" for fault in found))
    for fault in found:
        say(f"Nobody can sign in yet. {fault}")


def refuse_strong_role(cursor: Any) -> None:
    """Row policies are the last wall; a role that may step over it makes every other check a promise."""
    cursor.execute(STRONG)
    role, *strengths = cursor.fetchone()
    for has, sentence in zip(strengths, STRONG_SENTENCES, strict=True):
        if has:
            raise CannotGoOn(f"The database role {role} {sentence}: serve as laget_app.")


def refuse_talkative_log(cursor: Any) -> None:
    for setting, value in QUIET.items():
        cursor.execute(f"show {setting}")
        if cursor.fetchone()[0] != value:
            raise CannotGoOn(
                f"PostgreSQL would log what people write: run alter database laget set {setting} = '{value}'."
            )


def refuse_old_database() -> None:
    from django.db import ProgrammingError, connection
    from django.db.migrations.recorder import MigrationRecorder

    try:
        missing = _migrations() - set(MigrationRecorder(connection).applied_migrations())
    except ProgrammingError:
        missing = _migrations()
    if missing:
        raise CannotGoOn(
            f"The database lacks {len(missing)} changes of this version: run laget migrate first."
        )


def _migrations() -> set[tuple[str, str]]:
    """By the names of their files: to load them all, as Django does, takes a tenth of the start."""
    from django.apps import apps

    folders = {app.label: Path(app.path) / "migrations" for app in apps.get_app_configs()}
    return {(app, file.stem) for app, folder in folders.items() for file in folder.glob("[0-9]*.py")}


def run(options: argparse.Namespace) -> None:
    """Loaded once, before the workers are made: they share its memory, but may not share its connections."""
    from gunicorn.app.base import BaseApplication

    class Laget(BaseApplication):
        def load_config(self) -> None:
            for name, value in gunicorn_settings(options).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application
            from django.template import engines
            from django.urls import get_resolver

            application = get_wsgi_application()
            _ = get_resolver().url_patterns, engines.all()  # every page, so that the workers share its code
            database.close_connections()
            return application

    Laget().run()


def gunicorn_settings(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "bind": options.bind,
        "workers": options.workers,
        "threads": options.threads,
        "worker_class": "gthread",
        "preload_app": True,
        "when_ready": lambda server: _tidy_from_now_on(),
        "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108 - only heartbeats
        "control_socket_disable": True,
        "loglevel": "warning",
    }


def _tidy_from_now_on() -> None:
    """What is loaded stays as it is: tidying it would give each worker a copy of what they share."""
    gc.freeze()
    gc.enable()
