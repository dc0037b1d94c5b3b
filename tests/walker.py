"""Somebody at a screen, who does what people do: presses what it says, fills in what is asked."""

import os
import re
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import axe_playwright_python
import pytest
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from laget.foundation.speech import speaking

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
FAULTS = {"resultTypes": ["violations"]}  # axe tells nothing else, and is done in two thirds of the time
ALL = FAULTS | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = FAULTS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
TWICE = ["phone with scripts", "desk without scripts"]  # how a journey is walked
with_scripts_at_the_desk = pytest.mark.parametrize(
    "walker", ["desk with scripts", "phone without scripts"], indirect=True
)
RULES = {"light": ALL, "dark": COLOURS}  # what is not a colour is the same in the dark
RUN_AXE = "async rules => { const found = await axe.run(rules); return found.violations; }"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
RENEWS = "way => Boolean(way.closest('[hx-boost\\\\:inherited]'))"
# What is fixed to the screen lies over whatever is scrolled there, so nothing is. And whatever can be pressed
# or written in is under nothing else either when one has come to it with the keyboard.
COVERED = """() => {
  const at = document.activeElement, found = [];
  for (const each of document.querySelectorAll('body *'))
    if (each.getClientRects().length && ['fixed', 'sticky'].includes(getComputedStyle(each).position))
      found.push(each);
  for (const each of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    each.focus();
    if (document.activeElement !== each || !each.getClientRects().length) continue;
    const box = each.getClientRects()[0], over = document.elementFromPoint(
      box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 40) / 2);
    if (!(over && (each.contains(over) || over.contains(each) || over.closest('label')?.contains(each))))
      found.push(each);
  }
  at.focus();
  if (at === document.body) document.activeElement.blur();
  scrollTo(0, 0);
  return found.map(each => each.outerHTML.slice(0, 120));
}"""
A_SHEET = re.compile(rb"/Type\s*/Page\b")
PATIENCE = 30_000  # milliseconds: a machine may have much else to do
ANSWERS = ("401", "404", "409", "422")  # what a page may say no with; the browser calls each an error
OWN_NAME = {"nn": "Nynorsk", "da": "Dansk", "en": "English"}
# All that a page says, also to those who do not see it; and words that are English and nothing else.
SAID = """() => {
  const hidden = [...document.querySelectorAll('[aria-label], [alt]')];
  const labels = hidden.map(each => each.getAttribute('aria-label') || each.getAttribute('alt'));
  return [document.title, document.body.innerText, ...labels].join('\\n');
}"""
WORDS = "the|you|your|it|with|this|that|what|which|who|when|where|why|how|are|was|of|has|will|must|not|yet"
ENGLISH = re.compile(rf".*\b(?:{WORDS})\b.*", re.IGNORECASE)
A_CASE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


