"""Whether somebody takes part in deciding on an appointment for which somebody else stands."""

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
    """Whether `decider` (id) may decide, or has decided, on `person` (id) for a vacancy that is not filled yet.

    May decide: leads the organisation of the post for talent on the day. Told to the two of them alone, each of whom
    knows of it already, and to this site: NotOneOfThem for anybody else.
    """
    if viewer != OPERATOR:
        ensure(viewer, THEIR_OWN)
        if viewer.person not in (decider, person):
            raise NotOneOfThem
    standing = Candidacy.objects.filter(person=person, taken_back=False, ends__isnull=True)
    standing = standing.filter(vacancy__taken_back=False)
    if CandidacyStage.objects.filter(candidacy__in=standing, entered_by=decider, taken_back=False).exists():
        return True
    rows = list(standing.select_related("vacancy__post__organisation"))
    if not rows:
        return False
    name = Person.objects.values_list("name", flat=True).get(pk=decider)
    seen_as = viewer_for(decider, name, on=on, viewer=viewer)
    return any(leads(row.vacancy.post, viewer=seen_as) for row in rows)
