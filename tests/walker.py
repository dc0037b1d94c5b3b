"""Somebody at a screen, who does what people do: presses what it says, fills in what is asked."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Locator, Page, expect

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Walker:
    """`faults` collects what axe finds, errors in the console, and pages that are wider than the screen."""

    def __init__(self, page: Page, address: str, *, scripts: bool) -> None:
        self.page, self.address, self.scripts = page, address, scripts
        self.faults: list[str] = []
        self.looked_at: set[str] = set()
        page.set_default_timeout(8000)
        page.on("console", self._heard)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.look()

    def be(self, name: str) -> None:
        """Signs in as an invented person, and reads in English."""
        self.page.goto(f"{self.address}/switch")
        somebody = self.page.locator("button.somebody", has_text=name).first
        if not somebody.is_visible():
            somebody.locator("xpath=ancestor::details[1]").locator("summary").click()
        somebody.click()
        if self.page.locator("html").get_attribute("lang") != "en":
            self.page.get_by_role("button", name="English").click()
        self.look()

    def press(self, text: str, within: str = "body") -> None:
        """A button or a link with these words."""
        self._pressable(text, within).click()
        self.look()

    def open(self, summary: str) -> None:
        """A part of the page that is folded away."""
        self.page.locator("summary", has_text=summary).first.click()

    def fill(self, label: str, words: str | date) -> None:
        self.page.get_by_label(re.compile(rf"^{re.escape(label)}")).first.fill(str(words))

    def choose(self, question: str, answer: str) -> None:
        """One of the answers to a question: a radio button, a tile or a box."""
        asked = self.page.get_by_role("group", name=re.compile(rf"^{re.escape(question)}"))
        asked.get_by_label(answer, exact=False).first.check(force=True)

    def pick(self, label: str, option: str) -> None:
        """From a list that folds out."""
        self.page.get_by_label(re.compile(rf"^{re.escape(label)}")).first.select_option(label=option)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=False).first.check(force=True)

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(words)

    def is_shut_out(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 404

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address).split("?")[0].split("#")[0]

    def look(self) -> None:
        """Every page that is passed is looked at once: by axe in light and dark, and for its width."""
        title = self.page.title()
        assert "went wrong" not in title, self.page.url
        kind = re.sub(r"[0-9a-f-]{36}", "…", self.path)
        if not self.scripts or kind in self.looked_at:
            return
        self.looked_at.add(kind)
        if self.page.evaluate(SIDEWAYS) > 0:
            self.faults.append(f"{kind}: wider than the screen")
        self.page.add_script_tag(path=AXE)
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found: Any = self.page.evaluate("rules => axe.run(rules)", RULES)
            self.faults += [f"{kind} ({scheme}): {_said(fault)}" for fault in found["violations"]]
        self.page.emulate_media(color_scheme="light")

    def _pressable(self, text: str, within: str) -> Locator:
        place = self.page.locator(within)
        named = re.compile(rf"^{re.escape(text)}")
        return place.get_by_role("button", name=named).or_(place.get_by_role("link", name=named)).first

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "404" not in message.text and "422" not in message.text:
            self.faults.append(f"{self.path}: {message.text}")


def _said(fault: dict[str, Any]) -> str:
    return f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes']][:3]}"
