"""Sessions in the database, each reached by its own key and in no other way (database/sessions.sql).

Django's own keep the keys in a table that the product must be able to read; with another's key one is them.
"""

from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection


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
        if not _ask("select keep_session(%s, %s, %s, %s)", self.session_key, data, until, must_create):
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            _ask("select end_session(%s)", key)

    @classmethod
    def clear_expired(cls) -> None:
        _ask("select end_expired_sessions()")


def _ask(question: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        (answer,) = cursor.fetchone()
    return answer
