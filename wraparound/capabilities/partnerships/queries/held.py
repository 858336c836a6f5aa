"""What partnerships hold of somebody who speaks for a board, for the copy of their data that they take away."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, NamedTuple

from django.utils import timezone

from wraparound.capabilities.partnerships.models.agreements import Acceptance, Agreement, Diagnosis, Terms
from wraparound.capabilities.partnerships.models.arrangements import Arrangement, ArrangementPart
from wraparound.capabilities.partnerships.models.own_words import StatedNeed, StatedOffer
from wraparound.capabilities.partnerships.models.pairs import Cohort
from wraparound.capabilities.partnerships.models.reviews import JointText, ReviewWords
from wraparound.people.access import SIGNED_IN, ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere

PART = "Partnerships"
NO_MORE = "That you did is kept with it. What is written there is the board’s."


class _Done(NamedTuple):
    """Something that is done for a board: which record says so, in which field, when, and in words."""

    model: Any
    who: str
    when: str
    what: str
    number: str
    """Where the number that pages show stands."""


DONE = (
    _Done(Agreement, "opened_by", "opened_at", "You wrote the first words of partnership {}", "pk"),
    _Done(Diagnosis, "written_by", "written_at", "You wrote what is wrong, in partnership {}", "agreement_id"),
    _Done(JointText, "written_by", "written_at", "You wrote a text of both boards, in partnership {}", "agreement_id"),
    _Done(JointText, "agreed_by", "agreed_at", "You agreed a text of both boards, in partnership {}", "agreement_id"),
    _Done(Terms, "written_by", "written_at", "You wrote terms, in partnership {}", "agreement_id"),
    _Done(
        Acceptance,
        "accepted_by",
        "accepted_at",
        "You accepted terms, in partnership {}",
        "terms__agreement_id",
    ),
    _Done(ReviewWords, "written_by", "written_at", "You wrote for a review, in partnership {}", "review__agreement_id"),
    _Done(Arrangement, "said_by", "said_at", "You wrote that organisations are led together, number {}", "pk"),
    _Done(ArrangementPart, "agreed_by", "agreed_at", "You agreed to be led together, number {}", "arrangement_id"),
    _Done(Cohort, "opened_by", "opened_at", "You opened cohort {}", "pk"),
    _Done(StatedNeed, "said_by", "said_on", "You wrote what an organisation needs", "pk"),
    _Done(StatedOffer, "said_by", "said_on", "You wrote what an organisation could give", "pk"),
)


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """Everything that they did for a board in partnerships, oldest first; nothing of anybody else."""
    ensure(viewer, SIGNED_IN)
    if viewer.person is None:
        return ()
    found = [one for done in DONE for one in _found(done, viewer.person)]
    return tuple(sorted(found, key=lambda one: one.at))


def _found(done: _Done, person: int) -> Iterator[HeldElsewhere]:
    rows = done.model.objects.filter(**{done.who: person}).order_by("pk")
    for when, which in rows.values_list(done.when, done.number):
        yield HeldElsewhere(PART, done.what.format(which), _moment(when), "You", NO_MORE)


def _moment(when: Any) -> datetime:
    """The moment; of a day its beginning here."""
    if isinstance(when, datetime):
        return when
    return timezone.make_aware(datetime.combine(when, time()))
