"""Offers across organisations: the board for everybody with an account, and those that an organisation put there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from wraparound.capabilities.careers.access import OFFER, OWN, READ
from wraparound.capabilities.careers.calculation.offers import in_order, on_the_board
from wraparound.capabilities.careers.models.assessments import Assessment
from wraparound.capabilities.careers.models.offers import BoardOffer, OfferNeeds, OfferRequest
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.terms.assessments import Answers
from wraparound.capabilities.careers.terms.frameworks import KeeperPlace, NoSuchCareer
from wraparound.capabilities.careers.terms.offers import (
    MOST_ON_THE_BOARD,
    Backfill,
    BoardPage,
    OfferKind,
    OfferLine,
    OfferPage,
    OfferWriting,
    StatedNeeds,
)
from wraparound.people.access import ensure, reach
from wraparound.people.models import Membership, Organisation, Region
from wraparound.people.terms.access import Viewer

BETWEEN = "|"
"""Between the key of a framework and that of a competency, in the word by which forms choose one."""


def board_page(*, viewer: Viewer, on: date) -> BoardPage:
    """The open offers beside what the viewer looks for."""
    ensure(viewer, OWN)
    needs = stated_needs(viewer=viewer)
    every = _lines(open_rows(viewer=viewer, on=on), viewer)
    lines = on_the_board(every, needs)
    return BoardPage(
        lines=lines[:MOST_ON_THE_BOARD],
        more=max(0, len(lines) - MOST_ON_THE_BOARD),
        others=len(every) - len(lines),
        needs=needs,
        competencies=competencies_to_look_for(needs, viewer=viewer),
        wanted=f"{needs.framework}{BETWEEN}{needs.competency}" if needs.competency else "",
        regions=tuple(Region.objects.order_by("name").values_list("code", "name")),
    )


def stated_needs(*, viewer: Viewer) -> StatedNeeds:
    """What the viewer looks for, as they said it last; nothing where they never have."""
    row = OfferNeeds.objects.filter(person=viewer.person or 0).first()
    return needs_of(row, viewer=viewer) if row is not None else StatedNeeds()


def needs_of(row: OfferNeeds, *, viewer: Viewer) -> StatedNeeds:
    """The row in terms."""
    return StatedNeeds(
        kind=OfferKind(row.kind) if row.kind else None,
        region=row.region,
        framework=row.framework,
        competency=row.competency,
        most_half_days=row.most_half_days,
        counted=row.counted,
    )


def competencies_to_look_for(needs: StatedNeeds, *, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """What the viewer says that they do not have in full, and what they look for already: its word and its title."""
    found: dict[str, str] = {}
    said: dict[str, Answers] = {needs.framework: {}} if needs.competency else {}
    rows = Assessment.objects.filter(person=viewer.person or 0).order_by("-changed_on", "-pk")
    said |= {row.framework: row.answers for row in rows}
    for key, answers in said.items():
        framework = framework_called(key, viewer=viewer).framework
        furthest = framework.rungs[-1].name
        for one in framework.competencies:
            is_looked_for = (key, one.key) == (needs.framework, needs.competency)
            if is_looked_for or (answers and answers.get(one.key) != furthest):
                found[f"{key}{BETWEEN}{one.key}"] = one.title
    return tuple(found.items())


def offer_page(number: int, *, viewer: Viewer, on: date) -> OfferPage:
    """An offer in full; NoSuchCareer where there is none. One that is closed can still be read."""
    ensure(viewer, READ)
    row = _rows().filter(pk=number).first()
    if row is None:
        raise NoSuchCareer
    places = employers_of(viewer=viewer, on=on)
    asked = OfferRequest.objects.filter(offer=row, person=viewer.person or 0, taken_back_on__isnull=True).first()
    (line,) = _lines([row], viewer)
    return OfferPage(
        line=line,
        does=row.does,
        host_gets=row.host_gets,
        backfill=Backfill(row.backfill),
        backfill_half_days=row.backfill_half_days,
        is_open=row.taken_down_on is None and row.closes_on >= on,
        at_home=row.organisation.code in dict(places),
        employers=tuple(one for one in places if one[0] != row.organisation.code),
        asked=asked.pk if asked else None,
    )


def employers_of(*, viewer: Viewer, on: date) -> tuple[tuple[str, str], ...]:
    """Code and name of where the viewer works on the day."""
    rows = Membership.objects.current(on).filter(person=viewer.person or 0).select_related("organisation")
    return tuple({row.organisation.code: row.organisation.name for row in rows.order_by("pk")}.items())


def offers_building(framework: str, *, viewer: Viewer, on: date) -> Mapping[str, tuple[OfferLine, ...]]:
    """By key of a competency of a framework, the open offers that can build it, in the order of the board.

    Those of where the viewer works are marked: they are asked for there, and not here.
    """
    found: dict[str, tuple[OfferLine, ...]] = {}
    rows = list(open_rows(viewer=viewer, on=on).filter(framework=framework))
    works_at = {code for code, _ in employers_of(viewer=viewer, on=on)} if rows else set()
    home = {row.pk for row in rows if row.organisation.code in works_at}
    for line in in_order(_lines(rows, viewer)):
        one = replace(line, at_home=line.number in home)
        for key in one.keys:
            found[key] = (*found.get(key, ()), one)
    return found


def open_rows(*, viewer: Viewer, on: date) -> QuerySet[BoardOffer]:
    """Rows of offers for which one may ask on the day."""
    ensure(viewer, READ)
    return _rows().filter(closes_on__gte=on, taken_down_on__isnull=True)


def offering_places(*, viewer: Viewer) -> tuple[KeeperPlace, ...]:
    """Organisations for which the viewer puts offers up."""
    rows = Organisation.objects.filter(pk__in=reach(viewer, OFFER).organisations).exclude(kind="Region")
    return tuple(KeeperPlace(key=row.code, name=row.name) for row in rows.order_by("name"))


def offer_writing(code: str, framework: str, *, viewer: Viewer) -> OfferWriting:
    """What is there while the viewer writes an offer of an organisation; NoSuchCareer where it is not theirs."""
    ensure(viewer, OFFER)
    place = next((one for one in offering_places(viewer=viewer) if one.key == code), None)
    if place is None:
        raise NoSuchCareer
    held = framework_called(framework, viewer=viewer)
    return OfferWriting(place=place, key=held.key, framework=held.framework)


def kept_offers(*, viewer: Viewer) -> tuple[OfferLine, ...]:
    """Every offer of the viewer's organisations, the last to close first."""
    ensure(viewer, OFFER)
    rows = _rows().filter(organisation__in=reach(viewer, OFFER).organisations)
    return _lines(rows.order_by("-closes_on", "-pk"), viewer)


