"""Nothing about me without me: looks, contests, conversations, taking away, leaving, and who is answerable."""

import io
import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from python_calamine import CalamineWorkbook

from wraparound.cli import main
from wraparound.people.access import NotYours
from wraparound.people.actions import leaving, rights
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import (
    CannotBringIn,
    add_membership,
    close_account,
    correct_membership,
    end_membership,
    end_roles_of_those_who_left,
    open_account_again,
)
from wraparound.people.models import FORGOTTEN, Grant, GrantVersion, Membership, NameWord, Person, PersonVersion
from wraparound.people.queries import audit, records
from wraparound.people.queries.contests import contests_to_answer
from wraparound.people.queries.people import NobodyHere, people_page, profile
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import MembershipCorrection, PeopleQuestion
from wraparound.people.tests.factories import (
    AT,
    grant_of,
    make_administrator,
    make_person,
    make_region,
    make_trust,
    viewer_of_key,
)
from wraparound.records.actions.looks import exporting, looking
from wraparound.records.actions.removal import OnHold, run_retention
from wraparound.records.actions.rights import CannotContest, CannotTell, ChangedMeanwhile
from wraparound.records.models.log import Look, LookedAt, Removal, RetentionRun
from wraparound.records.models.outbox import Event
from wraparound.records.queries.rights import NoSuchEntry
from wraparound.records.tasks import work_off
from wraparound.records.terms import ContestState, Face
from wraparound.web.catalogue import listeners

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = AT + timedelta(days=40)
NOW = LATER.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def trust():
    return make_trust("N1")


@pytest.fixture
def ada(trust):
    return make_person("Ada Madeup", email="ada@made-up.example")


@pytest.fixture
def chair(trust):
    key = make_person("Cora Chair")
    grant_of(key, Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "N1")
    return viewer_of_key(key)


@pytest.fixture
def keeper(trust):
    return make_administrator()


def person(key):
    return Person.objects.get(key=key)


def membership_of(key):
    return Membership.objects.get(person__key=key)


class TestLooks:
    def test_a_look_says_who_when_why_and_what_and_the_person_reads_it(self, ada, chair):
        before = timezone.now()
        profile(ada, viewer=chair, at=LATER)
        (line,) = records.own_looks(1, viewer=viewer_of_key(ada)).looks
        assert before <= line.at <= timezone.now()
        assert (line.who, line.why, line.face) == ("Cora Chair", "Chair, for who could lead next", Face.LIBRARY)
        assert line.what == "name, where they belong, conversations"

    def test_ones_own_record_is_no_look(self, ada):
        profile(ada, viewer=viewer_of_key(ada), at=LATER)
        assert Look.objects.count() == 0

    def test_a_refused_look_shows_nothing_and_is_none(self, ada):
        stranger = make_trust("S1", make_region("SOUTH")) and viewer_of_key(make_person("Far Off", "S1"))
        with pytest.raises(NobodyHere):
            profile(ada, viewer=stranger, at=LATER)
        assert Look.objects.count() == 0

    def test_only_grants_that_reach_the_person_are_named_as_the_reason(self, ada, chair):
        make_trust("N2", make_region())
        grant_of(str(person_key(chair)), Role.AUDITOR, Purpose.AUDIT, Scope.ORGANISATION, "N2")
        profile(ada, viewer=viewer_of_key(str(person_key(chair))), at=LATER)
        assert Look.objects.get().why == "Chair, for who could lead next"

    def test_a_list_is_one_look_at_each_of_its_people_and_nobody_beyond_the_page(self, chair, ada):
        for number in range(60):
            make_person(f"Bea Number{number:02}")
        page = people_page(PeopleQuestion(), viewer=chair, on=NOW)
        assert Look.objects.get().many == len(page.people)
        seen = set(LookedAt.objects.values_list("about", flat=True))
        assert seen == {person(one.key).pk for one in page.people}
        people_page(PeopleQuestion(text="ada"), viewer=chair, on=NOW)
        assert LookedAt.objects.filter(about=person(ada).pk).count() == 1 + int(person(ada).pk in seen)

    @pytest.mark.parametrize(
        ("address", "face", "place"),
        [
            ("/people/{key}/", Face.PAGE, "people:person"),
            ("/people/?q=ada", Face.PAGE, "people:index"),
            ("/people/organisations/N1/", Face.PAGE, "people:organisation"),
            ("/people/people.xlsx?q=ada", Face.EXPORT, "people:sheet"),
            ("/api/people/{key}", Face.API, "api:api_person"),
            ("/api/people/?q=ada", Face.API, "api:api_people"),
            ("/people/{key}/?as_at=2026-01-06", Face.PAGE, "people:person"),
        ],
    )
    def test_page_export_and_program_are_told_apart(self, client, ada, chair, address, face, place):
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        assert client.get(address.format(key=ada)).status_code == 200
        line = LookedAt.objects.filter(about=person(ada).pk).select_related("look").get().look
        assert (line.face, line.place, line.by) == (face, place, chair.person)

    def test_the_terminal_is_a_face_too(self, ada, capsys):
        assert main(["people", "show", ada]) == 0
        capsys.readouterr()
        look = Look.objects.get()
        assert (look.face, look.place, look.by_name, look.by) == (Face.COMMAND, "people show", "operator", None)

    def test_an_export_counts_its_people(self, chair, ada):
        for number in range(3):
            make_person(f"Bea Number{number}")
        with looking(Face.PAGE, "people:sheet", by=chair), exporting(by=chair):
            from wraparound.people.queries.people import people_sheet

            people = people_sheet(PeopleQuestion(), viewer=chair, on=NOW)
        assert Look.objects.get().many == len(people) - 1  # oneself is no look
        assert Look.objects.get().face == Face.EXPORT

    def test_where_the_look_cannot_be_logged_nobody_is_shown(self, client, ada, chair, monkeypatch):
        from wraparound.records.actions import looks

        def full(*_):
            raise OSError("the disk is full")

        monkeypatch.setattr(looks, "_write", full)
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        client.raise_request_exception = False
        answer = client.get(f"/people/{ada}/")
        assert answer.status_code == 500
        assert "Ada" not in answer.content.decode()

    def test_whoever_checks_looks_is_seen_too(self, ada, chair, keeper):
        profile(ada, viewer=chair, at=LATER)
        found = audit.look_lines(1, viewer=keeper, on=NOW)
        assert [(one.who, one.names) for one in found.looks] == [("Cora Chair", ("Ada Madeup",))]
        assert records.own_looks(1, viewer=viewer_of_key(ada)).looks[0].who == "Otto Keeper"

    def test_an_auditor_of_one_trust_reads_of_no_other(self, ada, chair):
        make_trust("N2", make_region())
        key = make_person("Audrey Two", "N2")
        grant_of(key, Role.AUDITOR, Purpose.AUDIT, Scope.ORGANISATION, "N2")
        profile(ada, viewer=chair, at=LATER)
        auditor = viewer_of_key(key)
        assert audit.look_lines(1, viewer=auditor, on=NOW).looks == ()
        assert all("Ada" not in str(one) for one in audit.changes(1, viewer=auditor, on=NOW))
        with pytest.raises(NobodyHere):
            records.history_of(ada, viewer=auditor, on=NOW)


