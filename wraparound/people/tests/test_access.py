"""The engine: who is let in, how far, and that a list and a page can never disagree."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as some

from wraparound.people.access import (
    CHANGE_ACCESS,
    RULES,
    SEE_PEOPLE,
    SIGNED_IN,
    NotYours,
    Rule,
    SignInNeeded,
    To,
    allows,
    anyone,
    ensure,
    proved_lately,
    reach,
)
from wraparound.people.terms.access import KEPT_TO, OPERATOR, PUBLIC, Held, Purpose, Reach, Role, Scope, Subject, Viewer

IDS = some.integers(1, 4)
HELD = some.builds(
    Held, some.just(1), some.sampled_from(Role), some.sampled_from(Purpose), some.sampled_from(Scope), IDS
).map(lambda one: Held(one.grant, one.role, one.purpose, one.scope, None if one.scope is Scope.NATION else one.target))
VIEWERS = some.builds(Viewer, some.just("someone"), IDS, some.lists(HELD, max_size=4).map(tuple))
SUBJECTS = some.builds(Subject, IDS, some.frozensets(IDS, max_size=2), some.frozensets(IDS, max_size=2))


def test_the_public_is_asked_to_sign_in_and_others_are_told_whose_it_is():
    with pytest.raises(SignInNeeded):
        ensure(PUBLIC, SIGNED_IN)
    with pytest.raises(NotYours, match="ask whoever looks after access"):
        ensure(Viewer("someone", 1), CHANGE_ACCESS)
    ensure(OPERATOR, CHANGE_ACCESS)
    ensure(PUBLIC, anyone("It is open."))


def test_whoever_holds_the_role_for_something_else_is_told_what_is_lacking():
    rule = Rule(because="It is so.", to=(To(Role.CHIEF_EXECUTIVE, Purpose.TALENT),))
    other = Held(1, Role.CHIEF_EXECUTIVE, Purpose.COMPACT, Scope.ORGANISATION, 1)
    with pytest.raises(NotYours, match="were not given access for “who could lead next”"):
        ensure(Viewer("someone", 1, (other,)), rule)
    with pytest.raises(NotYours) as trouble:
        ensure(Viewer("someone", 1), rule)
    assert "access for" not in str(trouble.value)


def test_a_grant_for_another_purpose_opens_nothing():
    talent = Held(1, Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, 7)
    compact = Held(2, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, 7)
    about = Subject(person=9, organisations=frozenset({7}), regions=frozenset({3}))
    assert allows(Viewer("chair", 1, (talent,)), SEE_PEOPLE, about)
    assert not allows(Viewer("chair", 1, (compact,)), SEE_PEOPLE, about)


def test_a_region_does_not_see_the_names_of_its_trusts():
    lead = Held(1, Role.TALENT_LEAD, Purpose.TALENT, Scope.REGION, 3)
    about = Subject(person=9, organisations=frozenset({7}), regions=frozenset({3}))
    assert not allows(Viewer("lead", 1, (lead,)), SEE_PEOPLE, about)


@pytest.mark.parametrize(
    ("before", "lately"), [(0, True), (600, True), (601, False), (86_400, False), (-2, True), (-601, False)]
)
def test_a_proof_counts_for_ten_minutes(before, lately):
    request, at = RequestFactory().get("/"), datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert not proved_lately(request, at)
    request.proved_at = None
    assert not proved_lately(request, at)
    request.proved_at = at.timestamp() - before
    assert proved_lately(request, at) is lately


@given(VIEWERS, SUBJECTS)
def test_what_is_let_in_is_exactly_what_some_grant_or_oneself_reaches(viewer, about):
    """Law: the slow obvious reading of a rule, grant by grant, agrees with the engine."""
    slow = viewer.person == about.person or any(
        To(one.role, one.purpose, to.at) == to
        and one.scope in to.at
        and (
            one.scope is Scope.NATION
            or (one.scope is Scope.REGION and one.target in about.regions)
            or (one.scope is Scope.ORGANISATION and one.target in about.organisations)
            or (one.scope is Scope.PERSON and one.target == about.person)
        )
        for one in viewer.held
        for to in SEE_PEOPLE.to
    )
    assert allows(viewer, SEE_PEOPLE, about) == slow


@given(VIEWERS, HELD, SUBJECTS)
def test_another_grant_never_takes_anything_away(viewer, more, about):
    richer = Viewer(viewer.name, viewer.person, (*viewer.held, more))
    if allows(viewer, SEE_PEOPLE, about):
        assert allows(richer, SEE_PEOPLE, about)


@given(SUBJECTS)
def test_nobody_reaches_nothing(about):
    assert Reach().is_empty
    assert not Reach().covers(about)
    assert reach(PUBLIC, SEE_PEOPLE).is_empty


def test_a_rule_without_grants_lets_only_the_operator_in():
    rule = Rule(because="Nobody else.")
    assert allows(OPERATOR, rule)
    for role, (purposes, scopes) in KEPT_TO.items():
        held = tuple(Held(1, role, purpose, scope, 1) for purpose in purposes for scope in scopes)
        with pytest.raises(PermissionDenied):
            ensure(Viewer("someone", 1, held), rule)


def test_every_rule_gives_its_reason_in_a_sentence():
    for rule in RULES.values():
        assert rule.because.endswith(".")


def test_every_role_can_be_given_for_something_and_over_something():
    assert set(KEPT_TO) == set(Role)
    assert all(purposes and scopes for purposes, scopes in KEPT_TO.values())
