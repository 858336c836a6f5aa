"""Partnerships: strong organisations beside struggling ones."""

from importlib import import_module

from django.apps import AppConfig

MODELS: tuple[str, ...] = ("own_words", "agreements", "reviews", "arrangements", "pairs", "places")
"""The modules of models: an empty __init__ names none of them."""


class PartnershipsConfig(AppConfig):
    name = "wraparound.capabilities.partnerships"
    label = "partnerships"

    def import_models(self) -> None:
        """Every module of models."""
        super().import_models()
        for module in MODELS:
            import_module(f"{self.name}.models.{module}")

    def ready(self) -> None:
        """Lets people ask for what is held here of whoever takes a copy of their data."""
        from wraparound.capabilities.partnerships.queries import held, pairs
        from wraparound.people.queries.elsewhere import also_asks
        from wraparound.people.terms.access import OPERATOR

        also_asks("partnerships.pairs", pairs.held_of, viewer=OPERATOR)
        also_asks("partnerships.boards", held.held_of, viewer=OPERATOR)
