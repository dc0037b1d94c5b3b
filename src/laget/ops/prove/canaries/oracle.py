"""Who may know what, from the prose and not from the code that decides.

- The team around the child knows all that is said in the case, but for what one of them has only begun to
  write.
- Who leads the place sees on the list whose case it is, and nothing else.
- Who is offered the baton sees whose case it is, and the holder's words; who answers for a service that all
  have said yes to, whose it is, and what is asked of the service.
- Who works with the children there may choose a child's name where one reports a worry, and only there.
- Parents who follow the case know the child's name and what is written to them, and each their own name.
- Everybody else knows nothing: who has left, who is kept out, a service without all yeses, the family of what
  is sealed, whoever is not signed in.
"""

from laget.ops.prove.canaries.words import Canary, Kind
from laget.ops.prove.world import Seated

WITHOUT_BEING_IN = {
    Kind.CHILD: ("listed", "offered", "agreed"),
    Kind.ASKS: ("agreed",),
    Kind.OFFER: ("offered",),
}
OF_THE_FAMILY = {Kind.CHILD, Kind.FAMILY, Kind.ASKS}


def may_know(who: Seated | None, canary: Canary, *, choosing: bool) -> bool:
    """`choosing`: where one chooses whom one is worried about. `who` is None for one who is not signed in."""
    if who is None:
        return canary.kind is Kind.TYPED and canary.whose is None
    if canary.kind in (Kind.TYPED, Kind.DRAFT):
        return canary.whose == (who.seat or who.person)
    if who.seat is None:
        own = canary.kind is Kind.GUARDIAN and canary.whose == who.person
        return own or (canary.kind in OF_THE_FAMILY and who.person in canary.told.family)
    told = canary.told
    if who.seat in told.team or (choosing and canary.kind is Kind.CHILD and who.seat in told.here):
        return True
    return any(who.seat in getattr(told, relation) for relation in WITHOUT_BEING_IN.get(canary.kind, ()))
