"""What organisations say they need and could give: the only door to those rows."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from wraparound.capabilities.partnerships.access import FIND_EACH_OTHER, SEE_NEEDS, SPEAK
from wraparound.capabilities.partnerships.calculation.own_words import counts
from wraparound.capabilities.partnerships.models.own_words import StatedNeed, StatedOffer
from wraparound.capabilities.partnerships.terms.own_words import Means, OfOthers, OwnNeed, OwnOffer, OwnWordsPage, Topic
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.queries.looking import shown
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.published.terms import NotInEvidence
from wraparound.records.queries.history import version_number


class NothingSaid(NotInEvidence):
    """No such need or offer, or not one of an organisation for which the viewer speaks."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such need or offer, or it is not yours. Your organisation’s page lists them.")


def needs_of(codes: Collection[str], *, viewer: Viewer, on: date, old_too: bool = False) -> tuple[OwnNeed, ...]:
    """What these organisations say they need, by code and topic; what is past its review only where it is asked for.

    NotYours for whom needs are not. Who said it is told only to those who speak for the same organisation.
    """
    rows = _said(StatedNeed.objects.all(), codes, viewer).order_by("organisation__code", "topic", "pk")
    found = tuple(need_terms(row, viewer=viewer) for row in rows)
    return tuple(one for one in found if old_too or counts(one.review, None, on))


def offers_of(codes: Collection[str], *, viewer: Viewer, on: date, old_too: bool = False) -> tuple[OwnOffer, ...]:
    """What these organisations say they could give, as `needs_of`; not what was offered until a day that has passed."""
    rows = _said(StatedOffer.objects.all(), codes, viewer).order_by("organisation__code", "topic", "pk")
    found = tuple(offer_terms(row, viewer=viewer) for row in rows)
    return tuple(one for one in found if old_too or counts(one.review, one.until, on))


def of_others(topic: Topic | None, *, viewer: Viewer, on: date) -> OfOthers:
    """What every organisation says that the viewer may read, by name; of one topic, or of all."""
    ensure(viewer, SEE_NEEDS)
    names = dict(Organisation.objects.exclude(kind="Region").order_by("name", "pk").values_list("code", "name"))
    needs, offers = needs_of(names, viewer=viewer, on=on), offers_of(names, viewer=viewer, on=on)
    return OfOthers(
        needs=tuple(_by_name(needs, names, topic)), offers=tuple(_by_name(offers, names, topic)), topic=topic
    )


def _by_name[Said: (OwnNeed, OwnOffer)](
    said: Iterable[Said], names: dict[str, str], topic: Topic | None
) -> list[tuple[str, Said]]:
    wanted = [(names[one.code], one) for one in said if topic in (None, one.topic)]
    return sorted(wanted, key=lambda each: (each[0].casefold(), each[1].topic))


def own_words_page(code: str, *, viewer: Viewer, on: date) -> OwnWordsPage:
    """The page of one organisation: what it says of itself, old ones too."""
    place = organisation_of(code, viewer=viewer)
    ensure(viewer, SEE_NEEDS if not allows(viewer, FIND_EACH_OTHER) else FIND_EACH_OTHER, _seen_at(place, viewer))
    return OwnWordsPage(
        code=place.code,
        name=place.name,
        made_up=place.made_up,
        needs=needs_of([place.code], viewer=viewer, on=on, old_too=True),
        offers=offers_of([place.code], viewer=viewer, on=on, old_too=True),
        may_speak=allows(viewer, SPEAK, about(place, viewer=viewer)),
        today=on,
    )


def need_of(code: str, number: int, *, viewer: Viewer) -> StatedNeed:
    """The row of a need that the viewer says for its organisation; NothingSaid otherwise."""
    found: StatedNeed = _own(StatedNeed.objects.all(), code, number, viewer)
    return found


def offer_of(code: str, number: int, *, viewer: Viewer) -> StatedOffer:
    """The same of an offer."""
    found: StatedOffer = _own(StatedOffer.objects.all(), code, number, viewer)
    return found


