"""Where the pages of a case are, and what one reads on them."""

import re

from django.urls import reverse


def address(name, case, *more):
    return reverse(name, args=[case.pk, *more])


def plain(html):
    """The words alone, one space between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def read(world, who, where):
    """What somebody reads at that address, where there is a page for them."""
    answer = world.client_of(who).get(where)
    assert answer.status_code == 200, where
    return answer.text


def child_page(world, who, case):
    return read(world, who, address("case", case))
