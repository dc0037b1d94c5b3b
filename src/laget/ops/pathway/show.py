"""A whole pathway as text that can be read aloud, in Markdown: all that stands in its file."""

from laget.ops.pathway.show_levels import levels
from laget.ops.pathway.show_tables import begins, referred_to
from laget.ops.pathway.wording import Wording
from laget.rules.pathway import Pathway


def shown(pathway: Pathway, language: str) -> str:
    said = Wording(pathway, language)
    around = begins(pathway, said), levels(pathway, said), referred_to(pathway, said)
    return "\n".join([f"# {said.text(pathway.title)}", *(line for part in around for line in part)])
