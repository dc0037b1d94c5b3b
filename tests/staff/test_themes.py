"""Every theme can be read, in light and in dark: computed from theme.css itself, as a browser does."""

import math
import re
import tomllib
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CSS = ROOT / "src/laget/static/laget/theme.css"
COLOURS = ("accent", "neutral", "info", "success", "warning", "danger")
THEMES = ("fjord", *re.findall(r'data-theme="(\w+)"', CSS.read_text()))
SCHEMES = ("light", "dark")
TEXT, EDGE, SHAPE = 7.0, 4.5, 3.0

ON = ("surface-default", "surface-tinted", "surface-hover", "background-default", "background-tinted")
PAPERS = tuple(f"neutral-{name}" for name in ON)
TEXTS = ("text-default", "text-subtle")
EDGES = ("border-default", "border-strong")
SHEETS = (*ON[:2], *PAPERS[:2])
WARM = ("--warm-tint", "--warm-soft")
PAGES = ("neutral-surface-default", "neutral-background-default")
PAIRS = [  # (what is read, what it stands on, at least)
    *((text, ground, TEXT) for text in TEXTS for ground in (*ON, *PAPERS)),
    *((f"neutral-{text}", ground, TEXT) for text in TEXTS for ground in (*ON, *PAPERS)),
    *((edge, ground, EDGE) for edge in EDGES for ground in SHEETS),
    *((f"neutral-{edge}", ground, EDGE) for edge in EDGES for ground in PAPERS[:2]),
    *(("base-contrast-default", base, TEXT) for base in ("base-default", "base-hover", "base-active")),
    *((f"danger-{text}", "danger-surface-tinted", TEXT) for text in TEXTS),
    *((f"info-{text}", "info-surface-tinted", TEXT) for text in TEXTS),
    ("danger-text-subtle", "neutral-background-default", TEXT),
    ("danger-border-default", "neutral-surface-default", EDGE),
    *((text, band, TEXT) for text in ("--band-text", "--band-subtle") for band in ("--band", "--band-edge")),
    *(("--warm-text", ground, TEXT) for ground in (*WARM, "neutral-background-default")),
    *(("neutral-text-default", ground, TEXT) for ground in WARM),
    ("neutral-text-subtle", "--warm-tint", TEXT),
    *(("--warm-edge", ground, EDGE) for ground in (*PAGES, "--warm-tint")),
]
# What tells something by its shape, and where it is styled: bars of deadlines, signs of tasks and statuses,
# what is chosen, the stones and the lines of the road.
SHAPES = [
    ("parts", ".deadline", "border-inline-start"),
    ("parts", ".task-sign", "stroke"),
    ("parts", ".task-done .task-sign", "stroke"),
    ("parts", ".task-now .task-sign", "stroke"),
    ("parts", ".task-overdue .task-sign", "stroke"),
    ("parts", ".status .shape", "color"),
    ("parts", ".moment::after", "border"),
    ("parts", ".moment-voice::after", "border-color"),
    ("parts", ".tabs a[aria-current]", "border-color"),
    ("parts", ".next-step", "border"),
    ("laget", ".choose button[aria-current]", "box-shadow"),
    ("road", ".road-behind-line", "stroke"),
    ("road", ".road-ahead-line", "stroke"),
    ("road", ".road-stone", "stroke"),
    ("road", ".road-stone.road-next", "stroke"),
    ("road", ".road-halo", "stroke"),
]


def declared() -> dict[str, str]:
    css = re.sub(r"@supports.*", "", CSS.read_text(), flags=re.DOTALL)
    return dict(re.findall(r"(--(?:ds|warm|band)[\w-]*): ([^;]+);", css))


def numbers(theme: str, colour: str) -> dict[str, float]:
    """What var(--h), var(--s), var(--hue) and var(--strength) are there."""
    css = CSS.read_text()
    brand = re.search(rf'data-theme="{theme}"\] {{ --hue: (\d+); --strength: ([\d.]+)', css)
    brand = brand or re.search(r":root { --hue: (\d+); --strength: ([\d.]+)", css)
    own = re.search(rf'^\[data-color="{colour}"\] {{ --h: (\d+); --s: ([\d.]+)', css, re.MULTILINE)
    assert brand
    hue, strength = float(brand[1]), float(brand[2])
    h, s = (float(own[1]), float(own[2])) if own else (hue, strength)
    return {"--hue": hue, "--strength": strength, "--h": h, "--s": s}


