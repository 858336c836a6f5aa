"""A trust whose posts are pointed at from above: its director of people keeps them, its chair begins compacts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.pipelines.actions.closing import close_post, open_post_again
from wraparound.capabilities.pipelines.actions.holders import take_up
from wraparound.capabilities.pipelines.actions.posts import add_post
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.tasks import enter_a_named_post
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostLevel, PostRole
from wraparound.people.access import Rule, To
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Purpose, Role, Scope, Viewer
from wraparound.people.tests.factories import grant_of, make_person, make_region, make_trust, viewer_of_key
from wraparound.records.queries.outbox import event_terms

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)
BEGINS = Rule(
    because="For the test",
    to=(
        To(Role.CHAIR, Purpose.COMPACT, frozenset({Scope.ORGANISATION})),
        To(Role.REGIONAL_DIRECTOR, Purpose.COMPACT, frozenset({Scope.REGION})),
    ),
)


@dataclass
class Pointing:
    """Who keeps posts, who points at them, and who may do neither; and the keys of two chief executives."""

    place: int
    director: Viewer
    chair: Viewer
    regional: Viewer
    stranger: Viewer
    lena: str
    fay: str


def somebody(name, role=None, purpose=None, scope=Scope.ORGANISATION, target="N1"):
    key = make_person(name, "N1")
    if role is not None:
        grant_of(key, role, purpose, scope, target)
    return viewer_of_key(key, on=NOW.date())


def make_pointing():
    region = make_region("NORTH")
    make_trust("N1", region)
    make_trust("N2", region)
    return Pointing(
        place=Organisation.objects.get(code="N1").pk,
        director=somebody("Dora Director", Role.PEOPLE_DIRECTOR, Purpose.TALENT),
        chair=somebody("Cara Chair", Role.CHAIR, Purpose.COMPACT),
        regional=somebody("Reg Northway", Role.REGIONAL_DIRECTOR, Purpose.COMPACT, Scope.REGION, "NORTH"),
        stranger=somebody("Stan Stranger"),
        lena=make_person("Lena Leadbetter", "N1"),
        fay=make_person("Fay Finance", "N1"),
    )


def enter(keeper, title, role=PostRole.OTHER, *, code="N1", shared=(), starts=date(2020, 1, 1), at=NOW):
    new = NewPost(title=title, role=role, level=PostLevel.BOARD, starts=starts, shared_with=shared)
    return add_post(code, new, at=at, by=keeper)


def hold(keeper, post, person, kind=HolderKind.SUBSTANTIVE, starts=date(2025, 1, 1), ends=None, *, at=NOW):
    return take_up(post, NewHolder(kind=kind, starts=starts, ends=ends, person=str(person)), at=at, by=keeper)


def close(keeper, post, *, at=NOW):
    close_post(post, last_day=at.date() - timedelta(days=1), because="Merged", at=at, by=keeper)


def open_again(keeper, post, *, at=NOW):
    open_post_again(post, at=at, by=keeper)


def posts_there():
    return list(Post.objects.order_by("pk"))


def hear_again(event):
    enter_a_named_post(event_terms(event))
