"""What the forms of a plan send, and what then stands in it."""

import re
from uuid import uuid4

from laget.plans.queries import measures_of


def sent(version=0, **fields):
    return {"form_key": str(uuid4()), "version": version, **fields}


def a_measure(world, **more):
    me = f"staff:{world.kari.seat.pk}"
    return sent(**{"text": "Lekegruppe", "arena": "unit", "who": me, "evaluate_on": "2026-12-22"} | more)


def measures_in(world, case):
    with world.as_(world.kari):
        return list(measures_of(case))


def prefilled(page):
    """What a browser would send of the form for a new measure if nobody touched it."""
    form = page.content.decode().split('id="add"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input[^>]* name="(?!arena)([^"]+)"[^>]* value="([^"]*)"', form))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        fields[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return fields
