"""Exit criteria: begun and changed by leader, board and region; said to be met by one side, confirmed by another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.reviews import ExitCriterion
from wraparound.capabilities.compacts.queries.criteria import criterion_row
from wraparound.capabilities.compacts.queries.known import text_in_force
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.reviews import writing_sides
from wraparound.capabilities.compacts.terms.agreement import FIRST_DAY, CannotAgree, Party
from wraparound.capabilities.compacts.terms.criteria import MOST_CRITERIA, CriterionState, NewCriterion
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

STATE = CriterionState
ENDED = "The compact has ended; its exit criteria stay as they were."
MET = (
    "Two sides have said that it is met, so it stands as it is. A side that said or confirmed it can take that back "
    "first."
)
NO_SIDE = "Only the leader, the board and the region write exit criteria."


def begin(number: int, new: NewCriterion, *, at: datetime, by: Viewer) -> int:
    """An exit criterion of a compact in force; its number."""
    with changing("An exit criterion was begun", at=at, by=by):
        row = held(number, by=by)
        if not writing_sides(row, viewer=by):
            raise CannotAgree(NO_SIDE)
        if text_in_force(row, viewer=by) is None:
            raise CannotAgree("Nothing is in force yet. Exit criteria are kept beside a compact that everybody signed.")
        _ensure_fits(new)
        if ExitCriterion.objects.filter(compact=row).exclude(state=STATE.TAKEN_OUT).count() >= MOST_CRITERIA:
            raise CannotAgree(f"There are {MOST_CRITERIA} already, and nobody can hold to more.")
        made = ExitCriterion(controller=row.controller, compact=row, begun_by_id=by.person)
        _put(made, new)
        made.save()
        tell_sides("compacts.criterion", row, at=at, by=by)
        return int(made.pk)


def change(number: int, criterion: int, new: NewCriterion, *, version: int, at: datetime, by: Viewer) -> None:
    """Changes what has to be so. What was said of other words no longer counts: it is open again.

    CannotAgree for one that two sides have found met, and once the compact has ended.
    """
    with _held(number, criterion, "An exit criterion was changed", version, at, by) as (row, _):
        _ensure_open_to_change(row)
        _ensure_fits(new)
        before = (row.words, row.measure, row.level)
        _put(row, new)
        if before != (row.words, row.measure, row.level) or row.state == STATE.TAKEN_OUT:
            _clear(row)


def report(
    number: int,
    criterion: int,
    *,
    met: bool,
    on: date,
    evidence: str,
    version: int,
    at: datetime,
    by: Viewer,
) -> None:
    """A side says on what evidence it is met, which another side then confirms; or that it was found not to be met."""
    if not FIRST_DAY <= on <= day_of(at):
        raise CannotAgree("That day has not come yet, or lies before our time.")
    if not evidence.strip():
        raise CannotAgree("Say how the other sides can tell.")
    why = "Said to be met" if met else "Found not to be met"
    with _held(number, criterion, why, version, at, by) as (row, sides):
        if row.state in (STATE.MET, STATE.TAKEN_OUT):
            raise CannotAgree("It is settled already. Open it again first.")
        row.state = STATE.REPORTED if met else STATE.NOT_MET
        row.settled_on, row.evidence = on, evidence.strip()[:500]
        row.reported_by_id, row.reported_for = by.person, sides[0].value
        row.confirmed_by_id, row.confirmed_for = None, ""


def confirm(number: int, criterion: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Another side, and another person, confirms that it is met."""
    with _held(number, criterion, "Confirmed as met", version, at, by) as (row, sides):
        other = _other(row, sides, by)
        row.state, row.confirmed_by_id, row.confirmed_for = STATE.MET, by.person, other.value


def dispute(number: int, criterion: int, why: str, *, version: int, at: datetime, by: Viewer) -> None:
    """Another side says that it is not met: it is open again."""
    if not why.strip():
        raise CannotAgree("Say why it is not so: the side that said it will read it.")
    with _held(number, criterion, "Said not to be met", version, at, by) as (row, sides):
        other = _other(row, sides, by)
        _clear(row)
        row.evidence = f"Not so, says {PARTIES[other]}: {why.strip()}"[:500]


def open_again(number: int, criterion: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Takes back what was said of it, by a side that had said or confirmed it."""
    with _held(number, criterion, "What was said of it is taken back", version, at, by) as (row, sides):
        if row.state not in (STATE.REPORTED, STATE.MET, STATE.NOT_MET):
            raise CannotAgree("Nothing is recorded of it that could be taken back.")
        if not any(one.value in (row.reported_for, row.confirmed_for) for one in sides):
            raise CannotAgree("Your side has said nothing of it that could be taken back.")
        _clear(row)


def take_out(number: int, criterion: int, *, version: int, at: datetime, by: Viewer) -> None:
    """It is no longer asked for; it stays in the history. CannotAgree as for a change."""
    with _held(number, criterion, "An exit criterion was taken out", version, at, by) as (row, _):
        _ensure_open_to_change(row)
        _clear(row)
        row.state = STATE.TAKEN_OUT


@contextmanager
def _held(
    number: int, criterion: int, why: str, version: int, at: datetime, by: Viewer
) -> Iterator[tuple[ExitCriterion, tuple[Party, ...]]]:
    with changing(why, at=at, by=by):
        compact = held(number, by=by, ended_too=True)
        seen = criterion_row(criterion, viewer=by)
        if seen.compact_id != compact.pk:
            raise NoSuchCompact
        sides = writing_sides(compact, viewer=by)
        if not sides:
            raise CannotAgree(NO_SIDE)
        row = ExitCriterion.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        row.compact = compact
        ensure_unchanged(row, version, by=by)
        yield row, sides
        row.save()
        tell_sides("compacts.criterion", compact, at=at, by=by)


def _ensure_open_to_change(row: ExitCriterion) -> None:
    if row.compact.ended_at is not None:
        raise CannotAgree(ENDED)
    if row.state == STATE.MET:
        raise CannotAgree(MET)


def _ensure_fits(new: NewCriterion) -> None:
    if not new.programme.strip():
        raise CannotAgree("Say which support programme or regime it is about.")
    if not new.words.strip() and not new.measure:
        raise CannotAgree("Say what has to be so, in words or by a measure.")
    if bool(new.measure) != (new.level is not None):
        raise CannotAgree("Give a measure together with its level in percent, or neither.")
    if not new.decided_by.strip():
        raise CannotAgree("Say who decides whether it is met.")


def _put(row: ExitCriterion, new: NewCriterion) -> None:
    row.programme, row.words = new.programme.strip()[:150], new.words.strip()[:500]
    row.measure, row.level = new.measure, new.level
    row.decided_by, row.expected_on = new.decided_by.strip()[:150], new.expected


def _clear(row: ExitCriterion) -> None:
    row.state, row.settled_on, row.evidence = STATE.OPEN, None, ""
    row.reported_by_id, row.reported_for, row.confirmed_by_id, row.confirmed_for = None, "", None, ""


def _other(row: ExitCriterion, sides: tuple[Party, ...], by: Viewer) -> Party:
    if row.state != STATE.REPORTED:
        raise CannotAgree("Nobody says that it is met, or it is settled already.")
    found = next((one for one in sides if one.value != row.reported_for), None)
    if found is None or by.person == row.reported_by_id:
        raise CannotAgree("Your own side said so. Another side, and another person, confirms it.")
    return found
