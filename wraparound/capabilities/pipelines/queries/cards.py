"""The card of a person, cut to what the viewer may see; the looks are logged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER, SEE_OWN_NAMES, SEE_POSTS
from wraparound.capabilities.pipelines.calculation.readiness import counting_on, is_stale
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.models.succession import Readiness, Reference, Successor
from wraparound.capabilities.pipelines.queries.bench_people import readable_then, released_ever
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import interests_seen
from wraparound.capabilities.pipelines.queries.naming import (
    may_be_named,
    names_seen,
    names_shown,
    released_to,
    told_of_plans,
    where_held,
)
from wraparound.capabilities.pipelines.queries.readiness import (
    WRONG,
    places_on,
    posts_held,
    readiness_lines,
    wrong_with,
)
from wraparound.capabilities.pipelines.queries.references import shown_beside
from wraparound.capabilities.pipelines.queries.releases import waiting_for
from wraparound.capabilities.pipelines.queries.seeing import of_posts, successors_with_band
from wraparound.capabilities.pipelines.terms.cards import Card, CardRelease, NamedFor, Way
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.readiness import HeldPost, NoSuchReadiness, Place, ReadinessLine, Wrong
from wraparound.capabilities.pipelines.terms.references import ShownBeside
from wraparound.capabilities.pipelines.terms.succession import Band, State, Use
from wraparound.capabilities.pipelines.wording.own import interest_lines
from wraparound.people.access import reach
from wraparound.people.models import Person, Region
from wraparound.people.queries.people import NobodyHere
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number
from wraparound.records.queries.rights import said_beside

CARD_SHOWS = ("name", "where they belong", "posts held", "readiness and its evidence", "named for a post", "releases")
SHOWS = {
    Way.RELEASED: ("name", "where they belong", "posts held", "readiness", "named for a post", "releases"),
    Way.HELD: ("name", "posts held", "readiness and its evidence", "named for a post"),
}
"""What the others see: of a release no evidence, of a past nothing of today."""

SHOWS_SOMETHING = "shows_something"
"""The annotation of a person by which most cards need not ask what stands beside what is said of them."""
SHOWN_BESIDE = ("that they show something of themselves",)
SAID_WRONG = ("what they say is wrong",)
_OF_A_POST, _OF_A_WISH = "post", "wish"


def card(key: str, *, viewer: Viewer, day: Day, today: Day) -> Card:
    """Somebody on the day; NobodyHere where there is nobody whom the viewer may see by name today."""
    person = _whose(key, viewer, today)
    now = places_on(frozenset({person.pk}), viewer=viewer, day=today).get(person.pk, ())
    released, offered = _releases(person, viewer, today)
    way = _way(person, now, released, viewer)
    held = _held(person, way, viewer, day, today)
    coming = tuple(one for one in reversed(held) if one.starts > day.on)
    holds = tuple(one for one in held if one not in coming and (one.ends is None or one.ends >= day.on))
    leads = way is Way.LEADS and bool(_led(now, viewer))
    agreed, earlier = _readiness(person, way, leads, viewer, day, today)
    then = now if day == today else places_on(frozenset({person.pk}), viewer=viewer, day=day).get(person.pk, ())
    named_for = _named_for(person, way, viewer, day, today)
    wrong = any(one.wrong for one in (*agreed, *earlier)) or any(one.wrong for one in named_for)
    beside = _beside(person, (*agreed, *earlier), viewer, day, today)
    also = (*(SAID_WRONG if wrong else ()), *(SHOWN_BESIDE if beside else ()))
    names_shown([person.pk], (*SHOWS.get(way, CARD_SHOWS), *also), viewer=viewer)
    said = interests_seen([person.pk], viewer=viewer, today=today).get(person.pk)
    organisations, considered = _place_names(person, way, said.places if said else (), viewer)
    return Card(
        known=Known(person.pk, str(person.key), person.name),
        made_up=person.made_up,
        on=day.on,
        way=way,
        leads=leads,
        # Where somebody went who once held a post here is not theirs to see who led them then.
        places=() if way is Way.HELD else then,
        seen_at=_seen_at(way, now, organisations),
        holds=holds,
        coming=coming,
        held=tuple(one for one in held if one not in (*holds, *coming)),
        readiness=agreed,
        earlier=earlier,
        named_for=named_for,
        releases=released if way is not Way.HELD else (),
        offered=offered if way in (Way.SELF, Way.LEADS) else (),
        considers=interest_lines(said, considered) if said else (),
        beside=beside,
    )


def _beside(
    person: Person, lines: Sequence[ReadinessLine], viewer: Viewer, day: Day, today: Day
) -> dict[int, tuple[ShownBeside, ...]]:
    """What they show beside these today; of a past day nothing, since it is theirs to take back."""
    if day != today or not (lines and getattr(person, SHOWS_SOMETHING)):
        return {}
    return shown_beside(person.pk, [one.number for one in lines], viewer=viewer, on=today.on)


def _whose(key: str, viewer: Viewer, today: Day) -> Person:
    """Whoever is behind the key, if the viewer may see them by name; the caller logs the look."""
    try:
        of_the_key = Person.objects.filter(key=UUID(key)).values("pk")
    except ValueError:
        raise NobodyHere from None
    shows = Exists(Reference.objects.filter(person=OuterRef("pk")))
    person = may_be_named(viewer=viewer, today=today, among=of_the_key).annotate(**{SHOWS_SOMETHING: shows}).first()
    if person is None:
        raise NobodyHere
    return person


def newest_readiness(person: int, *, viewer: Viewer) -> int:
    """The number of the newest entry about a person, 0 where there is none: what the form of an editor carries."""
    return Readiness.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True).first() or 0


def one_readiness(number: int, *, viewer: Viewer, today: Day) -> tuple[Known, ReadinessLine, int]:
    """A readiness that the viewer may change, whose it is, and what the form of an editor carries.

    The caller has checked that it is theirs; NoSuchReadiness where they may not see the person by name.
    """
    rows = Readiness.objects.filter(pk=number)
    row = rows.first()
    known = names_seen([row.person_id], CARD_SHOWS, viewer=viewer, today=today).get(row.person_id) if row else None
    if row is None or known is None:
        raise NoSuchReadiness
    ((line,),) = readiness_lines(rows, viewer=viewer, day=today, may_change=True).values()
    return known, line, version_number(row, viewer=viewer)


def _way(person: Person, now: Sequence[Place], released: Sequence[CardRelease], viewer: Viewer) -> Way:
    if person.pk == viewer.person:
        return Way.SELF
    own = reach(viewer, SEE_OWN_NAMES)
    if own.nation or any(one.number in own.organisations for one in now):
        return Way.LEADS
    return Way.RELEASED if released else Way.HELD


def _led(now: Sequence[Place], viewer: Viewer) -> list[Place]:
    """Those of these places where the viewer may agree a readiness."""
    far = reach(viewer, LEAD)
    return [one for one in now if far.nation or one.number in far.organisations]


def _held(person: Person, way: Way, viewer: Viewer, day: Day, today: Day) -> list[HeldPost]:
    """The posts they held up to the day, and where it looks ahead those they are to hold; the latest first."""
    rows = Holder.objects.as_at(day.known).counted().filter(person=person.pk)
    if not day.looks_ahead(today):
        rows = rows.filter(starts__lte=day.on)
    if way is Way.HELD:
        rows = rows.filter(of_posts(reach(viewer, SEE_OWN_NAMES), day, viewer=viewer, at="post__"))
    return posts_held(rows, viewer=viewer, day=day, own=way is Way.SELF).get(person.pk, [])


def _readiness(
    person: Person, way: Way, leads: bool, viewer: Viewer, day: Day, today: Day
) -> tuple[tuple[ReadinessLine, ...], tuple[ReadinessLine, ...]]:
    """What counted on the day, and what was agreed before; of whoever is not theirs, what they agreed themselves."""
    rows: QuerySet[Readiness] = Readiness.objects.as_at(day.known).filter(person=person.pk, starts__lte=day.on)
    if way is Way.RELEASED:
        rows = readable_then(rows, viewer=viewer, day=day, today=today)
    if way is Way.HELD:
        rows = rows.filter(organisation__in=reach(viewer, SEE_OWN_NAMES).organisations)
    if day == today:
        rows = rows.annotate(**{WRONG: said_beside(Readiness._meta.label_lower, viewer=viewer)})
    may_change = leads and day.known is None
    lines = readiness_lines(rows, viewer=viewer, day=day, may_change=may_change).get(person.pk, ())
    counting = counting_on(lines, day.on)
    if way is Way.RELEASED:
        return counting, ()
    before = [one for one in lines if one not in counting]
    return counting, tuple(sorted(before, key=lambda one: (one.agreed_on, one.number), reverse=True))


def _place_names(person: Person, way: Way, regions: Sequence[str], viewer: Viewer) -> tuple[list[str], dict[str, str]]:
    """Where they hold or held a post that the viewer sees, and what these regions (codes) are called, in one question.

    By name; the regions by code.
    """
    held, far = where_held(person.pk, viewer=viewer), reach(viewer, SEE_OWN_NAMES if way is Way.HELD else SEE_POSTS)
    if not (way is Way.SELF or far.nation):
        held = held.filter(Q(pk__in=far.organisations) | Q(region__in=far.regions))
    asked = held.annotate(sort=Value(_OF_A_POST)).values_list("sort", "code", "name")
    if regions:
        called = Region.objects.filter(code__in=regions).annotate(sort=Value(_OF_A_WISH))
        asked = asked.union(called.values_list("sort", "code", "name"))
    rows = sorted(asked, key=lambda row: (str(row[2]).casefold(), row[1]))
    return [name for sort, _, name in rows if sort == _OF_A_POST], {
        code: name for sort, code, name in rows if sort == _OF_A_WISH
    }


def _seen_at(way: Way, now: Sequence[Place], held: Sequence[str]) -> tuple[str, ...]:
    """Whose leaders see the card today: where they belong, and where they hold or held a post."""
    here = () if way is Way.HELD else tuple(one.organisation for one in now)
    return tuple(dict.fromkeys((*here, *held)))


def _named_for(person: Person, way: Way, viewer: Viewer, day: Day, today: Day) -> tuple[NamedFor, ...]:
    """For which posts, by title: all of one's own, else those whose plan the viewer may see.

    Of whoever once held a post here, only of the viewer's own posts, without a band; with none either of what was
    agreed on an earlier day about somebody released.
    """
    bands = way in (Way.SELF, Way.LEADS) or (way is Way.RELEASED and day == today)
    rows = successors_with_band(day, viewer=viewer).filter(person=person.pk).select_related("post__organisation")
    if way is Way.HELD:
        rows = rows.filter(post__organisation__in=reach(viewer, SEE_OWN_NAMES).organisations)
    elif way is not Way.SELF:
        rows = rows.filter(of_posts(reach(viewer, SEE_COVER), day, viewer=viewer, at="post__"))
        rows = rows.filter(told_of_plans(viewer=viewer, day=day, today=today))
    if day == today:
        rows = rows.annotate(**{WRONG: said_beside(Successor._meta.label_lower, viewer=viewer)})
    led = reach(viewer, LEAD)
    found = []
    for row in rows:
        whole = way is Way.SELF or led.nation or row.post.organisation_id in led.organisations
        wrong = wrong_with(row, viewer=viewer) if whole else None
        found.append(_named(row, day, wrong, band=bands and bool(row.standing)))
    return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.organisation, one.post, one.use)))


def _named(row: Any, day: Day, wrong: Wrong | None, *, band: bool) -> NamedFor:
    confirmed = row.confirmed_on is not None and row.confirmed_on <= day.on
    return NamedFor(
        number=row.pk,
        wrong=wrong,
        post=row.post_id,
        title=row.post.title,
        organisation=row.post.organisation.name,
        use=Use(row.use),
        state=State.CONFIRMED if confirmed else State.PROPOSED,
        since=row.starts,
        band=Band(row.now_band) if band and row.now_band else None,
        stale=band and row.now_review_by is not None and is_stale(row.now_review_by, day.on),
        counts=confirmed and bool(row.standing),
        band_told=band,
    )


def _releases(person: Person, viewer: Viewer, today: Day) -> tuple[tuple[CardRelease, ...], tuple[CardRelease, ...]]:
    """To whom they are released today, and what waits for their agreement.

    All of it for themselves; for whoever leads them all that is in force, and what an organisation offered that one
    leads; for others what was released to them.
    """
    own, inside = reach(viewer, SEE_OWN_NAMES), Q(pk__in=released_ever(today, viewer=viewer).values("pk"))
    waits = Q(pk__in=waiting_for(person.pk, viewer=viewer, today=today).values("pk"))
    if not (own.nation or person.pk == viewer.person):
        here = today.memberships().filter(person=person.pk, organisation__in=own.organisations)
        inside &= Exists(here) | Q(pk__in=released_to(viewer=viewer, today=today).values("pk"))
        waits &= Q(organisation__in=own.organisations)
    rows = Release.objects.filter(inside | waits, person=person.pk).select_related("organisation__region")
    found = [_release(row) for row in rows.order_by("ends", "pk")]
    return (
        tuple(one for one in found if one.agreed_on is not None),
        tuple(one for one in found if one.agreed_on is None),
    )


def _release(row: Release) -> CardRelease:
    return CardRelease(
        organisation=row.organisation.name,
        region=row.organisation.region.name,
        purpose=ReleaseFor(row.purpose),
        to=ReleaseTo(row.to),
        offered_on=row.starts,
        agreed_on=row.agreed_on,
        ends=row.ends,
    )
