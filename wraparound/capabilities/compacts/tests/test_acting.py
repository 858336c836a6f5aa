"""For which sides somebody acts, as a condition for lists and as the answer about one compact; and what Today asks."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Q, Value
from django.test.utils import CaptureQueriesContext

from wraparound.capabilities.compacts.models.agreed import Compact, Text, Undertaking
from wraparound.capabilities.compacts.queries.acting import EVERY_SIDE, acting
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Listing, Question, answered, listed
from wraparound.capabilities.compacts.queries.reading import sides_of
from wraparound.capabilities.compacts.tests.factories import AT, TODAY, begin, days, in_force
from wraparound.people.actions.grants import give
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def given(world, side, role, scope, target):
    """The same person with one more role for compacts."""
    person = world.people[side]
    new = NewGrant(str(person.key), role, Purpose.COMPACT, scope, target, date(2025, 1, 1), None, "For the test")
    give(new, at=AT, by=OPERATOR)
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)


def everybody(world):
    sides = ("chair", "leader", "region", "centre", "improver", "stranger", "other_chair", "other_region")
    yield from (getattr(world, side) for side in sides)
    # Whoever holds several roles acts for other sides of other compacts, and for several of one.
    yield given(world, "leader", Role.CHAIR, Scope.ORGANISATION, "ZZ02")
    yield given(world, "chair", Role.REGIONAL_DIRECTOR, Scope.REGION, "SO")
    yield given(world, "region", Role.CHAIR, Scope.ORGANISATION, "ZZ01")


def every_sort_of_compact(world):
    for asks_region in (True, False):
        for asks_centre in (True, False):
            post = f"Chief executive {asks_region} {asks_centre}"
            begin(world, role=post, asks_region=asks_region, asks_centre=asks_centre)
    begin(world, organisation="ZZ02", by=world.other_chair, asks_centre=True, leader="")
    begin(world, role="Chief of people", leader="")
    # One who holds no role for compacts leads one all the same.
    made = begin(world, role="Chief nurse")
    with changing("Somebody else leads", at=AT, by=OPERATOR):
        Compact.objects.filter(pk=made.pk).update(leader=world.people["stranger"])


class TestForWhomSomebodyActs:
    def test_a_condition_finds_the_compacts_of_which_the_answer_about_one_says_so(self, world):
        every_sort_of_compact(world)
        acted = set()
        for viewer in everybody(world):
            mine = acting(viewer.person, viewer=viewer)
            for party in EVERY_SIDE:
                found = set(Compact.objects.filter(mine.where(of=(party,), way="")))
                said = {one for one in Compact.objects.all() if party in sides_of(one, viewer=viewer)}
                assert found == said, (viewer.name, party)
                acted |= {party} if found else set()
            texts = Text.objects.filter(mine.where()).values_list("compact", flat=True)
            assert set(texts) == {one.pk for one in Compact.objects.all() if sides_of(one, viewer=viewer)}
        assert acted == set(EVERY_SIDE)

    def test_each_side_is_asked_its_own_question(self, world):
        in_force(world)
        mine = acting(world.region.person, viewer=world.region)
        found = Undertaking.objects.filter(mine.where(lambda party: Q(giver=party)))
        assert {one.giver for one in found} == {"region"}

    def test_whoever_acts_for_nobody_finds_nothing(self, world):
        in_force(world)
        mine = acting(world.stranger.person, viewer=world.stranger)
        assert mine.sides() == ()
        assert not Compact.objects.filter(mine.where(way="")).exists()

    def test_a_leader_acts_as_one_only_where_they_lead(self, world):
        assert not acting(world.leader.person, viewer=world.leader).leads
        made = in_force(world)
        assert acting(world.leader.person, viewer=world.leader).leads
        with changing("Somebody else leads", at=AT, by=OPERATOR):
            Compact.objects.filter(pk=made.pk).update(leader=world.people["stranger"])
        assert not acting(world.leader.person, viewer=world.leader).leads


class TestWhatIsAsked:
    def test_lists_are_read_together_in_their_own_order_and_one_more_than_are_shown(self, world):
        for number in range(MOST + 3):
            in_force(world, role=f"Director {number}")
        every = Listing(Undertaking.objects.all(), tuple, state="state", words="words", day="due_on")
        newest = Listing(Text.objects.all(), tuple, state="state", moment="shared_at")
        with CaptureQueriesContext(connection) as statements:
            found = listed({"due": every, "new": newest}, viewer=OPERATOR)
        assert len(statements) == 1
        due = Undertaking.objects.order_by("due_on", "pk").values_list("pk", "due_on", "words", "compact")[: MOST + 1]
        assert [(one.number, one.day, one.words, one.compact) for one in found["due"]] == list(due)
        new = Text.objects.order_by("-shared_at", "pk").values_list("pk", "shared_at")[: MOST + 1]
        assert [(one.number, one.moment) for one in found["new"]] == list(new)
        assert {one.head for one in found["new"]} == {"Compact with Lena Leadbetter, Larkmoor Hospitals (made up)"}

    def test_what_finds_nothing_is_not_told_and_costs_no_statement(self, world):
        in_force(world)

        def never(rows):
            raise AssertionError("It found nothing")

        asked = {
            "nothing": Question(Text.objects.filter(number=9), never),
            "nowhere": Listing(Text.objects.none(), never),
            "texts": Listing(Text.objects.all(), list, key=Value("?")),
        }
        with CaptureQueriesContext(connection) as statements:
            told = answered(asked, viewer=OPERATOR)
        assert [one.key for one in told["texts"]] == ["?"]
        assert list(told) == ["texts"]
        assert len(statements) == 2

    def test_today_asks_as_often_with_many_compacts_as_with_one(self, world):
        def statements(viewer):
            with CaptureQueriesContext(connection) as asked:
                assert needs_today(viewer=viewer, at=AT + days(130))
            # Without a page around it each look is written at once.
            return sum(one["sql"].startswith("SELECT") for one in asked)

        in_force(world)
        viewers = (world.chair, world.region)
        few = [statements(viewer) for viewer in viewers]
        for number in range(12):
            in_force(world, role=f"Director {number}")
        assert [statements(viewer) for viewer in viewers] == few
        assert max(few) <= 4
