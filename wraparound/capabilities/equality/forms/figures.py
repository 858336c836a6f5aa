"""Which year is asked for in an address."""

from django.http import QueryDict

from wraparound.capabilities.equality.terms.figures import NoSuchFigures

LONGEST = 4


def year_asked(sent: QueryDict) -> int | None:
    """The year in which the year begins; none where none is asked for. NoSuchFigures for what is no year."""
    said = sent.get("year", "").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) == LONGEST):
        raise NoSuchFigures
    return int(said)
