"""Two regions, three trusts, those who lead them or keep a region, and people to agree a readiness about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.pipelines.actions.holders import take_up
from wraparound.capabilities.pipelines.actions.posts import add_post
from wraparound.capabilities.pipelines.actions.readiness import agree
from wraparound.capabilities.pipelines.models.people import Interest, InterestWord, Release
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, NewReadiness, Sort, Use
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope, Viewer
from wraparound.people.tests.factories import grant_of, make_person, make_region, make_trust, viewer_of_key
from wraparound.records.actions.changes import changing

AT = datetime(2026, 2, 2, 9, tzinfo=UTC)
TODAY = AT.date()
EVIDENCE = "Led the winter plan; stood in for three months"


@dataclass(frozen=True)
class World:
    """Viewers by what they do, and keys of people of N1: Ada, Bo; of N2: Elsa; of S1, in another region: Farid."""

    director: Viewer
    chair: Viewer
    neighbour: Viewer
    region: Viewer
    other_region: Viewer
    nation: Viewer
    analyst: Viewer
    member: Viewer
    keeper: Viewer
    ada: str
    bo: str
    elsa: str
    farid: str


def make_world():
    north, south = make_region("NORTH"), make_region("SOUTH")
    for code, region in (("N1", north), ("N2", north), ("S1", south)):
        make_trust(code, region)
    people = {name: make_person(name, code) for name, code in PEOPLE}
    given = (
        ("director", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "N1"),
        ("chair", Role.CHAIR, Scope.ORGANISATION, "N1"),
        ("neighbour", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "N2"),
        ("region", Role.TALENT_LEAD, Scope.REGION, "NORTH"),
        ("other_region", Role.TALENT_LEAD, Scope.REGION, "SOUTH"),
        ("nation", Role.TALENT_LEAD, Scope.NATION, ""),
        ("analyst", Role.ANALYST, Scope.REGION, "NORTH"),
    )
    viewers = {}
    for name, role, scope, target in given:
        key = make_person(f"{name.replace('_', ' ').title()} Viewer", target if len(target) == 2 else "N2")
        grant_of(key, role, Purpose.TALENT, scope, target)
        viewers[name] = viewer_of_key(key, on=TODAY)
    keeper = make_person("Keeper Viewer", "N1")
    grant_of(keeper, Role.ADMINISTRATOR, Purpose.AUDIT, Scope.ORGANISATION, "N1")
    return World(
        **viewers,
        member=viewer_of_key(make_person("Member Viewer", "N1"), on=TODAY),
        keeper=viewer_of_key(keeper, on=TODAY),
        **{name.split()[0].lower(): key for name, key in people.items()},
    )


PEOPLE = (("Ada Readyman", "N1"), ("Bo Steadyman", "N1"), ("Elsa Nextdoor", "N2"), ("Farid Otherside", "S1"))


def new(
    key, band=Band.READY_NOW, *, on=TODAY, months=12, role=PostRole.FINANCE, kind="Acute", evidence=EVIDENCE, **more
):
    days = {"agreed_on": on, "review_by": on + timedelta(days=30 * months)}
    known = {"person": key, "role": role, "level": PostLevel.BOARD, "kind": kind, "band": band, **days}
    return NewReadiness(**{**known, "agreed_by": "Chay Chair, Di Director", "evidence": evidence, **more})


def day(on=TODAY, known=None):
    return Day(on, known)


def person(key):
    return Person.objects.get(key=key)


def make_post(by, title="Director of finance", code="N1", *, holder="", since=date(2025, 3, 1), role=PostRole.FINANCE):
    described = NewPost(title=title, role=role, level=PostLevel.BOARD, starts=date(2024, 1, 1))
    number = add_post(code, described, at=AT, by=by)
    if holder:
        take_up(number, NewHolder(kind=HolderKind.SUBSTANTIVE, starts=since, person=holder), at=AT, by=by)
    return number


def name_for(post, key, *, confirmed=True, use=Use.SUCCESSOR):
    row = Post.objects.get(pk=post)
    with changing("For the test", at=AT, by=OPERATOR):
        return Successor.objects.create(
            controller_id=row.controller_id,
            post=row,
            person=person(key),
            use=use,
            sort=Sort.NAMED,
            starts=TODAY,
            confirmed_on=TODAY if confirmed else None,
        ).pk


def release(key, code="N1", to=ReleaseTo.REGION, *, agreed=TODAY, until=date(2027, 2, 1)):
    place = Organisation.objects.get(code=code)
    with changing("For the test", at=AT, by=OPERATOR):
        return Release.objects.create(
            controller_id=place.controller_id,
            person=person(key),
            organisation=place,
            purpose=ReleaseFor.POSTS,
            to=to,
            because="For the test",
            starts=TODAY,
            ends=until,
            agreed_on=agreed,
        )


def would_consider(key, *, shown=True):
    """Organisations in difficulty, in the index by which interests are found."""
    row = person(key)
    with changing("For the test", at=AT, by=OPERATOR):
        made = Interest.objects.create(
            controller_id=row.controller_id, person=row, content="{}", shown_at_work=shown, updated_on=TODAY
        )
        InterestWord.objects.create(interest=made, sort="kind", value="challenged")


def look_as(client, viewer):
    client.force_login(
        Person.objects.get(pk=viewer.person), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def agreed_about(key, *, at, by):
    """The number of a readiness that was agreed about somebody, for tests of what stands above."""
    return agree(new(key, on=at.date()), at=at, by=by)
