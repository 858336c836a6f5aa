"""Which post in pipelines a compact or a prospectus is about, and the posts to choose from."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.compacts.access import START, WRITE_PROSPECTUS
from wraparound.capabilities.compacts.calculation.titles import is_plain_title
from wraparound.capabilities.compacts.models.agreed import Compact, Prospectus, Text
from wraparound.capabilities.compacts.queries.prospectuses import about, prospectus_of
from wraparound.capabilities.compacts.queries.reading import compact_of, rule_for, sides_of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.posts import AboutPost, Fitting, WhichPost
from wraparound.capabilities.compacts.wording.posts import GONE
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.pointing import holding_among, posts_to_point_at, story_of
from wraparound.capabilities.pipelines.terms.pointing import PostName, Story
from wraparound.people.access import Rule, ensure
from wraparound.people.calculation import name_key
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.history import version_number


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
        fits = called(typed, posts, viewer=viewer)
        return fits[0] if len(fits) == 1 else None
    found = next((one for one in posts if one.number == chosen), None)
    if found is None:
        raise CannotAgree(GONE)
    return found


def called(role: str, posts: Iterable[PostName], *, viewer: Viewer | None = None) -> tuple[PostName, ...]:
    """Those of these posts that are called so, whatever the case."""
    key = name_key(role)
    return tuple(one for one in posts if name_key(one.title) == key)


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


def pointing_at_none(rule: Rule, *, viewer: Viewer, on: date, only: str = "") -> tuple[Fitting, ...]:
    """Open compacts and prospectuses that point at no post, with the posts that are called as they say.

    `rule` lets the viewer ask, of the whole site; `only` is the code of one organisation.
    """
    ensure(viewer, rule)
    compacts = Compact.objects.filter(post__isnull=True, ended_at__isnull=True)
    prospectuses = Prospectus.objects.filter(post__isnull=True, withdrawn_at__isnull=True)
    known: dict[int, tuple[PostName, ...]] = {}
    found: list[Fitting] = []
    published = set(prospectuses.filter(editions__published_at__isnull=False).values_list("pk", flat=True))
    listed = ((AboutPost.COMPACT, compacts), (AboutPost.PROSPECTUS, prospectuses))
    for what, rows in listed:
        narrowed = rows.filter(organisation__code=only) if only else rows
        for row in narrowed.select_related("organisation").order_by("pk"):
            place: Organisation = row.organisation
            if place.pk not in known:
                known[place.pk] = posts_to_point_at(place.pk, rule, viewer=viewer, day=Day(on))
            public = what is AboutPost.PROSPECTUS and row.pk in published and is_plain_title(row.role)
            fits = called(row.role, known[place.pk], viewer=viewer)
            found.append(
                Fitting(
                    what=what,
                    number=row.pk,
                    organisation_code=place.code,
                    role=row.role,
                    fits=fits,
                    may_be_entered=public,
                )
            )
    return tuple(found)


def named_in_force(fitting: Fitting, *, viewer: Viewer | None = None) -> bool:
    """Whether it is a compact that is in force, whose words for the post are a plain title."""
    texts = Text.objects.filter(compact=fitting.number, state=TextState.IN_FORCE)
    return fitting.what is AboutPost.COMPACT and is_plain_title(fitting.role) and texts.exists()


def _which(row: Compact | Prospectus, rule: Rule, may: bool, viewer: Viewer, on: date) -> WhichPost:
    place = row.organisation
    posts = posts_to_point_at(place.pk, rule, viewer=viewer, day=Day(on)) if may else ()
    return WhichPost(
        number=row.pk,
        role=row.role,
        organisation_code=place.code,
        organisation=place.name,
        now=row.post,
        choices=posts,
        may=may,
        version=version_number(row, viewer=viewer),
    )
