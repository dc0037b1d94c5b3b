"""Every page has a door, and whoever adds one without is told here."""

from django.urls import URLPattern, URLResolver, get_resolver

from laget.rules.access import MAY, Action

OPEN_TO_ALL = {
    "sign_in", "sign_out", "language", "appearance", "demo_clock", "accessibility", "health",
    "leave", "access", "sign_in_start", "sign_in_back", "sign_in_seat",
}  # fmt: skip


def pages(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern


def test_every_page_has_a_door():
    doorless = [page.name for page in pages(get_resolver()) if not hasattr(page.callback, "door")]
    assert doorless == []


def test_only_the_named_pages_are_open_to_all():
    public = {page.name for page in pages(get_resolver()) if page.callback.door == "public"}
    assert public == OPEN_TO_ALL


def test_every_page_of_a_case_has_a_door_of_the_table():
    of_cases = [page for page in pages(get_resolver()) if "case_id" in str(page.pattern)]
    wrong = [page.name for page in of_cases if page.callback.door not in set(Action)]
    assert of_cases
    assert wrong == []


def test_every_action_says_who_may():
    assert set(MAY) == set(Action)
    assert all(MAY.values())


def test_no_address_names_anybody():
    """Only random ids and our own words: nothing about a child ever stands in an address."""
    converters = {name for page in pages(get_resolver()) for name in page.pattern.converters}
    assert converters <= {
        "case_id", "exit_id", "fact", "form", "form_id", "goal_id", "measure_id", "meeting_id",
        "member_id", "part", "person_id", "proposal_id", "session_id", "child_id", "count_id", "pathway",
        "way",
    }  # fmt: skip
