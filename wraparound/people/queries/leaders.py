"""Whom a compact can be made with, and who acts for its sides: for the capability that keeps them."""

from datetime import date

from django.db.models import Q, QuerySet

from wraparound.people.access import Rule, ensure
from wraparound.people.models import FORGOTTEN, Grant, Membership, Person
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Purpose, Role, Scope, Subject, Viewer


def could_lead(organisation: int, rule: Rule, *, viewer: Viewer, on: date) -> tuple[tuple[str, str], ...]:
    """Key and name of those who hold the role of chief executive for compacts here; `rule` lets the viewer ask."""
    ensure(viewer, rule)
    held = Grant.objects.current(on).filter(
        role=Role.CHIEF_EXECUTIVE, purpose=Purpose.COMPACT, organisation=organisation, ended_at__isnull=True
    )
    found = list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name_key", "pk"))
    shown([one.pk for one in found], ("name",), rule, viewer=viewer)
    return tuple((str(one.key), one.name) for one in found)


def person_with_address(
    email: str, rule: Rule, *, viewer: Viewer, fields: tuple[str, ...] = ("name", "sign-in address")
) -> Person | None:
    """Whoever signs in with this address and whose account is open; `rule` lets the viewer ask.

    `fields` is what the log of looks says it showed.
    """
    ensure(viewer, rule)
    found: Person | None = Person.objects.filter(email=email.strip().casefold(), is_active=True).first()
    if found is None or found.name == FORGOTTEN:
        return None
    # Whoever was found by their address reads in their own log by whom.
    shown([found.pk], fields, rule, viewer=viewer)
    return found


def belongs_to(organisation: int, person: int, *, viewer: Viewer, on: date) -> bool:
    """Whether somebody has a place or a role at an organisation on the day; the caller has checked who asks."""
    place = Membership.objects.current(on).filter(organisation=organisation, person=person)
    role = Grant.objects.current(on).filter(organisation=organisation, person=person, ended_at__isnull=True)
    return place.exists() or role.exists()


def belongs_near(organisation: int, region: int, person: int, *, viewer: Viewer, on: date) -> bool:
    """Whether somebody has a place or a role on the day at an organisation, anywhere in its region, or for the region.

    The caller has checked who asks.
    """
    here = Q(organisation=organisation) | Q(organisation__region=region)
    place = Membership.objects.current(on).filter(here, person=person)
    role = Grant.objects.current(on).filter(here | Q(region=region), person=person, ended_at__isnull=True)
    return place.exists() or role.exists()


def holders_of(about: Subject, rule: Rule, *, viewer: Viewer, on: date) -> tuple[int, ...]:
    """Ids of those whom the rule lets reach the subject by a grant on the day: for mail that names nobody."""
    rows = grants_under(rule, viewer=viewer, on=on).filter(_covering(about))
    return tuple(rows.order_by("person").values_list("person", flat=True).distinct())


def grants_under(rule: Rule, *, viewer: Viewer, on: date) -> QuerySet[Grant]:
    """Every grant by which the rule lets somebody in on the day; the caller says what it must cover."""
    rows: QuerySet[Grant] = Grant.objects.current(on).filter(
        _named(rule), ended_at__isnull=True, person__is_active=True
    )
    return rows


def held_once(about: Subject, rule: Rule, *, viewer: Viewer, on: date, since: date, until: date) -> bool:
    """Whether the rule let the viewer reach it on some day from `since` to `until`, by a grant that is over by `on`."""
    if viewer.person is None:
        return False
    over = Q(ended_at__isnull=False) | Q(ends__lt=on)
    then = Q(ends__isnull=True) | Q(ends__gte=since)
    then &= Q(ended_at__isnull=True) | Q(ended_at__date__gte=since)
    return bool(
        Grant.objects.filter(
            _named(rule), _covering(about), over, then, person=viewer.person, starts__lte=min(on, until)
        ).exists()
    )


def _named(rule: Rule) -> Q:
    named = Q(pk__in=[])
    for to in rule.to:
        named |= Q(role=to.role, purpose=to.purpose, scope__in=to.at)
    return named


def _covering(about: Subject) -> Q:
    return (
        Q(scope=Scope.NATION)
        | Q(scope=Scope.REGION, region__in=about.regions)
        | Q(scope=Scope.ORGANISATION, organisation__in=about.organisations)
    )
