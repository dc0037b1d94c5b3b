"""By when something is to be done, as text: each time with what it is counted from."""

from collections.abc import Iterator

from laget.ops.pathway import times
from laget.ops.pathway.wording import Wording
from laget.rules.duties import Deadline
from laget.rules.moving import lasts
from laget.rules.vocabulary import Lasting


def deadline(each: Deadline, said: Wording, by: str = "", indent: str = "") -> Iterator[str]:
    """`by` is whose it is, where a way on leaves it behind."""
    _ = said._
    after = _from_when(each, said, of_the_way=bool(by))
    yield f"{indent}- " + said.joined(
        said.with_law(said.text(each.says), each.law),
        _("Who does it: %(who)s.") % {"who": said.who(by)} if by else "",
        said.condition(each.condition),
    )
    yield f"{indent}  - " + said.joined(
        f"{said.need(each.fact)}.", *_when(each, after, said), _valid(each, said)
    )
    for sooner in each.sooner:
        less = _("Sooner for some: at the latest %(time)s %(after)s.") % {
            "time": times.amount(sooner.at_most, said),
            "after": after,
        }
        yield f"{indent}  - " + said.joined(less, said.condition(sooner.condition))
    for missed in each.missed:
        told = {"who": said.who(missed.tell)}
        late = _("Is the deadline missed, this is told to: %(who)s.") % told
        if missed.after:
            told["time"] = times.duration(missed.after, said)
            late = _("Is it still not done %(time)s later, this is told to: %(who)s.") % told
        yield f"{indent}  - {late}"


def _when(each: Deadline, after: str, said: Wording) -> Iterator[str]:
    _ = said._
    if each.is_in_words:
        yield _("No day is set: as soon as one can %(after)s.") % {"after": after}
    yield _between(each, after, said)
    yield _again(each, after, said)
    if each.on:
        told = {"day": times.day_of_year(*each.on, said), "after": after}
        yield _("At the latest on the first %(day)s %(after)s.") % told
    yield _at_a_meeting(each, after, said)
    if sum(map(bool, (each.at_most, each.every, each.on, each.body))) > 1:
        yield _("What comes first counts.")


def _again(each: Deadline, after: str, said: Wording) -> str:
    """What belongs to a round begins anew in each."""
    if each.every is None:
        return ""
    _ = said._
    told = {"time": times.amount(each.every, said), "after": after}
    anew = any(lasts(said.pathway, fact) is Lasting.ROUND for fact in each.facts)
    first = _("In each round the first time is at the latest %(time)s %(after)s.") if anew else ""
    first = first or _("The first time is at the latest %(time)s %(after)s.")
    return said.joined(first % told, _("Then at the latest %(time)s after it was last done.") % told)


def _from_when(each: Deadline, said: Wording, *, of_the_way: bool) -> str:
    if each.before:
        return times.before(each.before, said)
    return times.after(each.after, said, of_the_way=of_the_way)


def _between(each: Deadline, from_when: str, said: Wording) -> str:
    """The first day and the last. Forwards, a window opens on the day after its first time has passed."""
    _ = said._
    least = times.amount(each.at_least, said) if each.at_least else ""
    most = times.amount(each.at_most, said) if each.at_most else ""
    told = {"least": least, "most": most, "when": from_when}
    if each.before and most:
        return _("At the earliest %(most)s and at the latest %(least)s %(when)s.") % told
    if each.before:
        return _("At the latest %(least)s %(when)s.") % told
    if least and most:
        return _("More than %(least)s and at the latest %(most)s %(when)s.") % told
    if least:
        return "" if each.body else _("More than %(least)s %(when)s.") % told
    return _("At the latest %(most)s %(when)s.") % told if most else ""


def _at_a_meeting(each: Deadline, after: str, said: Wording) -> str:
    _ = said._
    if each.body is None:
        return ""
    told = {"body": said.quoted(said.text(each.body.title)), "after": after}
    if each.at_least:
        told["time"] = times.amount(each.at_least, said)
        return _("At the first meeting of %(body)s more than %(time)s %(after)s.") % told
    return _("At the first meeting of %(body)s %(after)s.") % told


def _valid(each: Deadline, said: Wording) -> str:
    _ = said._
    begins = times.day(each.valid_from, said) if each.valid_from else ""
    ends = times.day(each.valid_to, said) if each.valid_to else ""
    return said.joined(
        _("This has counted since %(day)s.") % {"day": begins} if begins else "",
        _("This counts until %(day)s.") % {"day": ends} if ends else "",
    )
