"""The fan and the ladder: what the charts are given to draw, in words and numbers."""

from datetime import date

from wraparound.capabilities.expectations.terms.performance import FanPoint, ForecastAnswer, TargetAnswer
from wraparound.capabilities.expectations.wording.odds import (
    exact_level,
    level,
    measure_label,
    month_name,
    period_name,
)
from wraparound.capabilities.expectations.wording.outlooks import fan_description, fan_title
from wraparound.capabilities.expectations.wording.targets import ladder_title, target_sentences
from wraparound.charts.fan import Break, FanPicture, fan_chart
from wraparound.charts.fan import FanPoint as DrawnPoint
from wraparound.charts.ladder import LadderPicture, Rung, ladder_chart
from wraparound.charts.terms import Chart, ChartTable
from wraparound.published.measure_files import card_of
from wraparound.published.terms import Measure

REACHED = (
    "19 of 20 reach",
    "9 of 10 reach",
    "3 of 4 reach",
    "Half reach",
    "1 in 4 reaches",
    "1 in 10 reaches",
    "1 in 20 reaches",
)
"""The quantiles from 5 to 95 in words, where higher is better."""


def fan_picture(answer: ForecastAnswer, *, name: str = "fan") -> Chart | None:
    """History, median trust and fan; None where nothing was measured."""
    if not any(one.percent is not None for one in answer.past):
        return None
    measure = answer.measure
    return fan_chart(
        FanPicture(
            name=name,
            title=fan_title(answer),
            description=fan_description(answer),
            table=fan_table(answer),
            history=tuple(
                (_year(measure, one.period), None if one.percent is None else one.percent / 100) for one in answer.past
            ),
            median=tuple(
                (_year(measure, one.period), one.median / 100) for one in answer.past if one.median is not None
            ),
            median_ahead=tuple((_year(measure, one.period), one.median_trust / 100) for one in answer.fan),
            fan=tuple(_drawn(measure, one) for one in answer.fan),
            breaks=tuple(
                Break(
                    _year(measure, step.period) - _half_a_period(measure),
                    f"recording changed, {step.period:%b %Y}",
                    f"{step.period:%b %Y}",
                )
                for step in answer.steps
            ),
            median_words="median trust",
            median_short="median",
            axis_words=measure_label(answer.measure),
            lower_is_better=card_of(measure).lower_is_better,
        )
    )


def fan_table(answer: ForecastAnswer) -> ChartTable:
    """The figures ahead, quarter by quarter; where there are none, what was measured in the last three years."""
    if not answer.fan:
        return ChartTable(
            caption=f"{measure_label(answer.measure)}: the last figures",
            headings=(_period_heading(answer.measure), "This trust", "Median trust"),
            rows=tuple(
                (
                    period_name(answer.measure, one.period),
                    "not reported" if one.percent is None else f"{one.percent:.1f}%",
                    "not reported" if one.median is None else f"{one.median:.1f}%",
                )
                for one in answer.past[-12:]
            ),
        )
    return ChartTable(
        caption=f"{measure_label(answer.measure)}: the range ahead",
        headings=(
            _period_heading(answer.measure),
            *_reached(answer.measure),
            "Median trust",
        ),
        rows=tuple(
            (
                period_name(answer.measure, point.period),
                *(f"{point.quantiles[name]:.1f}%" for name in point.quantiles),
                f"{point.median_trust:.1f}%",
            )
            for point in answer.fan
        ),
    )


def ladder_picture(answer: TargetAnswer) -> Chart | None:
    """Where the target lies on the range; None where there is no range."""
    if answer.point is None or answer.baseline is None or answer.comparators is None:
        return None
    at = answer.point.quantiles
    best = answer.comparators.best
    return ladder_chart(
        LadderPicture(
            name="ladder",
            title=ladder_title(answer),
            description=" ".join(target_sentences(answer)),
            quantiles=(
                at["5"] / 100,
                at["10"] / 100,
                at["25"] / 100,
                at["50"] / 100,
                at["75"] / 100,
                at["90"] / 100,
                at["95"] / 100,
            ),
            start=Rung(answer.baseline.level / 100, f"now {level(answer.baseline.level)}"),
            half=Rung(at["50"] / 100, f"half reach {level(at['50'])}"),
            best=None if best is None else Rung(best / 100, f"furthest comparator {level(best)}"),
            target=Rung(answer.target / 100, f"target {exact_level(answer.target)}"),
            table=ladder_table(answer),
        )
    )


def ladder_table(answer: TargetAnswer) -> ChartTable:
    """The range at the date, as text."""
    point = answer.point
    rows: list[tuple[str, str]] = []
    if point is not None:
        words = _reached(answer.measure)
        rows = [(said, f"{point.quantiles[name]:.1f}%") for said, name in zip(words, point.quantiles, strict=True)]
        rows.append(("Median trust, as assumed", f"{point.median_trust:.1f}%"))
    rows.append(("Target", exact_level(answer.target)))
    return ChartTable(
        caption=f"{measure_label(answer.measure)} by {month_name(answer.by)}",
        headings=("What", "Level"),
        rows=tuple(rows),
    )


def _reached(measure: Measure) -> tuple[str, ...]:
    return REACHED[::-1] if card_of(measure).lower_is_better else REACHED


def _period_heading(measure: Measure) -> str:
    return card_of(measure).period.capitalize()


def _drawn(measure: Measure, point: FanPoint) -> DrawnPoint:
    at = {name: percent / 100 for name, percent in point.quantiles.items()}
    return DrawnPoint(_year(measure, point.period), at["5"], at["10"], at["25"], at["50"], at["75"], at["90"], at["95"])


def _year(measure: Measure, first_day: date) -> float:
    """The middle of the period that begins on this day, as a decimal year."""
    return first_day.year + (first_day.month - 1) / 12 + _half_a_period(measure)


def _half_a_period(measure: Measure) -> float:
    return card_of(measure).months_per_period / 24
