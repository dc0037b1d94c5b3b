"""How a moment is read from the database: a list holds hundreds of them."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import (  # type: ignore[import-untyped]
    BaseTzLoader,
    get_adapters_template,
)


class MomentLoader(BaseTzLoader):  # type: ignore[misc]
    """Ten times as fast as Django's own, which takes each moment apart with a regular expression.

    It is for connections that speak in UTC, as all of ours do. What Python has no moment for, such as
    `infinity` or a year before Christ, goes the long way.
    """

    timezone = UTC

    def load(self, data: Any) -> datetime:
        try:
            return datetime.fromisoformat(bytes(data).decode())
        except ValueError:
            moment: datetime = super().load(data)
            return moment


def read_moments_quickly() -> None:
    """For every connection that is made from now on: Django makes them all from this template."""
    get_adapters_template(settings.USE_TZ, UTC).register_loader("timestamptz", MomentLoader)