def person_key(viewer):
    return Person.objects.values_list("key", flat=True).get(pk=viewer.person)


class TestContests:
    def test_what_is_wrong_stands_beside_the_entry_until_it_is_answered_and_the_person_is_told(
        self, ada, chair, keeper
    ):
        own, row = viewer_of_key(ada), membership_of(ada)
        made = rights.contest_entry("membership", row.pk, "I was never a manager", at=LATER, by=own)
        shown = profile(ada, viewer=chair, at=LATER).memberships[0].contest
        assert (shown.words, shown.state) == ("I was never a manager", ContestState.OPEN)
        with pytest.raises(CannotContest, match="already"):
            rights.contest_entry("membership", row.pk, "Again", at=LATER, by=own)
        with pytest.raises(CannotContest, match="Say why"):
            rights.answer_contest(made.pk, upheld=True, answer=" ", at=LATER, by=keeper)
        rights.answer_contest(made.pk, upheld=True, answer="Put right", at=LATER, by=keeper)
        assert profile(ada, viewer=chair, at=LATER).memberships[0].contest.answer == "Put right"
        work_off(listeners(), "test")
        assert [one.to for one in mail.outbox] == [["ada@made-up.example"]]
        assert "manager" not in mail.outbox[0].body
        from wraparound.people.queries.accounts import needs_today

        assert any("outcome or an answer" in one.words for one in needs_today(viewer=own, at=LATER))
        rights.mark_read(at=LATER, by=own)
        assert not any("outcome or an answer" in one.words for one in needs_today(viewer=own, at=LATER))

    @pytest.mark.parametrize("sort", ["membership", "person", "grant", "contest", "nonsense"])
    def test_nobody_contests_or_answers_what_is_not_theirs(self, ada, chair, sort):
        number = {"membership": membership_of(ada).pk, "person": person(ada).pk}.get(sort, 999)
        with pytest.raises(NoSuchEntry):
            rights.contest_entry(sort, number, "Wrong", at=LATER, by=chair)

    def test_only_whoever_looks_after_the_person_answers(self, ada, chair):
        made = rights.contest_entry("person", person(ada).pk, "Misspelt", at=LATER, by=viewer_of_key(ada))
        make_trust("N2", make_region())
        elsewhere = make_administrator(Scope.ORGANISATION, "N2", "Other Keeper", "N2")
        for viewer in (chair, elsewhere, viewer_of_key(ada)):
            with pytest.raises(NoSuchEntry):
                rights.answer_contest(made.pk, upheld=False, answer="No", at=LATER, by=viewer)

    def test_it_can_be_taken_back_by_its_person_alone(self, ada, chair):
        own = viewer_of_key(ada)
        made = rights.contest_entry("person", person(ada).pk, "Misspelt", at=LATER, by=own)
        with pytest.raises(NoSuchEntry):
            rights.withdraw_contest(made.pk, at=LATER, by=chair)
        rights.withdraw_contest(made.pk, at=LATER, by=own)
        assert records.own_record(viewer=own, at=LATER).entries[0].contest is None


