"""For whom something is in a case: whoever the pathway says, and the leader for one who is not there."""

from uuid import UUID

from laget.cases.opened import Opened
from laget.foundation.speech import gettext as _
from laget.moves.named import Facts, facts_naming
from laget.rules.access import acts_as
from laget.rules.pathway import Pathway
from laget.rules.turns import is_absent
from laget.rules.vocabulary import Actor, fact_that_names
from laget.staff.said import text


def acts(actor: str, opened: Opened, seat_id: UUID, named: Facts) -> bool:
    """`named` are those whom the facts of the case have named and who are in its team."""
    absent = {actor} if _is_absent(actor, opened, named) else set()
    return acts_as(actor, opened.relations, absent, facts_naming(seat_id, named))


def _is_absent(actor: str, opened: Opened, named: Facts) -> bool:
    return is_absent(actor, named, author_is_here=opened.author_is_here, is_held=opened.holder_id is not None)


def whose(actor: str, opened: Opened, pathway: Pathway, named: Facts) -> str:
    """Whose it is, by name where a fact names somebody; else as the municipality calls them."""
    if somebody := named.get(fact_that_names(actor)):
        return somebody.name
    by = Actor.LEADER if _is_absent(actor, opened, named) else Actor(actor)
    called = {Actor.AUTHOR: _("whoever reported the worry"), Actor.TEAM: _("the team")}
    called |= {Actor.LEADER: _("the leader"), Actor.HOLDER: _("whoever holds the baton")}
    return text(pathway.word(by)) or called[by]
