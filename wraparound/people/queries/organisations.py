"""The organisations of this site, with counts where they are the viewer's to see."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from wraparound.people.access import CHANGE_ACCESS, SEE_COUNTS, SEE_ORGANISATIONS, Rule, ensure, reach
from wraparound.people.models import Membership, Organisation, Region
from wraparound.people.terms.access import Reach, Subject, Viewer
from wraparound.people.terms.people import OrganisationTerms, RegionTerms
from wraparound.published.terms import NotInEvidence
from wraparound.records.queries import history


class NoSuchOrganisation(NotInEvidence):
    """No organisation of this code uses this site."""


def organisations(*, viewer: Viewer, on: date) -> tuple[OrganisationTerms, ...]:
    """Every organisation of this site by name; how many people it has only where the viewer may know."""
    ensure(viewer, SEE_ORGANISATIONS)
    far = reach(viewer, SEE_COUNTS)
    held = _people_in(on)
    rows = Organisation.objects.select_related("region").order_by("name", "id")
    return tuple(in_terms(row, held.get(row.pk, 0) if far.covers(_about(row)) else None) for row in rows)


def counted(*, viewer: Viewer, on: date) -> tuple[OrganisationTerms, ...]:
    """The organisations whose counts the viewer may see, with them."""
    ensure(viewer, SEE_COUNTS)
    held = _people_in(on)
    rows = _within(reach(viewer, SEE_COUNTS)).select_related("region").order_by("name", "id")
    return tuple(in_terms(row, held.get(row.pk, 0)) for row in rows)


def named(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations a list can be narrowed to: counting their people is not needed for that."""
    rows = _within(reach(viewer, SEE_COUNTS)).order_by("name", "id")
    return tuple(rows.values_list("code", "name"))


def changeable(*, viewer: Viewer) -> tuple[OrganisationTerms, ...]:
    """The organisations in which the viewer looks after access."""
    ensure(viewer, CHANGE_ACCESS)
    rows = _within(reach(viewer, CHANGE_ACCESS)).select_related("region").order_by("name", "id")
    return tuple(in_terms(row, None) for row in rows)


def regions(*, viewer: Viewer) -> tuple[RegionTerms, ...]:
    """Every region of this site."""
    ensure(viewer, SEE_ORGANISATIONS)
    return tuple(RegionTerms(row.code, row.name, row.made_up) for row in Region.objects.order_by("name"))


def regions_changeable(*, viewer: Viewer) -> tuple[RegionTerms, ...]:
    """The regions in all of which the viewer looks after access."""
    ensure(viewer, CHANGE_ACCESS)
    far = reach(viewer, CHANGE_ACCESS)
    rows = Region.objects.order_by("name") if far.nation else Region.objects.filter(pk__in=far.regions).order_by("name")
    return tuple(RegionTerms(row.code, row.name, row.made_up) for row in rows)


def whole_site_changeable(*, viewer: Viewer) -> bool:
    """Whether the viewer looks after access to all of it."""
    return reach(viewer, CHANGE_ACCESS).nation


def organisation_of(code: str, *, viewer: Viewer, moment: datetime | None = None) -> Organisation:
    """The row behind a code, for queries and actions, as it stood then; NoSuchOrganisation where there is none."""
    found = Organisation.objects.as_at(moment).select_related("region", "controller").filter(code=code.upper()).first()
    if found is None:
        raise NoSuchOrganisation(
            f"No organisation “{code}” uses this site. The list of organisations names those that do."
        )
    return found


def within_reach(rule: Rule, *, viewer: Viewer, most: int = 500) -> tuple[tuple[str, str], ...]:
    """Code and name of the organisations that the rule lets the viewer reach, by name."""
    rows = _within(reach(viewer, rule)).exclude(kind="Region").order_by("name", "id")
    return tuple(rows.values_list("code", "name")[:most])


def controllers_within(rule: Rule, *, viewer: Viewer) -> "QuerySet[Any, Any] | None":
    """Ids of the legal entities to whose organisations the rule lets the viewer; none for all of them."""
    far = reach(viewer, rule)
    return None if far.nation else _within(far).values("controller")


def removed_since(row: Organisation, moment: datetime | None, *, viewer: Viewer) -> int:
    """How many places of work at it were removed for good since the moment: they are missing from what stood then."""
    return history.removed_since("people.membership", row.controller.code, moment, viewer=viewer) if moment else 0


def head_count(row: Organisation, *, viewer: Viewer, on: date, moment: datetime | None = None) -> int | None:
    """How many people belong to it on the day, as known at the moment; none where the viewer may not know."""
    if not reach(viewer, SEE_COUNTS).covers(_about(row)):
        return None
    here = Membership.objects.as_at(moment).current(on).filter(organisation=row.pk)
    return here.values("person").distinct().count()


def in_terms(row: Organisation, people: int | None, *, viewer: Viewer | None = None) -> OrganisationTerms:
    """The row as a term."""
    region = RegionTerms(row.region.code, row.region.name, row.region.made_up)
    return OrganisationTerms(row.code, row.name, row.kind, region, row.made_up, people)


def _about(row: Organisation) -> Subject:
    return Subject.at(row.pk, row.region_id)


def _within(far: Reach) -> QuerySet[Organisation]:
    if far.nation:
        return Organisation.objects.all()
    return Organisation.objects.filter(Q(pk__in=far.organisations) | Q(region__in=far.regions))


def _people_in(on: date) -> dict[int, int]:
    """How many people belong to each organisation on the day."""
    rows = Membership.objects.current(on).values_list("organisation").annotate(many=Count("person", distinct=True))
    return dict(rows)
