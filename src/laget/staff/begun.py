"""What somebody had begun to write: it is there again, whatever other button they pressed.

A draft that says nothing new was sent, and its last keystrokes were saved a moment too late.
"""

from collections.abc import Collection, Mapping
from typing import Any

from laget.foundation import drafts
from laget.foundation.drafts import Begun
from laget.plans.changes import said


def begun_in(request: Any, draft: str, stands: Mapping[str, Any]) -> Begun | None:
    """Of something that stands in the plan already: only where the draft says something else."""
    begun = _found(request, draft)
    if begun and all(said(value) == (said(stands.get(name, value)) or "") for name, value in begun.items()):
        return None
    return begun


def begun_anew(request: Any, draft: str, texts: Collection[str] = (), *, field: str = "text") -> Begun | None:
    """Of something to be added, by the words it would have; `texts` are those that stand there already."""
    begun = _found(request, draft)
    text = str(begun.get(field, "")).strip() if begun else ""
    return begun if text and text not in texts else None


def shown_with(begun: Begun | None, draft: str, version: int) -> dict[str, Any]:
    """A draft is compared with what its writer saw, not with what others have written since."""
    since = begun["since"] if begun and "since" in begun else version
    return {"draft": draft, "begun": begun, "version": since}


def throw_away(request: Any, draft: str) -> None:
    drafts.throw_away(seat_id=request.me.seat.pk, form=draft)


def _found(request: Any, draft: str) -> Begun | None:
    return drafts.found(seat_id=request.me.seat.pk, form=draft) if request.method != "POST" else None
