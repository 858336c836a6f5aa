"""Requests for offers: for whoever asked, and for those who lead people at their employer and at the host."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from wraparound.capabilities.careers.access import OFFER, OWN
from wraparound.capabilities.careers.calculation.offers import due_after, state_of
from wraparound.capabilities.careers.models.offers import OfferNeeds, OfferRequest
from wraparound.capabilities.careers.queries.offers import needs_of, offer_lines
from wraparound.capabilities.careers.terms.development import NEWS_DAYS
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.offers import (
    YEARS_ASKED,
    EmployerAnswer,
    EmployerTerms,
    LedTo,
    LedToTerms,
    OfferLine,
    RequestHere,
    RequestState,
    RequestTerms,
    Side,
)
from wraparound.capabilities.careers.wording import offers as say
from wraparound.people.access import ensure, reach
from wraparound.people.models import Membership, Organisation
from wraparound.people.queries.leaders import holders_of
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Subject, Viewer
from wraparound.people.terms.records import HeldElsewhere
from wraparound.published.months import months_before

FIELDS = ("name", "request for an offer")


def own_requests(*, viewer: Viewer, on: date) -> tuple[RequestTerms, ...]:
    """What the viewer asked for, the latest first."""
    ensure(viewer, OWN)
    return _terms(_rows(on).filter(person=viewer.person or 0).order_by("-pk"), viewer, on)


def own_request(number: int, *, viewer: Viewer, on: date) -> RequestTerms:
    """What the viewer asked for, and whether anybody can answer it; NoSuchCareer for everybody else."""
    row = own_request_row(number, viewer=viewer, on=on)
    (found,) = _terms([row], viewer, on, with_answerers=True)
    return found


def own_request_row(number: int, *, viewer: Viewer, on: date) -> OfferRequest:
    """The row of a request of the viewer's own, as it is on the day."""
    ensure(viewer, OWN)
    row = _rows(on).filter(pk=number, person=viewer.person or 0).first()
    if row is None:
        raise NoSuchCareer
    return row


def requests_here(*, viewer: Viewer, on: date) -> tuple[RequestHere, ...]:
    """Requests in which an organisation of the viewer is an employer: what waits for them first, then the latest.

    Whose they are is shown, and so logged.
    """
    ensure(viewer, OFFER)
    rows = list(_here(viewer, on).order_by("-pk"))
    shown(list({row.person_id for row in rows}), FIELDS, OFFER, viewer=viewer)
    found = [
        here for row, terms in zip(rows, _terms(rows, viewer, on), strict=True) for here in _sides(row, terms, viewer)
    ]
    return tuple(sorted(found, key=lambda one: not one.may_answer))


def request_here(number: int, side: Side, *, viewer: Viewer, on: date) -> RequestHere:
    """A request on one side of which the viewer leads; NoSuchCareer otherwise. Logged."""
    row = answered_row(number, side, viewer=viewer, on=on)
    shown([row.person_id], FIELDS, OFFER, viewer=viewer)
    (terms,) = _terms([row], viewer, on)
    return next(one for one in _sides(row, terms, viewer) if one.side is side)


def answered_row(number: int, side: Side, *, viewer: Viewer, on: date) -> OfferRequest:
    """The row of a request of which the viewer leads one side on the day; NoSuchCareer otherwise."""
    ensure(viewer, OFFER)
    row = _here(viewer, on).filter(pk=number).first()
    if row is None or not _is_theirs(row, side, viewer):
        raise NoSuchCareer
    return row


def waiting_requests(*, viewer: Viewer, on: date) -> QuerySet[OfferRequest]:
    """Rows of requests that wait for an organisation of the viewer."""
    far = reach(viewer, OFFER).organisations
    waits, no = EmployerAnswer.WAITS, EmployerAnswer.NO
    own = Q(_works_there(on), employer__in=far, own_answer=waits) & ~Q(host_answer=no)
    host = Q(offer__organisation__in=far, host_answer=waits) & ~Q(own_answer=no)
    rows = OfferRequest.objects.filter(own | host, taken_back_on__isnull=True, offer__ends__gte=on)
    return rows.filter(person__is_active=True).exclude(person=viewer.person or 0)


def answered_lately(*, viewer: Viewer, on: date) -> QuerySet[OfferRequest]:
    """Rows of what the viewer asked for and an employer answered in the last NEWS_DAYS days."""
    since = on - timedelta(days=NEWS_DAYS)
    answered = Q(own_on__gt=since) | Q(host_on__gt=since)
    return OfferRequest.objects.filter(answered, person=viewer.person or 0, taken_back_on__isnull=True, ended_on=None)


def waiting_outcomes(*, viewer: Viewer, on: date) -> QuerySet[OfferRequest]:
    """Rows of what the viewer took part in and is asked about: a year, or two, after its last day."""
    rows = OfferRequest.objects.filter(
        person=viewer.person or 0, own_answer=EmployerAnswer.YES, host_answer=EmployerAnswer.YES
    )
    spans = Q()
    for years in YEARS_ASKED:
        over = Q(over_on__gt=months_before(on, 12 * (years + 1)), over_on__lte=months_before(on, 12 * years))
        spans |= over & ~Q(outcomes__years=years)
    return rows.filter(spans, taken_back_on__isnull=True, over_on__gte=F("offer__starts"))


