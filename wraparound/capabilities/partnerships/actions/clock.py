"""What follows by itself from partnerships: they end with their last day, or with an organisation; reviews are due."""

from datetime import datetime

from wraparound.capabilities.partnerships.access import RUN_THE_CLOCK
from wraparound.capabilities.partnerships.actions.agreeing import end_reviews
from wraparound.capabilities.partnerships.actions.moving import WHY, close
from wraparound.capabilities.partnerships.actions.telling import tell_boards
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview
from wraparound.capabilities.partnerships.queries.closing import gone_from
from wraparound.capabilities.partnerships.terms.agreements import OPEN, AgreementState, EndedHow
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing


def come_due(*, at: datetime, by: Viewer) -> int:
    """Ends what has come to its end and tells of reviews whose day has come. It can run as often as one likes.

    How many partnerships ended.
    """
    ensure(by, RUN_THE_CLOCK)
    ended = 0
    rows = Agreement.objects.filter(state__in=OPEN).select_related("helper", "helped", "controller").order_by("pk")
    for row in list(rows):
        if _over(row, at, by) is not None:
            with changing(WHY, at=at, by=by):
                ended += _end(row.pk, at, by)
    _tell_of_reviews(at, by)
    return ended


def _end(number: int, at: datetime, by: Viewer) -> int:
    """Ends it if that is still so now that nobody else can change it: a board may have been faster."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=number)
    row = Agreement.objects.select_related("helper", "helped", "controller").get(pk=number)
    how = _over(row, at, by) if row.state in OPEN else None
    if how is None:
        return 0
    close(row, how, at=at, by=by)
    end_reviews(row, at=at, by=by)
    tell_boards(row, at=at, by=by)
    return 1


def _over(row: Agreement, at: datetime, by: Viewer) -> EndedHow | None:
    if gone_from(row, viewer=by):
        return EndedHow.CLOSED
    passed = row.state == AgreementState.IN_FORCE and row.last_day is not None and row.last_day < at.date()
    return EndedHow.RAN_OUT if passed else None


def _tell_of_reviews(at: datetime, by: Viewer) -> None:
    due = PartnershipReview.objects.filter(due_on__lte=at.date(), told_at__isnull=True, left_at__isnull=True)
    for one in list(due.select_related("agreement__helper", "agreement__helped", "agreement__controller")):
        with changing("The day of a review has come", at=at, by=by):
            one.told_at = at
            one.save(update_fields=["told_at"])
            tell_boards(one.agreement, at=at, by=by)
