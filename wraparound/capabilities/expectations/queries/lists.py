"""Which trusts there are: searches, lists, and the choices of a filter."""

from dataclasses import replace
from functools import lru_cache

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import SEE_EVIDENCE
from wraparound.capabilities.expectations.calculation.search import (
    SearchEntry,
    code_called,
    find_trusts,
    region_in,
    search_entries,
)
from wraparound.capabilities.expectations.queries.releases import release_for
from wraparound.capabilities.expectations.terms.search import SearchChoices, TrustList, TrustSearch
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import Kind, Organisation, Release


def trusts(search: TrustSearch, *, viewer: Viewer) -> TrustList:
    """The trusts that a search finds, best first; NotInEvidence for a region there is not."""
    ensure(viewer, SEE_EVIDENCE)
    release = release_in_use(viewer=viewer)
    if search.region is not None:
        search = replace(search, region=region_called(search.region, viewer=viewer))
    return find_trusts(search, _entries(release), release.id)


def organisations(*, viewer: Viewer, release: str | None = None) -> dict[str, Organisation]:
    """Every trust by its ODS code, of the release in use or the one named."""
    ensure(viewer, SEE_EVIDENCE)
    return evidence.organisations(release_for(release, viewer=viewer))


def search_choices(*, viewer: Viewer) -> SearchChoices:
    """The regions and kinds that trusts have, for filters."""
    known = organisations(viewer=viewer).values()
    kinds = {one.kind for one in known}
    regions = sorted({one.region for one in known})
    return SearchChoices(regions=tuple(regions), kinds=tuple(kind for kind in Kind if kind in kinds))


def region_called(name: str, *, viewer: Viewer) -> str:
    """The region of that name in any case of letters; NotInEvidence names those there are."""
    return region_in(name, search_choices(viewer=viewer).regions)


def trust_called(text: str, *, viewer: Viewer, release: str | None = None) -> str:
    """The code of the one trust that is meant by a code or a name; CannotAnswer where it is none or several."""
    ensure(viewer, SEE_EVIDENCE)
    return _code_called(release_for(release, viewer=viewer), text)


@lru_cache(maxsize=1024)
def _code_called(release: Release, text: str) -> str:
    return code_called(text, evidence.organisations(release), _entries(release))


@lru_cache(maxsize=8)
def _entries(release: Release) -> tuple[SearchEntry, ...]:
    return search_entries(evidence.organisations(release), evidence.all_spells(release), evidence.successions(release))
