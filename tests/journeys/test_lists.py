"""Lists and search: renewed in place where there are scripts, whole pages where there are none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from walker import Walker
from world import World

pytestmark = pytest.mark.browser


def same_page(walker: Walker) -> bool:
    """Whether the page is the one that was marked, renewed in part."""
    return bool(walker.page.evaluate("window.marked === true"))


def mark(walker: Walker) -> None:
    walker.page.evaluate("window.marked = true")


def test_a_filter_renews_the_list_and_has_an_address(walker: Walker, world: World) -> None:
    world.a_case(closed=True)
    open_case = world.a_case()
    walker.be("Kari Lund")
    walker.press("Children")
    few = walker.page.locator("#list tbody tr").count()
    mark(walker)
    walker.open("Open cases")
    walker.press("Open and closed", within="#list")
    expect(walker.page.locator("#list tbody tr")).to_have_count(walker.page.locator("#list tbody tr").count())
    expect(walker.page.locator("#list [aria-current]").first).to_have_text("Open and closed")
    assert walker.page.url.endswith("/cases?closed=yes")
    assert walker.page.locator("#list tbody tr").count() > few
    assert same_page(walker) is walker.scripts
    walker.page.go_back()
    expect(walker.page.locator("#list [aria-current]").first).to_have_text("Open cases")
    expect(walker.page.locator("#list tbody tr")).to_have_count(few)
    walker.leave_by(walker.page.locator(f"#list a[href='/cases/{open_case.pk}']"))
    walker.sees("Ola Strand")


def test_a_name_is_found_as_one_types_and_stands_in_no_address(
    screen: Callable[..., Walker], world: World
) -> None:
    case = world.a_case()
    kari = screen("phone")
    kari.be("Kari Lund")
    kari.press("Children")
    mark(kari)
    asked = []
    kari.page.on("request", lambda request: asked.append((request.method, request.url)))
    kari.field("Name or group").press_sequentially("Ol")
    expect(kari.page.locator("#found [role='status']")).to_contain_text("found.")
    expect(kari.page.locator(f"#found a[href='/cases/{case.pk}']")).to_be_visible()
    expect(kari.field("Name or group")).to_be_focused()
    assert kari.page.url.endswith("/cases") and same_page(kari)
    assert {method for method, url in asked if "/search" in url} == {"POST"}
    assert not [url for _method, url in asked if "Ol" in url.rsplit("/", 1)[-1]]
    expect(kari.page.locator("#list")).to_be_hidden()
    kari.look()
    kari.field("Name or group").fill("Nobody")
    expect(kari.page.locator("#found [role='status']")).to_have_text("0 cases found.")
    kari.field("Name or group").fill("")
    expect(kari.page.locator("#found [role='status']")).to_have_text("")
    expect(kari.page.locator("#list")).to_be_visible()


def test_without_scripts_the_button_finds_it(
    screen: Callable[..., Walker], world: World, scripts: bool
) -> None:
    """And with them, for whoever presses it."""
    case = world.a_case()
    kari = screen("desk", scripts=scripts)
    kari.be("Kari Lund")
    kari.press("Children")
    kari.fill("Name or group", "Ola")
    kari.press("Search")
    kari.reads("Search among those I may see")
    kari.sees("found.", "#found")
    assert kari.page.locator(f"#found a[href='/cases/{case.pk}']").count() == 1


def test_a_session_that_has_ended_leads_to_the_sign_in(screen: Callable[..., Walker], world: World) -> None:
    world.a_case()
    for ask in ("filter", "search"):
        kari = screen("desk")
        kari.be("Kari Lund")
        kari.press("Children")
        kari.page.context.clear_cookies()
        if ask == "filter":
            kari.open("Open cases")
            kari.page.locator("#list a", has_text="Open and closed").click()
        else:
            kari.field("Name or group").press_sequentially("Ol")
        kari.page.wait_for_url("**/sign-in?**")
        assert kari.page.locator("button.somebody").count() > 0


def test_more_of_a_long_list_comes_in_its_place(
    screen: Callable[..., Walker], world: World, scripts: bool
) -> None:
    for _ in range(52):
        world.a_life().worry(share=True)
    per = screen("phone", scripts=scripts)
    per.be("Per Vik")
    per.press("My unit")
    expect(per.page.locator("#list tbody tr")).to_have_count(50)
    first = per.page.locator("#list tbody a").first.get_attribute("href")
    mark(per)
    per.press("More", within="#list")
    expect(per.page.locator(f"#list tbody a[href='{first}']")).to_have_count(0)
    assert "after=" in per.page.url
    assert same_page(per) is scripts


def test_whom_to_be_is_found_in_whichever_language_one_asks(
    screen: Callable[..., Walker], world: World, scripts: bool
) -> None:
    """Per is a *rektor* in his municipality's words, and a leader in those of the product."""
    somebody = screen("phone", scripts=scripts)
    somebody.page.goto(f"{somebody.address}/sign-in")
    for asked in ("leader", "leder", "leiar"):
        somebody.page.get_by_role("searchbox").fill(asked)
        somebody.leave_by(somebody.page.locator(".search button"))
        assert "whom=" in somebody.page.url
        expect(somebody.page.locator("button.somebody", has_text="Per Vik")).to_be_visible()
        expect(somebody.page.locator("button.somebody", has_text="Kari Lund")).to_have_count(0)
