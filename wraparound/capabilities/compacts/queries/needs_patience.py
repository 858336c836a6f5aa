"""What the figures ask of the sides of a compact today: a conversation, until the figures or a review say otherwise."""

from collections.abc import Iterator, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.patience import Verdict
from wraparound.capabilities.compacts.models.reviews import Review
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.patience import Verdict as Answer
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 10
ASKING = (Answer.TALK, Answer.UNLIKE)


def asked_of_figures(sides: Mapping[Party, Q], *, viewer: Viewer) -> QuerySet[Verdict]:
    """Results whose rule asks for a talk, of compacts in force, until a review is held."""
    whole = Q(pk__in=[])
    for party, theirs in sides.items():
        if party is not Party.CENTRE:
            whole |= theirs
    held = Review.objects.filter(compact=OuterRef("compact"), held_at__gt=OuterRef("said_at"))
    rows: QuerySet[Verdict] = Verdict.objects.filter(
        whole, ~Q(Exists(held)), latest=True, verdict__in=ASKING, compact__ended_at__isnull=True
    )
    return rows


def needs_of_figures(rows: QuerySet[Verdict], *, viewer: Viewer) -> Iterator[tuple[Compact | None, Need]]:
    """The same in words, the newest first."""
    for one in rows.select_related("compact__organisation", "compact__leader").order_by("-said_at", "pk")[:MOST]:
        leader = f" with {one.compact.leader.name}" if one.compact.leader else ""
        words = (
            f"Let us talk: {one.result} lies below the line that was agreed (Compact{leader}, "
            f"{one.compact.organisation.name})."
        )
        yield one.compact, Need(words, f"/compacts/{one.compact_id}/patience/#{one.key}", "See how it has moved")