class TestOwnName:
    def test_a_person_corrects_their_name_and_is_found_by_it(self, ada, chair):
        own = viewer_of_key(ada)
        _, version = records.own_name(viewer=own)
        rights.correct_own_name("Adá Rightly", version=version, at=LATER, by=own)
        assert people_page(PeopleQuestion(text="rightly"), viewer=chair, on=NOW).matching == 1
        assert people_page(PeopleQuestion(text="madeup"), viewer=chair, on=NOW).matching == 0
        line = records.own_history(viewer=own)[0]
        assert (line.who, line.why) == ("Adá Rightly", "Corrected by the person themselves")
        assert ("name", "Ada Madeup", "Adá Rightly") in line.fields

    def test_two_editors_at_once_lose_nothing(self, ada, client):
        own = viewer_of_key(ada)
        _, version = records.own_name(viewer=own)
        rights.correct_own_name("First Writer", version=version, at=LATER, by=own)
        with pytest.raises(ChangedMeanwhile, match="Nothing of yours was lost"):
            rights.correct_own_name("Second Writer", version=version, at=LATER, by=own)
        assert person(ada).name == "First Writer"
        client.force_login(person(ada), backend=BACKEND)
        page = client.post("/people/me/name/", {"name": "Second Writer", "version": version}).content.decode()
        assert 'value="Second Writer"' in page
        assert "It now says: First Writer" in page
        _, fresh = records.own_name(viewer=own)
        assert f'value="{fresh}"' in page
        assert client.post("/people/me/name/", {"name": "Both", "version": fresh}).status_code == 302


class TestConversations:
    def held(self, key, by, **more):
        asked = {
            "held_on": date(2026, 2, 1),
            "purpose": "Cover for operations",
            "present": "The chair and one director",
        }
        return rights.open_conversation(key, **{**asked, **more}, at=LATER, by=by)

    def test_the_person_sees_it_at_once_and_is_told_how_it_ended(self, ada, chair):
        made = self.held(ada, chair)
        own = viewer_of_key(ada)
        (seen,) = records.own_record(viewer=own, at=LATER).conversations
        assert (seen.purpose, seen.outcome, seen.told_at) == ("Cover for operations", "", None)
        from wraparound.people.queries.accounts import needs_today

        assert any("waits to be told" in one.words for one in needs_today(viewer=chair, at=LATER))
        version = version_of(made)
        rights.tell_outcome(made.pk, "You were asked for", version=version, at=LATER, by=chair)
        assert records.own_record(viewer=own, at=LATER).conversations[0].outcome == "You were asked for"
        with pytest.raises(ChangedMeanwhile):
            rights.tell_outcome(made.pk, "Otherwise", version=version, at=LATER, by=chair)
        rights.tell_outcome(made.pk, "Better said", version=version_of(made), at=LATER, by=chair)
        said = [
            after
            for one in records.own_history(viewer=own)
            for name, _, after in one.fields
            if name == "outcome" and after
        ]
        assert said == ["Better said", "You were asked for"]

    def test_the_person_can_say_that_it_is_wrong_and_none_lies_ahead(self, client, ada, chair):
        made = self.held(ada, chair)
        rights.contest_entry("conversation", made.pk, "I was there myself", at=LATER, by=viewer_of_key(ada))
        client.force_login(person(ada), backend=BACKEND)
        page = client.get("/people/me/").content.decode()
        assert "I was there myself" in page
        assert "Take it back" in page
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        ahead = {"held_on": "2099-01-01", "purpose": "x", "present": "y"}
        assert "has not come yet" in client.post(f"/people/{ada}/conversations/", ahead).content.decode()

    def test_nothing_is_recorded_or_told_without_words(self, ada, chair):
        for wrong in ({"purpose": " "}, {"present": ""}):
            with pytest.raises(CannotTell):
                self.held(ada, chair, **wrong)
        made = self.held(ada, chair)
        with pytest.raises(CannotTell, match="how it ended"):
            rights.tell_outcome(made.pk, "  ", version=version_of(made), at=LATER, by=chair)

    def test_others_neither_record_nor_read_one(self, ada, chair, keeper):
        made = self.held(ada, chair)
        for viewer in (keeper, viewer_of_key(ada), PUBLIC):
            with pytest.raises((NobodyHere, CannotTell)):
                self.held(ada, viewer)
            with pytest.raises(NoSuchEntry):
                rights.conversation_to_tell(made.pk, on=NOW, by=viewer)
        assert profile(ada, viewer=keeper, at=LATER).conversations is None
        own = str(person_key(chair))
        with pytest.raises(CannotTell, match="about yourself"):
            self.held(own, chair)


