"""Whose a provider's name for somebody is here."""

import hashlib
import hmac
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from laget.sign_in.profiles import Way


def digest_of(issuer: str, subject: str) -> bytes:
    """What stands in the database in place of the name. With letters large or small it is the same person."""
    said = f"{issuer}\n{subject.strip().lower()}"
    return hmac.new(settings.SIGN_IN_HASH_KEY.encode(), said.encode(), hashlib.sha256).digest()


def person_of(way: Way, subject: str) -> UUID | None:
    """None for somebody who is not known, and for whom there is nothing here: no seat now, and no child."""
    asked: dict[str, Any] = {"issuer": way.issuer, "digest": digest_of(way.issuer, subject), "kind": way.kind}
    with connection.cursor() as cursor:
        cursor.execute("select person_signed_in(%(issuer)s, %(digest)s, %(kind)s)", asked)
        person: UUID | None = cursor.fetchone()[0]
    return person
