"""Proposals: worked examples of criteria and guard, and Shrewsbury's on real evidence."""

from datetime import date

import pytest

from wraparound.capabilities.partnerships.calculation.guard import guard_of
from wraparound.capabilities.partnerships.calculation.proposals import (
    came_through,
    needing,
    needs_that_count,
    offers_that_count,
    proposals_for,
    size_beside,
)
from wraparound.capabilities.partnerships.queries.proposals import propose
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import (
    Coordinates,
    Filter,
    Guards,
    Leader,
    ProposalQuestion,
    Verdict,
)
from wraparound.capabilities.partnerships.terms.standings import AspectSide, SpellState
from wraparound.capabilities.partnerships.tests.factories import (
    DAY,
    aspect,
    helping,
    inside,
    known,
    need,
    offer,
    size,
    spell,
)
from wraparound.capabilities.partnerships.wording.guard import guard_words
from wraparound.capabilities.partnerships.wording.proposals import headline, times_words
from wraparound.people.access import NotYours, SignInNeeded
from wraparound.people.terms.access import OPERATOR, PUBLIC, Held, Purpose, Role, Scope, Viewer
from wraparound.published.terms import AE_ALL, AE_MAJOR, RTT_18_WEEKS, NotInEvidence, Regime


def line(helper, guard, topics=(Topic.URGENT_CARE,)):
    return next(one for one in guard_of(helper, topics, on=DAY) if one.guard is guard)


class TestCriteria:
    def test_a_need_meets_a_strength_on_the_same_measure_only(self):
        asker = known("ZZ90", aspects=(aspect(AE_MAJOR), aspect(RTT_18_WEEKS)))
        strong = known("ZZ91", aspects=(aspect(AE_MAJOR, AspectSide.STRENGTH, beside=9.0),))
        other = known("ZZ92", aspects=(aspect(AE_ALL, AspectSide.STRENGTH, beside=9.0),))
        (found,) = proposals_for(asker, (strong, other), on=DAY)
        assert found.code == "ZZ91"
        assert [(one.need.name, one.strength.beside) for one in found.complements] == [(AE_MAJOR, 9.0)]

    def test_an_offer_on_the_topic_of_an_own_need_is_enough(self):
        asker = known("ZZ90", needs=(need(),))
        (found,) = proposals_for(asker, (known("ZZ91", offers=(offer(),)), known("ZZ92")), on=DAY)
        assert (found.said[0].topic, found.said[0].said, found.days_offered) == (Topic.CULTURE, True, 10.0)

    def test_so_is_an_offer_where_published_figures_show_a_need(self):
        asker = known("ZZ90", aspects=(aspect(AE_MAJOR),))
        (found,) = proposals_for(asker, (known("ZZ91", offers=(offer(topic=Topic.URGENT_CARE),)),), on=DAY)
        assert not found.said[0].said

    def test_old_words_count_for_nothing(self):
        assert needs_that_count((need(review=date(2026, 11, 25)),), on=DAY) == ()
        assert offers_that_count((offer(review=date(2026, 11, 25)),), on=DAY) == ()
        assert offers_that_count((offer(until=date(2026, 11, 25)),), on=DAY) == ()
        assert len(offers_that_count((offer(until=DAY, review=DAY),), on=DAY)) == 1

    def test_only_a_spell_that_was_left_in_the_same_regime_is_having_come_through(self):
        asker = known("ZZ90", spells=(spell(SpellState.SHOWN_IN, Regime.RECOVERY_SUPPORT), spell(SpellState.LEFT)))
        both = spell(SpellState.LEFT, Regime.QUALITY, Regime.RECOVERY_SUPPORT)
        helper = known(
            spells=(both, spell(SpellState.LEFT, Regime.QUALITY), spell(SpellState.NOT_KNOWN, Regime.RECOVERY_SUPPORT))
        )
        assert came_through(asker, helper) == (both,)

    def test_size_is_compared_by_the_same_count(self):
        found = size_beside(known(sizes=(size(100_000),)), known(sizes=(size(5, AE_ALL), size(163_000))))
        assert found.times == 1.63
        assert size_beside(known(sizes=(size(100),)), known(sizes=(size(5, AE_ALL),))) is None

    @pytest.mark.parametrize(
        ("times", "words"),
        [
            (1.0, "About the same size"),
            (1.25, "About the same size"),
            (1.63, "1.6 times as large"),
            (0.5, "About half as large"),
            (0.04, "Less than a tenth as large"),
        ],
    )
    def test_a_ratio_is_said_in_words(self, times, words):
        assert times_words(times) == words

    def test_one_topic_is_guarded_for_that_topic_alone(self):
        asker = known("ZZ90", aspects=(aspect(AE_MAJOR), aspect(RTT_18_WEEKS)))
        helper = known(
            aspects=(
                aspect(AE_MAJOR, AspectSide.STRENGTH, beside=9.0),
                aspect(AE_ALL, AspectSide.NEED),
                aspect(RTT_18_WEEKS, AspectSide.STRENGTH, beside=9.0),
            )
        )
        (everything,) = proposals_for(asker, (helper,), on=DAY)
        (planned,) = proposals_for(needing(asker, Topic.PLANNED_CARE), (helper,), on=DAY)
        assert (everything.hurts, planned.hurts) == (True, False)


