"""Partnerships: strong organisations beside struggling ones."""

from importlib import import_module

from django.apps import AppConfig

MODELS: tuple[str, ...] = ("own_words", "agreements", "reviews", "arrangements")
"""The modules of models: an empty __init__ names none of them."""


class PartnershipsConfig(AppConfig):
    name = "wraparound.capabilities.partnerships"
    label = "partnerships"

    def import_models(self) -> None:
        """Every module of models."""
        super().import_models()
        for module in MODELS:
            import_module(f"{self.name}.models.{module}")
