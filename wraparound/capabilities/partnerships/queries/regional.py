"""A region as its regional director and its improvement directors read it."""

from datetime import date

from wraparound.capabilities.partnerships.access import SEE_REGION
from wraparound.capabilities.partnerships.calculation.regional import capacity_of, without_offers, without_takers
from wraparound.capabilities.partnerships.queries.agreements import helping_of, partnerships
from wraparound.capabilities.partnerships.queries.arrangements import in_force
from wraparound.capabilities.partnerships.queries.own_words import needs_of, offers_of
from wraparound.capabilities.partnerships.terms.agreements import AgreementState
from wraparound.capabilities.partnerships.terms.own_words import OwnNeed, OwnOffer
from wraparound.capabilities.partnerships.terms.regional import Named, NoSuchRegion, RegionalPage
from wraparound.people.access import ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Viewer


def regional_page(code: str, *, viewer: Viewer, on: date) -> RegionalPage:
    """Who helps whom in a region, by its code, or in the viewer's own where that is empty; NoSuchRegion otherwise."""
    ensure(viewer, SEE_REGION)
    regions = _regions(viewer)
    row = next((one for one in regions if code.upper() in ("", one.code.upper())), None)
    if row is None:
        raise NoSuchRegion
    places = Organisation.objects.filter(region=row).exclude(kind="Region").order_by("name", "pk")
    here = dict(places.values_list("code", "name"))
    lines = partnerships(viewer=viewer, on=on).open
    helping = tuple(
        one
        for one in lines
        if one.state is AgreementState.IN_FORCE and (one.helper_code in here or one.helped_code in here)
    )
    capacity = capacity_of(here.items(), helping_of(here, viewer=viewer, on=on))
    # Of the region alone, so that whoever reads it finds the same, however far else they may look.
    offers = offers_of(here, viewer=viewer, on=on)
    needs = needs_of(here, viewer=viewer, on=on)
    return RegionalPage(
        code=row.code,
        name=row.name,
        made_up=row.made_up,
        today=on,
        helping=helping,
        arrangements=tuple(
            one for one in in_force(viewer=viewer, on=on) if any(part.code in here for part in one.parts)
        ),
        capacity=capacity,
        no_takers=tuple(_named(one, here) for one in without_takers(offers, helping, capacity)),
        no_offers=tuple(_named(one, here) for one in without_offers(needs, offers, helping)),
        said=len({one.code for one in needs} | {one.code for one in offers}),
        of=len(here),
        regions=tuple((one.code, one.name) for one in regions),
    )


def _regions(viewer: Viewer) -> list[Region]:
    far = reach(viewer, SEE_REGION)
    rows = Region.objects.order_by("name", "pk")
    return list(rows if far.nation else rows.filter(pk__in=far.regions))


def _named[Said: (OwnNeed, OwnOffer)](said: Said, names: dict[str, str]) -> Named[Said]:
    return Named(names.get(said.code, said.code), said)
