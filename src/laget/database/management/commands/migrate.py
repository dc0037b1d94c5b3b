"""Migrating, and then putting the row policies in place, as one thing: neither is safe without the other."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections, transaction

from laget.database.install import install


class Command(Migrate):
    """Before the policies are in place, the restricted role may not read any new table at all."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        with (
            transaction.atomic(using=options["database"]),
            connections[options["database"]].cursor() as cursor,
        ):
            install(cursor)
