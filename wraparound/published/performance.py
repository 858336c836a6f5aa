"""Waiting times by trust and quarter, and the jumps in them that come from recording."""

from datetime import date
from functools import cache

from wraparound.published.release import read_table
from wraparound.published.terms import Measure, PerformanceFigure, RecordingStep, Release

SMALLEST_WAITING_LIST = 500
"""Percentages of waiting lists shorter than this are not shown: one clinic moves them by points."""


@cache
def performance_in(release: Release) -> dict[str, tuple[PerformanceFigure, ...]]:
    """Figures by ODS code, oldest first within a measure; a quarter not reported has no figure, never zero."""
    found: dict[str, list[PerformanceFigure]] = {}
    for row in read_table(release, "performance_quarterly"):
        figure = PerformanceFigure(
            code=row.values["ods_code"],
            measure=Measure(row.values["measure"]),
            quarter=date.fromisoformat(row.values["period"]),
            within=int(row.values["numerator"]),
            total=int(row.values["denominator"]),
            address=row.address,
        )
        if figure.total and not _too_short_a_list(figure):
            found.setdefault(figure.code, []).append(figure)
    return {code: tuple(sorted(figures, key=lambda one: (one.measure, one.quarter))) for code, figures in found.items()}


@cache
def recording_steps_in(release: Release) -> tuple[RecordingStep, ...]:
    """Every known recording step of the release."""
    return tuple(
        RecordingStep(
            code=row.values["ods_code"],
            measure=Measure(row.values["measure"]),
            period=row.values["period"],
            why=row.values["why"],
            address=row.address,
        )
        for row in read_table(release, "recording_steps")
    )


def _too_short_a_list(figure: PerformanceFigure) -> bool:
    return figure.measure is Measure.RTT_18_WEEKS and figure.total < SMALLEST_WAITING_LIST
