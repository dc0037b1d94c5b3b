"""`laget pathway …`: a pathway file checked, its stories played, all of it shown and drawn.

Everything is said on standard output, so that it can be kept and compared; the exit code is 1 when
something is wrong with what a file says, and 2 when the command cannot do its work.
"""

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from laget.foundation.calendar import days_in
from laget.ops import CannotGoOn
from laget.ops.pathway.draw import drawn
from laget.ops.pathway.played import as_json, in_words
from laget.ops.pathway.show import shown
from laget.rules.pathway import Pathway
from laget.rules.pathway_file import Unreadable, read, stories_of
from laget.rules.playing import play
from laget.rules.stories import Story, read_stories
from laget.rules.stories_check import check_stories
from laget.rules.texts import LANGUAGES
from laget.rules.toml_lines import Path as Keys
from laget.rules.toml_lines import Place, places_of


def main(arguments: list[str]) -> int:
    """Whoever reads only the beginning, as with `head`, has what they wanted."""
    try:
        return _run(arguments)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    code: int = given.run(given)
    sys.stdout.flush()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="laget pathway", description="Check, play, show and draw pathway files."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="tell every fault of the files, and play their own stories")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.set_defaults(run=_check)
    plays = commands.add_parser("play", help="play the stories of another file")
    plays.add_argument("file", type=Path, metavar="FILE")
    plays.add_argument("story", type=Path, metavar="STORY.toml")
    plays.add_argument("--json", action="store_true", help="say the state after each event as JSON")
    plays.set_defaults(run=_play)
    show = commands.add_parser("show", help="write a whole pathway as text to read")
    show.add_argument("file", type=Path, metavar="FILE")
    show.add_argument("--lang", choices=LANGUAGES, help="the language; else the file's first")
    show.set_defaults(run=_show)
    draw = commands.add_parser("draw", help="draw a pathway as a picture")
    draw.add_argument("file", type=Path, metavar="FILE")
    draw.add_argument("--svg", type=Path, required=True, metavar="OUT", help="where the picture is written")
    draw.add_argument("--lang", choices=LANGUAGES, help="the language; else the file's first")
    draw.set_defaults(run=_draw)
    return parser


def _show(given: argparse.Namespace) -> int:
    pathway = _pathway(given.file)
    print(shown(pathway, given.lang or pathway.languages[0]))
    return 0


def _draw(given: argparse.Namespace) -> int:
    pathway = _pathway(given.file)
    try:
        given.svg.write_text(drawn(pathway, given.lang or pathway.languages[0]), encoding="utf-8")
    except OSError as error:
        raise CannotGoOn(f"{given.svg} cannot be written: {error.strerror}.") from None
    return 0


def _check(given: argparse.Namespace) -> int:
    """Every file, also after one that is wrong."""
    return max(_check_one(path) for path in given.files)


def _check_one(path: Path) -> int:
    text = _text(path)
    try:
        pathway = read(text)
    except Unreadable as unreadable:
        _say(path, (str(fault) for fault in unreadable.faults))
        return 1
    stories = stories_of(text)
    places = places_of(text)
    failures = [failure for story in stories for failure in _failures(pathway, story, places)]
    _say(path, failures or [f"right: {len(pathway.levels)} levels, {len(stories)} stories."])
    return 1 if failures else 0


def _play(given: argparse.Namespace) -> int:
    pathway = _pathway(given.file)
    stories = _stories(given.story, pathway)
    played = [(story, list(play(pathway, story, days_in(pathway.country)))) for story in stories]
    if given.json:
        print(
            json.dumps(
                [as_json(story, events, pathway) for story, events in played], indent=2, ensure_ascii=False
            )
        )
    else:
        for story, events in played:
            print("\n".join([story.title, *(in_words(event, pathway) for event in events)]))
    return int(any(event.failures for _, events in played for event in events))


def _failures(pathway: Pathway, story: Story, places: Mapping[Keys, Place]) -> list[str]:
    """The first that is not as a story expects, at the line of its event: the rest follows from it."""
    for played in play(pathway, story, days_in(pathway.country)):
        for failure in played.failures:
            line, column = places[played.event.path]
            return [f"line {line}, column {column}: story “{story.title}”, on {played.on}: {failure}"]
    return []


def _pathway(path: Path) -> Pathway:
    try:
        return read(_text(path))
    except Unreadable as unreadable:
        raise CannotGoOn(_listed(path, unreadable)) from None


def _stories(path: Path, pathway: Pathway) -> tuple[Story, ...]:
    try:
        stories, faults = read_stories(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise CannotGoOn(f"{path}: this is not TOML: {error}.") from None
    if not faults.found:
        check_stories(pathway, stories, faults)
    if faults.found:
        raise CannotGoOn(_listed(path, Unreadable(faults.found)))
    return stories


def _text(path: Path) -> str:
    """Some editors begin a file with a mark that says how it is written: no part of the text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CannotGoOn(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CannotGoOn(f"{path} is not text in UTF-8: save it as UTF-8 in your editor.") from None


def _say(path: Path, lines: Iterable[str]) -> None:
    for line in lines:
        print(f"{path}: {line}")


def _listed(path: Path, unreadable: Unreadable) -> str:
    return "\n".join(f"{path}: {fault}" for fault in unreadable.faults)
