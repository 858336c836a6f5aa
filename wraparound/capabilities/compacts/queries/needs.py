"""What compacts ask of somebody today: to sign, to answer, to keep, to confirm, to hold a review, to read."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from wraparound.capabilities.compacts.access import OWN_OR_HELD, VERIFY
from wraparound.capabilities.compacts.calculation.clock import REVIEW_WITHIN, day_of
from wraparound.capabilities.compacts.models.agreed import Effect, Signature, Text, Undertaking
from wraparound.capabilities.compacts.queries.acting import Acting, acting
from wraparound.capabilities.compacts.queries.check_ins import asked_of_check_ins
from wraparound.capabilities.compacts.queries.ending_needs import asked_of_endings
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Found, Listing, Question, Told, answered
from wraparound.capabilities.compacts.queries.needs_patience import asked_of_figures
from wraparound.capabilities.compacts.queries.needs_reviews import asked_of_reviews
from wraparound.capabilities.compacts.queries.partnering import asked_of_partnerships
from wraparound.capabilities.compacts.queries.prospectus_needs import asked_of_prospectuses
from wraparound.capabilities.compacts.queries.raised import asked_of_raised
from wraparound.capabilities.compacts.queries.recognition_needs import asked_of_recognitions
from wraparound.capabilities.compacts.queries.undertakings import DUE_SOON
from wraparound.capabilities.compacts.terms.agreement import Follows, Party
from wraparound.capabilities.compacts.terms.compacts import TextState, UndertakingState
from wraparound.people.access import ensure
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

STATE = TextState


def needs_today(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """What is wanted of the viewer, the most pressing first; only of compacts for a side of which they act."""
    ensure(viewer, OWN_OR_HELD)
    if viewer.person is None:
        return ()
    mine, today = acting(viewer.person, viewer=viewer), day_of(at)
    of_compacts: dict[str, Question | Listing] = {
        **_asked_of_agreements(mine, today),
        **asked_of_endings(mine, today, viewer=viewer),
        **asked_of_figures(mine, viewer=viewer),
        **asked_of_partnerships(mine, viewer=viewer),
        **asked_of_recognitions(mine, viewer=viewer, at=at),
        **asked_of_reviews(mine, today, viewer=viewer),
    }
    others: dict[str, Question] = {
        **asked_of_prospectuses(viewer=viewer),
        **asked_of_check_ins(mine, viewer=viewer),
        **asked_of_raised(viewer=viewer),
    }
    told = answered({**of_compacts, **others}, viewer=viewer)
    found = [one for name in of_compacts for one in told.get(name, ())]
    leaders = {leader for leader, _ in found if leader is not None}
    shown(sorted(leaders), ("name", "compact"), VERIFY, viewer=viewer)
    # What is between two people, or was raised, logs its own looks.
    found += [one for name in others for one in told.get(name, ())]
    return tuple(sorted((need for _, need in found), key=lambda one: one.by or date.max))


def _asked_of_agreements(mine: Acting, today: date) -> dict[str, Listing]:
    """Of what is agreed or is to be, and of what was promised; nothing of those who act for no side."""
    if not mine.sides():
        return {}
    return {"texts": _texts(mine), "undertakings": _undertakings(mine, today), "effects": _effects(mine)}


def _texts(mine: Acting) -> Listing:
    """Versions to sign, and the newest version of another side to read and answer."""
    signed = Signature.objects.filter(text=OuterRef("pk"), void_at__isnull=True)
    later = Text.objects.filter(compact=OuterRef("compact"), number__gt=OuterRef("number"))
    newest = ~Q(Exists(later.filter(state__in=(STATE.SHARED, STATE.OFFERED, STATE.IN_FORCE))))

    def wanted(party: Party) -> Q:
        to_sign = Q(state=STATE.OFFERED) & ~Q(Exists(signed.filter(party=party)))
        # The centre signs, and answers no drafts.
        return to_sign if party is Party.CENTRE else to_sign | (Q(state=STATE.SHARED) & newest & ~Q(side=party))

    rows = Text.objects.filter(mine.where(wanted), compact__ended_at__isnull=True)
    return Listing(rows, _of_texts, state="state", key=Cast("number", CharField()), moment="shared_at")


def _of_texts(found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        address = f"/compacts/{one.compact}/versions/{one.key}/"
        if one.state == STATE.OFFERED:
            yield one.leader, Need(f"{one.head} waits for your signature.", f"{address}sign/", "Read it and sign")
        else:
            words = f"{one.head}: the other side has shared version {one.key}."
            yield one.leader, Need(words, address, "Read and answer it")


def _undertakings(mine: Acting, today: date) -> Listing:
    """What the viewer's side owes, and what it is asked to confirm; by the day it is due."""
    due = Q(state=UndertakingState.OPEN) & (Q(due_on__lte=today + DUE_SOON) | Q(review__lte=today))
    said = Q(state=UndertakingState.REPORTED)
    wanted = mine.where(lambda party: (due & Q(giver=party)) | (said & ~Q(reported_for=party)))
    rows = Undertaking.objects.filter(wanted, compact__ended_at__isnull=True)
    return Listing(rows, partial(_of_undertakings, today), state="state", words="words", day="due_on")


def _of_undertakings(today: date, found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        address, by = f"/compacts/promises/{one.number}/", one.day
        assert by is not None  # every promise has its day
        if one.state == UndertakingState.REPORTED:
            words = f"Said to be kept: “{one.words}”. Is it so? ({one.head})"
            yield one.leader, Need(words, address, "Confirm or say not", by)
        else:
            soon = by <= today + DUE_SOON
            when = "is overdue" if by < today else "is due" if soon else "is to be looked at again by now"
            words = f"What you promised {when}: “{one.words}” ({one.head})."
            yield one.leader, Need(words, address, "Say how it stands", by)
    if len(found) > MOST:
        yield None, Need("More promises wait for you.", "/compacts/promises/", "See them all")


def _effects(mine: Acting) -> Listing:
    """Reviews that were called and not held, and clocks that stand still."""
    rows = Effect.objects.filter(mine.where(), ends__isnull=True, compact__ended_at__isnull=True)
    return Listing(rows, _of_effects, state="sort", words="words", day="starts")


def _of_effects(found: Sequence[Found]) -> Iterator[Told]:
    for one in found[:MOST]:
        address = f"/compacts/{one.compact}/"
        if one.state == Follows.REVIEW:
            assert one.day is not None  # whatever follows begins on a day
            words = f"A review was called because of “{one.words}” ({one.head})."
            yield one.leader, Need(words, f"{address}reviews/", "Hold it and say so", one.day + REVIEW_WITHIN)
        else:
            words = f"The clock stands still: “{one.words}” was not kept ({one.head})."
            yield one.leader, Need(words, address, "See what follows")
    if len(found) > MOST:
        yield None, Need("In more compacts something follows from what was not kept.", "/compacts/", "See them all")
