"""The sidecars and the description of a release made from imports, as TOML."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date

from wraparound.published.renewal.terms import (
    COLUMNS,
    FIGURES,
    FILES,
    MEASURES,
    NATIONAL,
    REVISIONS,
    YEARLY,
    Renewal,
)
from wraparound.published.terms import Sidecar

OGL = "Open Government Licence v3.0"
OGL_LINK = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

COLUMN_WORDS: Mapping[str, str] = {
    "ods_code": "Code of the Organisation Data Service",
    "period": "First day of the month, quarter or year",
    "measure": "Which measure",
    "numerator": "Cases within the standard",
    "denominator": "All cases",
    "file": "The imported file it came from, by the beginning of its checksum",
    "line": "Line of that file",
    "every": "Whether it is the figure of a month, a quarter or a year",
    "release": "Release in which it first stood",
    "replaced_numerator": "Cases within the standard as shown before",
    "replaced_denominator": "All cases as shown before",
    "replaced_release": "Release in which the replaced figure first stood",
    "title": "What it is",
    "better": "Which way is better",
    "unit": "What the denominator counts",
    "publisher": "Who publishes it",
    "name": "Name of the file",
    "layout": "Which layout it has",
    "link": "The publisher's page",
    "published": "When it was published, as the file says",
    "rows": "Rows in the file",
    "taken": "Rows taken as new or changed",
}
MEASURE_COLUMNS = {"file": "The measure file as it was imported", "period": "How often it is published"}

TITLES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    FIGURES: (
        "Imported figures, as the publishers' files give them",
        "Each figure with the file and the line it came from; months stay months.",
        ("Quarters are made of whole months in the table of waiting times by trust and quarter.",),
    ),
    NATIONAL: (
        "National totals, as published",
        "The total for England where a publisher's file has one.",
        ("They count providers that are no NHS trusts too; the sum of the trusts here is not England.",),
    ),
    REVISIONS: (
        "Revised figures beside what they replaced",
        "Each figure that was changed after it had been shown, as it was and as it is.",
        ("What a board first saw stands in the earlier release too, which never changes.",),
    ),
    YEARLY: (
        "Imported measures by trust and year",
        "Figures of measures that are published once a year.",
        ("Only measures that were brought by a measure file.",),
    ),
    MEASURES: (
        "Imported measures",
        "What each imported measure is, as its measure file says.",
        ("Whoever brought the measure answers for it.",),
    ),
    FILES: (
        "Imported files",
        "The files that this release and those before it were made from.",
        ("The files themselves are kept by whoever runs this site.",),
    ),
}


def sidecar_of(renewal: Renewal, table: str, content: bytes, rows: int, day: date) -> str:
    """The sidecar of a table that changed, as TOML; a table of ours keeps what its sidecar said and adds to it."""
    before = next((one for one in renewal.base.sidecars if one.table == table), None)
    told = _told_before(before) if before else _told(renewal, table)
    columns = (
        {column.name: column.words for column in before.columns}
        if before
        else {name: _words(table, name) for name in COLUMNS[table]}
    )
    files = ", ".join(sorted({one.read.name for one in renewal.files}))
    added = f"Brought up to date on {day:%d %B %Y} from: {files}."
    caveats = [*(one for one in told["caveats"] if not one.startswith("Brought up to date on")), added]
    lines = [
        f"title = {_quoted(told['title'])}",
        f"publisher = {_quoted(told['publisher'])}",
        f"link = {_quoted(told['link'])}",
        f"published = {_quoted(told['published'])}",
        f"retrieved = {day.isoformat()}",
        f"licence = {_quoted(told['licence'])}",
        f"licence_link = {_quoted(told['licence_link'])}",
        f"rows = {rows}",
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"',
        f"covers = {_quoted(_covers(table, told['covers'], rows))}",
        f"caveats = [{', '.join(_quoted(one) for one in caveats)}]",
        "",
        "[columns]",
        *(f"{name} = {_quoted(words)}" for name, words in columns.items()),
    ]
    for one in before.coverage if before else ():
        lines += ["", "[[coverage]]", f'regime = "{one.regime}"', f'completeness = "{one.completeness}"']
        lines += [f"words = {_quoted(one.words)}"]
    return "\n".join(lines) + "\n"


def head_of(renewal: Renewal, name: str, tables: Sequence[str], files: Mapping[str, str], day: date) -> str:
    """The description of the release, as TOML, with the checksum of the whole."""
    names = ", ".join(dict.fromkeys(one.read.title for one in renewal.files))
    rows = sum(one.new + one.changed for one in renewal.files)
    changed = f"{rows:,} rows new or changed, {len(renewal.revisions):,} figures revised"
    if renewal.organisations:
        changed += f", {len(renewal.organisations):,} organisations new or changed"
    about = {
        "id": name,
        "title": f"Evidence of {day:%d %B %Y}",
        "published": day,
        "summary": f"As release {renewal.base.id}, with what was imported since: {names}. {changed}.",
        "based_on": renewal.base.id,
    }
    lines = [f"{key} {about[key]}" for key in ("id", "title", "published", "summary", "based_on")]
    lines += [f"{file} {checksum}" for file, checksum in files.items()]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return "\n".join(
        [
            f"id = {_quoted(name)}",
            f"title = {_quoted(str(about['title']))}",
            f"published = {day.isoformat()}",
            f"summary = {_quoted(str(about['summary']))}",
            f"based_on = {_quoted(renewal.base.id)}",
            f"tables = [{', '.join(_quoted(table) for table in tables)}]",
            f'digest = "{digest}"',
            "",
        ]
    )


def _told_before(before: Sidecar) -> dict[str, str | tuple[str, ...]]:
    return {
        "title": before.title,
        "publisher": before.publisher,
        "link": before.link,
        "published": before.published,
        "licence": before.licence,
        "licence_link": before.licence_link,
        "covers": before.covers,
        "caveats": before.caveats,
    }


def _told(renewal: Renewal, table: str) -> dict[str, str | tuple[str, ...]]:
    title, covers, caveats = TITLES[table]
    reads = [one.read for one in renewal.files]
    licences = {(one.licence, one.licence_link) for one in reads}
    licence = licences.pop() if len(licences) == 1 else (OGL, OGL_LINK)
    return {
        "title": title,
        "publisher": "; ".join(dict.fromkeys(one.publisher for one in reads)),
        "link": next((one.link for one in reads if one.link), ""),
        "published": "; ".join(dict.fromkeys(f"{one.title} {one.published}".strip() for one in reads)),
        "licence": licence[0],
        "licence_link": licence[1],
        "covers": covers,
        "caveats": caveats,
    }


def _covers(table: str, told: object, rows: int) -> str:
    """What the table covers: a count that an earlier sidecar gave is no longer true, so the new one stands first."""
    first = str(told).rpartition("As first released: ")[2]
    return str(told) if table in TITLES else f"{rows:,} rows. As first released: {first}"


def _words(table: str, column: str) -> str:
    return MEASURE_COLUMNS.get(column, COLUMN_WORDS[column]) if table == MEASURES else COLUMN_WORDS[column]


def _quoted(text: object) -> str:
    """A TOML string: what JSON writes is one too, but for the one letter that TOML wants escaped."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")
