"""Django's own flush, which empties every table, in a house where tables refuse that."""

from typing import Any

from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS, connections

from wraparound.records.models import triggers


class Command(flush.Command):
    """Takes the triggers away first, and puts them back however it ends."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if options["database"] != DEFAULT_DB_ALIAS:
            # The store of equality has no history, and so no triggers.
            super().handle(**options)
            return
        triggers.remove(connection)
        try:
            super().handle(**options)
        finally:
            # Also where it was not confirmed, or broke in the middle.
            if triggers.missing(connection):
                triggers.install(connection)