class TestGuard:
    def test_a_helper_that_needs_help_with_the_same_is_hurt(self):
        found = line(known(aspects=(aspect(AE_ALL, AspectSide.NEED),)), Guards.SAME_NEED)
        assert found.verdict is Verdict.HURTS
        assert guard_words(found) == "Published evidence shows that it needs help itself with urgent care."

    def test_figures_that_came_out_worse_than_was_realistic_hurt(self):
        found = line(known(inside=(inside(-5.1), inside(4.0, measure=AE_ALL))), Guards.FIGURES)
        assert (found.verdict, found.of, [one.came for one in found.measures]) == (Verdict.HURTS, 2, [-5.1])
        assert "5.1 points below the median trust" in guard_words(found)
        assert "between −5 and +5 points" in guard_words(found)

    def test_better_than_was_realistic_is_fine(self):
        assert line(known(inside=(inside(9.0), inside(-9.0, lower=True))), Guards.FIGURES).verdict is Verdict.FINE

    @pytest.mark.parametrize(
        ("held", "verdict"),
        [
            (helping(promised=19.9), Verdict.FINE),
            (helping(promised=20.0), Verdict.HURTS),
            (helping(promised=1.0, offered=None), Verdict.HURTS),
            (helping(offered=None), Verdict.NOT_KNOWN),
            (None, Verdict.NOT_KNOWN),
        ],
    )
    def test_days_promised_are_held_against_days_offered(self, held, verdict):
        assert line(known(helping=held), Guards.DAYS).verdict is verdict

    def test_who_helps_two_already_or_is_helped_is_hurt(self):
        assert line(known(helping=helping(helps=1)), Guards.HELPS_ALREADY).verdict is Verdict.FINE
        assert line(known(helping=helping(helps=2)), Guards.HELPS_ALREADY).verdict is Verdict.HURTS
        assert line(known(helping=helping(helped=1)), Guards.HELPS_ALREADY).verdict is Verdict.HURTS

    def test_new_leaders_hurt_and_one_post_alone_says_nothing(self):
        settled = Leader("chair", "substantive", date(2025, 11, 26))
        new = Leader("chief_executive", "substantive", date(2025, 11, 27))
        assert line(known(leaders=(settled,)), Guards.LEADERS).verdict is Verdict.NOT_KNOWN
        found = line(known(leaders=(settled, new)), Guards.LEADERS)
        assert found.verdict is Verdict.HURTS
        assert guard_words(found) == "The post of chief executive has been held only since 27 November 2025."
        both = (settled, Leader("chief_executive", "substantive", date(2020, 1, 1)))
        assert line(known(leaders=both), Guards.LEADERS).verdict is Verdict.FINE

    def test_that_no_source_shows_it_in_a_regime_is_not_known_to_be_fine(self):
        assert line(known(), Guards.REGIME).verdict is Verdict.NOT_KNOWN
        assert "not complete" in guard_words(line(known(), Guards.REGIME))


@pytest.fixture(scope="module")
def found():
    return propose(ProposalQuestion(code="rxw", filters=()), viewer=OPERATOR, on=DAY)


class TestRealEvidence:
    def test_everybody_is_an_open_trust_that_is_strong_where_shrewsbury_needs_help(self, found):
        needs = {one.name for one in found.aspects if one.side is AspectSide.NEED}
        assert (found.code, found.looked_at, len(found.proposals)) == ("RXW", 201, found.found)
        for one in found.proposals:
            assert {each.need.name for each in one.complements} <= needs
            assert all(each.strength.source for each in one.complements)
            assert not one.made_up

    def test_nothing_is_said_of_what_was_not_read(self, found):
        assert not found.words_read
        assert any("not read here" in words for words in found.sentences)
        lines = {line.verdict for one in found.proposals for line in one.guard if line.guard is Guards.DAYS}
        assert lines == {Verdict.NOT_KNOWN}

    def test_who_came_through_the_same_is_said_with_both_days(self, found):
        helped = next(one for one in found.proposals if one.came_through)
        words = next(one.words for one in helped.criteria if one.asked == "Came through the same")
        assert words[0].startswith("Entered ")
        assert "; left " in words[0]

    def test_a_warning_opens_the_card(self, found):
        for one in found.proposals:
            assert bool(headline(one)) == one.hurts == (one.guard[0].verdict is Verdict.HURTS)

    def test_each_filter_says_what_it_leaves_out(self):
        usual = propose(ProposalQuestion(code="RXW"), viewer=OPERATOR, on=DAY)
        assert [one.by for one in usual.left_out] == [Filter.SAME_KIND, Filter.NOT_IN_REGIME, Filter.NOTHING_HURTS]
        assert all(one.same_kind and not one.hurts for one in usual.proposals)
        assert 0 < len(usual.proposals) < usual.found

    def test_coordinates_turn_a_region_into_a_distance(self):
        places = {"RXW": Coordinates(52.709, -2.794), "RRK": Coordinates(52.452, -1.943)}
        asked = ProposalQuestion(code="RXW", filters=())
        found = propose(asked, viewer=OPERATOR, on=DAY, places=places)
        apart = {one.code: one.kilometres for one in found.proposals if one.kilometres is not None}
        assert apart in ({"RRK": 64.0}, {})
        other = next(one for one in found.proposals if one.kilometres is None)
        near = next(one.words[0] for one in other.criteria if one.asked == "Nearness")
        assert near.endswith("no coordinates of both are in the file.")

    def test_a_closed_or_unknown_code_is_refused_with_what_to_do(self):
        for code in ("RD7", "QQQ"):
            with pytest.raises(NotInEvidence, match="No open trust has the code"):
                propose(ProposalQuestion(code=code), viewer=OPERATOR, on=DAY)

    def test_only_who_may_ask_of_every_organisation_asks_without_the_database(self):
        chair = Viewer("Chair", 1, (Held(1, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, 1),))
        with pytest.raises(NotYours):
            propose(ProposalQuestion(code="RXW"), viewer=chair, on=DAY)
        with pytest.raises(SignInNeeded):
            propose(ProposalQuestion(code="RXW"), viewer=PUBLIC, on=DAY)