class TestMovingOn:
    """What one organisation recorded stays with it when the person moves to another."""

    @pytest.fixture
    def moved(self, ada, chair, keeper):
        make_trust("N2", make_region())
        other = make_person("Olga Otherchair", "N2")
        grant_of(other, Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "N2")
        first = make_administrator(Scope.ORGANISATION, "N1", "First Keeper")
        second = make_administrator(Scope.ORGANISATION, "N2", "Second Keeper", "N2")
        made = TestConversations().held(ada, chair)
        rights.place_hold(ada, "A confidential claim", at=AT, by=first)
        add_membership(ada, "N2", "Chief", starts=date(2026, 1, 20), at=AT, by=OPERATOR)
        end_membership(ada, "N1", on=date(2026, 1, 25), at=AT, by=OPERATOR)
        return made, viewer_of_key(other), first, second

    def test_the_next_leaders_read_nothing_of_it_and_the_first_still_tell(self, ada, chair, moved):
        made, other, _, _ = moved
        assert profile(ada, viewer=other, at=LATER).conversations == ()
        with pytest.raises(NoSuchEntry):
            rights.tell_outcome(made.pk, "Ours now", version=version_of(made), at=LATER, by=other)
        rights.tell_outcome(made.pk, "You were asked for", version=version_of(made), at=LATER, by=chair)

    def test_a_hold_is_released_by_those_who_placed_it(self, ada, moved):
        _, _, first, second = moved
        from wraparound.records.models.rights import Hold

        number = Hold.objects.get().pk
        assert profile(ada, viewer=second, at=LATER).holds == ()
        with pytest.raises(NoSuchEntry):
            rights.release_hold(number, at=LATER, by=second)
        rights.release_hold(number, at=LATER, by=first)

    def test_what_is_said_about_a_conversation_is_answered_by_those_who_may_read_it(self, client, ada, chair, keeper):
        made = rights.open_conversation(ada, held_on=NOW, purpose="Telltale", present="Us", at=LATER, by=chair)
        said = rights.contest_entry("conversation", made.pk, "I was there", at=LATER, by=viewer_of_key(ada))
        assert [one.number for one, _ in contests_to_answer(viewer=chair)] == [said.pk]
        assert not contests_to_answer(viewer=keeper)
        with pytest.raises(NoSuchEntry):
            rights.answer_contest(said.pk, upheld=True, answer="So it was", at=LATER, by=keeper)
        assert not profile(ada, viewer=keeper, at=LATER).contests
        assert "Telltale" not in str(records.history_of(ada, viewer=keeper, on=NOW))
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        assert "One entry is said to be wrong" in client.get("/today/").content.decode()
        assert f"/people/conversations/{made.pk}/" in client.get(f"/people/contests/{said.pk}/").content.decode()
        rights.answer_contest(said.pk, upheld=True, answer="So it was", at=LATER, by=chair)
        assert records.own_record(viewer=viewer_of_key(ada), at=LATER).contests[0].answer == "So it was"

    def test_the_person_is_not_told_why_a_hold_was_placed(self, ada, moved):
        own = viewer_of_key(ada)
        told = str((records.own_history(viewer=own, whole=True), records.own_record(viewer=own, at=LATER, whole=True)))
        assert "confidential claim" not in told
        assert "legal hold" in told

    def test_a_contest_goes_to_whoever_is_answerable_for_the_entry(self, client, ada, moved):
        _, _, first, second = moved
        row = Membership.objects.get(person__key=ada, organisation__code="N1")
        made = rights.contest_entry("membership", row.pk, "I was the chief", at=LATER, by=viewer_of_key(ada))
        with pytest.raises(NoSuchEntry):
            rights.contest_to_answer(made.pk, on=NOW, by=second)
        client.force_login(Person.objects.get(pk=first.person), backend=BACKEND)
        assert "I was the chief" in client.get("/people/contests/").content.decode()
        address = f"/people/{ada}/belongs/{row.pk}/correct/"
        assert address in client.get(f"/people/contests/{made.pk}/").content.decode()
        assert client.get(address).status_code == 200
        rights.answer_contest(made.pk, upheld=True, answer="Put right", at=LATER, by=first)
        with pytest.raises(CannotContest):
            rights.answer_contest(made.pk, upheld=False, answer="Otherwise", at=LATER, by=first)
        with pytest.raises(CannotContest):
            rights.withdraw_contest(made.pk, at=LATER, by=viewer_of_key(ada))

    def test_the_past_tells_the_first_nothing_of_what_came_after(self, client, ada, chair, moved):
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        page = client.get(f"/people/{ada}/?as_at=2026-01-10").content.decode()
        assert "Manager" in page
        assert "Chief" not in page
        assert "Trust N2" not in page

    def test_what_the_whole_site_holds_the_trust_does_not_release(self, ada, moved, keeper):
        from wraparound.records.models.rights import Hold

        _, _, first, second = moved
        rights.place_hold(ada, "An inquiry into the trust", at=LATER, by=keeper)
        number = Hold.objects.order_by("-pk")[0].pk
        for viewer in (first, second):
            with pytest.raises(NoSuchEntry):
                rights.release_hold(number, at=LATER, by=viewer)
        rights.release_hold(number, at=LATER, by=keeper)

    def test_history_tells_no_keeper_what_was_said_and_the_first_finds_their_hold(self, client, ada, moved, keeper):
        _, _, first, second = moved
        for viewer in (keeper, second):
            told = str(records.history_of(ada, viewer=viewer, on=NOW))
            assert "Cover for operations" not in told
            assert "confidential claim" not in told
        assert [name for _, name, _ in records.holds_in_force(viewer=first)] == ["Ada Madeup"]
        assert records.holds_in_force(viewer=second) == ()
        client.force_login(Person.objects.get(pk=first.person), backend=BACKEND)
        assert "A confidential claim" in client.get("/people/holds/").content.decode()

    def test_whoever_they_belong_to_now_is_answerable_for_their_name(self, ada, moved):
        assert person(ada).controller.code == "N2"
        told = [field for one in records.own_history(viewer=viewer_of_key(ada)) for field in one.fields]
        assert ("controller", "Trust N1 (made up)", "Trust N2 (made up)") in told

    def test_a_last_day_entered_ahead_of_time_ends_the_role_when_it_is_past(self, chair, keeper):
        row = membership_of(str(person_key(chair)))
        ahead = MembershipCorrection(row.job, row.starts, NOW + timedelta(days=5), "Leaves", version_of(row))
        correct_membership(row.pk, ahead, at=LATER, by=keeper)
        assert end_roles_of_those_who_left(at=LATER + timedelta(days=5), by=OPERATOR) == 0
        assert end_roles_of_those_who_left(at=LATER + timedelta(days=6), by=OPERATOR) == 1
        assert viewer_of_key(str(person_key(chair))).held == ()

    def test_a_role_over_an_organisation_ends_with_the_last_day_there(self, chair):
        key = str(person_key(chair))
        end_membership(key, "N1", on=date(2026, 1, 25), at=AT, by=OPERATOR)
        assert viewer_of_key(key).held == ()


