"""`pk__among={1, 2}`: what `__in` says of many numbers, handed to the store as one value.

Django looks at each number of a list each time a question is put together: with some hundreds, that takes longer than
the answer. It also makes another statement of each length, which no store can prepare.
"""

import json
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import AutoField, BigAutoField, ForeignKey, Lookup

type Written = tuple[str, list[Any]]


@AutoField.register_lookup
@BigAutoField.register_lookup
@ForeignKey.register_lookup
class Among(Lookup):
    """That a number is one of a frozenset of numbers."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Written:
        """From a list as JSON, which SQLite reads as a table."""
        left, values = self._left(compiler, connection)
        return f"{left} IN (SELECT value FROM json_each(%s))", [*values, json.dumps(sorted(self.rhs))]

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Written:
        """From an array."""
        left, values = self._left(compiler, connection)
        return f"{left} = ANY(%s)", [*values, sorted(self.rhs)]

    def _left(self, compiler: Any, connection: Any) -> Written:
        if not self.rhs:
            raise EmptyResultSet  # how Django is told that nothing need be asked
        left, values = self.process_lhs(compiler, connection)
        return left, list(values)
