"""Releases: nothing is shown without the person, and nothing after either side takes it back."""

from datetime import date, timedelta

import pytest

from tests.reading import text_in
from wraparound.capabilities.pipelines.actions import releases as act
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.queries.needs_people import asked_of_people
from wraparound.capabilities.pipelines.queries.needs_rows import answered
from wraparound.capabilities.pipelines.queries.releases import NoSuchRelease, own_release, releases_of, releases_page
from wraparound.capabilities.pipelines.queries.seeing import holders_on, named_on, plans_seen
from wraparound.capabilities.pipelines.tasks import mail_whom_it_concerns
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseState, ReleaseTo, Side
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.tests.own_world import AT, BACKEND, TODAY, agreed, make_world, offered
from wraparound.people.access import NotYours
from wraparound.people.actions.people import add_membership, end_membership
from wraparound.people.models import Membership
from wraparound.people.queries.people import NobodyHere
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.models.outbox import Event
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "Ada Aspirant"


@pytest.fixture
def world():
    return make_world()


def sees(world, viewer, on=TODAY):
    """Whether the viewer sees Ada by name on that day: in lists of names, as a holder, and on a plan."""
    day = Day(on)
    posts = list(Post.objects.select_related("organisation"))
    named = {
        one.known.name
        for lines in named_on(posts, viewer=viewer, day=day, today=day).values()
        for one in lines
        if one.known
    }
    held = {
        one.known.name
        for lines in holders_on(posts, viewer=viewer, day=day, today=day).values()
        for one in lines
        if one.known
    }
    listed = may_be_named(viewer=viewer, today=day).filter(name=NAME).exists()
    if plans_seen(posts, viewer=viewer, day=day):
        assert (NAME in named) == listed
    assert (NAME in held) == listed
    return listed


def test_a_region_sees_nobody_before_they_agree_and_nobody_from_the_moment_it_is_taken_back(world):
    number = offered(world)
    assert not sees(world, world.region)
    act.agree(number, at=AT, by=world.ada)
    assert sees(world, world.region)
    assert not sees(world, world.far_region)
    assert not sees(world, world.neighbour)
    assert not sees(world, world.analyst)
    act.take_back(number, at=AT, by=world.ada)
    assert not sees(world, world.region)


def test_the_trust_takes_it_back_at_once_too(world):
    number = agreed(world)
    assert act.take_back(number, at=AT, by=world.chair) is Side.TRUST
    assert not sees(world, world.region)
    assert own_release(number, viewer=world.ada, today=Day(TODAY)).state is ReleaseState.TAKEN_BACK


def test_it_is_shown_to_the_trusts_of_the_region_only_where_it_says_so(world):
    agreed(world, to=ReleaseTo.TRUSTS)
    assert sees(world, world.neighbour)
    assert not sees(world, world.far_region)


def test_it_ends_by_itself_after_its_last_day(world):
    number = agreed(world, ends=TODAY + timedelta(days=30))
    assert sees(world, world.region, TODAY + timedelta(days=30))
    after = TODAY + timedelta(days=31)
    assert not sees(world, world.region, after)
    assert own_release(number, viewer=world.ada, today=Day(after)).state is ReleaseState.ENDED


def test_it_ends_when_they_leave_the_trust(world):
    number = agreed(world)
    end_membership(world.key(), "ZZ01", on=TODAY, at=AT, by=world.keeper)
    tomorrow = TODAY + timedelta(days=1)
    assert sees(world, world.region, TODAY)
    assert not sees(world, world.region, tomorrow)
    assert own_release(number, viewer=world.ada, today=Day(tomorrow)).state is ReleaseState.GONE


def test_whoever_comes_back_is_shown_to_nobody_until_released_anew(world):
    number = agreed(world)
    end_membership(world.key(), "ZZ01", on=TODAY, at=AT, by=world.keeper)
    back = AT + timedelta(days=40)
    add_membership(world.key(), "ZZ01", "Deputy", starts=back.date(), at=back, by=OPERATOR)
    assert not sees(world, world.region, back.date())
    assert own_release(number, viewer=world.ada, today=Day(back.date())).state is ReleaseState.GONE
    agreed(world, at=back)
    assert sees(world, world.region, back.date())


