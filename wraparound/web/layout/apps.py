"""The frame around every page."""

from django.apps import AppConfig


class LayoutConfig(AppConfig):
    name = "wraparound.web.layout"
    label = "layout"
