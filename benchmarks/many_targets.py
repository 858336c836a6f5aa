"""A sheet of 5,000 targets, none twice: `.venv/bin/python benchmarks/many_targets.py`.

Every trust with a start, both A&E measures, every quarter ahead: the most work that a sheet of so many rows can ask
for. Beside it, in the same run, the first 100 with the draws of whole trusts made again for each, as a single cold
check does.
"""

import time

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.exchange.sheets import sheet_as_excel
from wraparound.capabilities.expectations.queries import answers
from wraparound.capabilities.expectations.queries.sheets import check_sheet
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD
from wraparound.capabilities.expectations.terms.sheets import SheetRow
from wraparound.methods.trajectories.forecast import start_of
from wraparound.people.terms.access import PUBLIC
from wraparound.published.release import newest_release
from wraparound.published.terms import AE_ALL, AE_MAJOR

ROWS = 5000
ALONE = 100
TARGETS = ("60", "75")


def main() -> None:
    """Prints seconds for the sheet, for writing it as Excel, and milliseconds a target beside single checks."""
    rows = _rows()
    began = time.perf_counter()
    answer = check_sheet(rows, viewer=PUBLIC)
    took = time.perf_counter() - began
    began = time.perf_counter()
    size = len(sheet_as_excel(answer))
    written = time.perf_counter() - began
    told = sum(one.answer is not None and one.answer.probability is not None for one in answer.rows)
    print(f"sheet: {len(rows):,} targets, {told:,} with odds, {took:.1f} s ({1000 * took / len(rows):.1f} ms each)")
    print(f"Excel: {written:.1f} s, {size / 1000:,.0f} kB")
    print(f"alone: {_alone(rows[:ALONE]):.1f} ms each, draws made again for every target")


def _rows() -> list[SheetRow]:
    found = []
    for target in TARGETS:
        for measure in (AE_MAJOR, AE_ALL):
            fit = evidence.stored_fit(newest_release(), FORECAST_METHOD, measure)
            for code in fit.positions.units:
                if start_of(fit, code) is not None:
                    found += [(code, measure, target, _month(quarters)) for quarters in range(1, 13)]
    return [SheetRow(line, *row) for line, row in enumerate(found[:ROWS], start=2)]


def _month(quarters: int) -> str:
    ordinal = 2026 * 12 + 2 + 3 * quarters
    return f"{ordinal // 12}-{ordinal % 12 + 1:02}"


def _alone(rows: list[SheetRow]) -> float:
    answers._check.cache_clear()
    began = time.perf_counter()
    for row in rows:
        evidence.resamples.cache_clear()
        check_sheet([row], viewer=PUBLIC)
    return 1000 * (time.perf_counter() - began) / len(rows)


if __name__ == "__main__":
    main()