@pytest.mark.parametrize("side", [Side.PERSON, Side.TRUST])
def test_whoever_left_can_still_have_it_taken_back_for_good(world, side):
    number = agreed(world)
    end_membership(world.key(), "ZZ01", on=TODAY, at=AT, by=world.keeper)
    later = AT + timedelta(days=10)
    by = world.ada if side is Side.PERSON else world.chair
    assert act.take_back(number, at=later, by=by) is side
    with changing("Their last day was wrong", at=later, by=OPERATOR):
        Membership.objects.filter(person=world.people["ada"]).update(ends=None)
    assert not sees(world, world.region, later.date())
    with pytest.raises(CannotKeep, match="It is over"):
        act.take_back(number, at=later, by=by)


def test_a_past_day_shows_nobody_to_whom_it_does_not_show_them_today(world):
    number = agreed(world)
    later = AT + timedelta(days=20)
    act.take_back(number, at=later, by=world.ada)
    posts, past, today = list(Post.objects.select_related("organisation")), Day(TODAY), Day(later.date())
    lines = named_on(posts, viewer=world.region, day=past, today=today)
    assert [one.known for every in lines.values() for one in every] == [None]


def test_declined_it_never_shows_anybody_and_asks_for_no_reason(world):
    number = offered(world)
    act.decline(number, at=AT, by=world.ada)
    assert not sees(world, world.region)
    with pytest.raises(CannotKeep, match="declined"):
        act.agree(number, at=AT, by=world.ada)


def test_whoever_takes_back_what_they_did_not_answer_declines_it(world):
    number = offered(world)
    act.take_back(number, at=AT, by=world.ada)
    assert own_release(number, viewer=world.ada, today=Day(TODAY)).state is ReleaseState.DECLINED


def test_an_offer_that_the_trust_took_back_cannot_be_agreed_to(world):
    number = offered(world)
    act.take_back(number, at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="taken back"):
        act.agree(number, at=AT, by=world.ada)


def test_offered_anew_the_new_one_follows_the_old_without_a_gap(world):
    first = agreed(world)
    later = AT + timedelta(days=100)
    second = offered(world, at=later, ends=date(2027, 8, 1))
    assert sees(world, world.region, later.date())
    act.agree(second, at=later, by=world.ada)
    assert sees(world, world.region, later.date())
    assert Release.objects.get(pk=first).ends == later.date() - timedelta(days=1)
    assert sees(world, world.region, date(2027, 8, 1))


def test_one_offer_for_a_purpose_waits_at_a_time(world):
    offered(world)
    with pytest.raises(CannotKeep, match="waits for their answer already"):
        offered(world)
    offered(world, purpose=ReleaseFor.STRETCH)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends": date(2027, 5, 5)}, "on or before 4 May 2027"),
        ({"ends": TODAY}, "after today"),
        ({"because": "  "}, "Say why"),
        ({"because": "x" * 501}, "at most 500"),
        ({"who": "director"}, "Nobody offers their own"),
    ],
)
def test_what_cannot_be_offered_is_said_in_a_sentence(world, wrong, said):
    with pytest.raises(CannotKeep, match=said):
        offered(world, **wrong)
    assert not Release.objects.exists()


def test_it_may_last_twelve_months_to_the_day(world):
    offered(world, ends=date(2027, 5, 4))


def test_only_the_trust_offers_its_own_and_only_the_person_answers(world):
    with pytest.raises(NobodyHere):
        offered(world, who="newcomer")
    number = offered(world)
    for viewer in (world.director, world.ben, world.region, world.neighbour):
        with pytest.raises(NoSuchRelease):
            act.agree(number, at=AT, by=viewer)
    for viewer in (world.ben, world.region, world.neighbour, world.keeper):
        with pytest.raises(NoSuchRelease):
            act.take_back(number, at=AT, by=viewer)
    with pytest.raises(NotYours):
        act.agree(number, at=AT, by=OPERATOR)


