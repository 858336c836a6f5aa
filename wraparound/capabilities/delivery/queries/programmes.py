"""Programmes that an organisation or a region added, as those who keep them see them."""

from wraparound.capabilities.delivery.access import KEEP_PLAN, KEEP_REGIONAL
from wraparound.capabilities.delivery.models.recommendations import OwnRecommendation, Programme
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.queries.reading import about
from wraparound.capabilities.delivery.queries.recommendations import recommendation_terms
from wraparound.capabilities.delivery.terms.recommendations import (
    NotInPlan,
    OwnRecommendationPage,
    ProgrammesPage,
    ProgrammeTerms,
)
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.queries.history import version_number

Place = Organisation | Region


def programmes(code: str, *, viewer: Viewer) -> ProgrammesPage:
    """Those of an organisation whose plan the viewer keeps."""
    return _page(kept_place(code, viewer=viewer), (), viewer)


def regional_programmes(code: str, *, viewer: Viewer) -> ProgrammesPage:
    """Those of a region by its code, or of the viewer's own where that is empty."""
    region = kept_region(code, viewer=viewer)
    rows = Region.objects.filter(pk__in=reach(viewer, KEEP_REGIONAL).regions).order_by("name", "pk")
    return _page(region, tuple((one.code, one.name) for one in rows), viewer)


def kept_region(code: str, *, viewer: Viewer) -> Region:
    """The region whose programmes the viewer keeps; NotInPlan for one that is not theirs."""
    ensure(viewer, KEEP_REGIONAL)
    rows = Region.objects.filter(pk__in=reach(viewer, KEEP_REGIONAL).regions).select_related("controller")
    found = next((one for one in rows.order_by("name", "pk") if code.upper() in ("", one.code.upper())), None)
    if found is None:
        raise NotInPlan
    return found


def programme_row(number: int, *, viewer: Viewer) -> Programme:
    """A programme that the viewer keeps; NotInPlan otherwise."""
    rows = Programme.objects.select_related("organisation__region", "region", "controller")
    row = rows.filter(pk=number).first()
    if row is None or not _keeps(row, viewer):
        raise NotInPlan
    return row


def programme_of(number: int, *, viewer: Viewer) -> ProgrammesPage:
    """The page of whose programme it is; NotInPlan where the viewer does not keep it."""
    row = programme_row(number, viewer=viewer)
    whose = row.organisation or row.region
    assert whose is not None  # the store holds no programme of nobody
    return _page(whose, (), viewer)


def recommendation_row(number: int, *, viewer: Viewer) -> OwnRecommendation:
    """A recommendation that is followed, of a programme that the viewer keeps; NotInPlan otherwise."""
    rows = OwnRecommendation.objects.select_related("programme__organisation", "programme__region")
    row = rows.filter(pk=number, ended_at__isnull=True).first()
    if row is None:
        raise NotInPlan
    programme_row(row.programme_id, viewer=viewer)
    return row


def own_recommendation(number: int, *, viewer: Viewer) -> OwnRecommendationPage:
    """One that the viewer may change or end."""
    row = recommendation_row(number, viewer=viewer)
    whose = row.programme.organisation or row.programme.region
    assert whose is not None  # the store holds no programme of nobody
    return OwnRecommendationPage(
        number=number,
        code=whose.code,
        name=whose.name,
        of_region=row.programme.region is not None,
        recommendation=recommendation_terms(row, viewer=viewer),
        version=version_number(row, viewer=viewer),
    )


def _page(place: Place, regions: tuple[tuple[str, str], ...], viewer: Viewer) -> ProgrammesPage:
    of_region = isinstance(place, Region)
    mine = {"region": place.pk} if of_region else {"organisation": place.pk}
    every = OwnRecommendation.objects.filter(**{f"programme__{name}": number for name, number in mine.items()})
    rows = every.select_related("programme__organisation", "programme__region").order_by("number")
    held: dict[int, list[OwnRecommendation]] = {}
    for row in rows:
        held.setdefault(row.programme_id, []).append(row)
    return ProgrammesPage(
        code=place.code,
        name=place.name,
        of_region=of_region,
        programmes=tuple(
            ProgrammeTerms(
                number=one.pk,
                name=one.name,
                ended=one.ended_at is not None,
                recommendations=tuple(recommendation_terms(row, viewer=viewer) for row in held.get(one.pk, ())),
            )
            for one in Programme.objects.filter(**mine).order_by("name", "pk")
        ),
        regions=regions,
    )


def _keeps(row: Programme, viewer: Viewer) -> bool:
    """Whoever keeps those of a region keeps none of its organisations' own."""
    if row.organisation is not None:
        return allows(viewer, KEEP_PLAN, about(row.organisation, viewer=viewer))
    return allows(viewer, KEEP_REGIONAL, Subject(regions=frozenset({row.region_id or 0})))
