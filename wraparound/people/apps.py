"""People: who may see and do what, and why."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "wraparound.people"
    label = "people"
