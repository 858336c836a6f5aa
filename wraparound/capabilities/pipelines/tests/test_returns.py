"""The board-vacancy return: as at its quarter's last day, nothing counted twice, and what is not known said so."""

import io
from datetime import UTC, date, datetime

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.actions.closing import close_post
from wraparound.capabilities.pipelines.actions.holders import leave
from wraparound.capabilities.pipelines.actions.vacancies import say_costs, take_back_stage
from wraparound.capabilities.pipelines.calculation.returns import quarter_of, quarters_until
from wraparound.capabilities.pipelines.exchange.returns import returns_workbook
from wraparound.capabilities.pipelines.models.vacancies import Vacancy
from wraparound.capabilities.pipelines.queries.returns import NoSuchReturn, board_returns
from wraparound.capabilities.pipelines.terms.posts import FIRST_DAY, HolderKind, Leaving, Left, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.returns import BoardKind
from wraparound.capabilities.pipelines.terms.vacancies import Costs, Stage
from wraparound.capabilities.pipelines.tests.keep_world import (
    AT,
    BACKEND,
    SINCE,
    TODAY,
    a_post,
    held,
    look_as,
    make_world,
    version_of,
)
from wraparound.capabilities.pipelines.tests.vacancy_world import ends, opened, stage_of
from wraparound.capabilities.pipelines.wording.returns import spend_rows
from wraparound.people.access import NotYours
from wraparound.people.models import Person

QUARTER = date(2025, 12, 31)
EXECUTIVE, NON_EXECUTIVE, CHAIR = BoardKind


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_law_every_day_lies_in_one_quarter_and_quarters_follow_without_a_gap(day):
    one = quarter_of(day)
    assert one.starts <= day <= one.ends
    assert one.starts.month in (1, 4, 7, 10)
    later, earlier = quarters_until(day, 2)
    assert later == one
    assert (later.starts - earlier.ends).days == 1
    assert (earlier.number % 4) + 1 == later.number


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def returned(viewer, of=QUARTER, today=TODAY, **more):
    return board_returns(of, viewer=viewer, today=today, **more)


def of_kind(page, kind):
    return next(one for one in page.totals if one.kind is kind)


pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_post_that_fell_vacant_after_the_last_day_was_held_in_the_return(world):
    post = a_post(world)
    entry = held(world, post, "Hanna Holder")
    leaving = Leaving(last_day=date(2026, 1, 10), because=Left.RETIRED)
    leave(entry, leaving, version=version_of(entry), at=AT, by=world.director)
    counts = of_kind(returned(world.director), EXECUTIVE)
    assert (counts.posts, counts.vacant, counts.not_known) == (1, 0, 0)
    now = of_kind(returned(world.director, TODAY), EXECUTIVE)
    assert (now.posts, now.vacant) == (1, 1)


def test_a_board_nobody_has_entered_is_not_a_board_without_vacancies(world):
    a_post(world)
    page = returned(world.director)
    counts = of_kind(page, EXECUTIVE)
    assert (counts.posts, counts.vacant, counts.not_known) == (1, 0, 1)
    said = " ".join(page.returns[0].unconfirmed)
    assert "Neither who held it nor that it stood empty is entered" in said
    assert "No chair post is entered" in said


def test_an_interim_does_not_hide_a_vacancy(world):
    post = a_post(world)
    held(world, post, kind=HolderKind.VACANT, since=date(2025, 9, 1))
    held(world, post, "Ian Interim", date(2025, 10, 1), kind=HolderKind.INTERIM)
    counts = of_kind(returned(world.director), EXECUTIVE)
    assert (counts.vacant, counts.stood_in) == (1, 1)
    (seat,) = returned(world.director).returns[0].vacant
    assert (seat.since, seat.stood_in) == (date(2025, 9, 1), True)


