"""Every dated event of a post, cut to what the viewer may see."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from wraparound.capabilities.pipelines.access import SEE_POSTS
from wraparound.capabilities.pipelines.models.posts import Holder, HolderVersion, Post, PostVersion
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import agreed_by, may_follow, names_seen
from wraparound.capabilities.pipelines.queries.seeing import (
    HOLDERS_SHOW,
    PLANS_SHOW,
    holder_lines,
    of_posts,
    post_of,
    post_terms,
    without_others,
)
from wraparound.capabilities.pipelines.terms.lists import HolderLine, Known, PostTerms, Seen
from wraparound.capabilities.pipelines.terms.plans import Happened, PostEvent, PostHistory
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.succession import Sort, Use
from wraparound.capabilities.pipelines.wording import post_history as say
from wraparound.capabilities.pipelines.wording.posts import NOT_SHOWN
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.records.models.log import Change

HISTORY_SHOWS = tuple(dict.fromkeys((*HOLDERS_SHOW, *PLANS_SHOW)))


def history_of_post(number: int, *, viewer: Viewer, day: Day, today: Day) -> PostHistory:
    """What happened to a post up to the day, the latest first: its holders, who was named, and itself.

    Where the day looks ahead, what is entered for later stands first. What was taken back is told to those who lead it.
    Who was named is told of people whom the viewer may see; of the others how many they were, and to viewers who see
    yes or no at most nothing. What was over before somebody agreed to be shown is not told of them.
    """
    post = post_of(number, viewer=viewer, day=day)
    terms = post_terms(post, viewer=viewer, day=day, brief=True)
    every = _entries(post, viewer, day, today)
    were = [row for row in every if not row.taken_back]
    back = [row for row in every if row.taken_back] if terms.leads else []
    rows = _named_ever(post, viewer, day) if terms.seen is Seen.PLAN else []
    rows = rows if terms.leads else _since_agreed(rows, viewer, today)
    named = {row.person_id for row in rows}
    told = named if terms.leads else may_follow(named, viewer=viewer, day=day, today=today)
    known = names_seen({*(row.person_id for row in (*were, *back)), *told}, HISTORY_SHOWS, viewer=viewer, today=today)
    known_to_follow = {one: name for one, name in known.items() if one in told}
    held = holder_lines(were, [post], known, viewer=viewer).get(post.pk, ())
    events = [
        *(event for one in held for event in _of_a_holder(one, terms, day, today)),
        *_taken_back(back, holder_lines(back, [post], known, viewer=viewer).get(post.pk, ()), day),
        *(event for row in rows for event in _of_a_name(row, known_to_follow, terms, day.on)),
        *_of_the_post(post, viewer, day),
    ]
    unseen = {row.person_id for row in rows if row.person_id is not None and row.person_id not in known_to_follow}
    return PostHistory(
        post=terms,
        events=tuple(sorted(events, key=lambda one: (one.on, _LATER.index(one.what)), reverse=True)),
        hidden=len(unseen),
    )


_LATER = (
    Happened.CHANGED,
    Happened.LEFT,
    Happened.VACANT,
    Happened.TOOK_UP,
    Happened.NAMED,
    Happened.CONFIRMED,
    Happened.TAKEN_OFF,
    Happened.TAKEN_BACK,
)
"""What comes after what on one day."""


def _entries(post: Post, viewer: Viewer, day: Day, today: Day) -> list[Holder]:
    """Everybody who was entered as holding it, and when it was empty, with what was taken back: the latest first."""
    rows = Holder.objects.as_at(day.known).filter(post=post.pk)
    if not day.looks_ahead(today):
        rows = rows.filter(starts__lte=day.on)
    return without_others(list(rows.order_by("-starts", "-pk")), [post], viewer=viewer, today=today)


def _named_ever(post: Post, viewer: Viewer, day: Day) -> list[Successor]:
    rows = Successor.objects.as_at(day.known).filter(post=post.pk, starts__lte=day.on)
    return list(rows.order_by("-starts", "-pk"))


def _since_agreed(rows: Sequence[Successor], viewer: Viewer, today: Day) -> list[Successor]:
    """Those that were not over when whoever was released agreed to it."""
    over = {row.person_id for row in rows if row.ends is not None}
    agreed = agreed_by(over, viewer=viewer, today=today) if over else {}
    return [row for row in rows if row.ends is None or row.ends >= agreed.get(row.person_id or 0, row.ends)]


def _of_a_holder(one: HolderLine, post: PostTerms, day: Day, today: Day) -> Iterator[PostEvent]:
    """Taking it up and leaving it; a vacancy with how long it lasted, and when it ended."""
    number, on = one.number if post.leads else None, day.on
    ahead = one.starts > on
    if one.kind is HolderKind.VACANT:
        yield PostEvent(
            on=one.starts,
            what=Happened.VACANT,
            who=None,
            words=say.FALLS_VACANT if ahead else say.FELL_VACANT,
            detail=(*say.vacant_for(one, on), *say.cost(one)),
            holder=number,
            ahead=ahead,
        )
        return
    yield PostEvent(
        on=one.starts,
        what=Happened.TOOK_UP,
        who=one.known,
        words=say.takes_up(one) if ahead else say.took_up(one),
        detail=say.cost(one),
        holder=number,
        ahead=ahead,
    )
    if one.ends is not None and (one.ends <= on or day.looks_ahead(today)):
        later = one.ends > on
        yield PostEvent(
            on=one.ends,
            what=Happened.LEFT,
            who=one.known,
            words=say.leaves(one) if later else say.left(one),
            detail=say.why_left(one),
            holder=number if later else None,
            ahead=later,
        )


def _taken_back(rows: Sequence[Holder], lines: Sequence[HolderLine], day: Day) -> Iterator[PostEvent]:
    """What was entered by mistake, on the day on which that was said, and why.

    A vacancy that fell away because an entry about somebody was taken back is part of that.
    """
    if not rows:
        return
    versions = HolderVersion._default_manager.filter(Q(("taken_back", True)), v_record__in=[row.pk for row in rows])
    told = versions.filter(v_carried=False).order_by("-v_since").values_list("v_record", "v_since", "v_change")
    first = {record: (timezone.localtime(since).date(), change) for record, since, change in told}
    whys = dict(Change.objects.filter(pk__in={change for _, change in first.values()}).values_list("pk", "why"))
    about_somebody = {first[row.pk][1] for row in rows if row.person_id is not None and row.pk in first}
    for one in lines:
        on, change = first.get(one.number, (day.on, 0))
        why = whys.get(change, "")
        by_itself = one.kind is HolderKind.VACANT and (change in about_somebody or say.TAKEN_BACK not in why)
        if on <= day.on and not by_itself:
            words = say.taken_back(one)
            yield PostEvent(on=on, what=Happened.TAKEN_BACK, who=one.known, words=words, detail=say.why_taken_back(why))


def _of_a_name(row: Successor, known: Mapping[int, Known], post: PostTerms, on: date) -> Iterator[PostEvent]:
    """Naming, confirming and taking off, of whom the viewer may see; the reasons for those who lead it."""
    seen = known.get(row.person_id or 0)
    if row.sort == Sort.NAMED and seen is None:
        return
    who = seen.name if seen else say.not_a_person(row.sort, row.label if post.leads else "")
    use = Use(row.use)
    because = (row.because,) if post.leads and row.because else ()
    at_once = row.confirmed_on == row.starts
    words = say.named_at_once(who, use) if at_once else say.named(who, use)
    yield PostEvent(on=row.starts, what=Happened.NAMED, who=seen, words=words, detail=because)
    if row.confirmed_on is not None and row.confirmed_on <= on and not at_once:
        yield PostEvent(on=row.confirmed_on, what=Happened.CONFIRMED, who=seen, words=say.confirmed(who, use))
    if row.ends is not None and row.ends <= on:
        why = (row.ended_because,) if post.leads and row.ended_because else ()
        yield PostEvent(on=row.ends, what=Happened.TAKEN_OFF, who=seen, words=say.taken_off(who, use), detail=why)


def _of_the_post(post: Post, viewer: Viewer, day: Day) -> Iterator[PostEvent]:
    """When it was entered, and what each change of it changed; a version says by itself since when it counts."""
    rows = PostVersion._default_manager.filter(v_record=post.pk, v_carried=False).exclude(v_since=F("v_until"))
    every: list[Any] = list(rows.order_by("v_since"))
    versions = [row for row in every if timezone.localtime(row.v_since).date() <= day.on]
    titles = _titles({row.reports_to_id for row in versions}, viewer, day)
    # The latest first, as everything that comes before it on one day.
    for before, after in reversed(list(pairwise((None, *versions)))):
        detail = () if before is None else say.changes(_differences(before, after, titles))
        if before is None or detail:
            words = say.ENTERED if before is None else say.CHANGED
            when = timezone.localtime(after.v_since).date()
            yield PostEvent(on=when, what=Happened.CHANGED, who=None, words=words, detail=detail)


def _differences(before: Any, after: Any, titles: Mapping[int, str]) -> Iterator[tuple[str, str, str]]:
    for name in say.TOLD_OF_A_POST:
        field = Post._meta.get_field(name)
        was, now = (getattr(row, getattr(field, "attname", name)) for row in (before, after))
        if was != now:
            spoken = titles if name == "reports_to" else Post.spoken.get(name, {})
            yield str(getattr(field, "verbose_name", name)), say.value(was, spoken), say.value(now, spoken)


def _titles(above: set[int | None], viewer: Viewer, day: Day) -> dict[int, str]:
    """What the posts above it are called that the viewer may see; nothing is asked where it never changed."""
    if len(above) <= 1:
        return {}
    wanted = [one for one in above if one is not None]
    seen = Post.objects.filter(of_posts(reach(viewer, SEE_POSTS), day, viewer=viewer), pk__in=wanted)
    return {**dict.fromkeys(wanted, NOT_SHOWN), **dict(seen.values_list("pk", "title"))}