def value(text: str, known: dict[str, float]) -> float:
    product_of = re.fullmatch(r"calc\(var\((--\w+)\) \* ([\d.]+)\)", text)
    if product_of:
        return known[product_of[1]] * float(product_of[2])
    named = re.fullmatch(r"var\((--\w+)\)", text)
    return known[named[1]] if named else float(text)


def linear_rgb(lightness: float, chroma: float, hue: float) -> list[float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return [
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    ]


def luminance(text: str, scheme: str, known: dict[str, float]) -> float:
    both = re.findall(
        r"oklch\(([\d.]+)% ((?:calc\([^)]*\)[^)]*\))|[\d.]+|var\([^)]*\)) ([\d.]+|var\([^)]*\))\)", text
    )
    lightness, chroma, hue = both[-1 if scheme == "dark" else 0]
    rgb = linear_rgb(float(lightness) / 100, value(chroma, known), value(hue, known))
    assert all(-0.035 <= part <= 1.035 for part in rgb), f"no screen shows {text} in {scheme}: {rgb}"
    red, green, blue = (min(max(part, 0), 1) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    bright, dim = max(one, other), min(one, other)
    return (bright + 0.05) / (dim + 0.05)


def full(name: str) -> str:
    return name if name.startswith("--") else f"--ds-color-{name}"


@pytest.mark.parametrize(("theme", "scheme"), list(product(THEMES, SCHEMES)))
def test_everything_can_be_read(theme: str, scheme: str) -> None:
    tokens, weak = declared(), []
    for colour in COLOURS:
        known = numbers(theme, colour)
        for front, back, least in PAIRS:
            seen = contrast(*(luminance(tokens[full(name)], scheme, known) for name in (front, back)))
            if seen < least:
                weak.append(f"{colour}: {front} on {back} {seen:.2f} < {least}")
    assert sorted(set(weak)) == []


def drawn_in(sheet: str, selector: str, property_: str) -> str:
    """The colour that a style gives a shape; the page's own short names stand in laget.css."""
    css = CSS.with_name(f"{sheet}.css").read_text()
    rule, *_others = re.findall(rf"^ *{re.escape(selector)} {{(.*?)}}", css, re.MULTILINE)
    (value,) = re.findall(rf"(?:^|;) *{property_}: ([^;]+)", rule)
    (name,) = re.findall(r"var\((--[\w-]+)\)", value)
    own = re.search(rf"^  {name}: var\((--[\w-]+)\)", CSS.with_name("laget.css").read_text(), re.MULTILINE)
    return own[1] if own else name


@pytest.mark.parametrize(("theme", "scheme"), list(product(THEMES, SCHEMES)))
def test_every_shape_that_tells_something_is_seen(theme: str, scheme: str) -> None:
    tokens, weak = declared(), []
    for colour, (shape, ground) in product(COLOURS, product(SHAPES, PAPERS)):
        known, drawn = numbers(theme, colour), drawn_in(*shape)
        seen = contrast(*(luminance(tokens[full(name)], scheme, known) for name in (drawn, ground)))
        if seen < SHAPE:
            weak.append(f"{shape[1]} in {colour} on {ground}: {seen:.2f} < {SHAPE}")
    assert sorted(set(weak)) == []


@pytest.mark.parametrize(("theme", "scheme"), list(product(THEMES, SCHEMES)))
def test_the_band_stands_out_from_the_page(theme: str, scheme: str) -> None:
    """It is no sign, so it need not be seen as one; but dark on dark it was as if it were not there."""
    tokens, known = declared(), numbers(theme, "accent")
    band, page = (luminance(tokens[full(name)], scheme, known) for name in ("--band", PAPERS[3]))
    assert contrast(band, page) >= 1.4


def test_what_must_be_read_before_anything_else_is_read_in_any_theme() -> None:
    """White on the page that stops."""
    (stop,) = re.findall(r"--stop: ([^;}]+)", CSS.with_name("parts.css").read_text())
    for scheme in SCHEMES:
        assert contrast(1.0, luminance(stop, scheme, {})) >= TEXT


def test_every_municipality_has_a_theme_that_there_is() -> None:
    files = sorted((ROOT / "municipalities").glob("*.toml"))
    used = {tomllib.loads(each.read_text())["theme"] for each in files}
    assert used <= set(THEMES) and "bordeaux" in used
