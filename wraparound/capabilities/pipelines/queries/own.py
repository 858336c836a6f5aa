"""Everything of pipelines about one person, for themselves: who sees it, what is held, and what they take away."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from wraparound.capabilities.pipelines.access import SEE_OWN_NAMES, SEE_RELEASED, THEIR_OWN
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.models.succession import Readiness, Reference, Successor
from wraparound.capabilities.pipelines.queries.board_people import own_parts, own_said
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import kept_interests
from wraparound.capabilities.pipelines.queries.naming import where_held
from wraparound.capabilities.pipelines.queries.releases import in_force, release_line, state_of, with_place
from wraparound.capabilities.pipelines.terms.own import (
    OwnPipeline,
    OwnPlan,
    OwnPost,
    OwnReadiness,
    OwnSight,
    ReleaseLine,
)
from wraparound.capabilities.pipelines.terms.people import Interests, ReleaseState, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Use
from wraparound.capabilities.pipelines.wording import boards as boards_words
from wraparound.capabilities.pipelines.wording import own as say
from wraparound.people.access import Rule, ensure
from wraparound.people.models import Organisation
from wraparound.people.queries.grants import seers_of
from wraparound.people.queries.organisations import regions
from wraparound.people.terms.access import Subject, Viewer
from wraparound.people.terms.records import EntryElsewhere, HeldElsewhere
from wraparound.records.queries.rights import standing_contests
from wraparound.records.terms import ContestTerms

PART = "Pipelines"
MOST = 100
SHOWS = ReleaseState.IN_FORCE


def own_pipeline(*, viewer: Viewer, today: Day, most: int | None = MOST) -> OwnPipeline:
    """Everything of pipelines that belongs to the viewer, as they read it: at `most` so many of a sort, the latest."""
    ensure(viewer, THEIR_OWN)
    person = viewer.person or 0
    held = _holders(person, most)
    interests = kept_interests(viewer=viewer)
    rows = list(with_place(today, viewer=viewer).filter(person=person).order_by("-starts", "-pk")[:most])
    released = tuple(release_line(row, today.on, {}) for row in rows)
    shown = [row for row in rows if state_of(row, today.on, there=row.there) is SHOWS]
    return OwnPipeline(
        name=viewer.name,
        sight=_sight(in_force(released), interests, shown, viewer, today),
        posts=tuple(_post(row) for row in held),
        interests=interests,
        places=tuple((one.code, one.name) for one in regions(viewer=viewer)) if interests and interests.places else (),
        readiness=tuple(_readiness(row, today.on) for row in _readiness_of(person, most)),
        plans=tuple(_plan(row, today.on) for row in _plans_of(person, most)),
        releases=released,
    )


def own_contests(*, viewer: Viewer) -> dict[str, ContestTerms]:
    """What the viewer says is wrong, the latest of each entry, by “readiness 12”; without what they took back."""
    ensure(viewer, THEIR_OWN)
    said = standing_contests(viewer.person or 0, viewer=viewer)
    return {f"{one.sort} {one.record}": one for one in said}


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What somebody takes away of pipelines: what they wrote, what is said of them, and their releases."""
    found = own_pipeline(viewer=viewer, today=Day(at.date()), most=None)
    wrote = say.interest_lines(found.interests, dict(found.places)) if found.interests else ()
    told: list[tuple[str, date | None, str, str]] = [
        ("What you would consider", None, "you", f"{head}: {words}") for head, words in wrote
    ]
    told += [("Post held", one.starts, one.organisation, f"{one.title}. {say.post_line(one)}") for one in found.posts]
    for ready in found.readiness:
        head = say.readiness_head(ready.role, ready.level, ready.kind, ready.band)
        told.append((head, ready.agreed_on, ready.organisation, "\n".join(say.readiness_lines(ready))))
    for plan in found.plans:
        head = say.plan_head(plan.title, plan.organisation)
        told.append((head, plan.named_on, plan.organisation, "\n".join(say.plan_lines(plan))))
    for release in found.releases:
        head = f"Release: {say.release_head(release)}"
        told.append((head, release.offered_on, release.organisation, "\n".join(say.release_lines(release, own=True))))
    for spoken in own_said(viewer=viewer):
        words = "\n".join((*((spoken.words,) if spoken.words else ()), *boards_words.own_lines(spoken)))
        told.append((f"Said of you at a talent board: {spoken.board}", spoken.day, spoken.place, words))
    told += own_parts(viewer=viewer)
    return tuple(HeldElsewhere(PART, what, _moment(on, at), by, words) for what, on, by, words in told)


def readiness_entries(person: int, *, viewer: Viewer) -> tuple[EntryElsewhere, ...]:
    """Each readiness about somebody, as an entry of their record that they can say is wrong."""
    return tuple(
        EntryElsewhere(
            row.pk,
            say.readiness_head(PostRole(row.role), PostLevel(row.level), row.kind, Band(row.band)),
            say.readiness_detail(row.starts, row.agreed_by, row.ends),
            row.evidence,
            row.organisation.name,
        )
        for row in _readiness_of(person)
    )


