"""Posts and holders as they are kept: stories that happen to trusts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from wraparound.capabilities.pipelines.actions.closing import close_post, open_post_again
from wraparound.capabilities.pipelines.actions.holders import correct_holder, leave, take_back, take_up
from wraparound.capabilities.pipelines.actions.posts import add_post, change_post
from wraparound.capabilities.pipelines.actions.usual import enter_board
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.keeping import board_now
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, HolderKind, Leaving, Left, NewHolder
from wraparound.capabilities.pipelines.terms.succession import Sort, Use
from wraparound.capabilities.pipelines.terms.usual import USUAL, UsualPost
from wraparound.capabilities.pipelines.tests.keep_world import (
    AT,
    SINCE,
    TODAY,
    WRONG,
    a_post,
    corrected,
    described,
    entries,
    held,
    make_world,
    newcomer,
    post_row,
    version_of,
)
from wraparound.capabilities.pipelines.wording.keeping import holders_words
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import give
from wraparound.people.models import Grant, Membership, Organisation, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.published.terms import NotInEvidence
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Change
from wraparound.records.terms import Basis

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)
INTERIM, SUBSTANTIVE, VACANT = HolderKind.INTERIM, HolderKind.SUBSTANTIVE, HolderKind.VACANT


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def leaves(world, entry, last_day, *, at=AT, organisation=False, because=Left.NHS_POST):
    leaving = Leaving(last_day=last_day, because=because, leaves_organisation=organisation)
    leave(entry, leaving, version=version_of(entry), at=at, by=world.director)


def corrects(world, entry, **changes):
    correct_holder(entry, corrected(entry, **changes), version=version_of(entry), at=AT, by=world.director)


def takes_back(world, entry):
    take_back(entry, why="By mistake", version=version_of(entry), at=AT, by=world.director)


def names_on(post, day):
    rows = Day(day).holders().filter(post=post).select_related("person").order_by("starts", "pk")
    return [row.person.name if row.person else str(row.kind) for row in rows]


def test_a_finance_director_goes_an_interim_stands_in_and_somebody_comes(world):
    post = a_post(world)
    first = held(world, post, "Fiona Former")
    leaves(world, first, date(2026, 3, 31))
    held(world, post, "Ivo Interim", date(2026, 4, 13), kind=INTERIM, expected_end=date(2026, 9, 30), cost=950)
    assert names_on(post, date(2026, 4, 13)) == ["vacant", "Ivo Interim"]
    held(world, post, "Nadia Newhand", date(2026, 9, 1))
    assert entries(post) == [
        ("substantive", "Fiona Former", SINCE, date(2026, 3, 31)),
        ("vacant", "", date(2026, 4, 1), date(2026, 8, 31)),
        ("interim", "Ivo Interim", date(2026, 4, 13), None),
        ("substantive", "Nadia Newhand", date(2026, 9, 1), None),
    ]


def test_whoever_comes_on_the_very_next_day_leaves_no_vacancy(world):
    post = a_post(world)
    leaves(world, held(world, post, "Fiona Former"), date(2026, 3, 31))
    held(world, post, "Nadia Newhand", date(2026, 4, 1))
    assert [kind for kind, *_ in entries(post)] == ["substantive", "substantive"]


def test_a_successor_who_is_known_already_leaves_the_days_between_vacant(world):
    post = a_post(world)
    first = held(world, post, "Fiona Former")
    corrects(world, first, ends=date(2026, 3, 31))
    held(world, post, "Nadia Newhand", date(2026, 6, 1))
    assert ("vacant", "", date(2026, 4, 1), date(2026, 5, 31)) in entries(post)
    corrects(world, first, ends=date(2026, 4, 30))
    assert ("vacant", "", date(2026, 5, 1), date(2026, 5, 31)) in entries(post)
    corrects(world, first, ends=date(2026, 5, 31))
    assert [kind for kind, *_ in entries(post)] == ["substantive", "substantive"]


def test_a_past_holder_who_is_entered_late_leaves_the_vacancy_of_today_alone(world):
    post = a_post(world)
    held(world, post, kind=VACANT, since=date(2025, 6, 1), cost=4000)
    held(world, post, "Perry Past", date(2020, 3, 1), ends=date(2025, 5, 31))
    assert entries(post) == [
        ("substantive", "Perry Past", date(2020, 3, 1), date(2025, 5, 31)),
        ("vacant", "", date(2025, 6, 1), None),
    ]
    assert Holder.objects.get(kind=VACANT).cost == 4000


def test_a_holder_in_the_middle_of_a_vacancy_parts_it_and_each_part_costs_what_it_did(world):
    post = a_post(world)
    held(world, post, kind=VACANT, since=date(2025, 1, 1), cost=4000)
    held(world, post, "Minna Middle", date(2025, 4, 1), ends=date(2025, 6, 30))
    assert [one[2:] for one in entries(post) if one[0] == "vacant"] == [
        (date(2025, 1, 1), date(2025, 3, 31)),
        (date(2025, 7, 1), None),
    ]
    assert set(Holder.objects.filter(kind=VACANT).values_list("cost", flat=True)) == {4000}


def test_whoever_held_a_post_before_its_first_day_shows_that_it_was_there(world):
    post = a_post(world)
    entry = held(world, post, "Perry Past", date(2015, 4, 1), ends=date(2019, 3, 31))
    assert post_row(post).starts == date(2015, 4, 1)
    corrects(world, entry, starts=date(2014, 4, 1))
    assert post_row(post).starts == date(2014, 4, 1)
    assert Day(date(2014, 4, 1)).posts().filter(pk=post).exists()


def test_two_share_a_post_only_where_it_was_said(world):
    post = a_post(world)
    held(world, post, "Ada Half")
    with pytest.raises(CannotKeep, match="Ada Half holds it in that time"):
        held(world, post, "Bea Half", date(2025, 1, 1))
    second = held(world, post, "Bea Half", date(2025, 1, 1), beside=True)
    leaves(world, second, date(2025, 12, 31))
    assert names_on(post, date(2026, 1, 1)) == ["Ada Half"]
    assert not Holder.objects.filter(kind=VACANT).exists()


def test_a_correction_does_not_make_two_share_a_post_by_the_way(world):
    post = a_post(world)
    first = held(world, post, "Ada First", ends=date(2024, 12, 31))
    held(world, post, "Bea Second", date(2025, 1, 1))
    with pytest.raises(CannotKeep, match="Bea Second holds it in that time"):
        corrects(world, first, ends=date(2025, 1, 31))
    interim = held(world, post, "Ivo Interim", date(2025, 3, 1), kind=INTERIM)
    with pytest.raises(CannotKeep, match="say that the two share it"):
        corrects(world, interim, kind=SUBSTANTIVE)
    corrects(world, first, ends=date(2025, 1, 31), beside=True)
    corrects(world, first, ends=date(2025, 1, 30))


def test_nobody_holds_the_same_post_twice_at_once(world):
    post = a_post(world)
    held(world, post, person=str(world.people["colleague"].key), kind=HolderKind.ACTING)
    with pytest.raises(CannotKeep, match="Colin League holds it already"):
        held(world, post, person=str(world.people["colleague"].key), since=date(2026, 2, 1))


def test_taken_back_what_was_entered_never_was_and_what_went_before_goes_on(world):
    post = a_post(world)
    first = held(world, post, "Fiona Former")
    leaves(world, first, date(2025, 12, 31))
    wrong = held(world, post, "Wanda Wrong", date(2026, 2, 1))
    takes_back(world, wrong)
    assert entries(post)[1:] == [("vacant", "", date(2026, 1, 1), None)]
    corrects(world, first, ends=None)
    assert entries(post) == [("substantive", "Fiona Former", SINCE, None)]


def test_a_vacancy_that_follows_from_a_last_day_is_corrected_there(world):
    post = a_post(world)
    leaves(world, held(world, post, "Fiona Former"), date(2025, 12, 31))
    vacancy = Holder.objects.get(kind=VACANT).pk
    with pytest.raises(CannotKeep, match="Correct their last or first day instead"):
        takes_back(world, vacancy)
    with pytest.raises(CannotKeep, match="Correct their last or first day instead"):
        corrects(world, vacancy, starts=date(2026, 2, 1))
    corrects(world, vacancy, cost=9000)
    assert Holder.objects.get(pk=vacancy).cost == 9000
    with pytest.raises(CannotKeep, match="A vacancy ends when somebody takes the post up"):
        leaves(world, vacancy, date(2026, 2, 1))


def test_a_vacancy_that_was_said_by_hand_can_be_taken_back(world):
    post = a_post(world)
    vacancy = held(world, post, kind=VACANT, since=date(2026, 1, 1))
    with pytest.raises(CannotKeep, match="entered as vacant already, from 1 January 2026"):
        held(world, post, kind=VACANT, since=date(2026, 2, 1))
    takes_back(world, vacancy)
    assert entries(post) == []


def test_late_entries_give_the_right_holder_and_as_shown_then_what_was_known(world):
    """SAP shows today's holder on past days: theirs is the known fault."""
    post = a_post(world)
    first = held(world, post, "Fiona Former")
    later = AT + timedelta(days=20)
    leaves(world, first, date(2026, 3, 3), at=later)
    between = date(2026, 3, 10)
    assert names_on(post, between) == ["vacant"]
    shown = Day(between, AT + timedelta(days=8)).holders().filter(post=post)
    assert [row.person.name for row in shown.select_related("person")] == ["Fiona Former"]


