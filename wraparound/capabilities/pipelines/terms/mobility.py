"""How far people would go, as they said at work, counted for a region."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MobilityCount:
    """How many would and would not move house, of people of organisations of a region (by its code) who said either.

    Counts as they are: they are for the publisher of counts, and for no page.
    """

    region: str
    would: int
    would_not: int
