"""What is realistic, and by when."""

from django.apps import AppConfig


class ExpectationsConfig(AppConfig):
    name = "wraparound.capabilities.expectations"
    label = "expectations"