def test_closing_ends_holders_shares_and_plans_and_opening_again_brings_them_back(world):
    post = a_post(world, "Chief operating officer", shared_with=("ZZ02",))
    below = a_post(world, "Deputy", reports_to=post)
    above = a_post(world, "Chief executive")
    change_post(
        post,
        described("Chief operating officer", reports_to=above, shared_with=("ZZ02",)),
        version=version_of(post, Post),
        at=AT,
        by=world.director,
    )
    entry = held(world, post, "Otto Operations")
    ahead = held(world, post, "Ivo Interim", kind=INTERIM, ends=date(2026, 6, 30))
    with changing("For the test", at=AT, by=world.director):
        named = Successor.objects.create(
            controller=post_row(post).controller,
            post=post_row(post),
            person=world.people["colleague"],
            use=Use.SUCCESSOR,
            sort=Sort.NAMED,
            starts=TODAY,
        )
    last = date(2026, 3, 31)
    close_post(post, last_day=last, because="Joined with another", at=AT, by=world.director)
    assert [one[3] for one in entries(post)] == [last, last]
    assert Holder.objects.get(pk=entry).left_because == Left.REORGANISED
    assert Share.objects.get().ends == last
    named.refresh_from_db()
    assert named.ends == last
    assert post_row(below).reports_to_id == post
    with pytest.raises(CannotKeep, match="The post ended on 31 March 2026"):
        held(world, post, "Late Comer", date(2026, 4, 1))
    open_post_again(post, at=AT, by=world.director)
    assert [Holder.objects.get(pk=one).ends for one in (entry, ahead)] == [None, date(2026, 6, 30)]
    assert Holder.objects.get(pk=entry).left_because == ""
    assert Share.objects.get().ends is None
    named.refresh_from_db()
    assert (named.ends, named.ended_because) == (None, "")
    assert post_row(below).reports_to_id == post


