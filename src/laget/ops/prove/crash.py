"""What was answered is kept, and whole, however the web server or PostgreSQL is killed while people write.

People write notes through real requests; again and again one of the two is killed with SIGKILL and started
anew. Then every note that was answered must be there once, and each that is there with its trace, its link
and its form. The control asks PostgreSQL not to wait for the disk: it must lose some, or this proves nothing.
"""

import argparse
import os
import random
import signal
import subprocess
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from laget.ops import CannotGoOn, database, say
from laget.ops.bench import servers, session_of, set_environment
from laget.ops.bench.filling import Filled, fill
from laget.ops.bench.pages import SECRET, cookies_of
from laget.ops.bench.talking import Connection, Request
from laget.ops.database import Server
from laget.ops.log.chain import chains
from laget.ops.log.verifier import faults
from laget.ops.prove import Progress, Proof

DATABASE = "laget_crash"
CASES, WRITERS = 200, 4
LONGEST = 0.8  # seconds between a start and a kill
PATIENCE = 30.0
CONTROLS = 20
KEPT = """
select entry.text, count(*) from cases_entry entry where entry.text like 'note %' group by entry.text
"""
TRACES = """
select (select count(*) from cases_entry where text like 'note %'),
  (select count(*) from foundation_accesslog where wrote and action = 'write_entry'),
  (select count(*) from foundation_sentform)
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cycles", type=int, default=100)


def prove(given: argparse.Namespace, chance: random.Random) -> Proof:
    set_environment()
    server = database.server("crash")
    if server.cluster is None:
        raise CannotGoOn("This kills PostgreSQL, and so only its own: unset DATABASE_URL.")
    proof = Proof()
    with server.running():
        crash = Crash(server, fill(server, DATABASE, CASES))
        progress = Progress("kills", given.cycles)
        with crash:
            for cycle in range(given.cycles):
                progress.at(cycle)
                crash.cycle(chance)
                crash.check(proof)
            say("The control: without waiting for the disk ...")
            lost = crash.control(chance)
        proof.check(lost > 0, "the control lost nothing, so this proves nothing")
        proof.also |= {"cycles": given.cycles, "kept": crash.kept, "lost_by_control": lost}
        with database.administrator(server) as admin:
            database.drop(admin, DATABASE)
    return proof


@dataclass
class Crash:
    """The two that are killed, and what people were told is kept."""

    server: Server
    filled: Filled
    told: list[str] = field(default_factory=list)
    kept: int = 0
    web: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Crash":
        self.headers = cookies_of(session_of(self.filled.worker))
        database.close_connections()
        self.stack = ExitStack()
        self._start_web()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stack.close()

    def cycle(self, chance: random.Random, *, of_database: bool | None = None) -> None:
        """People write; one of the two is killed in the middle of it, and started anew."""
        until = threading.Event()
        writers = [threading.Thread(target=self._write, args=(until, each)) for each in range(WRITERS)]
        before = len(self.told)
        for writer in writers:
            writer.start()
        self._until_somebody_was_answered(before)
        time.sleep(chance.uniform(0, LONGEST))
        if chance.random() < 0.5 if of_database is None else of_database:
            self._kill_database()
        else:
            self._kill_web()
        until.set()
        for writer in writers:
            writer.join()

    def check(self, proof: Proof) -> None:
        with psycopg.connect(self.filled.urls.owner) as owner:
            found = _notes(owner)
            lost = [text for text in self.told if text not in found]
            proof.check(not lost, f"{len(lost)} notes that were answered are gone")
            proof.check(all(count == 1 for count in found.values()), "a note is there twice")
            counts = owner.execute(TRACES).fetchone()
            proof.check(len(set(counts or ())) == 1, f"half written: notes, traces, forms are {counts}")
        with psycopg.connect(self.filled.urls.backup, autocommit=True) as reader:
            bent = [
                fault for each in chains(reader) for fault in faults(each.everything(), each.municipality)
            ]
            proof.check(not bent, f"the log is bent: {bent[:1]}")
        self.kept = len(found)

    def control(self, chance: random.Random) -> int:
        """How many notes are lost that were answered, when nobody waits for the disk."""
        with database.administrator(self.server) as admin:
            admin.execute(f"alter database {DATABASE} set synchronous_commit = off")
        self._kill_web()
        for _ in range(CONTROLS):
            self.told.clear()
            self.cycle(chance, of_database=True)
            with psycopg.connect(self.filled.urls.owner) as owner:
                found = _notes(owner)
            if lost := sum(text not in found for text in self.told):
                return lost
        return 0

    def _write(self, until: threading.Event, writer: int) -> None:
        """Note after note, until the one or the other is killed. What is answered is told to be kept."""
        case = self.filled.own[writer].case_id
        with suppress(OSError, CannotGoOn), Connection(self.port) as connection:
            while not until.is_set():
                text = f"note {uuid4()}"
                if connection.ask(self._note(case, text)).status == 302:
                    self.told.append(text)

    def _note(self, case: Any, text: str) -> Request:
        form = {"csrfmiddlewaretoken": SECRET, "form_key": uuid4(), "text": text, "audience": "team"}
        return Request(f"/cases/{case}/note", holds="", headers=self.headers, form=urlencode(form))

    def _until_somebody_was_answered(self, before: int) -> None:
        began = time.monotonic()
        while len(self.told) == before:
            if time.monotonic() - began > PATIENCE:
                raise CannotGoOn("Nobody is answered: the server does not come back after a kill.")
            time.sleep(0.01)

    def _start_web(self) -> None:
        self.port = servers.free_port()  # the old one may still be held by those who are dying
        quiet = servers.product(self.port, errors=subprocess.DEVNULL)  # of a kill it says nothing new
        self.web = self.stack.enter_context(quiet)
        page = Request("/healthz", holds="ok")
        servers.seconds_to_first_answer(self.port, page, self.web)

    def _kill_web(self) -> None:
        if self.web:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()
        self.stack.close()
        self._start_web()

    def _kill_database(self) -> None:
        if self.server.cluster:
            self.server.cluster.kill()
        with self.server.running():
            pass
        database.close_connections()


def _notes(owner: psycopg.Connection[Any]) -> dict[str, int]:
    """How often each is there."""
    return {text: count for text, count in owner.execute(KEPT).fetchall()}
