"""Where figures come from, in sentences that page, command line and API share."""

from wraparound.capabilities.sources.terms import ROWS_ON_A_PAGE, HeldRelease, ReleaseCheck, SourceRow, TablePage
from wraparound.published.terms import Coverage, Release, Sidecar

COLUMN_WIDTH = 28
LONGEST_CELL = 60
EMPTY = "not given"


def day_in_words(release: Release) -> str:
    """23 November 2026."""
    return f"{release.published.day} {release.published:%B %Y}"


def rows_in_words(sidecar: Sidecar) -> str:
    """ "11,763 rows"."""
    return f"{sidecar.rows:,} rows"


def page_in_words(page: TablePage) -> str:
    """ "Rows 1 to 100 of 11,763" or "12 rows about RXW"."""
    if not page.rows:
        return f"No row about {page.code}"
    about = f" about {page.code}" if page.code else ""
    if page.pages == 1:
        return f"{page.matching:,} {'row' if page.matching == 1 else 'rows'}{about}"
    first = (page.page - 1) * ROWS_ON_A_PAGE + 1
    return f"Rows {first:,} to {first + len(page.rows) - 1:,} of {page.matching:,}{about}"


def plain_name(column: str) -> str:
    """A column's name as words: ods_code → "ODS code"."""
    words = column.replace("_", " ").replace("ods", "ODS").replace("url", "link")
    return f"{words[:1].upper()}{words[1:]}"


def cell_in_table(text: str) -> str:
    """A cell short enough for a table; the row's own page shows it whole."""
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL].rstrip()}…"


def retrieved(sidecar: Sidecar) -> str:
    """23 November 2026."""
    return f"{sidecar.retrieved.day} {sidecar.retrieved:%B %Y}"


def coverage_line(coverage: Coverage) -> str:
    """ "Quality special measures: complete …"."""
    regime = coverage.regime.value.replace("_", " ")
    return f"{regime[:1].upper()}{regime[1:]}: {coverage.words[:1].lower()}{coverage.words[1:]}"


def say_releases(held: tuple[HeldRelease, ...]) -> str:
    """The releases and their tables, for a terminal."""
    lines: list[str] = []
    for one in held:
        release = one.release
        lines += [f"{release.id}  {release.title}{standing(one)}", f"  {release.summary}"]
        if one.imported_at:
            lines += [
                f"  Imported on {one.imported_at:%d %B %Y, %H:%M} UTC by {one.imported_by}: {', '.join(one.files)}"
            ]
        lines += ["", *(_table_line(sidecar) for sidecar in release.sidecars), ""]
    return "\n".join([*lines, "See one: wraparound sources show TABLE [ROW] [--release DATE]"])


def standing(one: HeldRelease) -> str:
    """ " – in use", " – being made ready", or nothing."""
    if one.unfinished:
        return " – being made ready"
    return " – in use" if one.in_use else ""


def _table_line(sidecar: Sidecar) -> str:
    return f"  {sidecar.table:<24}{rows_in_words(sidecar):>12}  {sidecar.title}"


def say_table(page: TablePage) -> str:
    """What stands beside a table and its rows, for a terminal."""
    sidecar = page.sidecar
    lines = [*_beside(sidecar), "", page_in_words(page), ""]
    for row in page.rows:
        first = [value for value in row.values.values() if value][:4]
        lines.append(f"{row.address.row:>6}  " + " · ".join(value[:COLUMN_WIDTH] for value in first))
    return "\n".join(lines)


def say_row(row: SourceRow) -> str:
    """One row in full, for a terminal."""
    cells = [f"  {cell.column.name:<{COLUMN_WIDTH}}{cell.text or EMPTY}" for cell in row.cells]
    where = f"Row {row.address.row} of {row.address.table}, release {row.address.release}"
    return "\n".join([where, *cells, "", *_beside(row.sidecar)])


def say_checks(checks: tuple[ReleaseCheck, ...]) -> str:
    """The outcome of checks, for a terminal."""
    return "\n".join(
        f"Release {one.release}: {one.tables} tables, {one.rows:,} rows, all as released ({one.digest[:12]}…)."
        for one in checks
    )


def _beside(sidecar: Sidecar) -> list[str]:
    lines = [
        sidecar.title,
        f"  Publisher: {sidecar.publisher}",
        f"  Link:      {sidecar.link or 'each row names its own'}",
        f"  Published: {sidecar.published}",
        f"  Retrieved: by {retrieved(sidecar)}",
        f"  Licence:   {sidecar.licence}",
        f"  Checksum:  sha256 {sidecar.sha256}",
        f"  Covers:    {sidecar.covers}",
    ]
    limits = [*(coverage_line(one) for one in sidecar.coverage), *sidecar.caveats]
    return lines + [f"  Limit:     {limit}" for limit in limits]