def kept_offer(number: int, *, viewer: Viewer) -> BoardOffer:
    """The row of an offer of the viewer's organisations; NoSuchCareer otherwise."""
    ensure(viewer, OFFER)
    row = _rows().filter(pk=number, organisation__in=reach(viewer, OFFER).organisations).first()
    if row is None:
        raise NoSuchCareer
    return row


def offer_lines(rows: Iterable[BoardOffer], *, viewer: Viewer) -> tuple[OfferLine, ...]:
    """Rows as lines; what they can build by its title."""
    return _lines(rows, viewer)


def _rows() -> QuerySet[BoardOffer]:
    return BoardOffer.objects.select_related("organisation__region", "controller")


def _lines(rows: Iterable[BoardOffer], viewer: Viewer) -> tuple[OfferLine, ...]:
    known: dict[str, Mapping[str, str]] = {}
    found: list[OfferLine] = []
    for row in rows:
        if row.framework not in known:
            every = framework_called(row.framework, viewer=viewer).framework.competencies
            known[row.framework] = {one.key: one.title for one in every}
        titles = known[row.framework]
        found.append(
            OfferLine(
                number=row.pk,
                kind=OfferKind(row.kind),
                title=row.title,
                where=row.where,
                host=row.organisation.name,
                region=row.organisation.region.code,
                region_name=row.organisation.region.name,
                starts=row.starts,
                ends=row.ends,
                closes_on=row.closes_on,
                half_days=row.half_days,
                framework=row.framework,
                keys=tuple(row.competencies),
                titles=tuple(titles[key] for key in row.competencies if key in titles),
                taken_down=row.taken_down_on is not None,
            )
        )
    return tuple(found)
