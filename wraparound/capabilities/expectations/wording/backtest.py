"""How good the ranges have been, in words and tables: ours beside simple forecasts, the bad as plainly as the good."""

from wraparound.capabilities.expectations.terms.backtest import OURS, BacktestAnswer, BacktestCell, Era, Scale
from wraparound.capabilities.expectations.wording.odds import MEASURE_LABELS, length_of_time, month_name
from wraparound.charts.terms import ChartTable

JUDGED = Era.FROM_APRIL_2022
FIFTHS = {
    None: "every trust",
    1: "lowest fifth at the start",
    2: "second",
    3: "middle",
    4: "fourth",
    5: "highest fifth",
}


def backtest_sentences(answer: BacktestAnswer) -> tuple[str, ...]:
    """What was tried, how it came out beside the best simple forecast, and where it is bad."""
    per = "month" if answer.months_per_period == 1 else "quarter"
    said = [
        f"{MEASURE_LABELS[answer.measure]}, by {per}: {answer.trusts} trusts with a figure in every {per}, forecasts "
        f"made at {answer.origins} moments from {month_name(answer.first_origin)} to "
        f"{month_name(answer.last_origin)}, each seeing nothing after it."
    ]
    said += [cell_sentence(cell) for cell in judged(answer, Scale.RELATIVE)]
    said += [cell_sentence(cell) for cell in judged(answer, Scale.ABSOLUTE)]
    said += list(_pandemic(answer))
    return tuple(said)


def cell_sentence(cell: BacktestCell) -> str:
    """One cut in one sentence."""
    ours, best = cell.scores[0], min(cell.scores[1:], key=lambda one: one.crps)
    share = 1 - ours.crps / best.crps
    beside = f"{abs(share):.0%} {'below' if share >= 0 else 'above'}"
    what = (
        "distance from the median trust" if cell.scale is Scale.RELATIVE else "the percentage itself, median trust held"
    )
    return (
        f"{length_of_time(cell.months_ahead).capitalize()} ahead, {what}: the mean error score is {ours.crps:.2f} "
        f"points, {beside} the best simple forecast ({best.method}, {best.crps:.2f}); the 80% range held "
        f"{ours.coverage['80']:.0%} of outcomes and was {ours.width['80']:.1f} points wide ({cell.origins} moments, "
        f"{cell.windows} that do not overlap)."
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
    name = "distance from the median trust" if scale is Scale.RELATIVE else "the percentage itself, median trust held"
    return ChartTable(
        caption=f"Mean error score (CRPS, percentage points, lower is better): {name}",
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


def say_backtest(answer: BacktestAnswer) -> str:
    """The whole back-test as text for a terminal."""
    lines = [*answer.sentences, ""]
    for scale in Scale:
        shown = backtest_table(answer, scale)
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
        f"{cell.scores[0].crps:.1f} points and its 80% range held {cell.scores[0].coverage['80']:.0%}. A shock to "
        "everybody is not foreseen here, and the range does not pretend to."
        for cell in found
    )
