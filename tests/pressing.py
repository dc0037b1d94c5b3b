"""Every form on a page, filled in as it stands: what somebody sends who presses each button there is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

WORDS, NAME = "Det går bedre i friminuttene.", "Kari Lund"
OF_A_KIND = {"time": "10:00", "number": "1", "hidden": ""}
BESIDE_A_LIST = ("name", "named")  # whom somebody writes instead of choosing
Button = tuple[str, str]


@dataclass
class Form:
    """`fields` as they stand; of what is `offered` and nobody has chosen yet, the first is sent."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=dict)

    def sent(self, button: Button, **other: Any) -> dict[str, list[Any]]:
        said: dict[str, list[Any]] = {}
        for name, value in (*self.fields, button):
            said.setdefault(name, []).append(value)
        for name, values in self.offered.items():
            said.setdefault(name, values[:1])
        said.pop("", None)
        return said | {name: [value] for name, value in other.items()}


class Page(HTMLParser):
    def __init__(self, html: str, address: str, today: str) -> None:
        super().__init__()
        self.address, self.today = address, today
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.form = Form("")  # the one that is open; outside of any, what is found is nobody's
        self.area = self.select = self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        begun = getattr(self, f"_{tag}", None)
        if begun:
            begun(said)

    def _a(self, said: dict[str, str]) -> None:
        self.links.append(said.get("href", "").partition("#")[0])

    def _form(self, said: dict[str, str]) -> None:
        self.form = Form(said.get("action") or self.address)
        if said.get("method", "").lower() == "post":
            self.forms.append(self.form)

    def _input(self, said: dict[str, str]) -> None:
        name, kind, value = said.get("name", ""), said.get("type", "text"), said.get("value", "")
        if kind in ("radio", "checkbox"):
            self.form.offered.setdefault(name, []).append(value)
            if kind == "checkbox" and "required" not in said:
                del self.form.offered[name]
            if "checked" not in said:
                return
        if name not in BESIDE_A_LIST:
            value = value or {"date": self.today, **OF_A_KIND}.get(kind, NAME)
        self.form.fields.append((name, value))

    def _textarea(self, said: dict[str, str]) -> None:
        self.area, self.text = said.get("name", ""), ""

    def _select(self, said: dict[str, str]) -> None:
        self.select = said.get("name", "")

    def _option(self, said: dict[str, str]) -> None:
        if said.get("value"):
            self.form.offered.setdefault(self.select, []).append(said["value"])
            if "selected" in said:
                self.form.fields.append((self.select, said["value"]))

    def _button(self, said: dict[str, str]) -> None:
        if said.get("type", "submit") == "submit":
            self.form.buttons.append((said.get("name", ""), said.get("value", "")))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.form.fields.append((self.area, self.text.strip() or WORDS))
        elif tag == "form":
            self.form = Form("")


def forms_from(client: Any, start: str, today: str, within: str) -> Iterator[Form]:
    """Those of each page that links lead to from there, as long as its address begins so."""
    waiting, seen = [start], set()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code == 200:
            page = Page(answer.text, address, today)
            waiting += [href for href in page.links if href.startswith(within)]
            yield from page.forms
