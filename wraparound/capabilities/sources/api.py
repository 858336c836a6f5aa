"""Sources as JSON."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router

from wraparound.capabilities.sources.access import RULES
from wraparound.capabilities.sources.queries import releases
from wraparound.capabilities.sources.queries.imports import compare, held
from wraparound.capabilities.sources.terms import Comparison, HeldRelease, SourceRow, TablePage
from wraparound.people.access import require
from wraparound.published.terms import Release

router = Router(tags=["sources"])

Named = Annotated[str, Path(max_length=60)]


@router.get("/releases", response=list[HeldRelease], url_name="api_releases")
def api_releases(request: HttpRequest) -> list[HeldRelease]:
    """Every evidence release held, newest first: which is in use, and what was imported by whom."""
    viewer = require(request, RULES["api_releases"])
    return list(held(viewer=viewer))


@router.get(
    "/compare/{older}/{newer}",
    response={200: Comparison, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_compare",
)
def api_compare(request: HttpRequest, older: Named, newer: Named) -> Comparison:
    """What differs between two releases, table by table, and every figure that was revised."""
    viewer = require(request, RULES["api_compare"])
    return compare(older, newer, viewer=viewer)


@router.get(
    "/releases/{release}", response={200: Release, 404: dict[str, str], 422: dict[str, str]}, url_name="api_release"
)
def api_release(request: HttpRequest, release: Named) -> Release:
    """One release with the sidecar of each of its tables."""
    viewer = require(request, RULES["api_release"])
    return releases.release(release, viewer=viewer)


@router.get(
    "/releases/{release}/{table}",
    response={200: TablePage, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_rows",
)
def api_rows(
    request: HttpRequest,
    release: Named,
    table: Named,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    code: Annotated[str, Query(max_length=5)] = "",
) -> TablePage:
    """A hundred rows of a table, narrowed to one ODS code where it is given."""
    viewer = require(request, RULES["api_rows"])
    return releases.table_page(release, table, viewer=viewer, page=page, code=code)


@router.get(
    "/releases/{release}/{table}/{row}",
    response={200: SourceRow, 404: dict[str, str], 422: dict[str, str]},
    url_name="api_row",
)
def api_row(
    request: HttpRequest, release: Named, table: Named, row: Annotated[int, Path(ge=1, le=10_000_000)]
) -> SourceRow:
    """One row with its publisher, licence and checksum."""
    viewer = require(request, RULES["api_row"])
    return releases.source_row(release, table, row, viewer=viewer)