class TestEveryPageThatNamesSomebody:
    def test_contests_answers_and_outcomes_are_looks_too(self, client, ada, chair, keeper):
        made = rights.contest_entry("person", person(ada).pk, "Misspelt", at=LATER, by=viewer_of_key(ada))
        talk = TestConversations().held(ada, chair)
        client.force_login(Person.objects.get(pk=keeper.person), backend=BACKEND)
        for address in ("/people/contests/", f"/people/contests/{made.pk}/"):
            before = LookedAt.objects.filter(about=person(ada).pk).count()
            assert "Ada Madeup" in client.get(address).content.decode()
            assert LookedAt.objects.filter(about=person(ada).pk).count() == before + 1, address
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        before = LookedAt.objects.filter(about=person(ada).pk).count()
        assert "Ada Madeup" in client.get(f"/people/conversations/{talk.pk}/").content.decode()
        assert LookedAt.objects.filter(about=person(ada).pk).count() == before + 1

    def test_what_is_wrong_stands_beside_name_and_role_too(self, client, ada, keeper):
        given = grant_of(ada, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "N1")
        own = viewer_of_key(ada)
        rights.contest_entry("person", person(ada).pk, "Misspelt indeed", at=LATER, by=own)
        rights.contest_entry("grant", given.number, "Never accepted", at=LATER, by=own)
        client.force_login(Person.objects.get(pk=keeper.person), backend=BACKEND)
        page = client.get(f"/people/{ada}/").content.decode()
        assert "Misspelt indeed" in page
        assert "Never accepted" in page


class TestCorrecting:
    def test_a_correction_keeps_what_it_said_and_two_editors_lose_nothing(self, client, ada, keeper):
        row = membership_of(ada)
        client.force_login(Person.objects.get(pk=keeper.person), backend=BACKEND)
        address = f"/people/{ada}/belongs/{row.pk}/correct/"
        version = version_of(row)
        sent = {"job": "Chief", "starts": "2025-03-01", "ends": "", "why": "Misread", "version": version}
        assert client.post(address, {**sent, "ends": "2024-01-01"}).status_code == 200
        assert client.post(address, sent).status_code == 302
        again = client.post(address, {**sent, "job": "Somebody else wrote this"}).content.decode()
        assert "Somebody else changed this" in again
        assert 'value="Somebody else wrote this"' in again
        assert "It now says: Chief" in again
        line = records.own_history(viewer=viewer_of_key(ada))[0]
        assert line.why == "Corrected: Misread"
        assert ("job", "Manager", "Chief") in line.fields


def version_of(row):
    from wraparound.records.queries.history import version_number

    return version_number(row, viewer=OPERATOR)


class TestTakingAway:
    def test_json_and_excel_hold_everything(self, client, ada, chair):
        profile(ada, viewer=chair, at=LATER)
        rights.contest_entry("membership", membership_of(ada).pk, "=WRONG()", at=LATER, by=viewer_of_key(ada))
        client.force_login(person(ada), backend=BACKEND)
        answer = client.get("/people/me/data.json")
        assert "attachment" in answer["Content-Disposition"]
        whole = json.loads(answer.content)
        assert whole["record"]["name"] == "Ada Madeup"
        assert whole["record"]["looks"]["looks"][0]["who"] == "Cora Chair"
        assert {one["sort"] for one in whole["history"]} >= {"person", "membership", "contest"}
        book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/people/me/data.xlsx").content))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
        assert set(sheets) == {
            *("Entries", "Who can see it", "Who looked", "Conversations", "What you said is wrong"),
            *("What was changed", "Removed", "Where you signed in", "Your tokens", "Looks you made"),
        }
        assert sheets["Who looked"][1][1] == "Cora Chair"
        assert any("=WRONG()" in row for row in sheets["What you said is wrong"])


