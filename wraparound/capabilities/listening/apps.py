"""Listening: whether those in hard jobs feel what was promised them."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "wraparound.capabilities.listening"
    label = "listening"

    def ready(self) -> None:
        """Lets people ask for what is held here of whoever takes a copy, and for what waits for them today."""
        from wraparound.capabilities.listening.queries.needs import held_of, needs_waiting, rows_waiting
        from wraparound.people.queries.elsewhere import also_asks, also_waits
        from wraparound.people.terms.access import OPERATOR

        also_asks("listening.asked", held_of, viewer=OPERATOR)
        also_waits("listening.pulses", rows_waiting, needs_waiting, viewer=OPERATOR)