class Walker:
    """`faults` collects what axe finds, errors and refusals in the console, what is fetched from elsewhere,
    and pages that are wider than the screen or say something in English to one who reads another language.
    `answers` counts what has been filled in and chosen. Whoever walks says the words of the product in
    English: they are looked for in the `language` that is read. A pathway's words are said as they stand.

    With LAGET_SHOTS=FOLDER every page that is looked at is also drawn there, in light and dark.
    """

    looked_at: ClassVar[set[str]] = set()

    def __init__(
        self, page: Page, address: str, *, size: str, scripts: bool, today: date, language: str
    ) -> None:
        self.page, self.address, self.size, self.scripts = page, address, size, scripts
        self.language = language
        self.today = today
        self.faults: list[str] = []
        self.answers = 0
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"{self.kind}: {error}"))
        page.on("request", self._asked)

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.look()

    def be(self, name: str) -> None:
        """Signs in as an invented person, and reads in the walker's language."""
        self.page.goto(f"{self.address}/sign-in")
        self.sign_in_as(name)

    def called(self, words: str, **values: str) -> str:
        """What the product says, in the language that is read."""
        with speaking(self.language):
            return gettext(words) % values if values else gettext(words)

    def sign_in_as(self, name: str) -> None:
        self.enter_as(name)
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.leave_by(self.page.get_by_role("button", name=OWN_NAME[self.language]))

    def enter_as(self, name: str) -> None:
        """Only signs in. Where that leads, one reads the language one read before."""
        somebody = self.page.locator("button.somebody", has_text=name).first
        if not somebody.is_visible():
            somebody.locator("xpath=ancestor::details[1]").locator("summary").click()
        self.leave_by(somebody)

    def press(self, words: str, within: str = "body") -> None:
        """A button or a link that begins with these words."""
        self.leave_by(self.pressable(words, within))

    def leave_by(self, way: Locator) -> None:
        """And look at what one comes to. A click comes back before the next page is there. A new address
        alone is one only where a list is renewed: a form that is sent leaves another for Back first."""
        renews = self.scripts and way.evaluate(RENEWS)
        with self.page.expect_event("framenavigated" if renews else "load"):
            way.click()
        self.look()

    def pressable(self, words: str, within: str = "body") -> Locator:
        place, named = self.page.locator(within), re.compile(rf"^\s*{re.escape(self.called(words))}")
        return place.get_by_role("button", name=named).or_(place.get_by_role("link", name=named)).first

    def open(self, summary: str) -> None:
        """A part of the page that is folded away."""
        self.page.locator("details:not([open]) > summary", has_text=summary).first.click()

    def fill(self, label: str, words: str | date, within: str = "main") -> None:
        self.field(label, within).fill(str(words))
        self.answers += 1

    def pick(self, label: str, option: str, within: str = "main") -> None:
        """From a list that folds out; the option that begins with these words."""
        options = self.field(label, within).locator("option").all_inner_texts()
        chosen = next(text for text in options if text.startswith(self.called(option)))
        self.field(label, within).select_option(label=chosen)
        self.answers += 1

    def choose(self, question: str, answer: str, within: str = "main") -> None:
        """One of the answers to a question: a radio button, a tile or a box."""
        named = re.compile(rf"^\s*{re.escape(self.called(question))}")
        asked = self.page.locator(within).get_by_role("group", name=named)
        asked.get_by_label(self.called(answer)).first.check()
        self.answers += 1

    def tick(self, label: str, within: str = "main") -> None:
        self.field(label, within).check()
        self.answers += 1

    def tick_all(self, name: str) -> None:
        """Each box of this name, as far as the page has it."""
        for box in self.page.locator(f'[name="{name}"]').all():
            box.check()
            self.answers += 1

    def untick(self, label: str, within: str = "main") -> None:
        self.field(label, within).uncheck()
        self.answers += 1

    def field(self, label: str, within: str = "main") -> Locator:
        named = re.compile(rf"^\s*{re.escape(self.called(label))}")
        return self.page.locator(within).get_by_label(named).first

    def sees(self, words: str, within: str = "body") -> None:
        expect(self.page.locator(within).first).to_contain_text(self.called(words))

    def does_not_see(self, words: str, within: str = "body") -> None:
        expect(self.page.locator(within).first).not_to_contain_text(self.called(words))

    def reads(self, heading: str) -> None:
        """This is the page one is on."""
        expect(self.page.locator("h1").first).to_contain_text(self.called(heading))

    def is_shut_out(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 404, f"{path} answers {answer.status}"

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address).split("?")[0].split("#")[0]

    @property
    def kind(self) -> str:
        return A_CASE.sub("…", self.path)

    def look(self) -> None:
        """No page is wider than the screen; and axe looks once at each kind of page that anybody passes."""
        kind = f"{self.kind} {self._state()} ({self.size})"
        assert "Something went wrong" not in kind, self.path
        if self.page.evaluate(SIDEWAYS) > 0:
            self.faults.append(f"{kind}: wider than the screen")
        self._read(kind)
        if not self.scripts or kind in self.looked_at:
            return
        self.looked_at.add(kind)
        self.faults += [f"{kind}: something lies over {each}" for each in self.page.evaluate(COVERED)]
        for scheme, rules in RULES.items():
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self._draw(kind, scheme)
            self._ask_axe(f"{kind} ({scheme})", rules)
        self.page.emulate_media(color_scheme="light")

    def sheets(self) -> int:
        """Of A4, when the page is printed."""
        return len(A_SHEET.findall(self.page.pdf(prefer_css_page_size=True)))

    def _read(self, kind: str) -> None:
        """The only English of a page is the name of that language, for whoever does not read English."""
        said = self.page.evaluate(SAID) if self.language != "en" else ""
        self.faults += [f"{kind}: says “{line}”" for line in ENGLISH.findall(said)]

    def _state(self) -> str:
        """What makes two pages at the same kind of address two pages."""
        parts = self.page.locator("h1, #ways > h2, .ds-error-summary h2, .sealed-banner").all_inner_texts()
        return " · ".join(part.strip() for part in parts)

    def _ask_axe(self, where: str, rules: Any) -> None:
        """axe is put into the page past the page's own policy, so that the policy stays as it is."""
        if not self.page.evaluate("Boolean(window.axe)"):
            self.page.evaluate(AXE)
        for fault in self.page.evaluate(RUN_AXE, rules):
            targets = [node["target"] for node in fault["nodes"]][:3]
            self.faults.append(f"{where}: {fault['id']}: {fault['help']} at {targets}")

    def _draw(self, kind: str, scheme: str) -> None:
        folder = os.environ.get("LAGET_SHOTS")
        if folder:
            name = re.sub(r"\W+", "-", kind).strip("-")[:110]
            self.page.screenshot(path=f"{folder}/{name}-{scheme}.png", full_page=True)

    def _heard(self, message: Any) -> None:
        if message.type not in ("error", "warning"):
            return
        refused = "Failed to load resource" in message.text and "/static/" not in message.location["url"]
        if not (refused and any(status in message.text for status in ANSWERS)):
            self.faults.append(f"{self.kind}: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "about:")):
            self.faults.append(f"{self.kind}: asks {request.url}")
