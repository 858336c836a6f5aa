"""Closing pulses whose last day is over: what may be told is written once, for good, and single answers go."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from wraparound.capabilities.listening.access import CLOSE
from wraparound.capabilities.listening.calculation.pulses import as_data, report_of, tell
from wraparound.capabilities.listening.models.pulses import Answer, Asked, FreeWords, Pulse, PulseReport
from wraparound.capabilities.listening.queries.asking import earlier_reports, people_by_group
from wraparound.capabilities.listening.queries.over_time import questions_of
from wraparound.capabilities.listening.terms.pulses import ANSWERS, MINIMUM, KeptReport
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

CLOSED = "A pulse was closed"


def close_those_over(*, at: datetime, by: Viewer) -> int:
    """Closes every pulse whose last day is over, the first to end first; how many."""
    ensure(by, CLOSE)
    today = timezone.localtime(at).date()
    due = Pulse.objects.filter(closed_at__isnull=True, closes_on__lt=today).order_by("closes_on", "pk")
    numbers = list(due.values_list("pk", flat=True))
    for number in numbers:
        _close(number, at, by)
    return len(numbers)


def _close(number: int, at: datetime, by: Viewer) -> None:
    with changing(CLOSED, at=at, by=by):
        row = Pulse.objects.select_for_update(of=("self",)).get(pk=number)
        if row.closed_at is not None:
            return
        report = _report(row, at, by)
        PulseReport.objects.create(pulse=row, content=as_data(report))
        Answer.objects.filter(pulse=row).delete()
        if report.answered < MINIMUM:
            FreeWords.objects.filter(pulse=row).delete()
        # From here on nobody, at the machine either, finds out who answered.
        Asked.objects.filter(pulse=row).update(answered=False)
        row.closed_at = at
        row.save(update_fields=["closed_at"])


def _report(row: Pulse, at: datetime, by: Viewer) -> KeptReport:
    people = people_by_group(row.pk, viewer=by)
    everyone = frozenset().union(*people.values())
    counts = _counts(row.pk)
    questions = tuple(
        tell(
            report_of(people, counts[place]),
            *earlier_reports(question, everyone, viewer=by, on=timezone.localtime(at).date()),
        )
        for place, question in enumerate(questions_of(row, viewer=by))
    )
    answered = Asked.objects.filter(pulse=row, answered=True).count()
    return KeptReport(asked=len(everyone), answered=answered, questions=questions)


def _counts(number: int) -> dict[int, dict[str, list[int]]]:
    """By question and group, how many gave each answer."""
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0] * ANSWERS))
    rows = Answer.objects.filter(pulse=number).values_list("question", "group", "answer").annotate(Count("pk"))
    for question, group, answer, many in rows:
        found[question][group][answer] = many
    return found
