"""Django's own migrate, for both stores of a site, with a short way for one in which nothing is yet: ADR 0056, 0077."""

from argparse import Namespace
from typing import Any

from django.apps import apps
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from wraparound.web.store.apart import EQUALITY_STORE


class Command(migrate.Command):
    """Both stores, unless one is named; the tables of an empty one as they are today, not by every step to there."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def handle(self, *words: Any, **options: Any) -> None:
        for store in _stores(options["database"], options["app_label"]):
            self._one_store(store, words, options)

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """What is looked at before: the stores that are meant."""
        return {**super().get_check_kwargs(options), "databases": _stores(options["database"], options["app_label"])}

    def _one_store(self, store: str, words: Any, options: dict[str, Any]) -> None:
        connection = connections[store]
        if store == EQUALITY_STORE:
            make_schema(connection)
        if _wants_all(Namespace(**options)):
            connection.prepare_database()
            if not connection.introspection.table_names():
                make_tables(connection)
        super().handle(*words, **options | {"database": store})


def _stores(named: str | None, app: str | None) -> list[str]:
    """Which stores are meant: the one that is named, or all; no app but its own has anything in that of equality."""
    return [named] if named else [one for one in connections if one != EQUALITY_STORE or app in (None, EQUALITY_STORE)]


def make_schema(connection: BaseDatabaseWrapper) -> None:
    """The schema of the store of equality, where it is one of a PostgreSQL server and not there yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {EQUALITY_STORE}")


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Every table of every model, and every migration noted as done: all of it, or, killed in the middle, nothing."""
    known = MigrationLoader(connection)
    with connection.schema_editor() as editor:
        for app in apps.get_app_configs():
            if app.models_module is not None and app.label in known.migrated_apps:
                for model in router.get_migratable_models(app, connection.alias, include_auto_created=False):
                    if model._meta.can_migrate(connection):
                        editor.create_model(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for migration in known.graph.nodes:
            recorder.record_applied(*migration)


def _wants_all(options: Namespace) -> bool:
    """Whether everything is asked for, and to be done: no app or migration by name, and not only a look."""
    partly = (options.app_label, options.fake, options.fake_initial, options.plan, options.check_unapplied)
    return not any((*partly, options.prune))
