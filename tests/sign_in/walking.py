"""There and back: from our page to the provider, and home again with its answer."""

import re
from html import unescape

from django.urls import reverse

from laget.foundation.asking import PERSON
from sign_in.made_tokens import KNOWN

FAMILY_WAY, WORK_WAY = "idporten", "ansattporten"


def start(browser, name, **written):
    """The address of the provider that the page leads to."""
    page = browser.post(reverse("sign_in_start", args=[name]), written)
    assert page.status_code == 200, page.text
    (address,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', page.text)
    assert f'href="{address}"' in page.text
    assert "form-action 'self';" in page.headers["Content-Security-Policy"] + ";"
    return unescape(address)


def sign_in(browser, world, provider, name, written=None, **claims):
    provider.now = world.now
    back = provider.sign_in(start(browser, name, **(written or {})), **{**KNOWN[name], **claims})
    return browser.get(back.removeprefix("http://testserver"))


def nobody_came_in(browser, page):
    assert page.status_code == 403
    assert "There is nothing for you here" in page.text
    assert PERSON not in browser.session


def refused(browser, page):
    assert page.status_code == 400
    assert "Something went wrong on the way." in page.text
    assert PERSON not in browser.session
