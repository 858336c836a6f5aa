"""The quarterly return on board vacancies, filled in from what is held as at the last day of the quarter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from wraparound.capabilities.pipelines.access import SEE_COVER
from wraparound.capabilities.pipelines.calculation.returns import (
    added,
    board_kind,
    quarter_of,
    seat_counts,
    spend_of,
    spent_between,
)
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.vacancies import Vacancy, VacancyStage
from wraparound.capabilities.pipelines.queries.days import Day, day_of
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.capabilities.pipelines.queries.vacancies import costs_of
from wraparound.capabilities.pipelines.terms.posts import FIRST_DAY, HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.returns import (
    BoardKind,
    BoardReturn,
    Quarter,
    ReturnsPage,
    SeatFact,
    Spend,
    VacancySpend,
)
from wraparound.capabilities.pipelines.terms.vacancies import OUTCOMES, Costs, Stage
from wraparound.capabilities.pipelines.wording.returns import unconfirmed_words
from wraparound.people.access import ensure, reach
from wraparound.people.calculation import end_of
from wraparound.people.terms.access import PUBLIC, Viewer
from wraparound.published.terms import NotInEvidence

DAY = timedelta(days=1)


class NoSuchReturn(NotInEvidence):
    """No organisation of this code, or not one for this viewer."""

    def __init__(self) -> None:
        """One sentence for both."""
        super().__init__("There is no such organisation with posts here, or it is not yours to see.")


def board_returns(
    of: date, *, organisation: str = "", as_shown: bool = False, viewer: Viewer, today: date
) -> ReturnsPage:
    """The returns of the quarter in which a day lies, of every organisation that the viewer sees, or of one.

    Of a quarter that has not ended, as at today; before anything here was, the first one. NoSuchReturn for an
    organisation that is not the viewer's to see.
    """
    ensure(viewer, SEE_COVER)
    quarter = quarter_of(max(FIRST_DAY, min(of, today)))
    over = quarter.ends < today
    day = day_of(quarter.ends, today, viewer=viewer, as_shown=as_shown)
    every = _posts(organisation, viewer, day)
    posts = [one for one in every if _was_there(one, day.on)]
    seats, shared = _seats(posts, day), _shared(every, day)
    spent = _spent([one for one in every if leads(one, viewer=viewer)], quarter, today)
    by_place: dict[int, list[Post]] = defaultdict(list)
    for post in every:
        by_place[post.organisation_id].append(post)
    made = [
        _return(some, seats, spent, shared[place], viewer)
        for place, some in by_place.items()
        if any(one.pk in seats for one in some) or place in spent
    ]
    if organisation and not made:
        raise NoSuchReturn
    found = tuple(sorted(made, key=lambda one: (one.organisation.casefold(), one.organisation_code)))
    return ReturnsPage(
        quarter=quarter,
        day=day.on,
        over=over,
        as_shown=day.known is not None,
        organisation=organisation.upper(),
        returns=found,
        totals=added(one.seats for one in found),
    )


def _posts(organisation: str, viewer: Viewer, day: Day) -> list[Post]:
    """Posts of boards, closed ones too, each of the organisation that it belongs to; shared ones are counted there."""
    far = reach(viewer, SEE_COVER)
    rows = Post.objects.as_at(day.known).filter(level=PostLevel.BOARD)
    if not far.nation:
        rows = rows.filter(organisation__in=far.organisations) | rows.filter(organisation__region__in=far.regions)
    if organisation:
        rows = rows.filter(organisation__code=organisation.upper())
    return list(rows.select_related("organisation__region").order_by("organisation__code", "title_key", "pk"))


def _was_there(post: Post, on: date) -> bool:
    return post.starts <= on and (post.ends is None or post.ends >= on)


def _shared(posts: Sequence[Post], day: Day) -> dict[int, frozenset[BoardKind]]:
    """By organisation: of which kinds a post of another one served it on the day."""
    found: dict[int, set[BoardKind]] = {one.organisation_id: set() for one in posts}
    rows = day.shares().filter(organisation__in=list(found), post__in=day.posts().filter(level=PostLevel.BOARD))
    for place, role, executive in rows.values_list("organisation", "post__role", "post__executive"):
        kind = board_kind(PostRole(role), PostLevel.BOARD, executive=executive)
        found[place] |= {kind} if kind is not None else set()
    return {place: frozenset(kinds) for place, kinds in found.items()}


def _seats(posts: Sequence[Post], day: Day) -> dict[int, SeatFact]:
    held: dict[int, list[Holder]] = defaultdict(list)
    for row in day.holders().filter(post__in=[one.pk for one in posts]):
        held[row.post_id].append(row)
    open_ones = _open_on(posts, day)
    return {one.pk: _seat(one, held.get(one.pk, []), open_ones.get(one.pk)) for one in posts}


def _seat(post: Post, held: Sequence[Holder], vacancy: int | None) -> SeatFact:
    substantive = any(row.kind == HolderKind.SUBSTANTIVE for row in held)
    empty = next((row for row in held if row.kind == HolderKind.VACANT), None)
    return SeatFact(
        post=post.pk,
        title=post.title,
        organisation=post.organisation.name,
        kind=board_kind(PostRole(post.role), PostLevel(post.level), executive=post.executive),
        vacant=bool(held) and not substantive,
        not_known=not held,
        stood_in=any(row.kind not in (HolderKind.SUBSTANTIVE, HolderKind.VACANT) for row in held),
        since=empty.starts if empty is not None else None,
        vacancy=vacancy,
    )


def _open_on(posts: Sequence[Post], day: Day) -> dict[int, int]:
    """The number of the vacancy of each post that was open on the day."""
    stages = VacancyStage.objects.as_at(day.known).filter(
        taken_back=False, on__lte=day.on, vacancy__post__in=[one.pk for one in posts]
    )
    opened: dict[int, int] = {}
    over = set()
    for vacancy, post, stage in stages.values_list("vacancy", "vacancy__post", "stage"):
        if stage == Stage.OPENED:
            opened[vacancy] = post
        if stage in OUTCOMES:
            over.add(vacancy)
    return {post: vacancy for vacancy, post in sorted(opened.items()) if vacancy not in over}


def _return(
    posts: Sequence[Post],
    seats: Mapping[int, SeatFact],
    spent: Mapping[int, Spend],
    shared: frozenset[BoardKind],
    viewer: Viewer,
) -> BoardReturn:
    place = posts[0].organisation
    mine = [seats[one.pk] for one in posts if one.pk in seats]
    counts, others = seat_counts(mine), sum(one.kind is None for one in mine)
    vacant = tuple(one for one in mine if one.vacant and one.kind is not None)
    spend = (spent.get(place.pk) or _nothing()) if leads(posts[0], viewer=viewer) else None
    return BoardReturn(
        organisation_code=place.code,
        organisation=place.name,
        seats=counts,
        spend=spend,
        others=others,
        vacant=vacant,
        unconfirmed=unconfirmed_words(counts, spend, others, vacant, shared),
    )


def _spent(posts: Iterable[Post], quarter: Quarter, today: date) -> dict[int, Spend]:
    """By organisation: what was entered in the quarter as spent on filling its executive posts, closed ones too.

    A vacancy that was taken back since has cost nothing: what an earlier quarter counted of it comes off.
    """
    executive = {
        one.pk: one.organisation_id
        for one in posts
        if board_kind(PostRole(one.role), PostLevel(one.level), executive=one.executive) is BoardKind.EXECUTIVE
    }
    if not executive:
        return {}
    end = _end(quarter.ends) if quarter.ends < today else None
    after = list(Vacancy.objects.as_at(end).filter(post__in=executive))
    before = {
        row.pk: _costs(row) for row in Vacancy.objects.as_at(_end(quarter.starts - DAY)).filter(post__in=executive)
    }
    there = _in_quarter([row.pk for row in after if not row.taken_back], quarter, end)
    found: dict[int, list[VacancySpend]] = defaultdict(list)
    for row in after:
        costs = _costs(row)
        spent = spent_between(before.get(row.pk), costs)
        if row.pk in there or any(spent.said):
            one = VacancySpend(spent=spent, said=costs, was_open=row.pk in there)
            found[executive[row.post_id]].append(one)
    return {place: spend_of(some) for place, some in found.items()}


def _costs(row: Vacancy) -> Costs:
    return Costs() if row.taken_back else costs_of(row, viewer=PUBLIC)


def _in_quarter(vacancies: Sequence[int], quarter: Quarter, known: datetime | None) -> frozenset[int]:
    """Those that were open on any day of the quarter, as known when their costs were."""
    stages = VacancyStage.objects.as_at(known).filter(vacancy__in=vacancies, taken_back=False)
    opened = stages.filter(stage=Stage.OPENED, on__lte=quarter.ends).values_list("vacancy", flat=True)
    ended = stages.filter(stage__in=[one.value for one in OUTCOMES], on__lt=quarter.starts)
    return frozenset(opened) - frozenset(ended.values_list("vacancy", flat=True))


def _nothing() -> Spend:
    return Spend(advertising=None, search_firm=None, interim_cover=None, other=None, vacancies=0, not_said=0)


def _end(day: date) -> datetime:
    return end_of(day, timezone.get_current_timezone())
