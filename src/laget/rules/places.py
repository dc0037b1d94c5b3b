"""The level on which a case stands, whatever has become of it: no list and no page is lost with one case."""

from laget.rules.conditions import ALWAYS
from laget.rules.pathway import Level, Pathway, Step
from laget.rules.targets import parse
from laget.rules.texts import UNSAID, Text
from laget.rules.vocabulary import Holding

NOT_THERE = Text(
    {
        "nb": "Dette stedet finnes ikke i forløpet lenger",
        "nn": "Denne staden finst ikkje i forløpet lenger",
        "da": "Dette sted findes ikke i forløbet længere",
        "en": "This place is not in the pathway any more",
    }
)


def level_of(pathway: Pathway, level_id: str) -> Level:
    """One that the pathway does not have asks for nothing and leads nowhere: from there a case may be sealed,
    registered in error, or moved to a newer version."""
    found = next((level for level in pathway.levels if level.id == level_id), None)
    return found or _not_there(level_id)


def leads_down(target: str, level_id: str, pathway: Pathway) -> bool:
    """Whether it is to a level nearer the start: one where fewer help, so that somebody says who goes on."""
    order, parsed = [level.id for level in pathway.levels if not level.protects], parse(target)
    places = (parsed.level, level_id) if parsed else ("", "")
    return all(place in order for place in places) and order.index(places[0]) < order.index(places[1])


def the_level_as_a_step(level: Level) -> Step:
    """What a level asks for that has no step for the case: that somebody chooses a way on."""
    return Step(
        id=level.id,
        title=level.title,
        help=level.about,
        by=level.by,
        done_when=(),
        guardians=False,
        hear_child=False,
        optional=False,
        beside=False,
        meeting="",
        resources=(),
        forms=(),
        deadlines=(),
        warnings=(),
        exits=(),
        proposals=(),
        condition=ALWAYS,
    )


def _not_there(level_id: str) -> Level:
    return Level(
        id=level_id,
        label="–",
        title=NOT_THERE,
        about=UNSAID,
        holder=Holding.NONE,
        role="",
        protects="",
        inside="",
        outside=False,
        any_order=False,
        by="",
        steps=(),
        anywhere=(),
        proposals=(),
    )
