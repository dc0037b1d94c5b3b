"""What is true of invited services, of all together and of each: what one of the two says of the other.

In a case these are read from its rows (`facts.sql` says the same); a story says them by name.
"""

from collections.abc import Collection, Iterable

from laget.rules.vocabulary import MAY_BE_INVITED, OF_INVITED, OF_ONE_INVITED, SERVICE, Fact, service_of


def of_own_service(facts: Collection[str]) -> list[str]:
    """Of the service that a case began at: it is there already, and needs nobody's yes."""
    return [fact for fact in OF_ONE_INVITED if f"{SERVICE}.{service_of(fact)}" in facts]


def with_invited(happens: Iterable[str]) -> list[str]:
    """One that is invited or has joined is enough for the fact of all; a yes to one is none to all."""
    found = dict.fromkeys(happens)
    for fact in list(found):
        if service_of(fact) and not fact.startswith(Fact.CONSENT_GIVEN):
            found[fact.partition(".")[0]] = None
    return list(found)


def with_undone(undone: Iterable[str], happens: Collection[str], facts: Collection[str]) -> set[str]:
    """What ends for all ends for each. A yes that ends leaves none to all, nor does another asked."""
    said, own = {*undone}, {*of_own_service(facts)}
    each = {one for one in OF_ONE_INVITED if one.partition(".")[0] in said}
    gone = _with_what_rests_on_it(said | each, [*MAY_BE_INVITED]) - own
    for whole in (Fact.SERVICES_INVITED, Fact.SERVICE_JOINED):
        of_each = {fact for fact in facts if fact.startswith(f"{whole}.")} - own
        if of_each and of_each <= gone:
            gone.add(whole)
    asked = {service_of(one) for one in {*happens} - {*facts} if one.startswith(f"{Fact.SERVICES_INVITED}.")}
    unanswered = any(f"{Fact.CONSENT_GIVEN}.{service}" not in happens for service in asked)
    if unanswered or any(one.startswith(f"{Fact.CONSENT_GIVEN}.") for one in said - own):
        gone |= {Fact.CONSENT_GIVEN} - {*happens}
    return _with_what_rests_on_it(gone, [""])


def _with_what_rests_on_it(gone: set[str], services: Iterable[str]) -> set[str]:
    """On an invitation rests the yes to it, and on that whoever came.

    Of all together, who came on one yes stays when another is taken back.
    """
    found = set(gone)
    for service in services:
        asked, agreed, joined = (f"{fact}.{service}" if service else str(fact) for fact in OF_INVITED)
        if asked in found:
            found |= {agreed, joined}
        elif agreed in found and service:
            found.add(joined)
    return found
