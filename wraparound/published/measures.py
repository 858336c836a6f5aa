"""What each measure is: its name, which way is better, how often it is reported, within what it may be compared.

A measure is data: a small file (published/measure_files, or one that came with an import) says all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import Kind, Measure


class Better(StrEnum):
    """Which way a measure is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Every(StrEnum):
    """How often a measure is published; months are forecast by the quarter."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@dataclass(frozen=True)
class MeasureSource:
    """Who publishes a measure, under which title, where, under which licence."""

    publisher: str
    title: str
    link: str
    licence: str
    licence_link: str


@dataclass(frozen=True)
class Standard:
    """The national standard of a measure, in percent, and where it is set out."""

    percent: float
    link: str


@dataclass(frozen=True)
class DefinitionChange:
    """The first period counted under another definition, everywhere: before and after do not compare."""

    period: date
    why: str


@dataclass(frozen=True, kw_only=True)
class MeasureCard:
    """One measure.

    Attributes:
        label: its name as a heading; `figure`: the same within a sentence, after "the".
        better: which way.
        every: how often it is published.
        period: the word for the period it is forecast by, such as quarter or survey.
        adds_up: whether a quarter is the sum of its months (attendances), not the state at its end (a list).
        unit: what the denominator counts, such as attendances.
        within_kind: whether a trust may be compared with trusts of its own kind only.
        kinds: which kinds of trust it is measured of; empty: any.
        counts_cases: whether the denominator counts cases, so that a jump of it is a recording step.
        standard: the national standard; None where there is none.
        definition_changes: since when it was counted otherwise, everywhere.
        source: who publishes it.
        made_up: whether it and the organisations it is about were invented, to try things out.
        order: where it stands among the others when measures are offered.
    """

    measure: Measure
    label: str
    figure: str
    better: Better
    every: Every
    period: str
    adds_up: bool
    unit: str
    source: MeasureSource
    within_kind: bool = False
    kinds: tuple[Kind, ...] = ()
    counts_cases: bool = True
    standard: Standard | None = None
    definition_changes: tuple[DefinitionChange, ...] = ()
    made_up: bool = False
    order: int = 100

    @property
    def lower_is_better(self) -> bool:
        """Whether a target is met at or below it."""
        return self.better is Better.LOWER

    @property
    def months_per_period(self) -> int:
        """Months in the period it is forecast by: 3 for quarters, 12 for years."""
        return max(3, MONTHS[self.every])


Cards = Mapping[Measure, MeasureCard]
"""Measures by name, in the order in which they are offered."""
