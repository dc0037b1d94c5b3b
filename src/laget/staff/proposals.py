"""What waits for a decision in a case, in words: on its page, and on Today for whoever decides."""

from typing import Any
from uuid import UUID

from laget.foundation.addresses import address
from laget.foundation.speech import gettext as _
from laget.staff.acting import acts, whose
from laget.staff.child_page import ChildPage
from laget.staff.said import day, sentence, text


def proposals_of(page: ChildPage, seat_id: UUID) -> list[dict[str, Any]]:
    """Everybody in the case reads them; the two choices are for the one who decides."""
    return [
        {
            "title": text(found.proposal.title),
            "says": text(found.proposal.says),
            "since": sentence(_("Since %(day)s.") % {"day": day(found.since)}),
            "decides": whose(found.proposal.by, page.opened, page.pathway, page.named),
            "way": text(found.way.exit.title),
            "yes": address("exit", page.case.pk, found.proposal.exit),
            "no": address("decline", page.case.pk, found.proposal.id),
            "mine": acts(found.proposal.by, page.opened, seat_id, page.named),
        }
        for found in page.progress.proposals
    ]
