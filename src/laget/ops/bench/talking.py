"""A browser reduced to its connection: a real client would spend longer than the floor does."""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from laget.ops import CannotGoOn

HOST = "127.0.0.1"
PATIENCE = 60  # seconds for one answer
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    """`holds` is a text that only the right answer has. What has a form is a POST."""

    path: str
    holds: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    form: str | None = None

    @property
    def sent(self) -> bytes:
        fields = {"Host": HOST, "Accept-Encoding": "gzip", **self.headers}
        body = (self.form or "").encode()
        if self.form is not None:
            fields |= {"Content-Type": FORM, "Content-Length": str(len(body))}
        first = f"{'GET' if self.form is None else 'POST'} {self.path} HTTP/1.1"
        lines = [first, *(f"{name}: {value}" for name, value in fields.items()), "", ""]
        return "\r\n".join(lines).encode() + body


@dataclass(frozen=True)
class Answer:
    status: int
    whole: bytes
    seconds: float


class Connection:
    """Kept open between requests, as browsers do."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def ask(self, request: Request) -> Answer:
        sent = request.sent
        began = time.perf_counter()
        self.socket.sendall(sent)
        whole = self._received()
        return Answer(int(whole[9:12]), whole, time.perf_counter() - began)

    def _received(self) -> bytes:
        whole, length = b"", None
        while length is None or len(whole) < length:
            part = self.socket.recv(1 << 18)
            if not part:
                raise CannotGoOn("The server ended the connection in the middle of an answer.")
            whole += part
            length = length or _length(whole)
        return whole


def _length(received: bytes) -> int | None:
    """How long the whole answer will be, once its head has come."""
    head, end, _rest = received.partition(b"\r\n\r\n")
    if not end:
        return None
    _before, _name, after = head.lower().partition(b"content-length: ")
    return len(head) + len(end) + int(after.partition(b"\r\n")[0] or 0)
