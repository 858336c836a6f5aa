"""Listening: whether those in hard jobs feel what was promised them."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "wraparound.capabilities.listening"
    label = "listening"

    def ready(self) -> None:
        """Lets people ask for what is held here of whoever takes a copy of their data."""
        from wraparound.capabilities.listening.queries.needs import held_of
        from wraparound.people.queries.elsewhere import also_asks
        from wraparound.people.terms.access import OPERATOR

        also_asks("listening.asked", held_of, viewer=OPERATOR)
