"""What is spent on development: told to the region of five people and more, and never by difference."""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations, pairwise
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.investment import (
    share_spending,
    take_back_spending,
    write_line,
    write_spending,
)
from wraparound.capabilities.careers.calculation.investment import (
    as_data,
    from_data,
    is_kept,
    last_of,
    tell_of_few,
    then_from,
    then_of,
    together,
    told_of,
    too_close,
)
from wraparound.capabilities.careers.exchange.spending import read_spending_file, rows_from, rows_kept, spending_out
from wraparound.capabilities.careers.queries.investment import (
    investing_place,
    investment_page,
    investment_places,
    line_today,
    lines_of,
    region_investment_page,
    what_rows_do,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.investment import (
    KEPT_MONTHS,
    LEAST_PEOPLE,
    Amounts,
    DevelopedLevel,
    DevelopmentKind,
    SpendingLine,
    SpendingRow,
    sum_of,
)
from wraparound.capabilities.careers.tests.world import AT, HERE, NEAR, TODAY, make_careers_world, signed_in
from wraparound.capabilities.careers.wording import investment as say
from wraparound.people.access import NotYours
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.calculation.retention import RETENTION, last_day_kept

pytestmark = [pytest.mark.database, pytest.mark.django_db]
YEAR = 2025
BOARD, MIDDLE = DevelopedLevel.BOARD, DevelopedLevel.MIDDLE
COURSE, COACHING, STRETCH = DevelopmentKind.COURSE, DevelopmentKind.COACHING, DevelopmentKind.STRETCH
QUALIFICATION = DevelopmentKind.QUALIFICATION


def line(level, kind, people, spent=1_000, promised=2_000):
    amounts = Amounts(people=people, money_promised=promised, money_spent=spent, days_promised=10, days_taken=4)
    return SpendingLine(level=level, kind=kind, amounts=amounts)


EVERY = some.lists(
    some.builds(
        line,
        some.sampled_from(DevelopedLevel),
        some.sampled_from(DevelopmentKind),
        some.integers(0, 12),
        some.integers(0, 5_000),
    ),
    unique_by=lambda one: (one.level, one.kind),
    max_size=12,
)


@given(EVERY)
def test_nothing_of_fewer_than_five_is_told_and_what_is_told_adds_up(lines):
    told = told_of(lines)
    groups = [*(one.amounts for one in told.apart), *([told.others] if told.others else [])]
    assert all(one.people >= LEAST_PEOPLE or one.people == 0 for one in groups)
    assert told.others is None or told.others.people >= LEAST_PEOPLE
    if told.others or not any(0 < one.amounts.people < LEAST_PEOPLE for one in lines):
        assert told.total == sum_of(one.amounts for one in lines)
    assert from_data(json.loads(json.dumps(as_data(told)))) == told


@given(EVERY, EVERY)
def test_a_region_adds_up_what_was_told_and_nothing_else(one, other):
    told = [told_of(one), told_of(other)]
    assert together(told).total == told[0].total + told[1].total


@given(EVERY, some.integers(0, 11), some.integers(1, 4))
def test_one_to_four_people_more_in_anything_told_are_never_told_beside_it(lines, at, more):
    if not lines:
        return
    changed = lines[at % len(lines)]
    raised = line(changed.level, changed.kind, changed.amounts.people + more)
    before, after = told_of(lines), told_of([raised if one is changed else one for one in lines])
    if before.total.people and after.total.people and before.total.people != after.total.people:
        near = abs(after.total.people - before.total.people) < LEAST_PEOPLE
        assert too_close(before, after) or not near


FIRST = some.lists(some.integers(0, 12), min_size=4, max_size=4)
STEPS = some.lists(some.sampled_from((0, 0, 0, 1, 5, 6, -1, -5, -6)), min_size=4, max_size=4)
CELLS = ((BOARD, COURSE), (BOARD, COACHING), (BOARD, STRETCH), (MIDDLE, COURSE))


@settings(max_examples=150, deadline=None)
@given(FIRST, some.lists(STEPS, min_size=1, max_size=4))
def test_no_sum_or_difference_of_all_that_is_told_is_about_one_to_four_people(state, steps):
    told = []
    for step in ([0] * 4, *steps):
        state = [max(one + more, 0) for one, more in zip(state, step, strict=True)]
        now = then_of([line(*cell, many) for cell, many in zip(CELLS, state, strict=True) if many])
        if not any(tell_of_few(before, now) for before in told):
            told.append(now)
    pieces, rows = as_pieces_of_people(told)
    size = [high - low for _, low, high in pieces]
    every = rank(rows)
    for few in small_sets(size):
        # A sum of rows that is nought outside the set is about the set alone: then rows lose rank without it.
        assert rank([[one for at, one in enumerate(row) if at not in few] for row in rows]) == every


def as_pieces_of_people(moments):
    """Lines cut where their people end at some moment, and for each group that was told the pieces it is made of."""
    ends = {cell: sorted({0, *(one.people.get(cell, 0) for one in moments)}) for cell in CELLS}
    pieces = [(cell, low, high) for cell in CELLS for low, high in pairwise(ends[cell])]
    rows = []
    for one in moments:
        apart = [(each.level, each.kind) for each in one.told.apart]
        rest = [cell for cell in one.people if cell not in apart] if one.told.others else []
        groups = [*([cell] for cell in apart), rest]
        rows += [[int(cell in group and high <= one.people[cell]) for cell, _, high in pieces] for group in groups]
    return pieces, rows


def small_sets(size):
    """Every set of pieces that together are 1 to 4 people and to which no other can be added."""
    small = [at for at, many in enumerate(size) if many < LEAST_PEOPLE]
    sets = [one for many in range(1, LEAST_PEOPLE) for one in combinations(small, many)]
    few = [set(one) for one in sets if sum(size[at] for at in one) < LEAST_PEOPLE]
    return [one for one in few if not any(one < other for other in few)]


def rank(rows):
    """Of a matrix of noughts and ones: exact, since no determinant of it comes near the prime."""
    prime, found = 2**31 - 1, 0
    left = [list(row) for row in {tuple(row) for row in rows}]
    for column in range(len(left[0]) if left else 0):
        at = next((at for at in range(found, len(left)) if left[at][column]), None)
        if at is None:
            continue
        left[found], left[at] = left[at], left[found]
        one_over = pow(left[found][column], -1, prime)
        for below in range(found + 1, len(left)):
            if left[below][column]:
                by = left[below][column] * one_over
                left[below] = [(one - by * two) % prime for one, two in zip(left[below], left[found], strict=True)]
        found += 1
    return found


def test_a_line_that_stood_apart_is_not_found_by_taking_it_from_the_others(world):
    keeps(world, line(BOARD, COURSE, 5, 10_000), line(BOARD, COACHING, 5, 4_000), line(BOARD, QUALIFICATION, 1, 31_000))
    share_spending(HERE, YEAR, at=AT, by=world.director)
    keeps(world, line(BOARD, COACHING, 10, 9_000))
    # The region would read others of £41,000, and has read what the course of five in them cost.
    with pytest.raises(CannotKeepCareer, match="stand by itself"):
        share_spending(HERE, YEAR, at=AT, by=world.director)
    take_back_spending(HERE, YEAR, at=AT, by=world.director)
    with pytest.raises(CannotKeepCareer, match="stand by itself"):
        share_spending(HERE, YEAR, at=AT, by=world.director)
    keeps(world, line(BOARD, COACHING, 5, 4_000), line(BOARD, COURSE, 10))
    share_spending(HERE, YEAR, at=AT, by=world.director)


def test_others_of_whom_nobody_knows_on_which_lines_they_were_are_like_no_others():
    lines = [line(BOARD, COURSE, 9), line(BOARD, COACHING, 3), line(MIDDLE, COURSE, 3)]
    now, before = then_of(lines), then_from(as_data(told_of(lines)), [])
    assert not tell_of_few(now, now)
    assert tell_of_few(before, now)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def keeps(world, *lines, code=HERE, by=None):
    rows = [SpendingRow(row=at, year=YEAR, line=one) for at, one in enumerate(lines, 1)]
    return write_spending(code, rows, at=AT, by=by or world.director).changed


def test_a_year_is_kept_in_full_and_shared_without_small_counts(world):
    assert keeps(world, line(BOARD, COURSE, 1), line(BOARD, COACHING, 7), line(MIDDLE, COURSE, 30)) == 3
    assert keeps(world, line(BOARD, COURSE, 1)) == 0
    full = investment_page(HERE, YEAR, viewer=world.director)
    assert [one.amounts.people for one in full.lines] == [1, 7, 30]
    assert say.lead_words(full.total) == (
        "£3,000 spent of £6,000 promised (50%). 12 of 30 days promised were taken (40%). It was for 38 people."
    )
    assert region_investment_page("NO", YEAR, viewer=world.lead).shared == ()
    share_spending(HERE, YEAR, at=AT, by=world.director)
    keeps(world, line(MIDDLE, COURSE, 9), code=NEAR, by=world.near_director)
    share_spending(NEAR, YEAR, at=AT, by=world.near_director)
    found = region_investment_page("NO", YEAR, viewer=world.lead)
    # The board's course of one person is told with the smallest line beside it.
    assert [(say.line_name(one), one.amounts.people) for one in found.together.apart] == [
        ("Middle managers: courses and programmes", 39)
    ]
    assert found.together.others.people == 8
    assert say.chart_words(found).startswith("The picture shows what can be told by level: £2,000 of the £4,000 spent.")
    assert say.region_words(found) == "2 of 2 organisations shared something of this year."
    take_back_spending(HERE, YEAR, at=AT, by=world.director)
    assert [one.name for one in region_investment_page("NO", YEAR, viewer=world.lead).shared] == [
        "Trust ZZ02 (made up)"
    ]


def test_what_was_read_and_what_would_be_never_differ_by_few(world):
    keeps(world, line(BOARD, COURSE, 6))
    share_spending(HERE, YEAR, at=AT, by=world.director)
    keeps(world, line(BOARD, COURSE, 7))
    with pytest.raises(CannotKeepCareer, match="by fewer than 5 people"):
        share_spending(HERE, YEAR, at=AT, by=world.director)
    take_back_spending(HERE, YEAR, at=AT, by=world.director)
    with pytest.raises(CannotKeepCareer, match="by fewer than 5 people"):
        share_spending(HERE, YEAR, at=AT, by=world.director)
    keeps(world, line(BOARD, COURSE, 11))
    share_spending(HERE, YEAR, at=AT, by=world.director)
    keeps(world, line(BOARD, COURSE, 1), code=NEAR, by=world.near_director)
    with pytest.raises(CannotKeepCareer, match="fewer than 5 people, or about nobody"):
        share_spending(NEAR, YEAR, at=AT, by=world.near_director)


def test_only_those_who_lead_it_keep_it_and_only_their_region_reads_it(world):
    for viewer in (world.ward, world.mentor, world.keeper):
        with pytest.raises(NotYours):
            investment_places(viewer=viewer)
    for viewer in (world.near_director, world.lead):
        with pytest.raises(NoSuchCareer):
            investment_page(HERE, YEAR, viewer=viewer)
        with pytest.raises(NoSuchCareer):
            keeps(world, line(BOARD, COURSE, 6), by=viewer)
    for code, viewer in (("NO", world.director), ("SO", world.lead)):
        with pytest.raises(NoSuchCareer):
            region_investment_page(code, YEAR, viewer=viewer)
    with pytest.raises(CannotKeepCareer, match="on how many people"):
        keeps(world, line(BOARD, COURSE, 0))


def test_a_file_comes_in_as_it_went_out_and_says_what_is_wrong_by_row(world):
    keeps(world, line(BOARD, COURSE, 1), line(MIDDLE, STRETCH, 30, spent=12_345))
    place = investing_place(HERE, viewer=world.director)
    lines = lines_of(place, None, viewer=world.director)
    read = read_spending_file("a.xlsx", spending_out(lines, TODAY), TODAY)
    assert [(one.year, one.line) for one in read.rows] == list(lines)
    head = "Year,Level,Kind,People,Money promised,Money spent"
    wrong = (
        '2026,Board,Courses and programmes,2,"£1,000",500',
        "26,Board,Courses and programmes,2,,",
        "2026/27,Ward,Courses and programmes,2,,",
        "2026/27,Board,Reading,2,,",
        "2026/27,board,coaching,-2,12.50,",
        "2026/27,Board,coaching,,,100",
        "2026-27,BOARD,course,3,,",
        "2026/27",
    )
    read = read_spending_file("a.csv", "\n".join((head, *wrong)).encode(), TODAY)
    assert read.rows == ()
    starts = [(one.row, one.words.partition(":")[0].partition(" ")[0]) for one in read.troubles]
    assert starts == [
        (3, "Year"),
        (4, "Level"),
        (5, "Kind"),
        (6, "People"),
        (6, "Money"),
        (7, "Say"),
        (8, "Row"),
        (9, "Level"),
        (9, "Kind"),
    ]
    assert "Write whole pounds, without pence" in next(one.words for one in read.troubles if "12.50" in one.words)
    written = ZipFile(BytesIO(spending_out([], TODAY))).read("xl/sharedStrings.xml").decode()
    assert "Level is one of: Board; Deputies" in written
    assert "Kind is one of: Courses and programmes" in written
    (only,) = read_spending_file("a.csv", f"{head}\n{wrong[0]}".encode(), TODAY).rows
    assert (only.year, only.line.amounts) == (2026, Amounts(people=2, money_promised=1_000, money_spent=500))


def test_on_the_pages_a_line_is_typed_a_file_is_looked_at_and_the_year_is_shared(client, world):
    signed_in(client, world.director)
    there = f"/careers/investment/{HERE}/{YEAR}/"
    assert say.NOTHING_KEPT in client.get(there).content.decode()
    sent = {"level": "board", "kind": "course", "people": "6", "money_promised": "5000", "money_spent": "4000"}
    assert client.post(f"{there}line/", sent)["Location"] == there
    page = client.get(there).content.decode()
    assert "£4,000 spent of £5,000 promised (80%)." in page
    assert "<svg" in page
    file = BytesIO(spending_out([(YEAR, line(BOARD, COURSE, 8)), (YEAR, line(MIDDLE, COURSE, 9))], TODAY))
    file.name = "ours.xlsx"
    looked = client.post(f"/careers/investment/{HERE}/import/", {"file": file}).content.decode()
    assert "2025/26, Board: courses and programmes: changed." in looked
    signed = looked.partition('name="looked_at" value="')[2].partition('"')[0]
    answer = client.post(f"/careers/investment/{HERE}/import/", {"looked_at": signed}, follow=True)
    assert "2 lines changed." in answer.content.decode()
    assert answer.redirect_chain[-1][0] == there
    assert (
        "Send the file again"
        in client.post(f"/careers/investment/{HERE}/import/", {"looked_at": signed + "x"}, follow=True).content.decode()
    )
    assert "as it was on" in client.post(f"{there}share/", follow=True).content.decode()
    signed_in(client, world.lead)
    region = f"/careers/investment/regions/NO/{YEAR}/"
    assert client.get("/careers/investment/", {"place": "region:NO", "year": "2025"})["Location"] == region
    assert "Middle managers: courses and programmes" in client.get(region).content.decode()
    told = client.get(f"/api/careers/investment/regions/NO/{YEAR}").json()["together"]["apart"]
    assert [one["amounts"]["people"] for one in told] == [8, 9]


def test_a_line_that_was_changed_since_is_not_overwritten_by_form_or_file(client, world):
    keeps(world, line(BOARD, COURSE, 6), line(BOARD, COACHING, 7))
    rows = [SpendingRow(row=1, year=YEAR, line=line(BOARD, kind, 20)) for kind in (COURSE, COACHING, STRETCH)]
    looked = [one.row for one in what_rows_do(HERE, rows, viewer=world.director)]
    assert rows_from(json.loads(json.dumps(rows_kept(looked)))) == tuple(looked)
    seen = line_today(HERE, YEAR, ("board", "course"), viewer=world.director)
    write_line(HERE, replace(seen, line=line(BOARD, COURSE, 8)), at=AT, by=world.director)
    with pytest.raises(ChangedMeanwhile):
        write_line(HERE, replace(seen, line=line(BOARD, COURSE, 9)), at=AT, by=world.director)
    with pytest.raises(CannotKeepCareer, match="there already"):
        write_line(HERE, replace(seen, line=line(BOARD, COURSE, 9), seen=0), at=AT, by=world.director)
    done = write_spending(HERE, looked, at=AT, by=world.director)
    assert (done.changed, [one.line.kind for one in done.left]) == (2, [COURSE])
    assert [one.amounts.people for one in investment_page(HERE, YEAR, viewer=world.director).lines] == [8, 20, 20]
    signed_in(client, world.director)
    there = f"/careers/investment/{HERE}/{YEAR}/line/?level=board&kind=course"
    now = line_today(HERE, YEAR, ("board", "course"), viewer=world.director).seen
    sent = {"level": "middle", "kind": "other", "people": "30"}
    assert "Somebody else changed this" in client.post(there, sent | {"version": str(seen.seen)}).content.decode()
    assert client.post(there, sent | {"version": str(now)}).status_code == 302
    # Level and kind of a line that is there are not changed with it.
    assert [one.amounts.people for one in investment_page(HERE, YEAR, viewer=world.director).lines] == [30, 20, 20]


def test_a_year_that_the_next_night_removes_is_not_brought_in(world):
    last = date(2026, 3, 31)
    assert (is_kept(2019, last - timedelta(days=1)), is_kept(2019, last)) == (True, False)
    old = SpendingRow(row=1, year=2019, line=line(BOARD, COURSE, 6))
    with pytest.raises(CannotKeepCareer, match="2019/20 has been over for 6 years"):
        write_spending(HERE, [old], at=AT, by=world.director)
    read = read_spending_file("a.xlsx", spending_out([(2019, old.line), (2020, old.line)], TODAY), TODAY)
    assert [one.row for one in read.troubles] == [2]


def test_a_year_is_refused_as_soon_as_the_schedule_of_retention_would_remove_it():
    assert RETENTION["spending"].months == KEPT_MONTHS
    for year in range(2015, 2027):
        assert is_kept(year, TODAY) is (last_of(year) > last_day_kept(RETENTION["spending"], TODAY))
