"""What pairs are made from: who is in a cohort, what stands between two people, and what is fixed already."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from wraparound.capabilities.partnerships.models.pairs import Bar, Cohort, Joining, Pair, PairPart
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.pairs import Joined, PairSide, Wishes
from wraparound.capabilities.pipelines.queries.reporting import reports_between
from wraparound.people.terms.access import Viewer

Two = frozenset[int]


@dataclass(frozen=True)
class Standing:
    """What stands in a cohort, by the numbers of two joinings, seeker first.

    `fixed`: somebody has accepted. `open`: proposed, and nobody has answered. `over`: ended, so that it does not come
    again. `agreed` are those of the fixed that both have accepted. `pairs` is the number of each pair.
    """

    fixed: frozenset[tuple[int, int]]
    open: frozenset[tuple[int, int]]
    over: frozenset[tuple[int, int]]
    agreed: frozenset[tuple[int, int]]
    pairs: dict[tuple[int, int], int]


def open_pairs(*, viewer: Viewer) -> QuerySet[Pair]:
    """Pairs that have not ended: also not by one of the two having left the site, before anybody wrote that down."""
    here = Count("parts", filter=Q(parts__person__is_active=True))
    rows: QuerySet[Pair] = Pair.objects.filter(ended_at__isnull=True).annotate(here=here).filter(here=2)
    return rows


def in_cohort(cohort: Cohort, *, viewer: Viewer) -> QuerySet[Joining]:
    """Who is in a cohort today, by number."""
    rows: QuerySet[Joining] = Joining.objects.filter(cohort=cohort, left_at__isnull=True, person__is_active=True)
    return rows.order_by("pk")


def joined(cohort: Cohort, *, viewer: Viewer) -> tuple[Joined, ...]:
    """Everybody of a cohort as they are paired.

    Whoever sought, and has had a pair that both accepted and that has ended, seeks again once they say so.
    """
    done = _done_seeking(cohort)
    found = []
    for row in in_cohort(cohort, viewer=viewer):
        seeks = row.seeks and not (row.pk in done and row.said_at <= done[row.pk])
        if seeks or row.gives:
            found.append(_joined(row, viewer, seeks=seeks))
    return tuple(found)


def standing(cohort: Cohort, *, viewer: Viewer) -> Standing:
    """What stands in a cohort."""
    parts: dict[int, dict[str, PairPart]] = defaultdict(dict)
    for part in PairPart.objects.filter(pair__cohort=cohort).select_related("pair", "person").order_by("pk"):
        parts[part.pair_id][part.side] = part
    found: dict[str, set[tuple[int, int]]] = {name: set() for name in ("fixed", "open", "over", "agreed")}
    numbers = {}
    for number, two in parts.items():
        if len(two) < 2:
            continue
        seeker, giver = two[PairSide.SEEKING], two[PairSide.GIVING]
        key = (seeker.joining or 0, giver.joining or 0)
        if seeker.pair.ended_at is not None or not (seeker.person.is_active and giver.person.is_active):
            if not seeker.pair.withdrawn:
                found["over"].add(key)
            continue
        accepted = [one.accepted_at is not None for one in (seeker, giver)]
        numbers[key] = number
        found["fixed" if any(accepted) else "open"].add(key)
        if all(accepted):
            found["agreed"].add(key)
    return Standing(**{name: frozenset(keys) for name, keys in found.items()}, pairs=numbers)


def barred(people: Collection[int], *, cohort: Cohort | None, viewer: Viewer, on: date) -> frozenset[Two]:
    """Every two of these people who must not be paired: said by one of them, by an organiser, or one reports up."""
    return bars_said(people, cohort=cohort, viewer=viewer) | reports_between(people, viewer=viewer, on=on)


def bars_said(people: Collection[int], *, cohort: Cohort | None, viewer: Viewer) -> frozenset[Two]:
    """Every two of these people of whom one said so, anywhere, or an organiser for this cohort."""
    wanted = Q(cohort__isnull=True) | Q(cohort=cohort) if cohort is not None else Q(cohort__isnull=True)
    rows = Bar.objects.filter(wanted, ended_at__isnull=True, one__in=list(people), two__in=list(people))
    return frozenset(frozenset(two) for two in rows.values_list("one", "two"))


def own_bars(people: Collection[int], *, viewer: Viewer) -> frozenset[Two]:
    """Every two of whom the viewer is one and said so themselves."""
    rows = Bar.objects.filter(said_by=viewer.person, ended_at__isnull=True).filter(
        Q(one=viewer.person, two__in=list(people)) | Q(two=viewer.person, one__in=list(people))
    )
    return frozenset(frozenset(two) for two in rows.values_list("one", "two"))


def topics_of(kept: Iterable[str], *, viewer: Viewer) -> tuple[Topic, ...]:
    """Topics as they are kept, those that are known."""
    known = {one.value for one in Topic}
    return tuple(Topic(one) for one in kept if one in known)


def _joined(row: Joining, viewer: Viewer, *, seeks: bool) -> Joined:
    wishes = Wishes(seeking=tuple(row.wishes_seeking), giving=tuple(row.wishes_giving), only=row.wishes_only)
    return Joined(
        number=row.pk,
        person=row.person_id,
        seeks=seeks,
        gives=row.gives,
        seeks_topics=frozenset(topics_of(row.seeks_topics, viewer=viewer)),
        gives_topics=frozenset(topics_of(row.gives_topics, viewer=viewer)),
        places=row.places,
        wishes=wishes,
    )


def _done_seeking(cohort: Cohort) -> dict[int, datetime]:
    """When the last pair of a seeker ended that both had accepted, by the number of their joining."""
    rows = Pair.objects.filter(cohort=cohort, ended_at__isnull=False, withdrawn=False)
    agreed = rows.annotate(yes=Count("parts", filter=Q(parts__accepted_at__isnull=False))).filter(yes=2)
    found: dict[int, datetime] = {}
    parts = PairPart.objects.filter(pair__in=agreed, side=PairSide.SEEKING).select_related("pair")
    for part in parts.order_by("pair__ended_at"):
        if part.joining is not None and (ended := part.pair.ended_at) is not None:
            found[part.joining] = ended
    return found
