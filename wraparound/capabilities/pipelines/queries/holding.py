"""Who holds a post, as numbers: for capabilities that ask people and name nobody."""

from datetime import date

from django.db.models import Q, QuerySet

from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.people.terms.access import Viewer


def holding_posts(*, organisation: int | None, region: int | None, viewer: Viewer, on: date) -> "QuerySet[Holder, int]":
    """Opaque numbers of those who hold a post of the organisation, or of any in the region, on the day.

    The caller has checked who asks, and shows none of them.
    """
    here = Q(post__organisation=organisation) if organisation else Q(post__organisation__region=region)
    return Holder.objects.current(on).filter(here, person__isnull=False).values_list("person", flat=True)
