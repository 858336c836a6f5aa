"""Putting an opening on a way in, and taking it down."""

from datetime import datetime, timedelta

from wraparound.capabilities.careers.evidence import shipped_routes
from wraparound.capabilities.careers.models.ways_in import Opening
from wraparound.capabilities.careers.queries.frameworks import place_called
from wraparound.capabilities.careers.queries.ways_in import kept_opening
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.terms.ways_in import (
    LONGEST_LINK,
    LONGEST_OPEN,
    LONGEST_TITLE,
    LONGEST_WHERE,
    NewOpening,
)
from wraparound.capabilities.careers.wording import ways_in as say
from wraparound.people.models import Region
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing


def add_opening(new: NewOpening, *, at: datetime, by: Viewer) -> int:
    """Puts an opening of a place that the actor keeps on a way in, for all to see; its number."""
    place = place_called(new.place, viewer=by)
    title, where, link = (" ".join(one.split()) for one in (new.title, new.where, new.link))
    _ensure_fits(new, title, where, link, at)
    of = {"region": place} if isinstance(place, Region) else {"organisation": place}
    with changing("An opening was put on a way in", at=at, by=by):
        row = Opening.objects.create(
            controller=place.controller,
            **of,
            route=new.route,
            title=title,
            where=where,
            link=link,
            closes_on=new.closes_on,
        )
    return int(row.pk)


def end_opening(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes an opening down. Interest that came by it stays, and waits for its answer."""
    kept_opening(number, viewer=by)
    with changing("An opening was taken down", at=at, by=by):
        row = Opening.objects.select_for_update(of=("self",)).get(pk=number)
        if row.ended_at is None:
            row.ended_at = at
            row.save(update_fields=["ended_at"])


def _ensure_fits(new: NewOpening, title: str, where: str, link: str, at: datetime) -> None:
    if new.route not in shipped_routes():
        raise CannotKeepCareer(say.WRONG_ROUTE)
    if not (title and where) or len(title) > LONGEST_TITLE or len(where) > LONGEST_WHERE:
        raise CannotKeepCareer(say.WRONG_TEXT)
    if link and (not link.startswith("https://") or len(link) > LONGEST_LINK):
        raise CannotKeepCareer(say.WRONG_LINK)
    if not at.date() <= new.closes_on <= at.date() + timedelta(days=LONGEST_OPEN):
        raise CannotKeepCareer(say.WRONG_DAY)