def test_either_side_is_told_by_an_event_that_names_nobody(world):
    number = agreed(world)
    act.take_back(number, at=AT, by=world.ada)
    told = list(Event.objects.filter(name__startswith="pipelines.release").order_by("pk").values_list("name", "data"))
    assert [name for name, _ in told] == [
        *("pipelines.release_offered", "pipelines.release_agreed", "pipelines.release_taken_back"),
    ]
    leaders = sorted([world.director.person, world.chair.person])
    assert told[0][1]["people"] == str(world.ada.person)
    assert sorted(int(one) for one in told[1][1]["people"].split(",")) == leaders
    assert not any(NAME in str(data) for _, data in told)


def test_what_waits_for_an_answer_is_asked_of_the_person_alone_and_only_until_they_answer(world):
    number = offered(world)
    (need,) = answered(asked_of_people(viewer=world.ada, today=TODAY), viewer=world.ada)
    assert need.address == f"/pipelines/releases/{number}/answer/"
    assert not [*answered(asked_of_people(viewer=world.director, today=TODAY), viewer=world.director)]
    act.agree(number, at=AT, by=world.ada)
    assert not [*answered(asked_of_people(viewer=world.ada, today=TODAY), viewer=world.ada)]


def test_the_trust_reads_its_own_with_their_states_and_the_region_those_released_to_it_with_counts(world):
    offered(world)
    own = releases_page(1, viewer=world.director, today=Day(TODAY))
    assert [(one.known.name, one.state) for one in own.own] == [(NAME, ReleaseState.WAITING)]
    region = releases_page(1, viewer=world.region, today=Day(TODAY))
    assert (region.own, region.to_viewer) == ((), ())
    assert [(one.organisation_code, one.people) for one in region.unreleased] == [("ZZ01", 1)]
    act.agree(own.own[0].number, at=AT, by=world.ada)
    region = releases_page(1, viewer=world.region, today=Day(TODAY))
    assert [one.known.name for one in region.to_viewer] == [NAME]
    assert region.unreleased == ()
    far = releases_page(1, viewer=world.far_region, today=Day(TODAY))
    assert (far.to_viewer, far.unreleased) == ((), ())


def test_a_person_of_another_trust_has_no_page_of_releases(world):
    with pytest.raises(NobodyHere):
        releases_of(world.key("newcomer"), viewer=world.director, today=Day(TODAY))
    with pytest.raises(NobodyHere):
        releases_of(world.key(), viewer=world.neighbour, today=Day(TODAY))


