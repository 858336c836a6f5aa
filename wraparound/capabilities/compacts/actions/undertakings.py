"""Recording whether a promise was kept or a condition met: said by one side, confirmed by another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from wraparound.capabilities.compacts.actions.clock import settle
from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Undertaking
from wraparound.capabilities.compacts.queries.reading import sides_of
from wraparound.capabilities.compacts.queries.undertakings import undertaking_of
from wraparound.capabilities.compacts.terms.agreement import FIRST_DAY, CannotAgree, Party
from wraparound.capabilities.compacts.terms.compacts import UndertakingState
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged

STATE = UndertakingState


def report(
    number: int,
    *,
    delivered_on: date,
    days_given: float | None,
    evidence: str,
    version: int,
    at: datetime,
    by: Viewer,
) -> None:
    """Says that it was kept or met. By whoever gave it, it waits for another side to confirm; by any other, it counts.

    What the giver says against what another side has recorded counts only once another side confirms it. CannotAgree
    for a day that has not come, ChangedMeanwhile where somebody else has recorded something since.
    """
    if not FIRST_DAY <= delivered_on <= day_of(at):
        raise CannotAgree("That day has not come yet, or lies before our time. Give the day on which it was done.")
    with _held(number, "Said to be kept", version, at, by) as (row, sides):
        if row.state == STATE.KEPT:
            raise CannotAgree("It is recorded as kept already. Take that back first, if it was recorded wrongly.")
        speaks_for = _speaks_for(row, sides)
        own = speaks_for.value == row.giver
        row.contested = own and (row.contested or (row.state == STATE.NOT_KEPT and row.reported_for != row.giver))
        row.state = STATE.REPORTED if own else STATE.KEPT
        row.delivered_on, row.days_given, row.evidence = delivered_on, days_given, evidence.strip()[:500]
        row.reported_by_id, row.reported_for, row.reported_at = by.person, speaks_for, at
        row.confirmed_by_id, row.confirmed_for, row.confirmed_at = (
            (None, "", None) if own else (by.person, speaks_for.value, at)
        )


def confirm(number: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Another side than the one that said so confirms it, and another person."""
    with _held(number, "Confirmed as kept", version, at, by) as (row, sides):
        others = _others(row, sides, by)
        row.state, row.contested = STATE.KEPT, False
        row.confirmed_by_id, row.confirmed_for, row.confirmed_at = by.person, others, at


def dispute(number: int, why: str, *, version: int, at: datetime, by: Viewer) -> None:
    """Another side says that it is not so: it is open again, and what was agreed follows from its day on."""
    if not why.strip():
        raise CannotAgree("Say why it is not so: the side that gave it will read it.")
    with _held(number, "Said not to be so", version, at, by) as (row, sides):
        others = _others(row, sides, by)
        row.state, row.contested = STATE.OPEN, True
        row.evidence = f"Not so, says {PARTIES[others]}: {why.strip()}"[:500]
        row.delivered_on = row.days_given = None
        row.confirmed_by_id, row.confirmed_for, row.confirmed_at = None, "", None


def give_up(number: int, why: str, *, version: int, at: datetime, by: Viewer) -> None:
    """Records that it is not kept and will not be; what was agreed follows on the day agreed.

    Before its day only whoever gives it can say so.
    """
    if not why.strip():
        raise CannotAgree("Say why it is not kept: the other sides will read it.")
    with _held(number, "Recorded as not kept", version, at, by) as (row, sides):
        if row.state not in (STATE.OPEN, STATE.NOT_KEPT):
            raise CannotAgree("It is said to be kept. Say that this is not so, or take it back first.")
        speaks_for = _speaks_for(row, sides)
        if row.due_on >= day_of(at) and speaks_for.value != row.giver:
            raise CannotAgree(
                "Its day has not passed: until then only whoever gives it can say that it will not be kept."
            )
        row.state, row.evidence = STATE.NOT_KEPT, why.strip()[:500]
        row.contested = row.contested or speaks_for.value != row.giver
        row.delivered_on = row.days_given = None
        row.reported_by_id, row.reported_for, row.reported_at = by.person, speaks_for, at


def open_again(number: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Takes back what was recorded of it, because it was recorded wrongly: by a side that had said or confirmed it."""
    with _held(number, "What was recorded is taken back", version, at, by) as (row, sides):
        if row.state == STATE.OPEN:
            raise CannotAgree("Nothing is recorded of it that could be taken back.")
        said = {row.reported_for, row.confirmed_for}
        if not any(one.value in said for one in sides):
            raise CannotAgree("Your side has recorded nothing of it that could be taken back.")
        # Whoever had said “not kept”, and takes it back, contests nothing any more.
        row.contested = row.contested and not (row.state == STATE.NOT_KEPT and row.reported_for != row.giver)
        row.state, row.evidence = STATE.OPEN, ""
        row.delivered_on = row.days_given = None
        row.reported_by_id, row.reported_for, row.reported_at = None, "", None
        row.confirmed_by_id, row.confirmed_for, row.confirmed_at = None, "", None


@contextmanager
def _held(
    number: int, why: str, version: int, at: datetime, by: Viewer
) -> Iterator[tuple[Undertaking, tuple[Party, ...]]]:
    """The undertaking, held until it is saved; then the clock is set by it and every side is told."""
    seen = undertaking_of(number, viewer=by)
    with changing(why, at=at, by=by):
        compact = held(seen.compact_id, by=by, ended_too=True)
        sides = sides_of(compact, viewer=by)
        if not sides:
            raise CannotAgree("Only the sides of the compact record whether a promise was kept.")
        row = Undertaking.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        row.compact = compact
        ensure_unchanged(row, version, by=by)
        if row.state == STATE.ENDED:
            raise CannotAgree("This is no longer part of the compact: an amendment took it out.")
        yield row, sides
        row.save()
        settle(row, at=at, by=by)
        tell_sides("compacts.settled", compact, at=at, by=by)


def _speaks_for(row: Undertaking, sides: tuple[Party, ...]) -> Party:
    """For which side somebody speaks who acts for several: the giver's first, because then another must confirm."""
    return next((one for one in sides if one.value == row.giver), sides[0])


def _others(row: Undertaking, sides: tuple[Party, ...], by: Viewer) -> Party:
    """The side that answers what was said, by somebody else than whoever said it."""
    if row.state != STATE.REPORTED:
        raise CannotAgree("There is nothing to confirm: nobody says that it was kept, or it is settled already.")
    found = next((one for one in sides if one.value != row.reported_for), None)
    if found is None:
        raise CannotAgree("Your own side said so. Another side confirms it.")
    if by.person is not None and by.person == row.reported_by_id:
        raise CannotAgree("You said so yourself. Somebody else confirms it.")
    return found
