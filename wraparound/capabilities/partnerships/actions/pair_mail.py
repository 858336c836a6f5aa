"""Whom a mail is to tell that something between people waits for them, and noting that it did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from wraparound.capabilities.partnerships.access import KEEP_PAIRS
from wraparound.capabilities.partnerships.models.pairs import CohortInvited, PairPart
from wraparound.capabilities.partnerships.queries.pairing import open_pairs
from wraparound.capabilities.partnerships.queries.pairs import is_unheard
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


@dataclass
class PairsWaiting:
    """What one person has not been told of: parts in pairs, and invitations, by number."""

    parts: list[int] = field(default_factory=list)
    invited: list[int] = field(default_factory=list)


def pairs_to_tell(*, by: Viewer) -> dict[int, PairsWaiting]:
    """For each person (id) for whom something waits that no mail has told them of, what it is by number.

    What was proposed and waits for them, and what they had accepted and somebody else ended.
    """
    ensure(by, KEEP_PAIRS)
    found: dict[int, PairsWaiting] = {}
    asked = Q(accepted_at__isnull=True, pair__in=open_pairs(viewer=by))
    over = Q(accepted_at__isnull=False, pair__ended_at__isnull=False)
    for part in PairPart.objects.filter(asked | over, told_at__isnull=True).select_related("pair").order_by("pk"):
        if not is_unheard(part, viewer=by):
            found.setdefault(part.person_id, PairsWaiting()).parts.append(part.pk)
    invited = CohortInvited.objects.filter(told_at__isnull=True, cohort__ended_at__isnull=True)
    for number, person in invited.order_by("pk").values_list("pk", "person"):
        found.setdefault(person, PairsWaiting()).invited.append(number)
    return found


def mark_pairs_told(waiting: PairsWaiting, *, at: datetime, by: Viewer) -> None:
    """They were told of these. A mark of use: history leaves it out."""
    ensure(by, KEEP_PAIRS)
    _mark(PairPart, waiting.parts, at)
    _mark(CohortInvited, waiting.invited, at)


def _mark(model: type[PairPart] | type[CohortInvited], numbers: Sequence[int], at: datetime) -> None:
    if numbers:
        model._default_manager.filter(pk__in=numbers).update(told_at=at)
