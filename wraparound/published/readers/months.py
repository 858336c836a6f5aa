"""Months as publishers write them."""

import re
from datetime import date

NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONG = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
EITHER = "|".join(f"{short}(?:{rest})?" for short, rest in zip(NAMES, LONG, strict=True))
WRITTEN = re.compile(rf"(?<![a-z])({EITHER})[\s_.-]*((?:19|20)?\d\d)(?!\d)")
IN_FIGURES = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?")


def month_in(text: str) -> date | None:
    """The first day of the month in words such as "May 26", "MSitAE-JUNE-2024" or "RTT-April-2026"; None without."""
    found = WRITTEN.search(text.casefold())
    if not found:
        return None
    year = int(found[2])
    return date(year if year > 99 else 2000 + year, NAMES.index(found[1][:3]) + 1, 1)


def period_in(text: str) -> date | None:
    """The day that 2026-04-01, 2026-04 or 20260401 begins; None for anything else."""
    found = IN_FIGURES.fullmatch(text.strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None
