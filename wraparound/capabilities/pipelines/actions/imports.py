"""A file is sent, said to mean something, looked at, and written whole or not at all."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from wraparound.capabilities.pipelines.access import IMPORT
from wraparound.capabilities.pipelines.actions.writing import write_plan
from wraparound.capabilities.pipelines.calculation.importing.collecting import uncollected
from wraparound.capabilities.pipelines.calculation.importing.kept import as_sent, not_kept, only_rows, settled
from wraparound.capabilities.pipelines.calculation.importing.packing import (
    lines_in_parts,
    packed,
    taken_from_json,
    taken_json,
    unpacked,
)
from wraparound.capabilities.pipelines.calculation.importing.plan import counts, fingerprint, plan_of
from wraparound.capabilities.pipelines.calculation.importing.recognise import headings_mark, is_whole
from wraparound.capabilities.pipelines.models.exchange import Import, ImportMapping, ImportPart
from wraparound.capabilities.pipelines.queries.importing import place_of
from wraparound.capabilities.pipelines.queries.imports import (
    TABLE,
    answers_of,
    ground_of,
    import_row,
    own_import,
    rows_of,
    saved_mapping,
    sheets_sent,
    tables_of,
    taken_of,
)
from wraparound.capabilities.pipelines.terms.columns import COLUMNS, TITLES
from wraparound.capabilities.pipelines.terms.exchange import (
    NOT_TAKEN,
    CannotImport,
    ImportState,
    Kind,
    Plan,
    Sheet,
    SheetSent,
    Taken,
    Today,
)
from wraparound.capabilities.pipelines.wording.exchange import BEING_UNDONE, not_kept_words
from wraparound.people.access import ensure
from wraparound.people.terms.access import OPERATOR, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.calculation.reasons import name_beside
from wraparound.records.queries.outbox import undone

AT_ONCE_ROWS = 2_000
"""Rows up to which a file is looked at, and written, while somebody waits; a larger one is, off the request."""
KEPT_FOR = timedelta(days=7)
CHUNK = 200
STATE = ImportState
OF_WRITTEN = (STATE.WRITTEN, STATE.UNDOING)
DONE = (*OF_WRITTEN, STATE.UNDONE, STATE.DROPPED)
"""Where nothing is left to be written; of a written one the rows that were not taken are kept, for a week at most."""
FALLS_BACK = {STATE.LOOKING: STATE.FAILED, STATE.WRITING: STATE.FAILED, STATE.UNDOING: STATE.WRITTEN}
"""Where an import stands once what was to be done off the request could not be: one that is not undone is written."""


def send(
    code: str,
    file: str,
    tables: Sequence[tuple[str, list[list[str]]]],
    *,
    counts_from: date | None = None,
    at: datetime,
    by: Viewer,
) -> int:
    """Keeps what was sent until it is written or put aside; its number. Nothing of it is written by this."""
    place = place_of(code, viewer=by)
    with changing("A spreadsheet was sent", at=at, by=by):
        row = Import.objects.create(
            controller=place.controller,
            organisation=place,
            file=file[:120] or "file",
            state=STATE.SENT,
            sent_on=at.date(),
            sent_by_id=by.person,
            sent_by_name=name_beside(by),
            default_day=counts_from or at.date(),
        )
        parts = []
        for number, (title, lines) in enumerate(tables):
            table = as_sent(title, lines)
            row.rows += sum(any(cell.strip() for cell in line) for line in table["rows"])
            parts.append(ImportPart(of=row, sort=TABLE, place=number, content=packed(table)))
        row.save()
        ImportPart.objects.bulk_create(parts, batch_size=CHUNK)
    return int(row.pk)


def known_already(number: int, *, by: Viewer) -> bool:
    """Whether nothing needs to be asked about its columns: it is a workbook of ours, or was said to mean so before."""
    row = own_import(number, viewer=by)
    sheets = sheets_sent(row, viewer=by)
    if saved_mapping(row.organisation, sheets, viewer=by):
        return True
    taken = taken_of(row, sheets, viewer=by)
    titles = {one.title for one in taken}
    return bool(taken) and all(
        sheet.title in titles and all(_ours(one, sheet) for one in taken if one.title == sheet.title)
        for sheet in sheets
    )


def _ours(taken: Taken, sheet: SheetSent) -> bool:
    headings = {column.heading for column in COLUMNS[taken.sheet].values()}
    return all(one in headings for one in sheet.headings if one) and len(taken.columns) == sum(
        bool(one) for one in sheet.headings
    )


def take_as(number: int, taken: Sequence[Taken] | None, *, name: str = "", at: datetime, by: Viewer) -> bool:
    """Says what its columns are, as proposed where nothing is given, and has it looked at; whether that is done by now.

    With a `name` the organisation keeps it for the next file with these headings.
    """
    with changing("A spreadsheet is looked at", at=at, by=by):
        row = own_import(number, viewer=by)
        _ensure_state(row, STATE.SENT, STATE.LOOKED, STATE.FAILED)
        sheets = sheets_sent(row, viewer=by)
        wanted = tuple(taken) if taken is not None else taken_of(row, sheets, viewer=by)
        _ensure_means_something(wanted)
        _ensure_kept(wanted, sheets)
        _settle(row, wanted)
        row.mapping, row.answers, row.moved = taken_json(wanted), "", False
        row.state, row.told = STATE.LOOKING, ""
        row.save()
        if name.strip():
            ImportMapping.objects.update_or_create(
                organisation=row.organisation,
                name=name.strip()[:60],
                defaults={"headings": headings_mark(sheets), "taken": taken_json(wanted), "saved_at": at},
            )
        if row.rows > AT_ONCE_ROWS and by != OPERATOR:
            _later(row, "import_sent", by)
            return False
    look(number, at=at, by=by)
    return True


def _settle(row: Import, taken: Sequence[Taken]) -> None:
    """Columns that are not taken are kept no longer."""
    parts = list(ImportPart.objects.filter(of=row, sort=TABLE))
    for part in parts:
        part.content = packed(settled(unpacked(part.content), taken))
    ImportPart.objects.bulk_update(parts, ["content"], batch_size=CHUNK)


def look(number: int, *, at: datetime, by: Viewer) -> None:
    """Works out what the file would do, and keeps its rows by outcome, their counts and the fingerprint of the plan."""
    row = own_import(number, viewer=by)
    if row.state != STATE.LOOKING:
        return
    with uncollected():
        plan, _ = _planned(row, at.date(), by)
    with changing("A spreadsheet was looked at", at=at, by=by):
        now = own_import(number, viewer=by)
        # It may have been put aside meanwhile, or said to mean something else, which is looked at by itself.
        if (now.state, now.mapping, now.answers) == (row.state, row.mapping, row.answers):
            _keep(now, plan)


def answer(number: int, given: Mapping[str, str], *, at: datetime, by: Viewer) -> bool:
    """Which of several a row means, or that it is left out; looked at again with that. Whether it is done by now."""
    with changing("A spreadsheet is looked at again", at=at, by=by):
        row = own_import(number, viewer=by)
        _ensure_state(row, STATE.LOOKED)
        there = json.loads(row.answers) if row.answers else {}
        kept = {name: value[:60] for name, value in {**there, **given}.items() if value}
        row.answers, row.state, row.moved = json.dumps(kept), STATE.LOOKING, False
        row.save()
        if row.rows > AT_ONCE_ROWS and by != OPERATOR:
            _later(row, "import_sent", by)
            return False
    look(number, at=at, by=by)
    return True


def confirm(number: int, *, at: datetime, by: Viewer) -> bool:
    """Has it written, now or off the request where it is large; whether that is done by now."""
    row = own_import(number, viewer=by)
    _ensure_state(row, STATE.LOOKED)
    if not row.writes:
        raise CannotImport("Nothing in this file would change anything, so there is nothing to write.")
    if row.rows > AT_ONCE_ROWS and by != OPERATOR:
        with changing("A spreadsheet is to be written", at=at, by=by):
            row = own_import(number, viewer=by)
            _ensure_state(row, STATE.LOOKED)
            row.state = STATE.WRITING
            row.save()
            _later(row, "import_confirmed", by)
        return False
    write(number, at=at, by=by)
    return True


def write(number: int, *, at: datetime, by: Viewer) -> bool:
    """Writes what was shown, in one transaction; where something has moved since, nothing but what it would do now.

    Whether it was written. Killed before the end, nothing is.
    """
    row = own_import(number, viewer=by)
    if row.state not in (STATE.LOOKED, STATE.WRITING):
        return row.state == STATE.WRITTEN
    with uncollected(), changing(f"Import {row.pk} of a spreadsheet", at=at, by=by) as change:
        # One writes at a time: between this plan and its writing nobody changes anything.
        row = own_import(number, viewer=by)
        if row.state not in (STATE.LOOKED, STATE.WRITING):
            return row.state == STATE.WRITTEN
        plan, today = _planned(row, at.date(), by)
        if fingerprint(plan) != row.fingerprint:
            _keep(row, plan)
            row.moved = True
            row.save()
            return False
        if by == OPERATOR and any(one.kind is Kind.SUCCESSOR for one in plan.writes):
            raise CannotImport("Who is named for a post is said by people who sign in. Leave the sheet Successors out.")
        write_plan(plan, today, at=at, by=by)
        row.state, row.change, row.done_on, row.moved = STATE.WRITTEN, change, at.date(), False
        row.answers = ""
        _keep_the_rest(row, plan, by)
        row.save()
        told = {"import": str(row.pk), "organisation": row.organisation.code}
        tell("pipelines.import_written", told, by=by, of=row)
    return True


def put_aside(number: int, *, at: datetime, by: Viewer) -> None:
    """What was sent is not wanted: its rows go, that it was sent stays."""
    with changing("A spreadsheet was put aside", at=at, by=by):
        row = own_import(number, viewer=by)
        if row.state == STATE.UNDOING:
            raise CannotImport(BEING_UNDONE)
        if row.state in (STATE.WRITTEN, STATE.UNDONE):
            raise CannotImport("It is written already. Undo it instead.")
        _drop(row)


def fail(number: int, why: str, *, at: datetime, by: Viewer) -> None:
    """Notes why a file could not be looked at, written or undone, for whoever sent it or asked for that."""
    ensure(by, IMPORT)
    undoing = import_row(number, viewer=by).state == STATE.UNDOING
    with changing(f"A spreadsheet could not be {'undone' if undoing else 'taken'}", at=at, by=by):
        row = import_row(number, viewer=by)
        if state := FALLS_BACK.get(ImportState(row.state)):
            row.state, row.told = state, why[:400]
            row.save()


def fail_what_was_given_up(why: str, *, at: datetime, by: Viewer) -> int:
    """Notes of what is to be undone that nothing in the background does so any longer; how many imports that were."""
    ensure(by, IMPORT)
    waiting = [one.record or 0 for one in undone("pipelines.undo_confirmed", "pipelines.undo_import", viewer=by)]
    given_up = list(Import.objects.filter(state=STATE.UNDOING).exclude(pk__in=waiting).values_list("pk", flat=True))
    for number in given_up:
        fail(number, why, at=at, by=by)
    return len(given_up)


def put_aside_what_is_old(*, at: datetime, by: Viewer) -> int:
    """Rows that nobody wrote within a week go; how many files that were."""
    ensure(by, IMPORT)
    sent = Import.objects.filter(sent_on__lte=(at - KEPT_FOR).date())
    old, rest = sent.exclude(state__in=DONE), sent.filter(state__in=OF_WRITTEN).exclude(mapping="")
    if not old.exists() and not rest.exists():
        return 0
    with changing("Spreadsheets that nobody wrote were put aside", at=at, by=by):
        rows = list(old.all())
        for row in rows:
            _drop(row)
        for row in rest:
            forget_rows(row, by=by)
    return len(rows)


def _keep_the_rest(row: Import, plan: Plan, by: Viewer) -> None:
    """Of what was sent, the rows that were not taken are kept to be mended; everything else goes."""
    rest = [line for line in plan.lines if line.outcome in NOT_TAKEN]
    titles = {one.sheet: one.title for one in taken_from_json(row.mapping)}
    tables = tables_of(row, viewer=by) if rest else []
    ImportPart.objects.filter(of=row).delete()
    if not rest:
        row.mapping = ""
    parts = [
        (TABLE, place, packed(only_rows(table, {one.line for one in rest if titles[one.sheet] == table["title"]})))
        for place, table in enumerate(tables)
    ]
    ImportPart.objects.bulk_create(
        (ImportPart(of=row, sort=sort, place=at, content=it) for sort, at, it in (*parts, *lines_in_parts(rest))),
        batch_size=CHUNK,
    )


def _drop(row: Import) -> None:
    row.state = STATE.DROPPED
    forget_rows(row, by=OPERATOR)


def forget_rows(row: Import, *, by: Viewer) -> None:
    """Nothing of what was sent is kept any longer, beside what was counted."""
    row.mapping, row.answers = "", ""
    row.save()
    ImportPart.objects.filter(of=row).delete()


def _planned(row: Import, on: date, by: Viewer) -> tuple[Plan, Today]:
    rows = rows_of(row, viewer=by)
    today = ground_of(row, rows, viewer=by, on=on)
    return plan_of(rows, today, answers_of(row, viewer=by)), today


def _keep(row: Import, plan: Plan) -> None:
    every, by_sheet = counts(plan)
    row.counts = json.dumps({"all": every, "by_sheet": by_sheet})
    row.fingerprint, row.writes, row.state = fingerprint(plan), len(plan.writes), STATE.LOOKED
    row.save()
    ImportPart.objects.filter(of=row).exclude(sort=TABLE).delete()
    parts = (
        ImportPart(of=row, sort=sort, place=place, content=content)
        for sort, place, content in lines_in_parts(plan.lines)
    )
    ImportPart.objects.bulk_create(parts, batch_size=CHUNK)


def _later(row: Import, what: str, by: Viewer) -> None:
    told = {"import": str(row.pk), "organisation": row.organisation.code}
    tell(f"pipelines.{what}", told, by=by, of=row)


def _ensure_state(row: Import, *states: ImportState) -> None:
    if row.state not in states:
        raise CannotImport("That was done already, or is being done. Look at it again.")


def _ensure_kept(taken: Sequence[Taken], sheets: Sequence[SheetSent]) -> None:
    if heading := not_kept(taken, sheets):
        raise CannotImport(not_kept_words(heading))


def _ensure_means_something(taken: Sequence[Taken]) -> None:
    if not taken:
        raise CannotImport("Say for at least one sheet what it holds.")
    for sheet in Sheet:
        same = [one for one in taken if one.sheet is sheet]
        if len(same) > 1:
            raise CannotImport(f"Two sheets hold {TITLES[sheet].lower()}. Put their rows into one, or pass one over.")
        if same and not is_whole(sheet, same[0].columns):
            raise CannotImport(
                f"“{same[0].title}” does not say enough: choose the columns that say who, and which post."
            )
