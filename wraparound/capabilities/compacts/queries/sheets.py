"""A sheet of promises and conditions: as it leaves, and held against what is recorded when it comes back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from wraparound.capabilities.compacts.access import OWN_OR_HELD, VERIFY
from wraparound.capabilities.compacts.calculation.sheets import asked_by, first_differing, squeezed, whole_in
from wraparound.capabilities.compacts.models.agreed import Undertaking, UndertakingVersion
from wraparound.capabilities.compacts.queries.reading import sides_of, visible
from wraparound.capabilities.compacts.queries.undertakings import SHOWN, in_terms, promises_sheet
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import PromiseQuestion, UndertakingState, UndertakingTerms
from wraparound.capabilities.compacts.terms.sheets import (
    MOST_CHANGES,
    LineLeft,
    Proposed,
    SheetChange,
    SheetLine,
    SheetNotRead,
    SheetPreview,
    Why,
)
from wraparound.capabilities.compacts.wording.sheets import read_only_cells, recorded_words, state_meant
from wraparound.people.access import ensure
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.records.models.keeping import FOREVER

AT_ONCE = 5_000
"""Numbers in one statement."""


class _Held:
    """What is recorded of the promises and conditions of a sheet, as far as the viewer may see them."""

    def __init__(self, numbers: Iterable[int], viewer: Viewer, on: date) -> None:
        self.viewer, self.on = viewer, on
        wanted = sorted(set(numbers))
        self.rows: dict[int, Undertaking] = {}
        for first in range(0, len(wanted), AT_ONCE):
            self.rows |= {row.pk: row for row in _visible_rows(wanted[first : first + AT_ONCE], viewer)}
        self.versions = _versions(self.rows)
        compacts = {row.compact_id: row.compact for row in self.rows.values()}
        self.sides = {number: sides_of(one, viewer=viewer) for number, one in compacts.items()}

    def term(self, number: int) -> UndertakingTerms | None:
        """The promise or condition with its version; none where there is none for the viewer."""
        row = self.rows.get(number)
        if row is None:
            return None
        return replace(in_terms(row, self.sides[row.compact_id], self.on), version=self.versions[number])

    def proposed(self, change: SheetChange, one: UndertakingTerms) -> Proposed:
        """The change with what is recorded before and after it."""
        is_giver = Party(one.giver) in self.sides[one.compact]
        kept = UndertakingState.REPORTED if is_giver else UndertakingState.KEPT
        after = replace(
            one,
            state=UndertakingState.NOT_KEPT if change.kept_on is None else kept,
            delivered_on=change.kept_on,
            days_given=change.days_given,
            evidence=change.evidence,
        )
        return Proposed(change, one.words, one.organisation, recorded_words(one), recorded_words(after))

    def note_look(self, numbers: Iterable[int]) -> None:
        """What of these is shown is a look at the leaders of their compacts."""
        leaders = [self.rows[one].compact.leader_id for one in numbers if one in self.rows]
        shown([one for one in leaders if one is not None], SHOWN, VERIFY, viewer=self.viewer)


def sheet_of(question: PromiseQuestion, *, viewer: Viewer, on: date) -> tuple[UndertakingTerms, ...]:
    """Every promise and condition that all pages of the question show, each with the number of its version."""
    listed = promises_sheet(question, viewer=viewer, on=on)
    versions = _versions([one.number for one in listed])
    return tuple(replace(one, version=versions[one.number]) for one in listed)


def looked_at(lines: Sequence[SheetLine], *, viewer: Viewer, on: date) -> SheetPreview:
    """What a sheet would change, row by row; nothing is written. SheetNotRead where it is too much at once."""
    ensure(viewer, OWN_OR_HELD)
    numbers = [whole_in(line.number) for line in lines]
    counts = Counter(number for number in numbers if number is not None)
    held = _Held(counts, viewer, on)
    proposed, left, same, about = [], [], 0, []
    for line, number in zip(lines, numbers, strict=True):
        found = _asked(line, number, counts, held)
        if found is None:
            same += 1
            continue
        about.append(number or 0)
        if isinstance(found, LineLeft):
            left.append(found)
        else:
            proposed.append(found)
    if len(proposed) > MOST_CHANGES:
        raise SheetNotRead(
            f"{len(proposed):,} rows of it would change something, and at most {MOST_CHANGES} are recorded at a time. "
            "Send some of the rows first and the others after them."
        )
    held.note_look(about)
    return SheetPreview(tuple(proposed), tuple(left), same)


def looked_at_again(changes: Sequence[SheetChange], *, viewer: Viewer, on: date) -> SheetPreview:
    """Changes that were looked at before, held against what is recorded by now."""
    ensure(viewer, OWN_OR_HELD)
    held = _Held((one.number for one in changes), viewer, on)
    proposed, left = [], []
    for change in changes:
        one = held.term(change.number)
        why = _why_not_any_more(change, one, on)
        if why is not None or one is None:
            left.append(LineLeft(change.line, why or Why.NOT_FOUND, one.words if one else "", "", str(change.number)))
        else:
            proposed.append(held.proposed(change, one))
    held.note_look(one.number for one in changes)
    return SheetPreview(tuple(proposed), tuple(left), 0)


def _asked(line: SheetLine, number: int | None, counts: Counter[int], held: _Held) -> Proposed | LineLeft | None:
    if number is None:
        return LineLeft(line.line, Why.NO_NUMBER, cell=squeezed(line.number)[:100])
    one = held.term(number)
    if one is None:
        return LineLeft(line.line, Why.NOT_FOUND, cell=str(number))
    if counts[number] > 1:
        return LineLeft(line.line, Why.TWICE, one.words, cell=str(number))
    differs = first_differing(line, read_only_cells(one))
    found = asked_by(line, one, state_meant(line.state, one), differs, held.on)
    return held.proposed(found, one) if isinstance(found, SheetChange) else found


def _why_not_any_more(change: SheetChange, one: UndertakingTerms | None, on: date) -> Why | None:
    if one is None:
        return Why.NOT_FOUND
    if one.version != change.version:
        return Why.CHANGED
    if not one.may_report:
        return Why.ENDED if one.state is UndertakingState.ENDED else Why.NOT_A_SIDE
    if change.kept_on is None:
        is_open = one.state in (UndertakingState.OPEN, UndertakingState.NOT_KEPT)
        return None if one.may_give_up else Why.EARLY if is_open else Why.CHANGED
    return Why.FUTURE if change.kept_on > on else None


def _visible_rows(numbers: Sequence[int], viewer: Viewer) -> Iterable[Undertaking]:
    rows = Undertaking.objects.filter(pk__in=numbers, compact__in=visible(viewer=viewer).values("pk"))
    return rows.select_related("compact__organisation__region", "compact__leader", "reported_by", "confirmed_by")


def _versions(numbers: Iterable[int]) -> dict[int, int]:
    """The number of the change by which each came to be as it is: what `version_number` says of one."""
    wanted = list(numbers)
    found: dict[int, int] = {}
    for first in range(0, len(wanted), AT_ONCE):
        rows = UndertakingVersion._default_manager.filter(v_record__in=wanted[first : first + AT_ONCE], v_until=FOREVER)
        # The latest last, so that it is the one that stays.
        found.update(rows.order_by("v_version").values_list("v_record", "v_change"))
    return found
