"""What each measure is: its name, which way is better, how often it is reported, within what it may be compared."""

from dataclasses import dataclass
from enum import StrEnum

from wraparound.published.terms import Measure


class Better(StrEnum):
    """Which way a measure is better."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, kw_only=True)
class MeasureCard:
    """One measure.

    Attributes:
        label: its name as a heading; `figure`: the same within a sentence, after "the".
        better: which way.
        months_per_period: 3 for quarters, 12 for years.
        period: the word for a period, such as quarter or survey.
        within_kind: whether a trust may be compared with trusts of its own kind only.
        counts_cases: whether the denominator counts cases, so that a jump of it is a recording step.
        source: who publishes it, and what.
    """

    measure: Measure
    label: str
    figure: str
    better: Better = Better.HIGHER
    months_per_period: int = 3
    period: str = "quarter"
    within_kind: bool = False
    counts_cases: bool = True
    source: str = "NHS England, quarterly figures"

    @property
    def lower_is_better(self) -> bool:
        """Whether a target is met at or below it."""
        return self.better is Better.LOWER


def _staff(measure: Measure, label: str, figure: str, better: Better) -> MeasureCard:
    return MeasureCard(
        measure=measure,
        label=f"Staff survey: {label}",
        figure=f"share of staff who {figure}",
        better=better,
        months_per_period=12,
        period="survey",
        within_kind=True,
        counts_cases=False,
        source="NHS Staff Survey",
    )


CARDS = {
    card.measure: card
    for card in (
        MeasureCard(
            measure=Measure.AE_MAJOR,
            label="A&E within four hours, major departments",
            figure="A&E four-hour figure for major departments",
        ),
        MeasureCard(
            measure=Measure.AE_ALL,
            label="A&E within four hours, all departments",
            figure="A&E four-hour figure for all departments",
        ),
        MeasureCard(
            measure=Measure.RTT_18_WEEKS,
            label="Waiting list, under 18 weeks",
            figure="18-week figure for the waiting list",
        ),
        _staff(Measure.STAFF_ENOUGH, "enough staff", "say there are enough staff", Better.HIGHER),
        _staff(Measure.STAFF_AUTONOMY, "choice in their work", "have choice in how they work", Better.HIGHER),
        _staff(Measure.STAFF_BURNED_OUT, "burnt out", "feel burnt out", Better.LOWER),
        _staff(Measure.STAFF_WORK_STRESS, "unwell from stress", "felt unwell from work stress", Better.LOWER),
        _staff(
            Measure.STAFF_DISCRIMINATION,
            "discrimination",
            "met discrimination from colleagues or managers",
            Better.LOWER,
        ),
    )
}
"""In the order in which they are offered."""

STAFF_INDICATORS = {
    "enough_staff": Measure.STAFF_ENOUGH,
    "autonomy": Measure.STAFF_AUTONOMY,
    "burned_out": Measure.STAFF_BURNED_OUT,
    "work_stress": Measure.STAFF_WORK_STRESS,
    "discrimination_by_colleagues": Measure.STAFF_DISCRIMINATION,
}
"""The table's indicators as measures."""
