"""How good the ranges have been, in words and tables: ours beside simple forecasts, the bad as plainly as the good."""

from wraparound.capabilities.expectations.terms.backtest import OURS, BacktestAnswer, BacktestCell, Era, Scale
from wraparound.capabilities.expectations.terms.performance import WorstMonth
from wraparound.capabilities.expectations.wording.odds import length_of_time, measure_label, month_name
from wraparound.charts.terms import ChartTable
from wraparound.published.terms import Measure

JUDGED = Era.FROM_APRIL_2022
LEADING_MONTHS = 24
FIFTHS = {
    None: "every trust",
    1: "lowest fifth at the start",
    2: "second",
    3: "middle",
    4: "fourth",
    5: "highest fifth",
}
SCALES = {
    Scale.RELATIVE: "distance from the median trust",
    Scale.ABSOLUTE: "the percentage itself, median trust held",
    Scale.OPEN: "the percentage itself, median trust open",
}


def backtest_sentences(answer: BacktestAnswer) -> tuple[str, ...]:
    """What was tried, how it came out beside the best simple forecast, and where it is bad."""
    per = "month" if answer.months_per_period == 1 else "quarter"
    said = [
        f"{measure_label(answer.measure)}, by {per}: {answer.trusts} trusts with a figure in every {per}, forecasts "
        f"made at {answer.origins} moments from {month_name(answer.first_origin)} to "
        f"{month_name(answer.last_origin)}, each seeing nothing after it."
    ]
    said += [cell_sentence(cell) for scale in Scale for cell in judged(answer, scale)]
    said += list(_pandemic(answer))
    return tuple(said)


def page_sentences(answer: BacktestAnswer) -> tuple[str, ...]:
    """The opening of a page, for those who want to know whether to trust a range."""
    cell = next((one for one in reversed(judged(answer, Scale.RELATIVE)) if one.months_ahead <= LEADING_MONTHS), None)
    said = [answer.sentences[0]] if answer.sentences else []
    if cell is not None:
        ours, best = cell.scores[0], min(cell.scores[1:], key=lambda one: one.crps)
        held = round(10 * ours.coverage["80"])
        better = "closer than" if ours.crps < best.crps else "no closer than"
        said.append(
            f"{length_of_time(cell.months_ahead).capitalize()} ahead, a trust's distance from the median trust was "
            f"foreseen {better} by the best simple forecast (error score {ours.crps:.2f} points against "
            f"{best.crps:.2f}), and the range that should hold eight of ten outcomes held {held} of ten."
        )
    return (*said, *_pandemic(answer))


def judged_table(answer: BacktestAnswer) -> ChartTable:
    """The cuts that judge, in one small table."""
    cells = [cell for scale in Scale for cell in judged(answer, scale)]
    return ChartTable(
        caption=(
            f"{measure_label(answer.measure)}, forecasts made {cells[0].era if cells else JUDGED}: "
            "mean error score (CRPS), points, lower is better"
        ),
        headings=("Ahead", "What is foreseen", "Our error", "Best simple forecast", "Our 80% range held", "Moments"),
        rows=tuple(
            (
                length_of_time(cell.months_ahead),
                SCALES[cell.scale],
                f"{cell.scores[0].crps:.2f}",
                f"{best.crps:.2f} ({best.method})",
                f"{cell.scores[0].coverage['80']:.0%}",
                f"{cell.origins} ({cell.windows} not overlapping)",
            )
            for cell in cells
            for best in (min(cell.scores[1:], key=lambda one: one.crps),)
        ),
    )


def cell_sentence(cell: BacktestCell) -> str:
    """One cut in one sentence."""
    ours, best = cell.scores[0], min(cell.scores[1:], key=lambda one: one.crps)
    share = 1 - ours.crps / best.crps
    beside = f"{abs(share):.0%} {'below' if share >= 0 else 'above'}"
    return (
        f"{length_of_time(cell.months_ahead).capitalize()} ahead, {SCALES[cell.scale]}: the mean error score is "
        f"{ours.crps:.2f} points, {beside} the best simple forecast ({best.method}, {best.crps:.2f}); the 80% range "
        f"held {ours.coverage['80']:.0%} of outcomes and was {ours.width['80']:.1f} points wide "
        f"({cell.origins} moments, {cell.windows} that do not overlap)."
    )


