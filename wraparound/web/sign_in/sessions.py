"""Sessions in the database, kept by one statement: what every first page after signing in does."""

from typing import Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """As Django keeps them, but without a transaction round a single statement."""

    def save(self, must_create: bool = False) -> None:
        """Keeps what changed; UpdateError where the session was ended meanwhile, so that it is not revived."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row: Any = self.create_model_instance(dict(self.items()))
        kept = self.model.objects.filter(pk=row.pk)
        if not kept.update(session_data=row.session_data, expire_date=row.expire_date):
            raise UpdateError
