"""What is kept or said beside the pages: logs, tables, files, what commands say. No canary belongs there."""

import io
import logging
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from laget.foundation.sessions import SessionStore
from laget.ops import CannotGoOn
from laget.ops.bench import servers
from laget.ops.bench.pages import SECRET
from laget.ops.bench.talking import Connection, Request
from laget.ops.prove.canaries.words import Canary, Kind
from laget.ops.prove.canaries.world import World
from laget.ops.prove.world import Seated, as_owner, browser_of

# What people write and who they are stands here, and in no other table.
OF_PEOPLE = ("people_child", "people_person", "foundation_draft")
OF_CASES = ("cases_", "consents_", "handovers_", "meetings_", "moves_", "plans_")
TABLES = "select table_name from information_schema.tables where table_schema = 'public'"
ROWS = 'select string_agg(row::text, chr(10)) from "{table}" row'
SESSIONS = "select data from foundation_session"
SERVED = 15  # cases that the real web server is asked for
STORED_BY = ("localStorage", "sessionStorage", "indexedDB", "caches.open", "serviceWorker")


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """What the product logs, by its own settings, instead of on standard error."""
    said = io.StringIO()
    disabled = logging.root.manager.disable
    handlers = [each for each in logging.root.handlers if isinstance(each, logging.StreamHandler)]
    streams = [each.setStream(said) for each in handlers]
    logging.disable(logging.NOTSET)
    try:
        yield said
    finally:
        logging.disable(disabled)
        for handler, stream in zip(handlers, streams, strict=True):
            if stream is not None:
                handler.setStream(stream)


def said_by_commands() -> str:
    """Those that read the database; what adding the municipality said is kept with it."""
    from laget.ops import log

    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        log.main(["verify"])
        for (code,) in as_owner("select code from people_municipality"):
            log.main(["export", code])
    return said.getvalue()


def of_tables() -> dict[str, str]:
    """Every table but those that words and names belong to."""
    names = [name for (name,) in as_owner(TABLES) if not _holds_words(name)]
    decoded = [str(SessionStore().decode(data)) for (data,) in as_owner(SESSIONS)]
    own = {"foundation_accesslog": "access log", "foundation_sentform": "forms sent"}
    rest = "\n".join(_rows_of(name) for name in names if name not in own)
    found = {said: _rows_of(name) for name, said in own.items()}
    return found | {"sessions": "\n".join(decoded), "all other tables": rest}


def kept() -> str:
    """All that words and names belong to."""
    return "\n".join(_rows_of(name) for (name,) in as_owner(TABLES) if _holds_words(name))


def of_files() -> dict[str, str]:
    from django.conf import settings

    folders = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    files = [each for folder in folders for each in Path(folder).rglob("*") if each.is_file()]
    return {"static files": "\n".join(f"{each} {each.read_text(errors='replace')}" for each in files)}


def scripts_that_store() -> list[str]:
    """Those of ours that keep something in the browser: there is to be none."""
    from django.conf import settings

    scripts = (each for folder in settings.STATICFILES_DIRS for each in Path(folder).rglob("*.js"))
    return [each.name for each in scripts if any(word in each.read_text() for word in STORED_BY)]


def served(world: World) -> dict[str, str]:
    """What the real web server says while people read and write, and send what nobody can read."""
    with tempfile.TemporaryFile("w+") as said:
        with _production() as secret, servers.product(port := servers.free_port(), errors=said) as product:
            servers.seconds_to_first_answer(port, Request("/healthz", holds="ok"), product)
            answers = [_asked(port, each, secret) for each in _requests(world)]
            if not {200, 302, 404, 422} <= set(answers):
                raise CannotGoOn(f"The web server answers otherwise than it should: {sorted(set(answers))}.")
        said.seek(0)
        if "Not Found" not in (log := said.read()):
            raise CannotGoOn("The web server's log says nothing of a page that is not there.")
        return {"log of the web server": log}


def _requests(world: World) -> Iterator[tuple[Seated, str, dict[str, Any] | None]]:
    """Who asks for what, and the form, where one is sent."""
    for lived in world.lived[:SERVED]:
        who = Seated(lived.life.by.person_id, lived.life.by.pk)
        stranger = Seated(lived.family.parents[0], None)
        case = f"/cases/{lived.life.case.pk}"

        words = [world.canaries.type(Canary(Kind.TEAM, lived.told)) for _ in range(4)]
        yield who, case, None
        yield stranger, f"{case}?{urlencode({'q': words[0]})}", None
        yield who, "/search", {"q": words[1]}
        yield who, f"{case}/note", {"text": f"{words[2]}\0", "form_key": uuid4(), "audience": "team"}
        yield who, f"{case}/note", {"text": words[3], "form_key": uuid4(), "audience": "team"}


def _asked(port: int, request: tuple[Seated, str, dict[str, Any] | None], secret: str) -> int:
    from django.test import override_settings

    who, address, form = request
    with override_settings(SECRET_KEY=secret):
        session = browser_of(who).session.session_key
    headers = {"Cookie": f"__Host-laget={session}; __Host-csrf={SECRET}"}
    sent = urlencode(form | {"csrfmiddlewaretoken": SECRET}) if form else None
    with Connection(port) as connection:
        return connection.ask(Request(address, holds="", headers=headers, form=sent)).status


@contextmanager
def _production() -> Iterator[str]:
    """For a server that is started here; gives the secret that its sessions are signed with."""
    before = dict(os.environ)
    secret = secrets.token_urlsafe(60)
    os.environ |= {"LAGET_MODE": "production", "LAGET_HOSTS": "127.0.0.1", "LAGET_SECRET_KEY": secret}
    try:
        yield secret
    finally:
        os.environ |= {name: before[name] for name in ("LAGET_MODE", "LAGET_HOSTS", "LAGET_SECRET_KEY")}


def _holds_words(table: str) -> bool:
    return table in OF_PEOPLE or table.startswith(OF_CASES)


def _rows_of(table: str) -> str:
    ((rows,),) = as_owner(ROWS.format(table=table))
    return rows or ""
