"""Which post in pipelines a compact or a prospectus is about, and the posts to choose from."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from wraparound.capabilities.compacts.access import START, WRITE_PROSPECTUS
from wraparound.capabilities.compacts.calculation.titles import is_plain_title
from wraparound.capabilities.compacts.models.agreed import Compact, Prospectus
from wraparound.capabilities.compacts.queries.prospectuses import about, prospectus_of
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, sides_of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.posts import AboutPost, Fitting, WhichPost
from wraparound.capabilities.compacts.wording.posts import GONE
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.pointing import (
    holding_among,
    name_of_post,
    places_served,
    posts_to_point_at,
    story_of,
)
from wraparound.capabilities.pipelines.terms.pointing import PostName, Story
from wraparound.people.access import Rule, ensure
from wraparound.people.calculation import name_key
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import once_said, version_number


def posts_of(code: str, rule: Rule, *, viewer: Viewer, on: date) -> tuple[PostName, ...]:
    """The posts of an organisation to choose from; NotYours where the rule does not reach it."""
    place = organisation_of(code, viewer=viewer)
    ensure(viewer, rule, about(place, viewer=viewer))
    return posts_to_point_at(place.pk, rule, viewer=viewer, day=Day(on))


def who_holds(
    posts: tuple[PostName, ...], leaders: Iterable[tuple[str, str]], *, viewer: Viewer, on: date
) -> dict[str, PostName]:
    """Which of these posts those hold who can be named as the leader, by key; of those of whom the viewer is told."""
    return holding_among(posts, [key for key, _ in leaders], START, viewer=viewer, day=Day(on))


def post_meant(
    place: Organisation, chosen: int | None, typed: str, rule: Rule, *, viewer: Viewer, on: date
) -> PostName | None:
    """The post that was chosen, or the only one that is called as was typed; none where it is not entered.

    CannotAgree where what was chosen is not one of the organisation's. The caller has seen to it that the rule
    reaches it.
    """
    posts = posts_to_point_at(place.pk, rule, viewer=viewer, day=Day(on))
    if chosen is None:
        fits = _called(typed, posts)
        return fits[0] if len(fits) == 1 else None
    found = next((one for one in posts if one.number == chosen), None)
    if found is None:
        raise CannotAgree(GONE)
    return found


def which_post_of_compact(number: int, *, viewer: Viewer, on: date) -> WhichPost:
    """For everybody who sees the compact; the posts to choose from are for its sides, the centre aside."""
    row = compact_of(number, viewer=viewer)
    may = any(one is not Party.CENTRE for one in sides_of(row, viewer=viewer)) and row.ended_at is None
    return _which(row, rule_for(row, viewer=viewer), may, viewer, on)


def which_post_of_prospectus(number: int, *, viewer: Viewer, on: date) -> WhichPost:
    """For those who write it; NoSuchProspectus or NotYours otherwise."""
    row = prospectus_of(number, viewer=viewer)
    ensure(viewer, WRITE_PROSPECTUS, about(row.organisation, viewer=viewer))
    return _which(row, WRITE_PROSPECTUS, row.withdrawn_at is None, viewer, on)


def story_for(number: int, *, viewer: Viewer, on: date) -> Story | None:
    """How the post of a prospectus was held, for those who write it; none where it points at none."""
    row = prospectus_of(number, viewer=viewer)
    ensure(viewer, WRITE_PROSPECTUS, about(row.organisation, viewer=viewer))
    if row.post is None:
        return None
    return story_of(row.post, row.organisation_id, WRITE_PROSPECTUS, viewer=viewer, day=Day(on))


def pointing_at_none(
    rule: Rule, *, viewer: Viewer, on: date, only: str = "", post: int | None = None
) -> tuple[Fitting, ...]:
    """Open compacts and prospectuses that point at no post, with the posts that are called as they say.

    `rule` lets the viewer ask, of the whole site; `only` is the code of one organisation; of one `post`, what is of an
    organisation that it is there for and is called as it is.
    """
    ensure(viewer, rule)
    here = Q(organisation__code=only) if only else Q()
    if post is not None:
        here &= Q(organisation__in=places_served(post, rule, viewer=viewer, day=Day(on)))
    compacts = Compact.objects.filter(here, post__isnull=True, ended_at__isnull=True)
    prospectuses = Prospectus.objects.filter(here, post__isnull=True, withdrawn_at__isnull=True)
    in_force = set(compacts.filter(texts__state=TextState.IN_FORCE).values_list("pk", flat=True))
    published = set(prospectuses.filter(editions__published_at__isnull=False).values_list("pk", flat=True))
    known: dict[int, tuple[PostName, ...]] = {}
    found: list[Fitting] = []
    for what, rows in ((AboutPost.COMPACT, compacts), (AboutPost.PROSPECTUS, prospectuses)):
        cleared = once_said(rows.model, "post", rows.values("pk"), viewer=viewer)
        for row in rows.select_related("organisation").order_by("pk"):
            place: Organisation = row.organisation
            if place.pk not in known:
                known[place.pk] = posts_to_point_at(place.pk, rule, viewer=viewer, day=Day(on))
            fits, plain = _called(row.role, known[place.pk]), is_plain_title(row.role)
            if post is not None and post not in {one.number for one in fits}:
                continue
            found.append(
                Fitting(
                    what=what,
                    number=row.pk,
                    organisation_code=place.code,
                    role=row.role,
                    fits=fits,
                    may_be_entered=plain and what is AboutPost.PROSPECTUS and row.pk in published,
                    named_in_force=plain and what is AboutPost.COMPACT and row.pk in in_force,
                    cleared=row.pk in cleared,
                )
            )
    return tuple(found)


def _called(role: str, posts: Iterable[PostName]) -> tuple[PostName, ...]:
    """Those that are called so, whatever the case."""
    key = name_key(role)
    return tuple(one for one in posts if name_key(one.title) == key)


def _which(row: Compact | Prospectus, rule: Rule, may: bool, viewer: Viewer, on: date) -> WhichPost:
    place = row.organisation
    posts = posts_to_point_at(place.pk, rule, viewer=viewer, day=Day(on)) if may else ()
    there = row.post is None or row.post in {one.number for one in posts}
    return WhichPost(
        number=row.pk,
        role=row.role,
        organisation_code=place.code,
        organisation=place.name,
        now=row.post,
        choices=posts,
        gone=name_of_post(row.post, rule, viewer=viewer) if may and not there else None,
        may=may,
        version=version_number(row, viewer=viewer),
    )
