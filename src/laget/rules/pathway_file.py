"""From a pathway file (TOML) to a Pathway, or to every fault in it with its line."""

import tomllib
from functools import lru_cache

from laget.rules.idle_check import check_values
from laget.rules.pathway import Pathway
from laget.rules.pathway_check import check
from laget.rules.pathway_tables import read_tables
from laget.rules.reading import Fault, Faults, Table
from laget.rules.stories import Story, read_story
from laget.rules.stories_check import check_stories
from laget.rules.toml_faults import not_toml
from laget.rules.toml_lines import places_of
from laget.rules.unfolding import unfold


class Unreadable(Exception):
    """The file cannot be used. `faults` says what to mend, in the order of the file's lines."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@lru_cache(maxsize=20)
def read(text: str) -> Pathway:
    """The pathway that `text` describes. Raises Unreadable with every fault found, not only the first.

    Municipalities that share a text share what was read from it.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable([not_toml(text, error)]) from None
    faults = Faults(places_of(text))
    top = Table(values, (), faults)
    (pathway, amounts), stories = read_tables(top), top.each("story", read_story)
    top.done()
    if not faults.found:
        check(pathway, faults)
        check_values(amounts, pathway, faults)
    if not faults.found:
        check_stories(pathway, stories, faults)
    if faults.found:
        raise Unreadable(faults.found)
    return unfold(pathway)


def stories_of(text: str) -> tuple[Story, ...]:
    """The stories that stand in a pathway's own file, which has been read without a fault."""
    top = Table(tomllib.loads(text), (), Faults({}))
    return top.each("story", read_story)
