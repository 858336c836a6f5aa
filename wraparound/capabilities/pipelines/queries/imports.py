"""Imports as those who keep an organisation's posts see them; what was sent, for whoever sent it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.calculation.importing.packing import (
    ON_A_PAGE,
    lines_from,
    taken_from_json,
    unpacked,
)
from wraparound.capabilities.pipelines.calculation.importing.plan import Answers
from wraparound.capabilities.pipelines.calculation.importing.recognise import headings_mark, proposed, taken_again
from wraparound.capabilities.pipelines.calculation.importing.rows import rows_in, samples
from wraparound.capabilities.pipelines.calculation.lists import pages_of
from wraparound.capabilities.pipelines.models.exchange import Import, ImportMapping, ImportPart
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.importing import place_of, today_for
from wraparound.capabilities.pipelines.queries.naming import names_among, names_shown
from wraparound.capabilities.pipelines.terms.exchange import (
    BY_NUMBER,
    NOT_TAKEN,
    ImportLine,
    ImportState,
    ImportTerms,
    NoSuchImport,
    Outcome,
    PreviewPage,
    RowIn,
    Sheet,
    SheetSent,
    Taken,
    Today,
)
from wraparound.people.access import allows
from wraparound.people.models import Membership, Organisation
from wraparound.people.terms.access import Subject, Viewer

TABLE = "table"


def imports_of(code: str, *, viewer: Viewer) -> tuple[ImportTerms, ...]:
    """The imports of an organisation, the latest first, fifty at most."""
    place = place_of(code, viewer=viewer)
    rows = Import.objects.filter(organisation=place).select_related("organisation", "sent_by").order_by("-pk")
    return tuple(terms_of(row, viewer=viewer) for row in rows[:ON_A_PAGE])


def import_row(number: int, *, viewer: Viewer) -> Import:
    """The row of an import of an organisation whose posts the viewer keeps; NoSuchImport otherwise."""
    row = Import.objects.select_related("organisation__region", "sent_by", "controller").filter(pk=number).first()
    if row is None or not allows(viewer, IMPORT, Subject.at(row.organisation.pk, row.organisation.region_id)):
        raise NoSuchImport
    return row


def own_import(number: int, *, viewer: Viewer) -> Import:
    """The same for whoever sent it: what a file says is theirs to look at until it is written."""
    row = import_row(number, viewer=viewer)
    if row.sent_by_id != viewer.person:
        raise NoSuchImport
    return row


def import_terms(number: int, *, viewer: Viewer) -> ImportTerms:
    return terms_of(import_row(number, viewer=viewer), viewer=viewer)


def terms_of(row: Import, *, viewer: Viewer) -> ImportTerms:
    """The row as a term."""
    counts = json.loads(row.counts) if row.counts else {"all": {}, "by_sheet": {}}
    return ImportTerms(
        number=row.pk,
        organisation_code=row.organisation.code,
        organisation=row.organisation.name,
        file=row.file,
        state=ImportState(row.state),
        sent_on=row.sent_on,
        sent_by=row.sent_by.name if row.sent_by else row.sent_by_name,
        rows=row.rows,
        counts=counts["all"],
        by_sheet=counts["by_sheet"],
        told=row.told,
        moved=row.moved,
        writes=row.writes,
        mine=row.sent_by_id == viewer.person,
        done_on=row.done_on,
        default_day=row.default_day,
        mapped=bool(row.mapping),
    )


def tables_of(row: Import, *, viewer: Viewer) -> list[dict[str, Any]]:
    """The sheets as they were sent: title, headings, rows, and the number of the first row under the headings."""
    parts = ImportPart.objects.filter(of=row, sort=TABLE).order_by("place")
    return [unpacked(one.content) for one in parts]


def sheets_sent(row: Import, *, viewer: Viewer) -> tuple[SheetSent, ...]:
    """Each sheet with its headings and a few values of each column."""
    return tuple(
        SheetSent(
            one["title"],
            tuple(one["headings"]),
            samples(one["headings"], one["rows"]),
            len(one["rows"]),
            tuple(one["kept"]),
        )
        for one in tables_of(row, viewer=viewer)
    )


def taken_of(row: Import, sheets: Sequence[SheetSent], *, viewer: Viewer) -> tuple[Taken, ...]:
    """How its columns are taken: as was said, as the organisation saved it for these headings, or as proposed."""
    if row.mapping:
        return taken_from_json(row.mapping)
    if saved := saved_mapping(row.organisation, sheets, viewer=viewer):
        return saved
    return tuple(one for sheet in sheets for one in proposed(sheet))


def saved_mapping(place: Organisation, sheets: Sequence[SheetSent], *, viewer: Viewer) -> tuple[Taken, ...]:
    """How the organisation said last that files with these headings are taken; nothing where it did not."""
    rows = ImportMapping.objects.filter(organisation=place, headings=headings_mark(sheets))
    row = rows.order_by("-saved_at").first()
    return taken_again(taken_from_json(row.taken), sheets) if row else ()


def is_mapping(place: Organisation, name: str, *, viewer: Viewer) -> bool:
    """Whether the organisation has saved one of that name."""
    return ImportMapping.objects.filter(organisation=place, name=name).exists()


def mapping_called(row: Import, name: str, *, viewer: Viewer) -> tuple[Taken, ...]:
    """How an import is taken by the mapping of that name; nothing where none of its sheets has those headings."""
    saved = ImportMapping.objects.get(organisation=row.organisation_id, name=name)
    return taken_again(taken_from_json(saved.taken), sheets_sent(row, viewer=viewer))


def mappings_of(code: str, *, viewer: Viewer) -> tuple[str, ...]:
    """The names of the mappings that an organisation has saved."""
    place = place_of(code, viewer=viewer)
    return tuple(ImportMapping.objects.filter(organisation=place).order_by("name").values_list("name", flat=True))


def rows_of(row: Import, *, viewer: Viewer) -> list[RowIn]:
    """Every row of what was sent, as its columns are taken."""
    taken = taken_from_json(row.mapping)
    return [
        one
        for table in tables_of(row, viewer=viewer)
        for each in taken
        if each.title == table["title"]
        for one in rows_in(table["headings"], table["rows"], table["first"], each)
    ]


def ground_of(row: Import, rows: list[RowIn], *, viewer: Viewer, on: date) -> Today:
    """What is known today, for the plan of an import."""
    return today_for(row.organisation, rows, default=row.default_day, viewer=viewer, day=Day(on))


def answers_of(row: Import, *, viewer: Viewer) -> Answers:
    """What was chosen for rows: the key of a person, the number of a post, that it is new, or that it is left out."""
    given: Mapping[str, str] = json.loads(row.answers) if row.answers else {}
    found: dict[tuple[Sheet, int], str] = {}
    for name, answer in given.items():
        sheet, _, line = name.partition("-")
        found[Sheet(sheet), int(line)] = answer
    return found


def preview_page(number: int, outcome: Outcome | None, page: int, *, viewer: Viewer, on: date) -> PreviewPage:
    """One page of the rows of an import; names of people of this site only as far as the viewer may see them today."""
    row = own_import(number, viewer=viewer)
    found = terms_of(row, viewer=viewer)
    there = [one for one in Outcome if found.counts.get(one.value)]
    order = [
        one
        for one in (Outcome.ASKS, Outcome.REFUSED, Outcome.CHANGE, Outcome.ADD, Outcome.LEFT, Outcome.SAME)
        if one in there
    ]
    chosen = outcome if outcome in there else order[0] if order else Outcome.ADD
    pages = pages_of(found.counts.get(chosen.value, 0), ON_A_PAGE)
    page = min(max(1, page), pages)
    part = ImportPart.objects.filter(of=row, sort=chosen.value, place=page - 1).first()
    lines = lines_from(part.content) if part else ()
    names, places = _named(lines, viewer, on)
    return PreviewPage(found, chosen, lines, page, pages, names, places)


def _named(lines: Sequence[ImportLine], viewer: Viewer, on: date) -> tuple[dict[int, str], dict[int, str]]:
    wanted = _people_in(lines)
    known = names_among(wanted, viewer=viewer, today=Day(on))
    names_shown(sorted(known), ("name", "where they belong"), viewer=viewer)
    asked = {choice.person for one in lines for choice in one.choices if choice.person in known}
    places: dict[int, str] = {}
    rows = (
        Membership.objects.current(on).filter(person__in=asked).select_related("organisation").order_by("starts", "pk")
    )
    for each in rows:
        places.setdefault(each.person_id, f"{each.job or 'no job named'}, {each.organisation.name}")
    return {pk: one.name for pk, one in known.items()}, places


def asked_about(number: int, *, viewer: Viewer) -> tuple[tuple[SheetSent, ...], tuple[Taken, ...]]:
    """The sheets of what the viewer sent, and how their columns are taken so far."""
    row = own_import(number, viewer=viewer)
    sheets = sheets_sent(row, viewer=viewer)
    return sheets, taken_of(row, sheets, viewer=viewer)


def refused_rows(
    number: int, *, viewer: Viewer
) -> tuple[list[tuple[str, list[str], dict[int, list[str]]]], tuple[ImportLine, ...], dict[Sheet, str]]:
    """What cannot be taken: the sheets with their rows by number, the refusals, and which sheet holds what.

    Once the rest is written: what was not taken, which waits for a choice too.
    """
    row = own_import(number, viewer=viewer)
    some = NOT_TAKEN if row.state == ImportState.WRITTEN else (Outcome.REFUSED,)
    lines = tuple(line for one in some for line in lines_with(row, one, viewer=viewer))
    wanted = {line.line for line in lines}
    tables = [_rows_at(wanted, table) for table in tables_of(row, viewer=viewer)]
    taken = taken_from_json(row.mapping) if row.mapping else ()
    return tables, lines, {one.sheet: one.title for one in taken}


def _rows_at(lines: set[int], table: Mapping[str, Any]) -> tuple[str, list[str], dict[int, list[str]]]:
    """The title, the headings that are kept, and what stands under them in these rows."""
    places = [table["headings"].index(heading) for heading in table["kept"]]
    rows = {at: cells for at, cells in enumerate(table["rows"], start=table["first"]) if at in lines}
    found = {at: [cells[place] if place < len(cells) else "" for place in places] for at, cells in rows.items()}
    return table["title"], table["kept"], found


def _people_in(lines: Sequence[ImportLine]) -> set[int]:
    """Everybody whom rows are about, may mean, or name in a sentence."""
    about = {one.person for one in lines if one.person} | {c.person for one in lines for c in one.choices if c.person}
    told = (text[1:] for one in lines for text in one.said if text.startswith(BY_NUMBER))
    return about | {int(text) for text in told if text.isascii() and text.isdigit()}


def names_in(lines: Sequence[ImportLine], *, viewer: Viewer, on: date) -> dict[int, str]:
    """Names of the people in rows that leave as a file, as far as the viewer may see them; noted as seen."""
    known = names_among(_people_in(lines), viewer=viewer, today=Day(on))
    names_shown(sorted(known), ("name",), viewer=viewer)
    return {pk: one.name for pk, one in known.items()}


def lines_with(row: Import, outcome: Outcome, *, viewer: Viewer) -> tuple[ImportLine, ...]:
    """Every row of an outcome, for a file."""
    parts = ImportPart.objects.filter(of=row, sort=outcome.value).order_by("place")
    return tuple(line for one in parts for line in lines_from(one.content))
