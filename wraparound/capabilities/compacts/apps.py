"""Compacts: what we agree, on both sides."""

from importlib import import_module

from django.apps import AppConfig


class CompactsConfig(AppConfig):
    name = "wraparound.capabilities.compacts"
    label = "compacts"

    def import_models(self) -> None:
        """Every module of models: an empty __init__ names none of them."""
        super().import_models()
        for module in ("agreed", "patience", "check_ins", "reviews", "endings", "recognition", "partnering"):
            import_module(f"{self.name}.models.{module}")

    def ready(self) -> None:
        """Lets people ask for what is held here of whoever takes a copy of their data."""
        from wraparound.capabilities.compacts.queries.check_ins import held_of
        from wraparound.people.queries.elsewhere import also_asks
        from wraparound.people.terms.access import OPERATOR

        also_asks("compacts.check_ins", held_of, viewer=OPERATOR)
