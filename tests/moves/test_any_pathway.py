"""Whatever a file says: rules and database say the same, before a move and after it, also after an end."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import count
from random import Random

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.raw import Undone
from colours import NOW, a_case
from laget.cases.models import Case
from laget.foundation.asking import Asker, say
from laget.moves import services
from laget.moves.queries import facts_of, progress_of, standing_of
from laget.pathway.publishing import publish, use_only
from laget.people.models import Child, Municipality
from laget.plans import services as plans
from laget.plans.models import Measure
from laget.rules import moving
from laget.rules.asked import asked_by_deadlines, asked_now
from laget.rules.pathway_file import read
from laget.rules.vocabulary import AGREED, TOOK
from made_pathways import LASTING, pathways

STEPS = 12
PUBLISHED = count(1)


def standing(case):
    case.refresh_from_db()
    return standing_of(case, facts_of([case])[case.pk])


def without_ways_taken(told):
    """The database tells only of those ways that the pathway asks about; and the plan tells the next days."""
    gone = (f"{TOOK}.", f"{AGREED}.")
    return replace(told, facts={fact: on for fact, on in told.facts.items() if not fact.startswith(gone)})


def record(case, chance, author, now):
    """Says something, asked for or not. What the rules ask for the database takes; what it takes beside that
    is for a deadline that does not run."""
    fact, answer = chance.choice([*((name, "") for name in LASTING), ("grey", "yes"), ("grey", "no")])
    said = {"happened_on": now.date(), "seat": author, "now": now}
    there = progress_of(case, standing(case).facts, now)
    try:
        services.record_fact(case=case, fact=fact, answer=answer, named="", note="", **said)
    except services.Refused:
        assert asked_now(there).isdisjoint({fact, "grey.no"} if fact == "grey" else {fact})
        return
    due = {each for state in there.steps for each in asked_by_deadlines(state.step.deadlines)}
    assert not (asked_now(there) | due).isdisjoint({fact, "grey.no"} if fact == "grey" else {fact})


def work(case, chance, author, now):
    """Agrees on one measure more, says that one has begun, or looks at all of them and goes on."""
    who = {"seat": author, "now": now}
    next_on = now.date() + timedelta(days=60)
    there = list(Measure.objects.filter(case=case))
    act = chance.choice(["agree", "begin", "look"]) if there else "agree"
    if act == "agree":
        said = {"text": "Read", "arena": "unit", "responsible": "staff", "responsible_name": "Kari"}
        plans.add_measure(case=case, evaluate_on=next_on, responsible_seat=author, **said, **who)
    elif act == "begin":
        plans.begin_measure(measure=chance.choice(there), **who)
    else:
        looked = [plans.Reviewed(each.pk, "yes", "works", "keep", next_on) for each in there]
        views = {"child_view": "", "parents_view": "", "staff_view": "", "kept": ""}
        plans.evaluate(case=case, reviews=looked, **views, **who)


def take(case, chance, author, now):
    """Takes a way on, open or not: both must say the same of it."""
    before = standing(case)
    ways = progress_of(case, before.facts, now).ways_on
    if not ways:
        return
    way = chance.choice(ways)
    target = chance.choice(way.targets)
    try:
        services.take_exit(
            case=case, exit_id=way.exit.id, target=target, reason="So it is", seat=author, now=now
        )
    except services.Refused as refused:
        assert refused.missing == tuple(sorted(way.missing))
        return
    assert not way.missing
    pathway = services.pathway_of(case.version_id)
    expected = moving.took(pathway, before, exit_id=way.exit.id, target=target, on=now.date())
    assert without_ways_taken(standing(case)) == without_ways_taken(expected)


def reopen(case, author, now):
    before = standing(case)
    services.reopen(case=case, reason="It is hard again", seat=author, now=now)
    expected = moving.reopened(services.pathway_of(case.version_id), before, on=now.date())
    assert without_ways_taken(standing(case)) == without_ways_taken(expected)


@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
@given(pathways(), st.integers(0, 2**32))
def test_rules_and_database_move_a_case_alike(author, as_owner, made, seed):
    text, _pathway = made
    chance, now = Random(seed), NOW
    with as_owner():
        number = next(PUBLISHED)
        text = text.replace('version = "1"', f'version = "{number}"')
        later = NOW + timedelta(days=number)
        publish(municipality=Municipality.objects.get(), text=text, now=later, using="default")
        use_only(municipality=Municipality.objects.get(), names=["made"], using="default")
    say(Asker(author.person_id, author.pk), NOW)
    case = a_case(author, ())
    for _ in range(STEPS):
        now += timedelta(hours=30)
        say(Asker(author.person_id, author.pk), now)
        if case.closed_at:
            reopen(case, author, now)
        chance.choice([record, record, work, take, take])(case, chance, author, now)
        case.refresh_from_db()
    assert Child.objects.count() == 1


def published_next(text, number):
    return publish(
        municipality=Municipality.objects.get(),
        text=text.replace('version = "1"', f'version = "{number}"'),
        now=NOW + timedelta(days=number),
        using="default",
    )


def renamed(text, names):
    """The same pathway, its levels by each other's names."""
    others = dict(zip("abcd", names, strict=True))
    return re.sub(r'(id = "|level |step )([abcd])(?=["\'.])', lambda found: found[1] + others[found[2]], text)


def may_move(case, version, target, author):
    """Tried, and undone."""
    to = {"version_id": version.pk, "target": target, "reason": "New", "seat": author, "now": NOW}
    try:
        with transaction.atomic():
            services.move_to_version(case=case, **to)
            raise Undone
    except Undone:
        return True
    except services.Refused:
        return False


@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
@given(pathways(), pathways(), st.data())
def test_rules_and_database_let_a_case_into_another_version_alike(author, as_owner, before, after, data):
    old_text, old = before
    new_text = renamed(after[0], data.draw(st.permutations("abcd")))
    new = read(new_text)
    with as_owner():
        published_next(old_text, next(PUBLISHED))
        use_only(municipality=Municipality.objects.get(), names=["made"], using="default")
    case = a_case(author, ())
    level = data.draw(st.sampled_from(old.road))
    step = data.draw(st.sampled_from(["", *(each.id for each in level.steps)]))
    with as_owner():
        Case.objects.filter(pk=case.pk).update(level=level.id, entered_step=step, return_to="level a")
        version = published_next(new_text, next(PUBLISHED))
    say(Asker(author.person_id, author.pk), NOW)
    now = standing(case)
    there = moving.in_version(new, now)
    levels = () if there else moving.levels_to_go_on_at(old, new, now)
    expected = {f"level {each}" for each in levels} or {""}
    places = {"", *(f"level {each.id}" for each in new.levels), "level a", "level z", "step a.end"}
    assert {target for target in places if may_move(case, version, target, author)} == expected
    services.move_to_version(
        case=case, version_id=version.pk, target=min(expected), reason="New", seat=author, now=NOW
    )
    if there:
        assert standing(case) == there
