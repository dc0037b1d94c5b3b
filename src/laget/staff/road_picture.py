"""The road as it is drawn: twice, for a wide page and for a phone; the stylesheet shows the one that fits."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from laget.foundation.speech import spoken
from laget.staff import road_narrow, road_wide
from laget.staff.road import Road, in_words


def draw(road: Road, *, rtl: bool = False) -> SafeString:
    """Both pictures. Without scripts or inline styles; every text is escaped."""
    return _drawn(road, rtl, spoken())


@lru_cache(maxsize=256)  # many children stand at the same place, and a road says nothing of whose it is
def _drawn(road: Road, rtl: bool, language: str) -> SafeString:
    said = in_words(road)
    pictures = (layout(road, rtl=rtl).svg(road.title, said) for layout in (road_wide.lay, road_narrow.lay))
    return mark_safe("".join(pictures))  # noqa: S308 - every text in it goes through escape()
