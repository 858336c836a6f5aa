"""A made-up trust is told what a real one would be, from any release that is held, and is a case for nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from tests.samples import official
from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.actions import fit_release
from wraparound.capabilities.expectations.queries import answers, lists
from wraparound.capabilities.expectations.queries.made_up import check_made_up, forecast_made_up
from wraparound.capabilities.expectations.terms.made_up import MADE_UP_FIGURES, MadeUpTrust
from wraparound.capabilities.expectations.terms.performance import (
    FORECAST_METHOD,
    ForecastQuestion,
    TargetNotAskable,
    TargetQuestion,
)
from wraparound.capabilities.expectations.terms.recovery import RecoveryQuestion
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.capabilities.expectations.tests.factories import made_up_trust
from wraparound.methods.trajectories.national import Scenario
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.published import shelves
from wraparound.published.readers.recognise import read_file
from wraparound.published.release import hold_releases_in, newest_release, open_release
from wraparound.published.renewal.renew import cards_with, renew
from wraparound.published.shelves import JournalLine
from wraparound.published.terms import (
    AE_ALL,
    AE_MAJOR,
    RTT_18_WEEKS,
    STAFF_BURNED_OUT,
    STAFF_ENOUGH,
    CannotAnswer,
    Kind,
    Measure,
    NotInEvidence,
    Regime,
    RowAddress,
)

RELEASE = newest_release()
CODE = "ZZ01"
TEA = Measure("tea_on_time")
GONE = Measure("gone_measure")


def like(code, kind=None, measures=None):
    """A made-up trust with every figure of a real one."""
    figures = [one for each in evidence.figures_of(RELEASE, code).values() for one in each]
    copied = tuple(
        replace(one, code=CODE, address=RowAddress("made-up", MADE_UP_FIGURES, row))
        for row, one in enumerate(figures, start=1)
        if measures is None or one.measure in measures
    )
    return MadeUpTrust(
        organisation=made_up_trust(CODE, kind=kind or evidence.organisations(RELEASE)[code].kind), figures=copied
    )


def target(measure=AE_MAJOR, at=60, by="2028-03", code=CODE, scenario=Scenario.HELD):
    return TargetQuestion(code=code, measure=measure, target=at, by=by, scenario=scenario)


def check(trust, *asked, **more):
    return check_made_up(target(*asked, **more), trust, viewer=PUBLIC)


def forecast(trust, measure=AE_MAJOR, **more):
    return forecast_made_up(ForecastQuestion(code=CODE, measure=measure), trust, viewer=PUBLIC, **more)


def without_steps(measure, most=12):
    """Real trusts that start on this measure from one unbroken stretch of figures."""
    fit = evidence.stored_fit(RELEASE, FORECAST_METHOD, measure)
    level = fit.positions.starts[fit.last][:, 0]
    whole = (fit.positions.stretch == fit.positions.stretch[:, :1]).all(axis=1) & ~np.isnan(level)
    return [unit for unit, good in zip(fit.positions.units, whole, strict=True) if good][:most]


class TestAnswers:
    @pytest.mark.parametrize("measure", [AE_MAJOR, AE_ALL, RTT_18_WEEKS])
    def test_with_the_figures_of_a_real_trust_it_gets_the_range_of_that_trust(self, measure):
        for code in without_steps(measure):
            real = answers.forecast(ForecastQuestion(code=code, measure=measure), viewer=PUBLIC)
            if not real.fan:
                continue
            found = forecast(like(code), measure)
            assert found.baseline == real.baseline
            assert [(one.period, one.percent, one.median) for one in found.past] == [
                (one.period, one.percent, one.median) for one in real.past
            ]
            for ours, theirs in zip(found.fan, real.fan, strict=True):
                assert ours.quantiles == pytest.approx(theirs.quantiles, abs=0.1)
                assert (ours.median_trust, ours.starts) == (theirs.median_trust, theirs.starts)
            assert (found.release, found.method, found.beyond) == (real.release, real.method, real.beyond)

    @pytest.mark.parametrize("scenario", list(Scenario))
    def test_the_odds_are_those_of_that_trust_with_it_among_the_comparators(self, scenario):
        real = answers.check(target(code="RXW", scenario=scenario), viewer=PUBLIC)
        found = check(like("RXW"), scenario=scenario)
        assert found.probability == pytest.approx(real.probability, abs=0.002)
        assert found.range_80 == pytest.approx(real.range_80, abs=0.1)
        theirs = {one.code for one in real.comparators.each}
        assert {one.code for one in found.comparators.each} - {"RXW"} == theirs
        assert found.comparators.kind is Kind.ACUTE
        assert found.seed == real.seed

    def test_it_speaks_in_the_same_sentences_under_its_own_name(self):
        found = check(like("RXW"))
        assert found.sentence.startswith("Of 40 other acute trusts that started about as far from the median trust")
        assert "Invented Hospitals starts from 45%" in found.sentences[3]
        said = forecast(like("RXW"))
        assert said.sentences[0].startswith("Over the 12 months to March 2026 the")
        real = answers.forecast(ForecastQuestion(code="RXW", measure=AE_MAJOR), viewer=PUBLIC)
        assert (said.beside.standard, said.beside.england) == (real.beside.standard, real.beside.england)

    @pytest.mark.parametrize("kind", [Kind.ACUTE, Kind.AMBULANCE, Kind.MENTAL_HEALTH])
    def test_a_measure_compared_within_a_kind_is_compared_within_its_kind(self, kind):
        code = next(
            code
            for code, one in sorted(evidence.organisations(RELEASE).items())
            if one.kind is kind and one.is_open and len(evidence.figures_of(RELEASE, code).get(STAFF_ENOUGH, ())) == 4
        )
        trust = like(code)
        real = answers.forecast(ForecastQuestion(code=code, measure=STAFF_ENOUGH), viewer=PUBLIC)
        found = forecast(trust, STAFF_ENOUGH)
        assert found.fan[0].quantiles == pytest.approx(real.fan[0].quantiles, abs=0.1)
        each = check(trust, STAFF_BURNED_OUT, 30, "2026-12").comparators.each
        assert {evidence.organisations(RELEASE)[one.code].kind for one in each} == {kind}

    def test_where_too_few_of_its_kind_are_measured_that_is_said(self):
        with pytest.raises(NotInEvidence, match="too few trusts of the kind of Invented Hospitals"):
            forecast(like("RXW", kind=Kind.OTHER), STAFF_ENOUGH)

    def test_figures_that_end_too_early_get_words_and_no_range(self):
        trust = like("RXW")
        early = replace(trust, figures=tuple(one for one in trust.figures if one.period < date(2024, 1, 1)))
        found = check(early)
        assert (found.baseline, found.probability) == (None, None)
        assert found.sentence == forecast(early).why_not
        assert found.sentence.startswith("The last ")
        assert "From a figure so old a forecast would be a guess" in found.sentence

    def test_what_the_history_does_not_reach_gets_a_sentence(self):
        assert "reaches two years ahead" in check(like("RXW"), RTT_18_WEEKS).sentence

    def test_the_same_question_gives_the_same_answer(self):
        assert check(like("RXW")) is check(like("RXW"))
        assert hash(like("RXW")) == hash(like("RXW"))


class TestNobodyMeetsIt:
    def test_it_is_in_no_list_and_no_search_and_has_no_page(self, client):
        check(like("RXW"))
        assert CODE not in lists.organisations(viewer=PUBLIC)
        assert CODE not in {one.organisation.code for one in answers.every_trust(viewer=PUBLIC)}
        for text in (CODE, "Invented Hospitals"):
            found = lists.trusts(TrustSearch(text=text, closed_too=True), viewer=PUBLIC).found
            assert CODE not in {one.organisation.code for one in found}
        assert "Nowhere" not in lists.search_choices(viewer=PUBLIC).regions
        assert client.get(f"/expectations/{CODE}/").status_code == 404
        for ask in (answers.check, answers.forecast):
            question = target() if ask is answers.check else ForecastQuestion(code=CODE, measure=AE_MAJOR)
            with pytest.raises(NotInEvidence, match="no NHS trust with the code"):
                ask(question, viewer=PUBLIC)

    def test_it_is_a_comparator_for_nobody(self):
        before = answers.check(target(code="RXW"), viewer=PUBLIC)
        check(like("RXW"))
        answers._check.cache_clear()
        assert answers.check(target(code="RXW"), viewer=PUBLIC) == before
        fit = evidence.stored_fit(RELEASE, FORECAST_METHOD, AE_MAJOR)
        assert CODE not in fit.positions.units
        others = check(like("RWD")).comparators
        assert CODE not in {one.code for one in (*others.each, *others.left_out)}


class TestRefusals:
    @pytest.mark.parametrize("code", ["RXW", "ZZ02", ""])
    def test_a_question_about_another_trust_is_refused(self, code):
        with pytest.raises(CannotAnswer, match=r"the made-up figures are of ZZ01: ask about ZZ01"):
            check(like("RXW"), code=code)
        with pytest.raises(CannotAnswer, match="ask about ZZ01"):
            forecast_made_up(ForecastQuestion(code=code, measure=AE_MAJOR), like("RXW"), viewer=PUBLIC)

    def test_its_code_may_be_typed_in_any_case_of_letters(self):
        assert check(like("RXW"), code=" zz01 ") == check(like("RXW"))

    @pytest.mark.parametrize("code", ["RXW", "TAD"])
    def test_it_may_not_take_the_code_of_a_real_trust(self, code):
        real = like("RXW")
        taken = MadeUpTrust(
            organisation=replace(real.organisation, code=code),
            figures=tuple(replace(one, code=code) for one in real.figures),
        )
        with pytest.raises(CannotAnswer, match=f"{code} is the code of a real trust"):
            check(taken, code=code)

    def test_figures_of_another_code_are_no_figures_of_it(self):
        real = like("RXW")
        with pytest.raises(ValueError, match="Figures of ZZ01 are none of ZZ02's"):
            MadeUpTrust(organisation=replace(real.organisation, code="ZZ02"), figures=real.figures)

    def test_a_measure_of_which_nothing_was_made_up_is_said_in_a_sentence(self):
        trust = like("RXW", measures={AE_MAJOR})
        for ask in (lambda: check(trust, AE_ALL), lambda: forecast(trust, AE_ALL)):
            with pytest.raises(NotInEvidence, match=r"We cannot say: no .* was made up for Invented Hospitals\."):
                ask()

    def test_a_measure_that_nobody_ever_held_is_said_in_a_sentence(self):
        trust = like("RXW")
        for ask in (
            lambda: check(trust, GONE),
            lambda: forecast(trust, GONE),
            lambda: answers.check(target(GONE, code="RXW"), viewer=PUBLIC),
            lambda: answers.forecast(ForecastQuestion(code="RXW", measure=GONE), viewer=PUBLIC),
            lambda: answers.comparators(ForecastQuestion(code="RXW", measure=GONE), 24, viewer=PUBLIC),
        ):
            with pytest.raises(
                NotInEvidence, match=r"“gone_measure”.*is no longer published here\. There are: ae_4hour"
            ):
                ask()

    def test_nonsense_is_refused_as_for_a_real_trust(self):
        with pytest.raises(TargetNotAskable, match="above 0 and up to 100"):
            check(like("RXW"), at=0)
        with pytest.raises(TargetNotAskable, match="choose 2026-06 or a later month"):
            check(like("RXW"), by="2026-03")


class TestNamedRelease:
    def test_by_name_the_answer_is_that_of_the_release_in_use(self):
        question, trust, named = target(code="RXW"), like("RXW"), {"viewer": PUBLIC, "release": RELEASE.id}
        asked = ForecastQuestion(code="RXW", measure=AE_MAJOR)
        assert answers.check(question, **named) == answers.check(question, viewer=PUBLIC)
        assert answers.forecast(asked, **named) == answers.forecast(asked, viewer=PUBLIC)
        recovery = RecoveryQuestion(regime=Regime.QUALITY)
        assert answers.recovery(recovery, **named) == answers.recovery(recovery, viewer=PUBLIC)
        assert answers.ratings(**named) == answers.ratings(viewer=PUBLIC)
        assert check_made_up(target(), trust, **named) == check(trust)
        assert forecast(trust, release=RELEASE.id) == forecast(trust)

    def test_a_release_that_is_not_held_is_said(self):
        named = {"viewer": PUBLIC, "release": "1999-01-01"}
        for ask in (
            lambda: answers.check(target(code="RXW"), **named),
            lambda: answers.forecast(ForecastQuestion(code="RXW", measure=AE_MAJOR), **named),
            lambda: answers.recovery(RecoveryQuestion(regime=Regime.QUALITY), **named),
            lambda: answers.ratings(**named),
            lambda: check_made_up(target(), like("RXW"), **named),
            lambda: forecast(like("RXW"), release="1999-01-01"),
        ):
            with pytest.raises(NotInEvidence, match="no evidence release “1999-01-01”"):
                ask()

    def test_what_was_agreed_on_a_measure_that_has_gone_is_still_told_from_its_own_release(self, with_tea):
        named = {"viewer": PUBLIC, "release": with_tea}
        question = target(TEA, at=70, code="ZZA05")
        agreed = answers.check(question, **named)
        shown = answers.forecast(ForecastQuestion(code="ZZA05", measure=TEA), **named)
        assert (agreed.release, shown.release) == (with_tea, with_tea)
        assert agreed.probability is not None
        assert "ten-minute figure for tea" in shown.sentences[0]
        trust = tea_drinkers()
        found = check_made_up(target(TEA, at=70), trust, **named)
        assert found.probability == pytest.approx(agreed.probability, abs=0.002)
        gone = r"The ten-minute figure for tea is no longer published: the evidence in use here, release 2026-11-23"
        for ask in (
            lambda: answers.check(target(TEA, at=70, code="RXW"), viewer=PUBLIC),
            lambda: check_made_up(target(TEA, at=70), trust, viewer=PUBLIC),
            lambda: forecast(trust, TEA),
        ):
            with pytest.raises(NotInEvidence, match=gone):
                ask()


@pytest.fixture
def with_tea(tmp_path):
    """A release with one more measure that is held here, and not in use any more."""
    hold_releases_in(tmp_path / "site")
    paths = []
    for name, content in {"tea.toml": official.measure_file(), "tea.csv": official.tea()}.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    brought = read_file(paths[0], {})
    reads = [brought, read_file(paths[1], cards_with(RELEASE, [brought]))]
    with shelves.alone() as folder:
        day = date(2026, 12, 12)
        release = shelves.shelve(renew(RELEASE, reads, day.isoformat()), day.isoformat(), paths, folder=folder, day=day)
        shelves.note(JournalLine(datetime.now(UTC), "a test", "import", release.id, (), ""), folder=folder)
        fit_release(release, tell=lambda line: None, by=OPERATOR)
        shelves.use_release(release, folder=folder)
        shelves.use_release(RELEASE, folder=folder)
    yield release.id
    hold_releases_in(None)
    evidence.stored_fit.cache_clear()


def tea_drinkers():
    """A made-up trust with the quarters of one of the trusts that came with the measure."""
    figures = evidence.figures_of(open_release("2026-12-12"), "ZZA05")[TEA]
    organisation = replace(made_up_trust(CODE), kind=Kind.OTHER)
    return MadeUpTrust(organisation=organisation, figures=tuple(replace(one, code=CODE) for one in figures))
