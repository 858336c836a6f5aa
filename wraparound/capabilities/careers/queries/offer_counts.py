"""What is told to a region of its board: what nobody asked for, what nobody offers, and what it led to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.careers.access import SEE_COUNTED
from wraparound.capabilities.careers.calculation.offers import told_led_to, told_needs, told_without
from wraparound.capabilities.careers.models.offers import (
    BoardOffer,
    OfferNeeds,
    OfferOutcome,
    OfferRequest,
    RegionBoard,
)
from wraparound.capabilities.careers.queries.frameworks import framework_called
from wraparound.capabilities.careers.queries.offers import BETWEEN
from wraparound.capabilities.careers.terms.counts import STANDS, TRIED_AGAIN
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.offers import YEARS_ASKED, BoardTold, LedTo, OfferKind
from wraparound.capabilities.careers.wording.offers import KINDS
from wraparound.people.access import ensure, reach
from wraparound.people.models import Membership, Region
from wraparound.people.terms.access import Viewer

NEEDS = "needs"
LONG_AGO = date(2000, 1, 1)


def boards_told(*, viewer: Viewer) -> tuple[BoardTold, ...]:
    """What is told of the board of each region of the viewer."""
    ensure(viewer, SEE_COUNTED)
    far = reach(viewer, SEE_COUNTED)
    rows = Region.objects.order_by("name")
    regions = list(rows if far.nation else rows.filter(pk__in=far.regions))
    if not regions:
        raise NoSuchCareer
    return tuple(_told(region, viewer) for region in regions)


def due_parts(region: int, *, viewer: Viewer, on: date) -> Iterator[tuple[str, object]]:
    """Each part of a region's board that was not told within a year, and what may be told of it today; empty: nothing.

    Where nothing could be told, it is counted again after four weeks: nobody sees when somebody made it enough.
    """
    rows = list(RegionBoard.objects.filter(region=region).order_by("on"))
    last = {row.part: row.on for row in rows if row.content}
    waits = {row.part for row in rows if row.on > on - (STANDS if row.content else TRIED_AGAIN)}
    for kind in OfferKind:
        if kind.value not in waits:
            since = last.get(kind.value, LONG_AGO)
            yield kind.value, list(told_without(_asked_for(region, kind, since, on)) or ())
    if NEEDS not in waits:
        yield NEEDS, told_needs(_not_offered(region, on))
    for years in YEARS_ASKED:
        part = f"led_to_{years}"
        if part not in waits:
            yield part, told_led_to(_led_to(region, years, last.get(part, LONG_AGO), on)) or {}


def _asked_for(region: int, kind: OfferKind, since: date, on: date) -> list[bool]:
    """Of offers that closed since they were told last, and are told once: whether somebody asked for each.

    One that was taken down before anybody asked is none that nobody wanted.
    """
    asked = OfferRequest.objects.filter(offer=OuterRef("pk"), taken_back_on__isnull=True)
    rows = BoardOffer.objects.filter(organisation__region=region, kind=kind, closes_on__gte=since, closes_on__lt=on)
    rows = rows.filter(Q(taken_down_on__isnull=True) | Exists(asked))
    return list(rows.values_list(Exists(asked), flat=True))


def _not_offered(region: int, on: date) -> Counter[str]:
    """What people of a region who agreed look for, and no offer there that is open today has: by what, how many."""
    rows = BoardOffer.objects.filter(organisation__region=region, closes_on__gte=on, taken_down_on__isnull=True)
    offered: set[str] = set()
    for kind, framework, keys in rows.values_list("kind", "framework", "competencies"):
        offered |= {kind, *(f"{framework}{BETWEEN}{key}" for key in keys)}
    wanted: Counter[str] = Counter()
    for row in _needs(region, on):
        wanted.update(filter(None, [row.kind, row.competency and f"{row.framework}{BETWEEN}{row.competency}"]))
    return Counter({what: many for what, many in wanted.items() if what not in offered})


def _needs(region: int, on: date) -> QuerySet[OfferNeeds]:
    here = Membership.objects.current(on).filter(organisation__region=region).values("person")
    return OfferNeeds.objects.filter(counted=True, person__in=here, person__is_active=True)


def _led_to(region: int, years: int, since: date, on: date) -> list[LedTo]:
    """Answers that may be counted and were given since they were told last: each is told once, and never subtracted.

    Whoever took up more than one offer counts once, with what they said last.
    """
    rows = OfferOutcome.objects.filter(request__offer__organisation__region=region, years=years, counted=True)
    said = rows.filter(said_on__gte=since, said_on__lt=on).order_by("said_on", "pk").values_list("person", "led_to")
    return [LedTo(one) for one in dict(said).values()]


def _told(region: Region, viewer: Viewer) -> BoardTold:
    latest = {row.part: row for row in RegionBoard.objects.filter(region=region).order_by("on") if row.content}
    needs = latest.get(NEEDS)
    without = {kind: (*latest[kind.value].content, latest[kind.value].on) for kind in OfferKind if kind.value in latest}
    led_to = {}
    for years in YEARS_ASKED:
        if row := latest.get(f"led_to_{years}"):
            led_to[years] = ({one: row.content[one] for one in LedTo if one in row.content}, row.on)
    return BoardTold(
        region=region.name,
        without=without,
        needs=_named(needs.content, viewer) if needs else {},
        needs_on=needs.on if needs else None,
        led_to=led_to,
    )


def _named(needs: Mapping[str, int], viewer: Viewer) -> dict[str, int]:
    found: dict[str, int] = {}
    titles: dict[str, Mapping[str, str]] = {}
    for what, many in sorted(needs.items(), key=lambda one: (BETWEEN in one[0], one[0])):
        framework, _, key = what.partition(BETWEEN)
        if not key:
            found[KINDS[OfferKind(what)].lower()] = many
            continue
        if framework not in titles:
            every = framework_called(framework, viewer=viewer).framework.competencies
            titles[framework] = {one.key: one.title for one in every}
        found[f"something that builds “{titles[framework].get(key, key)}”"] = many
    return found
