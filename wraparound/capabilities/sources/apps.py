"""Where every figure comes from."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "wraparound.capabilities.sources"
    label = "sources"
