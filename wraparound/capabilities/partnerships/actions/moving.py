"""How a partnership is moved: held for the time of a change, by whom, and what is kept of it."""

from datetime import datetime

from wraparound.capabilities.partnerships.calculation.agreements import after
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.queries.closing import gone_from
from wraparound.capabilities.partnerships.queries.reading import agreement_of, sides_of, standing_of
from wraparound.capabilities.partnerships.terms.agreements import OPEN, AgreementState, EndedHow, Move, Side, Standing
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner
from wraparound.capabilities.partnerships.wording.agreements import SPEAKS_FOR_BOTH, gone_words
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.outbox import tell

OVER = "partnerships.over"
WHY = "A partnership went on"
"""Why it was changed, whatever was done: what is declined leaves no other trace than what is taken up."""
NOT_YOURS = "You read this partnership, and speak for neither of its boards. Its chairs and chief executives do."
STILL_POSSIBLE = frozenset({Move.DECLINE, Move.TAKE_BACK, Move.END})
"""What can be done although one of the organisations is no more."""


def held(number: int, *, by: Viewer) -> Agreement:
    """The partnership, as it is now that nobody else can change it; for one who may read it, in a change."""
    seen = agreement_of(number, viewer=by)
    Agreement.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    return agreement_of(number, viewer=by)


def acting_side(row: Agreement, *, by: Viewer) -> Side:
    """The side for which they act; CannotPartner for whoever speaks for neither, or for both."""
    sides = sides_of(row, viewer=by)
    if not sides:
        raise CannotPartner(NOT_YOURS)
    if len(sides) > 1:
        raise CannotPartner(SPEAKS_FOR_BOTH)
    return sides[0]


def move(row: Agreement, step: Move, side: Side, *, digest: str = "", at: datetime, by: Viewer) -> Standing:
    """Does it and keeps how it then stands; CannotPartner, with nothing written, where it may not be."""
    if step not in STILL_POSSIBLE and (gone := gone_from(row, viewer=by)):
        raise CannotPartner(gone_words(gone[0], over=False))
    then = after(standing_of(row, viewer=by), step, side, digest=digest)
    row.state, row.moved_at = then.state, at
    row.proposed_by = then.proposed_by.value if then.proposed_by else ""
    fields = ["state", "moved_at", "proposed_by"]
    if then.state not in OPEN:
        row.ended_at, row.ended_by = at, side.value
        fields += ["ended_at", "ended_by"]
    if then.state == AgreementState.IN_FORCE and row.in_force_at is None:
        # Its last day and its evidence are said by whoever accepted it; see agreeing.accept.
        return then
    row.save(update_fields=fields)
    if then.state not in OPEN:
        tell_if_it_was_in_force(row, by=by)
    return then


def close(row: Agreement, how: EndedHow, *, at: datetime, by: Viewer) -> None:
    """Ends it because its last day has passed, or because one of the organisations is no more."""
    then = after(standing_of(row, viewer=by), Move.CLOSE, None)
    row.state, row.moved_at, row.ended_at, row.ended_how = then.state, at, at, how
    row.save(update_fields=["state", "moved_at", "ended_at", "ended_how"])
    tell_if_it_was_in_force(row, by=by)


def tell_if_it_was_in_force(row: Agreement, *, by: Viewer) -> None:
    """That a partnership which was in force is over, by its number alone: what waits because of it waits no longer."""
    if row.in_force_at is not None:
        tell(OVER, {"agreement": str(row.pk)}, by=by, of=row)
