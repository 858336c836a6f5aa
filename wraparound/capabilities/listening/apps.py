"""Listening: whether those in hard jobs feel what was promised them."""

from importlib import import_module

from django.apps import AppConfig

MODELS: tuple[str, ...] = ("pulses", "joined", "themes", "calls")
"""The modules of models: an empty __init__ names none of them."""


class ListeningConfig(AppConfig):
    name = "wraparound.capabilities.listening"
    label = "listening"

    def import_models(self) -> None:
        """Every module of models."""
        super().import_models()
        for module in MODELS:
            import_module(f"{self.name}.models.{module}")

    def ready(self) -> None:
        """Lets people ask for what is held here of whoever takes a copy of their data."""
        from wraparound.capabilities.listening.queries.needs import held_of
        from wraparound.people.queries.elsewhere import also_asks
        from wraparound.people.terms.access import OPERATOR

        also_asks("listening.asked", held_of, viewer=OPERATOR)
