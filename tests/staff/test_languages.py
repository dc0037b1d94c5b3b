"""Which language a page speaks before the sign-in: what was chosen here, else what the browser asks for."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.usefixtures("demo")


def spoken(answer):
    return answer.text.split('<html lang="')[1][:2]


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("da-DK,da;q=0.9,en;q=0.8", "da"),
        ("no,en;q=0.5", "nb"),
        ("nn-NO", "nn"),
        ("se,nn;q=0.8,nb;q=0.7", "nn"),
        ("de,fr;q=0.5", "nb"),
        ("en;q=0,da;q=0.1", "da"),
        ("", "nb"),
        ("*", "nb"),
        ("../../etc;q=x", "nb"),
    ],
)
def test_before_sign_in_the_browser_says_which(world, asked, language):
    answer = Client(headers={"accept-language": asked}).get(reverse("sign_in"))
    assert spoken(answer) == language == answer.headers["Content-Language"]


def test_one_chooses_at_the_top_of_the_sign_in_and_that_counts_before_the_browser(world):
    client = Client(headers={"accept-language": "da"})
    page = client.get(reverse("sign_in")).text
    assert page.index('value="nn" lang="nn"') < page.index("<h1") and page.count('lang="nn"') == 1
    back = client.post(reverse("language"), {"language": "nn", "next": reverse("sign_in")})
    assert spoken(client.get(back.headers["Location"])) == "nn"


def test_whoever_is_signed_in_reads_the_own_language_whatever_the_browser_asks(world):
    answer = world.client_of(world.kari).get("/", headers={"accept-language": "da"})
    assert spoken(answer) == "nb"
