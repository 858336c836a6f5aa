"""Focus."""

from django.apps import AppConfig


class FocusConfig(AppConfig):
    name = "wraparound.capabilities.focus"
    label = "focus"
