"""`sign_in` of a municipality's file: by what their provider knows somebody. Only a digest of it is kept.

No fault repeats what stands there: it may be a national identity number.
"""

from collections.abc import Iterator

from django.conf import settings

from laget.foundation.models import Session
from laget.ops.municipality_file import GuardianEntry, MunicipalityFile, PersonEntry
from laget.people.models import Person
from laget.rules.unknown_words import unknown
from laget.sign_in.models import Tie
from laget.sign_in.people import digest_of
from laget.sign_in.profiles import FAMILY, HASH_KEY_FAULT, STAFF, Way, is_hash_key, ways

OWNER = "owner"
Known = PersonEntry | GuardianEntry


def check_sign_in(file: MunicipalityFile) -> None:
    """That each is such a name as their provider gives, and nobody else's. The demo signs everybody in."""
    said = [(kind, entry) for kind, entry in _everybody(file) if entry.sign_in]
    if settings.DEMO:
        return
    _check_staff_sign_in(file)
    if said and not is_hash_key(settings.SIGN_IN_HASH_KEY):
        file.table.fault("", HASH_KEY_FAULT)
    whose: dict[tuple[str, str], str] = {}
    for kind, entry in said:
        way = _way(file, kind)
        if way is None:
            entry.table.fault("sign_in", _nobody(kind))
        elif not way.profile.subject.is_one(entry.sign_in.lower()):
            told = f"{way.title} knows people by {way.profile.subject.what}. This is none."
            entry.table.fault("sign_in", told)
        elif whose.setdefault((kind, entry.sign_in.lower()), entry.username) != entry.username:
            entry.table.fault("sign_in", "Somebody else in this file has the same one.")
    _check_one_each(file)


def check_ties(file: MunicipalityFile) -> None:
    """That nobody is known already as somebody who does not stand in this file."""
    here = {entry.username for _kind, entry in _everybody(file)}
    for entry, way, digest in _known(file):
        ties = Tie.objects.using(OWNER).filter(issuer=way.issuer, digest=digest, kind=way.kind)
        if ties.exclude(person__username__in=here).exists():
            entry.table.fault("sign_in", "An account that is not in this file has this one already.")


def keep_ties(file: MunicipalityFile) -> None:
    """Just those of the file: whose `sign_in` is another, or is gone, is signed out wherever they are."""
    usernames = {entry.username for _kind, entry in _everybody(file)}
    people = {each.username: each for each in Person.objects.using(OWNER).filter(username__in=usernames)}
    said = {
        (people[entry.username].pk, way.issuer): Tie(
            person=people[entry.username], kind=way.kind, issuer=way.issuer, digest=digest
        )
        for entry, way, digest in _known(file)
    }
    before = list(Tie.objects.using(OWNER).filter(person__in=people.values()))
    same = {
        (tie.person_id, tie.issuer)
        for tie in before
        if (key := (tie.person_id, tie.issuer)) in said and said[key].digest == bytes(tie.digest)
    }
    gone = [tie for tie in before if (tie.person_id, tie.issuer) not in same]
    Tie.objects.using(OWNER).filter(pk__in=[tie.pk for tie in gone]).delete()
    Session.objects.using(OWNER).filter(person_id__in=[tie.person_id for tie in gone]).delete()
    Tie.objects.using(OWNER).bulk_create(tie for key, tie in said.items() if key not in same)


def _everybody(file: MunicipalityFile) -> Iterator[tuple[str, Known]]:
    yield from ((STAFF, person) for person in file.people)
    yield from ((FAMILY, guardian) for child in file.children for guardian in child.guardians)


def _known(file: MunicipalityFile) -> Iterator[tuple[Known, Way, bytes]]:
    """Those who can be signed in, and by whom. In the demo nobody is."""
    for kind, entry in _everybody(file):
        way = _way(file, kind)
        if way and entry.sign_in:
            yield entry, way, digest_of(way.issuer, entry.sign_in)


def _way(file: MunicipalityFile, kind: str) -> Way | None:
    """The only one for their kind; of several for staff, the one that the file names."""
    several = [way for way in ways().values() if way.kind == kind]
    if kind == STAFF and file.staff_sign_in:
        several = [way for way in several if way.name == file.staff_sign_in]
    return several[0] if len(several) == 1 else None


def _nobody(kind: str) -> str:
    names = [way.name for way in ways().values() if way.kind == kind]
    if not names:
        return f"Nobody signs {kind} in here: say who does in LAGET_SIGN_IN."
    return "Several sign staff in here: write “staff_sign_in” above all tables, " + " or ".join(names) + "."


def _check_staff_sign_in(file: MunicipalityFile) -> None:
    names = [way.name for way in ways().values() if way.kind == STAFF]
    if file.staff_sign_in and file.staff_sign_in not in names:
        file.table.fault("staff_sign_in", unknown(file.staff_sign_in, names))


def _check_one_each(file: MunicipalityFile) -> None:
    """A guardian of several children stands there several times, and is one person."""
    said: dict[str, str] = {}
    for _kind, entry in _everybody(file):
        if entry.sign_in and said.setdefault(entry.username, entry.sign_in) != entry.sign_in:
            entry.table.fault("sign_in", f"“{entry.username}” has another one further up in this file.")
