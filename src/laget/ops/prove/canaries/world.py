"""A municipality whose children, parents and words are all canaries: its file, and the lives lived in it."""

import io
import random
import tempfile
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path

from laget.foundation import clock
from laget.ops import fill, municipality
from laget.ops.demo_cases.cast import find_cast
from laget.ops.prove.canaries.lives import SITUATIONS, Family, Lived, Lives
from laget.ops.prove.canaries.words import Canaries, Canary, Kind, Told
from laget.people.models import Person

FILE = fill.MUNICIPALITIES[0]
PER_CHILD = 24  # canaries, about; what lacks is written as notes
SCHOOLS = {"fjellskulen": "4B", "langskjar": "2A", "nordnesodden": "8A"}
CHILD = """
[[child]]
given_name = "{given}"
family_name = "{family}"
age = {age}
unit = "{unit}"
group = "{group}"
guardian = [
  {{ username = "{code}-1", name = "{mother}", kind = "mother", parental_responsibility = true }},
  {{ username = "{code}-2", name = "{father}", kind = "father", parental_responsibility = true }},
]
"""


@dataclass
class World:
    canaries: Canaries
    lived: list[Lived] = field(default_factory=list)
    said: str = ""  # by the command that added it


def make(seeded: int, chance: random.Random) -> World:
    """With so many canaries in it, or a few more."""
    canaries = Canaries(chance)
    number = max(len(SITUATIONS), seeded // PER_CHILD)
    families = [_family(canaries, number, chance) for number in range(number)]
    world = World(canaries, said=_add(families))
    people = dict(Person.objects.using("owner").values_list("username", "pk"))
    for family in families:
        family.parents = [people[f"{family.code}-{each}"] for each in (1, 2)]
        for canary, person in zip(family.own_names, family.parents, strict=True):
            canary.whose = person
    lives = Lives(canaries, find_cast(), chance)
    for number, family in enumerate(families):
        world.lived += lives.live(SITUATIONS[number % len(SITUATIONS)], family)
    while len(canaries.seeded) < seeded:
        lives.note_more(chance.choice(world.lived))
    return world


def _family(canaries: Canaries, number: int, chance: random.Random) -> Family:
    unit = chance.choice(list(SCHOOLS))
    named = Told()
    own_names = [Canary(Kind.GUARDIAN, named) for _ in range(2)]
    given, family_name = (canaries.name(Canary(Kind.CHILD, named)) for _ in range(2))
    names = [f"{canaries.name(each)} {canaries.name(each)}" for each in own_names]
    text = CHILD.format(
        given=given,
        family=family_name,
        age=13 if unit == "nordnesodden" else 9,
        unit=unit,
        group=SCHOOLS[unit],
        code=f"parent-{number}",
        mother=names[0],
        father=names[1],
    )
    return Family(f"parent-{number}", f"{given} {family_name}", unit, named, own_names, text)


def _add(families: list[Family]) -> str:
    """The demo's first file, with these children instead of its own."""
    now = clock.now()
    head, _children, _rest = fill.file_of(FILE).read_text().partition("[[child]]")
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stderr(said):
        path = Path(folder) / f"{FILE}.toml"
        path.write_text(head + "".join(each.text for each in families))
        municipality.add(path, now=now, begun_at=now - fill.PEOPLE_BEGAN)
    return said.getvalue()
