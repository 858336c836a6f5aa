"""For which sides of which compacts somebody acts today, as conditions: what is wanted of them is asked by these."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from wraparound.capabilities.compacts.access import ACTS_FOR
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.people.access import reach
from wraparound.people.terms.access import Reach, Viewer

EVERY_SIDE = tuple(ACTS_FOR)
TO_THE_COMPACT = "compact__"
"""The way from a row that belongs to a compact."""


@dataclass(frozen=True)
class Acting:
    """For whom one person acts: as the leader, of the compacts that they lead; for the others as far as grants reach.

    Only sides are in it for which there can be a compact: a question that is asked for one side less is half as long,
    and most who act for a region or a board lead no compact of their own.
    """

    person: int
    leads: bool
    far: Mapping[Party, Reach]

    def sides(self, of: Collection[Party] = EVERY_SIDE) -> tuple[Party, ...]:
        """The parties for which they act somewhere, of those named."""
        return tuple(one for one in of if one in self.far or (one is Party.LEADER and self.leads))

    def where(
        self,
        wanted: Callable[[Party], Q] | None = None,
        *,
        of: Collection[Party] = EVERY_SIDE,
        way: str = TO_THE_COMPACT,
    ) -> Q:
        """The condition on a row that they act for a side of its compact, and that this side is wanted there.

        Without `wanted`, that they act for one is enough. `way` leads from the row to the compact, such as
        “review__compact__”; it is empty where the rows are compacts.
        """
        whole = Q()
        for party in self.sides(of):
            theirs = self._theirs(party, way)
            whole |= theirs & wanted(party) if wanted else theirs
        return whole or Q(pk__in=[])

    def _theirs(self, party: Party, way: str) -> Q:
        """As `sides_of` says it of one compact."""
        if party is Party.LEADER:
            return Q((f"{way}leader", self.person))
        here = _within(self.far[party], way)
        # Region and centre act only where they are asked.
        asked = {Party.REGION: "asks_region", Party.CENTRE: "asks_centre"}.get(party)
        return here & Q((f"{way}{asked}", True)) if asked else here


def acting(person: int, *, viewer: Viewer) -> Acting:
    """For whom the viewer, who is this person, acts. One statement; it shows them nothing."""
    leads = Compact.objects.filter(leader=person).exists()
    reached = {one: reach(viewer, ACTS_FOR[one]) for one in EVERY_SIDE if one is not Party.LEADER}
    return Acting(person, leads, {one: far for one, far in reached.items() if not far.is_empty})


def _within(far: Reach, way: str) -> Q:
    if far.nation:
        return Q((f"{way}pk__isnull", False))
    parts = {f"{way}organisation__in": far.organisations, f"{way}organisation__region__in": far.regions}
    here = Q()
    for field, these in parts.items():
        if these:
            here |= Q((field, these))
    return here
