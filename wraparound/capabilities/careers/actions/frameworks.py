"""Bringing a framework in, taking that back, and saying what of one carries over to another."""

from collections.abc import Sequence
from datetime import date, datetime

from wraparound.capabilities.careers.calculation.mapping import wrong_pairs
from wraparound.capabilities.careers.calculation.stored import as_data
from wraparound.capabilities.careers.calculation.tidying import tidy, what_is_wrong
from wraparound.capabilities.careers.models.frameworks import CarryOver, ImportedFramework
from wraparound.capabilities.careers.queries.frameworks import kept_framework, mapping_page, place_called
from wraparound.capabilities.careers.queries.using import uses_of
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, Framework, own_key
from wraparound.capabilities.careers.wording.frameworks import ALREADY, in_use_words
from wraparound.people.models import Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.terms import Basis


def bring_in_framework(place: str, one: Framework, *, at: datetime, by: Viewer) -> int:
    """Keeps a framework for a place that the actor keeps; its number.

    CannotKeepCareer where something is wrong with it, or the place has this name and version already.
    """
    row = place_called(place, viewer=by)
    made = tidy(one)
    if trouble := next(what_is_wrong(made), ""):
        raise CannotKeepCareer(trouble)
    of = {"region": row} if isinstance(row, Region) else {"organisation": row}
    with changing("A competency framework was imported", at=at, by=by):
        if ImportedFramework.objects.filter(**of, name=made.name, version=made.version).exists():
            raise CannotKeepCareer(ALREADY.format(made.title))
        kept = ImportedFramework.objects.create(
            controller=row.controller,
            **of,
            name=made.name,
            version=made.version,
            content=as_data(made),
            imported_at=at,
        )
    return int(kept.pk)


def take_back_framework(number: int, *, at: datetime, by: Viewer) -> None:
    """An imported framework goes, and what carried over to it; CannotKeepCareer while anything rests on it."""
    kept_framework(number, viewer=by)
    with changing("An imported competency framework was taken back", at=at, by=by):
        ImportedFramework.objects.select_for_update(of=("self",)).get(pk=number)
        if used := uses_of(own_key(number), viewer=by):
            raise CannotKeepCareer(in_use_words(used))
        sort = ImportedFramework._meta.label_lower
        remove(sort, [number], basis=Basis.UNDO, why="The import was taken back", at=at, by=by)


def map_frameworks(
    before: str,
    number: int,
    pairs: Sequence[tuple[str, str]],
    *,
    replaces_on: date | None,
    version: int,
    at: datetime,
    by: Viewer,
) -> None:
    """Says what of the framework `before` (its key) carries over to an imported one that the actor keeps.

    `version` is that of what was said before, 0 where nothing was. CannotKeepCareer where a pair is none of the two.
    """
    after = kept_framework(number, viewer=by)
    page = mapping_page(before, number, viewer=by)
    tidy_pairs = list(dict.fromkeys(pairs))
    if trouble := next(wrong_pairs(page.before.framework, page.after.framework, tidy_pairs), ""):
        raise CannotKeepCareer(trouble)
    with changing("It was said what of a framework carries over to another", at=at, by=by):
        row = CarryOver.objects.filter(before=page.before.key, after=number).first()
        if row is None:
            row = CarryOver(controller=after.controller, before=page.before.key, after=after)
        else:
            ensure_unchanged(row, version, by=by)
        row.pairs, row.replaces_on = [list(pair) for pair in tidy_pairs], replaces_on
        row.save()
