"""Recording whether a promise was kept or a condition met: said by one side, confirmed by another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from wraparound.capabilities.compacts.actions.clock import settle
from wraparound.capabilities.compacts.actions.telling import tell_sides
from wraparound.capabilities.compacts.models import Undertaking
from wraparound.capabilities.compacts.queries.reading import sides_of
from wraparound.capabilities.compacts.queries.undertakings import undertaking_of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
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

    CannotAgree for a day that has not come, ChangedMeanwhile where somebody else has recorded something since.
    """
    if delivered_on > at.date():
        raise CannotAgree("That day has not come yet. Record it once it is done.")
    with _held(number, "Said to be kept", version, at, by) as (row, sides):
        speaks_for = _speaks_for(row, sides)
        own = speaks_for.value == row.giver
        row.state = STATE.REPORTED if own else STATE.KEPT
        row.delivered_on, row.days_given, row.evidence = delivered_on, days_given, evidence.strip()[:500]
        row.reported_by_id, row.reported_for, row.reported_at = by.person, speaks_for, at
        row.confirmed_by_id, row.confirmed_for, row.confirmed_at = (
            (None, "", None) if own else (by.person, speaks_for.value, at)
        )


def confirm(number: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Another side than the one that said so confirms it."""
    with _held(number, "Confirmed as kept", version, at, by) as (row, sides):
        others = _others(row, sides)
        row.state = STATE.KEPT
        row.confirmed_by_id, row.confirmed_for, row.confirmed_at = by.person, others, at


def dispute(number: int, why: str, *, version: int, at: datetime, by: Viewer) -> None:
    """Another side says that it is not so: it is open again, and what was agreed follows from its day on."""
    if not why.strip():
        raise CannotAgree("Say why it is not so: the side that gave it will read it.")
    with _held(number, "Said not to be so", version, at, by) as (row, sides):
        others = _others(row, sides)
        row.state = STATE.OPEN
        row.evidence = f"Not so, says {PARTIES[others]}: {why.strip()}"[:500]
        row.delivered_on = row.days_given = None
        row.confirmed_by_id, row.confirmed_for, row.confirmed_at = None, "", None


def give_up(number: int, why: str, *, version: int, at: datetime, by: Viewer) -> None:
    """Records that it is not kept and will not be; what was agreed follows on the day agreed."""
    if not why.strip():
        raise CannotAgree("Say why it is not kept: the other sides will read it.")
    with _held(number, "Recorded as not kept", version, at, by) as (row, sides):
        row.state, row.evidence = STATE.NOT_KEPT, why.strip()[:500]
        row.delivered_on = row.days_given = None
        row.reported_by_id, row.reported_for, row.reported_at = by.person, _speaks_for(row, sides), at


def open_again(number: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Takes back what was recorded of it, because it was recorded wrongly."""
    with _held(number, "What was recorded is taken back", version, at, by) as (row, _):
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
    sides = sides_of(seen.compact, viewer=by)
    if not sides:
        raise CannotAgree("Only the sides of the compact record whether a promise was kept.")
    with changing(why, at=at, by=by):
        row = Undertaking.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        row.compact = seen.compact
        ensure_unchanged(row, version, by=by)
        if row.state == STATE.ENDED:
            raise CannotAgree("This is no longer part of the compact: an amendment took it out.")
        yield row, sides
        row.save()
        settle(row, at=at, by=by)
        tell_sides("compacts.settled", row.compact, at=at, by=by)


def _speaks_for(row: Undertaking, sides: tuple[Party, ...]) -> Party:
    """For which side somebody speaks who acts for several: the giver's first, because then another must confirm."""
    return next((one for one in sides if one.value == row.giver), sides[0])


def _others(row: Undertaking, sides: tuple[Party, ...]) -> Party:
    """The side that answers what was said."""
    if row.state != STATE.REPORTED:
        raise CannotAgree("There is nothing to confirm: nobody says that it was kept, or it is settled already.")
    found = next((one for one in sides if one.value != row.reported_for), None)
    if found is None:
        raise CannotAgree("Your own side said so. Another side confirms it.")
    return found
