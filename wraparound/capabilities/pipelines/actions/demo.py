"""The made-up region's posts, holders, readiness, plans and releases: 40 boards that have lived for some years.

In two parts, so that the past is one in which this site knew less: what stood half a year ago, entered then; and what
has happened since, entered now. Everything is drawn from one seed, and every name is visibly invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.terms.posts import CostPer, Grade, HolderKind, Left, PostLevel, PostRole
from wraparound.people.calculation import name_key
from wraparound.people.models import Membership, Organisation
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

HALF_A_YEAR = timedelta(days=200)
DAY = timedelta(days=1)
SEED = 20220609
ROLE, LEVEL = PostRole, PostLevel
BOARD: tuple[tuple[str, PostRole, PostLevel, str, str], ...] = (
    ("Chair", ROLE.CHAIR, LEVEL.BOARD, "", "The board cannot appoint or hold to account without one"),
    ("Chief executive", ROLE.CHIEF_EXECUTIVE, LEVEL.BOARD, "Chair", "Accountable officer"),
    ("Director of finance", ROLE.FINANCE, LEVEL.BOARD, "Chief executive", "Signs the accounts"),
    ("Director of nursing", ROLE.NURSING, LEVEL.BOARD, "Chief executive", "Answers for safe staffing"),
    ("Medical director", ROLE.MEDICAL, LEVEL.BOARD, "Chief executive", "Responsible officer for doctors"),
    ("Director of operations", ROLE.OPERATIONS, LEVEL.BOARD, "Chief executive", "Runs every day's flow of patients"),
    ("Director of people", ROLE.PEOPLE, LEVEL.BOARD, "Chief executive", ""),
    ("Non-executive director, audit", ROLE.NON_EXECUTIVE, LEVEL.BOARD, "Chair", ""),
    ("Deputy director of finance", ROLE.FINANCE, LEVEL.DEPUTY, "Director of finance", ""),
    ("Deputy director of nursing", ROLE.NURSING, LEVEL.DEPUTY, "Director of nursing", ""),
    ("Deputy director of operations", ROLE.OPERATIONS, LEVEL.DEPUTY, "Director of operations", ""),
)
"""Title, role, level, the post it reports to, and why it is critical; empty where it is not."""
WITHOUT_A_VOTE = frozenset({ROLE.PEOPLE})
OF_THE_CHOOSER = {
    ("ZZ01", "Cressida Quillfeather"): "Chair",
    ("ZZ01", "Idris Copperthorpe"): "Chief executive",
    ("ZZ01", "Padma Hazelcote"): "Director of people",
    ("ZZ02", "Orla Inklewick"): "Chair",
    ("ZZ02", "Suresh Marrowpool"): "Chief executive",
    ("ZZ02", "Aspen Fernbutton"): "Deputy director of operations",
    ("ZZ03", "Winifred Gandercote"): "Chair",
    ("ZZ03", "Jabari Junipermere"): "Chief executive",
    ("ZZ01", "Thora Kettlemere"): "",
}
"""Those whom one can look as, and the posts they hold; empty where it is none of the board."""


@dataclass
class Board:
    """A trust of the made-up region with its posts by title, and who belongs or belonged to it."""

    place: Organisation
    members: list[Membership]
    leavers: list[Membership]
    posts: dict[str, Post] = field(default_factory=dict)
    holders: list[Holder] = field(default_factory=list)


def seed_posts(*, at: datetime, by: Viewer) -> int:
    """The posts and their holders as they stood half a year ago, entered then; how many posts. Once."""
    if Post.objects.exists():
        return Post.objects.count()
    then = at - HALF_A_YEAR
    boards = list(boards_of(then.date(), by=by))
    chance = Random(SEED)
    with changing("Made up to try things in", at=then, by=by):
        Post.objects.bulk_create([one for board in boards for one in _posts(board, then.date())])
        _above(boards)
        holders = [one for board in boards for one in _holders(board, then.date(), chance)]
        Holder.objects.bulk_create(holders, batch_size=1_000)
    return Post.objects.count()


def boards_of(on: date, *, by: Viewer) -> Iterator[Board]:
    """Every made-up trust, with its people of the day and those who had left by then."""
    members: dict[int, list[Membership]] = {}
    leavers: dict[int, list[Membership]] = {}
    rows = Membership.objects.filter(organisation__made_up=True, starts__lte=on).select_related("person")
    for row in rows.order_by("starts", "pk"):
        there = row.ends is None or row.ends >= on
        (members if there else leavers).setdefault(row.organisation_id, []).append(row)
    places = Organisation.objects.filter(made_up=True).exclude(kind="Region").select_related("controller", "region")
    for place in places.order_by("code"):
        yield Board(place, members.get(place.pk, []), leavers.get(place.pk, []))


def _posts(board: Board, today: date) -> list[Post]:
    begun = today - timedelta(days=2_800)
    board.posts = {
        title: Post(
            controller=board.place.controller,
            organisation=board.place,
            title=title,
            title_key=name_key(title),
            role=role,
            level=level,
            executive=role not in (ROLE.CHAIR, ROLE.NON_EXECUTIVE),
            voting=level is LEVEL.BOARD and role not in WITHOUT_A_VOTE,
            grade=_grade(role, level),
            critical=bool(critical),
            critical_because=critical,
            least_successors=1 if critical else None,
            most_successors=4 if critical else None,
            starts=begun,
        )
        for title, role, level, _, critical in BOARD
    }
    return list(board.posts.values())


def _grade(role: PostRole, level: PostLevel) -> Grade:
    if role in (ROLE.CHAIR, ROLE.NON_EXECUTIVE):
        return Grade.FEE
    if role is ROLE.MEDICAL:
        return Grade.MEDICAL
    return Grade.VSM if level is LEVEL.BOARD else Grade.BAND_9


def _above(boards: Sequence[Board]) -> None:
    """To whom each post reports, once all of them have numbers."""
    below = []
    for board in boards:
        for title, _, _, above, _ in BOARD:
            if above:
                board.posts[title].reports_to = board.posts[above]
                below.append(board.posts[title])
    Post.objects.bulk_update(below, ["reports_to"], batch_size=500)


def _holders(board: Board, today: date, chance: Random) -> list[Holder]:
    """Who holds each post, since when, and who held it before: those who belong or belonged to the trust."""
    free = [one for one in board.members if (board.place.code, one.person.name) not in OF_THE_CHOOSER]
    chance.shuffle(free)
    free.sort(key=lambda one: one.job not in board.posts)
    left = sorted(board.leavers, key=lambda one: one.starts, reverse=True)
    for title, post in board.posts.items():
        now = _now(board, title, free, chance)
        board.holders += _time_in(board, post, now, left, today, chance)
    return board.holders


def _now(board: Board, title: str, free: list[Membership], chance: Random) -> Membership | None:
    """Whoever holds it: somebody of the chooser, whoever has that job, or anybody; nobody for one in twelve."""
    for one in board.members:
        if OF_THE_CHOOSER.get((board.place.code, one.person.name)) == title:
            return one
    if chance.random() < 1 / 25 or not free:
        return None
    fitting = next((one for one in free if one.job == title), free[-1])
    free.remove(fitting)
    return fitting


def _time_in(
    board: Board, post: Post, now: Membership | None, left: list[Membership], today: date, chance: Random
) -> list[Holder]:
    """Those who held a post, one after the other, when it stood empty between, and whoever holds it now."""
    since = now.starts if now else today - timedelta(days=chance.randrange(20, 260))
    past = _before(post, since, left)
    ended = [_row(post, one, HolderKind.SUBSTANTIVE, one.starts, one.ends) for one in past]
    for row in ended:
        row.left_because = chance.choice((Left.NHS_POST, Left.NHS_POST, Left.RETIRED, Left.OUTSIDE, Left.REORGANISED))
    kind = _kind(now, today, chance) if now else HolderKind.VACANT
    last = ended[-1].ends if ended else None
    empty_from = last + DAY if last is not None else since - timedelta(days=30) if now else since
    between = [
        _row(post, None, HolderKind.VACANT, one.ends + DAY, other.starts - DAY)
        for one, other in pairwise(ended)
        if one.ends is not None and one.ends + DAY < other.starts
    ]
    found = [*ended, *between]
    if now is not None:
        found.append(_row(post, now, kind, since, None))
    if kind is not HolderKind.SUBSTANTIVE:
        found.append(_row(post, None, HolderKind.VACANT, max(empty_from, post.starts), None))
    elif last is not None and last + DAY < since:
        found.append(_row(post, None, HolderKind.VACANT, last + DAY, since - DAY))
    return found


def _before(post: Post, since: date, left: list[Membership]) -> list[Membership]:
    """Up to two who had left the trust before the day, one after the other; they are used once."""
    found: list[Membership] = []
    for _ in range(2):
        fits = (one for one in left if one.ends is not None and one.ends < since and one.starts >= post.starts)
        before = next(fits, None)
        if before is None:
            break
        left.remove(before)
        found.insert(0, before)
        since = before.starts
    return found


def _kind(now: Membership, today: date, chance: Random) -> HolderKind:
    """Most hold a post substantively; of those who came lately some are interims or acting."""
    if now.starts > today - timedelta(days=270) and chance.random() < 0.3:
        return chance.choice((HolderKind.INTERIM, HolderKind.ACTING))
    return HolderKind.SUBSTANTIVE


def _row(post: Post, who: Membership | None, kind: HolderKind, starts: date, ends: date | None) -> Holder:
    interim = kind is HolderKind.INTERIM
    return Holder(
        controller_id=post.controller_id,
        post=post,
        person=who.person if who else None,
        kind=kind,
        starts=starts,
        ends=ends,
        expected_end=starts + timedelta(days=365) if interim else None,
        cost=950 if interim else None,
        cost_per=CostPer.DAY if interim else CostPer.YEAR,
    )
