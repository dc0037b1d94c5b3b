"""A municipality with two pathways: the category decides which, and one child may be on both.

Fjordvik also works by early effort, where a worry may begin with measures where the child is. Both have a
category “learning”.
"""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from access.raw import DENIED, TAKEN, attempt
from laget.cases.models import Case, TeamMember
from laget.foundation.ids import uuid7
from laget.moves.services import open_case, seal
from laget.ops import scratch
from laget.pathway.models import PathwayVersion
from laget.pathway.published import current
from laget.pathway.publishing import publish, use_only
from own_pathways import four
from pages import read
from world import STORY

FIRST, EARLY = "nivaa-0-3", "tidleg-innsats"
ENTRY = "It begins with measures"
ON_FIRST, ON_EARLY = "Laget rundt barnet, nivå 0 til 3", "Tidlig innsats med tverrfaglig team"
FILE = Path(__file__).parents[2] / "pathways" / f"{EARLY}.toml"
TEXT = FILE.read_text().replace(
    "[[level]]\n", f'[[entry]]\nid = "begun"\n{four("title", ENTRY)}to = "level local"\n\n[[level]]\n', 1
)


@pytest.fixture
def both(world):
    with scratch.as_owner():
        publish(
            municipality=world.municipality, text=TEXT, now=world.now - timedelta(days=90), using="default"
        )
    return world


@pytest.fixture
def kari(both):
    return both.client_of(both.kari)


def send(client, world, **said):
    fields = {"text": "Han sitter alene.", "violence": "no", "adult_here": "no", "share": "on"}
    return client.post(reverse("worry"), {"child": world.ola.pk, "form_key": uuid4(), **fields, **said})


def opened(world):
    with world.as_(world.kari, world.now + timedelta(minutes=1)):
        return Case.objects.select_related("version").latest("id")


def on(world, name, *, who=None, share=True, violence=False):
    """A worry of OLA on this pathway."""
    who = who or world.kari
    with world.as_(who):
        return open_case(
            child=world.ola, seat=who.seat, text=STORY.worry, category="learning", violence=violence,
            adult_here=False, adult=None, share=share, wonder_on=world.today, now=world.now, pathway=name,
        )  # fmt: skip


def test_the_categories_stand_under_their_pathways(both, kari):
    shown = kari.get(reverse("worry")).text
    assert shown.count('value="nivaa-0-3/learning"') == shown.count('value="tidleg-innsats/learning"') == 1
    assert shown.index("nivaa-0-3/learning") < shown.index("tidleg-innsats/learning")
    assert f"<legend>{ON_FIRST}</legend>" in shown
    assert f'<details class="ds-details"><summary>{ON_EARLY}</summary>' in shown, "the same words, folded"
    assert f"Without an answer it follows “{ON_FIRST}”." in shown


def test_where_there_is_one_pathway_nothing_is_said_of_it(world):
    world.a_case()
    pages = [read(world, world.kari, address) for address in ("/worry", "/", "/cases")]
    assert not any(ON_FIRST in shown or "nivaa-0-3/" in shown for shown in pages)
    assert 'value="learning"' in pages[0]


@pytest.mark.parametrize(
    ("category", "pathway", "kept"),
    [("", FIRST, ""), (f"{FIRST}/learning", FIRST, "learning"), (f"{EARLY}/learning", EARLY, "learning")],
)
def test_the_category_decides_the_pathway(both, kari, category, pathway, kept):
    assert send(kari, both, category=category).status_code == 302
    case = opened(both)
    assert (case.version.name, case.category) == (pathway, kept)


def test_a_category_without_its_pathway_is_not_guessed_at(both, kari):
    refused = send(kari, both, category="learning")
    assert refused.status_code == 422
    assert 'href="#id_category"' in refused.text


def test_it_may_begin_elsewhere_on_its_own_pathway(both, kari):
    assert ENTRY in kari.get(reverse("worry")).text
    sent = send(kari, both, category=f"{EARLY}/learning", entry=f"{EARLY}/begun")
    assert sent.status_code == 302
    assert (opened(both).version.name, opened(both).level) == (EARLY, "local")


