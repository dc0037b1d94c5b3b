"""`laget access matrix`: who may see and do what, as one table that a lawyer can read, and print."""

import argparse
import csv
import sys
from collections.abc import Iterator

from laget.rules.access import Relation

LANGUAGES = ("nb", "nn", "da", "en")


def main(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    given.run(given)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laget access", description="Who may see and do what.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    matrix = commands.add_parser("matrix", help="one line for each thing, one column for each kind of person")
    matrix.add_argument("--csv", action="store_true", help="with semicolons, as a spreadsheet here opens it")
    matrix.add_argument("--language", choices=LANGUAGES, default="nb")
    matrix.set_defaults(run=_matrix)
    return parser


def _matrix(given: argparse.Namespace) -> None:
    heads, *rows = lines(given.language)
    if given.csv:
        csv.writer(sys.stdout, delimiter=";").writerows([heads, *rows])
        return
    print(_drawn(heads), _drawn(["-"] * len(heads)), *map(_drawn, rows), sep="\n")


def _drawn(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def lines(language: str) -> Iterator[list[str]]:
    """The heads first. An empty cell is a no, and everybody without a column has only those."""
    import os

    os.environ.setdefault("LAGET_SECRET_KEY", "not used here")
    import django

    django.setup()
    from laget.foundation.access_words import done, people, seen
    from laget.foundation.speech import gettext as _
    from laget.foundation.speech import speaking

    with speaking(language):
        yield ["", _("What"), *people(_).values(), _("For the family")]
        for kind, rows in ((_("Sees"), seen(_)), (_("Does"), done(_))):
            for row in rows:
                yield [kind, row.what, *(row.when.get(each, "") for each in Relation), row.note]
