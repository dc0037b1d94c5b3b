"""(e) The Danish pathway, in Danish: twice round look, assess, adjust and repeat, and into aftercare."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journeys import acts
from journeys.acts import A_MONTH, do_next, go_on, hold_the_planned, next_is, to_the_child
from walker import Walker

pytestmark = pytest.mark.browser

LATER, FEWER = "Freja kommer ind ad gymnastiksalen", "Freja har fri i den sidste time"


@pytest.fixture(scope="module")
def municipality_file() -> Path:
    return Path(__file__).parents[2] / "municipalities" / "klitby.toml"


def test_freja_comes_back_to_school(screen: Callable[..., Walker]) -> None:
    yusuf = screen("phone", language="da")
    yusuf.be("Yusuf Demir")
    case = a_worry_about_absence(yusuf)
    the_school_tries_itself(yusuf)
    it_was_not_enough(yusuf, case)
    camilla_joins(yusuf, case)
    the_team_meets(yusuf)
    once_round(yusuf, LATER, effect="It helps a little")
    go_on(yusuf, "Gentag", why="Hun kommer tre dage om ugen.")
    once_round(yusuf, FEWER, effect="It works")
    the_worry_has_settled(yusuf)


def a_worry_about_absence(yusuf: Walker) -> str:
    """What the law wants at once stands first; the other two are chosen from the list."""
    case = acts.report(
        yusuf, "Freja har været væk ni dage siden efterårsferien.", child="Freja", about="Fravær"
    )
    yusuf.sees("Kontakt forældrene straks, når fraværet er ulovligt.", "#ways")
    yusuf.press("Aftal, hvem der taler med familien", within="#ways")
    acts.agree_who_talks(yusuf, "Yusuf Demir")
    yusuf.press("Hear the child", within="#ways")
    acts.hear(yusuf, "Jeg får ondt i maven om morgenen.")
    do_next(yusuf, "Hold »Samtale med barnet og forældrene«")
    acts.hold_today(yusuf, "Vi finder ud af, hvad der holder hende væk.", child="Freja")
    to_the_child(yusuf)
    go_on(yusuf, "Afdæk og læg en plan, på niveau 1")
    return case


def the_school_tries_itself(yusuf: Walker) -> None:
    do_next(yusuf, "Nobody holds the baton. Decide who does.")
    yusuf.press("I take it")
    to_the_child(yusuf)
    yusuf.sees("tovholder: Yusuf Demir", ".identity")
    do_next(yusuf, "Hear the child")
    acts.hear(yusuf, "Gangen er så fuld af mennesker.")
    do_next(yusuf, "Skriv, hvad afdækningen viser")
    acts.note_fact(yusuf, "Frikvartererne er værst.")
    do_next(yusuf, "Write what may lie behind")
    acts.write_behind(yusuf, "Hun ved ikke, hvor hun skal gå hen.")
    acts.set_goal(yusuf, "Freja er i skole hver dag", "Hun kommer fire dage om ugen")
    acts.agree_on_measure(yusuf, LATER, where="School or kindergarten")
    to_the_child(yusuf)
    a_month_to_the_follow_up(yusuf)


def it_was_not_enough(yusuf: Walker, case: str) -> None:
    """The move is refused until both parents have said yes to another service."""
    do_next(yusuf, "Write down the child’s and the parents’ view")
    acts.review(yusuf, LATER, effect="It helps a little", onward="Go on with it")
    acts.give_views(yusuf, "Det hjælper lidt.", "Hun sover bedre.")
    to_the_child(yusuf)
    hold_the_planned(yusuf, "Opfølgningsmøde", "Vi har brug for flere øjne.")
    do_next(yusuf, "Vurder bekymringen på ny")
    acts.note_fact(yusuf, "Vi er stadig bekymrede.")
    yusuf.press("Inddrag Kom i skole-teamet, på niveau 2", within="#ways")
    yusuf.sees("Not yet. This is still missing:")
    yusuf.press("Choose which services to invite", within="main")
    acts.invite(yusuf, "PPR")
    for guardian in ("Lone Toftegaard", "Michael Toftegaard"):
        acts.register_answer(yusuf, guardian, "Yes")


def camilla_joins(yusuf: Walker, case: str) -> None:
    yusuf.pick("Who shall join the team?", "Camilla Juhl")
    yusuf.press("Add to the team")
    yusuf.go(case)
    yusuf.sees("Camilla Juhl", "#team")
    go_on(yusuf, "Inddrag Kom i skole-teamet, på niveau 2", why="Skolen kan ikke alene.")


def the_team_meets(yusuf: Walker) -> None:
    do_next(yusuf, "Hold »Møde i Kom i skole-teamet«")
    acts.hold_today(yusuf, "Camilla taler med Freja hver uge.", child="Freja")
    to_the_child(yusuf)
    do_next(yusuf, "Hear the child")
    acts.hear(yusuf, "Jeg vil gerne have en, der venter på mig.")
    do_next(yusuf, "Skriv, hvad afdækningen viser")
    acts.note_fact(yusuf, "Hun er bange for at blive kigget på.")


def once_round(yusuf: Walker, tries: str, *, effect: str) -> None:
    """Plan, look, assess: all that one way round the circle asks for, and it ends where one adjusts."""
    a_month_to_the_follow_up(yusuf)
    hold_the_planned(yusuf, "Opfølgningsmøde", "Vi gør mere af det, der virker.")
    do_next(yusuf, "Go through each measure")
    acts.review(yusuf, LATER, effect=effect, onward="Go on with it")
    acts.give_views(yusuf, "Det går bedre.", "Hun griner igen.")
    to_the_child(yusuf)
    do_next(yusuf, "Vurder bekymringen på ny")
    acts.note_fact(yusuf, "Hun er med i fællesskabet igen.")
    next_is(yusuf, "Decide the way on")


def the_worry_has_settled(yusuf: Walker) -> None:
    """No number says when: somebody writes why, and what holds on afterwards."""
    yusuf.press("Afslut, barnet er tilbage", within="#ways")
    yusuf.sees("Not yet. This is still missing:")
    for asked, answer in (
        ("Planlæg tiden efter", "Alma og Freja følges. Yusuf spørger hver fredag."),
        (
            "Begrund, hvorfor I slutter",
            "Hun har været her hver dag i fem uger. Hun siger selv, at det er nok.",
        ),
        ("Overlever til klassens lærere", "Lærerne ved, at hun må gå, når det bliver for meget."),
    ):
        yusuf.press(asked, within="main")
        acts.note_fact(yusuf, answer)
        yusuf.press("Afslut, barnet er tilbage", within="#ways")
    yusuf.choose("Where to?", "Afslut, og spørg, hvordan det går")
    yusuf.fill("Why?", "Hun er tilbage.")
    yusuf.press("Confirm")
    yusuf.sees("Efterværn til", ".next-step")


def a_month_to_the_follow_up(yusuf: Walker) -> None:
    do_next(yusuf, "Planlæg »Opfølgningsmøde«")
    acts.plan_meeting(yusuf, on=yusuf.today + A_MONTH, child="Freja")
    to_the_child(yusuf)
    acts.a_month_goes_by(yusuf)
