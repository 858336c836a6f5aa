"""A step on the way that somebody came to, for whoever counts steps: by numbers and codes alone."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class CountedStage:
    """Who came to it (their number), at which organisation (its code), and on which day."""

    person: int
    organisation: str
    on: date
