"""Records: what every stored record has."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils import timezone


class RecordsConfig(AppConfig):
    name = "wraparound.records"
    label = "records"

    def import_models(self) -> None:
        """Every module of models: an empty __init__ names none of them."""
        super().import_models()
        for module in ("among", "keeping", "log", "outbox", "rights"):
            import_module(f"{self.name}.models.{module}")

    def ready(self) -> None:
        # Imported here: models must be loaded first.
        from wraparound.records.models.triggers import bring_functions

        connection_created.connect(bring_functions, dispatch_uid="wraparound.records")
        pre_migrate.connect(before_migrating, sender=self, dispatch_uid="wraparound.records")
        post_migrate.connect(after_migrating, dispatch_uid="wraparound.records")


class Machine:
    """Whoever brings a site up to date, as history names them."""

    name = "operator"
    person = None


def before_migrating(sender: AppConfig, plan: list[Any], using: str, **_: Any) -> None:
    """Takes the triggers away while tables may be remade; nothing else writes while a site is brought up to date.

    Also where tables of a capability are still to come: a column on which a trigger depends could not be altered.
    """
    from wraparound.records.models import triggers

    if plan and using == "default":
        triggers.remove(connection)


def after_migrating(sender: AppConfig, using: str, plan: list[Any] | None = None, **_: Any) -> None:
    """Puts the triggers in place and enters what has no version yet. Told once for each app; the last one does it."""
    from wraparound.records.actions.store import enter_what_was_here, is_ready
    from wraparound.records.models import triggers

    last = [one for one in apps.get_app_configs() if one.models_module][-1]
    if sender is not last or using != "default" or not is_ready(by=Machine()):
        return
    with transaction.atomic():
        triggers.install(connection)
        if plan is None or plan:
            enter_what_was_here(at=timezone.now(), by=Machine())
