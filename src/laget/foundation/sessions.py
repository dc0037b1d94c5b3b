"""Sessions in the database, each reached by its own key and in no other way (database/sessions.sql).

Django's own keep the keys in a table that the product must be able to read; with another's key one is them.
One ends an hour after it was last used, and eight hours after it began.
"""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection

from laget.foundation.asking import PERSON

DEVICE = "device"
KEEP = "select keep_session(%s, %s, %s, %s, %s, %s)"
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "ChromeOS", "Windows": "Windows",
    "Mac OS": "Mac", "Linux": "Linux",
}  # fmt: skip


class SignedIn(NamedTuple):
    """One of somebody's sessions; `here` is the one that asks."""

    id: UUID
    device: str
    started_at: datetime
    used_at: datetime
    here: bool


class SessionStore(SessionBase):
    def load(self) -> dict[str, Any]:
        data = _ask("select session_of(%s)", self.session_key)
        if data is None:
            self._session_key = None
            return {}
        return self.decode(data)

    def exists(self, session_key: str) -> bool:
        return _ask("select session_of(%s)", session_key) is not None

    def create(self) -> None:
        """Raises CreateError for a key that is somebody's, which chance alone never makes."""
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Raises UpdateError for a session that was ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        until = self.get_expiry_date()
        whose, device = self.get(PERSON) or None, self.get(DEVICE, "")
        if not _ask(KEEP, self.session_key, data, until, must_create, whose, device):
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            _ask("select end_session(%s)", key)


def sessions_of_mine(key: str | None) -> list[SignedIn]:
    """Where whoever asks is signed in, this one first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from my_sessions(%s)", [key])
        return [SignedIn(*row) for row in cursor.fetchall()]


def end_mine(session_id: UUID) -> None:
    """Does nothing for a session that is somebody else's, or over."""
    _ask("select end_my_session(%s)", session_id)


def device_of(user_agent: str) -> str:
    """What somebody may know it again by, such as “Chrome, Windows”: no more of it is kept."""
    kinds = (BROWSERS, SYSTEMS)
    found = (next((name for sign, name in kind.items() if sign in user_agent), "") for kind in kinds)
    return ", ".join(filter(None, found))


def _ask(question: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        (answer,) = cursor.fetchone()
    return answer
