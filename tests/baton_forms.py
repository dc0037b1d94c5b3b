"""What the forms of the baton send."""

from batons import KNOW
from laget.foundation.ids import uuid7
from pages import address


def send(client, name, case, key=None, **said):
    return client.post(address(name, case), {"form_key": key or uuid7(), **said})


def offer(client, case, to, **said):
    return send(
        client, "baton_offer", case, **{"seat": to.seat.pk, "must_know": KNOW, "family_told": "yes", **said}
    )
