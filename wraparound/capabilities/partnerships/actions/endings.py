"""How a pair ends: once, with nothing said of who ended it, or why; whoever is left is told that it did."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from wraparound.capabilities.partnerships.access import KEEP_PAIRS
from wraparound.capabilities.partnerships.models.pairs import Cohort, Pair, PairPart
from wraparound.capabilities.partnerships.terms.pairs import ANSWERED_WITHIN_DAYS
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

ENDED = "A pair ended"


def end_pair(number: int, *, at: datetime, by: Viewer, withdrawn: bool = False) -> None:
    """Ends a pair, in a change that is open: it stands there once, whoever else ends it at the same time.

    The next mail tells whoever had accepted and did not do it themselves; whoever had not is told nothing, since
    nothing of theirs ended.
    """
    row = Pair.objects.select_for_update(of=("self",)).get(pk=number)
    if row.ended_at is not None:
        return
    row.ended_at, row.withdrawn = at, withdrawn
    row.save(update_fields=["ended_at", "withdrawn"])
    others = PairPart.objects.filter(pair=row).exclude(person=by.person)
    others.filter(accepted_at__isnull=False).update(told_at=None)
    if row.cohort_id is not None and not withdrawn:
        stir(row.cohort_id, by=by)


def stir(cohort: int, *, by: Viewer) -> None:
    """Something changed on which pairs depend: they are made anew when the site next goes through its cohorts."""
    Cohort.objects.filter(pk=cohort, ended_at__isnull=True).update(stirred=True)


def end_those_over(*, at: datetime, by: Viewer) -> int:
    """Ends what is over by itself: one of the two left the site, its last day passed, nobody answered; how many."""
    ensure(by, KEEP_PAIRS)
    both = Count("parts", filter=Q(parts__person__is_active=True))
    yes = Count("parts", filter=Q(parts__accepted_at__isnull=False))
    rows = Pair.objects.filter(ended_at__isnull=True).annotate(both=both, yes=yes)
    unanswered = Q(yes__lt=2, proposed_at__lt=at - timedelta(days=ANSWERED_WITHIN_DAYS))
    due = rows.filter(Q(both__lt=2) | Q(ends_on__lt=at.date()) | unanswered)
    ended = 0
    for number in list(due.values_list("pk", flat=True)):
        with changing(ENDED, at=at, by=by):
            # Asked again: somebody may have accepted in the last minute.
            if due.filter(pk=number).exists():
                end_pair(number, at=at, by=by)
                ended += 1
    return ended
