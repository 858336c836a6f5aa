"""What partnerships ask of somebody today: to answer, to agree, to review, and to look again at what was said."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wraparound.capabilities.partnerships.access import SPEAK
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.models.reviews import JointText, PartnershipReview, ReviewWords
from wraparound.capabilities.partnerships.queries.agreements import lines_of
from wraparound.capabilities.partnerships.queries.arrangements import waiting_for, waiting_rows
from wraparound.capabilities.partnerships.queries.own_words import old_rows, old_words
from wraparound.capabilities.partnerships.queries.pairs import invitations, needs_of_people, waiting_for_answer
from wraparound.capabilities.partnerships.queries.reading import sides_of
from wraparound.capabilities.partnerships.terms.agreements import AgreementState, Side
from wraparound.capabilities.partnerships.terms.own_words import OwnNeed
from wraparound.capabilities.partnerships.wording.agreements import NEED_ACTIONS, need_words
from wraparound.capabilities.partnerships.wording.arrangements import agree_need
from wraparound.capabilities.partnerships.wording.own_words import topic_in_line
from wraparound.capabilities.partnerships.wording.plain import day
from wraparound.capabilities.partnerships.wording.reviews import name_words
from wraparound.people.access import reach
from wraparound.people.queries.waiting import there_are
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

STATE = AgreementState
ASKED = (STATE.SUGGESTED, STATE.PROPOSED, STATE.DIAGNOSIS, STATE.TERMS)
MOST = 20


def needs_today(*, viewer: Viewer, at: datetime, waits: Sequence[bool] | None = None) -> tuple[Need, ...]:
    """What is wanted of the viewer, for themselves and for the boards for which they speak, the most pressing first.

    `waits` says for each of `waiting` whether there is any, where somebody has asked already.
    """
    if viewer.person is None:
        return ()
    today = timezone.localtime(at).date()
    known = there_are(waiting(viewer=viewer, at=at), viewer=viewer) if waits is None else waits
    found = list(_asked(today, viewer, known))
    return tuple(sorted(found, key=lambda one: one.by or date.max))


def waiting(*, viewer: Viewer, at: datetime) -> tuple[QuerySet[Any], ...]:
    """Rows of which any means that something waits: asked in one statement, and most days there are none."""
    today, mine = timezone.localtime(at).date(), _mine(viewer)
    return (
        waiting_for_answer(viewer=viewer),
        invitations(viewer=viewer, on=today),
        _open_rows(mine),
        _review_rows(mine, today),
        *old_rows(viewer=viewer, on=today),
        waiting_rows(viewer=viewer),
    )


def _mine(viewer: Viewer) -> Q:
    here = reach(viewer, SPEAK).organisations
    return Q(helper__in=here) | Q(helped__in=here)


def _asked(today: date, viewer: Viewer, waits: Sequence[bool]) -> Iterator[Need]:
    """Only what is known to be there is asked for."""
    paired, asked, answer, review, *others, arrange = waits
    if paired or asked:
        yield from needs_of_people(viewer=viewer, on=today)
    if answer:
        yield from _to_answer(_open_rows(_mine(viewer)), viewer)
    if review:
        yield from _reviews(_review_rows(_mine(viewer), today), viewer)
    if any(others):
        yield from _old(today, viewer)
    if arrange:
        yield from _to_arrange(viewer)


def _open_rows(mine: Q) -> QuerySet[Agreement]:
    return Agreement.objects.filter(mine, state__in=ASKED).select_related("helper__region", "helped__region")


def _review_rows(mine: Q, today: date) -> QuerySet[PartnershipReview]:
    """Reviews whose day has come and that are not settled."""
    agreements = Agreement.objects.filter(mine, in_force_at__isnull=False)
    settled = JointText.objects.filter(review=OuterRef("pk"), agreed_at__isnull=False)
    rows = PartnershipReview.objects.filter(~Q(Exists(settled)), agreement__in=agreements, left_at__isnull=True)
    return rows.filter(due_on__lte=today).select_related("agreement__helper__region", "agreement__helped__region")


def _to_arrange(viewer: Viewer) -> Iterator[Need]:
    for one in waiting_for(viewer=viewer)[:MOST]:
        names = [part.name for part in one.parts if part.code in one.may_agree]
        yield Need(
            agree_need(one, " and ".join(names)), f"/partnerships/arrangements/{one.number}/", "Read it", one.starts
        )


def _to_answer(rows: QuerySet[Agreement], viewer: Viewer) -> Iterator[Need]:
    for one in lines_of(list(rows.order_by("moved_at", "pk")[:MOST]), viewer=viewer):
        if one.waits:
            address = f"/partnerships/agreements/{one.number}/"
            yield Need(need_words(one), address, NEED_ACTIONS[one.state])


def _reviews(rows: QuerySet[PartnershipReview], viewer: Viewer) -> Iterator[Need]:
    """Reviews whose day has come and that one's own board has not written, and notes of the other to agree to."""
    listed = list(rows.order_by("due_on", "pk")[:MOST])
    if not listed:
        return
    wrote = {tuple(one) for one in ReviewWords.objects.filter(review__in=listed).values_list("review", "side")}
    notes = dict(JointText.objects.filter(review__in=listed).order_by("number").values_list("review", "side"))
    for one in listed:
        for side in sides_of(one.agreement, viewer=viewer):
            if (need := _of_a_review(one, side, (one.pk, side.value) in wrote, notes.get(one.pk))) is not None:
                yield need


def _of_a_review(one: PartnershipReview, side: Side, has_written: bool, note: str | None) -> Need | None:
    other = one.agreement.helped if side is Side.HELPER else one.agreement.helper
    address = f"/partnerships/agreements/{one.agreement_id}/reviews/{one.pk}/"
    name = f"{name_words(one.sort == 'ending')} of the partnership with {other.name}"
    if not has_written and note is None:
        return Need(f"{name}: your board has not written yet.", address, "Write for your board", one.due_on)
    if note is not None and note != side:
        return Need(f"{name}: a note of both waits for you.", address, "Agree to it, or answer")
    return None


def _old(today: date, viewer: Viewer) -> Iterator[Need]:
    for one in old_words(viewer=viewer, on=today)[:MOST]:
        what = "need help with" if isinstance(one, OwnNeed) else "could help others with"
        words = (
            f"You said that you {what} {topic_in_line(one.topic)}. It was to be looked at again by {day(one.review)}."
        )
        yield Need(words, f"/partnerships/{one.code}/", "Say whether it is still so", one.review)
