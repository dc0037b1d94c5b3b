"""(b) From a worry up through every level, back to level 1, and well again: closed, with aftercare."""

import pytest

from journeys import acts
from journeys.acts import A_MONTH, do_next, go_on, hold_the_planned, next_is, to_the_child
from walker import Walker, with_scripts_at_the_desk

pytestmark = pytest.mark.browser

LEO = "Leo and Ola do things together"


@with_scripts_at_the_desk
def test_kari_and_ola_go_the_whole_way(walker: Walker) -> None:
    walker.be("Kari Lund")
    case = a_worry_that_is_more(walker)
    measures_on_level_1(walker)
    acts.a_month_goes_by(walker)
    they_did_not_help(walker)
    other_measures(walker)
    acts.a_month_goes_by(walker)
    they_helped_a_little(walker)
    one_guardian_says_no(walker, case)
    both_say_yes(walker, case)
    siri_takes_the_baton(walker, case)
    work_on_level_2(walker)
    the_discussion_team(walker)
    well_again(walker)


def a_worry_that_is_more(kari: Walker) -> str:
    case = acts.report(kari, "Ola has sat alone in every break since summer.")
    do_next(kari, "Agree who talks with the family")
    acts.agree_who_talks(kari, "Kari Lund")
    do_next(kari, "Hear the child")
    acts.hear(kari, "I want somebody to play with.")
    do_next(kari, "Hold “The necessary conversation”")
    acts.hold_today(kari, "We begin with measures here.")
    kari.go(case)
    go_on(kari, "Start measures here, on level 1", why="He is alone every day.")
    kari.sees("Work with the family here", "#ways")
    return case


def measures_on_level_1(kari: Walker) -> None:
    do_next(kari, "Nobody holds the baton. Decide who does.")
    kari.press("I take it")
    kari.press("Back to the child’s page")
    do_next(kari, "Hear the child")
    acts.hear(kari, "I like football, but nobody asks me.")
    do_next(kari, "Hold “Meeting on goals and measures”")
    acts.hold_today(kari, "A group in the long break, and football at home.")
    to_the_child(kari)
    do_next(kari, "Write what may lie behind")
    acts.write_behind(kari, "He does not find his way into the games.")
    acts.set_goal(kari, "Ola has somebody to play with", "He is in the game two days a week")
    acts.agree_on_measure(kari, "A group in the long break", where="School")
    acts.agree_on_measure(kari, "Football on Wednesdays", where="Home", by_name="Grandmother")
    to_the_child(kari)
    do_next(kari, "Plan “Evaluation meeting”")
    acts.plan_meeting(kari, on=kari.today + A_MONTH)
    to_the_child(kari)
    do_next(kari, "Say which measures have begun")
    kari.press("It has begun: A group in the long break")
    to_the_child(kari)
    kari.press("It has begun: Football on Wednesdays", within="#plan")
    do_next(kari, "Agree who talks with the child before the evaluation")
    acts.agree_who_talks(kari, "Kari Lund")
    it_waits_for_its_day(kari)


def it_waits_for_its_day(kari: Walker) -> None:
    next_is(kari, "Evaluate together")
    kari.sees("in 28 days", ".next-step")
    assert kari.page.get_by_role("link", name="Do it now").count() == 0


def they_did_not_help(kari: Walker) -> None:
    do_next(kari, "Write down the child’s and the parents’ view")
    for measure in ("A group in the long break", "Football on Wednesdays"):
        acts.review(kari, measure, effect="No effect", onward="Stop it")
    acts.give_views(kari, "It is as before.", "He still does not want to go.")
    the_meeting_they_planned(kari, "We see no change, and try something else.")
    go_on(kari, "Try other measures here", why="The group did not come about.")


def other_measures(kari: Walker) -> None:
    """A new round on the same level: everything is asked for again, except what still holds."""
    do_next(kari, "Hear the child")
    acts.hear(kari, "I want to be with Leo.")
    do_next(kari, "Hold “Meeting on goals and measures”")
    acts.hold_today(kari, "Leo and Ola, two by two.")
    to_the_child(kari)
    do_next(kari, "Agree on measures")
    acts.agree_on_measure(kari, LEO, where="School", doer="Per Vik")
    to_the_child(kari)
    do_next(kari, "Plan “Evaluation meeting”")
    acts.plan_meeting(kari, on=kari.today + A_MONTH)
    to_the_child(kari)
    kari.press(f"It has begun: {LEO}", within="#plan")
    do_next(kari, "Agree who talks with the child before the evaluation")
    acts.agree_who_talks(kari, "Kari Lund")


def they_helped_a_little(kari: Walker) -> None:
    do_next(kari, "Write down the child’s and the parents’ view")
    acts.review(kari, LEO, effect="It helps a little", onward="Go on with it")
    acts.give_views(kari, "Leo is nice.", "He still has stomach ache.")
    the_meeting_they_planned(kari, "A little better. We ask the health service.")


def one_guardian_says_no(kari: Walker, case: str) -> None:
    """The move is refused, and says what is missing and where to get it."""
    kari.press("Bring in other services, on level 2", within="#ways")
    kari.sees("Not yet. This is still missing:")
    kari.press("Choose which services to invite", within="main")
    acts.invite(kari, "Helsestasjon")
    kari.sees("The service sees nothing yet.")
    acts.register_answer(kari, "Mona Strand", "Yes")
    acts.register_answer(kari, "Frank Dahl", "No")
    kari.sees("Frank Dahl has said no.")
    kari.go(case)
    kari.press("Bring in other services, on level 2", within="#ways")
    kari.sees("Not yet. This is still missing:")
    assert kari.page.get_by_role("button", name="Confirm").count() == 0
    kari.press("Get a yes from everybody who must answer", within="main")


