"""Experience that roles ask for at an organisation, in the words of whoever wrote it."""

from django.db.models import Q

from wraparound.capabilities.careers.access import READ
from wraparound.capabilities.careers.models.profiles import PostProfile
from wraparound.capabilities.careers.queries.profiles import profile_line
from wraparound.capabilities.careers.terms.profiles import ANY_KIND, Experience, ProfileAsked
from wraparound.capabilities.careers.wording.profiles import role_words
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer


def experience_asked(code: str, *, viewer: Viewer) -> tuple[ProfileAsked, ...]:
    """The profiles of an organisation, and those of its region that count for its kind, each with its experience."""
    ensure(viewer, READ)
    place = organisation_of(code, viewer=viewer)
    of_region = Q(region=place.region_id, kind__in=[ANY_KIND, place.kind])
    rows = PostProfile.objects.filter(Q(organisation=place.pk) | of_region, ended_at__isnull=True)
    rows = rows.select_related("organisation__region", "region").order_by("region", "role", "level", "pk")
    return tuple(
        ProfileAsked(
            line=line,
            title=role_words(line.sought),
            experience=tuple(Experience(**one) for one in row.experience),
        )
        for row in rows
        for line in [profile_line(row, viewer=viewer)]
    )
