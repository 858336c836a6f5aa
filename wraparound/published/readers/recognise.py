"""Any file that somebody sends, read as what it is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from wraparound.published.measure_files import card_from
from wraparound.published.measures import Cards
from wraparound.published.readers.ae import is_ae_csv, is_resaved, read_ae_csv, read_ae_workbook, read_resaved
from wraparound.published.readers.files import (
    LARGEST,
    Sent,
    is_workbook,
    refuse_what_is_no_table,
    rows_of,
    sent_file,
    text_of,
)
from wraparound.published.readers.own_tables import own_table, read_own_table
from wraparound.published.readers.plain import is_plain, plain_sheet, read_plain
from wraparound.published.readers.register import is_register, read_register
from wraparound.published.readers.rtt import is_rtt, read_rtt
from wraparound.published.readers.terms import FileRead, FileRefused, Layout

LONGEST_MEASURE_FILE = 100_000
KNOWN = (
    "We read: monthly A&E (.csv, .xls), referral to treatment full extract (.csv, .csv.zip), the register of trusts "
    "(etr.csv), the plain layout (ods_code, period, measure, numerator, denominator; .csv, .xlsx) with measure files "
    "(.toml), and our own tables (regime_spells, ratings, …)."
)


def read_file(path: Path, cards: Cards, *, month: date | None = None, most: int = LARGEST) -> FileRead:
    """What a file says, whichever of our layouts it has; `month` where a file does not tell its own.

    `most` is how many bytes of text are read from it.

    Raises FileRefused or WorkbookNotRead, each with what was wrong, where, and what to do.
    """
    sent = sent_file(path, most)
    if path.suffix.lower() == ".toml":
        return _measure_file(sent)
    refuse_what_is_no_table(sent)
    if is_workbook(sent):
        return _workbook(sent, cards)
    _, first = next(rows_of(sent), (0, []))
    if not first:
        raise FileRefused(f"{sent.name} has no line with anything in it. Download or save it again.")
    if table := own_table(first):
        return read_own_table(sent, table)
    layouts: tuple[tuple[bool, Callable[[], FileRead]], ...] = (
        (is_rtt(first), lambda: read_rtt(sent)),
        (is_ae_csv(first), lambda: read_ae_csv(sent)),
        (is_plain(first), lambda: read_plain(sent, cards)),
        (is_resaved(first), lambda: read_resaved(sent, month)),
        (is_register(first), lambda: read_register(sent)),
    )
    for fits, read in layouts:
        if fits:
            return read()
    shown = ", ".join(cell.strip() for cell in first[:5])[:120]
    raise FileRefused(f"{sent.name} is none of the files we know; its first line begins: {shown}. {KNOWN}")


def _workbook(sent: Sent, cards: Cards) -> FileRead:
    rows = plain_sheet(sent)
    return read_plain(sent, cards, rows) if rows is not None else read_ae_workbook(sent)


def _measure_file(sent: Sent) -> FileRead:
    text = text_of(sent, LONGEST_MEASURE_FILE)
    card = card_from(text, sent.name)
    return FileRead(
        name=sent.name,
        sha256=sent.sha256,
        size=sent.size,
        layout=Layout.MEASURE_FILE,
        title=f"Measure: {card.label}",
        publisher=card.source.publisher,
        link=card.source.link,
        licence=card.source.licence,
        licence_link=card.source.licence_link,
        measure_text=text,
    )
