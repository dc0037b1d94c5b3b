"""The baton lies with the leader: why, as Today and the child’s page say it, and who decides."""

from laget.cases.opened import Opened
from laget.foundation.speech import gettext as _
from laget.handovers.queries import Baton, WithLeader
from laget.rules.access import Action


def to_decide(why: WithLeader, baton: Baton) -> str:
    """As something to do."""
    if why is WithLeader.FREE:
        return _("Nobody holds the baton. Decide who does.")
    if why is WithLeader.LET_GO:
        return _("%(name)s cannot see the case any more. Decide who holds the baton.") % {
            "name": _holder(baton)
        }
    asked = baton.offer.to_seat.person.name if baton.offer else ""
    return _("%(name)s has not answered. Decide who holds the baton.") % {"name": asked}


def to_know(why: WithLeader, baton: Baton) -> str:
    """For whoever may only turn to somebody who decides."""
    if why is WithLeader.LET_GO:
        return _("%(name)s cannot see the case any more") % {"name": _holder(baton)}
    return _("Nobody holds the baton")


def may_decide(why: WithLeader, opened: Opened) -> bool:
    """Whoever the door lets takes a free one; only the leader decides about one that lies with her."""
    return opened.may(Action.NAME_HOLDER) or (why is WithLeader.FREE and opened.may(Action.TAKE_BATON))


def _holder(baton: Baton) -> str:
    return baton.holding.seat.person.name if baton.holding else ""