def whom_to_tell(number: int, *, viewer: Viewer, on: date) -> tuple[int, ...]:
    """Ids of those who can answer a request, on either side, but whoever asked."""
    row = _rows(on).filter(pk=number).first()
    if row is None:
        return ()
    found = (*_answerers(row.employer, viewer, on), *_answerers(row.offer.organisation, viewer, on))
    return tuple(dict.fromkeys(one for one in found if one != row.person_id))


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What the viewer asked for and looks for: for the copy of their data."""
    held: list[HeldElsewhere] = []
    on = timezone.localtime(at).date()
    for one in _terms(_rows(on).filter(person=viewer.person or 0).order_by("pk"), viewer, on):
        what, words = f"You asked for “{one.offer.title}”", say.held_words(one)
        held.append(HeldElsewhere.on_day(one.asked_on, "Careers", what, by=one.person, words=words))
    for row in OfferNeeds.objects.filter(person=viewer.person or 0):
        words = say.needs_words(needs_of(row, viewer=viewer))
        held.append(HeldElsewhere(part="Careers", what="What you look for", at=at, by=viewer.name, words=words))
    return tuple(held)


def _rows(on: date) -> QuerySet[OfferRequest]:
    besides = {"works_there": _works_there(on)}
    rows = OfferRequest.objects.annotate(**besides).prefetch_related("outcomes")
    return rows.select_related(
        "person", "employer__region", "offer__organisation__region", "own_by", "host_by", "ended_by", "controller"
    )


def _works_there(on: date) -> Exists:
    """Whether whoever asked still works where they said: an employer that they left neither reads nor decides."""
    rows = Membership.objects.current(on).filter(person=OuterRef("person"), organisation=OuterRef("employer"))
    return Exists(rows)


def _here(viewer: Viewer, on: date) -> QuerySet[OfferRequest]:
    far = reach(viewer, OFFER).organisations
    rows = _rows(on).filter(Q(employer__in=far, works_there=True) | Q(offer__organisation__in=far))
    # What was taken back is nobody else's to read any more.
    return rows.filter(person__is_active=True, taken_back_on__isnull=True).exclude(person=viewer.person or 0)


def _is_theirs(row: OfferRequest, side: Side, viewer: Viewer) -> bool:
    place = row.employer_id if side is Side.OWN else row.offer.organisation_id
    return place in reach(viewer, OFFER).organisations and (side is Side.HOST or row.works_there)


def _sides(row: OfferRequest, terms: RequestTerms, viewer: Viewer) -> list[RequestHere]:
    waits = terms.state is RequestState.WAITS
    # Why the other employer would not have it is between them and the person; what it led to, theirs alone.
    own = replace(terms, host=replace(terms.host, because=""), led_to=(), due=None)
    host = replace(terms, own=replace(terms.own, because=""), led_to=(), due=None)
    found = []
    for side, seen, said in ((Side.OWN, own, terms.own), (Side.HOST, host, terms.host)):
        if _is_theirs(row, side, viewer):
            may_answer = waits and said.answer is EmployerAnswer.WAITS
            found.append(RequestHere(request=seen, side=side, may_answer=may_answer))
    return found


def _answerers(place: Organisation, viewer: Viewer, on: date) -> tuple[int, ...]:
    return holders_of(Subject.at(place.pk, place.region_id), OFFER, viewer=viewer, on=on)


def _terms(
    rows: Iterable[OfferRequest], viewer: Viewer, on: date, *, with_answerers: bool = False
) -> tuple[RequestTerms, ...]:
    every = list(rows)
    lines = {one.number: one for one in offer_lines({row.offer_id: row.offer for row in every}.values(), viewer=viewer)}
    return tuple(
        _one(row, lines[row.offer_id], on, _nobody(row, viewer, on) if with_answerers else {}) for row in every
    )


def _nobody(row: OfferRequest, viewer: Viewer, on: date) -> dict[Side, bool]:
    """Whether nobody on a side can answer, the person apart."""
    places = {Side.OWN: row.employer, Side.HOST: row.offer.organisation}
    return {side: set(_answerers(place, viewer, on)) <= {row.person_id} for side, place in places.items()}


def _one(row: OfferRequest, line: OfferLine, on: date, nobody: Mapping[Side, bool]) -> RequestTerms:
    answers = (EmployerAnswer(row.own_answer), EmployerAnswer(row.host_answer))
    state = state_of(
        answers,
        taken_back=row.taken_back_on is not None,
        ended=row.ended_on is not None,
        days=(row.offer.starts, row.offer.ends),
        on=on,
    )
    said = sorted(row.outcomes.all(), key=lambda one: one.years)
    ran = state is RequestState.ENDED and row.over_on >= row.offer.starts
    due = due_after(row.over_on, [one.years for one in said], on) if ran else None
    return RequestTerms(
        number=row.pk,
        offer=line,
        person=row.person.name,
        words=row.words,
        asked_on=row.asked_on,
        own=EmployerTerms(
            name=row.employer.name,
            answer=answers[0],
            because=row.own_because,
            by=row.own_by.name if row.own_by else "",
            on=row.own_on,
            nobody=nobody.get(Side.OWN, False),
            left=not row.works_there,
        ),
        host=EmployerTerms(
            name=row.offer.organisation.name,
            answer=answers[1],
            because=row.host_because,
            by=row.host_by.name if row.host_by else "",
            on=row.host_on,
            nobody=nobody.get(Side.HOST, False),
        ),
        state=state,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        ended_by=row.ended_by.name if row.ended_by else "",
        led_to=tuple(
            LedToTerms(years=one.years, led_to=LedTo(one.led_to), counted=one.counted, on=one.said_on) for one in said
        ),
        due=due,
    )
