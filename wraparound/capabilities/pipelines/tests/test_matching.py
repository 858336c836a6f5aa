"""Matching that explains itself: each answer by its fact, in no order but by name, the same wherever it is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.calculation.matching import (
    asks_in,
    asks_text,
    finding,
    findings,
    fits,
    shut_out,
    trouble_with,
)
from wraparound.capabilities.pipelines.terms.matching import (
    Asks,
    Facts,
    Finding,
    Narrow,
    PostFact,
    ReadyFact,
    Reason,
    RequirementSort,
    RequirementTerms,
    Verdict,
)
from wraparound.capabilities.pipelines.terms.people import Interests, Travel
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.wording.matching import CARE, care_words, fact_words, marks, requirement_words

ON = date(2026, 3, 2)
SORT = RequirementSort
FINANCE, BOARD = PostRole.FINANCE, PostLevel.BOARD
MEETS, DOES_NOT, NOT_KNOWN = Verdict.MEETS, Verdict.DOES_NOT, Verdict.NOT_KNOWN
KINDS = ("Acute", "Ambulance")


def asked(sort, *, essential=True, number=1, **asks):
    return RequirementTerms(number=number, sort=sort, essential=essential, asks=Asks(**asks))


def held(starts, ends=None, role=FINANCE, kind="Acute", how=HolderKind.SUBSTANTIVE):
    return PostFact(
        title="Director of finance",
        organisation="Larkmoor",
        kind_of_place=kind,
        role=role,
        level=BOARD,
        how=how,
        starts=starts,
        ends=ends,
    )


def ready(band=Band.READY_NOW, review_by=ON + timedelta(days=100), agreed_on=date(2026, 1, 1)):
    return ReadyFact(role=FINANCE, level=BOARD, kind="Acute", band=band, agreed_on=agreed_on, review_by=review_by)


def verdict(one, facts):
    return finding(one, facts, ON).verdict


YEARS = asked(SORT.YEARS, role=FINANCE, years=3)
UNBROKEN = asked(SORT.YEARS, role=FINANCE, years=3, unbroken=True)
NEEDS_BAND = asked(SORT.READINESS, role=FINANCE, level=BOARD, kind="Acute", band=Band.ONE_TO_TWO)


def test_nothing_entered_is_not_known_and_never_held_against_anybody():
    for sort, more in (
        (SORT.ROLE_HELD, {"role": FINANCE}),
        (SORT.KIND_HELD, {"kind": "Acute"}),
        (SORT.YEARS, {"role": FINANCE, "years": 3}),
        (SORT.READINESS, {"role": FINANCE, "level": BOARD, "kind": "Acute", "band": Band.READY_NOW}),
        (SORT.WOULD_MOVE, {}),
        (SORT.WOULD_PLACE, {"place": "NO"}),
    ):
        assert verdict(asked(sort, **more), Facts()) is NOT_KNOWN


def test_a_break_counts_against_nobody_where_years_in_all_are_asked():
    broken = Facts(posts=(held(date(2020, 1, 1), date(2021, 12, 31)), held(date(2024, 1, 1))))
    assert verdict(YEARS, broken) is MEETS
    assert verdict(UNBROKEN, broken) is DOES_NOT


def test_two_posts_that_touch_are_one_stay_and_overlapping_days_count_once():
    touching = Facts(posts=(held(date(2022, 1, 1), date(2023, 12, 31)), held(date(2024, 1, 1), date(2025, 1, 31))))
    assert verdict(UNBROKEN, touching) is MEETS
    twice = Facts(posts=(held(date(2025, 1, 1)), held(date(2025, 1, 1), kind="Ambulance")))
    assert finding(YEARS, twice, ON).days == (ON - date(2025, 1, 1)).days + 1


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        ({"years": 2, "level": PostLevel.DEPUTY, "kind": "Acute"}, "At least 2 years in any role as a deputy, acute"),
        ({"years": 1, "role": FINANCE, "level": PostLevel.BOARD}, "At least 1 year in finance at board level"),
        ({"years": 3, "role": PostRole.CHAIR, "unbroken": True}, "At least 3 years as chair, in one stay"),
        ({"years": 3, "role": PostRole.OTHER}, "At least 3 years in another role"),
    ],
)
def test_years_are_asked_for_in_a_sentence(asks, words):
    assert requirement_words(asked(SORT.YEARS, **asks)) == words


def test_three_years_to_the_day_are_three_years():
    assert verdict(YEARS, Facts(posts=(held(date(2023, 3, 4)),))) is MEETS
    assert verdict(YEARS, Facts(posts=(held(date(2023, 3, 6)),))) is DOES_NOT


def test_what_lies_ahead_of_the_day_counts_for_nothing():
    ahead = Facts(posts=(held(date(2026, 4, 1)),), readiness=(ready(agreed_on=date(2026, 4, 1)),))
    assert verdict(asked(SORT.ROLE_HELD, role=FINANCE), ahead) is NOT_KNOWN
    assert verdict(NEEDS_BAND, ahead) is NOT_KNOWN


@pytest.mark.parametrize(
    ("band", "expected"), [(Band.READY_NOW, MEETS), (Band.ONE_TO_TWO, MEETS), (Band.THREE_TO_FIVE, DOES_NOT)]
)
def test_a_band_meets_what_asks_for_it_or_for_one_further_off(band, expected):
    assert verdict(NEEDS_BAND, Facts(readiness=(ready(band),))) is expected


def test_a_readiness_past_its_review_is_not_known_rather_than_believed():
    found = finding(NEEDS_BAND, Facts(readiness=(ready(review_by=ON - timedelta(days=1)),)), ON)
    assert (found.verdict, found.reason) == (NOT_KNOWN, Reason.STALE)
    assert "past its review" in fact_words(NEEDS_BAND, found, ON)


def test_a_readiness_for_another_kind_of_organisation_says_nothing_of_this_one():
    other = replace(ready(), kind="Ambulance")
    assert verdict(NEEDS_BAND, Facts(readiness=(other,))) is NOT_KNOWN


def test_what_people_would_consider_is_theirs_to_say():
    said = Interests(roles=((FINANCE, BOARD),), kinds=("Acute",), places=("NO",), travel=Travel.REGION)
    facts = Facts(interests=said, said_on=date(2026, 2, 1))
    for one, expected in (
        (asked(SORT.WOULD_ROLE, role=FINANCE, level=BOARD), MEETS),
        (asked(SORT.WOULD_ROLE, role=PostRole.NURSING), DOES_NOT),
        (asked(SORT.WOULD_KIND, kind="Acute"), MEETS),
        (asked(SORT.WOULD_PLACE, place="NO"), MEETS),
        (asked(SORT.WOULD_PLACE, place="SO"), DOES_NOT),
        (asked(SORT.WOULD_CHALLENGED), DOES_NOT),
        (asked(SORT.WOULD_MOVE), DOES_NOT),
        (asked(SORT.AVAILABLE_BY, by=ON), MEETS),
    ):
        assert verdict(one, facts) is expected, requirement_words(one)
    later = replace(said, not_before=date(2026, 9, 1))
    assert verdict(asked(SORT.AVAILABLE_BY, by=ON), replace(facts, interests=later)) is DOES_NOT
    assert verdict(asked(SORT.WOULD_MOVE), replace(facts, said_on=ON + timedelta(days=1))) is NOT_KNOWN


def test_what_only_people_can_judge_keeps_nobody_out_and_in():
    words = asked(SORT.WORDS, words="Brings people along")
    found = findings((words,), Facts(), ON)
    assert found[0].verdict is Verdict.TO_JUDGE
    assert fits((words,), found, Narrow.ESSENTIAL)
    assert shut_out((words,), [found]) == ()


def test_a_requirement_that_shuts_many_out_is_pointed_out_with_how_many_meet_everything_else():
    role = asked(SORT.ROLE_HELD, role=FINANCE, number=1)
    long = asked(SORT.YEARS, role=FINANCE, years=3, unbroken=True, number=2)
    broken = Facts(posts=(held(date(2020, 1, 1), date(2021, 12, 31)), held(date(2024, 1, 1))))
    steady = Facts(posts=(held(date(2020, 1, 1)),))
    people = [findings((role, long), one, ON) for one in (broken, broken, steady, Facts())]
    by_role, by_years = shut_out((role, long), people)
    assert (by_years.meet_others, by_years.meet, by_years.do_not, by_years.not_known) == (3, 1, 2, 0)
    assert (by_years.many, by_years.takes_care) == (True, True)
    assert care_words(by_years, long) == CARE[SORT.YEARS]
    assert (by_role.many, by_role.takes_care) == (False, False)


def test_of_whom_a_requirement_is_not_known_is_not_said_to_be_kept_out_by_it():
    asks_move = asked(SORT.WOULD_MOVE)
    (only,) = shut_out((asks_move,), [findings((asks_move,), Facts(), ON)] * 3)
    assert only.many
    assert marks(only) == ("not known of 3",)
    assert marks(replace(only, do_not=2, not_known=1)) == ("keeps out 2", "not known of 1")


def test_moving_house_is_pointed_out_even_where_it_shuts_nobody_out():
    move = asked(SORT.WOULD_MOVE)
    (only,) = shut_out((move,), [])
    assert (only.many, only.takes_care) == (False, True)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (asked(SORT.READINESS, role=FINANCE), "Choose a role, a level"),
        (asked(SORT.YEARS, role=FINANCE), "whole years"),
        (asked(SORT.YEARS, years=31), "whole years"),
        (asked(SORT.WORDS, words=" "), "Say what is asked"),
        (asked(SORT.KIND_HELD, kind="Circus"), "no such kind"),
        (asked(SORT.AVAILABLE_BY), "Give the day"),
        (asked(SORT.ROLE_HELD), "Choose a role or a level"),
    ],
)
def test_a_requirement_that_says_too_little_is_refused_with_what_is_missing(one, words):
    assert words in trouble_with(one, kinds=KINDS)


days = st.dates(date(2015, 1, 1), date(2027, 1, 1))
some_posts = st.builds(
    lambda starts, long, role: held(starts, starts + timedelta(days=long) if long else None, role),
    days,
    st.integers(0, 2_000),
    st.sampled_from((FINANCE, PostRole.NURSING)),
)
some_facts = st.builds(
    Facts,
    posts=st.lists(some_posts, max_size=4).map(tuple),
    readiness=st.lists(st.builds(ready, st.sampled_from(list(Band)), days, days), max_size=2).map(tuple),
    interests=st.none() | st.builds(Interests, challenged=st.booleans(), travel=st.sampled_from(list(Travel))),
    said_on=st.none(),
)
some_asked = st.lists(
    st.sampled_from(
        (
            YEARS,
            UNBROKEN,
            NEEDS_BAND,
            asked(SORT.ROLE_HELD, role=FINANCE),
            asked(SORT.WOULD_CHALLENGED),
            asked(SORT.WOULD_MOVE, essential=False),
            asked(SORT.WORDS, words="Brings people along"),
        )
    ),
    max_size=5,
).map(tuple)


@given(some_asked, st.lists(some_facts, max_size=6), days)
def test_law_whoever_meets_all_of_it_meets_each_and_what_shuts_out_adds_up(wanted, people, on):
    rows = [findings(wanted, one, on) for one in people]
    everything = sum(fits(wanted, row, Narrow.ESSENTIAL) for row in rows)
    for one in shut_out(wanted, rows):
        assert one.meet == everything
        assert one.meet_others == one.meet + one.do_not + one.not_known
    for row in rows:
        if fits(wanted, row, Narrow.ESSENTIAL):
            assert fits(wanted, row, Narrow.POSSIBLE)


@given(some_facts, days)
def test_law_every_answer_says_its_fact_in_words(facts, on):
    for one in (YEARS, UNBROKEN, NEEDS_BAND, asked(SORT.ROLE_HELD, role=FINANCE), asked(SORT.WOULD_MOVE)):
        found = finding(one, facts, on)
        assert fact_words(one, found, on).endswith(".")
        if found.verdict in (MEETS, DOES_NOT) and one.sort not in (SORT.WOULD_MOVE,):
            assert found.on is not None


@given(some_facts, days)
def test_law_unbroken_years_are_never_more_than_years_in_all(facts, on):
    if verdict_on(UNBROKEN, facts, on) is MEETS:
        assert verdict_on(YEARS, facts, on) is MEETS


def verdict_on(one, facts, on):
    found: Finding = finding(one, facts, on)
    return found.verdict


@given(
    st.builds(
        Asks,
        role=st.none() | st.sampled_from(list(PostRole)),
        level=st.none() | st.sampled_from(list(PostLevel)),
        kind=st.sampled_from(("", *KINDS)),
        years=st.none() | st.integers(1, 30),
        unbroken=st.booleans(),
        band=st.none() | st.sampled_from(list(Band)),
        by=st.none() | days,
        words=st.text(max_size=20),
    )
)
def test_law_what_is_asked_is_kept_and_read_back_without_loss(asks):
    assert asks_in(asks_text(asks)) == asks
