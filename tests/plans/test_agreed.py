"""When the measures count as agreed on."""

from datetime import timedelta

from laget.moves.queries import facts_of
from laget.plans.models import Measure


def test_one_measure_without_a_day_to_evaluate_is_enough_to_wait(world):
    case = world.a_case(at_level="1")
    with world.as_(world.kari):

        def agreed(evaluate_on):
            Measure(
                case=case, text="Lekegruppe", arena="unit", responsible="staff", responsible_name="Kari Lund",
                responsible_seat=world.kari.seat, evaluate_on=evaluate_on, created_at=world.now,
            ).save(force_insert=True)  # fmt: skip
            return "measures_agreed" in facts_of([case])[case.pk]

        assert agreed(world.today + timedelta(days=30))
        assert not agreed(None)