class TestLeaving:
    def test_what_the_law_lets_goes_with_all_its_history_and_marks_stay(self, client, ada, chair, keeper):
        new = NewGrant(ada, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "N1", date(2026, 1, 1), None, "Appointed")
        give(new, at=AT, by=keeper)
        own = viewer_of_key(ada)
        rights.contest_entry("person", person(ada).pk, "Ada Madeup-Telltale", at=LATER, by=own)
        profile(ada, viewer=chair, at=LATER)
        pk, place = person(ada).pk, membership_of(ada).pk
        client.force_login(person(ada), backend=BACKEND)
        page = client.get("/people/me/leave/").content.decode()
        assert "Who looked at what, when and why" in page
        assert "There is a problem" in client.post("/people/me/leave/", {}).content.decode()
        assert person(ada).is_active
        assert "You have left" in client.post("/people/me/leave/", {"sure": "on"}).content.decode()
        assert client.get("/people/me/").status_code == 302
        row = Person.objects.get(pk=pk)
        assert (row.name, row.email, row.is_active, row.has_usable_password()) == (FORGOTTEN, None, False, False)
        assert not Membership.objects.filter(pk=place).exists()
        assert set(PersonVersion.objects.filter(v_record=pk).values_list("name", flat=True)) == {FORGOTTEN}
        assert not NameWord.objects.filter(person=pk).exists()
        assert {one.sort for one in Removal.objects.filter(about=pk)} == {
            "people.person",
            "people.membership",
            "records.contest",
        }
        grant = Grant.objects.get(person=pk)
        assert grant.ended_at is not None
        assert nowhere_in_the_store("Madeup", "ada@made-up")
        assert Event.objects.filter(name="people.left").exists()
        assert "Somebody whose record was removed" in str(audit.look_lines(1, viewer=keeper, on=NOW))
        with pytest.raises(CannotBringIn, match="removed for good"):
            open_account_again(ada, at=LATER, by=OPERATOR)

    def test_a_sign_in_elsewhere_and_its_session_go_too(self, client, trust, keeper):
        from django.contrib.sessions.models import Session
        from django.test import Client

        key = make_person("Two Browsers", email="two@made-up.example")
        row = person(key)
        row.set_password("quiet lantern orchard")
        row.save()
        for browser in (client, Client()):
            browser.post("/people/sign-in/", {"login": "two@made-up.example", "password": "quiet lantern orchard"})
            assert browser.get("/today/").status_code == 200
        assert Session.objects.count() == 2
        client.post("/people/me/leave/", {"sure": "on"})
        held = [str(one.get_decoded()) for one in Session.objects.all()]
        assert not any("two@made-up.example" in one or str(row.pk) == one for one in held), held
        assert browser.get("/today/").status_code == 302

    def test_whoever_looks_after_somebody_removes_them_at_their_request(self, ada, chair, keeper):
        for viewer in (chair, viewer_of_key(ada)):
            with pytest.raises((NotYours, CannotBringIn)):
                leaving.remove_person(ada, at=LATER, by=viewer)
        assert leaving.remove_person(ada, at=LATER, by=keeper) == 2
        assert Removal.objects.filter(about=person(ada).pk)[0].change.why == "The person asked for it"

    def test_words_written_by_hand_about_them_go_too(self, ada, keeper):
        new = NewGrant(
            ada, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "N1", date(2026, 1, 1), None, "Ada Telltale"
        )
        give(new, at=AT, by=keeper)
        row = membership_of(ada)
        correction = MembershipCorrection("Chief", row.starts, None, "Ada Telltale said so", version_of(row))
        correct_membership(row.pk, correction, at=LATER, by=keeper)
        leaving.leave(at=LATER, by=viewer_of_key(ada))
        assert nowhere_in_the_store("Telltale", "Ada Madeup")

    def test_the_last_administrator_and_whoever_is_on_hold_stay_whole(self, ada, keeper):
        with pytest.raises(CannotBringIn, match="last access administrator"):
            leaving.leave(at=LATER, by=keeper)
        rights.place_hold(ada, "A claim", at=LATER, by=keeper)
        with pytest.raises(OnHold):
            leaving.leave(at=LATER, by=viewer_of_key(ada))
        assert person(ada).name == "Ada Madeup"
        assert Removal.objects.count() == 0
        (hold,) = profile(ada, viewer=keeper, at=LATER).holds
        rights.release_hold(hold.number, at=LATER, by=keeper)
        assert leaving.leave(at=LATER, by=viewer_of_key(ada)) == 2


