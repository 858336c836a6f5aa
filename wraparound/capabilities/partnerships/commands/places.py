"""Where organisations are, brought at the terminal for the whole site."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.people.terms.access import OPERATOR

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from wraparound.capabilities.partnerships.terms.places import PlacesPage


def add_places(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb `places`."""
    verb = verbs.add_parser(
        "places",
        help="bring coordinates of organisations for the whole site, or see which are in use",
        epilog="wraparound partnerships places places.csv --source 'The register of March 2026'",
    )
    verb.add_argument("file", nargs="?", type=Path, help="CSV or Excel with code, latitude and longitude")
    verb.add_argument("--source", default="", help="where the coordinates come from")
    verb.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")
    verb.set_defaults(answer=_places, say=say_places, needs_database=True)


def say_places(found: "PlacesPage") -> str:
    """Which are in use, from where."""
    from wraparound.capabilities.partnerships.wording.places import answer_words, elsewhere_words

    lines = [answer_words(found)]
    if found.in_use.number is not None:
        lines.append(f"Source: {found.in_use.source}")
    if found.elsewhere:
        lines.append(elsewhere_words(found.elsewhere))
    return "\n".join(lines)


def _places(asked: Namespace) -> "PlacesPage":
    from django.utils import timezone

    from wraparound.capabilities.partnerships.actions.places import bring_places
    from wraparound.capabilities.partnerships.exchange.places import read_places
    from wraparound.capabilities.partnerships.queries.places import places_page
    from wraparound.capabilities.partnerships.terms.places import PlacesRead

    if asked.file:
        bring_places(PlacesRead(read_places(asked.file)), asked.source, at=timezone.localtime(), by=OPERATOR)
    return places_page(viewer=OPERATOR)