class TestPages:
    """On the clock of today: pages ask it themselves."""

    @pytest.fixture
    def now(self):
        from django.utils import timezone

        return timezone.localtime()

    @pytest.fixture
    def world(self, now):
        return make_world(now)

    def login(self, client, world, who):
        client.force_login(world.people[who], backend=BACKEND)

    def test_a_trust_asks_the_person_answers_and_the_region_sees_only_then(self, client, world, now):
        self.login(client, world, "director")
        sent = {"purpose": "posts", "to": "region", "ends": str(now.date() + timedelta(days=90)), "because": "Known"}
        said = client.post(f"/pipelines/people/{world.key()}/release/", sent, follow=True).content.decode()
        assert "Ada Aspirant is asked" in said
        number = Release.objects.get().pk
        self.login(client, world, "region")
        assert NAME not in client.get("/pipelines/releases/").content.decode()
        self.login(client, world, "ada")
        asked = client.get(f"/pipelines/releases/{number}/answer/").content.decode()
        assert "may others see you by name" in asked.lower()
        said = client.post(f"/pipelines/releases/{number}/answer/", {"did": "agree"}, follow=True).content.decode()
        assert "Those who keep the pipeline of Northmoor (made up)" in said
        self.login(client, world, "region")
        assert NAME in client.get("/pipelines/releases/").content.decode()
        self.login(client, world, "ada")
        client.post(f"/pipelines/releases/{number}/take-back/")
        self.login(client, world, "region")
        assert NAME not in client.get("/pipelines/releases/").content.decode()

    def test_a_slip_loses_nothing_that_was_typed(self, client, world, now):
        self.login(client, world, "director")
        sent = {"purpose": "stretch", "to": "trusts", "ends": str(now.date() + timedelta(days=900)), "because": "Why"}
        said = client.post(f"/pipelines/people/{world.key()}/release/", sent).content.decode()
        assert "within 12 months" in said
        assert "Why</textarea>" in said
        assert 'value="trusts" selected' in said

    def test_an_answer_that_says_neither_is_asked_for_again(self, client, world, now):
        number = offered(world, at=now, ends=now.date() + timedelta(days=90))
        self.login(client, world, "ada")
        answer = client.post(f"/pipelines/releases/{number}/answer/")
        assert answer.url == f"/pipelines/releases/{number}/answer/"
        assert Release.objects.get().agreed_on is None

    def told(self, client, world, who):
        """The addresses of pipelines that tell somebody of Ada."""
        self.login(client, world, who)
        addresses = (
            *("/pipelines/", "/pipelines/releases/", "/pipelines/people/", "/pipelines/posts.xlsx"),
            "/pipelines/organisations/ZZ01/chart/",
            *(f"/pipelines/posts/{world.post}/{page}" for page in ("", "compare/", "history/", "reports/")),
            *(f"/pipelines/people/{world.key()}/{page}" for page in ("", "card.pdf")),
            *(f"/pipelines/people/?q={NAME}", f"/people/?q={NAME}"),
            f"/api/pipelines/posts/{world.post}",
        )
        found = set()
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code in (200, 403, 404)
            # What was searched for stands in the box, in whose words it is.
            if NAME in text_in(answer).replace(f'value="{NAME}"', ""):
                found.add(address)
        return found

    def test_no_page_list_chart_search_or_api_tells_a_region_of_whom_it_may_not_know(self, client, world, now):
        number = offered(world, at=now, ends=now.date() + timedelta(days=90))
        assert self.told(client, world, "region") == set()
        act.agree(number, at=now, by=world.ada)
        told = self.told(client, world, "region")
        assert told >= {"/pipelines/organisations/ZZ01/chart/", "/pipelines/posts.xlsx"}
        assert f"/pipelines/people/{world.key()}/card.pdf" in told
        assert self.told(client, world, "far_region") == set()
        act.take_back(number, at=now, by=world.ada)
        assert self.told(client, world, "region") == set()

    def test_nobody_else_finds_it(self, client, world, now):
        number = offered(world, at=now, ends=now.date() + timedelta(days=90))
        for who in ("ben", "region", "director"):
            self.login(client, world, who)
            assert client.get(f"/pipelines/releases/{number}/answer/").status_code == 404

    def test_what_is_offered_anew_begins_with_what_it_was(self, client, world, now):
        number = agreed(world, at=now, ends=now.date() + timedelta(days=90), to=ReleaseTo.TRUSTS)
        self.login(client, world, "director")
        said = client.get(f"/pipelines/people/{world.key()}/release/?anew={number}").content.decode()
        assert "To be known in the region</textarea>" in said
        assert 'value="trusts" selected' in said


def test_the_mail_goes_to_the_other_side_and_says_nothing_of_whom(world, mailoutbox):
    number = offered(world)
    act.agree(number, at=AT, by=world.ada)
    for event in Event.objects.filter(name__startswith="pipelines.release").order_by("pk"):
        mail_whom_it_concerns(event_terms(event))
    to = [one.to[0] for one in mailoutbox]
    assert to[0] == "ada@made-up.example"
    assert sorted(to[1:]) == ["chair@made-up.example", "director@made-up.example"]
    assert not any(NAME in one.body + one.subject for one in mailoutbox)
