"""The day a page is about: what was true in the world on it, as it is known today or as this site knew it then."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone

from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.people.calculation import end_of
from wraparound.people.models import DatedRows, Membership
from wraparound.people.terms.access import Viewer
from wraparound.records.models.keeping import Record

FEW_DAYS = 64
"""Sorts of rows and days for which what is asked of the store is kept ready-made; the answers are not kept."""


@dataclass(frozen=True)
class Day:
    """`on` is the day itself. `known` is none where all that is known today counts.

    `today` is the day of whoever asks, none where that is the day itself: rights are always of it.

    A holder who left on the first and was taken off on the twentieth held the post on the tenth for nobody: by what is
    known today it was empty, and only `known` on that day says what this site showed then.
    """

    on: date
    known: datetime | None = None
    today: date | None = None

    @property
    def now(self) -> "Day":
        """Today, by all that is known: what a viewer may see depends on it, whatever day the page is about."""
        return self if self.today is None else Day(self.today)

    def posts(self) -> DatedRows[Post]:
        """Posts that were there."""
        return _on(Post, self.known, self.on).all()

    def posts_not_over(self) -> DatedRows[Post]:
        """Posts that were there, and those that were to come."""
        return Post.objects.as_at(self.known).filter(Q(ends__isnull=True) | Q(ends__gte=self.on))

    def shares(self) -> DatedRows[Share]:
        """Posts that served other organisations too."""
        return _on(Share, self.known, self.on).all()

    def holders(self) -> DatedRows[Holder]:
        """Who held them, and which were empty."""
        return _on(Holder, self.known, self.on).all()

    def looks_ahead(self, today: "Day") -> bool:
        """Whether what was entered for the days after it belongs to it.

        So it does of today, and of what this site showed on a day; of another day they have come, and are known.
        """
        return self == today or self.known is not None

    def holders_ahead(self, today: "Day") -> DatedRows[Holder]:
        """Who held them and which were empty, and who was to: later ones only where the day looks ahead."""
        if not self.looks_ahead(today):
            return self.holders()
        rows = Holder.objects.as_at(self.known).counted()
        return rows.filter(Q(ends__isnull=True) | Q(ends__gte=self.on))

    def readiness(self) -> DatedRows[Readiness]:
        """What was agreed and counted, stale or not."""
        return _on(Readiness, self.known, self.on).all()

    def successors(self) -> DatedRows[Successor]:
        """Who was named at the end of the day: whoever was taken off in its course no longer."""
        return _on(Successor, self.known, self.on).exclude(ends=self.on)

    def releases(self) -> DatedRows[Release]:
        """Who was released, with the person's agreement; from the day on which it was taken back, nobody."""
        rows = _on(Release, self.known, self.on).filter(agreed_on__lte=self.on)
        return rows.exclude(taken_back_on__lte=self.on)

    def memberships(self) -> DatedRows[Membership]:
        """Who belonged where."""
        return _on(Membership, self.known, self.on).all()


@lru_cache(maxsize=FEW_DAYS)
def _on[Row: Record](sort: type[Row], known: datetime | None, on: date) -> DatedRows[Row]:
    """The question for the rows of a sort that counted on a day; whoever asks it, asks a copy."""
    rows: DatedRows[Row] = sort._default_manager.as_at(known).current(on)  # type: ignore[attr-defined]  # of dated sorts
    return rows


def day_of(as_at: date | None, today: date, *, viewer: Viewer, as_shown: bool = False) -> Day:
    """Today, or an earlier day; with `as_shown` as this site knew it at its end. Days to come are today."""
    if as_at is None or as_at >= today:
        return Day(today)
    return Day(as_at, end_of(as_at, timezone.get_current_timezone()) if as_shown else None, today)
