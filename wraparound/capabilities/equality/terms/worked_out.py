"""What was worked out of published figures, before it is said: apart from other terms, since it needs arrays."""

from dataclasses import dataclass

from wraparound.capabilities.equality.terms.figures import Untold
from wraparound.methods.equality_measures.indicators import Gap, Likelihood
from wraparound.methods.equality_measures.measuring import Measured, Points


@dataclass(frozen=True, kw_only=True)
class WorkedOut:
    """A ratio or a gap of a place: of each year, in the order they were given, what came, or why it cannot be told."""

    of: Likelihood | Gap
    years: tuple[tuple[int, Measured | Points | Untold], ...]
