"""What would follow if somebody took up a post, and for what else those named for it are confirmed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Value

from wraparound.capabilities.pipelines.access import SEE_COVER
from wraparound.capabilities.pipelines.calculation.chains import chain_of, reached_from
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.remembering import InMind
from wraparound.capabilities.pipelines.queries.seeing import of_posts, standing
from wraparound.capabilities.pipelines.terms.lists import Known, SuccessorLine
from wraparound.capabilities.pipelines.terms.plans import ChainMove, PostLink
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import Sort, Use
from wraparound.people.access import ensure, reach
from wraparound.people.terms.access import PUBLIC, Reach, Viewer

HELD = "held"
FEW_REGIONS = 8
"""Regions, as their viewers reach them, that a process keeps in mind between two changes; some megabytes each."""


@dataclass(frozen=True)
class Around:
    """What hangs on a plan: the chain of moves, and by the number of a person what else they are confirmed for."""

    chain: tuple[ChainMove, ...] = ()
    also: Mapping[int, tuple[PostLink, ...]] = field(default_factory=dict)

    @property
    def people(self) -> frozenset[int]:
        """Numbers of everybody whom the chain names."""
        waiting, found = list(self.chain), set()
        while waiting:
            move = waiting.pop()
            found |= {move.known.number} if move.known else set()
            waiting.extend(move.follows)
        return frozenset(found)


@dataclass(frozen=True)
class Region:
    """Who holds what substantively and who is confirmed for what, in posts of a region; nobody changes it.

    `named` gives, by post, the person of each entry that is confirmed; `followers` is that for successors alone; and
    `entries`, by person, the posts and entries for which they are confirmed.
    """

    posts: Mapping[int, PostLink] = field(default_factory=dict)
    holds: Mapping[int, Sequence[int]] = field(default_factory=dict)
    named: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    followers: Mapping[int, Sequence[int]] = field(default_factory=dict)
    entries: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)

    def following(self, post: int) -> list[int]:
        """The people confirmed to follow in a post."""
        return [self.named[post][entry] for entry in self.followers.get(post, ())]


@dataclass(frozen=True)
class Gathered:
    """What a plan needs of the region around it: the posts that could fall vacant, and which entries count.

    `standing` are, of the entries that could matter to the plan, those whose person is still there.
    """

    region: Region = field(default_factory=Region)
    reached: frozenset[int] = frozenset()
    standing: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    """Everybody who could stand in the chain, seen or not."""


def gather(post: Any, people: Iterable[int | None], *, viewer: Viewer, day: Day) -> Gathered:
    """What a plan of a row of `post_of` that names these people needs of the posts around it, in two questions."""
    wanted = {one for one in people if one is not None}
    if not wanted:
        return Gathered()
    ensure(viewer, SEE_COVER)
    region = _region(post.organisation.region_id, reach(viewer, SEE_COVER), day, post.newest)
    reached = reached_from(post.pk, _ByPost(region.followers, region.following), region.holds)
    entries = {entry: region.named[one][entry] for one in reached for entry in region.followers.get(one, ())}
    entries |= {entry: one for one in wanted for number, entry in region.entries.get(one, ()) if number != post.pk}
    if not entries:
        return Gathered(region, reached)
    rows = day.successors().filter(standing(day, viewer=viewer), pk__among=frozenset(entries))
    there = frozenset(rows.values_list("pk", flat=True))
    return Gathered(region, reached, there, frozenset(entries[one] for one in there))


def around(
    post: Post, lines: Sequence[SuccessorLine], found: Gathered, known: Mapping[int, Known], *, viewer: Viewer
) -> Around:
    """The chain of moves from a post, and what else those named for it are confirmed for.

    Both are cut to the posts of the region whose plans the viewer sees, and to the people of `known`: whoever is hidden
    ends the chain.
    """
    region = found.region
    first = [one.known for one in lines if one.counts and one.use is Use.SUCCESSOR]

    def confirmed(number: int) -> list[Known | None]:
        if number == post.pk:
            return first
        counted = [entry for entry in region.followers.get(number, ()) if entry in found.standing]
        return sorted((known.get(region.named[number][entry]) for entry in counted), key=_by_name)

    people = {one.known.number for one in lines if one.known is not None and one.known.number in known}
    also = {
        person: {
            number for number, entry in region.entries.get(person, ()) if number != post.pk and entry in found.standing
        }
        for person in people
    }
    told = {*found.reached, *(number for some in also.values() for number in some)}
    links = _links({number: region.posts[number] for number in told}, post)
    by_title = {
        person: tuple(sorted((links[one] for one in some), key=_by_title)) for person, some in also.items() if some
    }
    moves = chain_of(post.pk, _ByPost({*found.reached, post.pk}, confirmed), region.holds, links)
    return Around(moves, by_title)


class _ByPost[What](Mapping[int, What]):
    """What is said of each of these posts, worked out where a chain comes to it and nowhere else."""

    def __init__(self, posts: Collection[int], said: Callable[[int], What]) -> None:
        self.posts, self.said = posts, said

    def __getitem__(self, post: int) -> What:
        if post not in self.posts:
            raise KeyError(post)
        return self.said(post)

    def __iter__(self) -> Iterator[int]:
        return iter(self.posts)

    def __len__(self) -> int:
        return len(self.posts)


@InMind(FEW_REGIONS)
def _region(region: int, far: Reach, day: Day, newest: object) -> Region:
    """One question for both, as numbers and titles: a region has some thousand such rows, of which few are reached.

    Kept until anything on this site is changed: `newest` is then another.
    """
    seen = day.posts().filter(of_posts(far, day, viewer=PUBLIC), organisation__region=region)
    within = {"post__in": seen.order_by().values("pk")}
    held = day.holders().filter(kind=HolderKind.SUBSTANTIVE, person__isnull=False, **within)
    named = day.successors().filter(sort=Sort.NAMED, confirmed_on__lte=day.on, **within)
    columns = ("post", "person", "pk", "post__title", "post__organisation__name")
    rows = held.order_by().values_list(Value(HELD, output_field=CharField()), *columns)
    posts: dict[int, PostLink] = {}
    holds: dict[int, list[int]] = defaultdict(list)
    people: dict[int, dict[int, int]] = defaultdict(dict)
    followers: dict[int, list[int]] = defaultdict(list)
    entries: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for what, number, person, entry, title, place in rows.union(
        named.order_by().values_list("use", *columns), all=True
    ):
        if number not in posts:
            posts[number] = PostLink(number, title, place)
        if what == HELD:
            holds[person].append(number)
            continue
        people[number][entry] = person
        entries[person].append((number, entry))
        if what == Use.SUCCESSOR:
            followers[number].append(entry)
    for left in holds.values():
        left.sort(key=lambda number: (posts[number].title, number))
    return Region(posts, dict(holds), dict(people), dict(followers), dict(entries))


def _links(posts: Mapping[int, PostLink], post: Post) -> dict[int, PostLink]:
    """The posts, each with its organisation only where that is another one."""
    here = post.organisation.name
    links = {number: PostLink(number, one.title) if one.organisation == here else one for number, one in posts.items()}
    return {**links, post.pk: PostLink(post.pk, post.title)}


def _by_name(one: Known | None) -> tuple[object, ...]:
    return (one is None, one.name.casefold() if one else "", one.number if one else 0)


def _by_title(one: PostLink) -> tuple[object, ...]:
    return (one.title.casefold(), one.organisation, one.number)
