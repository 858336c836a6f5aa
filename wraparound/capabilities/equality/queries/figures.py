"""Figures that were published, for those who may read them: nothing here sees a count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from wraparound.capabilities.equality.access import READ
from wraparound.capabilities.equality.calculation.measures import (
    employed_in,
    indicators_of,
    sides_of,
    stages_in,
    tables_of,
    worked_out,
)
from wraparound.capabilities.equality.calculation.periods import year_of
from wraparound.capabilities.equality.calculation.snapshots import nation_name, place_name, published
from wraparound.capabilities.equality.models.figures import PublishedFigures
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.parts import off_words
from wraparound.capabilities.equality.queries.survey import boards_of, survey_of, years_published
from wraparound.capabilities.equality.terms.answers import LEVEL, ListStanding
from wraparound.capabilities.equality.terms.figures import (
    NATION,
    OF_STANDARDS,
    FiguresFrom,
    FiguresPlace,
    FiguresPlaces,
    NoSuchFigures,
    PartFigures,
    PlaceFigures,
    PlaceSort,
    StandardFigures,
    Untold,
)
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.wording import figures as say
from wraparound.capabilities.equality.wording import measures as words
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.methods.suppression.profile import Profile
from wraparound.methods.suppression.publishing import Published
from wraparound.people.access import allows, ensure
from wraparound.people.queries.organisations import organisation_of, regions, within_reach
from wraparound.people.terms.access import Viewer

MOST_YEARS = 5
"""Beside one another, the newest."""
FILES = FiguresFrom.FILES
MOST_PLACES = 2_000

type Kept = Mapping[tuple[str, str], dict[int, Published]]
"""By standard and source: what was published last of each year, the newest year first."""


@dataclass(frozen=True)
class AskedPlace:
    """A place as it is called among figures, and on a page."""

    sort: PlaceSort
    code: str
    name: str
    region: str
    made_up: bool
    named: str


def may_read(*, viewer: Viewer) -> bool:
    """Whether the viewer reads published figures of any place."""
    return allows(viewer, READ)


def figures_places(*, viewer: Viewer) -> FiguresPlaces:
    """The years of which there are figures, and the regions and organisations of which the viewer may read them."""
    ensure(viewer, READ)
    found = regions(viewer=viewer)
    here = within_reach(READ, viewer=viewer, most=MOST_PLACES)
    kept = _kept()
    counted = {name for of_years in kept.values() for shown in of_years.values() for name in shown.places}
    told = [one for one in here if place_name(PlaceSort.ORGANISATION, one[0]) in counted]
    return FiguresPlaces(
        years=_years(kept),
        regions=tuple(FiguresPlace(sort=PlaceSort.REGION, code=one.code, name=one.name) for one in found),
        organisations=tuple(FiguresPlace(sort=PlaceSort.ORGANISATION, code=code, name=name) for code, name in told),
        silent=len(here) - len(told),
    )


def figures_of_nation(year: int | None = None, *, viewer: Viewer, on: date) -> PlaceFigures:
    """All regions together; where every region is made up, those. NoSuchFigures for a year without figures."""
    return _figures(place_asked(PlaceSort.NATION, NATION, viewer=viewer), year, viewer, on)


def figures_of_region(code: str, year: int | None = None, *, viewer: Viewer, on: date) -> PlaceFigures:
    """One region; NoSuchFigures where there is none of this code, or none of the year."""
    return _figures(place_asked(PlaceSort.REGION, code, viewer=viewer), year, viewer, on)


def figures_of_organisation(code: str, year: int | None = None, *, viewer: Viewer, on: date) -> PlaceFigures:
    """One organisation, for those whose role reaches it; NoSuchFigures for any other."""
    asked = place_asked(PlaceSort.ORGANISATION, code, viewer=viewer)
    found = _figures(asked, year, viewer, on)
    off = off_words(asked.code, EqualityPart.STAGES, viewer=viewer)
    return _without_stages(found, off) if off else found


def place_asked(sort: PlaceSort, code: str, *, viewer: Viewer) -> AskedPlace:
    """A place of which the viewer may read figures; NoSuchFigures for any other. Of the nation the code is not read."""
    ensure(viewer, READ)
    if sort is PlaceSort.NATION:
        made_up = all(one.made_up for one in regions(viewer=viewer))
        name = say.place_words(PlaceSort.NATION, "")
        return AskedPlace(PlaceSort.NATION, NATION, name, "", made_up, nation_name(made_up=made_up))
    if sort is PlaceSort.REGION:
        found = next((one for one in regions(viewer=viewer) if one.code == code.upper()), None)
        if found is None:
            raise NoSuchFigures
        named = place_name(PlaceSort.REGION, found.code)
        return AskedPlace(PlaceSort.REGION, found.code, found.name, found.code, found.made_up, named)
    if code.upper() not in dict(within_reach(READ, viewer=viewer, most=MOST_PLACES)):
        raise NoSuchFigures
    row = organisation_of(code, viewer=viewer)
    named = place_name(PlaceSort.ORGANISATION, row.code)
    return AskedPlace(PlaceSort.ORGANISATION, row.code, row.name, row.region.code, row.made_up, named)


def _without_stages(found: PlaceFigures, off: str) -> PlaceFigures:
    """The same where an organisation does not use stages, with why."""
    standards = tuple(
        replace(
            one,
            stages_on=None,
            stages=(),
            steps=(),
            hidden=sum(figure is None for table in (*one.employed, *one.sides) for figure in table.figures),
        )
        for one in found.standards
    )
    return replace(found, standards=standards, says=(off, *found.says))


def last_published(
    standard: Standard, asked: AskedPlace, year: int | None, *, viewer: Viewer
) -> tuple[int, int, str] | None:
    """The year, row and mark of what was published last from files of a place, of a year or the newest with a file."""
    ensure(viewer, READ)
    newest = _newest().items()
    of_files = ((of, *row) for (whose, source, of), row in newest if (whose, source) == (standard, FILES))
    rows = sorted((row for row in of_files if year in (None, row[0])), reverse=True)
    return next((row for row in rows if _tells(_opened(row[1], row[2]), asked)), None)


def published_in(number: int, mark: str, *, viewer: Viewer) -> Published:
    """What was published in a row."""
    ensure(viewer, READ)
    return _opened(number, mark)


def _figures(asked: AskedPlace, year: int | None, viewer: Viewer, on: date) -> PlaceFigures:
    kept = _kept()
    alone = asked.sort is PlaceSort.ORGANISATION
    also = years_published(asked.code, viewer=viewer) if alone else frozenset()
    years = tuple(sorted({*_years(kept), *also}, reverse=True))
    chosen = year if year is not None else _newest_year(kept, asked, next(iter(years), year_of(on)))
    if years and chosen not in years:
        raise NoSuchFigures
    profile = Profile()
    levels = {one.code: one.words for one in lists_in_use(viewer=viewer)[LEVEL].choices}
    return PlaceFigures(
        sort=asked.sort,
        code=asked.code,
        name=asked.name,
        region=asked.region,
        made_up=asked.made_up,
        year=chosen,
        years=years,
        off_by=profile.blur,
        least=profile.hidden_below,
        standards=tuple(_standard(one, kept, asked, chosen, levels) for one in Standard),
        parts=_parts(kept, asked, chosen, viewer),
        survey=survey_of(asked.code, chosen, viewer=viewer) if alone else (),
        boards=boards_of(asked.code, asked.name, chosen, viewer=viewer) if alone else (),
        says=say.says(profile.blur, profile.hidden_below, _unconfirmed(viewer)),
    )


def _years(kept: Kept) -> tuple[int, ...]:
    """Every year of which there are figures, the newest first."""
    return tuple(sorted({one for of_years in kept.values() for one in of_years}, reverse=True))


def _newest_year(kept: Kept, asked: AskedPlace, otherwise: int) -> int:
    """The newest year of which an indicator of the place can be told; else the newest of which its files are counted.

    Stages alone come in long before files, and a year of which only a part was sent would stand before a whole one.
    """
    counted = {
        (year, standard): shown
        for (standard, source), of_years in kept.items()
        for year, shown in of_years.items()
        if source == FiguresFrom.FILES and _tells(shown, asked)
    }
    told = (year for (year, standard), shown in counted.items() if _says_anything(standard, year, shown, asked))
    return max(told, default=max((year for year, _ in counted), default=otherwise))


def _says_anything(standard: str, year: int, shown: Published, asked: AskedPlace) -> bool:
    found = worked_out(indicators_of(Standard(standard), asked.sort), {year: shown}, asked.named)
    return any(not isinstance(told, Untold) for one in found for _, told in one.years)


def _tells(shown: Published, asked: AskedPlace) -> bool:
    """Whether a place is among what was published, and not as another name of a single organisation.

    Regions are read by more people than an organisation of one of them.
    """
    if asked.named not in shown.places:
        return False
    return asked.sort is PlaceSort.ORGANISATION or not shown.is_of_one(asked.named)


def _standard(
    standard: Standard, kept: Kept, asked: AskedPlace, year: int, levels: Mapping[str, str]
) -> StandardFigures:
    of_files, of_stages = (_years_told(kept.get((standard, source), {}), asked) for source in FiguresFrom)
    files, stages = (_at(of_years, year, asked.named) for of_years in (of_files, of_stages))
    employed = tables_of(files, asked.named, words.employed_words(employed_in(files), levels)) if files else ()
    sides = tables_of(files, asked.named, words.table_words(sides_of(standard, asked.sort))) if files else ()
    reached = tables_of(stages, asked.named, words.table_words(stages_in(stages))) if stages else ()
    ratios = worked_out(indicators_of(standard, asked.sort), of_files, asked.named)
    going_on = worked_out(words.steps(standard), of_stages, asked.named) if stages else ()
    either = files or stages
    return StandardFigures(
        standard=standard.value,
        question=OF_STANDARDS[standard].characteristic.value,
        groups=either.groups if either else (),
        counted_on=files.day if files else None,
        stages_on=stages.day if stages else None,
        employed=employed,
        sides=sides,
        stages=reached,
        indicators=words.indicator_figures(ratios),
        steps=words.indicator_figures(going_on),
        hidden=sum(figure is None for table in (*employed, *sides, *reached) for figure in table.figures),
    )


def _at(years: Mapping[int, Published], year: int, named: str) -> Published | None:
    found = years.get(year)
    return found if found is not None and named in found.places else None


def _years_told(years: Mapping[int, Published], asked: AskedPlace) -> dict[int, Published]:
    """Of years in which a place would be another name of one organisation nothing is told, no ratio either."""
    alone = asked.sort is PlaceSort.ORGANISATION
    return {
        year: shown
        for year, shown in years.items()
        if alone or asked.named not in shown.places or not shown.is_of_one(asked.named)
    }


def _parts(kept: Kept, asked: AskedPlace, year: int, viewer: Viewer) -> tuple[PartFigures, ...]:
    """Kinds of a region, or regions of all of them, each with its indicators of the year."""
    if asked.sort is PlaceSort.ORGANISATION:
        return ()
    of_year = {one: kept.get((one, FiguresFrom.FILES), {}).get(year) for one in Standard}
    there = dict.fromkeys(
        name for shown in of_year.values() if shown for name in shown.places if not shown.is_of_one(name)
    )
    if asked.sort is PlaceSort.REGION:
        begins = place_name(PlaceSort.KIND, asked.code, "")
        named = {name: name.removeprefix(begins) for name in there if name.startswith(begins)}
        sort = PlaceSort.KIND
    else:
        rows = [one for one in regions(viewer=viewer) if one.made_up == asked.made_up]
        wanted = {place_name(PlaceSort.REGION, one.code): one.name for one in rows}
        named = {name: wanted[name] for name in there if name in wanted}
        sort = PlaceSort.REGION
    return tuple(
        PartFigures(
            name=called,
            indicators=tuple(
                one
                for standard, shown in of_year.items()
                if shown
                for one in words.indicator_figures(worked_out(indicators_of(standard, sort), {year: shown}, name))
            ),
        )
        for name, called in named.items()
    )


def _newest() -> dict[tuple[str, str, int], tuple[int, str]]:
    """The row of what was published last and its mark, by standard, source and year."""
    rows = PublishedFigures.objects.order_by("day").values_list("standard", "source", "year", "pk", "mark")
    return {(standard, source, year): (number, mark) for standard, source, year, number, mark in rows}


def _kept() -> Kept:
    newest = _newest()
    found: dict[tuple[str, str], dict[int, Published]] = {}
    for year in sorted({year for _, _, year in newest}, reverse=True)[:MOST_YEARS]:
        for (standard, source, of_year), row in newest.items():
            if of_year == year:
                found.setdefault((standard, source), {})[year] = _opened(*row)
    return found


@lru_cache(maxsize=2 * len(Standard) * len(FiguresFrom) * MOST_YEARS)
def _opened(number: int, _mark: str) -> Published:
    """What was published in a row, which never changes: to read five years of every trust takes longer than a page may.

    The mark is of its counts and of its store's secret: a store that came back from a backup is not taken for this one.
    """
    return published(PublishedFigures.objects.values_list("published", flat=True).get(pk=number))


def _unconfirmed(viewer: Viewer) -> list[str]:
    lists = lists_in_use(viewer=viewer)
    return [
        say.unconfirmed_words(standard)
        for standard, what in OF_STANDARDS.items()
        if lists[what.characteristic.value].standing is not ListStanding.CONFIRMED
    ]
