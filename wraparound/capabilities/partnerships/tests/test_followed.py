"""What followed mergers: parts added up before, one after, beside the median trust; held against slow sums by hand."""

import json
from datetime import date

import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.partnerships.calculation.followed import moves_followed, years_followed
from wraparound.capabilities.partnerships.queries.followed import NotComparedAcross, followed
from wraparound.capabilities.partnerships.terms.followed import FEWEST_MOVES
from wraparound.capabilities.partnerships.wording.followed import followed_sentences, points, say_followed
from wraparound.methods.trajectories.panel import Panel
from wraparound.people.terms.access import PUBLIC
from wraparound.published.performance import figures_of_measure
from wraparound.published.release import release_in_use
from wraparound.published.terms import (
    AE_ALL,
    STAFF_BURNED_OUT,
    Kind,
    NotInEvidence,
    Organisation,
    RowAddress,
    Succession,
)

ROW = RowAddress("made up", "succession", 1)
FIRST = 12 * 2020


def organisation(code: str, opened: date) -> Organisation:
    return Organisation(code, f"{code} (made up)", Kind.ACUTE, "Westmarch", opened, None, ROW)


def panel(**shares: list[float]) -> Panel:
    """Quarters from January 2020; 100 cases each unless a share is nan."""
    within = np.array([shares[code] for code in sorted(shares)])
    return Panel(tuple(sorted(shares)), FIRST, 3, within, np.where(np.isnan(within), np.nan, 100.0))


OLD, NEW = date(1990, 1, 1), date(2021, 1, 1)
NONE = float("nan")


def test_the_parts_are_added_up_before_and_stand_beside_the_median_of_their_own_quarters() -> None:
    figures = panel(GONE=[40.0] * 4 + [NONE] * 4, STAYS=[60.0] * 4 + [65.0] * 4, THIRD=[50.0] * 4 + [58.0] * 4)
    moved = [Succession("GONE", "STAYS", date(2021, 1, 1), False, ROW)]
    (move,) = moves_followed(figures, moved, {one: organisation(one, OLD) for one in ("GONE", "STAYS")})

    # (40 + 60) of 200 is the median then; 65 beside the median of 65 and 58 is 3.5 above it.
    assert move.takes_over
    assert move.before is not None
    assert (move.before.percent, move.before.points, move.before.total) == (50.0, 0.0, 800.0)
    assert move.gained(1) == 3.5
    assert move.gained(2) is None


def test_a_new_trust_is_made_of_its_parts_alone_and_a_split_is_nobodys() -> None:
    figures = panel(A=[40.0] * 4 + [NONE] * 4, B=[60.0] * 4 + [NONE] * 4, NEW=[NONE] * 4 + [55.0] * 4, C=[50.0] * 8)
    moved = [
        Succession("A", "NEW", date(2021, 1, 1), False, ROW),
        Succession("B", "NEW", date(2021, 1, 1), False, ROW),
        Succession("C", "NEW", date(2021, 1, 1), True, ROW),
    ]
    (move,) = moves_followed(figures, moved, {"NEW": organisation("NEW", NEW)})

    assert [code for code, _ in move.parts] == ["A", "B"]
    assert not move.takes_over
    assert move.before is not None
    assert move.before.percent == 50.0


def test_a_part_without_figures_leaves_the_year_before_unknown() -> None:
    figures = panel(STAYS=[60.0] * 8, THIRD=[50.0] * 8)
    moved = [Succession("GONE", "STAYS", date(2021, 1, 1), False, ROW)]
    (move,) = moves_followed(figures, moved, {"STAYS": organisation("STAYS", OLD)})

    assert move.before is None
    assert move.after[0] is not None
    assert move.gained(1) is None
    assert [one.moves for one in years_followed(figures, [move], more_is_better=True)] == [0, 0, 0]


@given(
    before=st.lists(st.floats(20, 80), min_size=2, max_size=2),
    after=st.floats(20, 80),
    everywhere=st.floats(-15, 15),
)
def test_what_happens_to_every_trust_alike_is_no_gain(before: list[float], after: float, everywhere: float) -> None:
    def gained(shift: float) -> float | None:
        figures = panel(
            GONE=[before[0]] * 4 + [NONE] * 4,
            STAYS=[before[1]] * 4 + [after + shift] * 4,
            **{f"X{place}": [50.0 + place] * 4 + [50.0 + place + shift] * 4 for place in range(9)},
        )
        moved = [Succession("GONE", "STAYS", date(2021, 1, 1), False, ROW)]
        (move,) = moves_followed(figures, moved, {"STAYS": organisation("STAYS", OLD)})
        return move.gained(1)

    without, shifted = gained(0), gained(everywhere)
    assert without is not None
    assert shifted is not None
    # A tenth, since both are rounded.
    assert shifted == pytest.approx(without, abs=0.11)


def test_few_moves_are_listed_and_not_summed_up() -> None:
    answer = followed("rtt_18week_incomplete", viewer=PUBLIC)  # type: ignore[arg-type]
    first = answer.years[0]

    assert 0 < first.moves < FEWEST_MOVES
    assert (first.low, first.usual_low) == (None, None)
    assert "too few" in answer.sentences[0]


def test_on_published_figures_the_first_move_is_what_its_rows_add_up_to() -> None:
    """RR1 became part of RRK on 1 April 2018: the slow way, figure by figure."""
    release = release_in_use()
    every = {(one.code, one.period): one for one in figures_of_measure(release, AE_ALL)}
    answer = followed(viewer=PUBLIC)
    move = next(one for one in answer.moves if one.successor == "RRK")
    quarters = [date(2017, 4, 1), date(2017, 7, 1), date(2017, 10, 1), date(2018, 1, 1)]
    rows = [every[code, quarter] for code in ("RR1", "RRK") for quarter in quarters]

    assert move.before is not None
    assert move.before.within == sum(one.within for one in rows)
    assert move.before.total == sum(one.total for one in rows)
    assert move.before.percent == round(100 * move.before.within / move.before.total, 2)
    assert answer.without == sum(all(one.gained(year) is None for year in (1, 2, 3)) for one in answer.moves)


def test_it_is_told_without_a_cause() -> None:
    said = say_followed(followed(viewer=PUBLIC))

    assert "because" not in said.lower().split("it cannot say")[0]
    assert "It cannot say: Why." in said
    assert points(-0.04) == "no change"


def test_a_measure_that_is_compared_within_a_kind_is_refused_and_an_unknown_one_too() -> None:
    with pytest.raises(NotComparedAcross):
        followed(STAFF_BURNED_OUT, viewer=PUBLIC)
    with pytest.raises(NotInEvidence):
        followed("nothing_of_the_sort", viewer=PUBLIC)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_page_and_api_say_the_same(client: Client) -> None:
    answer = followed(viewer=PUBLIC)
    page = client.get("/partnerships/followed/").content.decode()
    told = json.loads(client.get("/api/partnerships/followed").content)

    assert tuple(told["sentences"]) == answer.sentences == followed_sentences(answer)
    assert all(sentence in page for sentence in answer.sentences)
    wrong = client.get("/partnerships/followed/?measure=nonsense")
    assert wrong.status_code == 200
    assert "There is no such measure here" in wrong.content.decode()
