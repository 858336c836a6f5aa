"""Two regions, three trusts, and Ada of the first: she holds a post, has a readiness and is named for another post."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.pipelines.actions import holders, posts, releases
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.terms.people import NewRelease, ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
SINCE = date(2025, 1, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHO = {
    "director": ("Dina Peoplewell", "ZZ01", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "ZZ01"),
    "chair": ("Cara Chairwell", "ZZ01", Role.CHAIR, Scope.ORGANISATION, "ZZ01"),
    "neighbour": ("Nell Nextdoor", "ZZ02", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "ZZ02"),
    "region": ("Reg Northway", "ZZ02", Role.TALENT_LEAD, Scope.REGION, "NO"),
    "far_region": ("Sue Southway", "ZZ03", Role.TALENT_LEAD, Scope.REGION, "SO"),
    "analyst": ("Ann Counter", "ZZ02", Role.ANALYST, Scope.REGION, "NO"),
    "ada": ("Ada Aspirant", "ZZ01", None, None, ""),
    "ben": ("Ben Beside", "ZZ01", None, None, ""),
    "newcomer": ("Nora Newhere", "ZZ02", None, None, ""),
}


@dataclass
class World:
    """Everybody as a viewer of today, and what there is of Ada; `people` are the rows."""

    director: Viewer
    chair: Viewer
    neighbour: Viewer
    region: Viewer
    far_region: Viewer
    analyst: Viewer
    ada: Viewer
    ben: Viewer
    newcomer: Viewer
    keeper: Viewer
    people: dict[str, Person]
    post: int = 0
    readiness: int = 0
    plan: int = 0

    def key(self, who="ada"):
        """The key of somebody."""
        return str(self.people[who].key)


def make_world(at=AT):
    on = at.date()
    north, south = (
        add_region(code, f"{name} (made up)", at=at, by=OPERATOR, made_up=True)
        for code, name in (("NO", "Northmoor"), ("SO", "Southfen"))
    )
    for code, name, region in (("ZZ01", "Larkmoor", north), ("ZZ02", "Thistleford", north), ("ZZ03", "Ashby", south)):
        add_organisation(code, f"{name} Hospitals (made up)", "Acute", region, at=at, by=OPERATOR, made_up=True)
    people, viewers = {}, {}
    for who, (name, code, role, scope, target) in WHO.items():
        people[who] = _person(name, f"{who}@made-up.example", code, at)
        if role is not None:
            _give(people[who], role, Purpose.TALENT, scope, target, at)
    people["keeper"] = _person("Kit Keeper", "keeper@made-up.example", "ZZ01", at)
    _give(people["keeper"], Role.ADMINISTRATOR, Purpose.AUDIT, Scope.ORGANISATION, "ZZ01", at)
    viewers = {who: viewer_for(one.pk, one.name, on=on, viewer=PUBLIC) for who, one in people.items()}
    world = World(people=people, **viewers)
    _posts(world, at)
    return world


def _posts(world, at):
    new = {"level": PostLevel.BOARD, "critical": True, "critical_because": "Nobody stands in", "starts": SINCE}
    above = NewPost(title="Director of finance", role=PostRole.FINANCE, **new)
    world.post = posts.add_post("ZZ01", above, at=at, by=world.director)
    below = NewPost(title="Deputy director of finance", role=PostRole.FINANCE, **{**new, "level": PostLevel.DEPUTY})
    held = posts.add_post("ZZ01", below, at=at, by=world.director)
    holding = NewHolder(kind=HolderKind.SUBSTANTIVE, starts=SINCE, person=world.key())
    holders.take_up(held, holding, at=at, by=world.director)
    ada, on = world.people["ada"], at.date()
    with changing("For the test", at=at, by=world.director):
        place = ada.memberships.get().organisation
        world.readiness = Readiness.objects.create(
            controller_id=place.controller_id,
            person=ada,
            organisation=place,
            role=PostRole.FINANCE,
            level=PostLevel.BOARD,
            kind="Acute",
            band=Band.READY_NOW,
            starts=on - timedelta(days=60),
            review_by=on + timedelta(days=200),
            agreed_by="Cara Chairwell and Ada Aspirant",
            evidence="A year as acting director",
        ).pk
        world.plan = Successor.objects.create(
            controller_id=place.controller_id,
            post_id=world.post,
            person=ada,
            use=Use.SUCCESSOR,
            sort=Sort.NAMED,
            because="She has done it for a year",
            starts=on - timedelta(days=50),
            confirmed_on=on - timedelta(days=40),
        ).pk


def offered(world, who="ada", *, at=AT, **more):
    """The number of a release that the director offers."""
    parts = {
        "purpose": ReleaseFor.POSTS,
        "to": ReleaseTo.REGION,
        "ends": date(2026, 11, 4),
        "because": "To be known in the region",
    }
    new = NewRelease(person=world.key(who), **{**parts, **more})
    return releases.offer(new, at=at, by=world.director)


def agreed(world, who="ada", *, at=AT, **more):
    """The number of a release that the director offered and the person agreed to."""
    number = offered(world, who, at=at, **more)
    releases.agree(number, at=at, by=getattr(world, who))
    return number


def _person(name, email, code, at):
    (key,) = bring_in([NewPerson(name, email, ((code, "Manager", SINCE, None),))], at=at, by=OPERATOR)
    return Person.objects.get(key=key)


def _give(person, role, purpose, scope, target, at):
    new = NewGrant(str(person.key), role, purpose, scope, target, SINCE, None, "For the test")
    give(new, at=at, by=OPERATOR)
