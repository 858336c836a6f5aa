"""Compacts: what we agree, on both sides."""

from django.apps import AppConfig


class CompactsConfig(AppConfig):
    name = "wraparound.capabilities.compacts"
    label = "compacts"
