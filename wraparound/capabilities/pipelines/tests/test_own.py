"""What belongs to the person: they see every entry about them, can say that it is wrong, take it away and leave."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.actions.interests import write_interests
from wraparound.capabilities.pipelines.models.people import Interest, InterestVersion, Release, ReleaseVersion
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.models.succession import (
    Readiness,
    ReadinessVersion,
    Successor,
    SuccessorVersion,
)
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.own import own_contests, own_pipeline
from wraparound.capabilities.pipelines.queries.releases import releases_page
from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.capabilities.pipelines.tests.own_world import AT, BACKEND, TODAY, agreed, make_world, offered
from wraparound.capabilities.pipelines.wording.own import who_sees
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.actions.leaving import remove_person
from wraparound.people.actions.rights import answer_contest, contest_entry, transfer_control
from wraparound.people.models import FORGOTTEN
from wraparound.people.queries.contests import contests_to_answer
from wraparound.people.queries.elsewhere import held_elsewhere
from wraparound.people.queries.people import profile
from wraparound.people.queries.records import entry_of, own_record
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.queries.rights import NoSuchEntry
from wraparound.records.terms import ContestState

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ANSWER = "The year was not a whole one"


@pytest.fixture
def world():
    return make_world()


def mine(world, who="ada", on=TODAY):
    return own_pipeline(viewer=getattr(world, who), today=Day(on))


class TestWhoSees:
    def test_without_a_release_it_is_those_who_lead_their_organisation_and_nobody_else(self, world):
        told = who_sees(mine(world).sight)
        assert told[0] == (
            "You, and those who lead Larkmoor Hospitals (made up) for talent: its chair, its chief executive and its "
            "director of people."
        )
        assert "No region and no other trust sees your name" in told[1]
        assert [name for name, _ in mine(world).sight.people] == ["Cara Chairwell", "Dina Peoplewell"]

    def test_a_release_names_whom_it_lets_in_and_why_until_it_is_over(self, world):
        agreed(world)
        told = " ".join(who_sees(mine(world).sight))
        assert "Those who keep the pipeline of Northmoor (made up): because Larkmoor Hospitals (made up) rel" in told
        assert "until 4 November 2026" in told
        assert "No region" not in told
        assert [name for name, _ in mine(world).sight.people] == ["Cara Chairwell", "Dina Peoplewell", "Reg Northway"]

    def test_what_was_only_offered_lets_nobody_in(self, world):
        offered(world)
        assert "No region and no other trust" in who_sees(mine(world).sight)[1]

    @pytest.mark.parametrize(
        ("at_work", "released", "said"),
        [
            (False, False, "read by you alone"),
            (True, False, "read by those who lead your organisation, as you chose"),
            (False, True, "read by those to whom you are released"),
            (True, True, "read by those who lead your organisation, as you chose and those to whom you are released"),
        ],
    )
    def test_it_says_who_reads_what_they_would_consider(self, world, at_work, released, said):
        write_interests(Interests(shown_at_work=at_work), version=0, at=AT, by=world.ada)
        if released:
            agreed(world)
        assert said in " ".join(who_sees(mine(world).sight))


class TestContests:
    def test_every_entry_about_somebody_stands_on_their_record_and_on_nobody_elses(self, world):
        entries = {(one.sort, one.number): one for one in own_record(viewer=world.ada, at=AT).entries}
        assert entries["readiness", world.readiness].title == "Ready now: Finance, board level, Acute"
        assert entries["plan", world.plan].title == "Director of finance, Larkmoor Hospitals (made up)"
        others = own_record(viewer=world.ben, at=AT).entries
        assert not {one.sort for one in others} & {"readiness", "plan"}
        for viewer in (world.ben, world.director):
            with pytest.raises(NoSuchEntry):
                entry_of("readiness", world.readiness, viewer=viewer)

    def test_what_is_said_stands_beside_the_entry_for_them(self, world):
        contest_entry("readiness", world.readiness, "I was away for half of it", at=AT, by=world.ada)
        one = own_contests(viewer=world.ada)[f"readiness {world.readiness}"]
        assert one.words == "I was away for half of it"

    def test_it_is_answered_by_those_who_lead_and_not_by_those_who_look_after_access(self, world):
        made = contest_entry("plan", world.plan, "I never agreed", at=AT, by=world.ada)
        for viewer in (world.keeper, world.neighbour, world.region):
            with pytest.raises(NoSuchEntry):
                answer_contest(made.pk, upheld=True, answer=ANSWER, at=AT, by=viewer)
        assert contests_to_answer(viewer=world.keeper) == ()
        assert [one.number for one, _ in contests_to_answer(viewer=world.director)] == [made.pk]

    def test_those_who_look_after_access_do_not_read_it_on_the_persons_page(self, world):
        contest_entry("readiness", world.readiness, "I was away for half of it", at=AT, by=world.ada)
        contest_entry("membership", world.people["ada"].memberships.get().pk, "Since May", at=AT, by=world.ada)
        seen = profile(world.key(), viewer=world.keeper, at=AT).contests
        assert [one.words for one in seen.values()] == ["Since May"]

    def test_a_leader_does_not_answer_what_they_said_themselves(self, world):
        with_hers = Readiness.objects.filter(pk=world.readiness)
        with changing("For the test", at=AT, by=OPERATOR):
            with_hers.update(person=world.people["director"])
        made = contest_entry("readiness", world.readiness, "No", at=AT, by=world.director)
        with pytest.raises(NoSuchEntry):
            answer_contest(made.pk, upheld=True, answer=ANSWER, at=AT, by=world.director)
        answer_contest(made.pk, upheld=True, answer=ANSWER, at=AT, by=world.chair)

    @pytest.mark.parametrize("sort", ["readiness", "plan"])
    def test_upheld_the_entry_ends_that_day_with_the_answer_as_its_reason(self, world, sort):
        number = {"readiness": world.readiness, "plan": world.plan}[sort]
        made = contest_entry(sort, number, "I was away", at=AT, by=world.ada)
        answer_contest(made.pk, upheld=True, answer=ANSWER, at=AT, by=world.director)
        row = {"readiness": Readiness, "plan": Successor}[sort].objects.get(pk=number)
        assert row.ends == TODAY
        assert ANSWER in row.ended_because
        called = {"readiness": "readiness", "plan": "successor"}[sort]
        assert own_contests(viewer=world.ada)[f"{called} {number}"].state is ContestState.UPHELD

    def test_declined_it_stays_as_it_is(self, world):
        made = contest_entry("readiness", world.readiness, "I was away", at=AT, by=world.ada)
        answer_contest(made.pk, upheld=False, answer=ANSWER, at=AT, by=world.director)
        assert Readiness.objects.get(pk=world.readiness).ends is None


class TestTakingAwayAndLeaving:
    def everything(self, world):
        write_interests(Interests(challenged=True, experience="A shared service"), version=0, at=AT, by=world.ada)
        return agreed(world, because="Ada is ready for the region")

    def test_the_copy_holds_all_of_it_and_nobody_elses_copy_does(self, world):
        self.everything(world)
        found = {one.what: one.words for one in held_elsewhere(viewer=world.ada, at=AT)}
        whole = "\n".join(f"{what}: {words}" for what, words in found.items())
        for words in (
            "A shared service",
            "Deputy director of finance",
            "A year as acting director",
            "Named as successor on 15 March 2026",
            "Ada is ready for the region",
        ):
            assert words in whole
        assert [one for one in held_elsewhere(viewer=world.ben, at=AT) if one.part == "Pipelines"] == []

    def test_removed_readiness_plans_and_interests_go_with_their_history_and_the_rest_names_nobody(self, world):
        self.everything(world)
        contest_entry("readiness", world.readiness, "I was away", at=AT, by=world.ada)
        person = world.people["ada"].pk
        remove_person(world.key(), at=AT, by=world.keeper)
        for gone in (Readiness, Successor, Interest, ReadinessVersion, SuccessorVersion, InterestVersion):
            assert not gone._default_manager.filter(person_id=person).exists()
        assert Holder.objects.get(person=person).person.name == FORGOTTEN
        assert "Ada" not in Release.objects.get(person=person).because
        assert not ReleaseVersion._default_manager.filter(because__contains="Ada").exists()

    def test_no_page_names_whoever_was_removed(self, client, world):
        at = timezone.localtime()
        agreed(world)
        remove_person(world.key(), at=at, by=world.keeper)
        page = releases_page(1, viewer=world.director, today=Day(TODAY))
        assert [one.known for one in page.own] == [None]
        for who in ("director", "region"):
            client.force_login(world.people[who], backend=BACKEND)
            assert "Aspirant" not in client.get("/pipelines/releases/").content.decode()
        client.force_login(world.people["director"], backend=BACKEND)
        assert client.get(f"/pipelines/people/{world.key()}/release/").status_code == 404

    def test_control_of_all_of_it_passes_when_trusts_merge(self, world):
        self.everything(world)
        transfer_control("ZZ01", "ZZ02", "They merged", ends=True, at=AT, by=OPERATOR)
        rows = (Readiness, Successor, Interest, Release, Holder)
        assert {row.controller.code for each in rows for row in each.objects.all()} == {"ZZ02"}


class TestPage:
    """On the clock of today: pages ask it themselves."""

    @pytest.fixture
    def world(self):
        return make_world(timezone.localtime())

    def page(self, client, world, who="ada", address="/pipelines/mine/"):
        client.force_login(world.people[who], backend=BACKEND)
        return client.get(address)

    def test_it_begins_with_who_can_see_it_and_shows_every_entry_with_what_it_means(self, client, world):
        said = self.page(client, world).content.decode()
        column = said[said.index("<h1>") :]
        assert column.index("Who can see this") < column.index("<h2>")
        for words in (
            "could take up such a post within 6 to 12 months",
            "Cara Chairwell and Ada Aspirant",
            "A year as acting director",
            "To be looked at again by",
            "Director of finance, Larkmoor Hospitals (made up)",
            "She has done it for a year",
            "Deputy director of finance",
        ):
            assert words in column
        assert column.count("This is wrong") == 2

    def test_a_plan_of_a_post_that_is_closed_ahead_names_them_until_the_day_before_its_last(self, client, world):
        at = timezone.localtime()
        last_day = at.date() + timedelta(days=60)
        close_post(world.post, last_day=last_day, because="Joined", at=at, by=world.director)
        said = self.page(client, world).content.decode()
        assert "None names you today" not in said
        assert "Plans that named you before" not in said
        assert f"From {day(last_day)} no longer named: The post was closed." in said
        for on, over in ((last_day - timedelta(days=1), False), (last_day, True)):
            (plan,) = mine(world, on=on).plans
            assert plan.over is over

    def test_their_record_says_that_whoever_looks_after_access_does_not_read_it(self, client, world):
        line = "whoever looks after access does not read"
        assert line in self.page(client, world, "ada", "/people/me/").content.decode()
        assert line not in self.page(client, world, "ben", "/people/me/").content.decode()

    def test_somebody_with_nothing_yet_is_told_so_and_where_to_begin(self, client, world):
        said = self.page(client, world, "ben").content.decode()
        assert "Nothing of you is in a pipeline yet" in said
        assert "Say what you would consider" in said

    def test_whoever_sees_no_posts_is_led_here_and_others_see_the_list(self, client, world):
        assert self.page(client, world, "ada", "/pipelines/").url == "/pipelines/mine/"
        assert self.page(client, world, "keeper", "/pipelines/").url == "/pipelines/mine/"
        assert self.page(client, world, "analyst", "/pipelines/").status_code == 200
        client.logout()
        assert "/people/sign-in/" in client.get("/pipelines/").url

    def test_they_say_that_it_is_wrong_and_take_that_back(self, client, world):
        self.page(client, world)
        address = f"/people/contest/readiness/{world.readiness}/"
        assert address in client.get("/pipelines/mine/").content.decode()
        asked = client.get(address).content.decode()
        assert "is read by you, beside the entry, and by those who lead the organisation that wrote it" in asked
        assert "everybody" not in asked
        row = Readiness.objects.get(pk=world.readiness)
        assert row.evidence in asked
        assert f"An entry of {row.organisation.name}; put in here by" in client.get("/people/me/").content.decode()
        said = client.post(address, {"words": "I was away"}, follow=True)
        assert said.redirect_chain[-1][0] == "/pipelines/mine/"
        assert "that this is wrong: I was away. It waits for an answer." in said.content.decode()
        number = own_contests(viewer=world.ada)[f"readiness {world.readiness}"].number
        said = client.post(f"/people/contests/{number}/withdraw/", follow=True)
        assert said.redirect_chain[-1][0] == "/pipelines/mine/"
        assert "I was away" not in said.content.decode()

    def test_those_who_lead_are_told_what_becomes_of_it(self, client, world):
        made = contest_entry("plan", world.plan, "I never agreed", at=timezone.localtime(), by=world.ada)
        asked = self.page(client, world, "director", f"/people/contests/{made.pk}/")
        assert "this plan names them" in asked.content.decode()

    def test_it_asks_the_store_few_questions_and_is_small(self, client, world):
        at = timezone.localtime()
        write_interests(Interests(challenged=True, places=("NO",)), version=0, at=at, by=world.ada)
        agreed(world, at=at, ends=at.date() + timedelta(days=90))
        self.page(client, world)
        for address in ("/pipelines/mine/", "/pipelines/mine/interests/"):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            assert len(asked) <= 15, [one["sql"][:90] for one in asked]
            assert len(page.content) < 60_000
        client.force_login(world.people["director"], backend=BACKEND)
        for address in ("/pipelines/releases/", f"/pipelines/people/{world.key()}/release/"):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            assert len(asked) <= 15, [one["sql"][:90] for one in asked]