def test_a_post_that_closed_last_month_closes_what_was_entered_since(world):
    post = a_post(world, shared_with=("ZZ02",))
    first = held(world, post, "Fiona Former")
    leaves(world, first, date(2026, 1, 31))
    close_post(post, last_day=date(2026, 1, 31), because="No longer needed", at=AT, by=world.director)
    assert entries(post) == [("substantive", "Fiona Former", SINCE, date(2026, 1, 31))]
    assert Share.objects.get().ends == TODAY


def test_closing_asks_why_and_not_before_somebody_came(world):
    post = a_post(world)
    held(world, post, "Fiona Former", date(2025, 1, 1))
    with pytest.raises(CannotKeep, match="Say why it ends"):
        close_post(post, last_day=TODAY, because=" ", at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="somebody took it up, after that day"):
        close_post(post, last_day=date(2024, 12, 31), because="Joined", at=AT, by=world.director)
    close_post(post, last_day=TODAY, because="Joined", at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="closed already: its last day is 2 March 2026"):
        close_post(post, last_day=TODAY, because="Joined", at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="Open it again to change it"):
        change_post(post, described(), version=version_of(post, Post), at=AT, by=world.director)


def test_a_post_does_not_report_to_one_below_it_also_across_organisations(world):
    group = a_post(world, "Group chief executive", shared_with=("ZZ02",))
    theirs = a_post(
        world, "Managing director", code="ZZ02", by=world.other_director, reports_to=group, shared_with=("ZZ01",)
    )
    with pytest.raises(CannotKeep, match="cannot stand above it too"):
        change_post(
            group,
            described("Group chief executive", reports_to=theirs, shared_with=("ZZ02",)),
            version=version_of(group, Post),
            at=AT,
            by=world.director,
        )
    with pytest.raises(NotInEvidence):
        add_post("ZZ02", described(reports_to=a_post(world, "Unshared")), at=AT, by=world.other_director)


