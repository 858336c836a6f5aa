"""Delivery: from recommendations to dates that hold."""

from importlib import import_module

from django.apps import AppConfig

MODELS: tuple[str, ...] = ("recommendations", "milestones", "spreadsheets", "feeds")
"""The modules of models: an empty __init__ names none of them."""


class DeliveryConfig(AppConfig):
    name = "wraparound.capabilities.delivery"
    label = "delivery"

    def import_models(self) -> None:
        """Every module of models."""
        super().import_models()
        for module in MODELS:
            import_module(f"{self.name}.models.{module}")
