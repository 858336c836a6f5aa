"""What those who keep posts need while they write: the post or entry as it is, and what can be chosen."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import names_seen
from wraparound.capabilities.pipelines.queries.seeing import HOLDERS_SHOW, about, holder_lines, post_of, post_terms
from wraparound.capabilities.pipelines.terms.keeping import AfterIt, KeptHolder, KeptLine, KeptPost
from wraparound.capabilities.pipelines.terms.lists import HolderLine, PostTerms
from wraparound.capabilities.pipelines.terms.posts import (
    CostPer,
    HolderKind,
    Left,
    NoSuchPost,
    PostLevel,
    PostRole,
    Span,
)
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import in_terms, organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.people.terms.people import OrganisationTerms
from wraparound.records.queries.history import version_number

Choices = tuple[tuple[str, str], ...]
MOST_SHARED = 150


def place_kept(code: str, *, viewer: Viewer) -> OrganisationTerms:
    """The organisation whose posts the viewer keeps; NotYours where they do not."""
    row = organisation_of(code, viewer=viewer)
    ensure(viewer, LEAD, Subject.at(row.pk, row.region_id))
    return in_terms(row, None)


def board_now(code: str, *, viewer: Viewer, today: Day) -> tuple[KeptLine, ...]:
    """The posts of an organisation that the viewer keeps, the board first, then by title; those to come with them.

    Each with who holds it today, or else who is entered to hold it later.
    """
    place = place_kept(code, viewer=viewer)
    rows = list(
        today.posts_not_over()
        .filter(organisation__code=place.code)
        .select_related("organisation")
        .order_by("level", "title_key", "pk")
    )
    held = _held_by_now(rows, viewer, today)
    return tuple(
        KeptLine(
            number=row.pk,
            title=row.title,
            role=PostRole(row.role),
            level=PostLevel(row.level),
            holders=held.get(row.pk, ()),
        )
        for row in rows
    )


def _held_by_now(posts: Sequence[Post], viewer: Viewer, today: Day) -> dict[int, tuple[HolderLine, ...]]:
    not_over = Q(ends__isnull=True) | Q(ends__gte=today.on)
    rows = list(Holder.objects.counted().filter(not_over, post__in=[one.pk for one in posts]).order_by("starts", "pk"))
    now = {row.post_id for row in rows if row.starts <= today.on}
    rows = [row for row in rows if row.starts <= today.on or row.post_id not in now]
    known = names_seen((row.person_id for row in rows), HOLDERS_SHOW, viewer=viewer, today=today)
    return holder_lines(rows, posts, known, viewer=viewer)


def post_kept(number: int, *, viewer: Viewer, today: Day) -> KeptPost:
    """The post that the viewer is about to change; NoSuchPost, or NotYours where another organisation keeps it."""
    return _kept(_row(number, viewer, today), viewer)


def post_to_edit(number: int, *, viewer: Viewer, today: Day) -> PostTerms:
    """The same in full."""
    return post_terms(_row(number, viewer, today), viewer=viewer, day=today)


def holder_kept(number: int, *, viewer: Viewer, today: Day) -> KeptHolder:
    """The entry that the viewer is about to change."""
    row = Holder.objects.counted().filter(pk=number).first()
    if row is None:
        raise NoSuchPost
    post = _row(row.post_id, viewer, today)
    at_once = Holder.objects.counted().filter(
        Q(ends__isnull=True) | Q(ends__gte=row.starts),
        post=post,
        kind=HolderKind.SUBSTANTIVE,
        starts__lte=row.ends or date.max,
    )
    shares = row.kind == HolderKind.SUBSTANTIVE and at_once.exclude(pk=row.pk).exists()
    line = _line(row, post, viewer, today)
    version = version_number(row, viewer=viewer)
    return KeptHolder(line=line, post=_kept(post, viewer), version=version, shares=shares)


def above_choices(code: str, *, viewer: Viewer, today: Day, without: int = 0) -> Choices:
    """Number and title of the posts that a post of the organisation can report to: its own, and those it shares in."""
    shared = today.shares().filter(organisation__code=code.upper()).values("post")
    rows = today.posts().filter(Q(organisation__code=code.upper()) | Q(pk__in=shared)).exclude(pk=without)
    listed = rows.select_related("organisation").order_by("level", "title_key", "pk")
    return tuple(
        (str(row.pk), row.title if row.organisation.code == code.upper() else f"{row.title}, {row.organisation.name}")
        for row in listed
    )


def share_choices(code: str, already: tuple[tuple[str, str], ...] = (), *, viewer: Viewer) -> Choices:
    """Code and name of the organisations of the region that a post can serve too, and of those that it does."""
    row = organisation_of(code, viewer=viewer)
    near = Organisation.objects.filter(region=row.region_id).exclude(Q(pk=row.pk) | Q(kind="Region"))
    found = dict(near.order_by("name", "pk").values_list("code", "name")[:MOST_SHARED])
    return tuple(sorted({**found, **dict(already)}.items(), key=lambda one: (one[1].casefold(), one[0])))


def how_it_stands(post: int, on: date, *, viewer: Viewer, today: Day) -> AfterIt:
    """Whether a post that the viewer keeps is vacant on a day, and whether somebody stands in then."""
    row = _row(post, viewer, today)
    there = list(Holder.objects.current(on).filter(post=row.pk).values_list("kind", "starts", "ends"))
    vacant = next((Span(starts, ends) for kind, starts, ends in there if kind == HolderKind.VACANT), None)
    standing = any(kind not in (HolderKind.VACANT, HolderKind.SUBSTANTIVE) for kind, _, _ in there)
    return AfterIt(vacant, standing)


def _row(number: int, viewer: Viewer, today: Day) -> Post:
    post = post_of(number, viewer=viewer, day=today, rule=LEAD)
    ensure(viewer, LEAD, about(post, viewer=viewer))
    return post


def _kept(post: Post, viewer: Viewer) -> KeptPost:
    return KeptPost(
        number=post.pk,
        title=post.title,
        organisation_code=post.organisation.code,
        organisation=post.organisation.name,
        starts=post.starts,
        ends=post.ends,
        version=version_number(post, viewer=viewer),
    )


def _line(row: Holder, post: Post, viewer: Viewer, today: Day) -> HolderLine:
    known = names_seen([row.person_id], HOLDERS_SHOW, viewer=viewer, today=today)
    return HolderLine(
        number=row.pk,
        post=post.pk,
        kind=HolderKind(row.kind),
        known=known.get(row.person_id or 0),
        starts=row.starts,
        ends=row.ends,
        expected_end=row.expected_end,
        left_because=Left(row.left_because) if row.left_because else None,
        cost=row.cost,
        cost_per=CostPer(row.cost_per),
    )
