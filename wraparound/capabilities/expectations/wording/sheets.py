"""A sheet of targets with its answers, in words and as a table."""

from wraparound.capabilities.expectations.terms.sheets import MOST_ON_A_PAGE, RowAnswer, SheetAnswer
from wraparound.capabilities.expectations.wording.numbers import count_of
from wraparound.capabilities.expectations.wording.odds import exact_level, level, month_name, odds_percent, or_better
from wraparound.capabilities.expectations.wording.outlooks import source_to
from wraparound.capabilities.expectations.wording.targets import odds_said
from wraparound.published.export import Cell, Row
from wraparound.published.measure_files import card_of

EXAMPLE = (
    "organisation\tmeasure\ttarget\tdate\nRXW\tae_4hour_major\t60\tMarch 2028\nRXW\tstaff_enough\t35\tDecember 2026"
)
FRACTIONS = "Every target lay between 0 and 1, as a column in percent format is stored: 0.78 was read as 78%."


def sheet_sentence(answer: SheetAnswer) -> str:
    """How many rows were answered, and how many not."""
    wrong = sum(bool(one.trouble) for one in answer.rows)
    silent = sum(one.answer is not None and one.answer.probability is None for one in answer.rows)
    said = f"{count_of(len(answer.rows), 'target', 'targets')}: {len(answer.rows) - wrong - silent} with odds"
    if silent:
        said += f", {silent} of which nothing can be said (the row says why)"
    if wrong:
        said += f", {wrong} not understood (the row says what to mend)"
    return f"{said}. {answer.note}".strip()


def too_many(count: int) -> str:
    """For a page that was given more than it answers."""
    return (
        f"That is {count:,} targets; this page answers {MOST_ON_A_PAGE} at a time. For more, run at a terminal: "
        "wraparound expectations targets FILE --out ANSWERS.xlsx"
    )


def row_asked(one: RowAnswer) -> str:
    """What the row asked, as understood; as typed where it was not."""
    answer = one.answer
    if answer is None:
        return f"{one.row.measure}, {one.row.target} by {one.row.date}"
    asked = exact_level(answer.target)
    wanted = or_better(answer.measure, asked) if card_of(answer.measure).lower_is_better else asked
    return f"{card_of(answer.measure).label}: {wanted} by {month_name(answer.by)}"


def row_odds(one: RowAnswer) -> str:
    """The odds in words with their range; empty where there are none."""
    answer = one.answer
    if answer is None or answer.probability is None or answer.probability_interval is None:
        return ""
    low, high = answer.probability_interval
    said = odds_said(answer.probability, answer)
    return f"{said} ({odds_percent(answer.probability)}; {odds_percent(low)} to {odds_percent(high)})"


def row_half(one: RowAnswer) -> str:
    """The target that half would meet."""
    answer = one.answer
    return "" if answer is None or answer.median is None else or_better(answer.measure, level(answer.median))


def row_comparators(one: RowAnswer) -> str:
    """How many comparators got there, of how many."""
    found = one.answer.comparators if one.answer else None
    return "" if found is None else f"{found.met} of {found.of}"


def row_of_table(one: RowAnswer, sheet: SheetAnswer) -> Row:
    """One row of the table that leaves: what was asked, the answer, what it rests on."""
    answer = one.answer
    asked: dict[str, Cell] = {
        "line": one.row.line,
        "organisation": one.row.organisation,
        "measure": one.row.measure,
        "target": one.row.target,
        "date": one.row.date,
        "trouble": one.trouble,
    }
    rests_on: dict[str, Cell] = {"release": sheet.release, "method": sheet.method}
    if answer is None:
        return {**asked, **rests_on}
    interval, spread, found = answer.probability_interval, answer.range_80, answer.comparators
    return {
        **asked,
        "ods_code": answer.organisation.code,
        "name": answer.organisation.name,
        "measure_read": answer.measure,
        "target_percent": answer.target,
        "by": answer.by,
        "judged_on": answer.judged_on.isoformat() if answer.judged_on else None,
        "baseline_percent": answer.baseline.level if answer.baseline else None,
        "probability": answer.probability,
        "probability_low": interval[0] if interval else None,
        "probability_high": interval[1] if interval else None,
        "half_would_meet_percent": answer.median,
        "range_80_low_percent": spread[0] if spread else None,
        "range_80_high_percent": spread[1] if spread else None,
        "comparators_met": found.met if found else None,
        "comparators_of": found.of if found else None,
        "sentence": answer.sentence,
        "scenario": answer.scenario.value,
        "figures": source_to(answer.measure, answer.data_to),
        **rests_on,
        "seed": answer.seed,
    }


def sheet_notes(answer: SheetAnswer) -> tuple[str, ...]:
    """What the answers rest on."""
    return (
        sheet_sentence(answer),
        f"Evidence release {answer.release}, method {answer.method}. Odds hold if the median trust stays level.",
        "Probabilities are 0 to 1, with their 95% interval. Comparators started alike; each counts once.",
        "Nothing here says what a trust's people will do, or whether a target is worth having.",
    )


def say_sheet(answer: SheetAnswer) -> str:
    """The sheet as text for a terminal."""
    lines = [sheet_sentence(answer), ""]
    for one in answer.rows:
        said = one.trouble or (one.answer.sentence if one.answer else "")
        lines.append(f"{one.row.line}: {one.row.organisation}, {row_asked(one)}. {said}")
    return "\n".join([*lines, "", f"Evidence release {answer.release}, method {answer.method}."])
