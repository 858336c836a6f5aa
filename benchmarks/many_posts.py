"""Fills a made-up region with many posts: holders, vacancies, readiness fresh and stale, plans, releases.

Run: python benchmarks/many_posts.py 2500 (in the surroundings of a made-up region; benchmarks/pages.py does). Rows are
entered in bulk, within one change: what is timed is how they are read. `enter_levels` makes one organisation large.
"""

import sys
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wraparound.capabilities.pipelines.models.posts import Post
    from wraparound.people.models import Organisation

TITLES = (
    *(("Chief executive", "chief_executive"), ("Chair", "chair"), ("Director of finance", "finance")),
    *(("Director of nursing", "nursing"), ("Medical director", "medical"), ("Director of operations", "operations")),
    *(("Director of people", "people"), ("Director of strategy", "strategy"), ("Director of digital", "digital")),
)
BANDS = ("ready_now", "ready_now", "one_to_two", "one_to_two", "three_to_five")
LEVELS = (1, 4, 15, 50, 130, 300)
"""Posts of a large organisation, level by level: 500 in six."""
MANY_AT_ONCE = 1_000


def main() -> int:
    import django

    django.setup()
    from django.utils import timezone

    from wraparound.capabilities.pipelines.models.posts import Holder, Post
    from wraparound.people.models import Organisation
    from wraparound.people.terms.access import OPERATOR
    from wraparound.records.actions.changes import changing

    many, today, chance = int(sys.argv[1]), timezone.localdate(), Random(20261126)
    with changing("Posts to be timed", at=timezone.now(), by=OPERATOR):
        places = Organisation.objects.exclude(kind="Region").order_by("pk")
        new = [post for place, number in _spread(list(places), many) for post in [_post(place, number, chance)]]
        posts = Post.objects.bulk_create(new, batch_size=MANY_AT_ONCE)
        _people_of(posts, today, chance)
    print(f"{Post.objects.count()} posts, {Holder.objects.count()} holders and vacancies")
    return 0


def enter_levels(place: "Organisation") -> "list[list[Post]]":
    """The posts of LEVELS in one organisation, each under one of the level above it, with people as elsewhere."""
    from django.utils import timezone

    from wraparound.capabilities.pipelines.models.posts import Post
    from wraparound.people.calculation import name_key
    from wraparound.people.terms.access import OPERATOR
    from wraparound.records.actions.changes import changing

    chance = Random(20261127)
    levels: list[list[Post]] = []
    with changing("A large organisation to be timed", at=timezone.now(), by=OPERATOR):
        for depth, many in enumerate(LEVELS):
            new = [_post(place, number, chance) for number in range(many)]
            for number, post in enumerate(new):
                post.title = f"{post.title}, level {depth + 1}"
                post.title_key = name_key(post.title)
                post.reports_to = levels[-1][number % len(levels[-1])] if levels else None
            levels.append(Post.objects.bulk_create(new, batch_size=MANY_AT_ONCE))
        _people_of([post for level in levels for post in level], timezone.localdate(), chance)
    return levels


