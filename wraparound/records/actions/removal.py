"""What goes for good, by erasure or at the end of its retention. A dated mark stays that does not say what it was."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from itertools import batched

from django.db import connection, transaction
from django.db.models import BigIntegerField, Q, QuerySet, Value

from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.bulk import add_many
from wraparound.records.actions.changes import changing
from wraparound.records.calculation.reasons import BY_HAND
from wraparound.records.calculation.retention import RETENTION, last_day_kept
from wraparound.records.models.keeping import KEPT, Kept, Version, moment_after
from wraparound.records.models.log import Change, Look, LookedAt, Removal, RetentionRun
from wraparound.records.models.rights import Hold
from wraparound.records.models.triggers import removing
from wraparound.records.terms import Basis, RetentionLine, RetentionReport, Someone

AT_ONCE = 500
MARK = ("change", "sort", "record", "about", "controller", "basis")


class OnHold(CannotAnswer):
    """A legal hold lies on the person, so nothing about them is removed."""

    def __init__(self) -> None:
        """One sentence for every case: what the hold is about may itself be confidential."""
        super().__init__(
            "A legal hold lies on this record: nothing about this person is removed while it lasts. Whoever looks "
            "after access at the organisation can say more."
        )


def remove(sort: str, keys: Sequence[int], *, basis: Basis, why: str, at: datetime, by: Someone) -> int:
    """Removes records and all their history for good, and leaves a dated mark for each; how many.

    A record that others refer to is forgotten instead: its words go from it and from all its history. OnHold, with
    nothing removed, where a legal hold lies on one of the people they are about.
    """
    kept = KEPT[sort]
    if not keys:
        return 0
    if _held_among(kept, keys, _people_on_hold()):
        raise OnHold
    with changing(why, at=at, by=by) as change, removing(connection):
        with_them = sum(_remove_about(keys, one, basis, change, by) for one in _hanging_on(kept))
        if kept.record.forgotten is not None:
            _forget_words(keys)
        return with_them + sum(_remove(kept, some, basis, change, by) for some in batched(keys, AT_ONCE))


def run_retention(*, at: datetime, by: Someone, act: bool) -> RetentionReport:
    """Removes whatever is past its retention, holds apart, and reports by class; with `act` false it only reports."""
    with transaction.atomic() if act else nullcontext():
        held = _people_on_hold()
        sorts = [kept for kept in KEPT.values() if RETENTION[kept.record.keeping].months]
        made = [(kept, _line(kept, held, at, by, act=act)) for kept in sorts]
        # What is between two people goes on its day like the rest; how much of it there was is told to nobody.
        lines = [line for kept, line in made if not kept.record.between_two]
        lines.append(_looks(at.date(), held, act=act))
        if act:
            plain = [[one.name, one.due, one.removed, one.held] for one in lines]
            RetentionRun.objects.create(at=at, lines=plain)
    return RetentionReport(at, act, tuple(lines))


def is_due(*, at: datetime, by: Someone) -> bool:
    """Whether the retention job has not run since the day before."""
    return not RetentionRun.objects.filter(at__gt=at - timedelta(hours=20)).exists()


def _line(kept: Kept, people: Sequence[int], at: datetime, by: Someone, *, act: bool) -> RetentionLine:
    retention = RETENTION[kept.record.keeping]
    last = last_day_kept(retention, at.date())
    assert last is not None  # the caller leaves out what is kept for good
    keys = list(kept.record.due(last).order_by("pk").values_list("pk", flat=True))
    held = _held_among(kept, keys, people)
    free = [key for key in keys if key not in held]
    removed = 0
    if act and free:
        why = f"Kept for {retention.months} months from {retention.counted_from}"
        removed = remove(kept.sort, free, basis=Basis.RETENTION, why=why, at=at, by=by)
    return RetentionLine(retention.name, retention.words, len(keys), removed, len(held))


def _looks(today: date, people: Sequence[int], *, act: bool) -> RetentionLine:
    retention = RETENTION["look"]
    last = last_day_kept(retention, today)
    assert last is not None
    due = Look.objects.filter(at__lt=moment_after(last))
    on_hold = LookedAt.objects.filter(about__in=people).values("look")
    keys = list(due.exclude(pk__in=on_hold).values_list("pk", flat=True))
    every = due.count()
    if act and keys:
        with removing(connection):
            for some in batched(keys, AT_ONCE):
                LookedAt.objects.filter(look__in=some).delete()
                Look.objects.filter(pk__in=some).delete()
    return RetentionLine(retention.name, retention.words, every, len(keys) if act else 0, every - len(keys))


def people_on_hold(*, by: Someone) -> frozenset[int]:
    """People of whom nothing is removed while a legal hold lasts: for who removes much at once and says of none why."""
    return frozenset(_people_on_hold())


def _people_on_hold() -> list[int]:
    return list(Hold.objects.filter(released_at__isnull=True).values_list("about_person", flat=True))


def _held_among(kept: Kept, keys: Sequence[int], people: Sequence[int]) -> set[int]:
    """Those of the records that are about one of these people, who are on hold, or would take such a record along."""
    if not people:
        return set()
    fields = (*filter(None, (kept.record.person_field,)), *kept.record.also_about)
    on_hold = Q(*((f"{field}__in", people) for field in fields), _connector=Q.OR)
    found: set[int] = set()
    for some in batched(keys, AT_ONCE):
        if fields:
            found |= set(kept.record._default_manager.filter(on_hold, pk__in=some).values_list("pk", flat=True))
        for sort, way in kept.record.takes_along.items():
            others = dict(KEPT[sort].record._default_manager.filter(**{f"{way}__in": some}).values_list("pk", way))
            found |= {others[one] for one in _held_among(KEPT[sort], list(others), people)}
    return found


def _hanging_on(kept: Kept) -> list[Kept]:
    """What goes with a person whose words go: everything about them that they could have had removed themselves."""
    if kept.record.forgotten is None:
        return []
    about = [one for one in KEPT.values() if one.record.person_field and one is not kept]
    return [one for one in about if RETENTION[one.record.keeping].erasable]


def _remove_about(people: Sequence[int], kept: Kept, basis: Basis, change: int, by: Someone) -> int:
    gone, on_hold = 0, _people_on_hold()
    for some in batched(people, AT_ONCE):
        rows = kept.record._default_manager.filter(**{f"{kept.record.person_field}__in": some})
        keys = list(rows.values_list("pk", flat=True))
        held = _held_among(kept, keys, on_hold)
        free = [key for key in keys if key not in held]
        gone += sum(_remove(kept, part, basis, change, by) for part in batched(free, AT_ONCE))
    return 0 if kept.record.between_two else gone


def _forget_words(people: Sequence[int]) -> None:
    """What was written by hand about people who are forgotten goes from the records that stay by a number.

    So does why these were corrected.
    """
    for kept in (one for one in KEPT.values() if one.record.person_field):
        for some in batched(_known_to(kept, kept.about_in_history, people), AT_ONCE):
            _forget_reasons(kept.versions._default_manager.filter(**{f"{kept.about_in_history}__in": some}))
        fields = (
            (kept.record.person_field, kept.about_in_history),
            *((field, field) for field in kept.record.also_about),
        )
        for now, then in fields if kept.record.forgets else ():
            for some in batched(_known_to(kept, then, people), AT_ONCE):
                kept.record._default_manager.filter(**{f"{now}__in": some}).update(**kept.record.forgets)
                kept.versions._default_manager.filter(**{f"{then}__in": some}).update(**kept.record.forgets)


def _known_to(kept: Kept, field: str, people: Sequence[int]) -> list[int]:
    """Those of these people whom the history of a sort of record knows: of thousands who go at once, mostly none."""
    between = {f"{field}__gte": min(people), f"{field}__lte": max(people)}
    found = kept.versions._default_manager.filter(**between).values_list(field, flat=True).distinct()
    return sorted(set(people).intersection(found))


def _forget_reasons(history: QuerySet[Version]) -> None:
    """“Corrected: she spells it otherwise” becomes “Corrected”: that it happened stays, what was said of them goes."""
    for mark in BY_HAND:
        changes = Change.objects.filter(pk__in=history.values("v_change"), why__startswith=f"{mark}: ")
        changes.update(why=mark)


def _remove(kept: Kept, keys: Sequence[int], basis: Basis, change: int, by: Someone) -> int:
    about = kept.record.person_field
    rows = kept.record._default_manager.filter(pk__in=keys)
    found = list(rows.values_list("pk", about or Value(None, BigIntegerField()), "controller__code"))
    gone = [number for number, _, _ in found]
    if not kept.record.between_two:
        marks = ((change, kept.sort, number, whose, code, basis.value) for number, whose, code in found)
        add_many(Removal, MARK, marks, by=by)
    kept.record.let_go(gone)
    for field, sort in kept.record.goes_with.items():
        others = list(rows.exclude(**{field: None}).values_list(field, flat=True))
        _remove(KEPT[sort], others, basis, change, by)
    history = kept.versions._default_manager.filter(v_record__in=gone)
    _forget_reasons(history)
    if kept.record.forgotten is None:
        rows._raw_delete(rows.db)
        history.delete()
    else:
        kept.record._default_manager.filter(pk__in=gone).update(**kept.record.forgotten)
        history.update(**kept.record.forgotten)
    return len(gone)
