"""What people type into a sheet of targets, read as questions: percentages, months, measures."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from wraparound.capabilities.expectations.terms.performance import TargetNotAskable, TargetQuestion
from wraparound.capabilities.expectations.terms.sheets import SheetRow
from wraparound.published.measures import Cards
from wraparound.published.terms import Measure

MONTH_FORMATS = ("%B %Y", "%b %Y", "%b-%y", "%b %y", "%m/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


def question_in(row: SheetRow, code: str, times: float, cards: Cards) -> TargetQuestion:
    """The question of a row about the trust with this code; `times` turns what was typed into percent."""
    return TargetQuestion(
        code=code,
        measure=measure_in(row.measure, cards),
        target=_percent(row.target, times),
        by=month_in(row.date),
    )


def _percent(text: str, times: float) -> float:
    """The target in percent; TargetNotAskable for 0.78 among whole numbers, which may mean 78% or less than 1%."""
    found = target_in(text)
    if times == 1 and 0 < found < 1 and "%" not in text:
        raise TargetNotAskable(
            f"“{text.strip()}” stands among percentages: write {100 * found:g} if you mean {100 * found:g}%, or "
            f"{found:g}% if you mean less than 1%.",
            about="target",
        )
    return round(found * times, 2)


def target_in(text: str) -> float:
    """Percent from 78, 78% or 78,5; TargetNotAskable with what to give."""
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        return float(plain)
    except ValueError as trouble:
        said = f"“{text.strip()}” is not a percentage" if text.strip() else "There is no target"
        raise TargetNotAskable(f"{said}: give one such as 78.", about="target") from trouble


def month_in(text: str) -> str:
    """2028-03, 2028-03-31, March 2028, 31/03/2028 → "2028-03"; TargetNotAskable with what to give."""
    plain = text.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(-\d{1,2})?([ T].*)?", plain):
        year, month = int(found[1]), int(found[2])
        if 1 <= month <= 12:
            return f"{year}-{month:02}"
    for form in MONTH_FORMATS:
        try:
            return f"{datetime.strptime(plain, form).date():%Y-%m}"  # noqa: DTZ007  a month has no time zone
        except ValueError:
            continue
    said = f"“{plain}” is not a month" if plain else "There is no date"
    raise TargetNotAskable(f"{said}: give the year and the month, such as 2028-03 or March 2028.", about="by")


def measure_in(text: str, cards: Cards) -> Measure:
    """A measure by its name or by its label, in any case of letters; TargetNotAskable names those there are."""
    plain = " ".join(text.split()).casefold()
    for measure, card in cards.items():
        if plain in {measure.casefold(), card.label.casefold()}:
            return measure
    said = f"“{text.strip()}” is no measure we hold" if plain else "There is no measure"
    raise TargetNotAskable(f"{said}. There are: {', '.join(cards)}.", about="measure")


def are_fractions(rows: Sequence[SheetRow]) -> bool:
    """Whether every target of a sheet lies from 0 to 1 and some between, as a column in percent format is stored."""
    values = []
    for row in rows:
        try:
            values.append(target_in(row.target))
        except TargetNotAskable:
            continue
    told = any("%" in row.target for row in rows)
    return any(0 < value < 1 for value in values) and all(0 <= value <= 1 for value in values) and not told


def cell_text(value: object) -> str:
    """A cell of a spreadsheet as it would be typed: days as 2028-03-31, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
