"""What has been changed in a plan: every word that was replaced can be found, with who and when."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laget.plans import services
from laget.plans.queries import plan_of


def page_of(world, case, who=None, **query):
    client = world.client_of(who or world.kari)
    return client.get(reverse("plan_changes", args=[case.pk]), query)


def read(world, case):
    """What stands on the page, without its tags, newest first."""
    main = page_of(world, case).content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def write(world, case, who, **words):
    with world.as_(who):
        seen = plan_of(case).version
        services.change_words(case=case, words=words, seen=seen, **world.by(who))


def a_measure(world, case, **more):
    said = {"text": "Lekegruppe", "arena": "unit", "responsible": "child", "responsible_name": "Ola"} | more
    with world.as_(world.kari):
        return services.add_measure(case=case, **said, **world.by(world.kari))


@pytest.mark.parametrize(
    ("who", "status"), [("kari", 200), ("per", 200), ("amir", 200), ("liv", 404), ("tom", 404), ("mona", 404)]
)
def test_the_team_reads_it_and_nobody_else(world, case, who, status):
    assert page_of(world, case, getattr(world, who)).status_code == status


def test_what_was_replaced_stands_beside_what_came_instead(world, case):
    write(world, case, world.per, behind="Bråk i klassen")
    write(world, case, world.kari, behind="Mobbing i klassen")
    text = read(world, case)
    assert "What may lie behind? Before Bråk i klassen After Mobbing i klassen" in text
    assert "Kari Lund" in text
    assert text.index("After Mobbing i klassen") < text.index("What may lie behind? Bråk i klassen")


def test_a_measure_is_told_in_words(world, case):
    with world.as_(world.kari):
        goal = services.add_goal(case=case, text="Har venner", sign="Leker", **world.by(world.kari))
    measure = a_measure(world, case)
    farmor = {"responsible": "network", "responsible_name": "Farmor"}
    with world.as_(world.per):
        words = {"arena": "home", "goal_id": goal.pk, **farmor}
        services.change_measure(measure=measure, words=words, seen=9, **world.by(world.per))
    text = read(world, case)
    assert "Where? Before School or kindergarten After Home" in text
    assert "Which goal is it for? Har venner" in text
    assert text.count("Who does it? Before Ola After Farmor") == 1


def test_what_ended_and_what_was_taken_up_again_is_told(world, case):
    measure = a_measure(world, case)
    with world.as_(world.kari):
        goal = services.add_goal(case=case, text="Har venner", sign="", **world.by(world.kari))
        services.begin_measure(measure=measure, **world.by(world.kari))
        services.end_measure(measure=measure, seen=9, **world.by(world.kari))
        services.end_goal(goal=goal, seen=9, **world.by(world.kari))
        services.resume_goal(goal=goal, **world.by(world.kari))
    text = read(world, case)
    said = ("Taken up again.", "Taken out of the plan.", "Stopped.", "It has begun.", "Put in the plan.")
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_the_rest_is_on_the_next_page(world, case):
    for number in range(25):
        write(world, case, world.kari, behind=f"Ord nummer {number}")
    first = page_of(world, case).content.decode()
    assert "Ord nummer 24" in first
    assert "Ord nummer 2\n" not in first
    further = re.search(r'href="\?before=([^"]+)" rel="next"', first)[1]
    assert "Ord nummer 2\n" in page_of(world, case, before=further).content.decode()
    assert "Ord nummer 24" in page_of(world, case, before="x_y").content.decode()


def test_many_changes_cost_what_few_do(world, case):
    kari = world.client_of(world.kari)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            assert kari.get(reverse("plan_changes", args=[case.pk])).status_code == 200
        return len([each for each in asked if "SAVEPOINT" not in each["sql"]])

    write(world, case, world.kari, behind="Først")
    questions()
    few = questions()
    for number in range(12):
        a_measure(world, case, text=f"Tiltak {number}")
    assert questions() == few <= 12
