"""What compacts ask of somebody today: to sign, to answer, to keep, to confirm, to hold a review, to read."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.compacts.access import ACTS_FOR, OWN_OR_HELD, VERIFY
from wraparound.capabilities.compacts.calculation.clock import REVIEW_WITHIN, day_of
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Signature, Text, Undertaking
from wraparound.capabilities.compacts.queries.check_ins import answers_waiting, asked_of_check_ins, waiting
from wraparound.capabilities.compacts.queries.ending_needs import asked_of_endings, of_endings
from wraparound.capabilities.compacts.queries.needs_patience import asked_of_figures, needs_of_figures
from wraparound.capabilities.compacts.queries.needs_present import present
from wraparound.capabilities.compacts.queries.needs_reviews import asked_of_reviews, needs_of_reviews
from wraparound.capabilities.compacts.queries.prospectuses import asking
from wraparound.capabilities.compacts.queries.raised import asked_of_raised, raised_needs
from wraparound.capabilities.compacts.queries.recognition_needs import (
    asked_of_recognitions,
    recognition_needs,
    thanks_needs,
)
from wraparound.capabilities.compacts.queries.undertakings import DUE_SOON
from wraparound.capabilities.compacts.terms.agreement import Follows, Party
from wraparound.capabilities.compacts.terms.compacts import TextState, UndertakingState
from wraparound.capabilities.compacts.terms.prospectuses import EditionState, ProspectusLine
from wraparound.people.access import ensure, reach
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST = 10
"""Of one sort; the lists have them all."""
OF = ("compact__organisation", "compact__leader")
STATE = TextState


def needs_today(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """What is wanted of the viewer, the most pressing first; only of compacts for a side of which they act."""
    ensure(viewer, OWN_OR_HELD)
    if viewer.person is None:
        return ()
    sides = _sides(viewer)
    today = day_of(at)
    found: list[tuple[Compact | None, Need]] = [*_texts(sides), *_undertakings(sides, today)]
    asked = {
        "effects": Effect.objects.filter(_any(sides), ends__isnull=True),
        **asked_of_endings(_sides(viewer, of=""), today, viewer=viewer),
        "figures": asked_of_figures(sides, viewer=viewer),
        **asked_of_recognitions(sides, viewer=viewer, at=at),
        **asked_of_reviews(sides, today, viewer=viewer),
        **asked_of_check_ins(viewer=viewer),
        **asked_of_raised(viewer=viewer),
    }
    there = present(asked, viewer=viewer)
    for name in there:
        found += _told(name, asked[name], sides, today, viewer)
    told = [row.leader_id for row, _ in found if row is not None and row.leader_id]
    shown(sorted(set(told)), ("name", "compact"), VERIFY, viewer=viewer)
    found += [(None, _of_a_prospectus(one)) for one in asking(viewer=viewer)]
    if "check-ins" in there:
        found += [(None, need) for need in waiting(asked["check-ins"], viewer=viewer)]
    if "answers" in there:
        found += [(None, need) for need in answers_waiting(asked["answers"], viewer=viewer)]
    if "raised" in there:
        found += [(None, need) for need in raised_needs(asked["raised"], viewer=viewer)]
    return tuple(sorted((need for _, need in found), key=lambda one: one.by or date.max))


def _told(
    name: str, rows: QuerySet[Any], sides: dict[Party, Q], today: date, viewer: Viewer
) -> Iterator[tuple[Compact | None, Need]]:
    """What one question found, in words; what is between two people, or was raised, logs its own looks."""
    if name == "effects":
        yield from _effects(rows)
    elif name == "endings":
        yield from of_endings(rows, viewer=viewer)
    elif name == "figures":
        yield from needs_of_figures(rows, viewer=viewer)
    elif name == "recognitions":
        yield from recognition_needs(rows, sides, viewer=viewer)
    elif name == "thanks":
        yield from thanks_needs(rows, viewer=viewer)
    elif name in ("reviews", "steps", "criteria"):
        yield from needs_of_reviews(name, rows, today, viewer=viewer)


def _of_a_prospectus(one: ProspectusLine) -> Need:
    address = f"/compacts/prospectuses/{one.number}/review/"
    if one.asks:
        return Need(f"The prospectus “{one.title}” of {one.organisation} waits to be read by you.", address, "Read it")
    said = "and can be published" if one.state is EditionState.REVIEWED else "and something is to be changed"
    words = f"The prospectus “{one.title}” of {one.organisation} was read by somebody else, {said}."
    return Need(words, address, "See what they say")


def _sides(viewer: Viewer, of: str = "compact__") -> dict[Party, Q]:
    """For each party for which the viewer acts somewhere, the condition on a row's compact under which they do.

    `of` is the way from the row to the compact; empty where the rows are compacts.
    """
    found = {Party.LEADER: Q((f"{of}leader", viewer.person))}
    asked = {Party.REGION: Q((f"{of}asks_region", True)), Party.CENTRE: Q((f"{of}asks_centre", True))}
    for party in (Party.BOARD, Party.REGION, Party.CENTRE):
        far = reach(viewer, ACTS_FOR[party])
        if not far.is_empty:
            here = Q((f"{of}organisation__in", far.organisations)) | Q((f"{of}organisation__region__in", far.regions))
            found[party] = (Q((f"{of}pk__isnull", False)) if far.nation else here) & asked.get(party, Q())
    return found


def _any(sides: dict[Party, Q]) -> Q:
    whole = Q(pk__in=[])
    for one in sides.values():
        whole |= one
    return whole & Q(compact__ended_at__isnull=True)


def _texts(sides: dict[Party, Q]) -> Iterator[tuple[Compact, Need]]:
    """Versions to sign, and the newest version of another side to read and answer."""
    signed = Signature.objects.filter(text=OuterRef("pk"), void_at__isnull=True)
    later = Text.objects.filter(compact=OuterRef("compact"), number__gt=OuterRef("number"))
    newest = ~Q(Exists(later.filter(state__in=(STATE.SHARED, STATE.OFFERED, STATE.IN_FORCE))))
    to_sign, to_answer = Q(pk__in=[]), Q(pk__in=[])
    for party, theirs in sides.items():
        to_sign |= theirs & ~Q(Exists(signed.filter(party=party)))
        if party is not Party.CENTRE:
            to_answer |= theirs & ~Q(side=party)
    wanted = (Q(state=STATE.OFFERED) & to_sign) | (Q(state=STATE.SHARED) & newest & to_answer)
    rows = Text.objects.filter(wanted, _any(sides)).defer("content", "frozen").select_related(*OF)
    for one in rows.order_by("-shared_at", "pk")[:MOST]:
        head, address = _head(one.compact), f"/compacts/{one.compact_id}/versions/{one.number}/"
        if one.state == STATE.OFFERED:
            yield one.compact, Need(f"{head} waits for your signature.", f"{address}sign/", "Read it and sign")
        else:
            words = f"{head}: the other side has shared version {one.number}."
            yield one.compact, Need(words, address, "Read and answer it")


def _undertakings(sides: dict[Party, Q], today: date) -> Iterator[tuple[Compact | None, Need]]:
    """What the viewer's side owes, and what it is asked to confirm; by the day it is due."""
    owed, said = Q(pk__in=[]), Q(pk__in=[])
    for party, theirs in sides.items():
        owed |= theirs & Q(giver=party)
        said |= theirs & ~Q(reported_for=party)
    owed &= Q(state=UndertakingState.OPEN) & (Q(due_on__lte=today + DUE_SOON) | Q(review__lte=today))
    rows = Undertaking.objects.filter(owed | (said & Q(state=UndertakingState.REPORTED)), _any(sides))
    listed = list(rows.select_related(*OF).order_by("due_on", "pk")[: MOST + 1])
    for one in listed[:MOST]:
        head, address = _head(one.compact), f"/compacts/promises/{one.pk}/"
        if one.state == UndertakingState.REPORTED:
            words = f"Said to be kept: “{one.words}”. Is it so? ({head})"
            yield one.compact, Need(words, address, "Confirm or say not", one.due_on)
        else:
            soon = one.due_on <= today + DUE_SOON
            when = "is overdue" if one.due_on < today else "is due" if soon else "is to be looked at again by now"
            words = f"What you promised {when}: “{one.words}” ({head})."
            yield one.compact, Need(words, address, "Say how it stands", one.due_on)
    if len(listed) > MOST:
        yield None, Need("More promises wait for you.", "/compacts/promises/", "See them all")


def _effects(rows: QuerySet[Any]) -> Iterator[tuple[Compact | None, Need]]:
    """Reviews that were called and not held, and clocks that stand still."""
    rows = rows.defer("ranges").select_related(*OF).order_by("starts", "pk")
    listed = list(rows[: MOST + 1])
    for one in listed[:MOST]:
        head, address = _head(one.compact), f"/compacts/{one.compact_id}/"
        if one.sort == Follows.REVIEW:
            words = f"A review was called because of “{one.words}” ({head})."
            yield one.compact, Need(words, f"{address}reviews/", "Hold it and say so", one.starts + REVIEW_WITHIN)
        else:
            words = f"The clock stands still: “{one.words}” was not kept ({head})."
            yield one.compact, Need(words, address, "See what follows")
    if len(listed) > MOST:
        yield None, Need("In more compacts something follows from what was not kept.", "/compacts/", "See them all")


def _head(row: Compact) -> str:
    leader = f" with {row.leader.name}" if row.leader else ""
    return f"Compact{leader}, {row.organisation.name}"
