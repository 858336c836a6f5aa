"""Reading the state as at a moment: the same query set, with each table replaced by what stood in it then.

A query over records is compiled as always; only where a kept table would be named stands the selection of its versions
that held at the moment. Filters, joins between kept tables, counts, pages and prefetches work as on the state of today.
"""

import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models.sql.datastructures import BaseTable, Join
from django.db.models.sql.query import Query

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

PAST: dict[str, str] = {}
"""For each kept table, the selection of its versions that held at a moment, which is given three times."""


class TableAsAt(BaseTable):
    """The first table of a query, as it stood at the query's moment."""

    def as_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> tuple[str, Any]:
        if self.table_name not in PAST:
            return super().as_sql(compiler, connection)
        then = _adapted(compiler, connection)
        return f"({PAST[self.table_name]}) {compiler.quote_name(self.table_alias or self.table_name)}", [then] * 3


class JoinAsAt(Join):
    """A joined table, as it stood at the query's moment."""

    def as_sql(self, compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> tuple[str, Any]:
        sql, params = super().as_sql(compiler, connection)
        if self.table_name not in PAST:
            return sql, params
        quoted = compiler.quote_name(self.table_name)
        alias = "" if self.table_alias != self.table_name else f" {quoted}"
        then = _adapted(compiler, connection)
        before, after = f"{self.join_type} {quoted}", f"{self.join_type} ({PAST[self.table_name]}){alias}"
        return after + sql.removeprefix(before), [*[then] * 3, *params]


class AsAtQuery(Query):
    """A query about the state at `moment`; one that Django makes inside it, for an exclusion, is about the same."""

    base_table_class = TableAsAt
    join_class = JoinAsAt
    moment: datetime | None = None

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Any:
        resolved = super().resolve_expression(query, *args, **kwargs)
        if isinstance(resolved, AsAtQuery) and resolved.moment is None and isinstance(query, AsAtQuery):
            resolved.moment = query.moment
        return resolved


def as_at_query(query: Query, moment: datetime) -> AsAtQuery:
    """The same query about the state at the moment; what it has joined already is asked as at then too."""
    made = query.clone()
    made.__class__ = AsAtQuery
    assert isinstance(made, AsAtQuery)
    made.moment = moment
    made.alias_map = {alias: _then(table) for alias, table in made.alias_map.items()}
    return made


def _then(table: Any) -> Any:
    turned = copy.copy(table)
    turned.__class__ = JoinAsAt if isinstance(table, Join) else TableAsAt
    return turned


def _adapted(compiler: "SQLCompiler", connection: "BaseDatabaseWrapper") -> Any:
    query = compiler.query
    assert isinstance(query, AsAtQuery)
    assert query.moment is not None  # whoever made it said when
    return connection.ops.adapt_datetimefield_value(query.moment)