def test_a_post_that_is_shared_is_changed_by_the_organisation_it_belongs_to(world):
    group = a_post(world, "Group chief executive", shared_with=("ZZ02",))
    entry = held(world, group, "Gwen Group")
    for deed in (
        lambda by: close_post(group, last_day=TODAY, because="Mine", at=AT, by=by),
        lambda by: held(world, group, "Somebody", by=by),
        lambda by: take_back(entry, why="Mine", version=version_of(entry), at=AT, by=by),
        lambda by: change_post(group, described(), version=version_of(group, Post), at=AT, by=by),
    ):
        with pytest.raises(NotYours):
            deed(world.other_director)


@pytest.mark.parametrize("who", WRONG)
def test_whoever_does_not_lead_the_trust_writes_nothing(world, who):
    post = a_post(world)
    entry = held(world, post, "Fiona Former")
    by, before = getattr(world, who), (list(Post.objects.values()), list(Holder.objects.values()))
    leaving = Leaving(last_day=TODAY, because=Left.OTHER)
    usual = (UsualPost(line=USUAL[0], title="Chair", since=TODAY),)
    for deed in (
        lambda: add_post("ZZ01", described(), at=AT, by=by),
        lambda: enter_board("ZZ01", usual, seen=1, at=AT, by=by),
        lambda: change_post(post, described("Mine"), version=version_of(post, Post), at=AT, by=by),
        lambda: close_post(post, last_day=TODAY, because="Mine", at=AT, by=by),
        lambda: open_post_again(post, at=AT, by=by),
        lambda: take_up(post, NewHolder(kind=VACANT, starts=TODAY), at=AT, by=by),
        lambda: leave(entry, leaving, version=version_of(entry), at=AT, by=by),
        lambda: correct_holder(entry, corrected(entry), version=version_of(entry), at=AT, by=by),
        lambda: take_back(entry, why="Mine", version=version_of(entry), at=AT, by=by),
    ):
        with pytest.raises((NotYours, NotInEvidence)):
            deed()
    assert (list(Post.objects.values()), list(Holder.objects.values())) == before


def test_two_who_correct_an_entry_at_once_do_not_overwrite_each_other(world):
    entry = held(world, a_post(world), "Fiona Former")
    read = version_of(entry)
    correct_holder(entry, corrected(entry, cost=1), version=read, at=AT, by=world.director)
    for deed in (
        lambda: correct_holder(entry, corrected(entry, cost=2), version=read, at=AT, by=world.chair),
        lambda: leave(entry, Leaving(last_day=TODAY, because=Left.OTHER), version=read, at=AT, by=world.chair),
        lambda: take_back(entry, why="By mistake", version=read, at=AT, by=world.chair),
    ):
        with pytest.raises(ChangedMeanwhile):
            deed()
    assert Holder.objects.get(pk=entry).cost == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_take_up_the_same_post_at_the_same_moment_are_one():
    world = make_world()
    post, keys = a_post(world), [newcomer("Ada First"), newcomer("Bea Second")]
    together = Barrier(2)

    def takes(key):
        together.wait(timeout=30)
        try:
            return held(world, post, person=key)
        except CannotKeep:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        found = [one.result(timeout=60) for one in [pool.submit(takes, key) for key in keys]]
    assert sum(one is not None for one in found) == 1
    assert Holder.objects.count() == 1