def nowhere_in_the_store(*words):
    """Whether no row of any table, history and log included, holds one of the words."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for cell in row:
                    assert not any(word in str(cell) for word in words), f"{table}: {row}"
    return True


class TestRetention:
    def test_what_is_past_its_time_goes_holds_apart_and_the_job_says_so(self, trust):
        gone = make_person("Gone Longago", since=date(2010, 1, 1), until=date(2019, 6, 30))
        held = make_person("Held Longago", since=date(2010, 1, 1), until=date(2019, 6, 30))
        stays = make_person("Stays Madeup", since=date(2010, 1, 1), until=date(2020, 2, 20))
        keeper = make_administrator()
        rights.place_hold(held, "An inquiry", at=AT, by=keeper)
        due = run_retention(at=LATER, by=OPERATOR, act=False)
        assert {one.name: (one.due, one.removed, one.held) for one in due.lines if one.due} == {"belonging": (2, 0, 1)}
        assert Removal.objects.count() == 0
        done = run_retention(at=LATER, by=OPERATOR, act=True)
        assert done.removed == 1
        assert not Membership.objects.filter(person__key=gone).exists()
        assert Membership.objects.filter(person__key__in=[held, stays]).count() == 2
        assert RetentionRun.objects.get().lines
        assert run_retention(at=LATER, by=OPERATOR, act=True).removed == 0
        assert "72 months from the last day there" in Removal.objects.get().change.why

    def test_a_name_goes_in_time_also_where_nobody_closed_the_account(self, trust):
        left = make_person("Left Longago", since=date(2010, 1, 1), until=date(2020, 1, 1))
        forever = timezone.now() + timedelta(days=2_300)
        still = make_person("Still Holding", since=date(2010, 1, 1), until=date(2020, 1, 1))
        grant_of(still, Role.AUDITOR, Purpose.AUDIT, Scope.ORGANISATION, "N1")
        done = run_retention(at=forever, by=OPERATOR, act=True)
        assert {one.name: one.removed for one in done.lines if one.removed} == {"account": 2, "belonging": 1}
        assert Person.objects.get(key=left).name == FORGOTTEN
        assert not Person.objects.get(key=left).is_active
        assert Person.objects.get(key=still).name == "Still Holding"

    def test_the_day_it_falls_due(self, trust):
        make_person("Edge Madeup", since=date(2010, 1, 1), until=date(2020, 2, 14))
        assert run_retention(at=LATER - timedelta(days=1), by=OPERATOR, act=True).removed == 0
        assert LATER.date() == date(2026, 2, 14)
        assert run_retention(at=LATER, by=OPERATOR, act=True).removed == 1

    def test_a_closed_account_loses_its_name_in_time_and_old_looks_go(self, ada, chair, keeper):
        close_account(ada, at=AT, by=OPERATOR)
        profile(ada, viewer=chair, at=LATER)
        end = timezone.now() + timedelta(days=2_300)
        run_retention(at=end, by=OPERATOR, act=True)
        assert Person.objects.get(pk=person_pk(ada)).name == FORGOTTEN
        assert Look.objects.count() == 0

    def test_the_terminal_reports_and_acts(self, trust, capsys):
        make_person("Gone Longago", since=date(2012, 1, 1), until=date(2013, 6, 30))
        assert main(["people", "retention"]) == 0
        assert "1 due" in capsys.readouterr().out
        assert Membership.objects.exists()
        assert main(["people", "retention", "--act"]) == 0
        assert "1 removed" in capsys.readouterr().out
        assert not Membership.objects.exists()


def person_pk(key):
    return Person.objects.values_list("pk", flat=True).get(key=key)


class TestControl:
    def test_it_passes_with_every_record_in_one_change_and_history_keeps_who_was_answerable(self, ada, keeper):
        make_trust("N2", make_region())
        before = Membership.objects.filter(controller__code="N1").count()
        made = rights.transfer_control("N1", "N2", "The trusts merged", ends=True, at=LATER, by=keeper)
        assert made.records["membership"] == before
        assert not Membership.objects.filter(controller__code="N1").exists()
        assert Membership.objects.as_at(LATER - timedelta(hours=1)).filter(controller__code="N1").count() == before
        page = audit.control(viewer=keeper)
        (gone,) = [one for one in page.controllers if one.code == "N1"]
        assert gone.ended_at == LATER
        assert gone.successor == "Trust N2 (made up)"
        assert "The trusts merged" in page.transfers[0].why
        assert any("The trusts merged" in one.why for one in records.own_history(viewer=viewer_of_key(ada)))
        assert Event.objects.filter(name="people.control_passed", data={"before": "N1", "after": "N2"}).exists()

    def test_whoever_took_over_from_the_site_is_answerable_from_then_on(self, keeper):
        rights.enter_controller("NEWBODY", "A new body (made up)", at=LATER, by=keeper)
        rights.transfer_control("SITE", "NEWBODY", "By order", ends=True, at=LATER, by=keeper)
        assert make_region("LATER").controller.code == "NEWBODY"

    def test_a_region_moves_to_another_body_that_is_new_here(self, keeper):
        rights.enter_controller("NEWBODY", "A new national body (made up)", at=LATER, by=keeper)
        made = rights.transfer_control("SITE", "NEWBODY", "By order", ends=False, at=LATER, by=keeper)
        assert made.records["region"] == 1

    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [("N1", "N1", "another one"), ("N1", "ZZ", "No legal entity"), ("ZZ", "N1", "No legal entity")],
    )
    def test_what_cannot_pass_is_refused(self, keeper, before, after, said):
        from wraparound.records.actions.controllers import CannotTransfer

        with pytest.raises(CannotTransfer, match=said):
            rights.transfer_control(before, after, "Why not", ends=False, at=LATER, by=keeper)

    def test_only_whoever_looks_after_the_whole_site(self, chair):
        trusts_own = make_administrator(Scope.ORGANISATION, "N1", "Trust Keeper")
        for viewer in (chair, trusts_own):
            with pytest.raises(NotYours):
                rights.transfer_control("N1", "SITE", "Mine", ends=False, at=LATER, by=viewer)


class TestAsAt:
    def test_a_page_of_the_past_shows_who_was_there_then_and_never_the_wrong_one(self, client, ada, chair):
        make_trust("N2", make_region())
        add_membership(ada, "N2", "Chief", starts=date(2026, 1, 20), at=AT + timedelta(days=15), by=OPERATOR)
        end_membership(ada, "N1", on=date(2026, 1, 25), at=AT + timedelta(days=20), by=OPERATOR)
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        assert client.get(f"/people/{ada}/").status_code == 404
        then = client.get(f"/people/{ada}/?as_at=2026-01-10").content.decode()
        assert "As this site knew it at the end of 10 January 2026" in then
        assert "Chief" not in then
        listed = people_page(PeopleQuestion(as_at=date(2026, 1, 10)), viewer=chair, on=NOW)
        assert "Ada Madeup" in {one.name for one in listed.people}
        today = people_page(PeopleQuestion(), viewer=chair, on=NOW)
        assert "Ada Madeup" not in {one.name for one in today.people}
        page = client.get("/people/organisations/N1/?as_at=2026-01-10").content.decode()
        assert "Ada Madeup" in page
        assert client.get(f"/people/{ada}/?as_at=2025-01-10").status_code == 404
        assert client.get(f"/people/{ada}/?as_at=nonsense").status_code == 404

    def test_a_page_of_the_past_says_that_something_was_removed(self, client, ada, chair):
        leaving.leave(at=LATER, by=viewer_of_key(ada))
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        page = client.get("/people/organisations/N1/?as_at=2026-01-10").content.decode()
        assert "One entry was removed for good since" in page
        assert "Ada" not in page

    def test_an_organisation_as_it_was_called_then(self, client, ada, chair, keeper):
        from wraparound.people.models import Organisation
        from wraparound.records.actions.changes import changing

        with changing("Renamed", at=AT + timedelta(days=20), by=OPERATOR):
            Organisation.objects.filter(code="N1").update(name="Renamed Trust (made up)")
        client.force_login(Person.objects.get(pk=keeper.person), backend=BACKEND)
        then = client.get("/people/organisations/N1/?as_at=2026-01-10").content.decode()
        assert "<h1>Trust N1 (made up)</h1>" in then
        assert "<h1>Renamed Trust (made up)</h1>" in client.get("/people/organisations/N1/").content.decode()
        assert client.get("/people/organisations/N1/?as_at=2020-01-10").status_code == 404
        listed = client.get("/api/people/", {"q": "ada", "as_at": "2026-01-10"}).json()["people"]
        assert listed[0]["memberships"][0]["organisation"] == "Trust N1 (made up)"

    def test_a_search_for_the_last_letter_there_is_finds_nobody(self, client, ada, chair):
        client.force_login(Person.objects.get(pk=chair.person), backend=BACKEND)
        for last in ("\U0010ffff", "\ud7ff"):
            assert client.get("/api/people/", {"q": f"ada{last}"}).json()["people"] == []

    def test_names_of_then_are_found_by_the_words_of_then(self, ada, chair):
        own = viewer_of_key(ada)
        rights.correct_own_name("Renamed Quite", version=records.own_name(viewer=own)[1], at=LATER, by=own)
        question = PeopleQuestion(text="mad ada", as_at=(LATER - timedelta(days=2)).date())
        assert [one.name for one in people_page(question, viewer=chair, on=NOW).people] == ["Ada Madeup"]
        assert people_page(PeopleQuestion(text="mad"), viewer=chair, on=NOW).matching == 0

    def test_roles_as_they_were(self, keeper):
        key = make_person("Role Madeup")
        given = grant_of(key, Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "N1")
        from wraparound.people.actions import grants

        grants.end(given.number, at=LATER, by=keeper)
        asked = PeopleQuestion(role="chair", as_at=(LATER - timedelta(days=1)).date())
        assert people_page(asked, viewer=keeper, on=NOW).matching == 1
        assert people_page(PeopleQuestion(role="chair"), viewer=keeper, on=NOW).matching == 0
        assert GrantVersion.objects.filter(v_record=given.number).count() == 2
