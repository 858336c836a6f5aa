"""What careers holds of the viewer, and who else reads each part of it today: for the viewer alone."""

from collections.abc import Iterable, Iterator
from datetime import date

from wraparound.capabilities.careers.access import OFFER, OWN
from wraparound.capabilities.careers.models.assessments import AssessmentShare
from wraparound.capabilities.careers.models.development import PlanTalk
from wraparound.capabilities.careers.models.examples import Example, Vouch
from wraparound.capabilities.careers.models.feedback import FeedbackRound
from wraparound.capabilities.careers.models.offers import OfferRequest
from wraparound.capabilities.careers.models.system_work import SystemWork, SystemWorkShare, WorkConfirmation
from wraparound.capabilities.careers.queries.assessments import own_assessments
from wraparound.capabilities.careers.queries.development import own_plans
from wraparound.capabilities.careers.queries.offers import employers_of
from wraparound.capabilities.careers.terms.examples import VouchState
from wraparound.capabilities.careers.terms.readers import HeldHere, ReaderHere
from wraparound.capabilities.careers.terms.system_work import ConfirmState
from wraparound.capabilities.careers.wording import readers as say
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.capabilities.careers.wording.profiles import role_words
from wraparound.people.access import ensure
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.grants import seers_of
from wraparound.people.terms.access import Subject, Viewer

SHOWN = {"taken_back_on__isnull": True}


def held_here(*, viewer: Viewer, on: date) -> tuple[HeldHere, ...]:
    """Every part, each with those who read it today; nothing that the viewer took back or that is over."""
    ensure(viewer, OWN)
    return (
        *_assessments(viewer, on),
        *_plans(viewer, on),
        *_works(viewer, on),
        *_examples(viewer, on),
        *_rounds(viewer),
        *_requests(viewer, on),
    )


def _assessments(viewer: Viewer, on: date) -> Iterator[HeldHere]:
    rows = AssessmentShare.objects.filter(person=viewer.person or 0, until__gte=on, **SHOWN).select_related("reader")
    shares = [(row.assessment_id, (row.reader, row.until)) for row in rows.order_by("until", "pk")]
    for one in own_assessments(viewer=viewer):
        what, address = f"What you said of yourself: {one.framework}", f"/careers/mine/{one.number}/"
        yield HeldHere(what=what, address=address, readers=_until(each for key, each in shares if key == one.number))


def _plans(viewer: Viewer, on: date) -> Iterator[HeldHere]:
    rows = PlanTalk.objects.filter(person=viewer.person or 0, until__gte=on, **SHOWN).select_related("partner")
    talks = [(row.plan_id, (row.partner, row.until)) for row in rows.order_by("until", "pk")]
    for one in own_plans(viewer=viewer):
        what, address = f"Your development plan: {role_words(one.role.sought)}", f"/careers/plans/{one.number}/"
        yield HeldHere(what=what, address=address, readers=_until(each for key, each in talks if key == one.number))


def _works(viewer: Viewer, on: date) -> Iterator[HeldHere]:
    works = SystemWork.objects.filter(person=viewer.person or 0).order_by("-began_on", "-pk")
    if not works:
        return
    rows = SystemWorkShare.objects.filter(person=viewer.person or 0, until__gte=on, **SHOWN).select_related("reader")
    shown = _until((row.reader, row.until) for row in rows.order_by("until", "pk"))
    yield HeldHere(what="Your work across organisations", address="/careers/works/", readers=shown)
    states = (ConfirmState.ASKED, ConfirmState.CONFIRMED)
    asked = WorkConfirmation.objects.filter(person=viewer.person or 0, state__in=states).select_related("confirmer")
    confirmers = [(row.work_id, row.confirmer.name) for row in asked.order_by("pk") if row.confirmer.is_active]
    for work in works:
        named = [ReaderHere(name=name, why=say.TO_CONFIRM) for key, name in confirmers if key == work.pk]
        if named:
            yield HeldHere(what=work.name, address=f"/careers/works/{work.pk}/", readers=tuple(named))


def _examples(viewer: Viewer, on: date) -> Iterator[HeldHere]:
    states = (VouchState.ASKED, VouchState.CONFIRMED)
    rows = Vouch.objects.filter(person=viewer.person or 0, state__in=states, until__gte=on).select_related("voucher")
    vouches = [(row.example_id, row.voucher.name) for row in rows.order_by("pk") if row.voucher.is_active]
    for one in Example.objects.filter(person=viewer.person or 0).order_by("pk"):
        named = tuple(ReaderHere(name=name, why=say.TO_VOUCH) for key, name in vouches if key == one.pk)
        what = f"Your example of {day(one.written_on)}"
        yield HeldHere(what=what, address=f"/careers/examples/{one.pk}/", readers=named)


def _rounds(viewer: Viewer) -> Iterator[HeldHere]:
    for one in FeedbackRound.objects.filter(person=viewer.person or 0).order_by("pk"):
        what = f"What you asked others on {day(one.opened_on)}. {say.NO_NAMES}"
        yield HeldHere(what=what, address=f"/careers/feedback/{one.pk}/")


def _requests(viewer: Viewer, on: date) -> Iterator[HeldHere]:
    rows = OfferRequest.objects.filter(person=viewer.person or 0, **SHOWN)
    works_at = {code for code, _ in employers_of(viewer=viewer, on=on)}
    for row in rows.select_related("employer", "offer__organisation").order_by("pk"):
        # An employer that somebody left reads nothing of what they asked for any more.
        places = [row.offer.organisation, *([row.employer] if row.employer.code in works_at else [])]
        readers = [one for place in places for one in _leading(place, viewer, on)]
        what = f"That you asked for “{row.offer.title}”"
        yield HeldHere(what=what, address=f"/careers/offers/asked/{row.pk}/", readers=tuple(dict.fromkeys(readers)))


def _leading(place: Organisation, viewer: Viewer, on: date) -> Iterator[ReaderHere]:
    about = Subject(viewer.person, frozenset({place.pk}), frozenset({place.region_id}))
    for one in seers_of(about, OFFER, viewer=viewer, on=on):
        yield ReaderHere(name=one.person, why=one.why)


def _until(shown: Iterable[tuple[Person, date]]) -> tuple[ReaderHere, ...]:
    """Those who read it until a day; whoever has left reads nothing."""
    return tuple(
        ReaderHere(name=reader.name, why=say.until_words(until)) for reader, until in shown if reader.is_active
    )
