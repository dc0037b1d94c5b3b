"""Whom to call: the municipality's own numbers, on the first page somebody opens."""

from laget.foundation.speech import gettext as _
from laget.people.models import Municipality

EMERGENCY = "112"


def numbers_to_call(municipality: Municipality | None) -> list[tuple[str, str]]:
    """(what it is, number). The police first: 112 in Norway and in Denmark."""
    phones = municipality.settings.get("phones", {}) if municipality else {}
    return [
        (_("Danger now: police"), EMERGENCY),
        *(
            (text, phones[key])
            for key, text in (
                ("child_welfare", _("Child welfare services")),
                ("child_welfare_duty", _("Child welfare, evenings and nights")),
            )
            if key in phones
        ),
    ]
