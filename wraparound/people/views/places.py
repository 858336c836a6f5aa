"""From where a page is asked for: the one place at which the network address of a visitor is read."""

from django.conf import settings
from django.http import HttpRequest

from wraparound.people.calculation import place_behind


def place_of(visit: HttpRequest) -> str:
    """The place of the network that counts for limits; it is counted with, and stored nowhere by whoever asks here."""
    remote, forwarded = visit.META.get("REMOTE_ADDR", ""), visit.META.get("HTTP_X_FORWARDED_FOR", "")
    return place_behind(remote, forwarded, settings.TRUSTED_PROXIES)
