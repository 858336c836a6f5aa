"""Laws of proposals: what would hurt a helper stays so, what is not known counts as nothing, order says nothing."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.partnerships.calculation.guard import guard_of, hurts
from wraparound.capabilities.partnerships.calculation.proposals import (
    kilometres_between,
    left_out,
    lets_in,
    narrowed,
    proposals_for,
)
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import Coordinates, Filter, Guards, Leader, Verdict
from wraparound.capabilities.partnerships.terms.standings import AspectSide, SpellState
from wraparound.capabilities.partnerships.tests.factories import (
    DAY,
    aspect,
    helping,
    inside,
    known,
    need,
    offer,
    spell,
)
from wraparound.published.terms import AE_ALL, AE_MAJOR, RTT_18_WEEKS, STAFF_ENOUGH

MEASURES = (AE_MAJOR, AE_ALL, RTT_18_WEEKS, STAFF_ENOUGH)
points = st.floats(-40, 40, allow_nan=False)
aspects = st.lists(
    st.builds(aspect, st.sampled_from(MEASURES), st.sampled_from(list(AspectSide)), beside=points),
    max_size=4,
    unique_by=lambda one: one.name,
).map(tuple)
spells = st.lists(st.builds(spell, st.sampled_from(list(SpellState))), max_size=3).map(tuple)
insides = st.lists(
    st.builds(inside, points, lower=st.booleans(), measure=st.sampled_from(MEASURES)),
    max_size=4,
    unique_by=lambda one: one.measure,
).map(tuple)
days = st.floats(0, 100, allow_nan=False)
helps = st.none() | st.builds(
    helping, helps=st.integers(0, 5), helped=st.integers(0, 2), promised=days, offered=st.none() | days
)
leaders = st.none() | st.lists(
    st.builds(
        Leader,
        st.sampled_from(["chair", "chief_executive"]),
        st.sampled_from(["substantive", "interim", "vacant"]),
        st.none() | st.dates(date(2015, 1, 1), DAY),
    ),
    max_size=2,
).map(tuple)
topics = st.sets(st.sampled_from(list(Topic)), max_size=4)


def said(what, code):
    return st.lists(st.builds(what, st.just(code), st.sampled_from(list(Topic))), max_size=2).map(tuple)


@st.composite
def organisations(draw, code="ZZ91", **more):
    return known(
        **{
            "code": code,
            "aspects": draw(aspects),
            "spells": draw(spells),
            "inside": draw(insides),
            "helping": draw(helps),
            "leaders": draw(leaders),
            "words_read": draw(st.booleans()),
            "needs": draw(said(need, code)),
            "offers": draw(said(offer, code)),
            **more,
        }
    )


def verdicts(helper, about):
    return {line.guard: line.verdict for line in guard_of(helper, about, on=DAY)}


def nothing_was_mended(before, after):
    return all(after[guard] is Verdict.HURTS for guard, verdict in before.items() if verdict is Verdict.HURTS)


@given(organisations(helping=helping()), topics, st.integers(0, 4), st.integers(0, 3), days, st.integers(1, 3), days)
def test_another_agreement_or_more_promised_days_mend_nothing(helper, about, many, helped, promised, more, extra):
    held = replace(helper.helping, helps=many, helped=helped, days_promised=promised)
    before = verdicts(replace(helper, helping=held), about)
    burdened = replace(held, helps=many + more, days_promised=promised + extra)
    assert nothing_was_mended(before, verdicts(replace(helper, helping=burdened), about))


@given(organisations(), topics, st.sampled_from(list(SpellState)))
def test_another_spell_mends_nothing(helper, about, state):
    before = verdicts(helper, about)
    assert nothing_was_mended(before, verdicts(replace(helper, spells=(*helper.spells, spell(state))), about))


@given(organisations(), topics, st.floats(0, 30))
def test_falling_figures_mend_nothing(helper, about, fall):
    before = verdicts(helper, about)
    fallen = tuple(replace(one, came=one.came + (fall if one.lower_is_better else -fall)) for one in helper.inside)
    assert nothing_was_mended(before, verdicts(replace(helper, inside=fallen), about))


@given(organisations(), topics, st.data())
def test_another_need_of_its_own_mends_nothing(helper, about, data):
    before = verdicts(helper, about)
    topic = data.draw(st.sampled_from(list(Topic)))
    worse = replace(helper, needs=(*helper.needs, need(helper.code, topic)))
    assert nothing_was_mended(before, verdicts(worse, about))


@given(organisations(), topics)
def test_a_helper_in_a_regime_is_never_without_a_warning(helper, about):
    within = replace(helper, spells=(spell(SpellState.SHOWN_IN), *helper.spells))
    assert verdicts(within, about)[Guards.REGIME] is Verdict.HURTS
    assert hurts(guard_of(within, about, on=DAY))


@given(topics)
def test_of_whom_nothing_is_known_nothing_is_fine_and_nothing_hurts(about):
    assert set(verdicts(known(), about).values()) == {Verdict.NOT_KNOWN}


@given(organisations(), topics)
def test_forgetting_all_that_is_known_of_one_thing_makes_its_line_not_known(helper, about):
    assert verdicts(replace(helper, helping=None), about)[Guards.DAYS] is Verdict.NOT_KNOWN
    assert verdicts(replace(helper, helping=None), about)[Guards.HELPS_ALREADY] is Verdict.NOT_KNOWN
    assert verdicts(replace(helper, leaders=None), about)[Guards.LEADERS] is Verdict.NOT_KNOWN
    assert verdicts(replace(helper, inside=()), about)[Guards.FIGURES] is Verdict.NOT_KNOWN


@given(organisations(), topics)
def test_what_would_hurt_is_said_first(helper, about):
    said = [line.verdict for line in guard_of(helper, about, on=DAY)]
    assert said == sorted(said, key=[Verdict.HURTS, Verdict.NOT_KNOWN, Verdict.FINE].index)
    assert len(said) == len(Guards)


@st.composite
def worlds(draw):
    asker = draw(organisations(code="ZZ90", made_up=draw(st.booleans())))
    others = [
        draw(organisations(code=f"ZZ{91 + place}", name=draw(st.sampled_from("ABCD")), made_up=draw(st.booleans())))
        for place in range(draw(st.integers(0, 5)))
    ]
    return asker, others


@given(worlds())
def test_made_up_and_real_never_stand_in_one_list(world):
    asker, others = world
    assert all(one.made_up == asker.made_up for one in proposals_for(asker, others, on=DAY))


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_is_that_of_names_whatever_the_figures_say(world, chance):
    asker, others = world
    found = proposals_for(asker, others, on=DAY)
    shuffled = chance.sample(others, len(others))
    assert proposals_for(asker, shuffled, on=DAY) == found
    assert [(one.name, one.code) for one in found] == sorted((one.name, one.code) for one in found)


@given(worlds())
def test_everybody_listed_is_strong_or_offers_something_where_help_is_needed(world):
    asker, others = world
    by_code = {one.code: one for one in others}
    for one in proposals_for(asker, others, on=DAY):
        helper = by_code[one.code]
        assert one.complements or one.said
        for each in one.complements:
            assert each.need in asker.aspects
            assert each.need.side is AspectSide.NEED
            assert each.strength in helper.aspects
            assert each.strength.side is AspectSide.STRENGTH


@given(worlds(), st.sets(st.sampled_from(list(Filter))))
def test_a_filter_only_ever_takes_away_and_says_how_many(world, filters):
    asker, others = world
    every = proposals_for(asker, others, on=DAY)
    kept = narrowed(every, filters)
    assert set(one.code for one in kept) <= set(one.code for one in every)
    assert all(lets_in(each, one) for each in filters for one in kept)
    for each in left_out(every, filters):
        assert each.many == len(every) - len(narrowed(every, {each.by}))


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_round_the_earth(north, east, south, west):
    one, other = Coordinates(north, east), Coordinates(south, west)
    assert kilometres_between(one, other) == kilometres_between(other, one)
    assert 0 <= kilometres_between(one, other) <= 20_016
    assert kilometres_between(one, one) == 0
