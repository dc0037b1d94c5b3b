"""A whole pathway as text that can be read aloud, in Markdown: all that stands in its file."""

from laget.ops.pathway.show_levels import levels
from laget.ops.pathway.show_tables import tables
from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Pathway


def shown(pathway: Pathway, language: str) -> str:
    said = Wording(pathway, language)
    lines = [f"# {said.text(pathway.title)}", *tables(pathway, said), *levels(pathway, said)]
    return "\n".join(lines)
