"""What waits for a decision in a case, in words: on its page, and on Today for whoever decides."""

from typing import Any

from django.utils.translation import gettext as _

from laget.foundation.addresses import address
from laget.rules.access import acts_as
from laget.rules.vocabulary import Actor
from laget.staff.child_page import ChildPage
from laget.staff.said import day, sentence, text


def proposals_of(page: ChildPage) -> list[dict[str, Any]]:
    """Everybody in the case reads them; the two choices are for the one who decides."""
    return [
        {
            "title": text(found.proposal.title),
            "says": text(found.proposal.says),
            "since": sentence(_("Since %(day)s.") % {"day": day(found.since)}),
            "decides": _who(page, found.proposal.by),
            "way": text(found.way.exit.title),
            "yes": address("exit", page.case.pk, found.proposal.exit),
            "no": address("decline", page.case.pk, found.proposal.id),
            "mine": acts_as(found.proposal.by, page.opened.relations),
        }
        for found in page.progress.proposals
    ]


def _who(page: ChildPage, by: Actor) -> str:
    """The one who decides, as the municipality calls them."""
    called = {Actor.AUTHOR: _("whoever reported the worry"), Actor.TEAM: _("the team")}
    called |= {Actor.LEADER: _("the leader"), Actor.HOLDER: _("whoever holds the baton")}
    return text(page.pathway.word(by)) or called[by]
