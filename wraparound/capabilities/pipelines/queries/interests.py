"""What people would consider: for themselves, for whoever they let read it, and for nobody else."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from wraparound.capabilities.pipelines.access import LEAD, SEE_OWN_NAMES, SEE_RELEASED, THEIR_OWN
from wraparound.capabilities.pipelines.calculation.interests import interests_in
from wraparound.capabilities.pipelines.models.people import Interest
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import released_to
from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.people.access import ensure, reach
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number

READ = ("what they would consider",)


def own_interests(*, viewer: Viewer) -> tuple[Interests | None, int]:
    """What the viewer would consider, none where they have not said; and its version, 0 where there is none."""
    ensure(viewer, THEIR_OWN)
    row = Interest.objects.filter(person=viewer.person).first()
    return (in_terms(row), version_number(row, viewer=viewer)) if row else (None, 0)


def kept_interests(*, viewer: Viewer) -> Interests | None:
    """What the viewer would consider, to be read only; none where they have not said."""
    ensure(viewer, THEIR_OWN)
    row = Interest.objects.filter(person=viewer.person).first()
    return in_terms(row) if row else None


def interests_seen(people: Collection[int], *, viewer: Viewer, today: Day) -> dict[int, Interests]:
    """What those of these people (ids) would consider whose words the viewer may read today; the looks are logged."""
    wanted = set(people)
    if not wanted:
        return {}
    found = {row.person_id: in_terms(row) for row in readable(viewer=viewer, today=today).filter(person__in=wanted)}
    rule = SEE_RELEASED if reach(viewer, SEE_OWN_NAMES).is_empty else SEE_OWN_NAMES
    shown([one for one in found if one != viewer.person], READ, rule, viewer=viewer)
    return found


def interested_in(sort: str, value: str, *, viewer: Viewer, today: Day) -> QuerySet[Interest]:
    """Those who would consider something (see found_by), as far as the viewer may read it: for lists to narrow by.

    A filter must not tell what a page would not.
    """
    return readable(viewer=viewer, today=today).filter(words__sort=sort, words__value=value)


def readable(*, viewer: Viewer, today: Day) -> QuerySet[Interest]:
    """The interests that the viewer may read today.

    Their own; of people of an organisation that they lead, where it is shown at work; of people released to them by
    another organisation than their own, for which showing it at work decides.
    """
    led = reach(viewer, LEAD).organisations
    allowed = Q(person=viewer.person) if viewer.person is not None else Q(pk__in=[])
    if led:
        here = today.memberships().filter(organisation__in=led)
        allowed |= Q(shown_at_work=True, person__in=here.values("person"))
    others = released_to(viewer=viewer, today=today)
    if reach(viewer, SEE_RELEASED).is_empty:
        others = others.exclude(organisation__in=led)
    return Interest.objects.filter(allowed | Q(person__in=others.values("person")))


def in_terms(row: Interest, *, viewer: Viewer | None = None) -> Interests:
    """The row as a term."""
    return interests_in(row.content, shown_at_work=row.shown_at_work)