def test_chairs_and_non_executives_are_told_apart_whatever_is_ticked_and_deputies_are_none(world):
    for title, role, level in (
        ("Chair", PostRole.CHAIR, PostLevel.BOARD),
        ("Non-executive director, audit", PostRole.NON_EXECUTIVE, PostLevel.BOARD),
        ("Deputy director of finance", PostRole.FINANCE, PostLevel.DEPUTY),
    ):
        a_post(world, title, role=role, level=level, executive=True)
    a_post(world, "Adviser", role=PostRole.OTHER, executive=False)
    page = returned(world.director)
    assert [of_kind(page, kind).posts for kind in BoardKind] == [0, 1, 1]
    assert page.returns[0].others == 1


def costs(world, vacancy, at, **amounts):
    version = version_of(vacancy, Vacancy)
    say_costs(vacancy, Costs(**amounts), needed_from=TODAY, version=version, at=at, by=world.director)


def test_no_cost_is_in_two_quarters_and_a_later_entry_changes_no_earlier_return(world, settings):
    settings.PAST_IS_MADE_UP = True
    october, january = datetime(2026, 4, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)
    vacancy = opened(world)
    costs(world, vacancy, october, advertising=1_000)
    today = date(2026, 12, 1)
    first = returned(world.director, date(2026, 6, 30), today).returns[0].spend
    costs(world, vacancy, january, advertising=1_500, search_firm=9_000)
    again = returned(world.director, date(2026, 6, 30), today).returns[0].spend
    second = returned(world.director, date(2026, 9, 30), today).returns[0].spend
    third = returned(world.director, date(2026, 12, 1), today).returns[0].spend
    assert (first.whole, again.whole, second.whole, third.whole) == (1_000, 1_000, 9_500, 0)
    assert (second.advertising, second.search_firm, second.other) == (500, 9_000, None)


@pytest.fixture
def quarters(world):
    """A vacancy with £500 of advertising in the first quarter; what is returned of any."""
    post = a_post(world)
    vacancy = opened(world, post)
    costs(world, vacancy, FIRST, advertising=500)

    def of(day):
        return returned(world.director, day, date(2027, 1, 10)).returns[0].spend

    return post, vacancy, of


FIRST, SECOND, THIRD = (datetime(2026, month, 15, 12, tzinfo=UTC) for month in (4, 7, 10))


def test_a_cost_that_is_moved_to_another_line_is_counted_once_over_the_quarters(world, quarters):
    _, vacancy, of = quarters
    costs(world, vacancy, SECOND, other=500)
    first, second = of(FIRST.date()), of(SECOND.date())
    assert (first.advertising, second.advertising, second.other) == (500, -500, 500)
    assert first.whole + second.whole == 500


def test_what_a_quarter_counted_of_a_vacancy_comes_off_when_it_never_was(world, quarters):
    _, vacancy, of = quarters
    number, version = stage_of(vacancy, Stage.OPENED)
    take_back_stage(number, why="Another post", version=version, at=SECOND, by=world.director)
    assert [of(when.date()).whole for when in (FIRST, SECOND, THIRD)] == [500, -500, None]
    assert (of(SECOND.date()).vacancies, of(SECOND.date()).not_said) == (0, 0)


def test_costs_of_a_post_that_was_closed_within_the_quarter_are_in_its_return(world, quarters):
    post, vacancy, _ = quarters
    costs(world, vacancy, SECOND, advertising=500, search_firm=9_000)
    ends(world, vacancy, Stage.WITHDRAWN, SECOND.date(), at=SECOND)
    close_post(post, last_day=SECOND.date(), because="Merged", at=SECOND, by=world.director)
    one = returned(world.director, SECOND.date(), date(2027, 1, 10)).returns[0]
    assert (one.spend.whole, one.spend.vacancies) == (9_000, 1)
    assert [each.posts for each in one.seats] == [0, 0, 0]


def test_a_vacancy_entered_later_is_in_no_quarter_that_was_over(world):
    opened(world, on=FIRST.date(), needed=FIRST.date(), at=THIRD)
    one = returned(world.director, FIRST.date(), date(2027, 1, 10))
    spend = one.returns[0].spend
    assert (spend.vacancies, spend.whole) == (0, None)
    assert spend_rows(spend)[-1] == ("In all, of what was entered", "could not be confirmed")
    assert one.returns[0].unconfirmed[-1].startswith("By the end of the quarter no vacancy of an executive post")
    (later,) = returned(world.director, THIRD.date(), date(2027, 1, 10)).returns
    assert later.spend.vacancies == 1


