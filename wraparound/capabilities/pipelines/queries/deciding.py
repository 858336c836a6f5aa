"""Whether somebody takes part in deciding on an appointment for which others stand."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.pipelines.access import THEIR_OWN
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, CandidacyStage
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, Viewer


class NotOneOfThem(PermissionError):
    """Asked by somebody who is neither of the two."""


def decides_on(decider: int, person: int, *, viewer: Viewer, on: date) -> bool:
    """Whether `decider` (id) may decide, or has decided, on `person` (id) for a vacancy that is not filled yet."""
    return person in decided_by(decider, [person], viewer=viewer, on=on)


def decided_by(decider: int, people: Iterable[int], *, viewer: Viewer, on: date) -> frozenset[int]:
    """Those of these people (ids) on whom `decider` may decide, or has decided, for a vacancy that is not filled yet.

    May decide: leads the organisation of the post for talent on the day. Told to the two of them alone, each of whom
    knows of it already, and to this site: NotOneOfThem for anybody else.
    """
    asked = frozenset(people)
    if viewer != OPERATOR:
        ensure(viewer, THEIR_OWN)
        if viewer.person != decider and asked != {viewer.person}:
            raise NotOneOfThem
    standing = Candidacy.objects.filter(person__in=asked, taken_back=False, ends__isnull=True)
    rows = list(standing.filter(vacancy__taken_back=False).select_related("vacancy__post__organisation"))
    if not rows:
        return frozenset()
    entered = CandidacyStage.objects.filter(candidacy__in=rows, entered_by=decider, taken_back=False)
    did = frozenset(entered.values_list("candidacy", flat=True))
    name = Person.objects.values_list("name", flat=True).get(pk=decider)
    seen_as = viewer_for(decider, name, on=on, viewer=viewer)
    return frozenset(
        row.person_id for row in rows if row.person_id and (row.pk in did or leads(row.vacancy.post, viewer=seen_as))
    )
