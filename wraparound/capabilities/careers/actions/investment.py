"""Writing what is spent on development, bringing it in from a file, and sharing a year with the region."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.utils import timezone

from wraparound.capabilities.careers.calculation.investment import (
    as_data,
    is_kept,
    last_of,
    people_as_data,
    tell_of_few,
    then_from,
    too_close,
    wrong_line,
)
from wraparound.capabilities.careers.models.investment import Spending, SpendingShare
from wraparound.capabilities.careers.queries.investment import (
    ensure_year,
    investing_place,
    then_today,
    version_seen,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.terms.investment import SpendingRow, SpendingWritten
from wraparound.capabilities.careers.wording import investment as say
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged


def write_line(code: str, row: SpendingRow, *, at: datetime, by: Viewer) -> None:
    """Keeps a line at an organisation that the actor keeps, in place of the one that they saw.

    A line with nothing but noughts takes off what was there. CannotKeepCareer where it cannot be, or where one is there
    that they did not see; ChangedMeanwhile where it was changed since.
    """
    with _keeping(code, [row], at, by) as place:
        found = _found(place, row)
        if row.seen != version_seen(found, viewer=by):
            if found is None or not row.seen:
                raise CannotKeepCareer(say.THERE)
            ensure_unchanged(found, row.seen, by=by)
        _write(place, row, found, by)


def write_spending(code: str, rows: Sequence[SpendingRow], *, at: datetime, by: Viewer) -> SpendingWritten:
    """Keeps lines at an organisation that the actor keeps, in place of what they saw there; what came of it.

    Lines that were changed since are left as they are. CannotKeepCareer, with nothing written, where a line cannot be.
    """
    with _keeping(code, rows, at, by) as place:
        changed, left = 0, []
        for row in rows:
            found = _found(place, row)
            if row.seen is not None and row.seen != version_seen(found, viewer=by):
                left.append(row)
            else:
                changed += _write(place, row, found, by)
    return SpendingWritten(changed=changed, left=tuple(left))


def share_spending(code: str, year: int, *, at: datetime, by: Viewer) -> None:
    """The region reads the year as it is now, in place of what it read. CannotKeepCareer where that may not be told."""
    place = investing_place(code, viewer=by)
    ensure_year(year, viewer=by)
    with changing("What is spent on development is shared with the region", at=at, by=by):
        Organisation.objects.select_for_update(of=("self",)).get(pk=place.pk)
        now = then_today(place, year, viewer=by)
        if now.told.total.is_nothing:
            raise CannotKeepCareer(say.NOTHING_TO_SHARE)
        # What was shared and taken back was read too.
        for before in SpendingShare.objects.filter(organisation=place, year=year):
            then = then_from(before.content, before.people or ())
            if tell_of_few(then, now):
                raise CannotKeepCareer(say.TOO_CLOSE if too_close(then.told, now.told) else say.MOVED)
        _end(place, year, at)
        SpendingShare.objects.create(
            controller=place.controller,
            organisation=place,
            year=year,
            year_ends=last_of(year),
            content=as_data(now.told),
            people=people_as_data(now),
            shared_on=timezone.localtime(at).date(),
        )


def take_back_spending(code: str, year: int, *, at: datetime, by: Viewer) -> None:
    """The region reads nothing of the year any more."""
    place = investing_place(code, viewer=by)
    with changing("What is spent on development is shared no longer", at=at, by=by):
        _end(place, year, at)


def _end(place: Organisation, year: int, at: datetime) -> None:
    rows = SpendingShare.objects.select_for_update(of=("self",)).filter(organisation=place, year=year)
    for row in rows.filter(ended_on__isnull=True):
        row.ended_on = timezone.localtime(at).date()
        row.save(update_fields=["ended_on"])


@contextmanager
def _keeping(code: str, rows: Sequence[SpendingRow], at: datetime, by: Viewer) -> Iterator[Organisation]:
    """The organisation, locked, inside a change; CannotKeepCareer where a row cannot be."""
    place, today = investing_place(code, viewer=by), timezone.localtime(at).date()
    for row in rows:
        ensure_year(row.year, viewer=by)
        if trouble := wrong_line(row.line) or ("" if is_kept(row.year, today) else say.too_old(row.year)):
            raise CannotKeepCareer(trouble)
    with changing("What is spent on development was written", at=at, by=by):
        yield Organisation.objects.select_for_update(of=("self",)).get(pk=place.pk)


def _found(place: Organisation, row: SpendingRow) -> Spending | None:
    rows = Spending.objects.filter(organisation=place, year=row.year)
    return rows.filter(level=row.line.level, kind=row.line.kind).first()


def _write(place: Organisation, row: SpendingRow, found: Spending | None, by: Viewer) -> bool:
    """Whether anything changed."""
    amounts: dict[str, Any] = dict(row.line.amounts.__dict__)
    if found is None:
        if row.line.amounts.is_nothing:
            return False
        of: dict[str, Any] = {"year": row.year, "level": row.line.level, "kind": row.line.kind}
        ends = last_of(row.year)
        Spending.objects.create(controller=place.controller, organisation=place, year_ends=ends, **of, **amounts)
        return True
    changed = [name for name, value in amounts.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, amounts[name])
    if changed:
        found.save(update_fields=changed)
    return bool(changed)
