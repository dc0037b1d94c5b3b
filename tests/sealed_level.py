"""The level that every pathway's file must have, as small as it may be."""

from collections.abc import Sequence

WORDS = {"sealed": "Sealed", "protect": "Protect", "over": "Handed over"}


def sealed(asks: str = "concern_described", languages: Sequence[str] = ("en",), also: str = "") -> str:
    """`asks` is the only thing that is done there, and `also` what else stands on its only step."""

    def title(of: str) -> str:
        return "\n".join(f'title.{language} = "{WORDS[of]}"' for language in languages)

    return f"""
[[level]]
id = "sealed"
label = "S"
{title("sealed")}
protects = "violence"

[[level.step]]
id = "protect"
{title("protect")}
by = "author"
done_when = ["{asks}"]
{also}
[[level.step.exit]]
id = "handed_over"
{title("over")}
to = "closed"
"""
