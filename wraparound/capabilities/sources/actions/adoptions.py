"""Taking a release into use: recorded once, and refused when its files are no longer those once adopted."""

from datetime import datetime

from django.db import transaction

from wraparound.capabilities.sources.models import ReleaseAdoption
from wraparound.capabilities.sources.terms import Adoption
from wraparound.people.terms.access import Viewer
from wraparound.published.release import EvidenceAltered
from wraparound.published.terms import Release


class AnotherReleaseOfThatName(EvidenceAltered):
    """A release of this name was adopted before with other content: one of the two was altered."""


def named(*, by: Viewer) -> str:
    """What pages open to all, and files beside the evidence, call whoever did something: never a person's name.

    Who it was stands in the record of changes, where it is seen by those who may, and goes when the person goes.
    """
    return "an analyst" if by.person is not None else by.name


@transaction.atomic
def adopt_release(release: Release, *, at: datetime, by: Viewer) -> Adoption:
    """Records that this site uses the release from `at` on; a second adoption of the same content changes nothing."""
    row, _ = ReleaseAdoption.objects.get_or_create(
        release=release.id, defaults={"digest": release.digest, "adopted_at": at, "adopted_by": named(by=by)}
    )
    if row.digest != release.digest:
        raise AnotherReleaseOfThatName(
            f"Evidence release {release.id} is not the one this site adopted on {row.adopted_at:%d %B %Y}: its files "
            "were changed since. Restore them; a correction is a new release under a new date."
        )
    return Adoption(row.release, row.digest, row.adopted_at, row.adopted_by)
