"""Keeps the vacancies of a post in step with who holds it: after every change they are worked out anew."""

from datetime import date

from wraparound.capabilities.pipelines.calculation.holding import overlaps, vacancies
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.terms.posts import HolderKind, Span
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.outbox import tell

BINDING = (HolderKind.SUBSTANTIVE, HolderKind.VACANT)
"""The kinds that decide whether a post is empty."""


def settle(post: Post, *, by: Viewer, freed: Span | None = None, said: Span | None = None) -> None:
    """Has the post be vacant on the days on which it is, and on no others; inside a change.

    `freed` is a time in which somebody was taken to hold it, `said` one in which it is said to be vacant.
    """
    rows = list(Holder.objects.counted().filter(post=post, kind__in=BINDING).order_by("starts", "pk"))
    held = [row.time for row in rows if row.kind == HolderKind.SUBSTANTIVE]
    empty = [row for row in rows if row.kind == HolderKind.VACANT]
    known = [*(row.time for row in empty), *([said] if said else [])]
    wanted = vacancies(held, known, freed=freed, last_day=post.ends)
    before = [(row.time, row) for row in empty]
    pairs, rest = _paired(wanted, empty)
    for row in rest:
        row.taken_back = True
        row.save()
    # Those that end are written before those that go on: a post is vacant without an end once at a time.
    for span, found in sorted(pairs, key=lambda pair: pair[0].ends or date.max):
        if found is None:
            _add(post, span, before, by)
        elif found.time != span:
            found.starts, found.ends = span.starts, span.ends
            found.save()


def _paired(wanted: tuple[Span, ...], empty: list[Holder]) -> tuple[list[tuple[Span, Holder | None]], list[Holder]]:
    """Each time with the entry that goes on as it, none where it is a new one; and the entries that are left over."""
    rest, pairs = list(empty), []
    for span in wanted:
        row = next((one for one in rest if overlaps(one.time, span)), None)
        if row is not None:
            rest.remove(row)
        pairs.append((span, row))
    return pairs, rest


def _add(post: Post, span: Span, before: list[tuple[Span, Holder]], by: Viewer) -> None:
    """A new entry; of a vacancy that falls apart, each part costs what the whole did."""
    same = next((row for was, row in before if overlaps(was, span)), None)
    row = Holder(controller_id=post.controller_id, post=post, kind=HolderKind.VACANT, starts=span.starts)
    row.ends = span.ends
    if same is not None:
        row.cost, row.cost_per = same.cost, same.cost_per
    row.save()
    tell_of(row, "vacant", span.starts, by=by)


def tell_of(row: Holder, what: str, on: date, *, by: Viewer) -> None:
    """Lets others know of an entry, without a name."""
    place = row.post.organisation
    told = {"post": str(row.post_id), "holder": str(row.pk), "kind": str(row.kind), "organisation": place.code}
    tell(f"pipelines.{what}", {**told, "on": on.isoformat()}, by=by, of=row)