def judged(answer: BacktestAnswer, scale: Scale) -> list[BacktestCell]:
    """The cells that judge: every trust, origins from April 2022 on; all origins where there are none."""
    found = [cell for cell in answer.cells if (cell.scale, cell.era, cell.fifth) == (scale, JUDGED, None)]
    return found or [cell for cell in answer.cells if (cell.scale, cell.era, cell.fifth) == (scale, Era.ALL, None)]


def backtest_table(answer: BacktestAnswer, scale: Scale) -> ChartTable:
    """Every cut of one scale: score of each method and, of ours, coverage and width."""
    methods = [score.method for score in answer.cells[0].scores] if answer.cells else [OURS]
    rows = tuple(
        (
            f"{cell.era}, {length_of_time(cell.months_ahead)}, {FIFTHS[cell.fifth]}",
            *(f"{score.crps:.2f}" for score in cell.scores),
            f"{cell.scores[0].coverage['80']:.0%}",
            f"{cell.scores[0].width['80']:.1f}",
            str(cell.origins),
            str(cell.windows),
        )
        for cell in answer.cells
        if cell.scale is scale
    )
    return ChartTable(
        caption=f"Mean error score (CRPS, percentage points, lower is better): {SCALES[scale]}",
        headings=(
            "Origins, horizon, trusts",
            *methods,
            "Our 80% range held",
            "Its width",
            "Moments",
            "Not overlapping",
        ),
        rows=rows,
    )


def tenths_table(answer: BacktestAnswer) -> ChartTable:
    """Where the outcomes fell in our ranges (PIT): each tenth of a range should hold a tenth of the outcomes."""
    cells = [cell for scale in Scale for cell in judged(answer, scale)]
    return ChartTable(
        caption="Share of outcomes in each tenth of our ranges, lowest first (a perfect method has 10% in each)",
        headings=("Origins, horizon, scale", *(f"{tenth}." for tenth in range(1, 11))),
        rows=tuple(
            (
                f"{cell.era}, {length_of_time(cell.months_ahead)}, {SCALES[cell.scale]}",
                *(f"{share:.0%}" for share in cell.scores[0].transform),
            )
            for cell in cells
        ),
    )


def regression_sentence(measure: Measure, found: WorstMonth | None) -> str:
    """Regression to the mean, measured."""
    if found is None:
        return ""
    return (
        f"Regression to the mean, {measure_label(measure)}: the worst fifth of trusts by one quarter were "
        f"{found.one_period:.1f} points nearer the median trust a year later, the worst fifth by a year's mean "
        f"{found.year_mean:.1f} points ({found.starts} starts each). Some gain is to be expected whatever is done, "
        "and proves nothing about what was."
    )


def say_backtest(answer: BacktestAnswer) -> str:
    """The whole back-test as text for a terminal."""
    lines = [*answer.sentences, ""]
    for shown in (*(backtest_table(answer, scale) for scale in Scale), tenths_table(answer)):
        lines += [shown.caption, " | ".join(shown.headings)]
        lines += [" | ".join(row) for row in shown.rows]
        lines.append("")
    lines.append(
        f"Protocol {answer.protocol}, method {answer.method}, {answer.source}; {answer.left_out} cases left out for "
        f"all methods because some method had no forecast; {answer.seconds:.0f} s."
    )
    return "\n".join(lines)


def _pandemic(answer: BacktestAnswer) -> tuple[str, ...]:
    """The origins that no method got right stand beside, never dropped."""
    found = [
        cell
        for cell in answer.cells
        if (cell.scale, cell.era, cell.fifth) == (Scale.ABSOLUTE, Era.PANDEMIC, None) and cell.months_ahead == 12
    ]
    return tuple(
        f"From moments in {cell.era} the percentage a year ahead was missed by every method: ours scored "
        f"{cell.scores[0].crps:.1f} points and its 80% range held {cell.scores[0].coverage['80']:.0%}; the best simple "
        f"forecast ({best.method}) scored {best.crps:.1f}. A shock to everybody is not foreseen here, and the range "
        "does not pretend to."
        for cell in found
        for best in (min(cell.scores[1:], key=lambda one: one.crps),)
    )
