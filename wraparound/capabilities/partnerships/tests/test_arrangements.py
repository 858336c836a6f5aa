"""How organisations are led together: said by one board, agreed by all; then posts follow, and can be undone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.partnerships.actions.arrangements import (
    agree_arrangement,
    end_arrangement,
    say_arrangement,
    take_back_arrangement,
)
from wraparound.capabilities.partnerships.calculation.arrangements import ensure_it_fits, state_after
from wraparound.capabilities.partnerships.queries.arrangements import (
    arrangement,
    arrangements,
    in_force,
    waiting_for,
)
from wraparound.capabilities.partnerships.terms.arrangements import (
    ArrangementSort,
    ArrangementState,
    CannotArrange,
    NewArrangement,
    NoSuchArrangement,
)
from wraparound.capabilities.partnerships.tests.arranged_world import AT, BACKEND, SINCE, TODAY, make_world
from wraparound.capabilities.partnerships.wording.arrangements import waits_words
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import give
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.rights import ChangedMeanwhile

pytestmark = pytest.mark.django_db
FROM = date(2026, 4, 1)


def new(sort=ArrangementSort.SHARED_CHIEF, *, leads="ZZ01", others=("ZZ02",), **more):
    parts = {"starts": FROM, "until": None, "accountable": "Each board for its own.", "why": "Both boards wished it."}
    return NewArrangement(sort=sort, leads=leads, others=others, **{**parts, **more})


def agreed(world, what=None):
    """One that both boards agreed."""
    number = say_arrangement(what or new(), at=AT, by=world.chair)
    agree(number, "ZZ02", world.other)
    return number


def agree(number, code, by):
    return agree_arrangement(number, code, version=arrangement(number, viewer=by).version, at=AT, by=by)


def test_it_counts_once_every_board_has_agreed() -> None:
    world = make_world()
    number = say_arrangement(new(others=("ZZ02", "ZZ03")), at=AT, by=world.chair)

    one = arrangement(number, viewer=world.other)
    assert one.state is ArrangementState.SAID
    assert [part.code for part in one.waits_for] == ["ZZ03", "ZZ02"]
    assert "the boards of Gorsedale Hospitals (made up) and Thistleford" in waits_words(one)
    assert agree(number, "ZZ02", world.other) is ArrangementState.SAID
    assert in_force(viewer=world.chair, on=FROM) == ()
    assert agree(number, "ZZ03", world.third) is ArrangementState.AGREED
    assert [one.number for one in in_force(viewer=world.chair, on=FROM)] == [number]
    assert in_force(viewer=world.chair, on=FROM - timedelta(days=1)) == ()


def test_who_reads_it_who_is_asked_and_who_is_told_that_it_is_not_there() -> None:
    world = make_world()
    number = say_arrangement(new(), at=AT, by=world.chair)

    assert [one.number for one in waiting_for(viewer=world.other)] == [number]
    assert waiting_for(viewer=world.chair) == ()
    # What waits for a board is the boards' own: their region reads it once it counts.
    for stranger in (world.third, world.far_region, world.region, OPERATOR):
        with pytest.raises(NoSuchArrangement):
            arrangement(number, viewer=stranger)
        assert arrangements(viewer=stranger) == ()
    with pytest.raises(PermissionDenied):
        arrangements(viewer=PUBLIC)
    with pytest.raises(NoSuchArrangement):
        agree(number, "ZZ02", world.chair)
    with pytest.raises(NoSuchArrangement):
        take_back_arrangement(number, because="No", version=1, at=AT, by=world.region)
    with pytest.raises(NotYours):
        say_arrangement(new(leads="ZZ02", others=("ZZ03",)), at=AT, by=world.chair)


def test_two_at_once_are_told_and_the_same_is_entered_once() -> None:
    world = make_world()
    number = say_arrangement(new(), at=AT, by=world.chair)
    read = arrangement(number, viewer=world.other).version
    with pytest.raises(CannotArrange, match="stands in one of this sort already"):
        say_arrangement(new(leads="ZZ02", others=("ZZ01",)), at=AT, by=world.other)

    take_back_arrangement(
        number,
        because="The other way round.",
        version=arrangement(number, viewer=world.chair).version,
        at=AT,
        by=world.chair,
    )
    with pytest.raises(ChangedMeanwhile):
        agree_arrangement(number, "ZZ02", version=read, at=AT, by=world.other)
    assert say_arrangement(new(leads="ZZ02", others=("ZZ01",)), at=AT, by=world.other)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"others": ()}, "at least one other"),
        ({"others": ("ZZ01",)}, "twice"),
        ({"starts": date(2062, 1, 1)}, "year of its first day"),
        ({"until": FROM - timedelta(days=1)}, "before its first"),
        ({"accountable": "  "}, "who answers for what"),
        ({"why": "x" * 601}, "too long"),
    ],
)
def test_what_does_not_fit_is_said(what, said) -> None:
    with pytest.raises(CannotArrange, match=said):
        ensure_it_fits(new(**what), today=TODAY)


def test_an_acquisition_neither_has_nor_gets_a_last_day() -> None:
    world = make_world()
    with pytest.raises(CannotArrange, match="no last day"):
        say_arrangement(new(ArrangementSort.ACQUISITION, until=date(2027, 1, 1)), at=AT, by=world.chair)
    number = agreed(world, new(ArrangementSort.ACQUISITION))
    with pytest.raises(CannotArrange, match="does not end"):
        end_arrangement(
            number,
            last_day=date(2027, 1, 1),
            because="Why",
            at=AT,
            by=world.chair,
            version=arrangement(number, viewer=world.chair).version,
        )


@given(st.sets(st.integers(1, 9)), st.sets(st.integers(1, 9), min_size=1))
def test_no_board_can_be_left_out(agreed_by: set[int], organisations: set[int]) -> None:
    counted = state_after(agreed_by, organisations) is ArrangementState.AGREED
    assert counted == all(one in agreed_by for one in organisations)


def test_from_entering_to_agreeing_and_ending_in_pages(client: Client) -> None:
    world = make_world()
    client.force_login(world.people["chair"], backend=BACKEND)
    sent = {
        "sort": "shared_chair",
        "leads": "ZZ01",
        "others": ["ZZ02"],
        "starts_day": "1",
        "accountable": "",
    }
    wrong = client.post("/partnerships/arrangements/new/", sent)
    assert wrong.status_code == 200
    assert "Say who answers for what" in wrong.content.decode()
    number = say_arrangement(new(ArrangementSort.SHARED_CHAIR), at=AT, by=world.chair)

    client.force_login(world.people["other"], backend=BACKEND)
    address = f"/partnerships/arrangements/{number}/"
    page = client.get(address).content.decode()
    assert "Agree for the board of Thistleford Hospitals (made up)" in page
    version = arrangement(number, viewer=world.other).version
    answer = client.post(f"{address}agree/", {"code": "ZZ02", "version": version}, follow=True)
    assert "Every board has agreed" in answer.content.decode()
    assert "Say when it ends" in answer.content.decode()
    ended = client.post(
        f"{address}take-back/",
        {"because": "It was a slip.", "version": arrangement(number, viewer=world.other).version},
        follow=True,
    )
    assert "It is taken back" in ended.content.decode()
    client.force_login(world.people["third"], backend=BACKEND)
    assert client.get(address).status_code == 404
    assert client.get("/api/partnerships/arrangements").json() == []


def test_the_operator_reads_and_changes_nothing() -> None:
    world = make_world()
    number = say_arrangement(new(), at=AT, by=world.chair)
    assert arrangements(viewer=OPERATOR) == ()
    agree(number, "ZZ02", world.other)
    assert len(arrangements(viewer=OPERATOR)) == 1
    assert len(arrangements(viewer=world.region)) == 1
    with pytest.raises(PermissionDenied):
        say_arrangement(new(ArrangementSort.GROUP), at=AT, by=OPERATOR)


def test_what_a_board_refuses_is_seen_by_the_boards_alone_and_needs_no_reason() -> None:
    world = make_world()
    number = say_arrangement(new(ArrangementSort.ACQUISITION), at=AT, by=world.chair)
    version = arrangement(number, viewer=world.other).version
    take_back_arrangement(number, because="", version=version, at=AT, by=world.other)
    assert [one.number for one in arrangements(viewer=world.chair)] == [number]
    for reader in (world.region, OPERATOR):
        assert arrangements(viewer=reader) == ()


def test_nobody_agrees_with_themselves() -> None:
    """A shared chair speaks for both, and takes nothing over alone."""
    world = make_world()
    chair = world.people["chair"]
    give(
        NewGrant(str(chair.key), Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "ZZ02", SINCE, None, "Shared"),
        at=AT,
        by=OPERATOR,
    )
    both = viewer_for(chair.pk, chair.name, on=AT.date(), viewer=PUBLIC)
    with pytest.raises(CannotArrange, match="nobody agrees with themselves"):
        say_arrangement(new(ArrangementSort.ACQUISITION), at=AT, by=both)
    number = say_arrangement(new(leads="ZZ02", others=("ZZ01",)), at=AT, by=world.other)
    assert agree(number, "ZZ01", both) is ArrangementState.AGREED
    third = say_arrangement(new(ArrangementSort.GROUP, leads="ZZ03", others=("ZZ01", "ZZ02")), at=AT, by=world.third)
    assert agree(third, "ZZ01", both) is ArrangementState.SAID
    with pytest.raises(CannotArrange, match="nobody agrees with themselves"):
        agree(third, "ZZ02", both)


def test_an_end_is_no_later_than_what_was_agreed_and_an_acquisition_no_further_than_a_year() -> None:
    world = make_world()
    number = say_arrangement(new(until=date(2027, 3, 31)), at=AT, by=world.chair)
    agree(number, "ZZ02", world.other)
    version = arrangement(number, viewer=world.chair).version
    with pytest.raises(CannotArrange, match="earlier last day"):
        end_arrangement(number, last_day=date(2027, 4, 1), because="Longer", version=version, at=AT, by=world.chair)
    with pytest.raises(CannotArrange, match="in the year before it happens"):
        say_arrangement(new(ArrangementSort.ACQUISITION, starts=date(2027, 9, 1)), at=AT, by=world.chair)
