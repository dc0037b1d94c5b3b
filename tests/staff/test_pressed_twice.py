"""Each form of each page, sent twice as it was filled in: once it has had its effect, it has none again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import get_resolver, resolve, reverse

from access.raw import Undone
from guards.test_doors import pages
from laget.database.policies import GUARDED
from laget.ops import scratch
from laget.pathway.publishing import publish
from own_pathways import changed
from pressing import forms_from
from staff.test_absence import A_WEEK, away, school  # noqa: F401
from staff.test_how_it_goes import ended, towards_its_end

TRACES = {"foundation_accesslog", "foundation_sentform", "foundation_draft"}
SHOW_ONLY = {
    "absence", "access", "accessibility", "baton", "case", "cases", "consents", "evaluated", "family",
    "family_readers", "form_seen", "health", "meeting", "meetings", "plan_changes", "seen_as", "sessions",
    "stop", "team", "timeline", "today", "worklist", "worry_anew",
}  # fmt: skip
# As often as one likes: signing in and out, how it looks, what is being written, a name looked for.
FREELY = {
    "appearance", "demo_clock", "draft", "draft_away", "language", "leave", "search", "session_end",
    "sign_in", "sign_in_back", "sign_in_seat", "sign_in_start", "sign_in_words", "sign_out",
}  # fmt: skip
# What stands first in a form is not always what somebody would choose.
CHOSEN = {
    "worry": {"other": "", "adult": ""},
    "absence_worry": {"other": "", "adult": "", "belongs": "new"},
    "adult": {"adults": "else"},
}
STANDS = " union all ".join(
    f"select '{table}', count(*), md5(string_agg(t::text, ' ' order by t::text)) from {table} t"
    for table in sorted(set(GUARDED) - TRACES)
)


def stands():
    """What is in every table with a child's data."""
    with scratch.as_owner(), connection.cursor() as cursor:
        cursor.execute(STANDS)
        return set(cursor.fetchall())


class Presser:
    """`done` are the pages whose form has had its effect, `wrong` is where it had one too many."""

    def __init__(self, world):
        self.world, self.done, self.wrong, self.known = world, set(), [], set()

    def press_all(self, who, start, within=None):
        client = self.world.client_of(who)
        client.raise_request_exception = False
        for form in forms_from(client, start, str(self.world.today), within or start):
            page = resolve(form.action.partition("?")[0].partition("#")[0]).url_name
            for button in form.buttons if page not in FREELY else ():
                sent = form.sent(button, form_key=str(uuid4()), **CHOSEN.get(page, {}))
                kind = (page, button, *sorted(sent), *sorted(sent.get("answer", ())))
                if kind not in self.known and self._press(client, form.action, page, sent):
                    self.known.add(kind)
                    self.done.add(page)

    def _press(self, client, address, page, sent):
        """Undone afterwards: the next form meets the case as it was."""
        try:
            with transaction.atomic():
                before = stands()
                first, once = client.post(address, sent), stands()
                second, twice = client.post(address, sent), stands()
                raise Undone
        except Undone:
            pass
        answers = (first.status_code, second.status_code)
        same = first.headers.get("Location") == second.headers.get("Location")
        if not same or once != twice or (answers[0] != 302 and before != once) or max(answers) >= 500:
            self.wrong.append((page, sent, answers, {table for table, *_ in once ^ twice}))
        return answers[0] == 302


@pytest.fixture
def presser(world):
    return Presser(world)


def place(case, name="case"):
    return reverse(name, args=[case.pk])


def of_cases(world, presser):
    """Where a case may be, and who may do something there."""
    presser.press_all(world.kari, "/worry")
    for who in (world.kari, world.per):
        presser.press_all(who, place(world.a_case(shared=False, author=who)))
    presser.press_all(world.marte, place(world.a_case(), "join_as_leader"))
    for who in (world.per, world.kari):
        presser.press_all(who, place(world.a_free_baton().case))
    presser.press_all(world.kari, place(world.a_case(at_level="2", ready=True)))
    presser.press_all(world.kari, place(world.a_case(at_level="1", closed=True)))
    presser.press_all(world.kari, place(world.a_case(about=world.tom)), "/cases/")


def of_what_is_sealed(world, presser):
    presser.press_all(world.per, place(world.a_case(sealed=True, ready=True)))
    life = world.a_life()
    life.worry(violence=True)
    presser.press_all(world.kari, place(life.case, "answered_wrong"))
    life.register_in_error("Jeg svarte feil.")
    presser.press_all(world.kari, place(life.case, "worry_anew"))
    life = world.on_level_1()
    world.up_to_2(life)
    life.seal("Det kan være vold.")
    presser.press_all(world.kari, place(life.case))
    over = world.a_case(sealed=True, closed=True)
    presser.press_all(world.kari, place(over), place(over, "clear_guardians"))


def of_others(world, presser):
    """Who is offered the baton, and who answers for an invited service."""
    life = world.on_level_1()
    life.plan_meeting("evaluation", world.now + timedelta(days=3))
    life.offer(world.amir.seat, "Alt står i planen.")
    world.invite_health(life)
    for who, start in ((world.kari, "case"), (world.amir, "baton_answer"), (world.siri, "invitation")):
        presser.press_all(who, place(life.case, start), place(life.case))
    life.invite(world.services["ppt"])
    presser.press_all(world.mona, reverse("family_consents"))


def of_other_pathways(world, presser, begun):
    world.set_clock(world.now + timedelta(hours=1))
    case = begun("04-gates")
    presser.press_all(world.per, place(case.life.case))
    case = begun("08-lasting")
    case.days_go_by(28)
    presser.press_all(world.per, place(case.life.case))
    case = begun("13-a-third-person")
    case.send("per", "fact", "contact", named_seat=world.kari.seat.pk)
    case.life.hear("Jeg vil ha noen å leke med.")
    presser.press_all(world.per, place(case.life.case))
    case = begun("15-forms")
    presser.press_all(world.kari, place(case.life.case))


def of_a_new_version(world, presser):
    """And in the aftercare, where somebody asks how it goes."""
    case = None
    for _again in range(2):
        world.set_clock(world.now + timedelta(hours=1))
        with scratch.as_owner():
            publish(municipality=world.municipality, text=changed(), now=world.now, using="default")
        case = case or world.a_case()
    presser.press_all(world.kari, place(case))
    life = ended(world)
    towards_its_end(world, life)
    presser.press_all(world.kari, place(life.case, "how_it_goes"), place(life.case))


def test_what_is_sent_twice_has_one_effect_on_every_page(presser, world, school, begun):  # noqa: F811
    of_cases(world, presser)
    of_what_is_sealed(world, presser)
    of_others(world, presser)
    away(world.ola, A_WEEK)
    presser.press_all(world.amir, reverse("absence", args=[world.ola.pk]))
    of_other_pathways(world, presser, begun)
    of_a_new_version(world, presser)
    assert presser.wrong == []
    every = {page.name for page in pages(get_resolver())}
    assert every - presser.done == SHOW_ONLY | FREELY
