"""Compacts: what we agree, on both sides."""

from importlib import import_module

from django.apps import AppConfig


class CompactsConfig(AppConfig):
    name = "wraparound.capabilities.compacts"
    label = "compacts"

    def import_models(self) -> None:
        """Every module of models: an empty __init__ names none of them."""
        super().import_models()
        for module in ("agreed", "patience", "reviews", "endings", "recognition"):
            import_module(f"{self.name}.models.{module}")
