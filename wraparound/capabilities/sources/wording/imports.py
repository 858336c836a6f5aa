"""What an import changes, in sentences that page and command line share."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.sources.terms import (
    Comparison,
    FileOutcome,
    ImportAnswer,
    Restored,
    RevisedFigure,
    TableChange,
)
from wraparound.published.export import Row, flat
from wraparound.published.measure_files import measure_cards
from wraparound.published.measures import Every
from wraparound.published.terms import Measure

SHOWN = 20
"""How many rows of a kind are listed before the rest is counted."""


def headline(answer: ImportAnswer) -> str:
    """What it comes to, in a sentence."""
    rows = sum(one.new + one.changed for one in answer.files)
    if answer.changes_nothing:
        rejected = f" {counted(answer.rejected, 'row')} cannot be taken." if answer.rejected else ""
        return f"Nothing new: release {answer.base} holds all of this already.{rejected}"
    revised = f", {counted(len(answer.revised), 'figure')} revised" if answer.revised else ""
    if answer.release:
        done = f"{counted(rows, 'row')} new or changed{revised}"
        if answer.in_use:
            return f"Release {answer.release} is in use: {done}. Before: {answer.base}."
        return (
            f"Release {answer.release} is made: {done}. Its ranges are being made in the background; in some seconds "
            f"it takes the place of {answer.base}."
        )
    rejected = f"; {counted(answer.rejected, 'row')} rejected" if answer.rejected else "; no row rejected"
    return f"This would be a new release after {answer.base}: {counted(rows, 'row')} new or changed{revised}{rejected}."


def outcome(one: FileOutcome) -> str:
    """One file in a sentence: "263 new, 2 changed, 10 as they were"."""
    parts = [f"{one.new:,} new", f"{one.changed:,} changed", f"{one.unchanged:,} as they were"]
    if one.rejected:
        parts.append(f"{len(one.rejected):,} rejected")
    said = f"{one.title} ({counted(one.rows, 'row')}). " if one.rows > 1 else f"{one.title}. "
    return said + ", ".join(part for part in parts if not part.startswith("0 ") or part == parts[0]) + "."


def remarks(one: FileOutcome) -> list[str]:
    """What a reader should know besides: who was left out, and what the file does not say."""
    said = [f"Left out: {counted(left.rows, '')} {left.what} ({shortened(left.examples)})." for left in one.left_out]
    return [*(line.replace("  ", " ") for line in said), *one.notes]


def rejected_line(one: FileOutcome, place: int) -> str:
    """ "Line 12: RXW the numerator is larger …"."""
    row = one.rejected[place]
    return f"Line {row.line}: {row.about} {row.why}".replace("  ", " ")


def change(one: TableChange) -> str:
    """ "12 rows added, 3 changed; 400 in all"."""
    parts = [f"{one.added:,} added", f"{one.changed:,} changed", f"{one.removed:,} removed"]
    return f"{', '.join(part for part in parts if not part.startswith('0 '))}; {one.rows:,} in all"


def revision(one: RevisedFigure) -> str:
    """A figure before and after, in percent and counts."""
    return (
        f"{one.name} ({one.code}), {label(one.measure)}, {period(one)}: {one.before_percent:.1f}% "
        f"({one.before[0]:,} of {one.before[1]:,}) in release {one.first_shown}, now {one.after_percent:.1f}% "
        f"({one.after[0]:,} of {one.after[1]:,})"
    )


def waits(answer: ImportAnswer) -> list[str]:
    """Which quarters do not count yet, and why."""
    said = []
    for one in answer.waiting:
        measure, _, day = one.partition(" ")
        first = date.fromisoformat(day)
        last = date(first.year, first.month + 2, 1)
        said.append(
            f"{label(Measure(measure))}: {first:%B} to {last:%B %Y} counts in forecasts once all its months are held."
        )
    return said


def label(measure: Measure) -> str:
    """A measure's name; one just brought by a file has only the name it came with."""
    card = measure_cards().get(measure)
    return card.label if card else measure


def period(one: RevisedFigure) -> str:
    """ "April 2026", "April to June 2026" or "2026"."""
    if one.every == Every.QUARTER:
        return f"{one.period:%B} to {date(one.period.year, one.period.month + 2, 1):%B %Y}"
    return f"{one.period:%Y}" if one.every == Every.YEAR else f"{one.period:%B %Y}"


def counted(number: int, what: str) -> str:
    """ "1 row", "12 rows"."""
    return f"{number:,} {what}{'' if number == 1 or not what else 's'}"


def shortened(names: Iterable[str]) -> str:
    """The first few of a list, and how many more."""
    listed = list(names)
    more = f" and {len(listed) - 5:,} more" if len(listed) > 5 else ""
    return ", ".join(listed[:5]) + more


def say_import(answer: ImportAnswer) -> str:
    """An import or its preview, for a terminal."""
    lines = [headline(answer), ""]
    for one in answer.files:
        lines += [f"{one.name}: {outcome(one)}"]
        lines += [f"  {rejected_line(one, place)}" for place in range(min(SHOWN, len(one.rejected)))]
        if len(one.rejected) > SHOWN:
            lines += [f"  … and {len(one.rejected) - SHOWN:,} more rows; all with --json"]
        lines += [f"  {remark}" for remark in remarks(one)]
    lines += _listed("Tables", [f"{one.table}: {change(one)}" for one in answer.tables])
    lines += _listed("Revised, kept beside what they replace", [revision(one) for one in answer.revised])
    lines += _listed("Not counted yet", waits(answer))
    if answer.organisations:
        lines += ["", f"Organisations new or changed: {shortened(answer.organisations)}"]
    if answer.release:
        lines += ["", f"Undo: wraparound sources restore {answer.base}"]
    elif not answer.changes_nothing:
        lines += ["", "Nothing was kept. To import, leave out --preview."]
    return "\n".join(lines)


def say_comparison(found: Comparison) -> str:
    """What differs between two releases, for a terminal."""
    if not found.tables:
        return f"Releases {found.older} and {found.newer} hold the same."
    lines = [f"From release {found.older} to {found.newer}"]
    lines += _listed("Tables", [f"{one.table}: {change(one)}" for one in found.tables])
    lines += _listed("Revised figures", [revision(one) for one in found.revised])
    return "\n".join(lines)


def comparison_table(found: Comparison) -> list[Row]:
    """Every revised figure as a row."""
    return [flat(one) for one in found.revised]


def say_restored(found: Restored) -> str:
    """Which release is in use again, for a terminal."""
    return f"Release {found.release} is in use; before: {found.before}. No release was removed."


def _listed(title: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    more = [f"  … and {len(lines) - SHOWN:,} more; all with --json"] if len(lines) > SHOWN else []
    return ["", title, *(f"  {line}" for line in lines[:SHOWN]), *more]