def test_broken_off_in_the_middle_nothing_of_it_is_there(world):
    """Of somebody new neither the person, nor their place, nor the entry, nor the end of the vacancy."""
    post = a_post(world)
    held(world, post, kind=VACANT, since=date(2026, 1, 1))
    before = (Person.objects.count(), Membership.objects.count(), entries(post))

    def breaks_off():
        with changing("For the test", at=AT, by=world.director):
            held(world, post, "Nadia Newhand", date(2026, 2, 1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks_off()
    assert (Person.objects.count(), Membership.objects.count(), entries(post)) == before


def test_whoever_takes_up_a_post_belongs_there_and_may_leave_both(world):
    post = a_post(world)
    entry = held(world, post, "Nadia Newhand", date(2026, 2, 1))
    nadia = Person.objects.get(name="Nadia Newhand")
    place = Membership.objects.get(person=nadia)
    assert (place.job, place.starts, place.ends) == ("Director of finance", date(2026, 2, 1), None)
    leaves(world, entry, date(2026, 2, 28), organisation=True)
    assert Membership.objects.get(person=nadia).ends == date(2026, 2, 28)


def test_a_late_entry_does_not_have_somebody_belong_twice(world):
    held(world, a_post(world), person=str(world.people["colleague"].key), since=SINCE)
    with changing("For the test", at=AT, by=world.director):
        Membership.objects.filter(person=world.people["colleague"]).update(starts=date(2021, 1, 1))
    held(world, a_post(world, "Another"), person=str(world.people["colleague"].key), since=SINCE)
    assert Membership.objects.filter(person=world.people["colleague"]).count() == 1


def test_nobody_leaves_the_organisation_while_they_hold_another_post_there(world):
    key = str(world.people["colleague"].key)
    first, _ = held(world, a_post(world), person=key), held(world, a_post(world, "Another"), person=key)
    with pytest.raises(CannotKeep, match="They hold another post here after that day: Another"):
        leaves(world, first, TODAY, organisation=True)
    assert Holder.objects.get(pk=first).ends is None


@pytest.mark.parametrize(("last_day", "keeps"), [(TODAY, False), (TODAY + 30 * DAY, True)])
def test_what_somebody_was_given_ends_with_their_last_day_and_not_before(world, last_day, keeps):
    colin = world.people["colleague"]
    new = NewGrant(
        *(str(colin.key), Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01", SINCE, None, "For the test")
    )
    give(new, at=AT, by=OPERATOR)
    leaves(world, held(world, a_post(world), person=str(colin.key)), last_day, organisation=True)
    assert Grant.objects.filter(person=colin, ended_at__isnull=True).exists() is keeps
    for day, still in ((last_day, keeps), (last_day + DAY, False)):
        assert bool(viewer_for(colin.pk, colin.name, on=day, viewer=PUBLIC).held) is still


def test_nobody_of_another_trust_takes_up_a_post_before_they_are_released(world):
    post = a_post(world)
    with pytest.raises(CannotKeep, match="Ask for their release first"):
        held(world, post, person=str(world.people["other_director"].key))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"since": date(1948, 7, 4)}, "nothing here was before 1948"),
        ({"since": date(2027, 4, 1)}, "more than a year ahead"),
        ({"ends": date(2019, 1, 1)}, "before the first"),
        ({"expected_end": date(2019, 1, 1)}, "expected to leave before they come"),
        ({"cost": 10_000_001}, "at most ten million"),
        ({"person": "00000000-0000-0000-0000-000000000000", "name": "Both"}, "Say who takes it up"),
    ],
)
def test_days_and_costs_that_cannot_be_are_refused(world, more, says):
    more.setdefault("name", "Nadia Newhand")
    with pytest.raises(CannotKeep, match=says):
        held(world, a_post(world), **more)


def test_days_that_cannot_be_are_refused_of_a_correction_too(world):
    entry = held(world, a_post(world), "Fiona Former")
    for changes, says in (
        ({"starts": date(1948, 7, 4)}, "nothing here was before 1948"),
        ({"ends": date(2019, 12, 31)}, "before the first"),
        ({"kind": VACANT}, "A vacancy has no holder"),
        ({"why": " "}, "Say why"),
    ):
        with pytest.raises(CannotKeep, match=says):
            corrects(world, entry, **changes)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"title": "  "}, "Give the post a title"),
        ({"critical": True}, "Say why it is critical"),
        ({"least_successors": 3, "most_successors": 2}, "above the most"),
        ({"most_successors": 11}, "a number from 0 to 10"),
        ({"starts": date(1900, 1, 1)}, "not before 1948"),
        ({"starts": date(2028, 1, 1)}, "at most a year ahead"),
    ],
)
def test_a_post_that_does_not_fit_together_is_refused(world, more, says):
    with pytest.raises(CannotKeep, match=says):
        add_post("ZZ01", replace(described(), **more), at=AT, by=world.director)


