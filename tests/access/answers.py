"""Who must answer in a case, and whether they have: as whoever asks sees it."""

from access.raw import seen
from laget.consents import services as consents
from laget.people.queries import who_must_answer


def answering(world, who, case):
    with world.as_(who):
        return {must.guardian.name for must in who_must_answer(case.pk)}


def invited(world, who, case, code):
    with world.as_(who):
        consents.invite(case=case, service=world.services[code], seat=who.seat, now=world.now)


def consented(world, who, case, code):
    with world.as_(who):
        return seen("select consented(%s, %s)", case.pk, world.services[code].pk)
