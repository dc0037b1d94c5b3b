"""The family's page beside the staff's."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from laget.plans import services
from laget.plans.models import AsPlanned, Effect, Measure, Onward
from laget.plans.services import Reviewed

MEASURE = "Lekegruppe i storefri"


def sign(client, address):
    """The word that stands beside the measure."""
    page = client.get(address).text
    (found,) = re.findall(r'<li class="measure">(.*?)<span class="measure-what">.*?' + MEASURE, page, re.S)[
        :1
    ]
    return re.sub(r"<[^>]*>", " ", found.rpartition('<li class="measure">')[2]).strip()


@pytest.mark.parametrize("effect", [None, *Effect.values])
def test_a_measure_says_the_same_word_to_the_family_and_to_the_staff(world, effect):
    life = world.a_life()
    life.worry(share=True)
    world.up_to_1(life)
    life.write_plan(world.today + timedelta(days=20))
    if effect:
        with world.as_(world.kari):
            reviews = [
                Reviewed(each.pk, AsPlanned.YES, effect, Onward.KEEP, world.today + timedelta(days=30))
                for each in Measure.objects.filter(case=life.case)
            ]
            services.evaluate(
                case=life.case, reviews=reviews, child_view="", parents_view="", staff_view="", kept="",
                seat=world.kari.seat, now=world.now,
            )  # fmt: skip
    staff = world.client_of(world.kari)
    words = {
        sign(world.client_of(world.mona), reverse("family")),
        sign(staff, reverse("plan", args=[life.case.pk])),
        sign(staff, reverse("case", args=[life.case.pk])),
    }
    assert len(words) == 1 and words != {""}
    assert words <= {"Not started", "In progress", "Works", "Needs change"}