def test_a_post_that_serves_another_no_longer_stopped_yesterday(world):
    post = a_post(world, shared_with=("ZZ02",), at=AT - 10 * DAY)
    change_post(post, described(), version=version_of(post, Post), at=AT, by=world.director)
    assert Share.objects.get().ends == TODAY - DAY
    assert not Day(TODAY).shares().exists()


def test_a_board_that_begins_later_and_is_sent_twice_is_entered_once(world):
    line = next(one for one in USUAL if one.common)
    ahead = TODAY + 30 * DAY
    wanted = [UsualPost(line=line, title=line.title, holder="Nadia Newhand", since=ahead)]
    enter_board("ZZ01", wanted, seen=0, at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="Somebody entered posts here"):
        enter_board("ZZ01", wanted, seen=0, at=AT, by=world.director)
    (there,) = board_now("ZZ01", viewer=world.director, today=Day(TODAY))
    assert holders_words(there.holders, today=TODAY) == "Nadia Newhand, from 1 April 2026"
    again = [replace(wanted[0], title="Another", line=USUAL[-1])]
    assert enter_board("ZZ01", again, seen=1, at=AT, by=world.director).known == ("Nadia Newhand",)
    assert Person.objects.filter(name="Nadia Newhand").count() == 1


def test_whoever_comes_earlier_than_was_entered_does_not_belong_twice(world):
    first, second = a_post(world), a_post(world, "Another")
    held(world, first, "Nadia Newhand", TODAY + 60 * DAY)
    nadia = Person.objects.get(name="Nadia Newhand")
    held(world, second, person=str(nadia.key), since=TODAY + 30 * DAY)
    assert Membership.objects.get(person=nadia).starts == TODAY + 30 * DAY


@pytest.mark.parametrize(
    ("purpose", "to", "may"),
    [
        (ReleaseFor.POSTS, ReleaseTo.TRUSTS, True),
        (ReleaseFor.POSTS, ReleaseTo.REGION, False),
        (ReleaseFor.STRETCH, ReleaseTo.TRUSTS, False),
    ],
)
def test_a_post_is_taken_up_by_whoever_is_released_to_the_trusts_for_posts(world, purpose, to, may):
    post, otis = a_post(world), world.people["other_director"]
    with changing("For the test", at=AT, by=world.director):
        place = Organisation.objects.get(code="ZZ02")
        Release.objects.create(
            controller=place.controller,
            person=otis,
            organisation=place,
            purpose=purpose,
            to=to,
            because="They asked",
            starts=SINCE,
            ends=date(2027, 1, 1),
            agreed_on=SINCE,
        )
    if may:
        held(world, post, person=str(otis.key), since=TODAY)
    else:
        with pytest.raises(CannotKeep, match="Ask for their release first"):
            held(world, post, person=str(otis.key), since=TODAY)


def test_whoever_held_a_post_here_before_takes_one_up_again(world):
    entry = held(world, a_post(world), "Fiona Former")
    fiona = Person.objects.get(name="Fiona Former")
    leaves(world, entry, TODAY - DAY, organisation=True)
    again = held(world, a_post(world, "Another"), person=str(fiona.key), since=TODAY)
    assert Holder.objects.get(pk=again).person == fiona


def test_why_an_entry_was_corrected_or_taken_back_goes_with_the_record_of_the_person(world):
    post = a_post(world)
    first = held(world, post, "Fiona Former")
    corrects(world, first, starts=date(2020, 2, 1), why="Fiona came late")
    second = held(world, a_post(world, "Another"), person=str(Person.objects.get(name="Fiona Former").key))
    take_back(second, why="Fiona never did", version=version_of(second), at=AT, by=world.director)
    remove(
        "people.person", [Person.objects.get(name="Fiona Former").pk], basis=Basis.ERASURE, why="x", at=AT, by=OPERATOR
    )
    assert not Change.objects.filter(why__contains="Fiona").exists()
    assert Change.objects.filter(why="Corrected").count() == 2
