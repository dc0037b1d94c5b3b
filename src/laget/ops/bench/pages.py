"""The five pages, each as the product is asked for it and as the floor is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from laget.foundation.ids import uuid7
from laget.ops.bench.filling import Asking, Filled, Own
from laget.ops.bench.talking import Request

TEXT = (
    "Vi snakket sammen etter skoletid. Hun sier at friminuttene er blitt bedre, og vil fortsette i gruppen."
)
SECRET = "b" * 32  # for the form's protection: the same word in cookie and field


@dataclass(frozen=True)
class Page:
    """Each is asked for with a number, so that the requests go round among the worker's cases."""

    name: str
    product: Callable[[int], Request]
    floor: Callable[[int], Request]


class Product:
    """Notes are added to other cases than those that are shown, which keep their ten."""

    def __init__(self, filled: Filled, session_of: Callable[[Asking], str]) -> None:
        self.shown, self.written = _halves(filled.own)
        self.worker, self.leader = (
            cookies_of(session_of(filled.worker)),
            cookies_of(session_of(filled.leader)),
        )

    def own_list(self, _number: int) -> Request:
        return Request("/cases", holds='href="/cases/018f', headers=self.worker)

    def all_open(self, _number: int) -> Request:
        return Request("/unit", holds='href="/cases/018f', headers=self.leader)

    def case(self, number: int) -> Request:
        own = _of(self.shown, number)
        return Request(f"/cases/{own.case_id}", holds=own.name, headers=self.worker)

    def search(self, number: int) -> Request:
        """Sent as a form, since a name never stands in an address."""
        own = _of(self.shown, number)
        asked = urlencode({"csrfmiddlewaretoken": SECRET, "q": own.name})
        return Request("/search", holds=f'href="/cases/{own.case_id}', headers=self.worker, form=asked)

    def add_entry(self, number: int) -> Request:
        address = f"/cases/{_of(self.written, number).case_id}"
        form = {"csrfmiddlewaretoken": SECRET, "form_key": uuid7(), "text": TEXT, "audience": "team"}
        return Request(
            f"{address}/note",
            holds=f"Location: {address}",
            status=302,
            headers=self.worker,
            form=urlencode(form),
        )


class Floor:
    def __init__(self, filled: Filled) -> None:
        self.worker, self.leader = filled.worker, filled.leader
        self.shown, self.written = _halves(filled.own)

    def own_list(self, _number: int) -> Request:
        return Request(f"/own_list?seat={self.worker.seat_id}", holds="/case?id=")

    def all_open(self, _number: int) -> Request:
        return Request(f"/all_open?unit={self.leader.unit_id}", holds="/case?id=")

    def case(self, number: int) -> Request:
        own = _of(self.shown, number)
        return Request(f"/case?id={own.case_id}", holds=own.name)

    def search(self, number: int) -> Request:
        own = _of(self.shown, number)
        return Request(f"/search?{urlencode({'name': own.name})}", holds=own.name)

    def add_entry(self, number: int) -> Request:
        form = {"case": _of(self.written, number).case_id, "seat": self.worker.seat_id, "text": TEXT}
        return Request("/add_entry", holds="written", form=urlencode(form))


def pages(filled: Filled, session_of: Callable[[Asking], str]) -> list[Page]:
    product, floor = Product(filled, session_of), Floor(filled)
    return [
        Page(name, getattr(product, name), getattr(floor, name))
        for name in ("own_list", "all_open", "case", "search", "add_entry")
    ]


def _halves(own: list[Own]) -> tuple[list[Own], list[Own]]:
    return own[: len(own) // 2], own[len(own) // 2 :]


def _of(own: list[Own], number: int) -> Own:
    return own[number % len(own)]


def cookies_of(session: str) -> Mapping[str, str]:
    from django.conf import settings

    names = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: SECRET}
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in names.items())}
