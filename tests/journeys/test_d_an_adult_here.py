"""(d) An adult who works here is the worry: neither that adult nor a deputy sees it."""

from collections.abc import Callable

import pytest

from walker import Walker
from world import World

pytestmark = pytest.mark.browser


def test_a_teacher_is_the_worry_and_the_head_is_told(walker: Walker) -> None:
    case = kari_is_worried_about(walker, "Tom Berg", told="Per Vik")
    walker.be("Per Vik")
    walker.go(case)
    walker.sees("Look into it at once, and protect the child", ".next-step")
    walker.sees("The worry is about an adult here: Tom Berg.")
    finds_nothing(walker, "Tom Berg", case)


def test_the_head_is_the_worry_and_the_one_above_is_told(walker: Walker) -> None:
    case = kari_is_worried_about(walker, "Per Vik", told="Ragnhild Sæther")
    finds_nothing(walker, "Per Vik", case)
    finds_nothing(walker, "Marte Solheim", case)  # she acts in his place
    walker.be("Ragnhild Sæther")
    walker.go(case)
    walker.sees("He shouted at Ola until he cried.", "#timeline")


def kari_is_worried_about(walker: Walker, adult: str, *, told: str) -> str:
    """Who it is, the form asks when it has heard that it is somebody here. Either button tells the leader."""
    walker.be("Kari Lund")
    walker.press("Report a worry")
    walker.choose("Which child?", "Ola")
    walker.fill("What have you seen or heard?", "He shouted at Ola until he cried.")
    walker.choose("Could it be about violence or abuse?", "No")
    assert not walker.field("Who is it?").is_visible()
    walker.choose("Is it about an adult who works here?", "Yes")
    assert walker.field("Who is it?").is_visible()
    walker.does_not_see("optional", "label[for=id_adult]")
    walker.press("Save only for me")
    walker.sees("Choose who it is about, so that this person does not see it.")
    walker.pick("Who is it?", adult)
    walker.press("Save only for me")
    walker.sees(f"{told}, ", "main")
    walker.sees("Nobody may punish you for it", "main")
    walker.press("Go on", within="main")
    walker.sees(told, "#team")
    return walker.path


def finds_nothing(walker: Walker, name: str, case: str) -> None:
    """On no list, by no search, and by no address."""
    walker.be(name)
    for page in walker.page.locator("nav[aria-label='Main'] a").all_inner_texts():
        walker.press(page)
        assert not leads_to(walker, case)
    walker.press("Children")
    walker.fill("Name or group", "Ola")
    walker.press("Search")
    assert not leads_to(walker, case)
    for place in ("", "/plan", "/meetings", "/baton", "/note", "/join"):
        walker.is_shut_out(case + place)


def leads_to(walker: Walker, case: str) -> bool:
    return walker.page.locator(f"a[href^='{case}']").count() > 0


def test_it_is_understood_later_and_the_adult_is_out_at_once(
    screen: Callable[..., Walker], world: World, scripts: bool
) -> None:
    case = f"/cases/{world.a_case(at_level='1').pk}"
    kari = screen("phone", scripts=scripts)
    kari.be("Kari Lund")
    kari.go(case)
    kari.press("About an adult here")
    kari.sees("Per Vik is told at once.")
    kari.press("Say it, and keep this person out")
    kari.sees("This needs another look")
    kari.choose("Who is it?", "Amir Haddad")
    kari.fill("What have you seen or heard?", "He held Ola by the arm.")
    kari.press("Say it, and keep this person out")
    kari.sees("The worry is about an adult here: Amir Haddad. This person cannot see the case.")
    kari.press("Back to the child’s page")
    kari.sees("He held Ola by the arm.", "#timeline")
    kari.does_not_see("Amir Haddad", "#team")
    finds_nothing(kari, "Amir Haddad", case)


def test_one_leaves_the_team_and_another_is_let_in_by_law(
    screen: Callable[..., Walker], world: World, scripts: bool
) -> None:
    case = f"/cases/{world.a_case(at_level='2').pk}"
    desk = screen("desk", scripts=scripts)
    desk.be("Amir Haddad")
    desk.go(case)
    desk.press("Who is in the team")
    desk.press("Leave the team")
    desk.fill("Why?", "I go to another school.")
    desk.press("Leave the team", within="main form")
    desk.is_shut_out(case)
    desk.be("Per Vik")
    desk.go(f"{case}/violence")
    desk.fill("Why?", "He has bruises.")
    desk.press("Seal the case")
    desk.go(f"{case}/team")
    desk.does_not_see("Siri Nygård", "main")
    desk.press("A consent is taken back")
    desk.choose("Whose consent, and for which service?", "Mother (M.)")
    desk.fill("When was it taken back, and how?", "By telephone, today.")
    desk.press("Write it down")
    desk.go(f"{case}/team")
    desk.press("Let somebody in by law")
    desk.pick("Who shall join the team?", "Lars Holm")
    desk.fill("Which law lets them in, and why now?", "Section 13-4, they ask us.")
    desk.press("Add to the team")
    desk.sees("Lars Holm", "main")
