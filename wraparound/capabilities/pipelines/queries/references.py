"""What people show beside their readiness: where it leads is asked of whoever made the token, each time."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from django.db.models import Q
from django.utils import timezone

from wraparound.capabilities.pipelines.access import THEIR_OWN
from wraparound.capabilities.pipelines.models.succession import Readiness, Reference
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.references import LeadsTo, OwnEntry, ShownBeside
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording import references as say
from wraparound.capabilities.pipelines.wording.own import readiness_head
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere


class Resolves(Protocol):
    """A query of whatever makes tokens: where these of one person lead for the viewer; those that do not are left out.

    Each token comes with the number of the readiness beside which it stands.
    """

    def __call__(
        self, person: int, asked: Collection[tuple[int, str]], *, viewer: Viewer, on: date
    ) -> Mapping[tuple[int, str], LeadsTo]:
        """The answer."""
        ...


_RESOLVES: dict[str, Resolves] = {}


def also_resolves(name: str, resolves: Resolves, *, viewer: Viewer) -> None:
    """Has the query asked where tokens lead; once under each name. It is no matter to pipelines whose they are."""
    _RESOLVES[name] = resolves


def shown_beside(
    person: int, readiness: Collection[int], *, viewer: Viewer, on: date
) -> dict[int, tuple[ShownBeside, ...]]:
    """By number of a readiness of one person, whom the caller has checked, what stands beside it for the viewer.

    Whoever it does not belong to is told only of what leads somewhere for them.
    """
    rows = list(Reference.objects.filter(person=person, readiness__in=list(readiness)).order_by("pk"))
    if not rows:
        return {}
    asked = [(row.readiness_id, row.token) for row in rows]
    leads = {key: to for one in _RESOLVES.values() for key, to in one(person, asked, viewer=viewer, on=on).items()}
    found: dict[int, tuple[ShownBeside, ...]] = {}
    for row in rows:
        to = leads.get((row.readiness_id, row.token))
        if to is not None or person == viewer.person:
            one = ShownBeside(
                number=row.pk, readiness=row.readiness_id, token=row.token, added_on=row.added_on, leads=to
            )
            found[row.readiness_id] = (*found.get(row.readiness_id, ()), one)
    return found


def own_beside(*, viewer: Viewer, on: date) -> dict[int, tuple[ShownBeside, ...]]:
    """The same of all the viewer's own readiness."""
    ensure(viewer, THEIR_OWN)
    theirs = Reference.objects.filter(person=viewer.person or 0).values_list("readiness", flat=True)
    return shown_beside(viewer.person or 0, set(theirs), viewer=viewer, on=on)


def own_entries(*, viewer: Viewer, on: date) -> tuple[OwnEntry, ...]:
    """The readiness of the viewer's own that counts, or beside which something of theirs stands, the latest first."""
    ensure(viewer, THEIR_OWN)
    stands = Q(pk__in=Reference.objects.filter(person=viewer.person or 0).values("readiness"))
    counts = Q(starts__lte=on, ends__isnull=True)
    rows = Readiness.objects.filter(counts | stands, person=viewer.person or 0)
    return tuple(_entry(row, on) for row in rows.select_related("organisation").order_by("-starts", "-pk"))


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What the viewer shows beside their readiness: for the copy of their data."""
    on = timezone.localtime(at).date()
    entries = {one.number: one.words for one in own_entries(viewer=viewer, on=on)}
    return tuple(
        HeldElsewhere.on_day(
            one.added_on, "Pipelines", say.held_head(entries[number]), by=viewer.name, words=say.own_words(one)
        )
        for number, beside in own_beside(viewer=viewer, on=on).items()
        for one in beside
    )


def _entry(row: Readiness, on: date) -> OwnEntry:
    counts = row.ends is None and row.starts <= on
    return OwnEntry(
        number=row.pk,
        words=readiness_head(PostRole(row.role), PostLevel(row.level), row.kind, Band(row.band)),
        where=say.where_words(row.organisation.name, row.starts, counts=counts),
        counts=counts,
    )
