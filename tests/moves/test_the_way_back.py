"""`return` is where the case came from; the word itself is no place."""

from datetime import timedelta

from access.raw import NOT_POSSIBLE, TAKEN, attempt, move
from laget.moves.services import open_case, take_exit
from laget.pathway.publishing import publish, use_only
from made_pathways import SEALED, TOP

HEAD = TOP.split("aftercare")[0] + '\n[[category]]\nid = "other"\ntitle.en = "Other"\n'


def level(name, to):
    return f"""
[[level]]
id = "{name}"
label = "{name}"
title.en = "{name}"
[[level.step]]
id = "end"
title.en = "The end"
by = "author"
[[level.step.exit]]
id = "onward"
title.en = "Onward"
to = {to}
[[level.step.exit]]
id = "over"
title.en = "Over"
to = "closed"
"""


def test_a_case_that_came_from_nowhere_goes_back_to_nowhere(world, as_owner):
    text = HEAD + level("a", '["level b", "return"]') + level("b", '"return"') + SEALED
    with as_owner():
        publish(
            municipality=world.municipality, text=text, now=world.now - timedelta(days=1), using="default"
        )
        use_only(municipality=world.municipality, names=["made"], using="default")
    with world.as_(world.kari):
        case = open_case(
            child=world.ola, seat=world.kari.seat, text="x", category="other", violence=False,
            adult_here=False, adult=None, share=True, wonder_on=world.today, now=world.now,
        )  # fmt: skip
        assert attempt(move(case, world.kari, "onward", "return", world.now)) == NOT_POSSIBLE
        take_exit(
            case=case, exit_id="onward", target="level b", reason="x", seat=world.kari.seat, now=world.now
        )
        assert attempt(move(case, world.kari, "onward", "return", world.now)) == NOT_POSSIBLE
        assert attempt(move(case, world.kari, "onward", "step a.end", world.now)) == TAKEN
