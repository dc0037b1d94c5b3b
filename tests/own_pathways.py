"""The shipped pathway as a municipality would change it: a little text, and a version of its own."""

from itertools import count
from pathlib import Path

from laget.ops import scratch
from laget.pathway.publishing import publish

SHIPPED = (Path(__file__).parents[1] / "pathways" / "nivaa-0-3.toml").read_text()
LANGUAGE = Path(__file__).parent / "language"
VERSIONS = count(1000)

Change = tuple[str, str]


def four(key: str, text: str) -> str:
    """One text in all the languages of the file."""
    return "\n".join(f'{key}.{language} = "{text}"' for language in ("nb", "nn", "da", "en")) + "\n"


def changed(*changes: Change) -> str:
    """Each change is what stands there, once or first, and what shall."""
    text = SHIPPED.replace('version = "1"', f'version = "{next(VERSIONS)}"', 1)
    for stands, instead in changes:
        assert stands in text, stands
        text = text.replace(stands, instead, 1)
    return text


def published(world: object, *changes: Change) -> None:
    """From now on new cases in this world follow the changed file."""
    with scratch.as_owner():
        publish(
            municipality=world.municipality,  # type: ignore[attr-defined]
            text=changed(*changes),
            now=world.now,  # type: ignore[attr-defined]
            using="default",
        )


def of_the_language(world: object, point: str, *changes: Change) -> None:
    """From now on new cases in this world follow the small pathway of one point of the language."""
    text = (LANGUAGE / f"{point}.toml").read_text()
    ours = (f'name = "{point}"', 'name = "nivaa-0-3"'), ('version = "1"', f'version = "{next(VERSIONS)}"')
    for stands, instead in (*ours, *changes):
        assert stands in text, stands
        text = text.replace(stands, instead, 1)
    with scratch.as_owner():
        publish(municipality=world.municipality, text=text, now=world.now, using="default")  # type: ignore[attr-defined]
