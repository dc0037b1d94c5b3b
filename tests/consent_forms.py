"""What the forms on services and consent send."""

from laget.consents.queries import latest_answer
from laget.foundation.ids import uuid7
from pages import address

ASKS = "Kan dere se hvordan hun leser?"


def invite(client, world, case, service="ppt", key=None):
    return client.post(
        address("invite", case),
        {"form_key": key or uuid7(), "service": world.services[service].pk, "asks": ASKS},
    )


def answer(client, world, case, guardian, said, until="2027-07-31", service="ppt", key=None, seen=None):
    """`seen` is what stood when the page was opened: now, unless the test says otherwise."""
    asked = {"service": world.services[service].pk, "guardian": guardian.person.pk}
    if seen is None:
        seen = stands(world, case, guardian, service)
    return client.post(
        address("consent_answer", case),
        {**asked, "answer": said, "until_on": until, "seen": seen, "form_key": key or uuid7()},
    )


def stands(world, case, guardian, service="ppt"):
    with world.as_(world.kari):
        latest = latest_answer(case, world.services[service].pk, guardian.person.pk)
    return str(latest.pk) if latest else ""
