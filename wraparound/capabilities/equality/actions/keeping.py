"""What the store does by itself: who has gone goes, what is old goes, and earlier keys are put out of use."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from wraparound.capabilities.equality.access import KEEP
from wraparound.capabilities.equality.actions.adjustments import end_for_reader, end_releases, forget_adjustments
from wraparound.capabilities.equality.actions.programmes import forget_joinings
from wraparound.capabilities.equality.calculation.periods import files_kept_from, stages_kept_from
from wraparound.capabilities.equality.models.adjustments import AdjustmentRelease, Adjustments
from wraparound.capabilities.equality.models.answers import Answers, Objection
from wraparound.capabilities.equality.models.monitoring import MonitoringEntry, MonitoringFile
from wraparound.capabilities.equality.models.programmes import Joining
from wraparound.capabilities.equality.models.sealing import (
    OF_THE_SECRET,
    StoreSecret,
    is_sealable,
    is_under_the_newest,
    opened,
    seal,
    token_of,
    tokens_of,
)
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.models.store import STORE
from wraparound.capabilities.equality.models.survey import OwnBoardFigure, SurveyFile
from wraparound.capabilities.equality.queries.own import OF_A_PERSON
from wraparound.capabilities.equality.terms.monitoring import MonitoringState
from wraparound.people.access import ensure
from wraparound.people.models import FORGOTTEN, Person
from wraparound.people.terms.access import Viewer

AT_ONCE = 500
SEALED: tuple[tuple[Any, str], ...] = (
    (Answers, "token"),
    (MonitoringEntry, "token"),
    (Adjustments, "token"),
    (AdjustmentRelease, "key"),
    (Joining, "key"),
)
"""Every table whose rows are sealed, each with the field that the seal is about."""
A_DAY = timedelta(days=1)
"""For how long a file that was looked at waits for a yes."""


def forget(tokens: Sequence[str], *, by: Viewer) -> int:
    """Everything by which these tokens are counted goes, but for objections; how many rows.

    What people keep for themselves, adjustments and programmes, is not counted, and no objection takes it away.
    """
    gone = 0
    with transaction.atomic(using=STORE):
        for some in batched(tokens, AT_ONCE):
            gone += Answers.objects.filter(pk__in=some).delete()[0]
            gone += StageReached.objects.filter(token__in=some).delete()[0]
            gone += MonitoringEntry.objects.filter(token__in=some).delete()[0]
    return gone


def forget_person(key: str, *, on: date, by: Viewer) -> None:
    """Somebody had their record removed: nothing of them stays, their objection neither.

    What others released to them runs no more.
    """
    ensure(by, KEEP)
    token = token_of(OF_A_PERSON, key)
    with transaction.atomic(using=STORE):
        _forget_all([token], by)
        end_for_reader(key, on=on, by=by)
        Objection.objects.filter(pk=token).delete()


def keep_daily(*, at: datetime, by: Viewer) -> int:
    """Everything that is due on a day; how many rows went. Nothing, where the site has no key for the store."""
    ensure(by, KEEP)
    if not is_sealable():
        return 0
    gone = _forget_those_gone(by) + _remove_what_is_old(at) + end_releases(on=at.date(), by=by)
    seal_anew(by=by)
    return gone


def seal_anew(*, by: Viewer) -> int:
    """What is sealed under an earlier key is sealed under the newest, so that the earlier one can go; how many."""
    ensure(by, KEEP)
    secrets = StoreSecret.objects.all()
    done = sum(_anew(row, OF_THE_SECRET) for row in secrets if not is_under_the_newest(row.sealed))
    for kept, about in SEALED:
        done += _all_anew(kept.objects.all(), about)
    return done


def _all_anew(kept: "QuerySet[Any]", about: str) -> int:
    done = 0
    seals = kept.values_list("pk", "sealed")
    older = [key for key, sealed in seals.iterator() if not is_under_the_newest(sealed)]
    for some in batched(older, AT_ONCE):
        with transaction.atomic(using=STORE):
            rows = kept.select_for_update().filter(pk__in=some)
            done += sum(_anew(row, getattr(row, about)) for row in rows if not is_under_the_newest(row.sealed))
    return done


def _anew(row: Any, about: str) -> int:
    row.sealed = seal(opened(row.sealed, about), about)
    row.save(update_fields=["sealed"])
    return 1


def _forget_those_gone(by: Viewer) -> int:
    """Answers of people whose record is no longer here, also where a restore brought them back."""
    here = Person.objects.exclude(name=FORGOTTEN).values_list("key", flat=True)
    known = frozenset(tokens_of(OF_A_PERSON, map(str, here.iterator())))
    held = {
        *Answers.objects.values_list("pk", flat=True),
        *Adjustments.objects.values_list("pk", flat=True),
        *AdjustmentRelease.objects.values_list("token", flat=True),
        *Joining.objects.values_list("token", flat=True),
    }
    return _forget_all(sorted(held - known), by)


def _forget_all(tokens: Sequence[str], by: Viewer) -> int:
    gone = forget(tokens, by=by)
    for some in batched(tokens, AT_ONCE):
        gone += forget_adjustments(some, by=by) + forget_joinings(some, by=by)
    return gone


def _remove_what_is_old(at: datetime) -> int:
    today = at.date()
    gone = StageReached.objects.filter(on__lt=stages_kept_from(today)).delete()[0]
    files = MonitoringFile.objects.filter(year__lt=files_kept_from(today))
    left = MonitoringFile.objects.filter(state=MonitoringState.LOOKED_AT, sent_at__lt=at - A_DAY)
    surveys = SurveyFile.objects.filter(year__lt=files_kept_from(today))
    unseen = SurveyFile.objects.filter(state=MonitoringState.LOOKED_AT, sent_at__lt=at - A_DAY)
    boards = OwnBoardFigure.objects.filter(year__lt=files_kept_from(today))
    published = sum(rows.delete()[0] for rows in (surveys, unseen, boards))
    return gone + files.delete()[0] + left.delete()[0] + published