def plan_entries(person: int, *, viewer: Viewer) -> tuple[EntryElsewhere, ...]:
    """Each plan that names somebody, as such an entry."""
    return tuple(
        EntryElsewhere(
            row.pk,
            say.plan_head(row.post.title, row.post.organisation.name),
            say.plan_detail(Use(row.use), row.state, row.starts, row.ends),
            row.because,
            row.post.organisation.name,
        )
        for row in _plans_of(person)
    )


def _moment(on: date | None, at: datetime) -> datetime:
    """The beginning of the day, where something has a day only; else the moment at which it is taken away."""
    return datetime(on.year, on.month, on.day, tzinfo=at.tzinfo) if on else at


def _holders(person: int, most: int | None) -> list[Holder]:
    rows = Holder.objects.counted().filter(person=person).select_related("post__organisation")
    return list(rows.order_by("-starts", "-pk")[:most])


def _readiness_of(person: int, most: int | None = None) -> list[Readiness]:
    """Those that count first, the latest first."""
    shows = Exists(Reference.objects.filter(readiness=OuterRef("pk")))
    rows = Readiness.objects.filter(person=person).annotate(shows=shows).select_related("organisation")
    return sorted(rows.order_by("-starts", "-pk")[:most], key=lambda row: row.ends is not None)


def _plans_of(person: int, most: int | None = None) -> list[Successor]:
    rows = Successor.objects.filter(person=person).select_related("post__organisation")
    return sorted(rows.order_by("-starts", "-pk")[:most], key=lambda row: row.ends is not None)


def _sight(
    released: tuple[ReleaseLine, ...],
    interests: Interests | None,
    shown: list[Release],
    viewer: Viewer,
    today: Day,
) -> OwnSight:
    places, of_held = _places(viewer, today)
    return OwnSight(
        organisations=tuple(places.values()),
        held_at=tuple(of_held.values()),
        released=released,
        people=_people(viewer, {*places, *of_held}, shown, today),
        has_interests=interests is not None,
        shown_at_work=interests is not None and interests.shown_at_work,
    )


def _places(viewer: Viewer, today: Day) -> tuple[dict[int, str], dict[int, str]]:
    """The organisations where the viewer belongs today, the earliest first; and others that know them by a post."""
    person = viewer.person or 0
    here = today.memberships().filter(person=person)
    first = here.filter(organisation=OuterRef("pk")).order_by("starts", "pk")
    rows = Organisation.objects.filter(
        Q(pk__in=here.values("organisation")) | Q(pk__in=where_held(person, viewer=viewer).values("pk"))
    )
    since = rows.annotate(since=Subquery(first.values("starts")[:1]), at=Subquery(first.values("pk")[:1]))
    found = list(since.order_by("since", "at", "name", "pk").values_list("pk", "name", "since"))
    places = {pk: name for pk, name, since in found if since is not None}
    return places, {pk: name for pk, name, since in found if since is None}


def _people(viewer: Viewer, places: set[int], shown: list[Release], today: Day) -> tuple[tuple[str, str], ...]:
    """Who can look by their role today: those who lead these organisations, and to whom the releases show somebody."""
    regions_shown = {row.organisation.region_id for row in shown}
    trusts_of = {row.organisation.region_id for row in shown if row.to == ReleaseTo.TRUSTS}
    to = (*SEE_OWN_NAMES.to, *(SEE_RELEASED.to if regions_shown else ()))
    about = Subject(viewer.person, frozenset(places), frozenset(regions_shown))
    found = seers_of(about, Rule(because=SEE_OWN_NAMES.because, to=to), viewer=viewer, on=today.on, trusts_of=trusts_of)
    return tuple((one.person, one.why) for one in found)


def _post(row: Holder) -> OwnPost:
    return OwnPost(
        post=row.post_id,
        title=row.post.title,
        organisation=row.post.organisation.name,
        kind=HolderKind(row.kind),
        starts=row.starts,
        ends=row.ends,
    )


def _readiness(row: Any, on: date) -> OwnReadiness:
    return OwnReadiness(
        number=row.pk,
        role=PostRole(row.role),
        level=PostLevel(row.level),
        kind=row.kind,
        organisation=row.organisation.name,
        band=Band(row.band),
        agreed_on=row.starts,
        agreed_by=row.agreed_by,
        evidence=row.evidence,
        review_by=row.review_by,
        stale=row.ends is None and row.review_by < on,
        ends=row.ends,
        ended_because=row.ended_because,
        shows=row.shows,
    )


def _plan(row: Successor, on: date) -> OwnPlan:
    return OwnPlan(
        number=row.pk,
        post=row.post_id,
        title=row.post.title,
        organisation=row.post.organisation.name,
        use=Use(row.use),
        state=row.state,
        because=row.because,
        named_on=row.starts,
        confirmed_on=row.confirmed_on,
        ends=row.ends,
        ended_because=row.ended_because,
        over=row.ends is not None and row.ends <= on,
    )
