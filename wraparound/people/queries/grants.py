"""Who was given what, and who can see a record because of it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet

from wraparound.people.access import SEE_ALL_ACCESS, Rule, ensure, reach
from wraparound.people.models import Grant, Membership, Person
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import GrantTerms, Purpose, Reach, Role, Scope, Seer, Subject, Viewer
from wraparound.people.wording.access import reason_of, scope_words

SHOWN = ("name", "roles")


def grants(*, viewer: Viewer, on: date, all_of_them: bool = False, most: int = 500) -> tuple[GrantTerms, ...]:
    """The grants that touch what the viewer looks after, newest first; only those of today unless all are wanted."""
    ensure(viewer, SEE_ALL_ACCESS)
    rows = _within(Grant.objects.all(), reach(viewer, SEE_ALL_ACCESS), on)
    if not all_of_them:
        rows = rows.current(on).filter(ended_at__isnull=True)  # type: ignore[attr-defined]  # our own query set
    found = list(_whole(rows)[:most])
    shown([row.person_id for row in found], SHOWN, SEE_ALL_ACCESS, viewer=viewer)
    return tuple(in_terms(row) for row in found)


def grants_of(person: Person, *, viewer: Viewer, moment: datetime | None = None) -> tuple[GrantTerms, ...]:
    """Every grant of a person, ended ones too, as known at the moment; the caller has checked that the viewer may."""
    return tuple(in_terms(row) for row in _whole(Grant.objects.as_at(moment).filter(person=person.pk)))


def grants_over(
    organisation: int, *, viewer: Viewer, on: date, moment: datetime | None = None
) -> tuple[GrantTerms, ...]:
    """The grants over an organisation that count on the day, as known at the moment; the caller has checked."""
    rows = Grant.objects.as_at(moment).current(on).filter(organisation=organisation, ended_at__isnull=True)
    found = list(_whole(rows))
    shown([row.person_id for row in found], SHOWN, SEE_ALL_ACCESS, viewer=viewer)
    return tuple(in_terms(row) for row in found)


def seers_of(
    about: Subject, rule: Rule, *, viewer: Viewer, on: date, trusts_of: Collection[int] = ()
) -> tuple[Seer, ...]:
    """Everybody else whom the rule lets see the subject on the day, and by which grant: the engine read backwards.

    `trusts_of`: regions of which every organisation counts as one of the subject's.
    """
    named = Q()
    for to in rule.to:
        named |= Q(role=to.role, purpose=to.purpose, scope__in=to.at)
    covering = (
        Q(scope=Scope.NATION)
        | Q(scope=Scope.REGION, region__in=about.regions)
        | Q(scope=Scope.ORGANISATION, organisation__in=about.organisations)
        | Q(scope=Scope.ORGANISATION, organisation__region__in=trusts_of)
        | Q(scope=Scope.PERSON, about=about.person)
    )
    rows = Grant.objects.current(on).filter(named, covering, ended_at__isnull=True, person__is_active=True)
    rows = rows.exclude(person=about.person).select_related("person", "organisation", "region", "about")
    rows = rows.order_by("person__name_key", "pk")
    return tuple(
        Seer(row.person.name, reason_of(Role(row.role), Purpose(row.purpose), Scope(row.scope), _over(row)))
        for row in rows
    )


def in_terms(row: Grant, *, viewer: Viewer | None = None) -> GrantTerms:
    """The row as a term."""
    return GrantTerms(
        number=row.pk,
        person_key=str(row.person.key),
        person=row.person.name,
        role=Role(row.role),
        purpose=Purpose(row.purpose),
        scope=Scope(row.scope),
        over=scope_words(Scope(row.scope), _over(row)),
        starts=row.starts,
        ends=row.ends,
        granted_by=row.granted_by_person.name if row.granted_by_person else row.granted_by,
        granted_at=row.granted_at,
        reason=row.reason,
        ended_by=row.ended_by_person.name if row.ended_by_person else row.ended_by,
        ended_at=row.ended_at,
        by_themselves=row.granted_by_person_id == row.person_id,
    )


def _whole(rows: QuerySet[Grant]) -> QuerySet[Grant]:
    found = rows.select_related("person", "organisation", "region", "about", "granted_by_person", "ended_by_person")
    return found.order_by("-granted_at", "-pk")


def _over(row: Grant) -> str:
    target = row.organisation or row.region or row.about
    return target.name if target else ""


def _within(rows: QuerySet[Grant], far: Reach, on: date) -> QuerySet[Grant]:
    """Grants over what is reached, and grants held by people who belong there."""
    if far.nation:
        return rows
    here = Membership.objects.current(on).filter(
        Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions)
    )
    return rows.filter(
        Q(organisation__in=far.organisations)
        | Q(region__in=far.regions)
        | Q(organisation__region__in=far.regions)
        | Q(person__in=here.values("person"))
    )