@pytest.mark.parametrize("category", ["", f"{FIRST}/learning"])
def test_a_place_of_another_pathway_is_refused_beside_the_field(both, kari, category):
    page = kari.get(reverse("worry")).text
    assert re.search(r'name="entry" value="/"[^>]* checked', page), (
        "a new worry, until another place is chosen"
    )
    refused = send(kari, both, category=category, entry=f"{EARLY}/begun")
    assert refused.status_code == 422
    assert 'href="#id_entry"' in refused.text
    assert f"That place belongs to “{ON_EARLY}”." in refused.text
    assert "Han sitter alene." in refused.text


def test_a_pathway_that_is_not_for_whom_it_is_about_is_refused_beside_the_field(world):
    told = TEXT[: TEXT.index("[[story]]")]  # of children
    text = told.replace("[[category]]\n", '[[subject]]\nid = "group"\n\n[[category]]\n', 1)
    with scratch.as_owner():
        publish(municipality=world.municipality, text=text, now=world.now, using="default")
    client = world.client_of(world.kari)
    about = {"subject": "group", "group": world.ola.group.pk, "text": "Mye bråk.", "child": ""}
    for category, status in ((f"{EARLY}/learning", 302), (f"{FIRST}/learning", 422), ("", 422)):
        sent = send(client, world, category=category, **about)
        assert sent.status_code == status
    assert 'href="#id_category"' in sent.text
    assert f"“{ON_FIRST}” is not for whom you chose." in sent.text


def test_one_that_is_not_in_use_any_more_is_not_offered_and_its_cases_go_on(both, kari):
    case = on(both, EARLY)
    with scratch.as_owner():
        use_only(municipality=both.municipality, names=[FIRST], using="default")
    assert EARLY not in kari.get(reverse("worry")).text
    assert send(kari, both, category=f"{EARLY}/learning").status_code == 422
    with pytest.raises(PathwayVersion.DoesNotExist):
        current(both.municipality.pk, EARLY)
    address = reverse("entry", args=[case.pk])
    sent = kari.post(address, {"form_key": uuid4(), "text": "Det går framover.", "audience": "team"})
    assert sent.status_code == 302
    assert kari.get(reverse("case", args=[case.pk])).status_code == 200


def test_the_order_decides_which_is_first(both, kari):
    with scratch.as_owner():
        use_only(municipality=both.municipality, names=[EARLY, FIRST], using="default")
    send(kari, both, category="")
    assert opened(both).version.name == EARLY


def test_the_page_of_one_case_tells_of_the_other(both, kari):
    first, early = on(both, FIRST), on(both, EARLY)
    shown = kari.get(reverse("case", args=[first.pk])).text
    assert f"This child has a case on another pathway: {ON_EARLY}" in shown
    assert "Each case has its own plan, team and consent." in shown
    assert "register this one as a mistake" not in shown
    assert reverse("case", args=[early.pk]) in shown


def test_two_cases_on_one_pathway_are_still_to_be_one(both, kari):
    cases = [on(both, FIRST), on(both, FIRST)]
    first, second = (kari.get(reverse("case", args=[case.pk])).text for case in cases)
    assert "There is another case about this child" in first
    assert "There is another case about this child" in second
    assert "register this one as a mistake" in second
    assert "register this one as a mistake" not in first


def test_lists_today_and_search_say_which_pathway(both, kari):
    cases = {FIRST: on(both, FIRST), EARLY: on(both, EARLY)}
    per = both.client_of(both.per)
    pages = [kari.get("/"), kari.get("/cases"), per.get("/unit"), kari.post("/search", {"q": "Ola"})]
    for shown in (page.text.partition("<main")[2] for page in pages):
        assert all(said in shown for said in (*(str(case.pk) for case in cases.values()), ON_FIRST, ON_EARLY))
    narrowed = kari.get(f"/cases?pathway={EARLY}").text
    assert str(cases[EARLY].pk) in narrowed and str(cases[FIRST].pk) not in narrowed


def test_levels_are_chosen_of_one_pathway(both, kari):
    assert "level=" not in kari.get("/cases").text
    assert f"?pathway={EARLY}&amp;level=local" in kari.get(f"/cases?pathway={EARLY}").text
    assert "level=local" not in kari.get(f"/cases?pathway={FIRST}").text


