"""Frameworks that ship and those that were imported, and what of one carries over to another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from wraparound.capabilities.careers.access import ABOUT, KEEP, READ
from wraparound.capabilities.careers.calculation.mapping import carried_over, new_in
from wraparound.capabilities.careers.calculation.stored import from_data
from wraparound.capabilities.careers.evidence import shipped_frameworks
from wraparound.capabilities.careers.models.frameworks import CarryOver, ImportedFramework
from wraparound.capabilities.careers.terms.frameworks import (
    OWN,
    FrameworkMapping,
    HeldFramework,
    KeeperPlace,
    MappingPage,
    NoSuchCareer,
    own_key,
)
from wraparound.capabilities.careers.wording.frameworks import SHIPPED_OWNER, region_words
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.records.queries.history import version_number


def keeper_places(*, viewer: Viewer) -> tuple[KeeperPlace, ...]:
    """For which organisations and regions the viewer keeps what roles ask: the word of each in forms, and its name."""
    far = reach(viewer, KEEP)
    organisations = Organisation.objects.filter(pk__in=far.organisations).exclude(kind="Region").order_by("name")
    regions = Region.objects.filter(pk__in=far.regions).order_by("name")
    return (
        *(KeeperPlace(key=f"organisation:{row.code}", name=row.name) for row in organisations),
        *(KeeperPlace(key=f"region:{row.code}", name=region_words(row.name)) for row in regions),
    )


def place_called(key: str, *, viewer: Viewer) -> Organisation | Region:
    """The row behind a place that the viewer keeps; NoSuchCareer where they do not."""
    ensure(viewer, KEEP)
    sort, _, code = key.partition(":")
    if key not in {one.key for one in keeper_places(viewer=viewer)}:
        raise NoSuchCareer
    rows: Organisation | Region = (Region if sort == "region" else Organisation).objects.get(code=code)
    return rows


def keeps(organisation: Organisation | None, region: Region | None, *, viewer: Viewer) -> bool:
    """Whether the viewer keeps what belongs to this organisation or region."""
    if region is not None:
        return region.pk in reach(viewer, KEEP).regions
    return organisation is not None and allows(viewer, KEEP, Subject(organisations=frozenset({organisation.pk})))


def owner_words(organisation: Organisation | None, region: Region | None, *, viewer: Viewer) -> str:
    """Whose something is, in words."""
    return region_words(region.name) if region is not None else str(organisation)


def frameworks(*, viewer: Viewer) -> tuple[HeldFramework, ...]:
    """Every framework that the viewer may read, those that ship first; the public reads those alone."""
    ensure(viewer, ABOUT)
    rows = _rows().order_by("name", "version", "pk") if allows(viewer, READ) else ImportedFramework.objects.none()
    replaced = _replaced(viewer)
    shipped = [_shipped(key, replaced) for key in shipped_frameworks()]
    far = reach(viewer, KEEP)
    return (*shipped, *(_held(row, replaced, far) for row in rows))


def framework_called(key: str, *, viewer: Viewer) -> HeldFramework:
    """The framework of a key; NoSuchCareer where there is none, SignInNeeded where it is not public."""
    if key in shipped_frameworks():
        ensure(viewer, ABOUT)
        return _shipped(key, _replaced(viewer))
    row = framework_row(key, viewer=viewer)
    return _held(row, _replaced(viewer), reach(viewer, KEEP))


def framework_row(key: str, *, viewer: Viewer) -> ImportedFramework:
    """The row of an imported framework; NoSuchCareer where there is none."""
    ensure(viewer, READ)
    number = key.removeprefix(OWN)
    found = _rows().filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    if found is None:
        raise NoSuchCareer
    return found


def kept_framework(number: int, *, viewer: Viewer) -> ImportedFramework:
    """The row of an imported framework that the viewer keeps; NoSuchCareer where they do not."""
    ensure(viewer, KEEP)
    row = framework_row(own_key(number), viewer=viewer)
    if not keeps(row.organisation, row.region, viewer=viewer):
        raise NoSuchCareer
    return row


def mappings_of(key: str, *, viewer: Viewer) -> tuple[FrameworkMapping, ...]:
    """Everything by which this framework is joined to another, from or to it, for those who may read that."""
    if not allows(viewer, READ):
        return ()
    number = key.removeprefix(OWN)
    rows = CarryOver.objects.select_related("after__organisation", "after__region").order_by("pk")
    found = rows.filter(before=key)
    if key.startswith(OWN):
        found |= rows.filter(after=int(number))
    return tuple(_mapping(row) for row in found)


def mapping_page(before: str, number: int, *, viewer: Viewer) -> MappingPage:
    """An imported framework beside one before it, and what carries over; nothing yet where nobody has said."""
    after = framework_called(own_key(number), viewer=viewer)
    first = framework_called(before, viewer=viewer)
    if first.key == after.key:
        raise NoSuchCareer
    row = CarryOver.objects.select_related("after__organisation", "after__region").filter(before=first.key)
    found = row.filter(after=number).first()
    mapping = _mapping(found) if found else None
    pairs = mapping.pairs if mapping else ()
    return MappingPage(
        before=first,
        after=after,
        mapping=mapping,
        carried=carried_over(first.framework, after.framework, pairs),
        new=new_in(after.framework, pairs),
        version=version_number(found, viewer=viewer) if found else 0,
        may_change=after.may_change,
    )


def _rows() -> QuerySet[ImportedFramework]:
    return ImportedFramework.objects.select_related("organisation", "region", "controller")


def _replaced(viewer: Viewer) -> dict[str, list[FrameworkMapping]]:
    found: dict[str, list[FrameworkMapping]] = defaultdict(list)
    if allows(viewer, READ):
        rows = CarryOver.objects.filter(replaces_on__isnull=False)
        for row in rows.select_related("after__organisation", "after__region").order_by("replaces_on", "pk"):
            found[row.before].append(_mapping(row))
    return found


def _mapping(row: CarryOver) -> FrameworkMapping:
    pairs: Iterable[Sequence[str]] = row.pairs
    return FrameworkMapping(
        number=row.pk,
        before=row.before,
        after=own_key(row.after_id),
        owner=_owner(row.after),
        pairs=tuple((of, to) for of, to in pairs),
        replaces_on=row.replaces_on,
    )


def _owner(row: ImportedFramework) -> str:
    return region_words(row.region.name) if row.region else str(row.organisation)


def _shipped(key: str, replaced: dict[str, list[FrameworkMapping]]) -> HeldFramework:
    one = shipped_frameworks()[key]
    return HeldFramework(key=key, framework=one, owner=SHIPPED_OWNER, replaced=tuple(replaced.get(key, ())))


def _held(row: ImportedFramework, replaced: dict[str, list[FrameworkMapping]], far: Reach) -> HeldFramework:
    place = row.region or row.organisation
    return HeldFramework(
        key=own_key(row.pk),
        framework=from_data(row.content),
        number=row.pk,
        owner=_owner(row),
        made_up=bool(place and place.made_up),
        may_change=row.organisation_id in far.organisations or row.region_id in far.regions,
        replaced=tuple(replaced.get(own_key(row.pk), ())),
    )
