"""What is true of invited services, of all together and of each: what one of the two says of the other.

In a case these are read from its rows (`facts.sql` says the same); a story says them by name.
"""

from collections.abc import Collection, Iterable

from laget.rules.vocabulary import OF_INVITED, OF_ONE_INVITED, SERVICE, Fact, service_of


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


def with_undone(undone: Iterable[str], facts: Collection[str]) -> set[str]:
    """What ends for all ends for each; and a yes to one that ends leaves no yes to all."""
    gone, own = {*undone}, of_own_service(facts)
    of_each = {fact for fact in OF_ONE_INVITED if fact.partition(".")[0] in gone & {*OF_INVITED}}
    if any(service_of(fact) and fact.startswith(Fact.CONSENT_GIVEN) for fact in gone):
        gone.add(Fact.CONSENT_GIVEN)
    return gone | of_each.difference(own)
