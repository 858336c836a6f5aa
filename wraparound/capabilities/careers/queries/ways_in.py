"""Ways in and what is open on them: for everybody."""

from datetime import date, timedelta
from math import ceil

from django.db.models import QuerySet

from wraparound.capabilities.careers.access import ABOUT, KEEP
from wraparound.capabilities.careers.evidence import shipped_routes
from wraparound.capabilities.careers.models.ways_in import Interest, Opening
from wraparound.capabilities.careers.queries.frameworks import owner_words
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.ways_in import (
    LEAST_TO_TELL,
    MOST_OPENINGS,
    OpeningLine,
    OutcomeTold,
    Route,
    RoutePage,
)
from wraparound.methods.survival import kaplan_meier, time_by_which
from wraparound.people.access import ensure, reach
from wraparound.people.terms.access import Viewer

A_YEAR = timedelta(days=365)


def routes(*, viewer: Viewer) -> tuple[Route, ...]:
    """Every way in, in one order for everybody."""
    ensure(viewer, ABOUT)
    return tuple(shipped_routes().values())


def route_called(key: str, *, viewer: Viewer) -> Route:
    """The way in of a key; NoSuchCareer where there is none."""
    ensure(viewer, ABOUT)
    if key not in shipped_routes():
        raise NoSuchCareer
    return shipped_routes()[key]


def route_page(key: str, *, viewer: Viewer, on: date) -> RoutePage:
    """A way in with what is open on the day, the first to close first, and how long an outcome takes."""
    route = route_called(key, viewer=viewer)
    open_now = _rows().filter(route=key, closes_on__gte=on, ended_at__isnull=True).order_by("closes_on", "pk")
    openings = tuple(opening_line(row, viewer=viewer) for row in open_now[:MOST_OPENINGS])
    return RoutePage(route=route, openings=openings, outcome=outcome_told(key, viewer=viewer, on=on))


def outcome_told(key: str, *, viewer: Viewer, on: date) -> OutcomeTold:
    """Weeks within which half of those who confirmed within a year had an outcome; those who wait count as waiting.

    Nothing below LEAST_TO_TELL outcomes. Whole weeks, rounded up, and no count: one taken back tells nothing.
    """
    rows = Interest.objects.filter(route=key, confirmed_on__gte=on - A_YEAR)
    spans = list(rows.values_list("confirmed_on", "outcome_on"))
    ended = [outcome is not None for _, outcome in spans]
    if sum(ended) < LEAST_TO_TELL:
        return OutcomeTold(enough=False)
    waited = [float(((outcome or on) - confirmed).days) for confirmed, outcome in spans if confirmed]
    half = time_by_which(kaplan_meier(waited, ended), 0.5)
    return OutcomeTold(enough=True, weeks=None if half is None else max(1, ceil(half / 7)))


def own_openings(*, viewer: Viewer) -> tuple[OpeningLine, ...]:
    """Every opening of the places that the viewer keeps, the last to close first."""
    ensure(viewer, KEEP)
    return tuple(opening_line(row, viewer=viewer) for row in _kept(viewer).order_by("-closes_on", "-pk"))


def kept_opening(number: int, *, viewer: Viewer) -> Opening:
    """The row of an opening that the viewer keeps; NoSuchCareer where they do not."""
    ensure(viewer, KEEP)
    row = _kept(viewer).filter(pk=number).first()
    if row is None:
        raise NoSuchCareer
    return row


def open_row(number: int, *, viewer: Viewer, on: date) -> Opening | None:
    """The row of an opening to which one applies here, if it is open on the day."""
    ensure(viewer, ABOUT)
    return _rows().filter(pk=number, closes_on__gte=on, ended_at__isnull=True, link="").first()


def opening_line(row: Opening, *, viewer: Viewer) -> OpeningLine:
    """The row as a line of a list."""
    region = row.region or (row.organisation.region if row.organisation else None)
    return OpeningLine(
        number=row.pk,
        route=row.route,
        title=row.title,
        where=row.where,
        owner=owner_words(row.organisation, row.region, viewer=viewer),
        region=region.code if region else "",
        closes_on=row.closes_on,
        link=row.link,
        ended=row.ended_at is not None,
    )


def _rows() -> QuerySet[Opening]:
    return Opening.objects.select_related("organisation__region", "region", "controller")


def _kept(viewer: Viewer) -> QuerySet[Opening]:
    far = reach(viewer, KEEP)
    return _rows().filter(organisation__in=far.organisations) | _rows().filter(region__in=far.regions)
