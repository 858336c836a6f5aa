"""Framework files in and out: Excel and CSV as tables, CASE as JSON."""

from datetime import date

from wraparound.capabilities.careers.calculation.case.reading import read_case
from wraparound.capabilities.careers.calculation.case.writing import case_of
from wraparound.capabilities.careers.calculation.tables import read_table, rows_of_framework
from wraparound.capabilities.careers.terms.frameworks import (
    CannotKeepCareer,
    Framework,
    FrameworkFormat,
    FrameworkHead,
    FrameworkRead,
)
from wraparound.published.export import as_csv, as_excel
from wraparound.published.readers.terms import FileRefused
from wraparound.published.sent_tables import Table, tables_in

LARGEST_FILE = 2_000_000
"""Bytes; 27 competencies at four stages have a hundredth of it."""
MOST_ROWS = 5_000
KINDS = {
    FrameworkFormat.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FrameworkFormat.CSV: "text/csv; charset=utf-8",
    FrameworkFormat.CASE: "application/json; charset=utf-8",
}
NOTES = (
    "Each row is one part of the framework: what it says of itself, a stage, a point of its scale, a domain, a "
    "competency, or a statement. Under says to which domain or competency a row belongs.",
    "Sent back under Careers, Import a framework, it comes in as it went out.",
)


def read_framework_file(name: str, content: bytes, head: FrameworkHead) -> FrameworkRead:
    """The framework in a file, or what is wrong in its rows; CannotKeepCareer where it is none that we read."""
    if name.casefold().endswith(".json") or content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
        return read_case(_text(name, content))
    sheets = _sheets(name, content)
    reads = [read_table(lines, head) for _, lines in sheets]
    chosen = next((one for one in reads if one.framework), reads[0])
    more = [title for title, _ in sheets if len(sheets) > 1]
    if chosen.framework is not None and more:
        kept = more[reads.index(chosen)]
        return FrameworkRead(
            framework=chosen.framework, not_kept=tuple(f"the sheet “{title}”" for title in more if title != kept)
        )
    return chosen


def framework_out(one: Framework, form: FrameworkFormat, changed: date) -> bytes:
    """A framework as a file, which comes in again as it went out."""
    if form is FrameworkFormat.CASE:
        return case_of(one, changed).encode("utf-8")
    rows = rows_of_framework(one)
    return as_csv(rows) if form is FrameworkFormat.CSV else as_excel(rows, sheet="Framework", notes=NOTES)


def file_name(one: Framework, form: FrameworkFormat) -> str:
    """A name for its file, of plain letters."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in one.title.casefold())
    return f"{'-'.join(part for part in words.split('-') if part)[:60] or 'framework'}.{form.value}"


def _sheets(name: str, content: bytes) -> list[Table]:
    _ensure_small(name, content)
    try:
        found = tables_in(name, content)
    except FileRefused as trouble:
        raise CannotKeepCareer(str(trouble)) from trouble
    if sum(len(lines) for _, lines in found) > MOST_ROWS:
        raise CannotKeepCareer(f"{name} has more than {MOST_ROWS:,} rows. Send one framework at a time.")
    return found


def _ensure_small(name: str, content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise CannotKeepCareer(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB. Send one framework at a time.")


def _text(name: str, content: bytes) -> str:
    _ensure_small(name, content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise CannotKeepCareer(f"{name} is not in UTF-8. Save it again as JSON in UTF-8.") from trouble
