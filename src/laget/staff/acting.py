"""For whom something is in a case: whoever the pathway says, and the leader for one who is not there."""

from uuid import UUID

from laget.foundation.speech import gettext as _
from laget.moves.named import Facts, facts_naming
from laget.rules.access import acts_as
from laget.rules.pathway import Pathway
from laget.rules.vocabulary import Actor, fact_that_names
from laget.staff.doors import Opened
from laget.staff.said import text


def acts(actor: str, opened: Opened, seat_id: UUID, named: Facts) -> bool:
    """`named` are those whom the facts of the case have named and who are in its team."""
    return acts_as(actor, opened.relations, absent_in(opened, actor, named), facts_naming(seat_id, named))


def absent_in(opened: Opened, actor: str, named: Facts) -> set[str]:
    fact = fact_that_names(actor)
    found = {actor} if fact and fact not in named else set()
    found |= set() if opened.holder_id else {Actor.HOLDER}
    return found | (set() if opened.author_is_here else {Actor.AUTHOR})


def whose(actor: str, opened: Opened, pathway: Pathway, named: Facts) -> str:
    """Whose it is, by name where a fact names somebody; else as the municipality calls them."""
    if somebody := named.get(fact_that_names(actor)):
        return somebody.name
    by = Actor.LEADER if actor in absent_in(opened, actor, named) else Actor(actor)
    called = {Actor.AUTHOR: _("whoever reported the worry"), Actor.TEAM: _("the team")}
    called |= {Actor.LEADER: _("the leader"), Actor.HOLDER: _("whoever holds the baton")}
    return text(pathway.word(by)) or called[by]
