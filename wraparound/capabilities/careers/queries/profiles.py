"""What roles ask: at the viewer's own organisations, everywhere, and one profile in full."""

from datetime import date

from django.db.models import Case, QuerySet, Value, When

from wraparound.capabilities.careers.access import KEEP, READ
from wraparound.capabilities.careers.calculation.profiles import counting
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.queries.frameworks import framework_called, keeper_places, keeps, owner_words
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.profiles import (
    Ask,
    Experience,
    ProfileLine,
    ProfilePage,
    ProfileWriting,
    RoleChoices,
    RoleLevel,
    RoleSought,
)
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.people.access import allows, ensure
from wraparound.people.models import Membership
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number

_FROM_THE_TOP = Case(
    *(When(level=level.value, then=Value(place)) for place, level in enumerate(RoleLevel)),
    default=Value(len(RoleLevel)),
)


def profiles(*, viewer: Viewer) -> tuple[ProfileLine, ...]:
    """Every profile that counts today, by owner and role; none for the public."""
    if not allows(viewer, READ):
        return ()
    rows = (
        _rows()
        .filter(ended_at__isnull=True)
        .order_by("organisation__name", "region__name", "role", _FROM_THE_TOP, "pk")
    )
    return tuple(profile_line(row, viewer=viewer) for row in rows)


def roles_at_own(found: tuple[ProfileLine, ...], *, viewer: Viewer, on: date) -> tuple[RoleChoices, ...]:
    """For each organisation that the viewer belongs to on the day, the profile that counts for each role."""
    if viewer.person is None or not found:
        return ()
    rows = Membership.objects.current(on).filter(person=viewer.person).select_related("organisation__region")
    places = {row.organisation.code: row.organisation for row in rows.order_by("organisation__name")}
    return tuple(
        RoleChoices(code=code, name=place.name, roles=counting(found, code, place.region.code, place.kind))
        for code, place in places.items()
    )


def profile_page(number: int, *, viewer: Viewer) -> ProfilePage:
    """What one role asks, in full; NoSuchCareer where there is no such profile. One that ended can still be read."""
    ensure(viewer, READ)
    row = _rows().filter(pk=number).first()
    if row is None:
        raise NoSuchCareer
    return ProfilePage(
        line=profile_line(row, viewer=viewer),
        framework=framework_called(row.framework, viewer=viewer),
        asks=tuple(Ask(**one) for one in row.asks),
        experience=tuple(Experience(**one) for one in row.experience),
        version=version_number(row, viewer=viewer),
        may_change=row.ended_at is None and keeps(row.organisation, row.region, viewer=viewer),
    )


def kept_profile(number: int, *, viewer: Viewer) -> ProfilePage:
    """A profile that the viewer keeps; NoSuchCareer where they do not."""
    ensure(viewer, KEEP)
    page = profile_page(number, viewer=viewer)
    if not page.may_change:
        raise NoSuchCareer
    return page


def writing(place: str, sought: RoleSought, framework: str, *, viewer: Viewer) -> ProfileWriting:
    """What is there when somebody writes a profile for a place that they keep."""
    ensure(viewer, KEEP)
    found = next((one for one in keeper_places(viewer=viewer) if one.key == place), None)
    if found is None:
        raise NoSuchCareer
    held = framework_called(framework, viewer=viewer)
    return ProfileWriting(place=found, sought=sought, key=held.key, framework=held.framework)


def profile_line(row: PostProfile, *, viewer: Viewer) -> ProfileLine:
    """The row as a line of a list."""
    place = row.region or row.organisation
    region = row.region or (row.organisation.region if row.organisation else None)
    return ProfileLine(
        number=row.pk,
        sought=RoleSought(role=PostRole(row.role), level=RoleLevel(row.level), kind=row.kind),
        owner=owner_words(row.organisation, row.region, viewer=viewer),
        organisation=row.organisation.code if row.organisation else "",
        region=region.code if region else "",
        made_up=bool(place and place.made_up),
    )


def _rows() -> QuerySet[PostProfile]:
    return PostProfile.objects.select_related("organisation__region", "region", "controller")
