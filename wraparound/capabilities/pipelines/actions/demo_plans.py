"""The second part of the made-up region's pipelines: what has happened in half a year, and who could follow whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from wraparound.capabilities.pipelines.actions.demo import DAY, SEED, boards_of
from wraparound.capabilities.pipelines.actions.demo_interests import seed_interests
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, Left, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.people.models import Membership, Organisation, Person
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

YEAR = timedelta(days=365)
ASPIRING = "Aspen Fernbutton"
EVIDENCE = (
    "Stood in for eleven weeks; led the winter plan across three sites; five colleagues were asked",
    "Led the closure of two wards with their staff; chaired the partnership board; one year of appraisals",
    "Wrote the three-year plan and saw its first year through; shadowed the director at board",
    "Runs the largest division; a secondment to the neighbouring system; feedback from seven people",
    "Came from outside the NHS with ten years at a board; first year here reviewed by the chair",
)
STANDING_IN = (HolderKind.INTERIM, HolderKind.ACTING)
REASONS = (
    "Knows the services and the people",
    "Has stood in before",
    "Would bring what this board lacks",
    "Ready for a second site",
)


@dataclass(frozen=True)
class Held:
    """A post with whoever holds it substantively at the end."""

    post: Post
    holder: Holder | None


def seed_plans(*, at: datetime, by: Viewer) -> int:
    """What has happened since half a year ago, readiness, plans and releases; how many are named. Once."""
    if Successor.objects.exists():
        return Successor.objects.count()
    chance, today = Random(SEED + 1), at.date()
    with changing("Made up to try things in", at=at, by=by):
        _half_a_year(today, chance, by)
        agreed: list[Readiness] = []
        named: list[Successor] = []
        released: list[Release] = []
        for place, held in _held_at(today):
            ready = list(_readiness(place, held, today, chance))
            agreed += ready
            named += _named(held, ready, today, chance)
            released += _released(place, ready, today, chance)
        Readiness.objects.bulk_create(agreed, batch_size=1_000)
        Successor.objects.bulk_create(_without_twice(named), batch_size=1_000)
        Release.objects.bulk_create(released, batch_size=1_000)
        Successor.objects.bulk_create(_from_elsewhere(released, today, chance))
        seed_interests(agreed, today, chance, by=by)
        _of_the_aspiring(today)
    return Successor.objects.count()


def _half_a_year(today: date, chance: Random, by: Viewer) -> None:
    """Those who left their trust left their post; one in sixteen others did; half of the posts were filled again."""
    free = {
        board.place.pk: [one for one in board.members if one.person.name != ASPIRING and not one.person.in_chooser]
        for board in boards_of(today, by=by)
    }
    busy = set(Holder.objects.current(today).values_list("person", flat=True))
    gone = _last_days(today)
    rows = Holder.objects.current(today).filter(kind=HolderKind.SUBSTANTIVE, ends__isnull=True)
    came: list[Holder] = []
    for row in rows.select_related("person", "post").order_by("pk"):
        last = gone.get((row.person_id or 0, row.post.organisation_id))
        if last is None and (row.person is None or row.person.in_chooser or chance.random() > 1 / 16):
            continue
        row.ends = max(row.starts, last or today - timedelta(days=chance.randrange(25, 180)))
        row.left_because = Left.NHS_POST if last else chance.choice((Left.NHS_POST, Left.RETIRED, Left.OUTSIDE))
        row.save()
        idle = (one for one in free.get(row.post.organisation_id, []) if one.person_id not in busy)
        fitting = next((one for one in idle if one.starts <= row.ends), None)
        if fitting is None or chance.random() < 0.5:
            came.append(_new(row.post, None, HolderKind.VACANT, row.ends + DAY))
        else:
            busy.add(fitting.person_id)
            came.append(_new(row.post, fitting.person, HolderKind.SUBSTANTIVE, row.ends + DAY))
    for row in Holder.objects.current(today).filter(kind__in=STANDING_IN, ends__isnull=True).select_related("post"):
        last = gone.get((row.person_id or 0, row.post.organisation_id))
        if last is not None:
            row.ends, row.left_because = max(row.starts, last), Left.TERM_ENDED
            row.save()
    Holder.objects.bulk_create(came)


def _last_days(today: date) -> dict[tuple[int, int], date]:
    """The last day at a trust of those who are no longer there, by person and trust."""
    there = set(Membership.objects.current(today).values_list("person", "organisation"))
    rows = Membership.objects.filter(ends__lt=today).values_list("person", "organisation", "ends")
    return {(person, place): ends for person, place, ends in rows if ends and (person, place) not in there}


def _new(post: Post, who: Person | None, kind: HolderKind, starts: date) -> Holder:
    return Holder(controller_id=post.controller_id, post=post, person=who, kind=kind, starts=starts)


def _held_at(today: date) -> Iterator[tuple[Organisation, list[Held]]]:
    """Each trust with its posts and who holds them."""
    now = Holder.objects.current(today).filter(kind=HolderKind.SUBSTANTIVE).select_related("person")
    holders = {one.post_id: one for one in now}
    places: dict[int, tuple[Organisation, list[Held]]] = {}
    for post in Post.objects.current(today).select_related("organisation").order_by("organisation__code", "pk"):
        _, held = places.setdefault(post.organisation_id, (post.organisation, []))
        held.append(Held(post, holders.get(post.pk)))
    yield from places.values()


def _readiness(place: Organisation, held: list[Held], today: date, chance: Random) -> Iterator[Readiness]:
    """Deputies for the post above them, and some directors for chief executive."""
    who = _names_of_those_who_agree(held)
    for one in held:
        if one.holder is None or one.holder.person is None or one.holder.person.name == ASPIRING:
            continue
        role, level = PostRole(one.post.role), PostLevel(one.post.level)
        if level is PostLevel.DEPUTY and chance.random() < 0.75:
            yield _ready(place, one.holder.person, role, who, today, chance)
        elif one.post.executive and role is not PostRole.CHIEF_EXECUTIVE and chance.random() < 0.35:
            yield _ready(place, one.holder.person, PostRole.CHIEF_EXECUTIVE, who, today, chance)


def _names_of_those_who_agree(held: list[Held]) -> str:
    wanted = ("Chair", "Director of people")
    names = [
        f"{one.holder.person.name} ({one.post.title.lower()})"
        for one in held
        if one.post.title in wanted and one.holder is not None and one.holder.person is not None
    ]
    return ", ".join(names) or "Talia Bramblewick (regional talent lead)"


def _ready(place: Organisation, person: Person, role: PostRole, who: str, today: date, chance: Random) -> Readiness:
    agreed_on = today - timedelta(days=chance.randrange(15, 440))
    band = chance.choices(list(Band), weights=(4, 4, 2))[0]
    return Readiness(
        controller=place.controller,
        person=person,
        organisation=place,
        role=role,
        level=PostLevel.BOARD,
        kind=place.kind,
        band=band,
        starts=agreed_on,
        review_by=agreed_on + YEAR,
        agreed_by=who,
        evidence=chance.choice(EVIDENCE),
        recorded_by_name="operator",
    )


def _named(held: list[Held], ready: list[Readiness], today: date, chance: Random) -> Iterator[Successor]:
    """Those ready for a post are named for it, most of them confirmed; deputies stand in; some name nobody yet."""
    deputies = {
        one.post.role: one.holder for one in held if one.post.level == PostLevel.DEPUTY and one.holder is not None
    }
    for one in held:
        if one.post.level != PostLevel.BOARD:
            continue
        fitting = [row for row in ready if row.role == one.post.role and row.person != _holder_of(one)]
        for row in fitting:
            confirmed = row.starts + timedelta(days=10) if chance.random() < 0.75 else None
            yield _successor(one.post, row.person, Use.SUCCESSOR, row.starts, confirmed, chance)
        deputy = deputies.get(one.post.role)
        if deputy is not None and deputy.person is not None and chance.random() < 0.6:
            since = max(deputy.starts, today - timedelta(days=chance.randrange(20, 400)))
            yield _successor(one.post, deputy.person, Use.COVER, since, since, chance)
        if one.post.critical and not fitting and chance.random() < 0.5:
            sort = chance.choice((Sort.EXTERNAL, Sort.UNKNOWN))
            label = "A director of a neighbouring system" if sort is Sort.EXTERNAL else "To be found by search"
            band = Band.ONE_TO_TWO.value if sort is Sort.EXTERNAL else ""
            since = today - timedelta(days=chance.randrange(20, 200))
            yield Successor(
                controller_id=one.post.controller_id,
                post=one.post,
                use=Use.SUCCESSOR,
                sort=sort,
                label=label,
                band=band,
                starts=since,
                named_by_name="operator",
            )


def _holder_of(one: Held) -> Person | None:
    return one.holder.person if one.holder is not None else None


def _successor(post: Post, person: Person, use: Use, since: date, confirmed: date | None, chance: Random) -> Successor:
    return Successor(
        controller_id=post.controller_id,
        post=post,
        person=person,
        use=use,
        sort=Sort.NAMED,
        because=chance.choice(REASONS),
        starts=since,
        confirmed_on=confirmed,
        named_by_name="operator",
    )


def _released(place: Organisation, ready: Iterable[Readiness], today: date, chance: Random) -> Iterator[Release]:
    """Four in ten of those with a readiness were offered a release; most agreed, some declined or have yet to say."""
    for person in {row.person_id: row.person for row in ready}.values():
        if chance.random() > 0.4:
            continue
        offered = today - timedelta(days=chance.randrange(5, 300))
        said = chance.choices(("agreed", "declined", "waiting"), weights=(8, 1, 1))[0]
        yield _release(place, person, offered, said, chance.choice(list(ReleaseTo)), chance.choice(list(ReleaseFor)))


def _release(
    place: Organisation, person: Person, offered: date, said: str, to: ReleaseTo, purpose: ReleaseFor
) -> Release:
    return Release(
        controller=place.controller,
        person=person,
        organisation=place,
        purpose=purpose,
        to=to,
        because="Would like to be seen beyond the trust",
        starts=offered,
        ends=offered + YEAR,
        agreed_on=offered + DAY * 3 if said == "agreed" else None,
        declined_on=offered + DAY * 3 if said == "declined" else None,
        offered_by_name="operator",
    )


def _from_elsewhere(released: Iterable[Release], today: date, chance: Random) -> Iterator[Successor]:
    """Some of those released to the trusts of the region are named by another one: across employers."""
    shown = [
        one
        for one in released
        if (one.to, one.purpose) == (ReleaseTo.TRUSTS, ReleaseFor.POSTS) and one.agreed_on is not None
    ]
    ready = {
        row.person_id: row
        for row in Readiness.objects.filter(person__in=[one.person_id for one in shown], ends__isnull=True)
    }
    posts = list(Post.objects.current(today).filter(critical=True).select_related("organisation"))
    for one in shown:
        row = ready.get(one.person_id)
        fitting = [
            post
            for post in posts
            if row is not None
            and post.role == row.role
            and post.organisation.kind == row.kind
            and post.organisation_id != one.organisation_id
        ]
        if fitting and chance.random() < 0.5:
            since = (one.agreed_on or one.starts) + DAY
            named = min(since, today)
            yield _successor(chance.choice(fitting), one.person, Use.SUCCESSOR, named, named, chance)


def _without_twice(named: Iterable[Successor]) -> list[Successor]:
    """Each person once for each post and use."""
    found: dict[tuple[int, int | None, str, int], Successor] = {}
    for number, one in enumerate(named):
        found.setdefault((one.post_id, one.person_id, str(one.use), number if one.person_id is None else 0), one)
    return list(found.values())


def _of_the_aspiring(today: date) -> None:
    """What an aspiring director finds on their first day: an agreed readiness, a plan, and a release to answer."""
    person = Person.objects.filter(name=ASPIRING, made_up=True).first()
    held = Holder.objects.current(today).filter(person=person).select_related("post__organisation").first()
    if person is None or held is None:
        return
    place = held.post.organisation
    agreed_on = today - timedelta(days=120)
    Readiness.objects.create(
        controller=place.controller,
        person=person,
        organisation=place,
        role=PostRole.OPERATIONS,
        level=PostLevel.BOARD,
        kind=place.kind,
        band=Band.ONE_TO_TWO,
        starts=agreed_on,
        review_by=agreed_on + YEAR,
        agreed_by="Orla Inklewick (chair), Suresh Marrowpool (chief executive)",
        evidence=EVIDENCE[0],
        recorded_by_name="operator",
    )
    above = held.post.reports_to
    if above is not None:
        Successor.objects.create(
            controller_id=above.controller_id,
            post=above,
            person=person,
            use=Use.SUCCESSOR,
            sort=Sort.NAMED,
            because="Has run flow across both sites for two winters",
            starts=agreed_on + DAY,
            confirmed_on=agreed_on + DAY * 20,
            named_by_name="operator",
        )
    offered = _release(place, person, today - DAY * 2, "waiting", ReleaseTo.TRUSTS, ReleaseFor.POSTS)
    offered.save()