def test_an_outcome_entered_later_does_not_take_a_vacancy_out_of_a_quarter_that_is_over(world, quarters):
    _, vacancy, of = quarters
    assert of(SECOND.date()).vacancies == 1
    ends(world, vacancy, on=date(2026, 6, 1), at=THIRD)
    assert of(SECOND.date()).vacancies == 1
    assert of(THIRD.date()).vacancies == 0


def test_an_open_vacancy_says_neither_who_held_the_post_nor_that_it_stood_empty(world):
    opened(world, a_post(world))
    (one,) = returned(world.director, TODAY).returns
    assert of_kind(returned(world.director, TODAY), EXECUTIVE).not_known == 1
    assert not any("nor a vacancy is entered" in words for words in one.unconfirmed)


def test_a_chair_whom_two_trusts_share_is_missing_from_neither_return(world):
    a_post(world, "Chair", role=PostRole.CHAIR, shared_with=("ZZ02",))
    a_post(world, "Director of nursing", code="ZZ02", by=world.other_director, role=PostRole.NURSING)
    (theirs,) = returned(world.other_director, TODAY).returns
    said = " ".join(theirs.unconfirmed)
    assert "No chair post of its own" in said
    assert "No chair post is entered" not in said
    assert "No non-executive post is entered" in said


def test_a_vacancy_that_says_no_cost_could_not_be_confirmed_and_is_not_free(world):
    opened(world)
    one = returned(world.director, TODAY).returns[0]
    assert (one.spend.vacancies, one.spend.not_said, one.spend.whole) == (1, 1, None)
    assert any("no cost at all" in words for words in one.unconfirmed)


def test_a_region_reads_the_vacancies_of_its_trusts_and_no_cost(world):
    a_post(world)
    a_post(world, "Director of nursing", code="ZZ02", by=world.other_director, role=PostRole.NURSING)
    page = returned(world.region)
    assert [one.organisation_code for one in page.returns] == ["ZZ01", "ZZ02"]
    assert all(one.spend is None for one in page.returns)
    assert [one.organisation_code for one in returned(world.director).returns] == ["ZZ01"]
    with pytest.raises(NoSuchReturn):
        returned(world.other_director, organisation="ZZ01")
    with pytest.raises(NotYours):
        returned(world.analyst)


def test_a_quarter_that_is_not_over_says_that_it_is_not_the_return_yet(world):
    a_post(world)
    page = returned(world.director, date(2027, 1, 1))
    assert (page.over, page.day) == (False, TODAY)


def test_the_workbook_says_that_its_lines_are_not_the_forms_own(world):
    held(world, a_post(world), kind=HolderKind.VACANT, since=SINCE)
    content = returns_workbook(returned(world.director))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python()
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["Executive posts"], told["Executive posts vacant"]) == (1, 1)
    everything = " ".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )
    assert "were not seen" in everything


@pytest.mark.parametrize("address", ["/pipelines/returns/", "/pipelines/returns.xlsx", "/api/pipelines/returns"])
def test_a_day_long_before_anything_here_is_answered_by_the_first_quarter(world, client, address):
    a_post(world)
    look_as(client, world, "director")
    for day in ("0001-01-01", "1000-05-05", "9999-12-31"):
        assert client.get(address, {"quarter": day}).status_code == 200
    assert returned(world.director, date(1, 1, 1)).quarter == quarter_of(FIRST_DAY)


def test_a_page_that_is_no_number_is_the_first(world, client):
    client.force_login(Person.objects.get(pk=world.director.person), backend=BACKEND)
    for address in ("/people/me/history/", "/pipelines/releases/", "/people/"):
        assert client.get(address, {"page": "\u00b2"}).status_code == 200
