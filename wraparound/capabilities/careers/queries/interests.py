"""Interest in ways in: for whoever has its link, and for those who answer."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from wraparound.capabilities.careers.access import KEEP, REGISTER
from wraparound.capabilities.careers.evidence import shipped_routes
from wraparound.capabilities.careers.models.ways_in import Interest
from wraparound.capabilities.careers.queries.ways_in import opening_line
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.interests import (
    InterestLine,
    InterestPage,
    InterestState,
    NoSuchInterest,
    OpenedBy,
)
from wraparound.people.access import ensure, reach
from wraparound.people.models import Region
from wraparound.people.queries.leaders import holders_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.queries.history import version_number

WAIT = (InterestState.SENT, InterestState.SEEN, InterestState.TALKING)


def regions_to_choose(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of every region where somebody may look for a way in."""
    ensure(viewer, REGISTER)
    return tuple(Region.objects.order_by("name").values_list("code", "name"))


def path_of(row: Interest, *, viewer: Viewer) -> str:
    """Where the link of an interest leads: a mix of its nonce with the key of the site, which is kept nowhere."""
    mixed = salted_hmac("careers.interest", f"{row.pk}:{row.nonce}", algorithm="sha256").hexdigest()[:40]
    return f"/careers/interest/{row.pk}/{mixed}/"


def interest_by_link(number: int, token: str, *, viewer: Viewer) -> Interest:
    """The row behind a link: whoever has it may; NoSuchInterest otherwise."""
    ensure(viewer, REGISTER)
    row = _rows().filter(pk=number).first()
    if row is None or not constant_time_compare(path_of(row, viewer=viewer).split("/")[-2], token):
        raise NoSuchInterest
    return row


def own_interest(number: int, token: str, *, viewer: Viewer) -> InterestPage:
    """All that is kept behind a link."""
    row = interest_by_link(number, token, viewer=viewer)
    return interest_page(row, viewer=viewer, path=path_of(row, viewer=viewer))


def interests(*, viewer: Viewer) -> tuple[InterestLine, ...]:
    """Confirmed interest that the viewer answers: what waits first, the one that waits longest before others."""
    ensure(viewer, KEEP)
    rows = sorted(
        _answered_by(viewer), key=lambda row: (InterestState(row.state) not in WAIT, row.confirmed_on, row.pk)
    )
    return tuple(_line(row) for row in rows)


def answered_row(number: int, *, viewer: Viewer) -> Interest:
    """The row of a confirmed interest that the viewer answers; NoSuchCareer for others."""
    ensure(viewer, KEEP)
    row = _answered_by(viewer).filter(pk=number).first()
    if row is None:
        raise NoSuchCareer
    return row


def interest_page(row: Interest, *, viewer: Viewer, path: str = "") -> InterestPage:
    """One that the caller has found for the viewer."""
    return InterestPage(
        number=row.pk,
        route=shipped_routes()[row.route],
        region=row.region.name,
        opening=opening_line(row.opening, viewer=viewer) if row.opening else None,
        name=row.name,
        address=row.address,
        brings=row.brings,
        registered_on=row.registered_on,
        confirmed_on=row.confirmed_on,
        changed_on=row.changed_on,
        state=InterestState(row.state),
        answer=row.answer,
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_on=row.answered_on,
        opened=tuple(
            OpenedBy(name=one.reader.name, on=one.on)
            for one in row.opened.select_related("reader").order_by("on", "pk")
        ),
        version=version_number(row, viewer=viewer),
        path=path,
    )


def whom_to_tell(number: int, *, viewer: Viewer, on: date) -> tuple[int, ...]:
    """Ids of those who answer an interest: of its region, and of the organisation whose opening it is for."""
    row = _rows().filter(pk=number, confirmed_on__isnull=False).first()
    if row is None:
        return ()
    about = Subject(regions=frozenset({row.region_id}))
    if row.opening and row.opening.organisation_id:
        about = Subject.at(row.opening.organisation_id, row.region_id)
    return holders_of(about, KEEP, viewer=viewer, on=on)


def _line(row: Interest) -> InterestLine:
    assert row.confirmed_on is not None  # those alone are read
    return InterestLine(
        number=row.pk,
        route=shipped_routes()[row.route].title,
        opening=row.opening.title if row.opening else "",
        region=row.region.name,
        confirmed_on=row.confirmed_on,
        state=InterestState(row.state),
    )


def _rows() -> QuerySet[Interest]:
    return Interest.objects.select_related(
        "region", "controller", "answered_by", "opening__organisation__region", "opening__region"
    )


def _answered_by(viewer: Viewer) -> QuerySet[Interest]:
    far = reach(viewer, KEEP)
    theirs = Q(region__in=far.regions) | Q(opening__organisation__in=far.organisations)
    return _rows().filter(theirs, confirmed_on__isnull=False)
