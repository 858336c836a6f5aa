"""A new evidence release from an earlier one and the files that were read.

Nothing here is written. Whoever asks sees the changes first; published/shelves.py puts them on disk as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wraparound.published.measure_files import breaks_declared, card_from, cards_in, organisations_declared
from wraparound.published.measures import Cards
from wraparound.published.readers.terms import FileRead, Layout, LeftOut, RegisterEntry, RejectedRow
from wraparound.published.renewal.figures import derive, take_figures
from wraparound.published.renewal.terms import (
    FILES,
    MADE_UP_REGION,
    MEASURES,
    OF_CHECKSUM,
    ORGANISATIONS,
    STEPS,
    FileTaken,
    Renewal,
    Row,
)
from wraparound.published.renewal.work import Work, all_organisations, file_refused, file_taken
from wraparound.published.terms import Kind, Measure, Release


def renew(base: Release, files: Sequence[FileRead], release: str) -> Renewal:
    """What release `release` would be: `base` with these files taken in, the register and measure files first."""
    work = Work(base, release)
    order = (Layout.MEASURE_FILE, Layout.REGISTER, Layout.OWN_TABLE)
    ranked = sorted(files, key=lambda one: order.index(one.layout) if one.layout in order else len(order))
    taken = {one.sha256: _take(work, one) for one in ranked}
    waiting: tuple[str, ...] = ()
    if work.touched:
        for one in taken.values():
            if one.new or one.changed:
                _note_file(work, one)
        waiting = derive(work)
    return Renewal(
        base=base,
        files=tuple(taken[one.sha256] for one in files),
        rows={name: tuple(work.tables[name].values()) for name in sorted(work.touched)},
        revisions=tuple(work.revisions),
        organisations=tuple(work.organisations),
        measures=tuple(sorted(work.measures)),
        all_measures=work.all_measures,
        waiting=waiting,
    )


def cards_with(base: Release, files: Iterable[FileRead]) -> Cards:
    """Every measure that can be read once these measure files are taken in."""
    brought = (card_from(one.measure_text, one.name) for one in files if one.layout is Layout.MEASURE_FILE)
    return {**cards_in(base), **{card.measure: card for card in brought}}


def _take(work: Work, read: FileRead) -> FileTaken:
    match read.layout:
        case Layout.MEASURE_FILE:
            return _take_measure(work, read)
        case Layout.REGISTER:
            return _take_register(work, read)
        case Layout.OWN_TABLE:
            return _take_lines(work, read)
        case _:
            return take_figures(work, read)


def _take_measure(work: Work, read: FileRead) -> FileTaken:
    card = card_from(read.measure_text, read.name)
    if card.measure in {one.measure for one in cards_in(work.base).values()} and card.measure not in {
        row["measure"] for row in work.table(MEASURES).values()
    }:
        return file_refused(read, f"{card.measure} is one of our own measures; name yours otherwise")
    counted = Counter(
        [
            work.put(
                MEASURES,
                {
                    "measure": card.measure,
                    "title": card.label,
                    "better": card.better.value,
                    "period": card.every.value,
                    "unit": card.unit,
                    "publisher": card.source.publisher,
                    "file": read.measure_text,
                    "release": work.release,
                },
            )
        ]
    )
    known = all_organisations(work)
    rejected = []
    for code, name in organisations_declared(read.measure_text, read.name).items():
        if code in known and known[code]["region"] != MADE_UP_REGION:
            rejected.append(RejectedRow(1, code, f"is the code of {known[code]['name']}, a real organisation"))
            continue
        kind = (card.kinds or (Kind.OTHER,))[0]
        row = {"ods_code": code, "name": f"{name} (made up)", "kind": kind.value, "region": MADE_UP_REGION}
        _put_organisation(work, {**row, "opened": "", "closed": ""}, counted)
    for code, period, why in breaks_declared(read.measure_text, read.name):
        row = {"ods_code": code, "period": period.isoformat(), "measure": card.measure, "why": why}
        counted[work.put(STEPS, row)] += 1
    if counted["new"] or counted["changed"]:
        work.measures.add(card.measure)
    return file_taken(read, counted, rejected)


def _take_register(work: Work, read: FileRead) -> FileTaken:
    known = all_organisations(work)
    counted: Counter[str] = Counter()
    long_closed, guessed = [], []
    for entry in read.entries:
        if entry.code not in known and entry.closed:
            long_closed.append(f"{entry.code} {entry.name.title()}")
            continue
        row = _as_organisation(entry, known.get(entry.code))
        guessed += [] if entry.code in known else [f"{row['name']} ({row['kind']})"]
        _put_organisation(work, row, counted)
    closed = LeftOut("closed trusts of which our evidence holds nothing", len(long_closed), tuple(long_closed))
    if guessed:
        note = (
            "The register does not say what kind a trust is; of new ones it was read from the name: "
            f"{', '.join(guessed)}. Correct it, where wrong, with our table of organisations."
        )
        read = replace(read, notes=(*read.notes, note))
    return file_taken(read, counted, (), (closed,) if long_closed else ())


def _as_organisation(entry: RegisterEntry, known: Row | None) -> Row:
    """An entry as a row: names keep our spelling where they are the same, and kinds ours."""
    spelled = known["name"] if known and known["name"].upper() == entry.name.upper() else _name(entry.name)
    return {
        "ods_code": entry.code,
        "name": spelled,
        "kind": known["kind"] if known else _kind(entry.name).value,
        "region": entry.region,
        "opened": entry.opened.isoformat() if entry.opened else "",
        "closed": entry.closed.isoformat() if entry.closed else "",
    }


def _take_lines(work: Work, read: FileRead) -> FileTaken:
    counted: Counter[str] = Counter()
    known, rejected = all_organisations(work), []
    codes = ("predecessor", "successor") if read.table == "succession" else ("ods_code",)
    for line in read.lines:
        strangers = [line.values[name] for name in codes if line.values[name] not in known]
        if strangers and read.table != ORGANISATIONS:
            why = "is no trust we know: import the register (etr.csv) or our table of organisations first"
            rejected.append(RejectedRow(line.line, strangers[0], why))
        elif read.table == ORGANISATIONS:
            _put_organisation(work, dict(line.values), counted)
        else:
            did = work.put(read.table, dict(line.values))
            counted[did] += 1
            if did != "unchanged":
                work.all_measures |= read.table == "succession"
                work.measures |= {Measure(line.values["measure"])} if read.table == STEPS else set()
                work.all_measures |= read.table == "people_indicators"
    return file_taken(read, counted, rejected)


def _put_organisation(work: Work, row: Row, counted: "Counter[str]") -> None:
    did = work.put(ORGANISATIONS, row)
    counted[did] += 1
    if did != "unchanged":
        work.organisations.append(row["ods_code"])
        work.all_measures = True


def _note_file(work: Work, one: FileTaken) -> None:
    read = one.read
    work.put(
        FILES,
        {
            "file": read.sha256[:OF_CHECKSUM],
            "name": read.name,
            "layout": read.layout.value,
            "title": read.title,
            "publisher": read.publisher,
            "link": read.link,
            "published": read.published,
            "rows": str(read.rows),
            "taken": str(one.new + one.changed),
            "release": work.release,
        },
    )


SMALL_WORDS = {"and", "of", "the", "for", "on"}


def _name(capitals: str) -> str:
    """WEST SUSSEX NHS TRUST → West Sussex NHS Trust."""
    words = [
        word if word == "NHS" else word.lower() if word.lower() in SMALL_WORDS and place else word.capitalize()
        for place, word in enumerate(capitals.split())
    ]
    return " ".join(words).replace("'S ", "'s ")


def _kind(name: str) -> Kind:
    """What a new trust mainly does, as far as its name says; the register does not."""
    upper = name.upper()
    for word, kind in (
        ("AMBULANCE", Kind.AMBULANCE),
        ("MENTAL HEALTH", Kind.MENTAL_HEALTH),
        ("COMMUNITY", Kind.COMMUNITY),
        ("HOSPITAL", Kind.ACUTE),
    ):
        if word in upper:
            return kind
    return Kind.OTHER
