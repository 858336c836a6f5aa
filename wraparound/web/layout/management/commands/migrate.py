"""Django's own migrate, with a short way for a store in which nothing is yet: ADR 0056."""

from argparse import Namespace
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    """Makes the tables of an empty store as they are today, instead of every step that ever led there."""

    def handle(self, *words: Any, **options: Any) -> None:
        if _wants_all(Namespace(**options)):
            connection = connections[options["database"]]
            connection.prepare_database()
            if not connection.introspection.table_names():
                make_tables(connection)
        super().handle(*words, **options)


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
