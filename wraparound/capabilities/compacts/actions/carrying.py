"""What was typed before posts were kept is pointed at the post of that name; docs/decisions/0039 says what is entered.

Words are never changed: the post is noted beside them.
"""

from collections.abc import Sequence
from datetime import datetime

from wraparound.capabilities.compacts.access import CARRY_OVER
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact, Prospectus
from wraparound.capabilities.compacts.queries.posts import pointing_at_none
from wraparound.capabilities.compacts.terms.posts import AboutPost, Carried, Fitting
from wraparound.people.access import ensure
from wraparound.people.calculation import name_key
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.models.outbox import Event

POINTED = "Pointed at the post that is called as it says"
CARRIED = "compacts.posts_carried"
NAMED = "compacts.post_named"


def point_where_one_fits(
    *, only: str = "", post: int | None = None, write: bool = True, enter: bool = False, at: datetime, by: Viewer
) -> Carried:
    """Points what points at no post at the only one of its organisation that is called so; nothing without `write`.

    Where somebody said that it is none of these, it stays so. `only`: the code of one organisation. `post`: nothing is
    pointed at another. `enter`: what compacts in force there name, and no post is called, is asked to be entered too.
    """
    ensure(by, CARRY_OVER)
    found = pointing_at_none(CARRY_OVER, viewer=by, on=day_of(at), only=only, post=post)
    fits, left = [one for one in found if one.post], [one for one in found if not one.post]
    named = [one for one in left if one.not_entered and one.named_in_force] if enter else []
    asked: tuple[str, ...] = ()
    if write and (fits or named):
        with changing(POINTED, at=at, by=by):
            _point(fits)
            asked = _ask_for(named, at, by)
    return Carried(written=write, pointed=tuple(fits), left=tuple(left), asked=asked)


def carry_over(*, at: datetime, by: Viewer) -> bool:
    """Once in the life of a store: points what it can, and asks for the posts that published prospectuses name.

    Whether it was done now. What is asked for is pointed at once it is entered.
    """
    ensure(by, CARRY_OVER)
    if Event.objects.filter(name=CARRIED).exists():
        return False
    with changing("What was typed before posts were kept", at=at, by=by):
        # Asked again now that it is our turn to write: another worker may have been faster.
        if Event.objects.filter(name=CARRIED).exists():
            return False
        carried = point_where_one_fits(at=at, by=by)
        _ask_for([one for one in carried.left if one.may_be_entered and one.not_entered], at, by)
        tell(CARRIED, {}, by=by)
    return True


def _point(fits: Sequence[Fitting]) -> None:
    for one in fits:
        row = _row(one)
        if one.post is not None and row.post is None:
            row.post = one.post.number
            row.save(update_fields=["post"])


def _row(one: Fitting) -> Compact | Prospectus:
    if one.what is AboutPost.COMPACT:
        return Compact.objects.get(pk=one.number)
    return Prospectus.objects.get(pk=one.number)


def _ask_for(named: Sequence[Fitting], at: datetime, by: Viewer) -> tuple[str, ...]:
    """Tells of each post once, whatever names it: its organisation, its title, and since when it is named here."""
    wanted: dict[tuple[str, str], Fitting] = {}
    for one in named:
        wanted.setdefault((one.organisation_code, name_key(one.role)), one)
    for one in wanted.values():
        # Of a compact, which not everybody may know of, not even the day is told.
        since = day_of(_row(one).opened_at) if one.what is AboutPost.PROSPECTUS else day_of(at)
        told = {"organisation": one.organisation_code, "title": one.role, "since": since.isoformat()}
        tell(NAMED, told, by=by)
    return tuple(f"{one.role}, {one.organisation_code}" for one in wanted.values())
