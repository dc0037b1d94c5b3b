"""What to say of words that nobody knows, so that whoever wrote them finds the right one."""

from collections.abc import Iterable
from difflib import get_close_matches

from laget.rules.declared import DeclaredFact
from laget.rules.toml_lines import Path
from laget.rules.vocabulary import Unit

# So many names are still read; a longer list hides what it should show. So few are told beside the nearest.
MANY, NEAREST, FEW = 20, 8, 6
SUCH_AS = "such as “3 weeks” or “5 working days”"


def kind_of(path: Path) -> Path:
    """The kind of table that stands at `path`: the same for every step."""
    return tuple(part for part in path if isinstance(part, str))


def header(kind: Path) -> str:
    return f"[[{'.'.join(map(str, kind))}]]" if kind else "the top of the file"


def unknown_table(kind: Path, word: str, known: Iterable[str]) -> str:
    """What to say of a line in double brackets that nobody knows: all that may stand there."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    meant = f" Did you mean {header((*kind, near[0]))}?" if near else ""
    every = ", ".join(header((*kind, each)) for each in sorted(known)) or "none"
    return f"“{word}” is no word of the language.{meant} Known here: {every}."


def unknown(word: str, known: Iterable[str]) -> str:
    """What to say of a word that nobody knows, with the nearest that somebody does."""
    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    all_of_them = f" Known: {', '.join(known) or 'nothing'}."
    if near:
        few = all_of_them if 1 < len(known) <= FEW else ""
        return f"“{word}” is not known here. Did you mean “{near[0]}”?{few}"
    prefix, point, _ = word.partition(".")
    alike = [name for name in known if point and name.startswith(f"{prefix}.")] or known
    if len(alike) <= MANY:
        return f"“{word}” is not known here. Known: {', '.join(alike) or 'nothing'}."
    nearest = get_close_matches(word, alike, n=NEAREST, cutoff=0)
    return f"“{word}” is not known here. Of {len(alike)} known, the nearest: {', '.join(nearest)}."


def not_a_person(declared: DeclaredFact, known: Iterable[str]) -> str:
    """What to say of `named.` and a fact that names nobody."""
    return (
        f"“{declared.id}” is a fact of kind “{declared.kind}”, and names nobody. Give it kind = “person”, "
        f"or write one of {', '.join(sorted(known))}."
    )


def no_amount(value: str) -> str:
    count, _, unit = value.partition(" ")
    near = get_close_matches(unit, [str(each) for each in Unit], n=1, cutoff=0.7)
    meant = f" Did you mean “{count} {near[0]}”?" if count.isdigit() and int(count) and near else ""
    units = ", ".join(Unit)
    return f"“{value}” should be an amount of time, {SUCH_AS}: a number, and one of {units}.{meant}"
