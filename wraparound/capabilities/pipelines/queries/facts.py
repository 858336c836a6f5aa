"""What is held of the people who could be considered for a vacancy: posts, agreed readiness, what they would consider.

As far as the organisation of the post may read it, and of that as far as the viewer may: see `Read`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Concat

from wraparound.capabilities.pipelines.access import SEE_POSTS
from wraparound.capabilities.pipelines.models.people import Interest
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.vacancies import Candidacy, CandidacyStage, Requirement, Vacancy
from wraparound.capabilities.pipelines.queries.bench_people import readable_then
from wraparound.capabilities.pipelines.queries.considering import shown_for_posts
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import in_terms, readable
from wraparound.capabilities.pipelines.queries.naming import still_there
from wraparound.capabilities.pipelines.queries.seeing import leads, of_posts
from wraparound.capabilities.pipelines.queries.vacancies import sees_candidates
from wraparound.capabilities.pipelines.terms.matching import Facts, PostFact, ReadyFact
from wraparound.capabilities.pipelines.terms.people import Interests, ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.people.access import reach
from wraparound.people.models import Person
from wraparound.people.terms.access import PUBLIC, Reach, Viewer

PARTS = ("what", "person", "key", "words")


@dataclass(frozen=True)
class Considered:
    """Ids of the people who could be considered for a post, and of those among them who were released for it.

    `listed`: by id, the candidacies of those who had come onto the list of the vacancy by the day, for whoever sees
    its candidates. `for_posts`: who is released to the viewer to be considered for posts, where they do not lead it.
    `asks`: what the vacancy asks for, each by its number, whether it is essential, its sort, and what is asked.
    """

    own: frozenset[int]
    released: frozenset[int]
    listed: Mapping[int, int]
    for_posts: frozenset[int]
    asks: tuple[tuple[int, bool, str, str], ...]

    @property
    def people(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(sorted(self.own | self.released))


def considered_for(vacancy: Vacancy, *, viewer: Viewer, day: Day, today: Day) -> Considered:
    """The organisation's own people in a pipeline, and those released to the trusts of its region for posts.

    Without whoever holds the post substantively on the day: it is to be filled after them. All in one question, with
    what the vacancy asks for.
    """
    post = vacancy.post
    here = day.memberships().filter(organisation=post.organisation_id)
    agreed = day.releases().filter(
        still_there(day, viewer=PUBLIC),
        purpose=ReleaseFor.POSTS,
        to=ReleaseTo.TRUSTS,
        organisation__region=post.organisation.region_id,
        person__is_active=True,
    )
    # Whoever belongs here is the organisation's own, in a pipeline or by a release alone: it reads no more of them.
    active = Person.objects.filter(is_active=True)
    own = here.filter(Q(_in_a_pipeline(day), person__in=active.values("pk")) | Q(person__in=agreed.values("person")))
    holding = day.holders().filter(post=post.pk, kind=HolderKind.SUBSTANTIVE)
    asked: list[tuple[str, QuerySet[Any], str]] = [
        ("own", own, "person"),
        ("agreed", agreed, "person"),
        ("holding", holding, "person"),
    ]
    if sees_candidates(post, viewer=viewer):
        asked.append(("listed", _listed(vacancy, day), "pk"))
    if not leads(post, viewer=viewer):
        asked.append(("for posts", shown_for_posts(viewer=viewer, today=today), "person"))
    parts = [
        rows.order_by().annotate(what=_text(what), key=F(key), words=_text("")).values_list(*PARTS)
        for what, rows, key in asked
    ]
    found: dict[str, dict[int, int]] = defaultdict(dict)
    asks = []
    for what, number, key, words in parts[0].union(*parts[1:], _asks(vacancy, day)):
        if what == "asks":
            sort, _, said = words.partition(" ")
            asks.append((number, bool(key), sort, said))
        else:
            found[what][number] = key
    there, holders = frozenset(found["own"]), frozenset(found["holding"])
    return Considered(
        own=there - holders,
        released=frozenset(found["agreed"]) - there - holders,
        listed=found["listed"],
        for_posts=frozenset(found["for posts"]),
        asks=tuple(sorted(asks)),
    )


def _listed(vacancy: Vacancy, day: Day) -> QuerySet[Any]:
    """Candidacies for it that had come to a stage by the day."""
    came = CandidacyStage.objects.as_at(day.known).filter(candidacy=OuterRef("pk"), taken_back=False, on__lte=day.on)
    rows: QuerySet[Any] = Candidacy.objects.as_at(day.known).filter(Exists(came), vacancy=vacancy.pk, taken_back=False)
    return rows.filter(person__isnull=False)


def _asks(vacancy: Vacancy, day: Day) -> QuerySet[Any, Any]:
    rows = Requirement.objects.as_at(day.known).filter(vacancy=vacancy.pk, dropped=False).order_by()
    weighs = Case(When(essential=True, then=1), default=0, output_field=BigIntegerField())
    words = Concat(F("sort"), Value(" "), F("asks"), output_field=CharField())
    return rows.annotate(what=_text("asks"), person=F("pk"), key=weighs, words=words).values_list(*PARTS)


def _text(words: str) -> Value:
    return Value(words, output_field=CharField())


def _in_a_pipeline(day: Day) -> Q:
    """That somebody holds or held a post, is ready for one, or says at work what they would consider."""
    held = Holder.objects.as_at(day.known).counted().filter(starts__lte=day.on, person__isnull=False)
    shown = Interest.objects.filter(shown_at_work=True)
    ready = day.readiness()
    return (
        Q(person__in=held.values("person"))
        | Q(person__in=ready.values("person"))
        | Q(person__in=shown.values("person"))
    )


@dataclass(frozen=True)
class Read:
    """What is held of each of them by id: what the organisation of the post may read, and what of it the viewer may."""

    there: dict[int, Facts]
    seen: dict[int, Facts]


def facts_of(who: Considered, post: Post, *, viewer: Viewer, day: Day, today: Day) -> Read:
    """What is held of each of them by the day, with nothing that a card of them would not show.

    Counts are made of what the organisation of the post may read, so that they are the same for everybody; answers are
    given of what the viewer may read themselves.
    """
    posts, ready = _posts(who, post, viewer, day), _readiness(who, viewer, day, today)
    said = _interests(who, viewer, day, today)

    def cut(seen: bool) -> dict[int, Facts]:
        return {one: _facts(one, posts, ready, said, seen) for one in who.people}

    return Read(there=cut(False), seen=cut(True))


type Told[Fact] = dict[int, list[tuple[Fact, bool]]]
"""By person: each fact, and whether it is the viewer's to read."""


