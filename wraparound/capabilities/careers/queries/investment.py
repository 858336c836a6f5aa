"""What is spent on development: for those who lead the organisation, and for its region what they shared."""

from collections.abc import Sequence
from dataclasses import replace

from wraparound.capabilities.careers.access import INVEST
from wraparound.capabilities.careers.calculation.investment import from_data, then_of, together
from wraparound.capabilities.careers.models.investment import Spending, SpendingShare
from wraparound.capabilities.careers.terms.frameworks import KeeperPlace, NoSuchCareer
from wraparound.capabilities.careers.terms.investment import (
    AMOUNTS,
    FIRST_YEAR,
    LAST_YEAR,
    Amounts,
    DevelopedLevel,
    DevelopmentKind,
    InvestmentPage,
    InvestmentPlaces,
    RegionInvestmentPage,
    RowDoes,
    SharedSpending,
    SpendingLine,
    SpendingRow,
    SpendingThen,
    YearLine,
    sum_of,
)
from wraparound.people.access import ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number, with_version


def investment_places(*, viewer: Viewer) -> InvestmentPlaces:
    """Where the viewer keeps what is spent, which years are there, and of which regions they read what was shared."""
    ensure(viewer, INVEST)
    far = reach(viewer, INVEST)
    organisations = Organisation.objects.filter(pk__in=far.organisations).exclude(kind="Region").order_by("name")
    regions = Region.objects.filter(pk__in=far.regions).order_by("name")
    names = {row.pk: row for row in organisations}
    kept = Spending.objects.filter(organisation__in=names).order_by("organisation__name", "-year")
    return InvestmentPlaces(
        places=tuple(KeeperPlace(key=row.code, name=row.name) for row in names.values()),
        years=tuple(
            YearLine(code=names[place].code, name=names[place].name, year=year)
            for place, year in kept.values_list("organisation", "year").distinct()
        ),
        regions=tuple(KeeperPlace(key=row.code, name=row.name) for row in regions),
    )


def investing_place(code: str, *, viewer: Viewer) -> Organisation:
    """An organisation for which the viewer keeps what is spent; NoSuchCareer where they do not."""
    ensure(viewer, INVEST)
    far = reach(viewer, INVEST)
    row = (
        Organisation.objects.select_related("region", "controller").filter(pk__in=far.organisations, code=code).first()
    )
    if row is None:
        raise NoSuchCareer
    return row


def ensure_year(year: int, *, viewer: Viewer) -> None:
    """NoSuchCareer where it is no year that can be kept."""
    ensure(viewer, INVEST)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchCareer


def investment_page(code: str, year: int, *, viewer: Viewer) -> InvestmentPage:
    """A year of an organisation that the viewer keeps, in full."""
    place = investing_place(code, viewer=viewer)
    ensure_year(year, viewer=viewer)
    lines = lines_of(place, [year], viewer=viewer)
    share = SpendingShare.objects.filter(organisation=place, year=year, ended_on__isnull=True).first()
    return InvestmentPage(
        code=place.code,
        name=place.name,
        year=year,
        lines=tuple(line for _, line in lines),
        shared_on=share.shared_on if share else None,
        shared=from_data(share.content) if share else None,
        total=sum_of(line.amounts for _, line in lines),
    )


def lines_of(
    place: Organisation, years: Sequence[int] | None, *, viewer: Viewer
) -> tuple[tuple[int, SpendingLine], ...]:
    """Lines with their years, of an organisation that the viewer keeps; of every year where none are named."""
    rows = Spending.objects.filter(organisation=place)
    if years is not None:
        rows = rows.filter(year__in=years)
    found = [(row.year, _line(row)) for row in rows.order_by("-year")]
    kept = [(year, line) for year, line in found if not line.amounts.is_nothing]
    levels, kinds = list(DevelopedLevel), list(DevelopmentKind)
    return tuple(sorted(kept, key=lambda one: (-one[0], levels.index(one[1].level), kinds.index(one[1].kind))))


def then_today(place: Organisation, year: int, *, viewer: Viewer) -> SpendingThen:
    """A year as it would be shared now."""
    return then_of([line for _, line in lines_of(place, [year], viewer=viewer)])


def what_rows_do(code: str, rows: Sequence[SpendingRow], *, viewer: Viewer) -> tuple[RowDoes, ...]:
    """What each row of a file would do at an organisation that the viewer keeps."""
    place = investing_place(code, viewer=viewer)
    years = sorted({one.year for one in rows})
    stored = with_version(Spending.objects.filter(organisation=place, year__in=years), Spending, viewer=viewer)
    there = {(row.year, row.level, row.kind): (_line(row).amounts, row.version) for row in stored}
    none = (Amounts(), 0)
    found = [(one, *there.get((one.year, one.line.level, one.line.kind), none)) for one in rows]
    return tuple(
        RowDoes(row=replace(one, seen=0 if before.is_nothing else version), before=before)
        for one, before, version in found
    )


def line_today(code: str, year: int, asked: tuple[str, str], *, viewer: Viewer) -> SpendingRow | None:
    """A line of a year of an organisation that the viewer keeps, as it is today; none where `asked` is no line."""
    try:
        line = SpendingLine(level=DevelopedLevel(asked[0]), kind=DevelopmentKind(asked[1]), amounts=Amounts())
    except ValueError:
        return None
    (does,) = what_rows_do(code, [SpendingRow(row=1, year=year, line=line)], viewer=viewer)
    return replace(does.row, line=replace(line, amounts=does.before))


def version_seen(row: Spending | None, *, viewer: Viewer) -> int:
    """The version of a line as its writer sees it: nought where there is none, or nothing but noughts."""
    return 0 if row is None or _line(row).amounts.is_nothing else version_number(row, viewer=viewer)


def region_investment_page(code: str, year: int, *, viewer: Viewer) -> RegionInvestmentPage:
    """What organisations of a region shared of a year; NoSuchCareer where the region is not the viewer's."""
    ensure_year(year, viewer=viewer)
    region = Region.objects.filter(pk__in=reach(viewer, INVEST).regions, code=code).first()
    if region is None:
        raise NoSuchCareer
    rows = SpendingShare.objects.filter(organisation__region=region, year=year, ended_on__isnull=True)
    shared = tuple(
        SharedSpending(name=row.organisation.name, shared_on=row.shared_on, told=from_data(row.content))
        for row in rows.select_related("organisation").order_by("organisation__name")
    )
    every = Organisation.objects.filter(region=region).exclude(kind="Region")
    return RegionInvestmentPage(
        code=region.code,
        name=region.name,
        year=year,
        shared=shared,
        organisations=every.count(),
        together=together(one.told for one in shared),
    )


def _line(row: Spending) -> SpendingLine:
    return SpendingLine(
        level=DevelopedLevel(row.level),
        kind=DevelopmentKind(row.kind),
        amounts=Amounts(**{name: getattr(row, name) for name in AMOUNTS}),
    )
