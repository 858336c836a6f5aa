"""What careers asks of somebody today: to say what they see, to vouch, to confirm, to answer for offers, to agree on a
talk, and to go on with a plan; and the news that a plan is shown to them, or that what they asked for was answered."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wraparound.capabilities.careers.access import OFFER
from wraparound.capabilities.careers.models.development import DevelopmentPlan, PlanTalk
from wraparound.capabilities.careers.models.examples import Vouch
from wraparound.capabilities.careers.models.feedback import FeedbackInvitation
from wraparound.capabilities.careers.models.offers import OfferRequest
from wraparound.capabilities.careers.models.system_work import WorkConfirmation
from wraparound.capabilities.careers.queries.development import plans_newly_shown, steps_due, talks_waiting
from wraparound.capabilities.careers.queries.examples import waiting_vouches
from wraparound.capabilities.careers.queries.feedback import waiting_replies
from wraparound.capabilities.careers.queries.offer_requests import answered_lately, waiting_outcomes, waiting_requests
from wraparound.capabilities.careers.queries.system_work import waiting_confirmations
from wraparound.capabilities.careers.terms.offers import EmployerAnswer, Side
from wraparound.capabilities.careers.wording import development as develop
from wraparound.capabilities.careers.wording import examples as vouching
from wraparound.capabilities.careers.wording import feedback as say
from wraparound.capabilities.careers.wording import offers as offer
from wraparound.capabilities.careers.wording import system_work as confirming
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

MOST, SORTS = 10, 9


def needs_today(*, viewer: Viewer, at: datetime, waits: Sequence[bool] | None = None) -> tuple[Need, ...]:
    """What waits for the viewer's answer, the first to close first.

    `waits` says for each of `waiting` whether there is any, where somebody has asked already.
    """
    if viewer.person is None or not (waits is None or any(waits)):
        return ()
    found = [
        rows if known else rows.none()
        for rows, known in zip(waiting(viewer=viewer, at=at), waits or (True,) * SORTS, strict=True)
    ]
    replies, vouches, confirmations, requests, outcomes, talks, plans, shown, answers = found
    on = timezone.localtime(at).date()
    return (
        *map(_reply, replies.select_related("feedback__person").order_by("feedback__closes_on", "pk")[:MOST]),
        *map(_vouch, vouches.order_by("until", "pk")[:MOST]),
        *map(_confirm, confirmations.order_by("asked_on", "pk")[:MOST]),
        *(
            _request(row, viewer, on)
            for row in requests.select_related("offer").order_by("offer__closes_on", "pk")[:MOST]
        ),
        *map(_outcome, outcomes.select_related("offer").order_by("over_on", "pk")[:MOST]),
        *(_talk(row, viewer) for row in talks.order_by("until", "pk")[:MOST]),
        *(_step(row, on) for row in plans.order_by("next_on", "pk")[:MOST]),
        *map(_shown, shown.order_by("until", "pk")[:MOST]),
        *map(_answered, answers.select_related("offer").order_by("pk")[:MOST]),
    )


def waiting(*, viewer: Viewer, at: datetime) -> tuple[QuerySet[Any], ...]:
    """Rows of which any means that something waits."""
    on = timezone.localtime(at).date()
    return (
        waiting_replies(viewer=viewer, on=on),
        waiting_vouches(viewer=viewer, on=on),
        waiting_confirmations(viewer=viewer),
        waiting_requests(viewer=viewer, on=on),
        waiting_outcomes(viewer=viewer, on=on),
        talks_waiting(viewer=viewer, on=on),
        steps_due(viewer=viewer, on=on),
        plans_newly_shown(viewer=viewer, on=on),
        answered_lately(viewer=viewer, on=on),
    )


def _reply(row: FeedbackInvitation) -> Need:
    words = say.need_words(row.feedback.person.name)
    return Need(words, f"/careers/asked/{row.pk}/", "Say what you see", row.feedback.closes_on)


def _vouch(row: Vouch) -> Need:
    words = vouching.need_words(row.person.name)
    return Need(words, f"/careers/vouching/{row.pk}/", "Say whether you vouch", None)


def _confirm(row: WorkConfirmation) -> Need:
    words = confirming.need_words(row.person.name)
    return Need(words, f"/careers/confirming/{row.pk}/", "Say whether you confirm", None)


def _request(row: OfferRequest, viewer: Viewer, on: date) -> Need:
    far = reach(viewer, OFFER).organisations
    waits = row.employer_id in far and row.own_answer == EmployerAnswer.WAITS
    side = Side.OWN if waits else Side.HOST
    words = offer.need_words(row.offer.title)
    # Nobody waits beyond its first day; until the last day to ask is over, that is the day to have answered by.
    by = row.offer.closes_on if on <= row.offer.closes_on else row.offer.starts
    return Need(words, f"/careers/offers/asked/{row.pk}/{side.value}/", "Say whether you agree", by)


def _answered(row: OfferRequest) -> Need:
    return Need(offer.news_words(row.offer.title), f"/careers/offers/asked/{row.pk}/", "Read the answer", None)


def _shown(row: PlanTalk) -> Need:
    return Need(develop.need_shown(row.person.name), f"/careers/talks/{row.pk}/", "Read their plan", None)


def _outcome(row: OfferRequest) -> Need:
    words = offer.due_words(row.offer.title)
    return Need(words, f"/careers/offers/asked/{row.pk}/led-to/", "Say what it led to", None)


def _talk(row: PlanTalk, viewer: Viewer) -> Need:
    other = row.partner if row.person_id == viewer.person else row.person
    return Need(develop.need_talk(other.name), f"/careers/talks/{row.pk}/", "Read what was said", row.until)


def _step(row: DevelopmentPlan, on: date) -> Need:
    by = row.next_on or on
    return Need(develop.need_step(by, on), f"/careers/plans/{row.pk}/", "Look at your plan", by)
