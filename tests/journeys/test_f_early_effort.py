"""(f) Early effort, in nynorsk: from the first worry, over measures at school and the team, to a good end."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeys import acts
from journeys.acts import A_MONTH, do_next, go_on, hold_the_planned, next_is, to_the_child
from walker import Walker
from world import FILE

pytestmark = pytest.mark.browser

ALOUD, SOUNDS = "Kari les saman med Ola", "Siri øver på lydane med Ola"


@pytest.fixture(scope="module")
def municipality_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fjordvik, where it has chosen another pathway."""
    path = tmp_path_factory.mktemp("fjordvik") / "fjordvik.toml"
    path.write_text(FILE.read_text().replace('"nivaa-0-3"', '"tidleg-innsats"'))
    return path


def test_ola_learns_to_read(screen: Callable[..., Walker]) -> None:
    kari = screen("desk", language="nn")
    kari.be("Kari Lund")
    case = a_worry_about_reading(kari)
    they_try_at_school(kari)
    advice_without_a_name(kari)
    it_did_not_help(kari)
    the_family_says_yes(kari, case)
    the_team_finds_something_else(kari)
    it_helped(kari)


def a_worry_about_reading(kari: Walker) -> str:
    case = acts.report(kari, "Ola gjettar på orda når han les.", about="Læring og språk")
    do_next(kari, "Avtal kven som snakkar med familien")
    acts.agree_who_talks(kari, "Kari Lund")
    do_next(kari, "Hear the child")
    acts.hear(kari, "Bokstavane hoppar.")
    do_next(kari, "Hald «Den nødvendige samtalen»")
    acts.hold_today(kari, "Vi prøver noko på skulen.")
    to_the_child(kari)
    go_on(kari, "Prøv tiltak der barnet er")
    return case


def they_try_at_school(kari: Walker) -> None:
    do_next(kari, "Nobody holds the baton. Decide who does.")
    kari.press("I take it")
    to_the_child(kari)
    do_next(kari, "Hear the child")
    acts.hear(kari, "Eg vil lese om dinosaurar.")
    do_next(kari, "Set a goal, and how it will show")
    acts.set_goal(kari, "Ola likar å lese", "Han les for syster si")
    acts.agree_on_measure(kari, ALOUD, where="School or kindergarten")
    to_the_child(kari)
    an_evaluation_is_planned(kari)


def advice_without_a_name(kari: Walker) -> None:
    """One may do it or leave it: it stands among the tasks, and holds up nobody."""
    kari.sees("Få råd frå andre fagfolk", "#ways")
    kari.press("Spør om råd", within="#ways")
    acts.note_fact(kari, "PPT seier: prøv lydane kvar for seg.")
    to_the_child(kari)
    acts.a_month_goes_by(kari)


def it_did_not_help(kari: Walker) -> None:
    do_next(kari, "Write down the child’s and the parents’ view")
    acts.review(kari, ALOUD, effect="No effect", onward="Stop it")
    acts.give_views(kari, "Bokstavane hoppar enno.", "Han gruar seg til lekser.")
    to_the_child(kari)
    hold_the_planned(kari, "Evalueringsmøte", "Vi tek det opp i teamet.")
    next_is(kari, "Decide the way on")


def the_family_says_yes(kari: Walker, case: str) -> None:
    kari.press("Ta det opp i tverrfagleg team", within="#ways")
    kari.sees("Not yet. This is still missing:")
    kari.press("Choose which services to invite", within="main")
    acts.invite(kari, "Helsestasjon")
    for guardian in ("Mona Strand", "Frank Dahl"):
        acts.register_answer(kari, guardian, "Yes")
    kari.pick("Who shall join the team?", "Siri")
    kari.press("Add to the team")
    kari.go(case)
    go_on(kari, "Ta det opp i tverrfagleg team", why="Det hjelpte ikkje.")
    kari.sees("Tverrfagleg team", "#ways")


def the_team_finds_something_else(kari: Walker) -> None:
    do_next(kari, "Skriv kva de kom fram til")
    acts.note_fact(kari, "Han høyrer dårleg på eitt øyre.")
    do_next(kari, "Hear the child")
    acts.hear(kari, "Eg høyrer betre når Siri står framfor meg.")
    do_next(kari, "Hald «Møte i tverrfagleg team»")
    acts.hold_today(kari, "Siri øver med han to gonger i veka.")
    to_the_child(kari)
    do_next(kari, "Write what may lie behind")
    acts.write_behind(kari, "Han skil ikkje lydane frå kvarandre.")
    acts.agree_on_measure(kari, SOUNDS, where="School or kindergarten", doer="Siri")
    to_the_child(kari)
    an_evaluation_is_planned(kari)
    acts.a_month_goes_by(kari)


def it_helped(kari: Walker) -> None:
    do_next(kari, "Write down the child’s and the parents’ view")
    acts.review(kari, SOUNDS, effect="It works", onward="Stop it")
    acts.give_views(kari, "Eg har lese ei heil bok.", "Han les for syster si.")
    to_the_child(kari)
    hold_the_planned(kari, "Evalueringsmøte", "Ola les.")
    kari.press("Avslutt, barnet har det bra", within="#ways")
    kari.choose("Where to?", "Avslutt")
    kari.fill("Why?", "Han les og høyrer.")
    kari.press("Confirm")
    kari.sees("Avslutta", ".next-step")


def an_evaluation_is_planned(kari: Walker) -> None:
    do_next(kari, "Planlegg «Evalueringsmøte»")
    acts.plan_meeting(kari, on=kari.today + A_MONTH)
    to_the_child(kari)
