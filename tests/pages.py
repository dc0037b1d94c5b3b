"""Where the pages of a case are, and what one reads on them."""

import re

from django.urls import reverse


def address(name, case, *more):
    return reverse(name, args=[case.pk, *more])


def plain(html):
    """The words alone, one space between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def child_page(world, who, case):
    return world.client_of(who).get(address("case", case)).text
