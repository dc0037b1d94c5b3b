"""A step in other words for some, and the municipality's own name for whoever holds the baton on a level."""

import pytest

from own_pathways import four, published

VARIANT = (
    f'[[level.step.variant]]\nwhen = ["service.school"]\n{four("title", "Tell the head")}'
    'by = "leader"\nresources = ["consent_form"]\n'
)
FIRST_STEP = '[[level.step.deadline]]\nfor = "leader_told"'
ROLE = (
    f'[[role]]\nid = "planholder"\n{four("title", "planholder")}'
    f'{four("says", "The family is entitled to one.")}law = "health_services"\n\n[[level]]\nid = "0"'
)
HERE = 'holder = "required"\n\n# Kilden sier ikke hva som skjer når en familie flytter'


@pytest.fixture
def planholders(world):
    law = f'[[law]]\nid = "health_services"\n{four("title", "Hol § 7-2 a")}checked_on = 2026-08-01\n\n'
    published(
        world,
        ('[[level]]\nid = "0"', law + ROLE),
        (HERE, HERE.replace("\n\n", '\nrole = "planholder"\n\n')),
    )


def test_a_school_reads_the_step_in_the_words_that_are_for_schools(world, page):
    published(world, (FIRST_STEP, VARIANT + FIRST_STEP))
    case = world.a_case(shared=False)
    text = page(world.kari, f"/cases/{case.pk}")
    assert "Tell the head" in text
    assert "skjemaportalen" in text  # its tools, too
    assert "Tell the head" in page(world.kari, "/cases")


def test_elsewhere_the_step_says_what_it_says_to_all(world, page):
    published(world, (FIRST_STEP, VARIANT.replace("service.school", "service.health") + FIRST_STEP))
    case = world.a_case(shared=False)
    assert "Tell the head" not in page(world.kari, f"/cases/{case.pk}")


def test_whoever_the_variant_asks_has_it_among_their_own_tasks(world, page):
    published(world, (FIRST_STEP, VARIANT + FIRST_STEP))
    world.a_case(shared=False)
    assert "Waiting for others" in page(world.kari, "/")


def test_the_holder_is_called_by_the_role_of_the_level(world, page, planholders):
    case = world.a_case(at_level="1")
    assert "planholder: <b><bdi>Kari" in page(world.kari, f"/cases/{case.pk}")
    assert "planholder" in page(world.kari, "/cases")


def test_the_page_of_the_baton_says_what_the_role_rests_on(world, page, planholders):
    case = world.a_case(at_level="1")
    text = page(world.kari, f"/cases/{case.pk}/baton")
    assert "Planholder" in text
    assert "The family is entitled to one." in text
    assert "It rests on: Hol § 7-2 a." in text


def test_on_a_level_without_a_role_the_words_of_the_file_count(world, page, planholders):
    case = world.a_case(at_level="2")
    assert "planholder" not in page(world.kari, f"/cases/{case.pk}/baton").lower()


def test_a_meeting_of_a_standing_body_is_proposed_for_the_day_it_meets(world, page):
    """It is the twenty-fourth of November, a Tuesday."""
    body = (
        f'[[body]]\nid = "team"\n{four("title", "The absence team")}{four("about", "School and health.")}'
        'meets = "first thursday"\nnot_in = ["january"]\n\n'
    )
    kind = '[[meeting]]\nid = "conversation"\n'
    published(world, (kind, body + kind + 'body = "team"\n'))
    case = world.a_case()
    text = page(world.kari, f"/cases/{case.pk}/meetings?template=conversation")
    assert 'value="2026-12-03"' in text
    assert "School and health." in text
    assert "It meets next: tor. 3. des." in text
    assert "January" not in text
    case = world.client_of(world.kari).get(f"/cases/{case.pk}/meetings?template=start_meeting")
    assert 'value="2026-12-03"' not in case.content.decode()
