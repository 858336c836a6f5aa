"""What people say is wrong with a readiness or a plan, for the pages that show one to those who may see whose it is."""

from collections.abc import Iterable

from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.rights import contests_on
from wraparound.records.terms import ContestTerms

OF_READINESS = Readiness._meta.label_lower
OF_PLANS = Successor._meta.label_lower


def readiness_said_wrong(numbers: Iterable[int], *, viewer: Viewer) -> dict[int, ContestTerms]:
    """What people say is wrong with these readiness entries and waits for an answer, by number.

    For entries of people whom the viewer sees by name, and no others: what somebody says may name them.
    """
    return contests_on(OF_READINESS, numbers, viewer=viewer)


def plans_said_wrong(numbers: Iterable[int], *, viewer: Viewer) -> dict[int, ContestTerms]:
    """The same of entries that name somebody for a post."""
    return contests_on(OF_PLANS, numbers, viewer=viewer)
