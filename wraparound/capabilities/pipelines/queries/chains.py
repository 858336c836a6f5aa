"""What would follow if somebody took up a post, and for what else those named for it are confirmed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Value

from wraparound.capabilities.pipelines.access import SEE_COVER
from wraparound.capabilities.pipelines.calculation.chains import chain_of, reached_from
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.seeing import posts_seen, successors_with_band
from wraparound.capabilities.pipelines.terms.lists import Known, SuccessorLine
from wraparound.capabilities.pipelines.terms.plans import ChainMove, PostLink
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import Sort, Use
from wraparound.people.terms.access import Viewer

HELD = "held"


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


@dataclass
class Gathered:
    """Who holds what substantively and who is confirmed for what, in the posts whose plans the viewer sees.

    `named` gives, by post, the person of each entry that is confirmed; `followers` is that for successors alone.
    `standing` are, of the entries that could matter to a plan, those whose person is still there.
    """

    posts: dict[int, PostLink] = field(default_factory=dict)
    holds: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    named: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    followers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    standing: frozenset[int] = frozenset()

    @property
    def people(self) -> frozenset[int]:
        """Everybody who could stand in the chain, seen or not."""
        return frozenset(
            person for one, some in self.named.items() for entry, person in some.items() if entry in self.standing
        )


def gather(post: Post, people: Iterable[int | None], *, viewer: Viewer, day: Day) -> Gathered:
    """What a plan that names these people needs of the posts around it, in two questions."""
    wanted = {one for one in people if one is not None}
    if not wanted:
        return Gathered()
    found = _region(post, viewer, day)
    by_post = {one: [found.named[one][entry] for entry in some] for one, some in found.followers.items()}
    reached = reached_from(post.pk, by_post, found.holds)
    entries = {entry for one in reached for entry in found.followers.get(one, ())}
    entries |= {
        entry
        for one, some in found.named.items()
        if one != post.pk
        for entry, person in some.items()
        if person in wanted
    }
    if entries:
        rows = successors_with_band(day, viewer=viewer).filter(pk__in=sorted(entries), standing=True)
        found.standing = frozenset(rows.values_list("pk", flat=True))
    return found


def around(
    post: Post, lines: Sequence[SuccessorLine], found: Gathered, known: Mapping[int, Known], *, viewer: Viewer
) -> Around:
    """The chain of moves from a post, and what else those named for it are confirmed for.

    Both are cut to the posts of the region whose plans the viewer sees, and to the people of `known`: whoever is hidden
    ends the chain.
    """
    confirmed = {
        one: sorted((known.get(found.named[one][entry]) for entry in some & found.standing), key=_by_name)
        for one, some in found.followers.items()
    }
    confirmed[post.pk] = [one.known for one in lines if one.counts and one.use is Use.SUCCESSOR]
    links = _links(found.posts, post)
    also: dict[int, dict[int, PostLink]] = defaultdict(dict)
    people = {one.known.number for one in lines if one.known is not None and one.known.number in known}
    for number, some in found.named.items():
        for entry, person in some.items():
            if number != post.pk and person in people and entry in found.standing:
                also[person][number] = links[number]
    by_title = {person: tuple(sorted(some.values(), key=_by_title)) for person, some in also.items()}
    return Around(chain_of(post.pk, confirmed, found.holds, links), by_title)


def _region(post: Post, viewer: Viewer, day: Day) -> Gathered:
    """One question for both, as numbers and titles: a region has a few thousand such rows, of which few are reached."""
    seen = posts_seen(viewer=viewer, day=day, rule=SEE_COVER).filter(organisation__region=post.organisation.region_id)
    within = {"post__in": seen.order_by().values("pk")}
    held = day.holders().filter(kind=HolderKind.SUBSTANTIVE, person__isnull=False, **within)
    named = day.successors().filter(sort=Sort.NAMED, confirmed_on__lte=day.on, **within)
    columns = ("post", "person", "pk", "post__title", "post__organisation__name")
    rows = held.order_by().values_list(Value(HELD, output_field=CharField()), *columns)
    found = Gathered()
    for what, number, person, entry, title, place in rows.union(
        named.order_by().values_list("use", *columns), all=True
    ):
        found.posts[number] = PostLink(number, title, place)
        if what == HELD:
            found.holds[person].append(number)
            continue
        found.named[number][entry] = person
        if what == Use.SUCCESSOR:
            found.followers[number].add(entry)
    for left in found.holds.values():
        left.sort(key=lambda number: (found.posts[number].title, number))
    return found


def _links(posts: Mapping[int, PostLink], post: Post) -> dict[int, PostLink]:
    """The posts, each with its organisation only where that is another one."""
    here = post.organisation.name
    links = {number: PostLink(number, one.title) if one.organisation == here else one for number, one in posts.items()}
    return {**links, post.pk: PostLink(post.pk, post.title)}


def _by_name(one: Known | None) -> tuple[object, ...]:
    return (one is None, one.name.casefold() if one else "", one.number if one else 0)


def _by_title(one: PostLink) -> tuple[object, ...]:
    return (one.title.casefold(), one.organisation, one.number)