def need_to_change(code: str, number: int, *, viewer: Viewer) -> tuple[OwnNeed, int]:
    """A need with the version that a form about it carries."""
    row = need_of(code, number, viewer=viewer)
    return need_terms(row, viewer=viewer), version_number(row, viewer=viewer)


def offer_to_change(code: str, number: int, *, viewer: Viewer) -> tuple[OwnOffer, int]:
    """The same of an offer."""
    row = offer_of(code, number, viewer=viewer)
    return offer_terms(row, viewer=viewer), version_number(row, viewer=viewer)


def old_words(*, viewer: Viewer, on: date) -> tuple[OwnNeed | OwnOffer, ...]:
    """What the organisations for which the viewer speaks said, and that is past its review: asked for today."""
    needs, offers = old_rows(viewer=viewer, on=on)
    return (
        *(need_terms(row, viewer=viewer) for row in needs),
        *(offer_terms(row, viewer=viewer) for row in offers),
    )


def old_rows(*, viewer: Viewer, on: date) -> tuple[QuerySet[StatedNeed], QuerySet[StatedOffer]]:
    """The rows of it."""
    far = reach(viewer, SPEAK)
    mine = Q(organisation__in=far.organisations, ended_at__isnull=True, review__lt=on)
    return (
        StatedNeed.objects.filter(mine).select_related("organisation", "said_by").order_by("review", "pk"),
        StatedOffer.objects.filter(mine).select_related("organisation", "said_by").order_by("review", "pk"),
    )


def about(place: Organisation, *, viewer: Viewer) -> Subject:
    """What is about an organisation and nobody."""
    return Subject.at(place.pk, place.region_id)


def need_terms(row: StatedNeed, *, viewer: Viewer) -> OwnNeed:
    """The row as a term, for one who may see it."""
    return OwnNeed(
        number=row.pk,
        code=row.organisation.code,
        topic=Topic(row.topic),
        words=row.words,
        means=tuple(Means(one) for one in row.means.split()),
        said_on=row.said_on,
        review=row.review,
        said_by=_said_by(row, viewer),
    )


def offer_terms(row: StatedOffer, *, viewer: Viewer) -> OwnOffer:
    """The row as a term, for one who may see it."""
    return OwnOffer(
        number=row.pk,
        code=row.organisation.code,
        topic=Topic(row.topic),
        means=tuple(Means(one) for one in row.means.split()),
        words=row.words,
        days=row.days,
        said_on=row.said_on,
        until=row.until,
        review=row.review,
        said_by=_said_by(row, viewer),
    )


def _said[Row: (StatedNeed, StatedOffer)](rows: QuerySet[Row], codes: Iterable[str], viewer: Viewer) -> QuerySet[Row]:
    ensure(viewer, SEE_NEEDS)
    here = rows.filter(organisation__code__in=list(codes), ended_at__isnull=True)
    here = here.select_related("organisation", "said_by")
    if allows(viewer, FIND_EACH_OTHER):
        return here
    far = reach(viewer, SEE_NEEDS)
    if far.nation:
        return here
    return here.filter(Q(organisation__in=far.organisations) | Q(organisation__region__in=far.regions))


def _own(rows: QuerySet[Any], code: str, number: int, viewer: Viewer) -> Any:
    far = reach(viewer, SPEAK)
    rows = rows.filter(organisation__code=code.upper(), organisation__in=far.organisations, ended_at__isnull=True)
    found = rows.select_related("organisation", "said_by", "controller").filter(pk=number).first()
    if found is None:
        raise NothingSaid
    return found


def _said_by(row: StatedNeed | StatedOffer, viewer: Viewer) -> str:
    subject = about(row.organisation, viewer=viewer)
    if not allows(viewer, SPEAK, subject):
        return ""
    shown([row.said_by_id], ("name", "what they said for their organisation"), SPEAK, viewer=viewer, about=subject)
    return str(row.said_by.name)


def _seen_at(place: Organisation, viewer: Viewer) -> Subject | None:
    """For whom reads every organisation, nothing more is asked; for others, whether their grants reach this one."""
    return None if allows(viewer, FIND_EACH_OTHER) else about(place, viewer=viewer)
