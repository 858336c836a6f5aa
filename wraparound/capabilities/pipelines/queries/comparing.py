"""Those named for a post, side by side: what they hold, what was agreed, and for what else they are named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, Q, Value
from django.db.models.functions import Cast

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import interests_seen
from wraparound.capabilities.pipelines.queries.naming import may_follow, names_among, names_shown
from wraparound.capabilities.pipelines.queries.readiness import reads_whole
from wraparound.capabilities.pipelines.queries.seeing import (
    PLANS_SHOW,
    leads,
    named_rows,
    post_of,
    post_terms,
    posts_seen,
)
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.capabilities.pipelines.terms.plans import MOST_COMPARED, Agreed, Compared, Comparison, PostLink
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.succession import Band, State, Use
from wraparound.capabilities.pipelines.wording.comparing import places_words
from wraparound.capabilities.pipelines.wording.own import interest_lines
from wraparound.capabilities.pipelines.wording.plans import TOO_MANY_COMPARED
from wraparound.capabilities.pipelines.wording.succession import STATES, USES
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer

COMPARING_SHOWS = ("name", "post held", "readiness and what it rests on", "named for a post")


def comparison(number: int, keys: Sequence[str], *, viewer: Viewer, day: Day) -> Comparison:
    """Those of the keys who are named for the post and whom the viewer may see, by name; CannotKeep beyond the most.

    Without any of them, those from whom to choose.
    """
    post = post_of(number, viewer=viewer, day=day, rule=SEE_COVER)
    if len(set(keys)) > MOST_COMPARED:
        raise CannotKeep(TOO_MANY_COMPARED)
    rows = named_rows([post], viewer=viewer, day=day)
    named = {row.person_id for row in rows}
    told = may_follow(named, viewer=viewer, day=day, today=day)
    known = names_among(named if leads(post, viewer=viewer) else told, viewer=viewer, today=day)
    choices = sorted(known.values(), key=lambda one: (one.name.casefold(), one.number))
    chosen = {one.number: one for one in choices if one.key in keys}
    names_shown(chosen or known, COMPARING_SHOWS if chosen else PLANS_SHOW, viewer=viewer)
    terms = post_terms(post, viewer=viewer, day=day, brief=True)
    if not chosen:
        return Comparison(post=terms, people=(), choices=tuple(choices))
    held, named_for = _held_and_named_for(chosen, told, post, viewer, day)
    agreed = _agreed(told & set(chosen), post, viewer, day)
    considered = interests_seen(list(chosen), viewer=viewer, today=day)
    return Comparison(
        post=terms,
        people=tuple(
            Compared(
                known=one,
                holds=tuple(held[one.number]),
                agreed=agreed.get(one.number),
                named_for=tuple(named_for[one.number]),
                considers=_considers(considered.get(one.number), post, viewer),
                only_held=one.number not in told,
            )
            for one in chosen.values()
        ),
        choices=(),
    )


def _held_and_named_for(
    people: Mapping[int, Known], told: Set[int], post: Post, viewer: Viewer, day: Day
) -> tuple[dict[int, list[tuple[PostLink, date]]], dict[int, list[tuple[PostLink, str]]]]:
    """What they hold, and other posts they are named for, of those posts whose plans the viewer sees; one question.

    Of whoever is not `told` of elsewhere, only the viewer's own posts.
    """
    seen = posts_seen(viewer=viewer, day=day, rule=SEE_COVER).order_by().values("pk")
    columns = ("person", "starts", "post", "post__title", "post__organisation__name")
    of_theirs = Q(person__in=told) | Q(post__organisation__in=reach(viewer, LEAD).organisations)
    held = day.holders().filter(of_theirs, person__in=list(people), post__in=seen).order_by()
    named = day.successors().filter(of_theirs, person__in=list(people), post__in=seen).exclude(post=post.pk).order_by()
    rows = held.annotate(use_=Value("", output_field=CharField()), day_=Cast(Value(None), DateField())).values_list(
        "use_", "day_", *columns
    )
    more = named.annotate(use_=F("use"), day_=F("confirmed_on")).values_list("use_", "day_", *columns)
    holds: dict[int, list[tuple[PostLink, date]]] = defaultdict(list)
    named_for: dict[int, list[tuple[PostLink, str]]] = defaultdict(list)
    found = sorted(rows.union(more, all=True), key=lambda one: (one[5].casefold(), one[4]))
    for use, confirmed_on, person, starts, *link in found:
        if not use:
            holds[person].append((_link(link, post), starts))
            continue
        confirmed = confirmed_on is not None and confirmed_on <= day.on
        state = STATES[State.CONFIRMED if confirmed else State.PROPOSED]
        named_for[person].append((_link(link, post), f"{USES[Use(use)]}, {state}"))
    return holds, named_for


def _considers(one: Interests | None, post: Post, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """What they would consider, in words; of the regions they name, whether that of the post is among them."""
    if one is None:
        return ()
    region = post.organisation.region
    here = region.name if region.code in one.places else ""
    others = len(set(one.places) - {region.code})
    return (*interest_lines(replace(one, places=()), {}), *places_words(here, others))


def _agreed(people: Set[int], post: Post, viewer: Viewer, day: Day) -> dict[int, Agreed]:
    """What was agreed for such a post: to those who lead where it was agreed with its evidence, to others its band."""
    rows = day.readiness().filter(person__in=people, role=post.role, level=post.level, kind=post.organisation.kind)
    return {row.person_id: _agreed_terms(row, viewer, day) for row in rows.select_related("organisation")}


def _agreed_terms(row: Readiness, viewer: Viewer, day: Day) -> Agreed:
    band, stale = Band(row.band), row.review_by < day.on
    if not reads_whole(row, viewer=viewer):
        return Agreed(band=band, stale=stale)
    return Agreed(
        band=band,
        stale=stale,
        agreed_on=row.starts,
        review_by=row.review_by,
        agreed_by=row.agreed_by,
        evidence=row.evidence,
    )


def _link(row: Sequence[Any], post: Post) -> PostLink:
    number, title, place = row
    return PostLink(number, title, "" if place == post.organisation.name else place)
