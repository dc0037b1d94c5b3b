"""A case stays on the version it began on until somebody moves it, with a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from colours import FACTS, NOW, PATHWAY, a_case
from laget.foundation.asking import Asker, say
from laget.moves import services
from laget.moves.queries import facts_of, progress_of, standing_of
from laget.pathway.published import pathway_of
from laget.pathway.publishing import publish
from laget.people.models import Municipality
from laget.rules import moving
from laget.rules.difference import Change, Part, differences
from laget.rules.pathway_file import read

LATER = NOW + timedelta(days=3)
CHANGED = (
    PATHWAY.replace('version = "1"', 'version = "2"')
    .replace('done_when = ["leader_told"]', 'done_when = ["leader_told", "red or blue"]')
    .replace('"white"', '"black"')
)
WITHOUT_A = CHANGED.replace('id = "a"', 'id = "first"').replace("step a.two", "step first.two")


@pytest.fixture
def published(author, as_owner):
    """Publishes another version of a municipality's pathway."""

    def publish_it(text, of=None, now=LATER):
        with as_owner():
            municipality = of or Municipality.objects.get()
            return publish(municipality=municipality, text=text, now=now, using="default")

    return publish_it


def move(case, version, author, target="", reason="The council has changed it"):
    say(Asker(author.person_id, author.pk), LATER)
    services.move_to_version(
        case=case, version_id=version.pk, target=target, reason=reason, seat=author, now=LATER
    )
    case.refresh_from_db()


def went_on(case, author):
    """To the second level."""
    services.take_exit(case=case, exit_id="early", target="level b", reason="", seat=author, now=NOW)
    case.refresh_from_db()


def test_a_new_version_leaves_running_cases_alone(author, published):
    case = a_case(author, FACTS)
    version = published(CHANGED)
    case.refresh_from_db()
    assert case.version_id != version.pk


def test_a_case_is_moved_with_a_reason_and_keeps_its_place_and_its_round(author, published):
    case = a_case(author, ("red", "white"))
    before = standing_of(case, facts_of([case])[case.pk])
    version = published(CHANGED)
    move(case, version, author)
    after = standing_of(case, facts_of([case])[case.pk])
    assert case.version_id == version.pk
    assert after == moving.in_version(pathway_of(version.pk), before)
    assert "white" in before.facts
    assert "white" not in after.facts, "what the new version does not ask for counts no more"
    assert case.recorded.filter(fact="white").exists(), "and stays on record"


def test_without_a_reason_nothing_moves(author, published):
    case = a_case(author, ())
    with pytest.raises(services.Refused):
        move(case, published(CHANGED), author, reason="")


def test_a_place_that_is_gone_must_be_chosen_anew(author, published):
    case = a_case(author, ())
    version = published(WITHOUT_A)
    with pytest.raises(services.Refused):
        move(case, version, author)
    with pytest.raises(services.Refused):
        move(case, version, author, target="step first.two")
    move(case, version, author, target="level first")
    assert (case.level, case.entered_step, case.round) == ("first", "", 1)


@pytest.mark.parametrize("target", ["level a", "step a.two", "level b"])
def test_a_case_that_can_stay_where_it_is_goes_nowhere_else(author, published, target):
    case = a_case(author, ())
    with pytest.raises(services.Refused):
        move(case, published(CHANGED), author, target=target)


@pytest.mark.parametrize("target", ["level b", "step b.end"])
def test_nobody_comes_further_up_by_another_version(author, published, target):
    case = a_case(author, ())
    with pytest.raises(services.Refused):
        move(case, published(WITHOUT_A), author, target=target)


def test_what_was_further_up_is_not_reached_where_a_level_is_gone_below(author, published):
    """`b` now stands where `c` stood: as far from the start, but it was further up."""
    c = PATHWAY[PATHWAY.index('[[level]]\nid = "b"') : PATHWAY.index('[[level]]\nid = "sealed"')]
    middle = c.replace('id = "b"', 'id = "c"').replace('label = "B"', 'label = "C"')
    on = middle.replace('to = "closed"', 'to = ["level b", "closed"]')
    three = PATHWAY.replace('to = ["level b", "closed"]', 'to = ["level c", "closed"]').replace(c, on + c)
    old, new = read(three), read(CHANGED)
    standing = moving.opened(old, on=NOW.date(), wonder_on=NOW.date(), facts={})
    in_c = replace(standing, level="c")
    assert moving.in_version(new, in_c) is None
    assert moving.levels_to_go_on_at(old, new, in_c) == ("a",)


