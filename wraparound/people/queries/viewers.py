"""Who is behind a session or a token, with the grants that count today; and how far a site is set up."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from wraparound.people.models import AccessToken, Grant, Organisation, Person
from wraparound.people.terms.access import Held, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import SiteState


def viewer_for(person: int, name: str, *, on: date, viewer: Viewer) -> Viewer:
    """The viewer that this person is on the day; `viewer` is who asks, the public until they are known."""
    return Viewer(name, person, tuple(_held(Grant.objects.current(on).filter(person=person, ended_at__isnull=True))))


def viewers_for(people: Mapping[int, str], *, on: date, viewer: Viewer) -> tuple[Viewer, ...]:
    """The viewers that these people, by id with their names, are on the day: for what all of them shall see alike."""
    held: dict[int, list[Grant]] = {person: [] for person in people}
    for row in Grant.objects.current(on).filter(person__in=list(people), ended_at__isnull=True).order_by("pk"):
        held[row.person_id].append(row)
    return tuple(Viewer(name, person, tuple(_held(held[person]))) for person, name in people.items())


def viewer_of_token(secret: str, *, at: datetime, viewer: Viewer) -> Viewer | None:
    """The viewer whose token this is, none where it is forged, ended or out of date."""
    found = (
        AccessToken.objects.filter(
            digest=digest_of(secret), ended_at__isnull=True, expires_at__gt=at, person__is_active=True
        )
        .select_related("person")
        .first()
    )
    return viewer_for(found.person_id, found.person.name, on=at.date(), viewer=viewer) if found else None


def site_state(*, viewer: Viewer) -> SiteState:
    """How far this site is set up; it names nobody, so it is told to everyone."""
    return SiteState(
        has_accounts=Person.objects.filter(email__isnull=False).exclude(password__startswith="!").exists(),
        organisations=Organisation.objects.count(),
        people=Person.objects.count(),
        made_up=Person.objects.filter(in_chooser=True).exists(),
    )


def chooser(*, viewer: Viewer) -> tuple[tuple[str, str, str], ...]:
    """Key, name and today's task of each made-up person whom anyone may look as, in the demo."""
    people = (
        Person.objects.filter(in_chooser=True, is_active=True)
        .order_by("pk")
        .prefetch_related("memberships__organisation")
    )
    found = []
    for one in people:
        now = [each for each in one.memberships.all() if each.ends is None]
        found.append((str(one.key), one.name, f"{now[0].job}, {now[0].organisation.name}" if now else ""))
    return tuple(found)


def digest_of(secret: str, *, viewer: Viewer | None = None) -> str:
    """The checksum kept in place of a secret; long random secrets need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _held(rows: Iterable[Grant]) -> Iterable[Held]:
    for row in rows:
        scope = Scope(row.scope)
        target = row.about_id or row.organisation_id or row.region_id
        yield Held(row.pk, Role(row.role), Purpose(row.purpose), scope, target, row.ends)