def test_each_case_has_its_own_team(both, kari):
    """AMIR writes the other worry for himself: KARI and PER learn nothing of it."""
    mine, his = on(both, FIRST), on(both, EARLY, who=both.amir, share=False)
    for who, own, other in ((both.kari, mine, his), (both.amir, his, mine)):
        client = both.client_of(who)
        shown = client.get(reverse("case", args=[own.pk])).text + client.get("/cases").text
        assert str(other.pk) not in shown
        assert "This child has a case on another pathway" not in shown
        assert client.get(reverse("case", args=[other.pk])).status_code == 404
    with both.as_(both.amir):
        assert set(TeamMember.objects.values_list("case_id", flat=True)) == {his.pk}


def test_of_a_sealed_case_nothing_is_told(both):
    """PER leads, and is in the first case; the sealed one is AMIR's alone."""
    mine, sealed = on(both, FIRST), on(both, EARLY, who=both.amir, share=False, violence=True)
    for who in (both.kari, both.per, both.marte):
        client = both.client_of(who)
        pages = [client.get(address) for address in ("/", "/cases", "/unit", f"/cases/{mine.pk}")]
        pages.append(client.post("/search", {"q": "Ola"}))
        assert any(str(mine.pk) in page.text for page in pages)
        assert not any(str(sealed.pk) in page.text or "sealed case" in page.text for page in pages)


def test_the_family_reads_which_is_which_until_one_is_sealed(both):
    begun = both.a_case(at_level="1", days_ago=60)
    with both.as_(both.kari):
        case = open_case(
            child=both.ola, seat=both.kari.seat, text="x", category="learning", violence=False,
            adult_here=False, adult=None, share=True, wonder_on=both.today, now=both.now, entry="begun",
            pathway=EARLY,
        )  # fmt: skip
    mona = both.client_of(both.mona)
    shown = mona.get(reverse("family")).text
    assert all(title in shown for title in (ON_FIRST, ON_EARLY))
    with both.as_(both.kari):
        seal(case=case, reason="x", seat=both.kari.seat, now=both.now)
    shown = mona.get(reverse("family")).text
    assert begun.child.given_name in shown
    assert not any(title in shown for title in (ON_FIRST, ON_EARLY))


def test_a_service_that_only_the_first_has_categories_for_sees_no_other(world):
    """The second is for kindergartens: at the school nothing is another than before."""
    text = FILE.read_text().replace("[[category]]\n", '[[category]]\nservices = ["kindergarten"]\n')
    text = text.replace('services = ["school", "health", "ppt"]\n', "").replace(
        'services = ["kindergarten", "health", "ppt"]\n', ""
    )
    with scratch.as_owner():
        publish(municipality=world.municipality, text=text, now=world.now, using="default")
    shown = world.client_of(world.kari).get(reverse("worry")).text
    assert ON_FIRST not in shown and ON_EARLY not in shown
    assert send(world.client_of(world.kari), world, category=f"{FIRST}/learning").status_code == 302


def test_raw_sql_begins_no_case_on_a_pathway_that_is_not_in_use_or_not_the_newest(both):
    old = current(both.municipality.pk, EARLY)
    with scratch.as_owner():
        text = TEXT.replace('version = "1"', 'version = "2"', 1)
        newest = publish(municipality=both.municipality, text=text, now=both.now, using="default").pk
    with both.as_(both.kari):
        assert (begun(both, old), begun(both, newest)) == (DENIED, TAKEN)
    with scratch.as_owner():
        use_only(municipality=both.municipality, names=[FIRST], using="default")
    with both.as_(both.kari):
        assert (begun(both, newest), begun(both, current(both.municipality.pk))) == (DENIED, TAKEN)


def begun(world, version_id):
    order = (
        "insert into cases_case (id, municipality_id, unit_id, child_id, version_id, category, wonder_on,"
        " opened_at, opened_by_id, subject, level, entered_step, return_to, round, in_error)"
        " values (%s, %s, %s, %s, %s, '', %s, %s, %s, 'child', '', '', '', 0, false)"
    )
    place = (world.municipality.pk, world.ola.group.unit_id, world.ola.pk, version_id)
    return attempt((order, uuid7(), *place, world.today, world.now, world.kari.seat.pk))


def test_nobody_but_the_owner_says_what_is_in_use(both):
    with both.as_(both.kari):
        for order in (
            "delete from pathway_pathwayinuse",
            "update pathway_pathwayinuse set place = 9",
            "insert into pathway_pathwayinuse (name, place) values ('x', 0)",
        ):
            assert attempt((order,)) == DENIED
