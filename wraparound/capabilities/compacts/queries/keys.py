"""The keys with which organisations and regions sign: published for ever, and whose the viewer looks after."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from wraparound.capabilities.compacts.access import KEEPS_KEYS, PUBLISHED_KEYS
from wraparound.capabilities.compacts.models.recognition import SigningKey
from wraparound.capabilities.compacts.terms.attested import Issuer, IssuerSort, PublishedKey
from wraparound.capabilities.compacts.terms.recognition import KeyList
from wraparound.people.access import ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Subject, Viewer
from wraparound.published.terms import NotInEvidence
from wraparound.records.queries.history import version_number

Place = Organisation | Region


class NoSuchIssuer(NotInEvidence):
    """No organisation or region of this code uses this site."""


def published_keys(*, viewer: Viewer) -> KeyList:
    """Every key that is published, by issuer, the newest of each first; and whose keys the viewer looks after."""
    ensure(viewer, PUBLISHED_KEYS)
    return KeyList(_in_terms(SigningKey.objects.all()), _mine(viewer))


def keys_of(place: Place, *, viewer: Viewer) -> tuple[PublishedKey, ...]:
    """The published keys of one organisation or region, the newest first."""
    ensure(viewer, PUBLISHED_KEYS)
    return _in_terms(SigningKey.objects.filter(of(place, viewer=viewer)))


def keys_kept(place: Place, *, viewer: Viewer) -> tuple[tuple[PublishedKey, int], ...]:
    """The same with the version that a form carries, for those who look after them."""
    ensure_keeps(place, viewer=viewer)
    rows = SigningKey.objects.filter(of(place, viewer=viewer)).select_related("organisation", "region")
    return tuple((in_terms(row), version_number(row, viewer=viewer)) for row in rows.order_by("-made_at", "-pk"))


def keys_beside(fingerprints: Iterable[str], *, viewer: Viewer) -> tuple[PublishedKey, ...]:
    """The published keys of these fingerprints, whoever's they are."""
    ensure(viewer, PUBLISHED_KEYS)
    return _in_terms(SigningKey.objects.filter(fingerprint__in=list(fingerprints)))


def issuer_called(sort: str, code: str, *, viewer: Viewer) -> Place:
    """The organisation or region of a code, for those who look after its keys; NoSuchIssuer where there is none."""
    found: Place | None
    if sort == IssuerSort.REGION:
        found = Region.objects.select_related("controller").filter(code=code.upper()).first()
    else:
        rows = Organisation.objects.select_related("controller", "region")
        found = rows.filter(code=code.upper()).first() if sort == IssuerSort.ORGANISATION else None
    if found is None:
        raise NoSuchIssuer(
            "No organisation or region of this code uses this site. The page of keys names those that do."
        )
    ensure_keeps(found, viewer=viewer)
    return found


def ensure_keeps(place: Place, *, viewer: Viewer) -> None:
    """Nothing, or PermissionDenied where the viewer does not look after the keys of this organisation or region."""
    if isinstance(place, Region):
        ensure(viewer, KEEPS_KEYS[IssuerSort.REGION], Subject(regions=frozenset({place.pk})))
    else:
        ensure(viewer, KEEPS_KEYS[IssuerSort.ORGANISATION], Subject(organisations=frozenset({place.pk})))


def issuer_of(place: Place, *, viewer: Viewer | None = None) -> Issuer:
    """An organisation or region as whoever issues a statement."""
    sort = IssuerSort.REGION if isinstance(place, Region) else IssuerSort.ORGANISATION
    return Issuer(sort, place.code, place.name, place.made_up)


def of(place: Place, *, viewer: Viewer | None = None) -> Q:
    """The condition under which a key is that of the organisation or region."""
    return Q(region=place) if isinstance(place, Region) else Q(organisation=place)


def in_terms(row: SigningKey, *, viewer: Viewer | None = None) -> PublishedKey:
    """A key as it is published; the row with its organisation or region."""
    place: Place | None = row.organisation or row.region
    assert place is not None  # the store keeps no key of nobody
    return PublishedKey(
        issuer=issuer_of(place),
        public=row.public,
        fingerprint=row.fingerprint,
        since=timezone.localtime(row.made_at).date(),
        until=timezone.localtime(row.replaced_at).date() if row.replaced_at else None,
        stolen_from=row.stolen_from,
        reason=row.reason,
    )


def _in_terms(rows: "QuerySet[SigningKey]") -> tuple[PublishedKey, ...]:
    found = rows.select_related("organisation", "region").defer("locked")
    ordered = found.order_by("organisation__name", "region__name", "-made_at", "-pk")
    return tuple(in_terms(row) for row in ordered)


def _mine(viewer: Viewer) -> tuple[Issuer, ...]:
    organisations = reach(viewer, KEEPS_KEYS[IssuerSort.ORGANISATION]).organisations
    regions = reach(viewer, KEEPS_KEYS[IssuerSort.REGION]).regions
    places: list[Place] = []
    if organisations:
        places += Organisation.objects.filter(pk__in=organisations).order_by("name")
    if regions:
        places += Region.objects.filter(pk__in=regions).order_by("name")
    return tuple(issuer_of(one) for one in places)