def both_say_yes(kari: Walker, case: str) -> None:
    acts.register_answer(kari, "Frank Dahl", "Yes")
    kari.sees("Everybody has said yes")
    kari.pick("Who shall join the team?", "Siri")
    kari.press("Add to the team")
    kari.go(case)
    kari.sees("Siri Nygård", "#team")
    go_on(kari, "Bring in other services, on level 2", why="He has stomach ache in the mornings.")
    kari.sees("Work with other services", "#ways")


def siri_takes_the_baton(walker: Walker, case: str) -> None:
    """Kari holds it until Siri has said yes."""
    kari_offers_it(walker, "He says most when he draws.")
    walker.be("Siri Nygård")
    walker.press("See and answer")
    walker.sees("He says most when he draws.")
    walker.open("No, because")
    walker.fill("Why not?", "I am away until Monday.")
    walker.press("Say no")
    walker.be("Kari Lund")
    walker.go(case)
    walker.sees("Kari Lund", ".identity")
    walker.press("The baton", within="#team")
    walker.sees("I am away until Monday.")
    to_the_child(walker)
    kari_offers_it(walker, "Welcome back. He says most when he draws.")
    walker.be("Siri Nygård")
    walker.press("See and answer")
    walker.press("Yes, I take it")
    walker.sees("baton holder: Siri Nygård", ".identity")


def kari_offers_it(kari: Walker, must_know: str) -> None:
    kari.press("The baton", within="#team")
    kari.press("Hand it on")
    kari.pick("Who?", "Siri")
    kari.fill("What must the next one know?", must_know)
    kari.choose("Have you talked with the child and the parents about it?", "Yes")
    kari.press("Send the question")
    kari.sees("Offered to Siri Nygård")


def work_on_level_2(siri: Walker) -> None:
    do_next(siri, "Hold “Contact or cooperation meeting”")
    acts.hold_today(siri, "Siri talks with him every week.")
    to_the_child(siri)
    siri_will_ask_him(siri)
    an_evaluation_is_planned(siri)
    do_next(siri, "Hear the child")
    acts.hear(siri, "I can sleep now.")
    do_next(siri, "Write down the child’s and the parents’ view")
    acts.review(siri, LEO, effect="It helps a little", onward="Go on with it")
    acts.give_views(siri, "I can sleep now.", "School is still hard.")
    the_meeting_they_planned(siri, "Better at home. School is still hard.")
    go_on(siri, "Bring the case to the discussion team, on level 3", why="We need more eyes.")
    siri.sees("Work with the discussion team", "#ways")


def the_discussion_team(siri: Walker) -> None:
    do_next(siri, "Hold “Meeting of the interdisciplinary discussion team”")
    acts.hold_today(siri, "The school can do this alone, with advice.")
    to_the_child(siri)
    do_next(siri, "Consider a coordinator for the family")
    acts.note_fact(siri, "The family does not want one now.")
    an_evaluation_is_planned(siri)
    siri_will_ask_him(siri)
    do_next(siri, "Hear the child")
    acts.hear(siri, "I go to school every day.")
    do_next(siri, "Write down the child’s and the parents’ view")
    acts.review(siri, LEO, effect="It works", onward="Go on with it")
    acts.give_views(siri, "I go to school every day.", "He laughs again.")
    the_meeting_they_planned(siri, "It goes well.")
    siri.press("Let the discussion team decide the level", within="#ways")
    siri.press("Decide the way on in the discussion team", within="main")
    acts.note_fact(siri, "Level 1: the school goes on alone.")
    siri.press("Let the discussion team decide the level", within="#ways")
    siri.choose("Where to?", "Level 1: Work with")
    siri.choose("Does the help of Helsestasjon", "It goes on")
    siri.fill("Why?", "The school can.")
    siri.press("Confirm")
    siri.sees("Work with the family here", "#ways")


def well_again(siri: Walker) -> None:
    do_next(siri, "Hear the child")
    acts.hear(siri, "I have three friends.")
    do_next(siri, "Hold “Meeting on goals and measures”")
    acts.hold_today(siri, "We hold on to what helps.")
    to_the_child(siri)
    an_evaluation_is_planned(siri)
    siri_will_ask_him(siri)
    do_next(siri, "Write down the child’s and the parents’ view")
    acts.review(siri, LEO, effect="It works", onward="Stop it")
    acts.give_views(siri, "I have three friends.", "He is happy.")
    the_meeting_they_planned(siri, "He is well.")
    go_on(siri, "Close, the child is well", to="Close, and ask how it goes", why="He has three friends.")
    siri.sees("The case is closed, and your help with it has ended.", "body")


def siri_will_ask_him(siri: Walker) -> None:
    do_next(siri, "Agree who talks with the child before the evaluation")
    acts.agree_who_talks(siri, "Siri Nygård")


def an_evaluation_is_planned(who: Walker) -> None:
    do_next(who, "Plan “Evaluation meeting”")
    acts.plan_meeting(who, on=who.today)
    to_the_child(who)


def the_meeting_they_planned(who: Walker, minutes: str) -> None:
    to_the_child(who)
    hold_the_planned(who, "Evaluation meeting", minutes)
    next_is(who, "Decide the way on")