def _facts(
    one: int, posts: Told[PostFact], ready: Told[ReadyFact], said: Told[tuple[Interests, date]], seen: bool
) -> Facts:
    words = [found for found, mine in said.get(one, ()) if mine or not seen]
    return Facts(
        posts=tuple(found for found, mine in posts.get(one, ()) if mine or not seen),
        readiness=tuple(found for found, mine in ready.get(one, ()) if mine or not seen),
        interests=words[0][0] if words else None,
        said_on=words[0][1] if words else None,
    )


def _posts(who: Considered, post: Post, viewer: Viewer, day: Day) -> Told[PostFact]:
    """Posts that those see who lead the organisation of the post, or the viewer; each of the two where both do."""
    theirs = of_posts(Reach(organisations=frozenset({post.organisation_id})), day, viewer=viewer, at="post__")
    mine = of_posts(reach(viewer, SEE_POSTS), day, viewer=viewer, at="post__")
    rows: Any = Holder.objects.as_at(day.known).counted().filter(theirs, person__in=who.people, starts__lte=day.on)
    told = rows.annotate(mine=_whether(mine)).select_related("post__organisation").order_by("-starts", "-pk")
    found: Told[PostFact] = defaultdict(list)
    for row in told:
        fact = PostFact(
            title=row.post.title,
            organisation=row.post.organisation.name,
            kind_of_place=row.post.organisation.kind,
            role=PostRole(row.post.role),
            level=PostLevel(row.post.level),
            how=HolderKind(row.kind),
            starts=row.starts,
            ends=row.ends,
        )
        found[row.person_id or 0].append((fact, row.mine))
    return found


def _readiness(who: Considered, viewer: Viewer, day: Day, today: Day) -> Told[ReadyFact]:
    mine = readable_then(day.readiness(), viewer=viewer, day=day, today=today)
    rows: Any = day.readiness().filter(person__in=who.people).annotate(mine=_whether(Q(pk__in=mine.values("pk"))))
    found: Told[ReadyFact] = defaultdict(list)
    for row in rows.order_by("-starts", "-pk"):
        fact = ReadyFact(
            role=PostRole(row.role),
            level=PostLevel(row.level),
            kind=row.kind,
            band=Band(row.band),
            agreed_on=row.starts,
            review_by=row.review_by,
        )
        found[row.person_id].append((fact, row.mine))
    return found


def _interests(who: Considered, viewer: Viewer, day: Day, today: Day) -> Told[tuple[Interests, date]]:
    """What they would consider: of the organisation's own where it is shown at work, of those released to it all."""
    there = Q(person__in=who.released) | Q(person__in=who.own, shown_at_work=True)
    mine = Q(person__in=readable(viewer=viewer, today=today).values("person"))
    rows: Any = Interest.objects.as_at(day.known).filter(there).annotate(mine=_whether(mine))
    return {row.person_id: [((in_terms(row), row.updated_on), row.mine)] for row in rows}


def _whether(condition: Q) -> Any:
    return ExpressionWrapper(condition, BooleanField()) if condition else Value(value=True)