def _spread(places: list[Any], many: int) -> list[tuple[Any, int]]:
    """Every place in turn, with how many posts it had before."""
    return [(place, number // len(places)) for place, number in zip(cycle(places), range(many), strict=False)]


def _post(place: "Organisation", number: int, chance: Random) -> "Post":
    from wraparound.capabilities.pipelines.models.posts import Post
    from wraparound.people.calculation import name_key

    title, role = TITLES[number % len(TITLES)]
    tier = number // len(TITLES)
    title = title if not tier else f"Deputy {title[0].lower()}{title[1:]}{f' {tier}' if tier > 1 else ''}"
    critical = chance.random() < 0.4
    return Post(
        controller_id=place.controller_id,
        organisation=place,
        title=title,
        title_key=name_key(title),
        role=role,
        level="deputy" if tier else "board",
        executive=True,
        voting=not tier,
        grade="vsm",
        critical=critical,
        critical_because="Nobody else signs the accounts" if critical else "",
        least_successors=2 if critical else None,
        starts=date(2020, 1, 1),
    )


def _people_of(posts: list[Any], today: date, chance: Random) -> None:
    from wraparound.capabilities.pipelines.models.posts import Holder
    from wraparound.capabilities.pipelines.models.succession import Successor
    from wraparound.people.models import Membership

    here: dict[int, list[int]] = {}
    for place, person in Membership.objects.current(today).values_list("organisation", "person").order_by("pk"):
        here.setdefault(place, []).append(person)
    holders, named = [], []
    for post in posts:
        people = here[post.organisation_id]
        holders += _holders({"controller_id": post.controller_id, "post": post}, people, today, chance)
        named += _named(post, people, today, chance)
    Holder.objects.bulk_create(holders, batch_size=MANY_AT_ONCE)
    Successor.objects.bulk_create(named, batch_size=MANY_AT_ONCE)
    _agree([one for one in named if one.person_id], chance)
    _release([one for one in named if one.person_id and chance.random() < 0.1], today, chance)


def _named(post: "Post", people: list[int], today: date, chance: Random) -> list[Any]:
    """Up to five: four to follow, one to stand in, most of them confirmed; now and then somebody to be found."""
    from wraparound.capabilities.pipelines.models.succession import Successor

    said, found = {"controller_id": post.controller_id, "post": post}, []
    for place, person in enumerate(chance.sample(people, min(len(people), chance.randrange(0, 6)))):
        since = today - timedelta(days=chance.randrange(20, 500))
        use = "cover" if place == 4 else "successor"
        confirmed = since if chance.random() < 0.8 else None
        found.append(Successor(**said, person_id=person, use=use, sort="named", starts=since, confirmed_on=confirmed))
    if chance.random() < 0.1:
        found.append(Successor(**said, use="successor", sort="unknown", label="To be found", starts=today))
    return found


def _agree(named: list[Any], chance: Random) -> None:
    """Readiness of most of them, some of it past its review."""
    from wraparound.capabilities.pipelines.models.succession import Readiness

    agreed = {(one.person_id, one.post.role, one.post.level, one.post.organisation.kind): one for one in named}
    for known in Readiness.objects.filter(ends__isnull=True).values_list("person", "role", "level", "kind"):
        agreed.pop(known, None)
    rows = [
        Readiness(
            controller_id=one.controller_id,
            person_id=person,
            organisation_id=one.post.organisation_id,
            role=role,
            level=level,
            kind=kind,
            band=chance.choice(BANDS),
            starts=one.starts,
            review_by=one.starts + timedelta(days=365),
            agreed_by="Two who lead here",
            evidence="What they did in the last year",
        )
        for (person, role, level, kind), one in agreed.items()
        if chance.random() < 0.85
    ]
    Readiness.objects.bulk_create(rows, batch_size=MANY_AT_ONCE)


def _release(named: list[Any], today: date, chance: Random) -> None:
    from wraparound.capabilities.pipelines.models.people import Release

    free = {(one.person_id, one.post.organisation_id): one for one in named}
    rows = [
        Release(
            controller_id=one.controller_id,
            person_id=person,
            organisation_id=place,
            purpose="posts",
            to=chance.choice(("region", "trusts")),
            because="To be timed",
            starts=today - timedelta(days=60),
            agreed_on=today - timedelta(days=50),
            ends=today + timedelta(days=200),
        )
        for (person, place), one in free.items()
    ]
    Release.objects.bulk_create(rows, batch_size=MANY_AT_ONCE)


def _holders(said: dict[str, Any], people: list[int], today: date, chance: Random) -> list[Any]:
    """Somebody before, and somebody now or nobody, in which case an interim may stand in."""
    from wraparound.capabilities.pipelines.models.posts import Holder

    came = today - timedelta(days=chance.randrange(30, 1500))
    before = Holder(**said, person_id=chance.choice(people), kind="substantive", starts=date(2020, 1, 1), ends=came)
    if chance.random() < 0.85:
        now = Holder(**said, person_id=chance.choice(people), kind="substantive", starts=came + timedelta(days=1))
        return [before, now]
    found = [before, Holder(**said, kind="vacant", starts=came + timedelta(days=1))]
    if chance.random() < 0.6:
        found.append(Holder(**said, person_id=chance.choice(people), kind="interim", starts=came + timedelta(days=9)))
    return found


if __name__ == "__main__":
    sys.exit(main())