def test_a_case_never_goes_back_to_an_older_version(author, published):
    case = a_case(author, ())
    old, newer = case.version_id, published(CHANGED)
    newest = published(CHANGED.replace('version = "2"', 'version = "3"'), now=LATER + timedelta(days=1))
    with pytest.raises(services.Refused):
        move(case, newer, author)
    move(case, newest, author)
    for earlier in (newer, type(newer).objects.get(pk=old)):
        with pytest.raises(services.Refused):
            move(case, earlier, author)


def test_where_a_case_came_from_is_forgotten_in_another_version(author, published):
    """The place may be gone, and a case that went back to it would stand nowhere."""
    case = a_case(author, ("red", "white"))
    went_on(case, author)
    assert case.return_to
    move(case, published(WITHOUT_A), author)
    assert (case.level, case.return_to) == ("b", "")


@pytest.mark.parametrize("target", ["level sealed", "step sealed.protect", "level nowhere", "closed", "stay"])
def test_nobody_is_moved_into_the_sealed_level_or_to_nowhere(author, published, target):
    case = a_case(author, ())
    with pytest.raises(services.Refused):
        move(case, published(CHANGED), author, target=target)


def test_a_sealed_case_stays_sealed_in_any_version(author, published):
    case = a_case(author, ())
    services.seal(case=case, reason="Blue marks", seat=author, now=NOW)
    version = published(CHANGED.replace('id = "sealed"', 'id = "protected"'))
    with pytest.raises(services.Refused):
        move(case, version, author, target="level a")
    move(case, version, author)
    assert (case.level, case.sealed_at) == ("protected", NOW)


def test_no_way_leads_back_to_where_there_is_no_place(author, published, as_owner):
    case = a_case(author, ("red", "white"))
    went_on(case, author)
    back = 'title.en = "Close"\n    to = '
    move(case, published(CHANGED.replace(f'{back}"closed"', f'{back}["return", "closed"]')), author)
    with as_owner():
        type(case).objects.filter(pk=case.pk).update(return_to="level gone")
    case.refresh_from_db()
    assert [way.targets for way in progress_of(case, facts_of([case])[case.pk], LATER).ways_on] == [
        ("closed",)
    ]
    with pytest.raises(services.Refused):
        services.take_exit(
            case=case, exit_id="close", target="level gone", reason="So", seat=author, now=LATER
        )


def test_another_municipalitys_version_is_none_of_ours(author, published, as_owner):
    case = a_case(author, ())
    with as_owner():
        other = Municipality.objects.create(
            code="elsewhere", name="Sund", country="no", languages=["en"], theme="fjord"
        )
    with pytest.raises(services.Refused):
        move(case, published(CHANGED, of=other), author)


def test_the_difference_is_told_part_by_part():
    told = {
        (each.change, each.part, each.title.said("en"), each.need)
        for each in differences(read(PATHWAY), read(CHANGED))
    }
    assert told == {
        (Change.NEW, Part.NEEDS, "Three", "red or blue"),
        (Change.NEW, Part.NEEDS, "Early", "black"),
        (Change.GONE, Part.NEEDS, "Early", "white"),
        (Change.NEW, Part.NEEDS, "More", "black"),
        (Change.GONE, Part.NEEDS, "More", "white"),
        (Change.NEW, Part.FACT, "black", ""),
        (Change.GONE, Part.FACT, "white", ""),
    }


def test_of_a_deadline_is_told_what_it_says():
    days = """
        [[level.step.deadline]]
        for = "leader_told"
        at_most = "3 days"
        says.en = "{}"
        """
    step = 'done_when = ["leader_told"]'
    one, other = (PATHWAY.replace(step, step + days.format(says)) for says in ("Tell it.", "Tell it soon."))
    longer = one.replace("3 days", "9 days")
    for old, new, expected in (
        (one, other, [(Change.NEW, "Tell it soon."), (Change.GONE, "Tell it.")]),
        (one, longer, [(Change.CHANGED, "Tell it.")]),
        (PATHWAY, one, [(Change.NEW, "Tell it.")]),
        (one, one, []),
    ):
        told = differences(read(old), read(new))
        assert [(each.change, each.says.said("en")) for each in told] == expected
        assert all(each.part is Part.DEADLINE for each in told)


def test_a_level_that_comes_or_goes_is_told_as_one_thing():
    told = [(each.change, each.part) for each in differences(read(CHANGED), read(WITHOUT_A))]
    assert told == [
        (Change.NEW, Part.LEVEL),
        (Change.GONE, Part.LEVEL),
    ]
