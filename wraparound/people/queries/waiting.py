"""Whether anything waits for somebody: one statement for however many sorts of rows there are."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, QuerySet

from wraparound.people.models import Person
from wraparound.people.terms.access import Viewer


def there_are(rows: Sequence[QuerySet[Any]], *, viewer: Viewer) -> tuple[bool, ...]:
    """For each of these whether it has a row at all; none has for whoever has no account. The caller cut them."""
    if viewer.person is None or not rows:
        return (False,) * len(rows)
    found = Person.objects.filter(pk=viewer.person).values_list(*(Exists(one) for one in rows)).first()
    return tuple(bool(one) for one in found) if found else (False,) * len(rows)
