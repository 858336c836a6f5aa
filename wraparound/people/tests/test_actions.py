"""Bringing people in, giving and ending roles, opening the first account: what is refused, never half done."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from wraparound.people.access import NotYours
from wraparound.people.actions import accounts, grants
from wraparound.people.actions.demo import CHOOSER, seed_region
from wraparound.people.actions.first import OpenAlready, first_link, opens
from wraparound.people.actions.people import (
    CannotBringIn,
    add_membership,
    add_organisation,
    bring_in,
    close_account,
    end_membership,
    open_account_again,
)
from wraparound.people.calculation import clean_name, name_key, name_words
from wraparound.people.models import Grant, Membership, Person
from wraparound.people.queries.people import people_page, profile
from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson, PeopleQuestion
from wraparound.people.tests.factories import (
    AT,
    TODAY,
    grant_of,
    make_administrator,
    make_person,
    make_region,
    make_trust,
    viewer_of_key,
)
from wraparound.people.wording.access import grant_line
from wraparound.records.actions.changes import changing
from wraparound.records.models.keeping import EndInstead

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PASSWORD = "quiet lantern orchard"


def new_chair(key, target="N1", **changes):
    parts = {
        **{"person": key, "role": Role.CHAIR, "purpose": Purpose.TALENT, "scope": Scope.ORGANISATION},
        **{"target": target, "starts": date(2026, 1, 1), "ends": None, "reason": "Appointed"},
    }
    return NewGrant(**{**parts, **changes})


def test_an_administrator_gives_only_within_what_they_look_after():
    make_trust("N1")
    make_trust("S1", make_region("SOUTH"))
    here, there = make_person("Here Madeup", "N1"), make_person("There Madeup", "S1")
    keeper = make_administrator(Scope.ORGANISATION, "N1")
    assert grants.give(new_chair(here), at=AT, by=keeper).person == "Here Madeup"
    for refused in (
        new_chair(here, "S1"),
        new_chair(there),
        new_chair(here, "NORTH", role=Role.TALENT_LEAD, scope=Scope.REGION),
        new_chair(here, "", role=Role.ANALYST, scope=Scope.NATION),
    ):
        with pytest.raises(NotYours):
            grants.give(refused, at=AT, by=keeper)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"purpose": Purpose.EQUALITY}, "given for"),
        ({"scope": Scope.NATION, "target": ""}, "given over"),
        ({"ends": date(2025, 1, 1)}, "last day lies before"),
        ({"reason": "  "}, "Say why"),
        ({"target": "ZZZ"}, "No organisation"),
    ],
)
def test_a_grant_that_does_not_fit_is_refused_in_words(changes, said):
    make_trust()
    with pytest.raises((grants.CannotGive, Exception), match=said):
        grants.give(new_chair(make_person("Here Madeup"), **changes), at=AT, by=OPERATOR)
    assert not Grant.objects.exists()


def test_a_national_director_is_for_what_was_agreed_everywhere_and_nothing_else():
    make_trust()
    key = make_person("Nadia Madeup")
    director = {"role": Role.NATIONAL_DIRECTOR, "purpose": Purpose.COMPACT, "scope": Scope.NATION, "target": ""}
    for changes in ({"purpose": Purpose.TALENT}, {"scope": Scope.REGION, "target": "NORTH"}, {"scope": Scope.PERSON}):
        with pytest.raises(grants.CannotGive, match="National director is given"):
            grants.give(new_chair(key, **{**director, **changes}), at=AT, by=OPERATOR)
    given = grants.give(new_chair(key, **director), at=AT, by=OPERATOR)
    assert grant_line(given) == "National director of the whole site, for what was agreed with a leader"
    page = people_page(PeopleQuestion(), viewer=viewer_of_key(key), on=TODAY)
    assert (page.names_visible, [one.code for one in page.counts]) == (False, ["N1"])


def test_a_grant_counts_between_its_days_and_not_after_it_was_ended():
    make_trust()
    key = make_person("Chair Madeup")
    given = grant_of(key, Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "N1", starts=TODAY, ends=TODAY + timedelta(9))
    assert not viewer_of_key(key, TODAY - timedelta(1)).held
    assert viewer_of_key(key, TODAY).held
    assert viewer_of_key(key, TODAY + timedelta(9)).held
    assert not viewer_of_key(key, TODAY + timedelta(10)).held
    grants.end(given.number, at=AT, by=OPERATOR)
    assert not viewer_of_key(key, TODAY).held
    with pytest.raises(grants.CannotGive, match="ended that role already"):
        grants.end(given.number, at=AT, by=OPERATOR)


def test_the_same_role_is_not_given_twice_and_one_role_can_be_held_across_several():
    make_trust("N1")
    make_trust("N2", make_region())
    key = make_person("Shared Madeup")
    grants.give(new_chair(key, "N1"), at=AT, by=OPERATOR)
    grants.give(new_chair(key, "N2"), at=AT, by=OPERATOR)
    with pytest.raises(grants.CannotGive, match="has that role already"):
        grants.give(new_chair(key, "N1"), at=AT, by=OPERATOR)
    assert len(viewer_of_key(key).held) == 2


def test_the_last_administrator_of_the_site_cannot_be_ended():
    make_trust()
    keeper = make_administrator()
    with pytest.raises(grants.CannotGive, match="last access administrator"):
        grants.end(keeper.held[0].grant, at=AT, by=keeper)
    make_administrator(name="Second Keeper")
    grants.end(keeper.held[0].grant, at=AT, by=keeper)


def test_grants_are_never_removed():
    make_trust()
    grant_of(make_person("Chair Madeup"), Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "N1")
    with pytest.raises(EndInstead):
        Grant.objects.all().delete()
    with pytest.raises(EndInstead):
        Grant.objects.get().delete()
    with pytest.raises(IntegrityError, match="ended, not deleted"), transaction.atomic():
        Grant.objects.all()._raw_delete("default")


def test_the_database_itself_refuses_a_grant_without_its_target():
    make_trust()
    person = Person.objects.get(key=make_person("Chair Madeup"))
    row = {"person": person, "purpose": "talent", "starts": TODAY, "granted_by": "x", "granted_at": AT}
    row["controller"] = person.controller
    for wrong in (
        {"role": "chair", "scope": "organisation"},
        {"role": "wizard", "scope": "nation"},
        {"role": "chair", "scope": "everywhere"},
        {"role": "chair", "scope": "nation", "about": person},
    ):
        with pytest.raises(IntegrityError, match="grant_"), changing("Wrong", at=AT, by=OPERATOR):
            Grant.objects.create(**{**row, **wrong})


def test_all_of_a_list_is_brought_in_or_none():
    make_trust()
    some_people = [NewPerson("Good Madeup", "good@made-up.example"), NewPerson("\u202e\u0000 ", None)]
    with pytest.raises(CannotBringIn, match="at least one letter"):
        bring_in(some_people, at=AT, by=OPERATOR)
    twice = [NewPerson("One Madeup", "same@made-up.example"), NewPerson("Two Madeup", "SAME@made-up.example")]
    with pytest.raises(CannotBringIn, match=r"same@made-up.example already signs"):
        bring_in(twice, at=AT, by=OPERATOR)
    assert not Person.objects.exists()


@given(some.text(max_size=150))
@settings(max_examples=150)
def test_a_name_of_any_letters_is_kept_found_and_shown_or_refused(text):
    with transaction.atomic():
        try:
            (key,) = bring_in([NewPerson(text)], at=AT, by=OPERATOR)
        except CannotBringIn:
            assert not name_words(clean_name(text)) or len(clean_name(text)) > 120
            return
        kept = profile(key, viewer=OPERATOR, at=AT).name
        assert kept == clean_name(text) == clean_name(kept)
        for word in name_words(kept)[:3]:
            found = people_page(PeopleQuestion(text=word), viewer=OPERATOR, on=TODAY)
            assert found.matching >= 1
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Zoë O’Brien", "zoe"),
        ("Zoë O’Brien", "obrien"),
        ("Zoë O’Brien", "O'Brien"),
        ("Anna-Lena Voß", "lena voss"),
        ("李小龍", "李"),
        ("Ιωάννα", "ιωαν"),
        ("Zed-: Madeup", "zed-:"),
    ],
)
def test_names_are_found_without_their_accents(name, searched):
    bring_in([NewPerson(name), NewPerson("Other Person")], at=AT, by=OPERATOR)
    page = people_page(PeopleQuestion(text=searched), viewer=OPERATOR, on=TODAY)
    assert [one.name for one in page.people] == [clean_name(name)]


def test_invisible_letters_cannot_make_two_names_look_alike():
    assert clean_name("Ada\u202e \u200bMade\u00adup\n") == "Ada Madeup"
    assert name_key("ÁDA  made-up") == "ada made-up"


def test_a_membership_ends_and_its_history_stays():
    make_trust()
    key = make_person("Leaver Madeup")
    end_membership(key, "N1", on=date(2026, 1, 31), at=AT, by=OPERATOR)
    assert not people_page(PeopleQuestion(organisation="N1"), viewer=OPERATOR, on=TODAY).people
    assert people_page(PeopleQuestion(organisation="N1"), viewer=OPERATOR, on=date(2026, 1, 31)).people
    assert Membership.objects.count() == 1


def test_leaving_an_organisation_ends_its_leaders_sight():
    make_trust()
    key = make_person("Leaver Madeup", until=date(2026, 1, 31))
    grant_of(chair := make_person("Chair Madeup"), Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "N1")
    viewer = viewer_of_key(chair)
    assert profile(key, viewer=viewer, at=datetime(2026, 1, 31, tzinfo=UTC)).name == "Leaver Madeup"
    with pytest.raises(Exception, match="nobody here whom you may see"):
        profile(key, viewer=viewer, at=datetime(2026, 2, 1, tzinfo=UTC))


def test_the_first_account_opens_once():
    link = first_link(by=OPERATOR)
    secret = link.split("/")[-2]
    assert opens(secret, by=OPERATOR)
    assert not opens(secret[:-1] + ("a" if secret[-1] != "a" else "b"), by=OPERATOR)
    person = accounts.open_first_account("First Keeper", "first@made-up.example", PASSWORD, at=AT, by=OPERATOR)
    assert viewer_of_key(str(person.key)).held[0].role is Role.ADMINISTRATOR
    assert not opens(secret, by=OPERATOR)
    with pytest.raises(OpenAlready):
        first_link(by=OPERATOR)
    with pytest.raises(NotYours):
        accounts.open_first_account("Second", "second@made-up.example", PASSWORD, at=AT, by=OPERATOR)


def test_the_made_up_region_never_meets_real_people():
    assert seed_region(40, at=AT, by=OPERATOR) == 40
    assert seed_region(40, at=AT, by=OPERATOR) == 40
    assert Person.objects.filter(made_up=False).count() == 0
    assert Person.objects.filter(in_chooser=True).count() == len(CHOOSER)
    for person in Person.objects.all():
        assert not person.has_usable_password()


def test_no_region_is_made_up_where_real_people_are():
    make_trust()
    make_person("Real Person")
    with pytest.raises(CannotBringIn, match="Real people are here"):
        seed_region(40, at=AT, by=OPERATOR)


def test_an_organisation_is_added_once():
    make_trust("N1")
    with pytest.raises(CannotBringIn, match="here already"):
        add_organisation("n1", "Again", "Acute", make_region(), at=AT, by=OPERATOR)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_one_invitation_at_the_same_moment_open_one_account():
    make_trust()
    key = make_person("Ivy New", email="ivy@made-up.example")
    sent = accounts.invite(key, at=AT, by=OPERATOR)
    together, outcomes = Barrier(2), []

    def accept(password):
        together.wait()
        try:
            accounts.accept(sent.secret, password, at=AT, by=OPERATOR)
            outcomes.append("opened")
        except (accounts.InvitationNotOpen, DatabaseError):
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=accept, args=(f"{word} lantern orchard",)) for word in ("quiet", "silent")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == ["opened", "refused"]


def test_a_person_belongs_to_several_organisations_and_leaves_one():
    make_trust("N1")
    make_trust("N2", make_region())
    key = make_person("Shared Madeup")
    add_membership(key, "N2", "Chair in common", starts=date(2026, 1, 1), at=AT, by=OPERATOR)
    with pytest.raises(CannotBringIn, match="already"):
        add_membership(key, "N2", "Again", starts=date(2026, 1, 1), at=AT, by=OPERATOR)
    end_membership(key, "N1", on=date(2026, 1, 31), at=AT, by=OPERATOR)
    found = profile(key, viewer=OPERATOR, at=AT)
    assert [(one.organisation_code, one.ends) for one in found.memberships] == [("N2", None), ("N1", date(2026, 1, 31))]


def test_a_closed_account_is_in_no_list_and_opens_again():
    make_trust()
    keeper = make_administrator()
    key = make_person("Leaver Madeup", email="leaver@made-up.example")
    close_account(key, at=AT, by=keeper)
    assert "Leaver Madeup" not in [one.name for one in people_page(PeopleQuestion(), viewer=keeper, on=TODAY).people]
    assert not profile(key, viewer=keeper, at=AT).is_open
    open_account_again(key, at=AT, by=keeper)
    assert profile(key, viewer=keeper, at=AT).is_open


def test_nobody_closes_their_own_account_or_the_last_administrators():
    make_trust()
    keeper = make_administrator()
    own = str(Person.objects.get(pk=keeper.person).key)
    with pytest.raises(CannotBringIn, match="your own"):
        close_account(own, at=AT, by=keeper)
    with pytest.raises(CannotBringIn, match="last access administrator"):
        close_account(own, at=AT, by=OPERATOR)
    trusts_own = make_administrator(Scope.ORGANISATION, "N1", name="Local Keeper")
    make_trust("S1", make_region("SOUTH"))
    with pytest.raises(NotYours):
        close_account(make_person("Far Madeup", "S1"), at=AT, by=trusts_own)


def test_the_keeper_of_one_trust_closes_nobody_on_whom_others_rely():
    make_trust("N1")
    make_trust("N2", make_region())
    keeper = make_administrator(Scope.ORGANISATION, "N1", name="Local Keeper")
    shared, regional, own = (make_person(f"{word} Madeup", "N1") for word in ("Shared", "Regional", "Own"))
    add_membership(shared, "N2", "Chair in common", starts=date(2026, 1, 1), at=AT, by=OPERATOR)
    grant_of(regional, Role.ADMINISTRATOR, Purpose.AUDIT, Scope.REGION, "NORTH")
    for key in (shared, regional):
        with pytest.raises(NotYours):
            close_account(key, at=AT, by=keeper)
    close_account(own, at=AT, by=keeper)


def test_a_filter_tells_no_roles_that_a_page_would_not():
    make_trust()
    holder = make_person("Holder Madeup")
    grant_of(holder, Role.EQUALITY_LEAD, Purpose.EQUALITY, Scope.ORGANISATION, "N1")
    chair = make_person("Chair Madeup")
    grant_of(chair, Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "N1")
    asked = PeopleQuestion(role="equality_lead")
    assert people_page(asked, viewer=viewer_of_key(chair), on=TODAY).matching == 0
    assert people_page(asked, viewer=make_administrator(), on=TODAY).matching == 1
